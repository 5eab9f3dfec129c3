"""The card in the place of a lost one: waited for, taken, or refused."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from enroll_app.domain.problems import Problem
from enroll_app.domain.tap import Tap
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.number import grouped
from enroll_app.ui.words import told


class NewCard(QWidget):
    """Says which card it is, or asks for one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._notice = Notice(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._notice)

    def show_card(self, new: Tap | None, problems: Sequence[Problem], *, wanted: bool = False) -> None:
        """Show this card, and what is wrong with it; news are announced. wanted: the person wants to go on."""
        if self.isHidden():
            return
        if new is None:
            tone, words = Tone.WAITING, self.tr("Hold the new card to the reader")
            if wanted:
                tone, words = Tone.ATTENTION, self.tr("Not yet: hold the new card to the reader")
            means = self.tr("The old card is not needed; it stays as it is until the new one has its key.")
            self._notice.say(tone, words, means)
            return
        card = new.identification
        number = f"{grouped(card.hex)}  ·  {grouped(card.decimal)}" if card else new.card.uid.hex()
        if problems:
            title = self.tr("Not this card: {number}").format(number=number)
            self._notice.say(Tone.FAILURE, title, " ".join(told(one) for one in problems))
        else:
            self._notice.say(Tone.DONE, self.tr("The new card: {number}").format(number=number))

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self._notice.paint_theme()
