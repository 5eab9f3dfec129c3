"""Tells a widget that draws pictures in the theme's colors when the theme is another one, also while it is hidden."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from enroll_app.ui import theme


class ThemeFollower(QObject):
    """paint: is called when the widget was given the style of another theme than at last.

    Made at the end of the widget's own making, so that nothing is painted by halves.
    """

    def __init__(self, widget: QWidget, paint: Callable[[], None]) -> None:
        super().__init__(widget)
        self._paint = paint
        self._tones = theme.colors()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on; the event goes its way."""
        if event.type() is QEvent.Type.StyleChange and self._tones is not theme.colors():
            self._tones = theme.colors()
            self._paint()
        return super().eventFilter(watched, event)
