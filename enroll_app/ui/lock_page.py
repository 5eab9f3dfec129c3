"""What a locked window shows: that it is locked, and nothing else."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.guard import Guard, PasswordEntry
from enroll_app.ui.widgets.theme_follower import ThemeFollower

_ICON_STEPS, _WIDE_STEPS = 7, 46
# So long it is said that a card was not taken. Milliseconds; a choice of ours.
_SAID_MS = 8_000


class LockPage(QWidget):
    """Takes the place of everything in the window. entry: where the password is given."""

    def __init__(self, guard: Guard, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self._icon = QLabel(self)
        title = QLabel(self.tr("Locked"), self)
        title.setFont(theme.font(1.7, bold=True))
        words = QLabel(self.tr("Nothing is lost; what was typed is there again. What waits is still sent."), self)
        words.setObjectName("muted")
        words.setWordWrap(True)
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setMinimumHeight(2 * self._said.fontMetrics().lineSpacing() + step)
        self.entry = PasswordEntry(guard, self.tr("&Unlock"), self)
        inner = QWidget(self)
        inner.setFixedWidth(step * _WIDE_STEPS)
        column = QVBoxLayout(inner)
        column.setSpacing(step * 2)
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self._icon, title, words, self._said):
            label.setAlignment(middle)
        column.addWidget(self._icon)
        column.addWidget(title)
        column.addWidget(words)
        column.addWidget(self.entry)
        column.addWidget(self._said)
        outer = QVBoxLayout(self)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inner)
        row.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)
        self.setAccessibleName(title.text())
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_MS)
        self._quiet.timeout.connect(self._said.clear)
        self.paint_theme()
        ThemeFollower(self, self.paint_theme)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        size = theme.unit() * _ICON_STEPS
        self._icon.setPixmap(icons.pixmap("lock", theme.colors().muted, size, self.devicePixelRatioF()))

    def say_not_taken(self) -> None:
        """A card was tapped."""
        self._said.setText(self.tr("Locked: the card was not taken. Unlock, then tap it again."))
        announce(self, self._said.text())
        self._quiet.start()
