"""An enrollment that an earlier window did not finish, offered again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enroll_app.domain.memory import KeptDraft
from enroll_app.domain.person import Person
from enroll_app.ui import theme
from enroll_app.ui.moments import begun_words
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice


class DraftOffer(QFrame):
    """Asks what becomes of it, and waits with patience: a card can be tapped meanwhile.

    Signals: resumed(), discarded() when a person has said so.
    """

    resumed = Signal()
    discarded = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = session.desk
        step = theme.unit()
        self._notice = Notice(self)
        self.resume = Button(self.tr("&Go on with it"), self)
        self.discard = Button(self.tr("&Discard it"), self)
        self.resume.clicked.connect(self.resumed)
        self.discard.clicked.connect(self.discarded)
        buttons = QHBoxLayout()
        buttons.setSpacing(step)
        buttons.addWidget(self.resume)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addWidget(self._notice)
        column.addLayout(buttons)
        self.hide()

    def show_draft(self, kept: KeptDraft | None) -> None:
        """Offer this one; None offers nothing."""
        if kept is None:
            self._notice.hush()
            self.hide()
            return
        self._notice.say(Tone.INFORMATION, self._question(kept), "\n".join(self._facts(kept)))
        self.show()

    def _question(self, kept: KeptDraft) -> str:
        draft = kept.draft
        name = (kept.holder or Person(draft.first_name.strip(), draft.last_name.strip())).full_name
        if kept.handed_over:
            words = self.tr("Go on with handing the card over to {name}?")
            return words.format(name=name) if name else self.tr("Go on with handing the card over?")
        if name and kept.tap:
            return self.tr("Go on with the card of {name}?").format(name=name)
        if name:
            return self.tr("Go on with {name}?").format(name=name)
        return self.tr("Go on with the card that was begun?")

    def _facts(self, kept: KeptDraft) -> list[str]:
        facts = [begun_words(kept.at, self._desk.now(), self._desk.zone)]
        if kept.tap and kept.tap.identification:
            facts[0] += " " + self.tr("Card {number}.").format(number=kept.tap.identification.hex)
        if kept.had_pin:
            facts.append(self.tr("A PIN is never kept: it has to be given again."))
        return facts
