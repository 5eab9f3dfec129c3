"""The reading of answers. Pure. Source: IntServ Access API (apidocs.intserv.se).

Of an answer, what is missing, null or unknown is borne; what is there must be of the documented type, and about what
was asked.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

import msgspec

from enroll_app.api.bodies import CODE, PROXIMITY
from enroll_app.api.safe_text import tidy
from enroll_app.api.strict_json import NotJsonError, parse
from enroll_app.domain.door_events import DoorEvent, EventPage
from enroll_app.domain.enrollment import Code, Credential, KeyRecord, KeyStatus, Propagation, SystemStatus
from enroll_app.domain.identification import Identification, parse_code, parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.problems import InvalidInputError

T = TypeVar("T")

Clean = Callable[[str], str]
"""Makes a name of the other side's safe to show."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why an answer is of no use: a code, a sentence, and its facts."""

    code: str
    cause: str
    facts: dict[str, str | int] = field(default_factory=dict)


EMPTY = Flaw("answer-empty", "The service's answer was empty.")
UNREADABLE = Flaw("answer-unreadable", "The service's answer could not be read.")
WRONG_SHAPE = Flaw("answer-wrong-shape", "The service's answer is not what its API describes.")
WITHOUT_ID = Flaw("answer-without-id", "The service's answer does not name the key that it is about.")
OTHER_ID = Flaw("answer-other-key", "The service answered about another key.")


