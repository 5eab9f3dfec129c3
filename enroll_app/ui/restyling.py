"""Gives what is there already another look.

Qt's own way (`QApplication.setStyleSheet` on a sheet that is there) polishes each widget once for each widget around
it, a dozen times: a second where all places were made, in which nobody is heard. Here each is polished once.
"""

from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyle, QWidget
from shiboken6 import isValid

# So long a piece takes, in seconds: half the time of a frame at 60 Hz.
_PIECE_S = 0.008


class Restyling(QObject):
    """What is in sight has the new look once this is made; the rest gets it by `go_through` or `go_on_later`."""

    def __init__(self, application: QApplication, palette: QPalette, sheet: str) -> None:
        for before in application.findChildren(Restyling):
            before.stop()
        super().__init__(application)
        self._application = application
        style = application.style()
        # Forgets what was worked out of the old sheet, so that nothing is known of that would be polished by Qt.
        style.unpolish(application)
        application.setPalette(palette)
        application.setStyleSheet(sheet)
        style.polish(application)
        self._style: QStyle = style
        self._hidden: list[QWidget] = []
        for window in QApplication.topLevelWidgets():
            self._polish_seen(window)
        self._rest = self._polished()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def go_through(self) -> None:
        """Give it to all of the rest now."""
        for _ in self._rest:
            pass
        self.stop()

    def go_on_later(self) -> None:
        """Give it to the rest piece by piece; what comes into sight before its turn has it then."""
        # Asked for each event of the program, but only until the rest is through.
        self._application.installEventFilter(self)
        self._timer.start(0)

    def stop(self) -> None:
        """It is through, or another look is to be shown."""
        self._application.removeEventFilter(self)
        self._timer.stop()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What comes into sight has the new look when it is painted."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            self._polish(watched)
        return False

    def _go_on(self) -> None:
        until = monotonic() + _PIECE_S
        for _ in self._rest:
            if monotonic() > until:
                return
        self.stop()

    def _polish_seen(self, widget: QWidget) -> None:
        """From the window inward, as what is further in may take its colors from what is around it."""
        if not isValid(widget):
            return
        if widget.isVisible():
            self._polish(widget)
            for child in _inside(widget):
                self._polish_seen(child)
        else:
            self._hidden.append(widget)

    def _polished(self) -> Iterator[None]:
        """Polishes one widget of the rest for each step."""
        while self._hidden:
            widget = self._hidden.pop()
            if isValid(widget):
                self._polish(widget)
                self._hidden.extend(reversed(_inside(widget)))
                yield

    def _polish(self, widget: QWidget) -> None:
        self._style.polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def _inside(widget: QWidget) -> list[QWidget]:
    """The widgets in it. Whoever was told of the look may have let go of any widget: each is asked after."""
    if not isValid(widget):
        return []
    return [child for child in widget.children() if isinstance(child, QWidget)]
