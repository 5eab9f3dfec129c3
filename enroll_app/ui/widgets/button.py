"""The product's button: Enter presses it where it has the focus; a key held down or a double click presses it once."""

from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget


class Button(QPushButton):
    """A push button for keyboards."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is none: what it would press may be another thing by now."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press once, however long the key is held."""
        if event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)
