"""Records in memory that keep the promises of the ports OutboxStore and KeyRegister, as simply as can be."""

# ruff: noqa: ARG002  the ports say what there is to be told; a fake does not need all of it
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from threading import RLock
from uuid import UUID, uuid4

from enroll_app.domain.enrollment import NOBODY_NAMED, Code, KeyRecord, Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import (
    ANSWERED,
    WAITING,
    Blocked,
    Change,
    Claimed,
    Counts,
    Group,
    Intent,
    Operation,
    Removal,
    SecretState,
    Settlement,
    Step,
    subject_of,
)
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.validity import Validity

DISK_FULL = Problem(
    "store-failed", "The records in {path} cannot be used: {reason}.", "", {"path": "x", "reason": "full"}
)
KEY_ID = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
QUARANTINE_S = 60.0
FIRST_NUMBER = 7


class Happenings:
    """What happened, in order, and what the disk is full at."""

    def __init__(self, events: list[str] | None = None) -> None:
        self.events = [] if events is None else events
        self.failing: set[str] = set()

    def happened(self, event: str) -> None:
        if event in self.failing:
            raise StoreError(DISK_FULL)
        self.events.append(event)


class FakeRegister:
    """The port KeyRegister, in memory. `keys`: what is known, by the key's id."""

    def __init__(self, happenings: Happenings | None = None) -> None:
        self.happenings = happenings or Happenings()
        self.keys: dict[UUID, KnownKey] = {}
        self.before: dict[int, KnownKey] = {}
        self.remembered: tuple[AccessLevel, ...] = ()

    def knows(
        self, card: Identification, owner: Person, named: Person = NOBODY_NAMED, key_id: UUID | None = None
    ) -> None:
        """For tests: this card has a key, and this is whose."""
        key_id = key_id or KEY_ID
        self.keys[key_id] = KnownKey(key_id, card, owner, named)

    def by_card(self, identification: Identification) -> KnownKey | None:
        self.happenings.happened("by_card")
        return next((key for key in self.keys.values() if key.identification == identification), None)

    def by_id(self, key_id: UUID) -> KnownKey | None:
        return self.keys.get(key_id)

    def relatives_of(self, identification: Identification) -> tuple[Identification, ...]:
        lows = {part[-3:] for part in identification.parts}
        cards = (key.identification for key in self.keys.values() if key.identification)
        return tuple(card for card in cards if lows & {part[-3:] for part in card.parts})

    def heard(self, key: KnownKey, at: datetime) -> None:
        self.happenings.happened("heard")
        self.keys.setdefault(key.key_id, key)

    def before_conflict(self, number: int) -> KnownKey | None:
        return self.before.get(number)

    def remember_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        self.happenings.happened("remember")
        self.remembered = levels

    def known_levels(self) -> tuple[AccessLevel, ...]:
        self.happenings.happened("known_levels")
        return self.remembered

    def learn(self, intent: Intent, settlement: Settlement, number: int, at: datetime) -> None:
        """What the outbox tells of an answer."""
        record = settlement.record
        if settlement.state in ANSWERED and isinstance(intent, Removal):
            gone = [one for one in self.keys.values() if intent.key_id in (one.key_id, None)]
            for key in gone:
                if intent.key_id or key.identification == intent.identification:
                    del self.keys[key.key_id]
        if record is None or isinstance(intent, Removal):
            return
        old = self.keys.get(record.key_id)
        if settlement.overwritten and old:
            self.before[number] = old
        self.keys[record.key_id] = _heard_of(intent, record, old, settlement, at)


def _heard_of(
    intent: Order | Change, record: KeyRecord, old: KnownKey | None, settlement: Settlement, at: datetime
) -> KnownKey:
    old = old or KnownKey(record.key_id, None, since=at)
    card = record.credential or intent.credential
    named = intent.person if isinstance(intent, Order) and not settlement.overwritten else old.named
    validity = old.validity
    with suppress(InvalidInputError):  # a service may answer what makes no sense
        validity = Validity(
            record.valid_from or intent.validity.start or old.validity.start,
            record.valid_to or intent.validity.end or old.validity.end,
        )
    return replace(
        old,
        identification=card if isinstance(card, Identification) else old.identification,
        owner=record.person or old.owner,
        named=named,
        validity=validity,
        levels=record.levels or intent.levels or old.levels,
        changed_at=at,
    )