class UnusableAnswerError(Exception):
    """The answer is no answer to what was asked."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.code)
        self.flaw = flaw


class _KeyIn(msgspec.Struct):
    identification: str | None = None
    type: str | None = None


class _PersonIn(msgspec.Struct):
    id: UUID | None = None
    first_name: str | None = None
    last_name: str | None = None


class _RecordIn(msgspec.Struct):
    id: UUID | None = None
    key: _KeyIn | None = None
    valid_from_date: str | None = None
    valid_to_date: str | None = None
    access_levels: tuple[UUID, ...] | None = None
    person: _PersonIn | None = None


class _SystemIn(msgspec.Struct):
    system_id: str | None = None
    error_type: str | None = None


class _StatusIn(msgspec.Struct):
    status: Propagation
    id: UUID | None = None
    systems_where_applied: tuple[_SystemIn, ...] | None = None
    systems_where_pending: tuple[_SystemIn, ...] | None = None
    systems_where_failed: tuple[_SystemIn, ...] | None = None


class _LevelIn(msgspec.Struct):
    id: UUID
    name: str | None = None
    system_id: str | None = None


class _LevelsIn(msgspec.Struct):
    levels: tuple[_LevelIn, ...]


class _EventIn(msgspec.Struct):
    event_time: str | None = None
    type: int | None = None
    system_id: str | None = None
    door_name: str | None = None
    key_id: UUID | None = None
    key: _KeyIn | None = None
    person: _PersonIn | None = None


class _EventsIn(msgspec.Struct):
    events: tuple[_EventIn, ...]
    has_more: bool | None = None
    continuation_key: str | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """Which key an answer has to be about. None: whichever it is; a code without digits: whichever code."""

    key_id: UUID | None = None
    credential: Credential | None = None


def read_record(body: bytes, meant: Meant, clean: Clean = tidy) -> KeyRecord:
    """Read the answer of `/accesskeys/add`. The spelling of its card is kept where it is understood as a card alone.

    Digits of a code open doors by themselves, so that what may be one is in no text of the record. Raises
    UnusableAnswerError, also when it is about another key or card than was meant.
    """
    answer = _read(body, _RecordIn)
    if answer.id is None:
        raise UnusableAnswerError(WITHOUT_ID)
    if meant.key_id not in (None, answer.id):
        raise UnusableAnswerError(OTHER_ID)
    key = answer.key or _KeyIn()
    credential = _credential(key, meant.credential)
    return KeyRecord(
        answer.id,
        tidy(key.identification or "") if isinstance(credential, Identification) else "",
        credential,
        _person_in(answer.person, clean),
        _moment(answer.valid_from_date),
        _moment(answer.valid_to_date),
        answer.access_levels,
    )


def read_removal(body: bytes, meant: Meant) -> None:
    """Read the answer of `/accesskeys/remove`, documented as 204 with none; a JSON object is borne as well.

    Raises UnusableAnswerError for anything else (the page of a guest network comes with status 200, too), and where it
    is about another key or card than was meant.
    """
    if not body.strip():
        return
    answer = _read(body, _RecordIn)
    if answer.id and meant.key_id not in (None, answer.id):
        raise UnusableAnswerError(OTHER_ID)
    if answer.key:
        _credential(answer.key, meant.credential)


def read_status(body: bytes, key_id: UUID, clean: Clean = tidy) -> KeyStatus:
    """Read the answer of `/accesskeys/status` about `key_id`. Raises UnusableAnswerError."""
    answer = _read(body, _StatusIn)
    if answer.id not in (None, key_id):
        raise UnusableAnswerError(OTHER_ID)
    groups = (
        (answer.systems_where_applied, Propagation.APPLIED),
        (answer.systems_where_pending, Propagation.PENDING),
        (answer.systems_where_failed, Propagation.FAILED),
    )
    systems = (
        SystemStatus(
            clean(system.system_id or ""),
            state,
            clean(system.error_type or "") if state is Propagation.FAILED else "",
        )
        for group, state in groups
        for system in group or ()
    )
    return KeyStatus(answer.status, tuple(systems))


def read_levels(body: bytes, clean: Clean = tidy) -> tuple[AccessLevel, ...]:
    """Read the answer of `/accesslevels/list`. Raises UnusableAnswerError."""
    levels = _read(body, _LevelsIn).levels
    return tuple(AccessLevel(level.id, clean(level.name or ""), clean(level.system_id or "")) for level in levels)


def read_events(body: bytes, clean: Clean = tidy) -> EventPage:
    """Read the answer of `/events/list`. Raises UnusableAnswerError."""
    answer = _read(body, _EventsIn)
    events = tuple(_event(event, clean) for event in answer.events if event.event_time)
    return EventPage(events, (answer.continuation_key or "") if answer.has_more else "")


def _event(event: _EventIn, clean: Clean) -> DoorEvent:
    moment = _moment(event.event_time)
    assert moment is not None, "read_events leaves out events without a time"
    door, system = clean(event.door_name or ""), clean(event.system_id or "")
    person = _person_in(event.person, clean)
    return DoorEvent(moment, event.type or 0, door, system, _seen(event.key), event.key_id, person)


def _seen(key: _KeyIn | None) -> Identification | None:
    """What is said to be a card; None where it is not, or in no spelling that the documentation knows."""
    if key is None or not key.identification or _named(key) != PROXIMITY:
        return None
    try:
        return parse_identification(key.identification)
    except InvalidInputError:
        return None


def _named(key: _KeyIn) -> str:
    """Which type of key it is said to be; empty where that is left out."""
    return (key.type or "").strip().lower()


def _read(body: bytes, shape: type[T]) -> T:
    if not body.strip():
        raise UnusableAnswerError(EMPTY)
    try:
        return msgspec.convert(parse(body), shape)
    except NotJsonError:
        flaw = UNREADABLE
    except (msgspec.ValidationError, RecursionError):
        flaw = WRONG_SHAPE
    raise UnusableAnswerError(flaw)


def _credential(answered: _KeyIn, meant: Credential | None) -> Credential | None:
    """The answered key, None where it is left out or not understood. Raises UnusableAnswerError for another one.

    Without its type it is taken for what was meant, and for nothing where that is not known: a code has digits too.
    """
    expected = "" if meant is None else CODE if isinstance(meant, Code) else PROXIMITY
    kind = _named(answered) or expected
    if kind != expected and meant is not None:
        raise UnusableAnswerError(_other_card(answered, meant))
    if not answered.identification:
        return None
    try:
        found = _understood(answered.identification, kind)
    except (InvalidInputError, ValueError):
        return None
    if meant in (None, found) or (isinstance(meant, Code) and not meant.digits):
        return found
    raise UnusableAnswerError(_other_card(answered, meant))


def _understood(text: str, kind: str) -> Credential | None:
    if kind == CODE:
        return Code(parse_code(text))
    return parse_identification(text) if kind == PROXIMITY else None


def _other_card(answered: _KeyIn, meant: Credential | None) -> Flaw:
    # Digits of a code open doors by themselves: only what is a card's number for certain is shown.
    seen = None if isinstance(meant, Code) else _seen(answered)
    if seen is None:
        return Flaw("answer-other-card", "The service answered about another card, or about a code.")
    return Flaw("answer-other-card", "The service answered about another card ({answered}).", {"answered": seen.hex})


def _person_in(person: _PersonIn | None, clean: Clean) -> Person | None:
    if person is None:
        return None
    found = Person(clean(person.first_name or ""), clean(person.last_name or ""), person.id)
    return found if found != Person() else None


def _moment(text: str | None) -> datetime | None:
    """A moment in UTC; the service writes `Z`, and what has no offset is taken to be in UTC as well."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        pass
    raise UnusableAnswerError(WRONG_SHAPE)
