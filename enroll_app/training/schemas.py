"""Schemas of the OpenAPI document: exactly what rules.py accepts and answers.py gives."""

from collections.abc import Iterable

from .identification import DIGITS_OF_SIZE, MOST_PARTS, SIZE_OF_SPECIFIER
from .json_body import Json
from .records import DENIED, EVENT_TYPES, GRANTED, Level
from .rules import MOST_EVENTS, MOST_LEVELS, NAME_LENGTH

UUID: Json = {
    "type": "string",
    "pattern": "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
    "description": "a UUID",
}
DATE: Json = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z$",
    "description": "ISO 8601 in UTC with Z",
}


def _below(limit: int) -> str:
    """A regular expression for the numbers from 0 to `limit`, written with as many digits as `limit`."""
    digits = str(limit)
    ways = [digits]
    for place, digit in enumerate(digits):
        rest = len(digits) - place - 1
        if digit != "0":
            ways.append(f"{digits[:place]}[0-{int(digit) - 1}]" + (f"[0-9]{{{rest}}}" if rest else ""))
    return f"({'|'.join(ways)})"


def _any_length_below(limit: int) -> str:
    """The same, and every number with fewer digits."""
    return f"([0-9]{{1,{len(str(limit)) - 1}}}|{_below(limit)})"


def _part() -> str:
    largest = {size: (1 << 8 * size) - 1 for size in DIGITS_OF_SIZE}
    decimal = "|".join(_below(limit) for limit in largest.values())
    hexadecimal = "|".join(f"[0-9A-Fa-f]{{{2 * size}}}" for size in DIGITS_OF_SIZE)
    named = "|".join(f"{name}:{_any_length_below(largest[size])}" for name, size in SIZE_OF_SPECIFIER.items())
    return f"({decimal}|0x({hexadecimal})|{named})"


def _object(properties: Json, required: Iterable[str] = ()) -> Json:
    schema: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    if names := list(required):
        schema["required"] = names
    return schema


def _nullable(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _identified() -> list[Json]:
    part = _part()
    card: Json = {
        "type": "string",
        "pattern": f"^{part}(\\|{part}){{0,{MOST_PARTS - 1}}}$",
        "description": "fixed-size decimal or hexadecimal, or a format specifier and a number; parts joined by |",
    }
    code: Json = {"type": "string", "pattern": "^[0-9]{1,20}$"}
    return [
        _object({"identification": card, "type": {"const": "proximity"}}, ["identification", "type"]),
        _object({"identification": code, "type": {"const": "code"}}, ["identification", "type"]),
    ]


def _requests(levels: Iterable[Level]) -> Json:
    generated = _object({"identification": {"const": ""}, "type": {"const": "code"}}, ["type"])
    name: Json = {
        "type": "string",
        "minLength": 1,
        "maxLength": NAME_LENGTH,
        "pattern": r"^[^\u0000-\u001f\u007f-\u009f]*$",
        "description": "generated when left out",
    }
    level: Json = {"type": "string", "enum": [level.id for level in levels]}
    add = _object(
        {
            "id": UUID,
            "key": _ref("NewKey"),
            "pin": {"type": ["string", "null"], "pattern": "^[0-9]{4}$", "description": "null clears it"},
            "valid_from_date": DATE,
            "valid_to_date": {**DATE, "description": "not before valid_from_date"},
            "access_levels": {"type": "array", "items": level, "maxItems": MOST_LEVELS},
            "person": _ref("NewPerson"),
        }
    )
    add["anyOf"] = [{"required": ["id"]}, {"required": ["key"]}]
    return {
        "Add": add,
        "NewKey": {"anyOf": [*_identified(), generated]},
        "NewPerson": {"anyOf": [_object({"id": UUID}, ["id"]), _object({"first_name": name, "last_name": name})]},
        "Remove": {
            "anyOf": [
                _object({"id": UUID, "key": _ref("NewKey")}, ["id"]),
                _object({"key": {"anyOf": _identified()}}, ["key"]),
            ]
        },
        "Id": _object({"id": UUID}, ["id"]),
        "Nothing": _object({}),
        "Filter": _object(
            {
                "from_date": DATE,
                "to_date": DATE,
                "systems": {"type": "array", "items": {"type": "string"}, "maxItems": MOST_LEVELS},
                "include_access_granted": {"type": "boolean", "default": False},
                "include_access_denied": {"type": "boolean", "default": False},
                "limit": {"type": "integer", "minimum": 1, "maximum": MOST_EVENTS, "default": MOST_EVENTS},
                "continuation_key": {"type": "string", "pattern": "^after-[0-9]{1,12}$"},
            }
        ),
    }


def _answer(**properties: Json) -> Json:
    """An object with all of these fields; a client must bear with others."""
    return {"type": "object", "properties": dict(properties), "required": list(properties)}


def _answers() -> Json:
    text: Json = {"type": "string"}
    return {
        "Key": _answer(identification=text, type={"enum": ["proximity", "code"]}),
        "Person": _answer(id=UUID, first_name=text, last_name=text),
        "AccessKey": _answer(
            id=UUID,
            key=_ref("Key"),
            valid_from_date=_nullable(DATE),
            valid_to_date=_nullable(DATE),
            access_levels=_array(UUID),
            person=_ref("Person"),
        ),
        "Status": _answer(
            id=UUID,
            status={"enum": ["NotApplied", "Pending", "PartiallyApplied", "Applied", "Failed"]},
            systems_where_applied=_array(_answer(system_id=text, applied_at=DATE)),
            systems_where_pending=_array(_answer(system_id=text)),
            systems_where_failed=_array(_answer(system_id=text, error_type=text)),
        ),
        "Levels": _answer(levels=_array(_answer(id=UUID, name=text, system_id=text))),
        "Event": _answer(
            event_time=DATE,
            sequence_id={"type": "integer"},
            category={"enum": [GRANTED, DENIED]},
            type={"enum": list(EVENT_TYPES)},
            system_id=text,
            door_name=text,
            key_id=_nullable(UUID),
            key=_nullable(_ref("Key")),
            person=_nullable(_ref("Person")),
            subject={"type": "null"},
        ),
        "Events": _answer(
            least_sync_time=DATE,
            has_more={"type": "boolean"},
            continuation_key={"type": ["string", "null"]},
            events=_array(_ref("Event")),
        ),
        "Error": _answer(error=_answer(code=text, message=text)),
    }


def schemas(levels: Iterable[Level]) -> Json:
    """Every schema of the document, by name. The level ids that may be sent are those that exist."""
    return {**_requests(levels), **_answers()}
