"""What comes into sight in the middle of a page, at its place from the first picture on."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def lay_out_now(widget: QWidget) -> None:
    """Give a widget that was just filled or shown its room before anything is painted, up to what scrolls it.

    Left to Qt, each layout around it is told only after the one within, one turn later each, and a picture may come
    between: lines that lie upon each other.
    """
    around: QWidget | None = widget
    while around is not None and not around.isWindow():
        layout = around.layout()
        if layout is not None:
            layout.activate()
        QCoreApplication.sendPostedEvents(around, QEvent.Type.LayoutRequest)
        if isinstance(around, QAbstractScrollArea):
            return
        around = around.parentWidget()
