"""What a person does about rows of the outbox, carried out off the window's thread, one after the other."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import ANSWERED, Outcome
from enroll_app.domain.pin import Pin
from enroll_app.domain.secret import Secret
from enroll_app.services.handing_over import reassigned
from enroll_app.services.outbox_board import try_now
from enroll_app.services.station import Station
from enroll_app.ui.failures import problem_of
from enroll_app.ui.record_words import person_words
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.words import told

T = TypeVar("T")


def _tr(text: str) -> str:
    return QCoreApplication.translate("outbox", text)


def acts_of(session: Session) -> "Acts":
    """Those of a session, whatever is shown of it: an act is not lost where its place is made anew meanwhile."""
    return session.findChild(Acts) or Acts(session)


class Acts(QObject):
    """Signals: began(int) with a row's number; came(int, Tone, str, str): what came of it, a title and its detail.

    busy: the rows about which something is being done.
    """

    began = Signal(int)
    came = Signal(int, object, str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        # A server that never answers keeps the next sending waiting, and nothing that is done at this station alone.
        self._sending, self._own = Background(self, workers=1), Background(self, workers=1)
        self.busy: set[int] = set()
        session.ending.connect(self._end)

    def _end(self) -> None:
        """What is on its way to the service is on disk; what is done here is done to its end."""
        self._sending.cancel()
        self._own.finish()

    def try_now(self, number: int, secret: Secret | None = None) -> None:
        """Send it now, also where it waited for a person."""
        self._run(number, lambda station: try_now(station, number, secret), self._told)

    def set_aside(self, number: int) -> None:
        """Send it no more before somebody lets it go on."""

        def done(_: None) -> tuple[Tone, str, str]:
            title = _tr("Number {number} is set aside").format(number=number)
            return Tone.INFORMATION, title, _tr("It is not sent before somebody lets it go on.")

        self._run(number, lambda station: station.outbox.set_aside(number), done, self._own)

    def drop(self, number: int) -> None:
        """Take it out for good, with the steps that wait for it."""

        def done(_: object) -> tuple[Tone, str, str]:
            title = _tr("Number {number} was taken out of the outbox").format(number=number)
            return Tone.INFORMATION, title, _tr("The history keeps what it was.")

        self._run(number, lambda station: station.outbox.drop(number), done, self._own)

    def keep(self, number: int, secret: Secret | None) -> None:
        """The card stays whose it is, with what was ordered."""
        self._run(number, lambda station: station.outbox.keep(number, secret), self._told)

    def reassign(self, number: int, secret: Secret | None) -> None:
        """The card changes hands."""
        self._run(number, lambda station: reassigned(station, number, secret)[-1], self._told)

    def restore(self, number: int, pin: Pin) -> None:
        """The owner gets the levels and dates of before back, and this PIN."""
        self._run(number, lambda station: station.outbox.restore(number, pin), self._told)

    def _run(
        self,
        number: int,
        act: Callable[[Station], T],
        words: Callable[[T], tuple[Tone, str, str]],
        background: Background | None = None,
    ) -> None:
        if number in self.busy:
            return
        self.busy.add(number)
        self.began.emit(number)

        def done(future: Future[T]) -> None:
            self.busy.discard(number)
            failure = future.exception()
            if failure is None:
                self.came.emit(number, *words(future.result()))
            else:
                title = _tr("Number {number}: this could not be done").format(number=number)
                self.came.emit(number, Tone.FAILURE, title, told(problem_of(failure)))
            # Whatever waits behind it may go on, and the counts are others.
            self._session.nudge()

        (background or self._sending).run(lambda: act(self._session.desk.station()), done)

    def _told(self, outcome: Outcome) -> tuple[Tone, str, str]:
        """What came of an attempt; nothing that nobody confirmed is called done."""
        facts = {"number": outcome.outbox_id, "person": person_words(outcome.intent.person)}
        state, problem = outcome.state, told(outcome.problem)
        if state in ANSWERED:
            tone = Tone.ATTENTION if problem else Tone.DONE
            return tone, _tr("Number {number}: the service accepted it ({person})").format(**facts), problem
        if state is State.UNKNOWN:
            title = _tr("Number {number}: not confirmed yet ({person})")
            return Tone.ATTENTION, title.format(**facts), problem or _tr("Do not hand out the card yet.")
        if state is State.CONFLICT:
            facts["owner"] = person_words(outcome.owner)
            title = _tr("Number {number}: the card of {person} is {owner}’s")
            return Tone.ATTENTION, title.format(**facts), problem
        if state is State.REJECTED:
            return Tone.FAILURE, _tr("Number {number}: refused ({person})").format(**facts), problem
        return Tone.WAITING, _tr("Number {number} goes on waiting ({person})").format(**facts), problem
