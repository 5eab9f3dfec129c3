"""A state in sight: an icon, a word and a colour, never one of them alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.tones import Tone, tone_color, tone_ground
from enroll_app.ui.widgets.breaking import ZERO_WIDTH, breakable


class Notice(QFrame):
    """A framed message. `say` shows it, `hush` hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        step = theme.unit()
        self._tone = Tone.INFORMATION
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title = QLabel(self)
        self._title.setFont(theme.font(bold=True))
        self._text = QLabel(self)
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(step // 4)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 2, step + step // 2, step * 2, step + step // 2)
        row.setSpacing(step + step // 2)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(self, tone: Tone, title: str, text: str = "") -> None:
        """Show a message and announce it, once however often the same is said."""
        title, text = breakable(title), breakable(text)
        new = (title, text) != (self._title.text(), self._text.text()) or self.isHidden()
        self._tone = tone
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip().replace(ZERO_WIDTH, ""))
        self._paint()
        self.show()
        if new:
            announce(self, self.accessibleName())

    def hush(self) -> None:
        """Hide the message."""
        self.hide()

    def paint_theme(self) -> None:
        """Take the colours of the present theme; what says nothing takes them when it says something again."""
        if not self.isHidden():
            self._paint()

    def _paint(self) -> None:
        tone, size = tone_color(self._tone), theme.unit() * 3
        self._icon.setPixmap(icons.pixmap(self._tone.value, tone, size, self.devicePixelRatioF()))
        self._title.setStyleSheet(f"color: {tone};")
        radius = theme.unit()
        self.setStyleSheet(f"QFrame#notice {{ background: {tone_ground(self._tone)}; border-radius: {radius}px; }}")
