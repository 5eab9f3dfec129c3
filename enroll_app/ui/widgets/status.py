"""How something is, on one line: an icon, a word and a colour."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.tones import Tone, tone_color


class Status(QWidget):
    """An icon with its word; `say` shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.INFORMATION
        self._icon, self._words = QLabel(self), QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit())
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.text()

    def say(self, tone: Tone, words: str) -> None:
        """Show how it is."""
        self._tone = tone
        self._words.setText(words)
        self.setAccessibleName(words)
        self.paint_theme()

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        color, size = tone_color(self._tone), theme.unit() * 2 + 4
        self._icon.setPixmap(icons.pixmap(self._tone.value, color, size, self.devicePixelRatioF()))
        self._words.setStyleSheet(f"color: {color};")