@dataclass
class Row:
    """A row as it stands now. due_at, sent_at: by the uptime. late: it was put behind rows that came later.

    place: its turn, where it was taken over from another.
    """

    operation: Operation
    body: bytes
    secret: Secret | None = None
    due_at: float = 0.0
    sent_at: float | None = None
    late: bool = False
    place: tuple[bool, int] | None = None

    @property
    def turn(self) -> tuple[bool, int]:
        return self.place or (self.late, self.operation.number)


class FakeOutboxStore:
    """The port OutboxStore, in memory. `vault`: whether secrets can be sealed.

    elapsed, clock: their sum is the uptime, in seconds.
    """

    def __init__(self, register: FakeRegister | None = None, failing: Iterable[str] = ()) -> None:
        self.register = register or FakeRegister()
        self.happenings = self.register.happenings
        self.happenings.failing |= set(failing)
        self.rows: dict[int, Row] = {}
        self.settled: list[Settlement] = []
        self.elapsed = 0.0
        self.clock: Callable[[], float] = lambda: 0.0
        self._lock = RLock()
        self.vault = True
        self.most = 50_000

    def uptime(self) -> float:
        return self.elapsed + self.clock()

    def save(
        self,
        steps: Sequence[Step],
        reader: str,
        at: datetime,
        *,
        claim: bool = False,
        settlement: Settlement | None = None,
    ) -> tuple[Operation, ...]:
        self.happenings.happened("save")
        if settlement:
            self.happenings.happened(f"settle {settlement.state.value}")
        with self._lock:
            saved = self._saved(steps, reader, at, claim=claim and not settlement)
            if settlement:
                self._settle(saved[0].number, settlement, at)
            return tuple(self.rows[one.number].operation for one in saved)

    def _saved(
        self, steps: Sequence[Step], reader: str, at: datetime, *, claim: bool, kept: Secret | None = None
    ) -> tuple[Operation, ...]:
        unit, after, numbers = uuid4(), None, []
        for step in steps:
            number = FIRST_NUMBER + len(self.rows)
            secret = kept if _takes_over(step) else step.secret
            state = SecretState.NONE if secret is None else SecretState.KEPT if self.vault else SecretState.MISSING
            operation = Operation(
                number, unit, step.purpose, _masked(step.intent), State.SAVED, at, at, reader, "op", after,
                secret=state, held=step.held,
            )  # fmt: skip
            self.rows[number] = Row(operation, step.body, secret)
            numbers.append(number)
            after = number
        if claim and self._obstacle(self.rows[numbers[0]]) is None:
            self._take(self.rows[numbers[0]])
        return tuple(self.rows[number].operation for number in numbers)

    def _take(self, row: Row) -> None:
        row.operation = replace(row.operation, state=State.SENDING, attempts=row.operation.attempts + 1)

    def _obstacle(self, row: Row) -> tuple[Problem, float | None] | None:
        """Why a row must not be sent now, and for how many seconds."""
        one = row.operation
        if one.state is State.SENDING:
            return Problem("being-sent", "It is being sent."), 1.0
        if not one.waiting:
            return one.problem or Problem("answered", "It has its final answer."), None
        if one.held:
            return one.held, None
        if self._behind_a_step(row):
            return Problem("waits-for-step", "The step before is not done."), 1.0
        for other in self._line(one):
            if other.operation.waiting and other.turn < row.turn and not other.operation.held:
                return Problem("waits-in-line", "Another one of this card is before it."), 1.0
            left = QUARANTINE_S - (self.uptime() - other.sent_at) if other.sent_at is not None else 0.0
            if left > 0:
                return Problem("quarantine", "An earlier request may still arrive."), left
        if one.secret is SecretState.MISSING and row.secret is None:
            return Problem("pin-needed", "The PIN could not be kept."), None
        return None

    def _line(self, one: Operation) -> list[Row]:
        subject = subject_of(one.intent)
        others = (row for row in self.rows.values() if row.operation.number != one.number)
        return [row for row in others if subject and subject_of(row.operation.intent) == subject]

    def claim(self, number: int, at: datetime) -> Claimed | Blocked:
        self.happenings.happened("claim")
        if number not in self.rows:
            raise InvalidInputError(Problem("no-such-operation", "There is none of this number."))
        with self._lock:
            row = self.rows[number]
            obstacle = self._obstacle(row)
            if obstacle:
                return Blocked(row.operation, *obstacle)
            self._take(row)
            return Claimed(row.operation, row.body, row.secret)

    def settle(self, number: int, settlement: Settlement, at: datetime) -> None:
        self.happenings.happened(f"settle {settlement.state.value}")
        with self._lock:
            self.settled.append(settlement)
            self._settle(number, settlement, at)

    def _settle(self, number: int, settlement: Settlement, at: datetime) -> None:
        row = self.rows[number]
        before = row.operation
        row.operation = replace(
            before,
            state=settlement.state,
            updated_at=at,
            unknowns=before.unknowns + (settlement.state is State.UNKNOWN),
            held=settlement.held,
            problem=settlement.problem,
            record=settlement.record or before.record,
            owner=settlement.owner,
            overwritten=settlement.overwritten,
        )
        if settlement.state is State.UNKNOWN:
            row.sent_at = self.uptime()
        row.due_at = self.uptime() + (settlement.wait_s or 0.0)
        if settlement.state not in {*WAITING, State.CONFLICT} and row.secret:
            row.secret, row.operation = None, replace(row.operation, secret=SecretState.WIPED)
        elif before.secret is SecretState.MISSING:
            # In memory for the first attempt alone.
            row.secret = None
        self.register.learn(before.intent, settlement, number, at)

    def propagated(self, number: int, settlement: Settlement, at: datetime) -> None:
        self.happenings.happened(f"propagated {settlement.state.value}")
        row = self.rows[number]
        row.operation = replace(row.operation, state=settlement.state, problem=settlement.problem)

    def renew(self, at: datetime) -> int:
        return 0

    def due(self, at: datetime, limit: int) -> Sequence[int]:
        self.happenings.happened("due")
        rows = (row for row in self.rows.values() if row.due_at <= self.uptime() and self._obstacle(row) is None)
        return [row.operation.number for row in rows][:limit]

    def next_due_s(self, at: datetime) -> float | None:
        rows = [row for row in self.rows.values() if row.operation.waiting and not self._behind_a_step(row)]
        waits = [self._wait_s(row) for row in rows]
        return min((one for one in waits if one is not None), default=None)

    def _behind_a_step(self, row: Row) -> bool:
        after = row.operation.after
        return after is not None and self.rows[after].operation.state not in ANSWERED

    def _wait_s(self, row: Row) -> float | None:
        obstacle = self._obstacle(row)
        wait_s = 0.0 if obstacle is None else obstacle[1]
        return None if wait_s is None else max(wait_s, row.due_at - self.uptime())

    def operation(self, number: int) -> Operation | None:
        row = self.rows.get(number)
        return replace(row.operation, wait_s=max(0.0, row.due_at - self.uptime())) if row else None

    def operations(self, *, everything: bool = False, above: int = 0, limit: int | None = None) -> Sequence[Operation]:
        rows = (row.operation for row in self.rows.values() if row.operation.number > above)
        return [one for one in rows if everything or one.waiting or one.state is State.CONFLICT][:limit]

    def about(self, subject: str) -> Sequence[Operation]:
        return [one for one in self.operations() if subject_of(one.intent) == subject]

    def tried_for(self, number: int) -> Sequence[Person]:
        others = [row.operation for row in self._line(self.rows[number].operation)]
        if any(one.state in ANSWERED for one in others):
            return ()
        return [one.intent.person for one in reversed(others) if one.unknowns and isinstance(one.intent, Order)]

    def enrolled_since(self, number: int) -> bool:
        one = self.rows[number]
        later = (row.operation for row in self._line(one.operation) if row.turn > one.turn)
        return any(row.state in ANSWERED and isinstance(row.intent, Order) for row in later)

    def with_level_names(self) -> Sequence[int]:
        rows = (row.operation for row in self.rows.values() if row.operation.held and row.operation.waiting)
        return [one.number for one in rows if isinstance(one.intent, Order) and one.intent.unresolved_levels]

    def counts(self) -> Counts:
        self.happenings.happened("counts")
        rows = [row.operation for row in self.rows.values()]
        needing = sum(one.needs_somebody for one in rows)
        going = [one for one in rows if one.waiting and not one.needs_somebody]
        unknown = sum(one.state is State.UNKNOWN for one in going)
        return Counts(len(going) - unknown, unknown, needing, self.most - len(going) - needing)

    def listing(self) -> Mapping[Group, Sequence[int]]:
        def group(one: Operation) -> Group:
            if one.needs_somebody:
                return Group.NEEDING
            return Group.UNCONFIRMED if one.state is State.UNKNOWN else Group.WAITING

        rows = [row.operation for row in self.rows.values() if row.operation.waiting or row.operation.needs_somebody]
        return {wanted: [one.number for one in rows if group(one) is wanted] for wanted in Group}

    def hold(self, number: int, problem: Problem, at: datetime, *, over: bool = False) -> None:
        row = self.rows[number]
        if row.operation.state is State.SENDING or not row.operation.waiting:
            raise InvalidInputError(Problem("not-to-hold", "It cannot be set aside."))
        row.operation = replace(row.operation, held=problem if over else row.operation.held or problem)

    def release(self, number: int, at: datetime, secret: Secret | None = None) -> None:
        row = self.rows[number]
        if not row.operation.waiting or not row.operation.held:
            raise InvalidInputError(Problem("nothing-to-release", "It waits for nobody."))
        row.operation = replace(row.operation, held=None)
        row.secret = secret or row.secret
        row.due_at = self.uptime()

    def drop(self, number: int, at: datetime) -> Operation:
        row = self.rows.get(number)
        if row is None or row.operation.state is State.SENDING or row.operation.state in ANSWERED:
            raise InvalidInputError(Problem("not-droppable", "It cannot be dropped."))
        dropped = row.operation
        row.operation = replace(dropped, state=State.REJECTED, problem=Problem("dropped", "It was dropped."), held=None)
        for other in [one for one in self.rows.values() if one.operation.after == number and one.operation.waiting]:
            self.drop(other.operation.number, at)
        return dropped

    def supersede(
        self,
        number: int,
        steps: Sequence[Step],
        settlement: Settlement,
        at: datetime,
        *,
        claim: bool = False,
        dropping: int | None = None,
    ) -> tuple[Operation, ...]:
        self.happenings.happened("supersede")
        if dropping is not None:
            self.drop(dropping, at)
        row = self.rows[number]
        never_sent = row.operation.held is not None and not row.operation.attempts
        assert row.operation.state is State.CONFLICT or (row.operation.state is State.SAVED and never_sent)
        kept, behind = row.secret, [one for one in self.rows.values() if one.operation.after == number]
        turn = row.turn if row.operation.waiting else None
        self._settle(number, settlement, at)
        if not steps:
            return ()
        for one in behind:
            one.late = True
        claim = claim and not _takes_over(steps[0])
        saved = self._saved(steps, row.operation.reader, at, claim=claim, kept=kept)
        if turn:
            self.rows[saved[0].number].place = turn
        for one in behind:
            one.operation = replace(one.operation, after=saved[-1].number)
        return saved


def _takes_over(step: Step) -> bool:
    """Whether a step has the digits of the one in whose place it stands."""
    sealed = not isinstance(step.intent, Removal) and step.intent.pin is PinRule.SEALED
    return step.secret is None and (sealed or step.intent.credential == Code(sealed=True))


def _masked(intent: Intent) -> Intent:
    """An intent as a row shows it: without digits."""
    if isinstance(intent, Removal):
        return intent
    if isinstance(intent, Order) and isinstance(intent.credential, Code):
        intent = replace(intent, credential=Code(sealed=intent.credential.chosen))
    return replace(intent, pin=PinRule.SEALED) if isinstance(intent.pin, Pin) else intent
