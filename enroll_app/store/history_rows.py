"""An entry of the history as a row, and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import MINYEAR, UTC, datetime
from types import MappingProxyType
from uuid import UUID

from enroll_app.domain.enrollment import State
from enroll_app.domain.history import Entry, Happening
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.name_words import words_of
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.store.history_tables import COLUMNS

NAMES = (*COLUMNS, "before", "hash")
# No word of a name has a low line. As many as the longest beginning that the index keeps (history_tables.py), so that
# the numbers behind them are no beginnings to keep.
_MARK = "________"
_EARLIEST, _LATEST = "0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z"


def time_text(at: datetime) -> str:
    """A moment as text of 27 characters, UTC, which sorts as moments do."""
    try:
        utc = at.astimezone(UTC)
    except OverflowError:  # the ends of the calendar, seen from another zone
        return _EARLIEST if at.year == MINYEAR else _LATEST
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def card_word(identification: Identification) -> str:
    """The word that the index finds a card by."""
    return f"{_MARK}c{'_'.join(part.hex() for part in identification.parts)}"


def key_word(key_id: UUID) -> str:
    """The word that the index finds a key by."""
    return f"{_MARK}k{key_id.hex}"


def row_of(happening: Happening) -> dict[str, str | int | None]:
    """A happening's columns, all but its place in the chain."""
    card, key_id, person, owner = happening.identification, happening.key_id, happening.person, happening.owner
    words = [*words_of(person, owner)]
    words += [card_word(card)] if card else []
    words += [key_word(key_id)] if key_id else []
    return {
        "number": happening.number,
        "at": time_text(happening.at),
        "operator": _storable(happening.operator),
        "desk": _storable(happening.desk),
        "reader": _storable(happening.reader),
        "purpose": happening.purpose.value,
        "state": happening.state.value if happening.state else None,
        "identification": card.hex if card else None,
        "key_id": str(key_id) if key_id else None,
        "person_first": _storable(person.first_name),
        "person_last": _storable(person.last_name),
        "person_id": str(person.person_id) if person.person_id else None,
        "owner_first": _storable(owner.first_name),
        "owner_last": _storable(owner.last_name),
        "owner_id": str(owner.person_id) if owner.person_id else None,
        "meant": _json(happening.meant),
        "answered": _json(happening.answered),
        "note": _storable(happening.note),
        "words": _storable(" ".join(words)),
    }


def entry_of(row: Sequence[object]) -> Entry:
    """The entry of a row of NAMES. Raises StoreError for one that this program did not write so."""
    fields = dict(zip(NAMES, row, strict=True))
    try:
        return _entry(fields)
    except (ValueError, TypeError, AttributeError, RecursionError, InvalidInputError):
        facts: dict[str, str | int] = {"seq": str(fields["seq"])}
        raise StoreError(
            Problem(
                "history-entry-unreadable",
                "Entry {seq} of the history is not as Enroll wrote it.",
                "Verify the history, keep this file, and tell who is responsible for it.",
                facts,
            )
        ) from None


def _entry(fields: Mapping[str, object]) -> Entry:
    text = {name: value for name, value in fields.items() if isinstance(value, str)}
    number = fields["number"]
    happening = Happening(
        at=datetime.fromisoformat(text.get("at", "")),
        operator=text.get("operator", ""),
        desk=text.get("desk", ""),
        reader=text.get("reader", ""),
        purpose=Purpose(fields["purpose"]),
        state=State(fields["state"]) if fields["state"] is not None else None,
        number=number if isinstance(number, int) else None,
        identification=parse_identification(text["identification"]) if "identification" in text else None,
        key_id=UUID(text["key_id"]) if "key_id" in text else None,
        person=_person(text, "person"),
        owner=_person(text, "owner"),
        meant=_mapping(text.get("meant", "")),
        answered=_mapping(text.get("answered", "")),
        note=text.get("note", ""),
    )
    return Entry(int(str(fields["seq"])), happening, text.get("before", ""), text.get("hash", ""))


def _person(text: Mapping[str, str], which: str) -> Person:
    person_id = text.get(f"{which}_id")
    names = text.get(f"{which}_first", ""), text.get(f"{which}_last", "")
    return Person(*names, UUID(person_id) if person_id else None)


def _mapping(text: str) -> Mapping[str, object]:
    values = json.loads(text)
    if not isinstance(values, dict):
        raise TypeError(text)
    return MappingProxyType(values)


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(dict(values), sort_keys=True, separators=(",", ":"), allow_nan=False)


def _storable(text: str) -> str:
    """The text without the halves of characters that no UTF-8 can spell; a reader or a service may have sent them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
