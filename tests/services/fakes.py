"""A service, a store and a clock that write down, in one list, what happened to them and when."""

# ruff: noqa: ARG002  the ports say what there is to be told; a fake does not need all of it
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from uuid import UUID

from drivers.reader import Reader
from enroll_app.domain.checkup import Sounding
from enroll_app.domain.door_events import EventPage
from enroll_app.domain.enrollment import KeyRecord, KeyStatus, Propagation
from enroll_app.domain.history import GENESIS, Entry, Query, Verdict
from enroll_app.domain.identification import Identification, Spelling
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Change, Intent, Removal
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import AccessService, DraftStore, MemoryStore, SettingsBook, Vault
from enroll_app.domain.problems import Problem
from enroll_app.domain.profile import Profile
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import ServiceError
from enroll_app.domain.tap import Tap
from enroll_app.services.delivery import Delivery
from enroll_app.services.desk import Desk
from enroll_app.services.enroll import Enroller
from enroll_app.services.history import HistoryBook
from enroll_app.services.keys import Keys
from enroll_app.services.outbox import Outbox
from enroll_app.services.people import People
from enroll_app.services.profiles import ProfileBook
from enroll_app.services.station import Station
from enroll_app.services.unwritten import UnwrittenMemory, UnwrittenSettings
from tests.services.fake_outbox import DISK_FULL, KEY_ID, FakeOutboxStore, FakeRegister, Happenings

__all__ = ["DISK_FULL", "KEY_ID", "FakeOutboxStore", "FakeRegister", "Happenings"]

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def clock() -> datetime:
    return NOW


class FakeService:
    """The port AccessService. `answer`, `known_levels`: what to answer with, or the error to fail with.

    answers: those of the next calls, before `answer`. sent, bodies, secrets: what was sent, one each.
    """

    def __init__(self, events: list[str] | None = None) -> None:
        self._events = [] if events is None else events
        self.sent: list[Intent] = []
        self.bodies: list[bytes] = []
        self.secrets: list[str | None] = []
        self.answer: KeyRecord | BaseException | None = None
        self.answers: list[KeyRecord | BaseException | None] = []
        self.known_levels: tuple[AccessLevel, ...] | ServiceError = ()
        self.statuses: list[KeyStatus | ServiceError] = []
        self.pages: list[EventPage | ServiceError] = []
        self.asked_since = NOW

    def body(self, intent: Intent) -> bytes:
        return body_of(intent)

    def send(self, intent: Intent, body: bytes, secret: Secret | None) -> KeyRecord | None:
        self._events.append("send")
        self.sent.append(intent)
        self.bodies.append(body)
        self.secrets.append(secret.reveal() if secret else None)
        answer = self.answers.pop(0) if self.answers else self.answer
        if isinstance(answer, BaseException):
            raise answer
        return answer or usual_answer(intent)

    def status(self, key_id: UUID) -> KeyStatus:
        self._events.append("status")
        answer = self.statuses.pop(0) if self.statuses else KeyStatus(Propagation.APPLIED)
        if isinstance(answer, ServiceError):
            raise answer
        return answer

    def levels(self) -> tuple[AccessLevel, ...]:
        self._events.append("levels")
        if isinstance(self.known_levels, ServiceError):
            raise self.known_levels
        return self.known_levels

    def events(self, since: datetime, continuation: str = "", *, until: datetime | None = None) -> EventPage:
        self._events.append(f"events {continuation}".strip())
        self.asked_since = since
        page = self.pages.pop(0)
        if isinstance(page, ServiceError):
            raise page
        return page


def body_of(intent: Intent) -> bytes:
    """The same bytes for the same intent, without its digits."""
    if isinstance(intent, Removal):
        return f"remove {intent.key_id or intent.credential}".encode()
    pin = "@pin@" if isinstance(intent.pin, Pin) or intent.pin is PinRule.SEALED else intent.pin.value
    target = (intent.key_id or "@key@") if isinstance(intent, Change) else intent.credential
    return f"add {target} {intent.person.full_name} {pin} {intent.validity} {intent.levels}".encode()


def usual_answer(intent: Intent) -> KeyRecord | None:
    """What a service says that did what it was asked."""
    if isinstance(intent, Removal):
        return None
    card = intent.credential
    key_id = (intent.key_id if isinstance(intent, Change) else None) or KEY_ID
    return KeyRecord(key_id, card.decimal if isinstance(card, Identification) else "", card, intent.person)


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


class FakeVault:
    """The port Vault, in memory."""

    def __init__(self, **kept: str) -> None:
        self.kept = {name: Secret(text) for name, text in kept.items()}

    def get(self, name: str) -> Secret | None:
        return self.kept.get(name)

    def put(self, name: str, secret: Secret) -> None:
        self.kept[name] = secret

    def forget(self, name: str) -> bool:
        return self.kept.pop(name, None) is not None

    def place(self) -> str:
        return "a vault in memory"


class FakeHistory:
    """The port HistoryStore, with nothing in it unless told. `kept`: the oldest first."""

    def __init__(self, *kept: Entry) -> None:
        self.kept = kept

    def entries(self, query: Query, limit: int) -> Sequence[Entry]:
        return self.kept[::-1][:limit]

    def all_entries(self, query: Query) -> Iterator[Entry]:
        return iter(self.kept)

    def count(self, query: Query) -> int:
        return len(self.kept)

    def places(self, query: Query, limit: int) -> Sequence[tuple[int, int | None]]:
        return [(entry.seq, entry.happening.number) for entry in self.entries(query, limit)]

    def at(self, seqs: Sequence[int]) -> Sequence[Entry]:
        return [entry for entry in self.kept[::-1] if entry.seq in seqs]

    def head(self) -> str:
        return self.kept[-1].hash if self.kept else GENESIS

    def verify(self, breathe: Callable[[], None] | None = None) -> Verdict:
        return Verdict(len(self.kept), self.head())

    def rebuild(self) -> None:
        pass

    def forget_before(self, moment: datetime, at: datetime) -> int:
        return 0


def fake_station(
    service: AccessService | None = None,
    store: FakeOutboxStore | None = None,
    *,
    now: Callable[[], datetime] = clock,
    look_in_events: bool = False,
    probe_first: bool = False,
) -> Station:
    """A station on these parts, its waiting times without chance: always the longest."""
    service = service or FakeService()
    store = store or FakeOutboxStore()
    outbox = Outbox(service, store, store.register, now, lambda: 1.0)
    return Station(
        enroller=Enroller(service, outbox, store.register, now, look_in_events=look_in_events, probe_first=probe_first),
        keys=Keys(service, outbox, store.register, now),
        outbox=outbox,
        delivery=Delivery(service, store, outbox, now, fraction=lambda: 1.0),
        history=HistoryBook(FakeHistory(), now, UTC),
        people=People(FakeHistory(), store.register),
    )


def fake_desk(
    station: Station | Enroller,
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
    vault: Vault | None = None,
    settings: SettingsBook | None = None,
    memory: MemoryStore | None = None,
    drafts: DraftStore | None = None,
) -> Desk:
    """A desk on these parts, with nothing behind the others. station: or its enroller alone."""
    whole = replace(fake_station(), enroller=station) if isinstance(station, Enroller) else station
    return Desk(
        station=lambda: whole,
        records=lambda: whole,
        vault=vault or FakeVault(),
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
        settings=settings or UnwrittenSettings(),
        memory=memory or UnwrittenMemory(),
        sound=Sounding,
        drafts=drafts,
        dual=dual,
        practice_tap=practice_tap,
    )
