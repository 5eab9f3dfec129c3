"""A service, a store and a clock that write down, in one list, what happened to them and when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from uuid import UUID

from drivers.reader import Reader
from enroll_app.domain.door_events import EventPage
from enroll_app.domain.enrollment import KeyRecord, KeyStatus, Order, State
from enroll_app.domain.identification import Identification, Spelling
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import Problem
from enroll_app.domain.profile import Profile
from enroll_app.domain.service_errors import ServiceError
from enroll_app.domain.tap import Tap
from enroll_app.services.desk import Desk
from enroll_app.services.enroll import Enroller
from enroll_app.services.profiles import ProfileBook

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
        self.pages: list[EventPage] = []
        self.asked_since = NOW

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

    def events(self, since: datetime, continuation: str = "") -> EventPage:
        self._events.append(f"events {continuation}".strip())
        self.asked_since = since
        return self.pages.pop(0)


class FakeStore:
    """The port EnrollmentStore, in memory. `failing`: the events that the disk is full at."""

    def __init__(self, events: list[str], failing: Iterable[str] = ()) -> None:
        self._events = events
        self.failing = set(failing)
        self.owners: dict[Identification, Person] = {}
        self.named: dict[Identification, Person] = {}
        self.relatives: tuple[Identification, ...] = ()
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

    def relatives_of(self, identification: Identification) -> tuple[Identification, ...]:
        return (*self.relatives, identification)

    def remember_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        self._happened("remember")
        self.remembered = levels

    def known_levels(self) -> tuple[AccessLevel, ...]:
        self._happened("known_levels")
        return self.remembered

    def unfinished(self) -> int:
        self._happened("unfinished")
        return sum(state in (State.SAVED, State.SENDING, State.UNKNOWN) for state in self.states.values())


class FakeProfileStore:
    """The port ProfileStore, in memory. `failing`: what looking at the choices ends with."""

    failing: Exception | None = None

    def __init__(self, profiles: Iterable[Profile] = (), choices: Mapping[str, str] | None = None) -> None:
        self.kept = {profile.name: profile for profile in profiles}
        self.chosen = dict(choices or {})

    def profiles(self) -> tuple[Profile, ...]:
        return tuple(self.kept.values())

    def faults(self) -> tuple[Problem, ...]:
        return ()

    def save(self, profile: Profile) -> None:
        self.kept[profile.name] = profile

    def choices(self) -> Mapping[str, str]:
        if self.failing:
            raise self.failing
        return dict(self.chosen)

    def choose(self, reader: str, name: str | None) -> None:
        if name is None:
            self.chosen.pop(reader, None)
        else:
            self.chosen[reader] = name


def no_readers(uris: object) -> Reader:
    raise AssertionError(uris)


def fake_desk(
    enroller: Enroller,
    home: Path,
    *,
    open_readers: Callable[[Sequence[str]], Reader] = no_readers,
    readers: tuple[str, ...] = (),
    zone: tzinfo = UTC,
    now: Callable[[], datetime] = clock,
    place: str = "nowhere",
    close: Callable[[], None] = lambda: None,
    profiles: ProfileBook | None = None,
    signal: Callable[[Tap], None] = lambda _: None,
    dual: bool = False,
    practice_tap: Callable[[], None] | None = None,
) -> Desk:
    """A desk on these parts, with nothing behind the others."""
    return Desk(
        enroller=lambda: enroller,
        open_readers=open_readers,
        find_readers=list,
        readers=readers,
        zone=zone,
        now=now,
        place=place,
        spelling=Spelling.HEX,
        close=close,
        home=home,
        profiles=profiles or ProfileBook(FakeProfileStore()),
        signal=signal,
        door_cards=lambda _since: (),
        dual=dual,
        practice_tap=practice_tap,
    )
