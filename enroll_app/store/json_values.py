"""Values of the domain as JSON in a column, and back."""

import json
from datetime import UTC, datetime
from uuid import UUID

from enroll_app.domain.enrollment import Code, Credential, KeyRecord
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.person import Person
from enroll_app.domain.problems import Problem
from enroll_app.domain.validity import Validity

Json = dict[str, object]


def storable(text: str) -> str:
    """The text without the halves of characters that no UTF-8 can spell; a reader or a terminal may have sent them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def time_text(at: datetime) -> str:
    """A moment in UTC, as text that sorts as moments do."""
    return at.astimezone(UTC).isoformat()


def optional_time(at: datetime | None) -> str | None:
    """As `time_text`, of what may be missing."""
    return time_text(at) if at else None


def moment(text: str | None) -> datetime | None:
    """A moment in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def uuid_of(text: str | None) -> UUID | None:
    """An id, where there is one."""
    return UUID(text) if text else None


def uuids_text(ids: tuple[UUID, ...] | None) -> str | None:
    """Ids as a JSON list."""
    return None if ids is None else json.dumps([str(one) for one in ids])


def uuids_of(text: str | None) -> tuple[UUID, ...] | None:
    """Ids of a JSON list."""
    return None if text is None else tuple(UUID(one) for one in json.loads(text))


def problem_text(problem: Problem | None) -> str | None:
    """A problem as JSON."""
    if problem is None:
        return None
    facts = {name: storable(fact) if isinstance(fact, str) else fact for name, fact in problem.facts.items()}
    texts = {"code": problem.code, "cause": problem.cause, "remedy": problem.remedy, "field": problem.field}
    return json.dumps({**{name: storable(text) for name, text in texts.items()}, "facts": facts})


def problem_of(text: str | None) -> Problem | None:
    """A problem of JSON; of plain words, as the first versions wrote them, one that says these words."""
    if text is None:
        return None
    try:
        found = json.loads(text)
        return Problem(found["code"], found["cause"], found["remedy"], found["facts"], found["field"])
    except (ValueError, TypeError, KeyError):
        return Problem("told-by-earlier-version", "{text}", "", {"text": text})


def person_json(person: Person) -> Json:
    """A person."""
    return {
        "first_name": storable(person.first_name),
        "last_name": storable(person.last_name),
        "id": str(person.person_id) if person.person_id else None,
    }


def person_of(found: Json) -> Person:
    """A person."""
    return Person(str(found["first_name"]), str(found["last_name"]), uuid_of(_text(found["id"])))


def person_text(person: Person | None) -> str | None:
    """A person as JSON text."""
    return json.dumps(person_json(person)) if person else None


def person_of_text(text: str | None) -> Person | None:
    """A person of JSON text."""
    return person_of(json.loads(text)) if text else None


def record_text(record: KeyRecord | None) -> str | None:
    """An answer as JSON, without the digits of a code: they open doors by themselves."""
    if record is None:
        return None
    code = isinstance(record.credential, Code)
    return json.dumps(
        {
            "id": str(record.key_id),
            "code": code,
            "identification": "" if code else storable(record.identification),
            "card": None if code or record.credential is None else _hex(record.credential),
            "person": person_json(record.person) if record.person else None,
            "valid_from": optional_time(record.valid_from),
            "valid_to": optional_time(record.valid_to),
            "levels": None if record.levels is None else [str(level) for level in record.levels],
        }
    )


def record_of(text: str | None) -> KeyRecord | None:
    """An answer of JSON."""
    if text is None:
        return None
    found = json.loads(text)
    card = found["card"]
    return KeyRecord(
        UUID(found["id"]),
        found["identification"],
        Code() if found["code"] else parse_identification(card) if card else None,
        person_of(found["person"]) if found["person"] else None,
        moment(found["valid_from"]),
        moment(found["valid_to"]),
        None if found["levels"] is None else tuple(UUID(level) for level in found["levels"]),
    )


def known_text(key: KnownKey | None) -> str | None:
    """What is known of a key as JSON."""
    if key is None:
        return None
    return json.dumps(
        {
            "id": str(key.key_id),
            "card": key.identification.hex if key.identification else None,
            "owner": person_json(key.owner),
            "named": person_json(key.named),
            "valid_from": optional_time(key.validity.start),
            "valid_to": optional_time(key.validity.end),
            "levels": None if key.levels is None else [str(level) for level in key.levels],
            "since": optional_time(key.since),
            "changed_at": optional_time(key.changed_at),
        }
    )


def known_of(text: str | None) -> KnownKey | None:
    """What is known of a key, of JSON."""
    if text is None:
        return None
    found = json.loads(text)
    return KnownKey(
        UUID(found["id"]),
        parse_identification(found["card"]) if found["card"] else None,
        person_of(found["owner"]),
        person_of(found["named"]),
        validity_of(found["valid_from"], found["valid_to"]),
        None if found["levels"] is None else tuple(UUID(level) for level in found["levels"]),
        moment(found["since"]),
        moment(found["changed_at"]),
    )


def validity_of(start: str | None, end: str | None) -> Validity:
    """A validity; where a service told an end before the start, only the end, which is what locks the holder out."""
    begins, ends = moment(start), moment(end)
    if begins and ends and ends <= begins:
        return Validity(None, ends)
    return Validity(begins, ends)


def _hex(credential: Credential) -> str:
    assert not isinstance(credential, Code)
    return credential.hex


def _text(value: object) -> str | None:
    return None if value is None else str(value)
