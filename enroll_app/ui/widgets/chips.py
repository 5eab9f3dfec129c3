"""What was chosen, as words that can be taken away again; always in sight, on a few lines at the most."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.tones import Tone, tone_color
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.flow import Flow
from enroll_app.ui.widgets.theme_follower import ThemeFollower

_LINES = 2
# More than ever fit on the lines; each chip is a widget.
MOST_CHIPS = 24


class Chips(QWidget):
    """A button for each; pressing it takes its word away.

    Signals: removed(str) with the key of a word that is to go.
    """

    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._count = 0
        self._none, self._cautious = "", True
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setObjectName("muted")
        self._words.setWordWrap(True)
        self._flow = Flow(self, most_lines=_LINES)
        self._beware = QLabel(self)
        line = QHBoxLayout()
        line.setSpacing(theme.unit())
        line.addWidget(self._beware)
        line.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit() // 2)
        column.addLayout(line)
        column.addWidget(self._flow)
        ThemeFollower(self, self.paint_theme)

    def set_none(self, words: str, *, beware: bool = True) -> None:
        """What to say where nothing was chosen. beware: with the sign of what is to be looked at twice."""
        self._none, self._cautious = words, beware
        self._say()

    @property
    def buttons(self) -> Sequence[QWidget]:
        """One for each word."""
        return self._flow.widgets

    def show_words(self, chosen: Sequence[tuple[str, str]], count: int) -> None:
        """Show these, each with its key. count: how many there are, with those for which there are no words here."""
        if tuple(chosen) == self._shown and count == self._count:
            return
        self._shown, self._count = tuple(chosen), count
        kept = {widget.property("key"): widget for widget in self._flow.widgets}
        self._flow.show_widgets([kept.get(key) or self._chip(key, words) for key, words in self._shown])
        self._say()

    def _say(self) -> None:
        count = self._count
        chosen = self.tr("%n level(s) chosen; a press on one takes it away.", "", count)
        self._words.setText(chosen if count else self._none)
        self._beware.setVisible(not count and self._cautious)
        self.paint_theme()

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        tone = tone_color(Tone.ATTENTION)
        size, ratio = theme.unit() * 2, self.devicePixelRatioF()
        self._beware.setPixmap(icons.pixmap("attention", tone, size, ratio))
        cross = QIcon(icons.pixmap("cross", theme.colors().muted, size, ratio))
        for chip in self._flow.widgets:
            assert isinstance(chip, Button)
            chip.setIcon(cross)

    def _chip(self, key: str, words: str) -> Button:
        chip = Button(words.replace("&", "&&"), self._flow)
        chip.setObjectName("preset")
        chip.setProperty("key", key)
        chip.setAccessibleName(self.tr("Take {name} away").format(name=words))
        chip.setToolTip(words)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.clicked.connect(self._pressed)
        return chip

    def _pressed(self) -> None:
        self.removed.emit(str(self.sender().property("key")))
