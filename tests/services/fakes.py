"""A service, a store and a clock that write down, in one list, what happened to them and when."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from enroll_app.domain.enrollment import KeyRecord, KeyStatus, Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import ServiceError

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
KEY_ID = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
DISK_FULL = Problem(
    "store-failed", "The records in {path} cannot be used: {reason}.", "", {"path": "x", "reason": "full"}
)


def clock() -> datetime:
    return NOW


class FakeService:
    """The port AccessService. `answer`, `known_levels`: what to answer with, or the error to fail with."""

    def __init__(self, events: list[str]) -> None:
        self._events = events
        self.sent: list[Order] = []
        self.answer: KeyRecord | ServiceError | None = None
        self.known_levels: tuple[AccessLevel, ...] | ServiceError = ()
        self.statuses: list[KeyStatus | ServiceError] = []

    def add(self, order: Order) -> KeyRecord:
        self._events.append("add")
        self.sent.append(order)
        if isinstance(self.answer, ServiceError):
            raise self.answer
        if self.answer is not None:
            return self.answer
        assert isinstance(order.credential, Identification)
        return KeyRecord(KEY_ID, order.credential.decimal, order.credential, order.person)

    def status(self, key_id: UUID) -> KeyStatus:
        assert key_id == KEY_ID
        self._events.append("status")
        answer = self.statuses.pop(0)
        if isinstance(answer, ServiceError):
            raise answer
        return answer

    def levels(self) -> tuple[AccessLevel, ...]:
        self._events.append("levels")
        if isinstance(self.known_levels, ServiceError):
            raise self.known_levels
        return self.known_levels


class FakeStore:
    """The port EnrollmentStore, in memory. `failing`: the events that the disk is full at."""

    def __init__(self, events: list[str], failing: Iterable[str] = ()) -> None:
        self._events = events
        self.failing = set(failing)
        self.owners: dict[Identification, Person] = {}
        self.named: dict[Identification, Person] = {}
        self.orders: dict[int, tuple[Order, str]] = {}
        self.states: dict[int, State] = {}
        self.problems: dict[int, Problem | None] = {}
        self.records: dict[int, KeyRecord] = {}
        self.remembered: tuple[AccessLevel, ...] = ()

    def _happened(self, event: str) -> None:
        if event in self.failing:
            raise StoreError(DISK_FULL)
        self._events.append(event)

    def save(self, order: Order, reader: str, at: datetime) -> int:
        assert at == NOW
        self._happened("save")
        number = 7 + len(self.orders)
        self.orders[number] = (order, reader)
        self.states[number] = State.SAVED
        return number

    def mark(self, outbox_id: int, state: State, at: datetime, problem: Problem | None = None) -> None:
        assert at == NOW
        self._happened(f"mark {state.value}")
        self.states[outbox_id] = state
        self.problems[outbox_id] = problem

    def answered(self, outbox_id: int, state: State, record: KeyRecord, at: datetime) -> None:
        assert at == NOW
        self._happened(f"answered {state.value}")
        self.states[outbox_id] = state
        self.records[outbox_id] = record

    def owner_of(self, identification: Identification) -> Person | None:
        self._happened("owner_of")
        return self.owners.get(identification)

    def named_for(self, identification: Identification) -> Person | None:
        self._happened("named_for")
        return self.named.get(identification)

    def remember_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        self._happened("remember")
        self.remembered = levels

    def known_levels(self) -> tuple[AccessLevel, ...]:
        self._happened("known_levels")
        return self.remembered

    def unfinished(self) -> int:
        self._happened("unfinished")
        return sum(state in (State.SAVED, State.SENDING, State.UNKNOWN) for state in self.states.values())
