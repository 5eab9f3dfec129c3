"""The key in hand, in the window: what is asked of the doors, what is sent, and what becomes of it.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Operation, Outcome, Removal
from enroll_app.domain.ports import StoreError, VaultError
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.tap import Tap
from enroll_app.services.card_waiting import met
from enroll_app.services.desk import Desk
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.key_taps import Took, opens_key
from enroll_app.services.wizard import Wizard
from enroll_app.ui.connection import Connection
from enroll_app.ui.failures import problem_of, words_of
from enroll_app.ui.key.door_watch import DoorWatch
from enroll_app.ui.key.level_names import LevelNames
from enroll_app.ui.key.rows import as_it_is, has_moved, known_now, sent_again
from enroll_app.ui.row_watch import RowWatch
from enroll_app.ui.threads import Background

_LOG = logging.getLogger(__name__)


class Holding(QObject):
    """What a key's view stands on, and outlives it.

    Signals: changed() after anything that the view shows; opened() when a key came into hand; closed() when none is any
    more; took(Took) after a card that was tapped while a key was in hand; left(Outcome) when what came of a new card,
    in the place of a lost one, is out of sight.
    hand: the key in hand; None where none is. news: tells the outbox that something was saved, or may go on.
    """

    changed = Signal()
    opened = Signal()
    closed = Signal()
    took = Signal(object)
    left = Signal(object)

    def __init__(
        self,
        desk: Desk,
        wizard: Wizard,
        connection: Connection,
        names: LevelNames,
        news: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._wizard, self._connection, self._news = desk, wizard, connection, news
        self._names = names
        self.hand: KeyInHand | None = None
        self._acts, self._looking = Background(self), Background(self)
        self._doors = DoorWatch(desk, self._is_left, self)
        self._doors.changed.connect(self.changed)
        self._rows = RowWatch(desk, self._waiting, self)
        self._rows.seen.connect(self._seen)
        connection.changed.connect(self._look_at_levels)

    def start(self) -> None:
        """Begin to look at what waits."""
        self._rows.start()

    def end(self) -> None:
        """Begin nothing new."""
        for part in (self._acts, self._looking, self._doors, self._rows):
            part.cancel()

    def stop(self) -> None:
        """Wait for what `end` has left under way."""
        for part in (self._acts, self._looking, self._doors, self._rows):
            part.stop()

    @property
    def would_lose(self) -> bool:
        """Whether leaving the key in hand would lose something."""
        return self.hand is not None and self.hand.would_lose

    def open(self, key: KnownKey, tap: Tap | None = None) -> None:
        """Take a key in hand, unless another one would lose something by it. tap: its card, where it was tapped."""
        if self.hand is not None and (self.hand.would_lose or self.hand.under_way):
            self.took.emit(Took.IGNORED)
            return
        self.hand = hand = KeyInHand(key, self._desk.zone, self._desk.now, tap, dual=self._desk.dual)
        self._names.tell(hand)
        self.opened.emit()
        self.changed.emit()
        self._doors.ask(hand)

    def meet(self, known: Acquaintance) -> None:
        """What is known of the card that the wizard has just taken: its key is opened, unless something was typed."""
        key = opens_key(self._wizard, known)
        if key is not None:
            tap = self._wizard.tap
            self._wizard.next_card()
            self.open(key, tap)

    def close(self) -> None:
        """The next card: what has no answer yet goes on in the outbox."""
        if self.hand is not None:
            outcome = self.hand.outcome if self.hand.act is Act.REPLACE else None
            self.hand = None
            if outcome is not None:
                self.left.emit(outcome)
            self.closed.emit()
            self.changed.emit()

    def take(self, tap: Tap) -> bool:
        """Take a card that was tapped; False where it is for the wizard."""
        hand = self.hand
        if hand is None:
            return False
        result = hand.tapped(tap, monotonic())
        if result is Took.LEFT:
            self.close()
            return False
        if result is Took.NEW and hand.new is not None:
            self._ask_about_new(hand, hand.new)
        self.took.emit(result)
        self.changed.emit()
        return True

    def give_up(self) -> Tap | None:
        """What was typed for the key is given up for the other card that was tapped; which is told."""
        other = self.hand.other if self.hand is not None else None
        self.close()
        return other

    def use_other(self) -> None:
        """Another card was tapped for a lost one's place: that is the new one."""
        hand = self.hand
        if hand is not None and hand.other is not None and hand.waits_for_card:
            self._ask_about_new(hand, hand.take_other())
            self.took.emit(Took.NEW)
            self.changed.emit()

    def join_other(self) -> None:
        """Another card was tapped for a lost one's place: that is the other side of the new one."""
        hand = self.hand
        if hand is not None and hand.other_may_be_side:
            self._ask_about_new(hand, hand.join_other())
            self.took.emit(Took.NEW)
            self.changed.emit()

    def drop_other(self) -> None:
        """Stay with this key."""
        if self.hand is not None:
            self.hand.other = None
            self.changed.emit()

    def _ask_about_new(self, hand: KeyInHand, tap: Tap) -> None:
        card = tap.identification
        if card is None:
            return

        def done(future: Future[Acquaintance]) -> None:
            failure = future.exception()
            if failure is not None:
                # The replacement itself will say so, if the records cannot be used.
                _LOG.warning("what is known of a card could not be looked up: %s", type(failure).__name__)
            else:
                fit = hand.new_fits
                hand.know_new(card, future.result())
                self.changed.emit()
                if fit and not hand.new_fits and self.hand is hand:
                    self.took.emit(Took.REFUSED)

        self._looking.run(lambda: met(self._desk.records(), card), done)

    @Slot()
    def _look_at_levels(self) -> None:
        self._names.listed()
        if self.hand is not None and self.hand.levels != self._wizard.levels:
            self._names.tell(self.hand)
            self.changed.emit()

    def _is_left(self, hand: KeyInHand, outcome: Outcome | None) -> bool:
        """Whether nobody looks at this any more. outcome: that of an act; None for the key as it was before any."""
        return self.hand is not hand or (outcome is not None and hand.outcome is not outcome)

    def begin(self, act: Act) -> None:
        """Something is to be done with the key."""
        assert self.hand is not None
        self.hand.begin(act)
        if not self.hand.levels:
            # Nothing is done with levels that nobody has seen.
            self._connection.load_levels()
        self.changed.emit()

    def begin_reopening(self) -> None:
        """The key was blocked, and is to open again."""
        assert self.hand is not None
        self.hand.begin_reopening()
        self.changed.emit()

    def back(self) -> None:
        """Back to the key."""
        assert self.hand is not None
        hand, ours = self.hand, self.hand.sent
        hand.back()
        self.changed.emit()
        if ours:
            self._doors.ask(hand)

    def send(self) -> None:
        """Do what stands in the form."""
        hand = self.hand
        if hand is None or hand.problems():
            return
        work = hand.work()
        hand.begin_sending()
        self.changed.emit()

        def done(future: Future[tuple[Outcome, ...]]) -> None:
            failure = future.exception()
            if isinstance(failure, StoreError | VaultError | InvalidInputError):
                hand.not_sent(problem_of(failure))
                self.changed.emit()
                # It may be what was saved meanwhile that is in the way.
                self._doors.look_at_waiting(hand)
            elif failure is not None:
                # An error of ours, at a moment that nobody knows: it may have been sent.
                unknown = Outcome(State.UNKNOWN, 0, Removal(hand.key.key_id), problem=problem_of(failure))
                self._came(hand, (unknown,))
            else:
                self._came(hand, future.result())

        self._acts.run(lambda: work(self._desk.station()), done)

    def retry(self) -> None:
        """Send again what waits, at once."""
        hand = self.hand
        if hand is None or not hand.waiting_rows:
            return
        first, behind = hand.outcome, hand.behind
        assert first is not None
        hand.outcome = None
        self.changed.emit()

        def done(future: Future[tuple[Outcome, ...]]) -> None:
            failure = future.exception()
            if failure is None:
                self._came(hand, future.result())
            else:
                self._came(hand, (replace(first, problem=problem_of(failure)), *([behind] if behind else [])))

        self._acts.run(lambda: sent_again(self._desk.station(), first, behind), done)

    def _came(self, hand: KeyInHand, outcomes: tuple[Outcome, ...]) -> None:
        hand.came_to(outcomes)
        for outcome in outcomes:
            self._connection.heard_of(outcome)
        shown = hand.outcome
        if shown is not None and shown.state is State.ACCEPTED and shown.record is not None:
            self._doors.follow(hand, shown)
        self._look_it_up(hand)
        self._news()
        self.changed.emit()

    def _look_it_up(self, hand: KeyInHand) -> None:
        """What is known of the key from now on, of a lost card that of the new one's; and what waits behind it."""
        outcome = hand.outcome
        key_id = outcome.record.key_id if outcome and outcome.record else hand.key.key_id
        wanted = outcome.outbox_id if outcome and hand.act is Act.REPLACE and hand.behind is None else 0

        def done(future: Future[tuple[KnownKey | None, Operation | None]]) -> None:
            failure = future.exception()
            if failure is not None:
                words_of(failure)
                return
            key, row = future.result()
            hand.now_known(key)
            if row is not None and hand.outcome is outcome:
                hand.behind = Outcome(row.state, row.number, row.intent, row.record, problem=row.problem)
            self.changed.emit()

        self._looking.run(lambda: known_now(self._desk.records(), key_id, wanted), done)

    def _look_at_those_before(self, hand: KeyInHand | None, rows: dict[int, Operation | None]) -> None:
        """What waited when the key came into hand may be through: then the key is another one."""
        if hand is not None and has_moved(hand.waiting, rows):
            self._doors.ask(hand)
            self._look_it_up(hand)

    def _waiting(self) -> tuple[int, ...]:
        hand = self.hand
        if hand is None or hand.under_way:
            return ()
        return hand.waiting_rows if hand.sent else tuple(row.number for row in hand.waiting)

    @Slot(object)
    def _seen(self, rows: dict[int, Operation | None]) -> None:
        hand = self.hand
        if hand is None or hand.outcome is None:
            self._look_at_those_before(hand, rows)
            return
        first, behind = as_it_is(hand.outcome, rows), hand.behind and as_it_is(hand.behind, rows)
        if (first, behind) != (hand.outcome, hand.behind):
            self._came(hand, (first, behind) if behind else (first,))
        held = next((row.held for row in rows.values() if row and row.waiting and row.held), None)
        if held != hand.held:
            hand.held = held
            self.changed.emit()
