"""Makes anew all that is shown, with the keyboard where it was."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from enroll_app.ui.content import Content

if TYPE_CHECKING:
    from enroll_app.ui.window import MainWindow

# A question or a menu that is open is not taken away: what is made anew waits for its answer. Milliseconds.
_ASK_AGAIN_MS = 200


class Rebuilding(QObject):
    """In turns of the event loop by themselves, of which none is felt.

    What is new is made out of sight, takes the place of the old, and that goes away. Nothing is asked of the session
    before it takes its place, so that nothing is missed that is typed meanwhile.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._wanted = False
        self._made: Content | None = None

    def begin(self) -> None:
        """Begin, or begin once more."""
        self.give_up()
        self._wanted = True
        self._make()

    def give_up(self) -> None:
        """What is shown is made anew otherwise, or at another time."""
        self._wanted = False
        if self._made is not None:
            self._made.deleteLater()
            self._made = None

    def _make(self) -> None:
        if not self._wanted or self._made is not None:
            return
        if _busy():
            QTimer.singleShot(_ASK_AGAIN_MS, self, self._make)
            return
        self._made = Content(self._window, training=self._window.training)
        self._made.hide()
        QTimer.singleShot(0, self, self._finish)

    def _finish(self) -> None:
        window, made = self._window, self._made
        if made is None:
            return
        if window.in_sight is not window.content or _busy():
            # Something came in between.
            window.rebuild()
            return
        self._wanted, self._made = False, None
        mark = focus_mark(window.content)
        window.put_in(made)
        if not return_to(made, mark) and window.in_sight is made:
            # It was on its way to another page just then: to where what is new wanted it, out of sight.
            last: QWidget | None = made.focusWidget()
            (last if last is not None and last.isVisible() else made.navigation.view).setFocus()


def _busy() -> bool:
    return bool(QApplication.activeModalWidget() or QApplication.activePopupWidget())


@dataclass(frozen=True, slots=True)
class Mark:
    """The widget that had the focus: its class, which of those in sight it was, and the cursor in a line."""

    kind: type[QWidget]
    at: int
    cursor: int = -1


def focus_mark(shown: QWidget) -> Mark | None:
    """Where the keyboard is in what is shown; None where it is elsewhere."""
    held: QWidget | None = shown.window().focusWidget()
    if held is None or not shown.isAncestorOf(held):
        return None
    alike = _alike(shown, type(held))
    if held not in alike:
        return None
    return Mark(type(held), alike.index(held), held.cursorPosition() if isinstance(held, QLineEdit) else -1)


def return_to(shown: QWidget, mark: Mark | None) -> bool:
    """Put the keyboard to where it was, where that is there again; whether it is."""
    alike = _alike(shown, mark.kind) if mark else []
    if mark is None or mark.at >= len(alike) or not alike[mark.at].isEnabled():
        return False
    there = alike[mark.at]
    there.setFocus()
    if isinstance(there, QLineEdit) and mark.cursor >= 0:
        there.deselect()
        there.setCursorPosition(mark.cursor)
    return True


def _alike(shown: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in shown.findChildren(kind) if type(one) is kind and one.isVisible()]
