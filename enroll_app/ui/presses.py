"""One press does one thing: the second press of a nervous hand is not about the page that the first one has brought."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton


class Presses(QObject):
    """Lets a press through that began after what is in sight had been seen for as long as a double click takes.

    How long that is the computer's user has set (QStyleHints.mouseDoubleClickInterval); mouse, Enter, Space and letters
    are all the same to it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._seen_at = self._pressed_at = 0.0
        self._what: object = None

    def guard(self, button: QPushButton, act: Callable[[], None]) -> None:
        """What this button does from now on."""
        button.pressed.connect(self._press)
        button.clicked.connect(lambda: self._do(act))

    def enter(self, act: Callable[[], None]) -> None:
        """Enter was pressed on the page itself."""
        self._press()
        self._do(act)

    def look_anew(self) -> None:
        """Something else came into sight, which nobody has seen yet."""
        self._seen_at = monotonic()

    def now_do(self, what: object) -> None:
        """What a press would do now; another thing than before is to be looked at first."""
        if what != self._what:
            self._what = what
            self.look_anew()

    def _press(self) -> None:
        self._pressed_at = monotonic()

    def _do(self, act: Callable[[], None]) -> None:
        pause_s = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        if self._pressed_at - self._seen_at >= pause_s:
            act()
