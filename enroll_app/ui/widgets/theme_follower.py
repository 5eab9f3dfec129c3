"""Tells a widget that draws pictures in the theme's colors when the theme is another one, also while it is hidden."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class ThemeFollower(QObject):
    """paint: is called after every change of the style sheet, which every theme has its own of.

    Made at the end of the widget's own making, so that nothing is painted by halves.
    """

    def __init__(self, widget: QWidget, paint: Callable[[], None]) -> None:
        super().__init__(widget)
        self._paint = paint
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on; the event goes its way."""
        if event.type() is QEvent.Type.StyleChange:
            self._paint()
        return super().eventFilter(watched, event)
