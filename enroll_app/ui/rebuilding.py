"""Where the keyboard was, so that it is there again after everything that is shown was made anew."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget


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


def return_to(shown: QWidget, mark: Mark | None) -> None:
    """Put the keyboard to where it was, where that is there again."""
    alike = _alike(shown, mark.kind) if mark else []
    if mark is None or mark.at >= len(alike) or not alike[mark.at].isEnabled():
        return
    there = alike[mark.at]
    there.setFocus()
    if isinstance(there, QLineEdit) and mark.cursor >= 0:
        there.deselect()
        there.setCursorPosition(mark.cursor)


def _alike(shown: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in shown.findChildren(kind) if type(one) is kind and one.isVisible()]
