"""What closing the window comes to: what would be lost, what is offered again, and how many are not delivered yet."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from enroll_app.domain.pin import PinRule
from enroll_app.services.steps import Step
from enroll_app.ui.key.words import loss_words as key_loss_words
from enroll_app.ui.leaving import loss_words
from enroll_app.ui.question import ask
from enroll_app.ui.session import Session


class Closing(QObject):
    """Says it for a session; nobody's child: it would keep that, with all that was typed, for as long as its parent."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    @property
    def loses(self) -> bool:
        """Whether something would be lost for good: that was typed and is kept nowhere, or that is told only now."""
        return bool(self.at_stake)

    @property
    def at_stake(self) -> tuple[object, ...]:
        """What that is now, to be compared with what was asked about; empty for nothing."""
        wizard, holding, drafting = self._session.wizard, self._session.holding, self._session.drafting
        # A result is in no draft.
        enrollment = wizard.touched and (wizard.step is Step.RESULT or not drafting.keeps)
        hand = holding.hand if holding.would_lose else None
        of_wizard = (wizard.order, wizard.outcome) if enrollment else ()
        return (*of_wizard, *((hand, hand.outcome) if hand is not None else ()))

    @property
    def to_be_asked(self) -> bool:
        """Whether something is to be said before the window closes."""
        session = self._session
        touched = session.wizard.touched or session.holding.would_lose
        return touched or bool(session.counts.unfinished and not session.desk.training)

    def ask_before_reopening(self, window: QWidget, then: Callable[[], None]) -> None:
        """The desk is to be opened anew: ask where something is lost by that, and go on."""
        if not self.loses:
            then()
            return
        said, hand = [], self._session.holding.hand
        if self._session.wizard.touched:
            said.append(self.left_behind())
        if hand is not None and hand.would_lose:
            said.append(key_loss_words(hand))
        question, yes, no = self.tr("Open the desk anew now?"), self.tr("&Open it anew"), self.tr("&Not now")
        ask(window, question, "\n".join(said), yes, no, then)

    def words(self) -> tuple[str, str]:
        """The question, and what it means."""
        wizard, counts = self._session.wizard, self._session.counts
        said = []
        # The outbox may not have told yet of the one that is on the page.
        waiting = max(counts.unfinished, int(wizard.unsettled))
        if self._session.desk.training:
            waiting = 0
        question = self.tr("Close with %n enrollment(s) not delivered?", "", waiting)
        if wizard.touched and not (wizard.goes_on and not wizard.owed and waiting):
            question = self.tr("Close with an enrollment that is not finished?")
            said.append(self.left_behind())
            if waiting:
                said.append(self.tr("%n enrollment(s) not delivered.", "", waiting))
        hand = self._session.holding.hand
        if hand is not None and hand.would_lose:
            question = self.tr("Close with something begun for a key?")
            said.append(key_loss_words(hand))
        if waiting:
            said.append(self.tr("Nothing is lost: what waits is sent when Enroll is opened again on this computer."))
        if waiting and counts.needing:
            said.append(self.tr("%n of them go(es) on only when somebody decides.", "", counts.needing))
        return question, "\n".join(said)

    def left_behind(self) -> str:
        """What becomes of what was typed: where drafts are kept, it is offered again."""
        wizard = self._session.wizard
        if not self._session.drafting.keeps or wizard.step is Step.RESULT:
            return loss_words(wizard)
        if wizard.draft.pin and not isinstance(wizard.draft.pin, PinRule):
            return self.tr(
                "Nothing was sent. What was typed is offered again when Enroll is opened next; the PIN is not kept."
            )
        return self.tr("Nothing was sent. What was typed is offered again when Enroll is opened next.")
