"""Everything on one page: the person, the PIN, validity and access, and what is to be said before the key is created.

The parts are the wizard's own pages, and the rules are the wizard's: only the way between them is left out.
"""

from PySide6.QtWidgets import QHBoxLayout

from enroll_app.domain.problems import Problem
from enroll_app.services.step_checks import LEVELS_VANISHED
from enroll_app.services.steps import Step
from enroll_app.ui import theme
from enroll_app.ui.page import Page
from enroll_app.ui.pages.access import BETWEEN, AccessPage
from enroll_app.ui.pages.person import PersonPage
from enroll_app.ui.pages.pin import PinPage
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.soon_notice import SoonNotice
from enroll_app.ui.words import told

# The parts say these themselves.
_AT_THEIR_FIELDS = frozenset({"no-level", "pin-weak", LEVELS_VANISHED})


class ExpressPage(Page):
    """The form. Above who gets the card, and with which PIN; below what it opens, and for how long."""

    wide = True

    def __init__(self) -> None:
        super().__init__(self.tr("Who gets this card, and what does it open?"))
        self._person, self._pin, self._access = PersonPage(), PinPage(), AccessPage()
        self._parts: tuple[tuple[Step, Page], ...] = (
            (Step.PERSON, self._person),
            (Step.PIN, self._pin),
            (Step.ACCESS, self._access),
        )
        self._failure, self._soon, self._cautions = Notice(self), SoonNotice(self), Notice(self)
        self._insists = False
        self._insisted: tuple[Problem, ...] = ()

    def attach(self, session: Session) -> None:
        """Show this session from now on."""
        super().attach(session)
        for _, part in self._parts:
            part.attach(session)
            part.as_part()
            part.edited.connect(self._edited)
        session.failed.connect(self._failed)
        # Its title would say what the fields say, and takes their room.
        self.as_part()
        step = theme.unit()
        who = QHBoxLayout()
        # As the halves of the access part, so that the columns stand below each other.
        who.setSpacing(step * BETWEEN)
        who.addWidget(self._person, 1)
        who.addWidget(self._pin, 1)
        self.body.addWidget(self._failure)
        self.body.addWidget(self._soon)
        self.body.addWidget(self._cautions)
        self.body.addLayout(who)
        self.body.addWidget(self._access, 1)

    def enter(self) -> None:
        """Take over what the wizard holds."""
        self._failure.hush()
        self._insists, self._insisted = False, ()
        for _, part in self._parts:
            part.enter()
        self._caution()
        self._soon.show_session(self.session)

    def refresh(self) -> None:
        """Something changed behind the page: show it."""
        for _, part in self._parts:
            part.refresh()
        self._caution()
        self._soon.show_session(self.session)

    def _edited(self) -> None:
        self._insisted = ()
        if self.wizard.heed_owner():
            self.refresh()
        self._caution()
        self.edited.emit()

    def _failed(self, words: str) -> None:
        if self.wizard.step is Step.FORM:
            self._failure.say(Tone.FAILURE, self.tr("Nothing was sent"), words)

    def _caution(self) -> None:
        """What a review would say, as soon as there is nothing left to fill in."""
        wizard = self.wizard
        cautions = () if wizard.problems() else wizard.cautions(self.session.desk.now())
        if not self._insists:
            # While somebody types, what stands at its field already does not stand above the form too.
            cautions = tuple(one for one in cautions if one.code not in _AT_THEIR_FIELDS)
        if cautions:
            words = "\n".join(told(caution) for caution in cautions)
            self._cautions.say(Tone.ATTENTION, self.tr("Before you go on"), words)
        else:
            self._cautions.hush()

    def insist(self) -> bool:
        """The person wants to create the key: say all that is to be said before. Whether there was anything new."""
        present = self.wizard.cautions(self.session.desk.now())
        new = bool(present) and present != self._insisted
        self._insists, self._insisted = True, present
        self._caution()
        return new

    def show_problems(self) -> None:
        """Say everything that is wrong at its field, and go to the first of it."""
        for step, part in reversed(self._parts):
            if self.wizard.problems(step):
                part.show_problems()

    def focus_first(self) -> None:
        """The person."""
        self._person.focus_first()
