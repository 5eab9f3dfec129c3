"""What closing the window comes to: what would be lost, what is offered again, and how many are not delivered yet."""

from PySide6.QtCore import QObject

from enroll_app.domain.pin import PinRule
from enroll_app.services.steps import Step
from enroll_app.ui.key.words import loss_words as key_loss_words
from enroll_app.ui.leaving import loss_words
from enroll_app.ui.session import Session


class Closing(QObject):
    """Says it for a session."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def loses(self) -> bool:
        """Whether something that was typed would be lost for good."""
        session = self._session
        return (session.wizard.touched and not session.drafting.keeps) or session.holding.would_lose

    @property
    def to_be_asked(self) -> bool:
        """Whether something is to be said before the window closes."""
        session = self._session
        touched = session.wizard.touched or session.holding.would_lose
        return touched or bool(session.counts.unfinished and not session.desk.training)

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
