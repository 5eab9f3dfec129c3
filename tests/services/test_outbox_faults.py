"""Whatever goes wrong, in whatever order: no card gets a second key, nobody's key is touched whom the station knew."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from enroll_app.domain.enrollment import KeyRecord, Order, State
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import ANSWERED, WAITING, Change, Intent, Operation, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import (
    Busy,
    KeyMissing,
    NotTrusted,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    Unreachable,
)
from enroll_app.services.enroll import Interrupted, OnConflict
from tests.services.fakes import FakeOutboxStore, FakeService, fake_station

WHY = Problem("a", "It failed.")
CARDS = [parse_identification(f"MC:{number}") for number in (1, 2, 3)]
PEOPLE = [Person("Anna", "Berg"), Person("Bo", "Ek"), Person("Cleo", "Dahl")]
PINS = ["1379", "2468", "8642"]
FAULTS: list[tuple[BaseException | None, bool]] = [
    (None, True),
    (None, True),
    (OutcomeUnknown(WHY), True),
    (OutcomeUnknown(WHY), False),
    (OutcomeUnknown(WHY, own_failure=True), False),
    (KeyboardInterrupt(), True),
    (KeyboardInterrupt(), False),
    (Unreachable(WHY), False),
    (Busy(WHY, 1.0), False),
    (SignInNeeded(WHY), False),
    (NotTrusted(WHY), False),
    (Refused(WHY), False),
]


@dataclass
class Key:
    """A key as the service really has it."""

    key_id: UUID
    card: Identification
    person: Person
    pin: str | None = None


@dataclass
class Truth(FakeService):
    """A service that keeps keys, as the vendor's does. next_fault: what goes wrong, and whether it is done first."""

    keys: dict[Identification, Key] = field(default_factory=dict)
    next_fault: tuple[BaseException | None, bool] = (None, True)

    def __post_init__(self) -> None:
        super().__init__()

    def send(self, intent: Intent, body: bytes, secret: Secret | None) -> KeyRecord | None:
        self.bodies.append(body)
        error, done = self.next_fault
        record = self._do(intent, secret) if done else None
        if error is not None:
            raise error
        return record

    def _do(self, intent: Intent, secret: Secret | None) -> KeyRecord | None:
        if isinstance(intent, Order):
            assert isinstance(intent.credential, Identification)
            key = self.keys.setdefault(intent.credential, Key(uuid4(), intent.credential, _with_id(intent.person)))
        else:
            found = [key for key in self.keys.values() if key.key_id == intent.key_id or intent.key_id is None]
            found = [key for key in found if intent.key_id or key.card == intent.credential]
            if not found:
                raise KeyMissing(WHY)
            key = found[0]
        if isinstance(intent, Removal):
            del self.keys[key.card]
            return None
        key.pin = secret.reveal() if secret else key.pin
        return KeyRecord(key.key_id, key.card.decimal, key.card, key.person)


def _with_id(person: Person) -> Person:
    return replace(person, person_id=person.person_id or uuid4())


