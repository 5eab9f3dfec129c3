"""What is sent from the window: enrollments, what a person decides about them, and the outbox that sends by itself.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.operations import WAITING, Counts, Operation, Outcome, Purpose
from enroll_app.domain.pin import PinOrder
from enroll_app.domain.ports import StoreError, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.services.delivery import Standing
from enroll_app.services.desk import Desk
from enroll_app.services.enrolled import enrolled, handed_over, left_before, row_told, with_pin
from enroll_app.services.sending import secret_of
from enroll_app.services.station import Station
from enroll_app.services.steps import Step
from enroll_app.services.wizard import Wizard
from enroll_app.ui.connection import Connection
from enroll_app.ui.deliveries import Deliveries
from enroll_app.ui.failures import EXPECTED, problem_of, words_of
from enroll_app.ui.held_cards import HeldCards
from enroll_app.ui.key_watch import KeyWatch
from enroll_app.ui.row_watch import RowWatch
from enroll_app.ui.threads import Background

_LOG = logging.getLogger(__name__)
# So many of the cards that were left behind are looked at each second, for what another process does with them: of
# what this one sends it hears at once. A choice of ours.
_WATCHED = 20


class Enrolling(QObject):
    """Sends, and takes what came of it to the wizard.

    Signals: changed() after anything that the result page shows; stands() when the outbox stands otherwise;
    failed(str) when an enrollment could not even be saved, so that nothing was sent.
    counts: how the outbox stands. restorable: the conflict on the result page can be undone, with a new PIN.
    held_cards: the cards that were left behind before they were delivered.
    """

    changed = Signal()
    stands = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, wizard: Wizard, connection: Connection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wizard = wizard
        self._connection = connection
        self.counts = Counts()
        self.restorable = False
        self.held_cards = HeldCards()
        self._acts = Background(self)
        self._watch = KeyWatch(desk, wizard, self)
        self._watch.changed.connect(self.changed)
        self._rows = RowWatch(desk, self._waiting, self, row_told)
        self._rows.seen.connect(self._seen)
        self._deliveries = Deliveries(desk, self)
        self._deliveries.delivered.connect(self._delivered)
        self._deliveries.stands.connect(self._outbox_stands)

    def start(self) -> None:
        """Begin to send what waits, and keep in mind whose cards an earlier desk has left behind."""
        self._acts.run(lambda: left_before(self._desk.records()), self._remind)
        self._deliveries.start()
        self._rows.start()

    def end(self) -> None:
        """Begin nothing new."""
        self._deliveries.end()
        for background in (self._acts, self._watch, self._rows):
            background.cancel()

    def stop(self) -> None:
        """Wait for what `end` has left under way."""
        self._deliveries.stop()
        for background in (self._acts, self._watch, self._rows):
            background.stop()

    def _remind(self, future: Future[Sequence[Operation]]) -> None:
        # Records that cannot be read are told by whoever needs them.
        if future.exception() is None:
            for row in future.result():
                self.held_cards.add(Outcome(row.state, row.number, row.intent))
            self.changed.emit()

    # -- what a person does -------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Create the access key that the review shows."""
        order, tap = self._wizard.order, self._wizard.tap
        assert order is not None
        reader = tap.card.reader if tap else ""
        handed = self._wizard.hand_over_from
        self.held_cards.forget_answered()
        self._wizard.sent()
        self.changed.emit()

        def done(future: Future[Outcome]) -> None:
            failure = future.exception()
            if isinstance(failure, StoreError | VaultError | InvalidInputError):
                self._not_sent(order, failure)
            elif failure is not None:
                # An error of ours, at a moment that nobody knows: it may have been sent.
                self._answered(order, Outcome(State.UNKNOWN, 0, order, problem=problem_of(failure)))
            else:
                self._answered(order, future.result())

        self._acts.run(lambda: enrolled(self._desk.station(), order, reader, handed), done)

    def practise_door(self) -> None:
        """In the training mode: hold the card on the result page to a door."""
        if self._wizard.outcome is not None:
            self._watch.practise_door(self._wizard.outcome)

    def retry(self) -> None:
        """Send again what is saved or has no answer, at once."""
        last = self._wizard.acting()
        self._act(last, lambda station: station.enroller.resend(last), then=self._deliveries.try_now)

    def try_now(self) -> None:
        """Let the outbox go on at once, whatever kept it still."""
        self._deliveries.try_now()

    def nudge(self) -> None:
        """Something was saved, sent or decided elsewhere in the window: look how the outbox stands now."""
        self._deliveries.nudge()

    def keep(self) -> None:
        """The card stays whose it is: what was typed is meant for that key."""
        last = self._wizard.settling(Purpose.CHANGE)
        secret = secret_of(last.intent)
        self._act(last, lambda station: with_pin(station.outbox.keep(last.outbox_id, secret), last))

    def reassign(self) -> None:
        """The card changes hands: the key that it has is removed, then the new one is made."""
        last = self._wizard.settling(Purpose.REASSIGN)
        self._act(last, lambda station: handed_over(station, last))

    def restore(self, pin: PinOrder) -> None:
        """The owner gets the levels and dates of before back, and this PIN."""
        last = self._wizard.settling(Purpose.RESTORE)
        self._act(last, lambda station: station.outbox.restore(last.outbox_id, pin))

    def leave(self, last: Outcome | None, *, another_card: bool = False) -> None:
        """The result page was left. another_card: the same person gets another one."""
        if last is None:
            return
        if last.state in WAITING:
            self.held_cards.add(last)
        elif another_card and last.state is State.CONFLICT and not last.overwritten:
            # Nothing was sent, and nothing will be: no decision is waited for any more.
            self._acts.run(lambda: self._desk.station().outbox.drop(last.outbox_id), self._dropped)

    def _dropped(self, future: Future[Operation]) -> None:
        failure = future.exception()
        if failure is not None:
            # It stays in the outbox, where it does no harm, and the counts tell of it.
            words_of(failure)
        self._deliveries.nudge()

    def _not_sent(self, order: Order, failure: Exception) -> None:
        """Nothing was written and nothing was sent."""
        if self._shows(order):
            self._wizard.not_sent()
            self.changed.emit()
            self.failed.emit(words_of(failure))
        else:
            self._answered(order, Outcome(State.REJECTED, 0, order, problem=problem_of(failure)))

    def _act(self, last: Outcome, act: Callable[[Station], Outcome], then: Callable[[], None] = lambda: None) -> None:
        order = self._wizard.order

        def done(future: Future[Outcome]) -> None:
            failure = future.exception()
            if failure is None:
                self._answered(order, future.result())
            else:
                # What came of it before stands; whether an error of ours came before or after sending, nobody knows.
                sent = last.state is State.SAVED and not isinstance(failure, EXPECTED)
                if self._shows(order):
                    self._wizard.not_settled()
                state = State.UNKNOWN if sent else last.state
                self._answered(order, replace(last, state=state, problem=problem_of(failure)))
            then()

        self.changed.emit()
        self._acts.run(lambda: act(self._desk.station()), done)

    # -- what came of it ----------------------------------------------------------------------------------------

    def _shows(self, order: Order | None) -> bool:
        """Whether the result page is that of this order; each enrollment has its own, equal or not."""
        return self._wizard.step is Step.RESULT and self._wizard.order is order

    def _answered(self, order: Order | None, outcome: Outcome) -> None:
        """An answer belongs to the enrollment that was sent, whatever page is in sight by now."""
        if self._shows(order):
            self._came(outcome)
            return
        self._connection.heard_of(outcome)
        self.held_cards.add(outcome)
        self._deliveries.nudge()
        self.changed.emit()

    def _came(self, outcome: Outcome) -> None:
        self._wizard.came(outcome)
        self._connection.heard_of(outcome)
        self.restorable = False
        if outcome.state is State.ACCEPTED and outcome.record is not None:
            self._watch.watch(outcome)
        elif self._wizard.overwritten:
            self._ask_what_was_before(outcome)
        self._deliveries.nudge()
        self._rows.look()
        self.changed.emit()

    def _ask_what_was_before(self, outcome: Outcome) -> None:
        """Look up whether the owner of an overwritten key can be given back what was there before."""

        def done(future: Future[bool]) -> None:
            failure = future.exception()
            if failure is not None:
                _LOG.warning("what is known of a card could not be looked up: %s", type(failure).__name__)
            elif self._wizard.outcome is outcome:
                self.restorable = future.result()
                self.changed.emit()

        number = outcome.outbox_id
        self._acts.run(lambda: self._desk.station().outbox.restorable(number) is not None, done)

    # -- the outbox, which sends by itself ----------------------------------------------------------------------

    @Slot(object)
    def _delivered(self, outcome: Outcome) -> None:
        """The outbox sent something by itself; it may be what the result page waits for."""
        self._connection.heard_of(outcome)
        shown = self._wizard.outcome
        if shown is not None and shown.outbox_id == outcome.outbox_id and shown.state in WAITING:
            # The face alone still knows the PIN.
            self._came(replace(outcome, intent=shown.intent))
        elif self.held_cards.came(outcome.outbox_id, outcome.state, outcome.problem):
            self.changed.emit()

    @Slot(object)
    def _outbox_stands(self, standing: Standing) -> None:
        self.counts = standing.counts
        if self._connection.rests(standing.pause):
            self.changed.emit()
        else:
            self.stands.emit()

    def _waiting(self) -> tuple[int, ...]:
        shown = self._wizard.outcome
        return (*self.held_cards.waiting[:_WATCHED], *([shown.outbox_id] if shown and self._wizard.unsettled else []))

    @Slot(object)
    def _seen(self, rows: dict[int, Operation | None]) -> None:
        news = False
        for number in self.held_cards.waiting:
            if number in rows:
                row = rows[number]
                news |= self.held_cards.came(number, *((row.state, row.problem) if row else (State.REJECTED, _GONE)))
        shown = self._wizard.outcome
        if shown is not None and self._wizard.unsettled and shown.outbox_id in rows and shown.outbox_id:
            news |= self._shown_stands(shown, rows[shown.outbox_id])
        if news:
            self.changed.emit()

    def _shown_stands(self, shown: Outcome, row: Operation | None) -> bool:
        """Whether the page has something new to show of a card that waits."""
        if row is None:
            self._came(replace(shown, state=State.REJECTED, problem=_GONE))
        elif row.state not in WAITING:
            self._came(
                replace(
                    shown,
                    outbox_id=row.number,
                    state=row.state,
                    record=row.record,
                    owner=row.owner,
                    problem=row.problem,
                    overwritten=row.overwritten,
                )
            )
        elif row.held != self._wizard.held:
            self._wizard.held = row.held
            return True
        return False


_GONE = Problem("taken-out", "It was taken out of the outbox.", "Enroll the card anew, if it is to be enrolled.")
