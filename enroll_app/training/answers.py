"""Records as the JSON of answers. Field names and samples: apidocs.intserv.se. A PIN is in none of them."""

from datetime import UTC, datetime

from .identification import Identification, Spelling
from .json_body import Json
from .propagation import Spread
from .records import Event, Key, KeyType, Level, Person


def as_date(moment: datetime | None) -> str | None:
    """Write a time as the service does: 2020-09-01T00:00:00Z; parts of a second only where there are some."""
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def as_key(key: Key, spelling: Spelling) -> Json:
    """Answer of /accesskeys/add. A date is null where the key has none."""
    return {
        "id": key.id,
        "key": as_spec(key.type, key.identification, spelling),
        "valid_from_date": as_date(key.valid_from),
        "valid_to_date": as_date(key.valid_to),
        "access_levels": list(key.access_levels),
        "person": as_person(key.person),
    }


def as_spec(kind: KeyType, identification: Identification, spelling: Spelling) -> Json:
    """The `key` of an answer."""
    return {"identification": identification.spelled(spelling), "type": kind}


def as_person(person: Person) -> Json:
    """The `person` of an answer."""
    return {"id": person.id, "first_name": person.first_name, "last_name": person.last_name}


def as_level(level: Level) -> Json:
    """One of the levels of /accesslevels/list."""
    return {"id": level.id, "name": level.name, "system_id": level.system_id}


def as_status(key_id: str, spread: Spread) -> Json:
    """Answer of /accesskeys/status."""
    return {
        "id": key_id,
        "status": spread.status,
        "systems_where_applied": [
            {"system_id": system, "applied_at": as_date(moment)} for system, moment in spread.applied
        ],
        "systems_where_pending": [{"system_id": system} for system in spread.pending],
        "systems_where_failed": [{"system_id": system, "error_type": error} for system, error in spread.failed],
    }


def as_event(event: Event, spelling: Spelling) -> Json:
    """One of the events of /events/list."""
    key = None
    if event.identification is not None and event.key_type is not None:
        key = as_spec(event.key_type, event.identification, spelling)
    return {
        "event_time": as_date(event.event_time),
        "sequence_id": event.sequence_id,
        "category": event.category,
        "type": event.type,
        "system_id": event.system_id,
        "door_name": event.door_name,
        "key_id": event.key_id,
        "key": key,
        "person": as_person(event.person) if event.person else None,
        "subject": None,
    }


def as_events(events: tuple[Event, ...], now: datetime, *, has_more: bool, spelling: Spelling) -> Json:
    """Answer of /events/list. The continuation key is null when there is no more, as in the vendor's sample."""
    return {
        "least_sync_time": as_date(now),
        "has_more": has_more,
        "continuation_key": f"after-{events[-1].sequence_id}" if has_more else None,
        "events": [as_event(event, spelling) for event in events],
    }


def as_error(code: str, message: str) -> Json:
    """Every error's body; the vendor documents none."""
    return {"error": {"code": code, "message": message}}
