"""A card's number, grouped for the eye and copied ungrouped."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from enroll_app.ui import theme

# U+2009: narrower than a space, so that the groups still read as one number.
_THIN_SPACE = "\u2009"
_GROUP = {True: 2, False: 3}


def grouped(number: str) -> str:
    """Group the digits from the right, bytes of a hexadecimal number by twos and a decimal one by threes."""
    return " | ".join(_grouped_part(part) for part in number.split("|"))


def _grouped_part(part: str) -> str:
    hexadecimal = part.startswith("0x")
    digits = part[2:] if hexadecimal else part
    size = _GROUP[hexadecimal]
    head = len(digits) % size
    groups = [digits[:head]] if head else []
    groups += [digits[at : at + size] for at in range(head, len(digits), size)]
    return ("0x" + _THIN_SPACE if hexadecimal else "") + _THIN_SPACE.join(groups)


class Number(QLabel):
    """Shows a number; Ctrl+C and the context menu copy it without the spaces."""

    def __init__(self, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = ""
        self.setFont(theme.font(scale, bold=scale > 1, tabular=True))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def set_number(self, number: str) -> None:
        """Show this number; one of two parts on two lines."""
        self._number = number
        self.setText(grouped(number).replace(" | ", " |\n"))
        self.setAccessibleName(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the number as it is sent."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the number as it is sent."""
        menu = QMenu(self)
        menu.addAction(self.tr("Copy number")).triggered.connect(self._copy)
        # No loop of its own within this event: what is shown may be made anew, and this number go, while it is open.
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._number)
