"""The title of a key's page, which holds a person's name: it takes as many lines as that needs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from enroll_app.ui import theme
from enroll_app.ui.widgets.breaking import breakable

# So many of the widest letters, this large, have room beside each other on the narrowest page.
_LONGEST = 24


class Title(QLabel):
    """Never squeezed by what stands below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(theme.font(1.7, bold=True))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def say(self, words: str) -> None:
        """Show these words."""
        self.setText(breakable(words, _LONGEST))
        self._take_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lines are others."""
        super().resizeEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        # Cleared first: a label is never said to need less than its least height.
        self.setMinimumHeight(0)
        # Less than nothing is told of a label without words, or without any width yet.
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))
