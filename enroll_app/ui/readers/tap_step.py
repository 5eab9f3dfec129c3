"""The cards of a lesson: the one that is asked for, and those that are settled."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.readers.cards import Known
from enroll_app.ui.tones import Tone, tone_color
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.number import grouped


class TapStep(QWidget):
    """Asks for a card, and shows what the reader sent for it. row: has room for a button at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = theme.unit()
        self._came = False
        self._icon, self._words, self._raw = QLabel(self), QLabel(self), QLabel(self)
        for label in (self._words, self._raw):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._raw.setFont(theme.font(1.3, bold=True, tabular=True))
        self._raw.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._notice = Notice(self)
        box = QFrame(self)
        box.setObjectName("surface")
        row = QHBoxLayout(box)
        row.setContentsMargins(step * 2, step + step // 2, step * 2, step + step // 2)
        row.setSpacing(step * 2)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._raw)
        self.row = QHBoxLayout()
        self.row.setSpacing(step)
        self.row.addWidget(box, 1)
        caption = QLabel(self.tr("1.  A card whose number is known"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step // 2)
        column.addWidget(caption)
        column.addLayout(self.row)
        column.addWidget(self._notice)
        self.wait()

    def wait(self) -> None:
        """Ask for a card."""
        self._came = False
        self._notice.hush()
        self._words.setText(self.tr("Hold the card to this reader"))
        self._raw.setText("")
        self.paint_theme()

    def show_raw(self, raw: str) -> None:
        """Show what the reader sent."""
        self._came = True
        self._notice.hush()
        self._words.setText(self.tr("The reader sent"))
        self._raw.setText(raw)
        self.paint_theme()
        announce(self, f"{self._words.text()} {raw}")

    def say_other(self, words: str) -> None:
        """What came is of no use here."""
        self._notice.say(Tone.ATTENTION, words, self.tr("Hold the card to the reader that is to be taught."))

    def say_missing(self) -> None:
        """Nothing can go on without a card."""
        self._notice.say(Tone.ATTENTION, self.tr("No card was held to this reader yet"))

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        tone, size = (Tone.DONE if self._came else Tone.WAITING), theme.unit() * 3
        name = "done" if self._came else "card"
        self._icon.setPixmap(icons.pixmap(name, tone_color(tone), size, self.devicePixelRatioF()))


class SettledCards(QLabel):
    """The cards that were looked at before this one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def show_cards(self, cards: Sequence[Known]) -> None:
        """Show these; none is shown as nothing."""
        words = self.tr("Card {number}: {raw} is {known}")
        lines = [
            words.format(number=number, raw=one.raw, known=grouped(one.number.hex))
            for number, one in enumerate(cards, start=1)
            if one.number
        ]
        self.setText("\n".join(lines))
        self.setVisible(bool(lines))
