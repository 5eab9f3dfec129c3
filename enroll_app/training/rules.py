"""Validation of request bodies: from JSON objects to requests, or Refused with a clear sentence.

The fields are those of apidocs.intserv.se. The vendor does not document how strict the service is; this server is
strict on purpose, so that a client's mistake surfaces here: unknown fields, null where only a PIN may be null, and
ids that are not UUIDs are all refused with 400.
"""

import re
from datetime import datetime

from .identification import parse_code, parse_proximity
from .json_body import Json
from .records import Refused
from .requests import CLEAR, Add, Filter, KeySpec, PersonSpec, Which

NAME_LENGTH = 32
MOST_LEVELS = 100
MOST_EVENTS = 1000

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")
_PIN = re.compile(r"[0-9]{4}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTINUATION = re.compile(r"after-([0-9]{1,12})")


def read_add(body: Json) -> Add:
    """Check the body of /accesskeys/add."""
    fields = {"id", "key", "pin", "valid_from_date", "valid_to_date", "access_levels", "person"}
    _only(body, fields)
    add = Add(
        id=_uuid(body, "id"),
        key=_key(body),
        pin=_pin(body),
        valid_from=_date(body, "valid_from_date"),
        valid_to=_date(body, "valid_to_date"),
        access_levels=_levels(body),
        person=_person(body),
    )
    if add.id is None and add.key is None:
        raise Refused(400, "key_missing", "key is required to create an access key, id or key to update one")
    return add


def read_which(body: Json) -> Which:
    """Check the body of /accesskeys/remove."""
    _only(body, {"id", "key"})
    which, key = _uuid(body, "id"), _key(body)
    identification = key.identification if key else None
    if which is None and identification is None:
        raise Refused(400, "key_missing", "id, or key with its identification, is required")
    return Which(which, identification)


def read_id(body: Json) -> str:
    """Check the body of /accesskeys/status."""
    _only(body, {"id"})
    found = _uuid(body, "id")
    if found is None:
        raise Refused(400, "id_missing", "id is required")
    return found


def read_nothing(body: Json) -> None:
    """Check the body of /accesslevels/list, which has no parameters."""
    _only(body, set())


def read_filter(body: Json) -> Filter:
    """Check the body of /events/list."""
    flags = ("include_access_granted", "include_access_denied")
    _only(body, {"from_date", "to_date", "systems", *flags, "limit", "continuation_key"})
    systems = _strings(body, "systems")
    return Filter(
        from_date=_date(body, "from_date"),
        to_date=_date(body, "to_date"),
        systems=None if systems is None else frozenset(systems),
        granted=_flag(body, flags[0]),
        denied=_flag(body, flags[1]),
        limit=_limit(body),
        after=_after(body),
    )


def _only(body: Json, known: set[str], where: str = "the body") -> None:
    for name in body:
        if name not in known:
            raise Refused(400, "unknown_field", f"{where} has an unknown field {name!a}")


def _text(body: Json, name: str) -> str | None:
    if name not in body:
        return None
    value = body[name]
    if not isinstance(value, str):
        raise Refused(400, "wrong_type", f"{name} is not a string")
    return value


def _object(body: Json, name: str) -> Json | None:
    if name not in body:
        return None
    value = body[name]
    if not isinstance(value, dict):
        raise Refused(400, "wrong_type", f"{name} is not an object")
    return value


def _strings(body: Json, name: str) -> list[str] | None:
    if name not in body:
        return None
    value = body[name]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Refused(400, "wrong_type", f"{name} is not an array of strings")
    if len(value) > MOST_LEVELS:
        raise Refused(400, "too_many", f"{name} has more than {MOST_LEVELS} entries")
    return value


def _uuid(body: Json, name: str) -> str | None:
    text = _text(body, name)
    return None if text is None else checked_uuid(text, name)


def checked_uuid(text: str, name: str) -> str:
    """Return a UUID in lower case. Raises Refused."""
    if not _UUID.fullmatch(text):
        raise Refused(400, "bad_uuid", f"{name} is not a UUID")
    return text.lower()


def _date(body: Json, name: str) -> datetime | None:
    text = _text(body, name)
    if text is None:
        return None
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return datetime.fromisoformat(text)
    except ValueError as exc:
        raise Refused(400, "bad_date", f"{name} is not a date like 2020-09-01T00:00:00Z") from exc


def _pin(body: Json) -> str | None:
    if "pin" in body and body["pin"] is None:
        return CLEAR
    text = _text(body, "pin")
    if text is not None and not _PIN.fullmatch(text):
        raise Refused(400, "bad_pin", "pin is not exactly four digits")  # never repeat a PIN in a message
    return text


def _levels(body: Json) -> tuple[str, ...] | None:
    found = _strings(body, "access_levels")
    if found is None:
        return None
    return tuple(dict.fromkeys(checked_uuid(item, "an access level") for item in found))


def _key(body: Json) -> KeySpec | None:
    key = _object(body, "key")
    if key is None:
        return None
    _only(key, {"identification", "type"}, "key")
    kind, text = _text(key, "type"), _text(key, "identification")
    try:
        if kind == "code":
            return KeySpec("code", parse_code(text) if text else None)
        if kind == "proximity":
            if not text:
                raise Refused(400, "bad_identification", "a proximity key needs its identification")
            return KeySpec("proximity", parse_proximity(text))
    except ValueError as exc:
        raise Refused(400, "bad_identification", str(exc)) from exc
    raise Refused(400, "bad_key_type", "key.type is neither proximity nor code")


def _person(body: Json) -> PersonSpec:
    person = _object(body, "person")
    if person is None:
        return PersonSpec()
    _only(person, {"id", "first_name", "last_name"}, "person")
    spec = PersonSpec(_uuid(person, "id"), _name(person, "first_name"), _name(person, "last_name"))
    if spec.id and (spec.first_name or spec.last_name):
        raise Refused(400, "person_twice", "person has both an id and names")
    return spec


def _name(body: Json, name: str) -> str | None:
    text = _text(body, name)
    if text is None:
        return None
    if not 1 <= len(text) <= NAME_LENGTH:
        raise Refused(400, "bad_name", f"person.{name} is not 1 to {NAME_LENGTH} characters")
    if _CONTROL.search(text):
        raise Refused(400, "bad_name", f"person.{name} holds a control character")
    return text


def _flag(body: Json, name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise Refused(400, "wrong_type", f"{name} is not true or false")
    return value


def _limit(body: Json) -> int:
    value = body.get("limit", MOST_EVENTS)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # 5.0 is an integer in JSON
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_EVENTS:
        raise Refused(400, "bad_limit", f"limit is not a whole number from 1 to {MOST_EVENTS}")
    return value


def _after(body: Json) -> int:
    text = _text(body, "continuation_key")
    if text is None:
        return 0
    match = _CONTINUATION.fullmatch(text)
    if match is None:
        raise Refused(400, "bad_continuation_key", "continuation_key is none that this service gave")
    return int(match[1])