class Faults(RuleBasedStateMachine):
    """One station and one service; other people's cards, some of which the station knows."""

    rows = Bundle("rows")

    def __init__(self) -> None:
        super().__init__()
        self.truth = Truth()
        self.store = FakeOutboxStore()
        self.station = fake_station(self.truth, self.store)
        self.seen: dict[int, set[bytes]] = {}
        self.foreign: dict[Identification, Key] = {}
        self.agreed: set[Identification] = set()

    @precondition(lambda self: not self.store.rows)
    @rule(card=st.sampled_from(CARDS), known=st.booleans())
    def somebody_has_the_card(self, card: Identification, known: bool) -> None:
        if card in self.truth.keys:
            return
        key = Key(uuid4(), card, Person("Foreign", "Holder", uuid4()), "0000")
        self.truth.keys[card] = key
        if known:
            self.store.register.keys[key.key_id] = KnownKey(key.key_id, card, key.person)
            self.foreign[card] = replace(key)

    @rule(
        target=rows,
        card=st.sampled_from(CARDS),
        person=st.sampled_from(PEOPLE),
        pin=st.sampled_from(PINS),
        fault=st.sampled_from(FAULTS),
        decision=st.sampled_from([OnConflict.STOP, OnConflict.STOP, OnConflict.KEEP, OnConflict.REASSIGN]),
    )
    def enroll(
        self,
        card: Identification,
        person: Person,
        pin: str,
        fault: tuple[BaseException | None, bool],
        decision: OnConflict,
    ) -> int:
        self.truth.next_fault = fault
        if decision is not OnConflict.STOP:
            self.agreed.add(card)
        try:
            order = Order(card, person, Pin(pin))
            return self.station.enroller.enroll(order, on_conflict=decision).outbox_id
        except Interrupted as interruption:
            return interruption.outcome.outbox_id

    @rule(number=rows, fault=st.sampled_from(FAULTS), seconds=st.sampled_from([0.0, 30.0, 61.0]))
    def send(self, number: int, fault: tuple[BaseException | None, bool], seconds: float) -> None:
        self.store.elapsed += seconds
        self.truth.next_fault = fault
        with suppress(Interrupted):
            self.station.outbox.send(number)

    @rule(number=rows, fault=st.sampled_from(FAULTS), reassign=st.booleans())
    def decide(self, number: int, fault: tuple[BaseException | None, bool], reassign: bool) -> None:
        self.truth.next_fault = fault
        card = self.store.rows[number].operation.intent.credential
        assert isinstance(card, Identification)
        outbox = self.station.outbox
        if self.store.rows[number].operation.state is State.CONFLICT:
            self.agreed.add(card)
        with suppress(InvalidInputError, Interrupted):
            outbox.reassign(number) if reassign else outbox.keep(number)

    @rule()
    def everything_goes_well_from_now_on(self) -> None:
        self.truth.next_fault = (None, True)
        for _ in range(3 * len(self.store.rows) + 3):
            self.store.elapsed += 61
            for number, row in list(self.store.rows.items()):
                if row.operation.waiting and row.operation.held:
                    self.station.outbox.release(number)
                if row.operation.waiting:
                    self.station.outbox.send(number)
        stuck = [row.operation for row in self.store.rows.values() if row.operation.state in WAITING]
        assert all(self._behind_a_stop(one) for one in stuck)

    def _behind_a_stop(self, one: Operation) -> bool:
        """Whether it waits for a step that was refused or needs a decision, or for another that does."""
        if one.after is not None and self.store.rows[one.after].operation.state not in ANSWERED:
            return True
        others = [row.operation for row in self.store.rows.values() if row.operation.state in WAITING]
        return any(other.number < one.number and self._behind_a_stop(other) for other in others)

    @invariant()
    def nobody_whom_the_station_knew_was_touched_without_a_word(self) -> None:
        for card, before in self.foreign.items():
            assert card in self.agreed or self.truth.keys.get(card) == before

    @invariant()
    def nothing_is_being_sent_when_nobody_sends(self) -> None:
        assert all(row.operation.state is not State.SENDING for row in self.store.rows.values())

    @invariant()
    def what_is_called_done_is_done(self) -> None:
        for card in CARDS:
            rows = [row.operation for row in self.store.rows.values() if row.operation.intent.credential == card]
            last = rows[-1] if rows else None
            unknown = any(one.unknowns for one in rows)
            if last is None or unknown or not isinstance(last.intent, Order | Change):
                continue
            if last.state is State.ACCEPTED and last.record is not None and last.owner is None:
                key = self.truth.keys[card]
                assert (key.key_id, key.person) == (last.record.key_id, last.record.person)
                assert last.intent.person.may_be(key.person)

    @invariant()
    def a_conflict_names_its_owner_and_was_never_called_done(self) -> None:
        for row in self.store.rows.values():
            if row.operation.state is State.CONFLICT:
                assert row.operation.owner is not None


Faults.TestCase.settings = settings(max_examples=120, stateful_step_count=14, deadline=None)
test_whatever_goes_wrong = Faults.TestCase
