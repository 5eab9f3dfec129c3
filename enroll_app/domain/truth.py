"""What a key is, by one rule: what the service answered, else what was ordered, laid over what is known and waits.

The service keeps what a request leaves out (IntServ Access API, `/accesskeys/add`, an update): an order without an end
takes no end away, so that what was ordered alone never tells what a card has at the doors.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from enroll_app.domain.enrollment import AT_ONCE_AND_FOREVER, NOBODY_NAMED, KeyRecord, Order
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import ANSWERED, Change, Intent, Operation, Outcome, Removal
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.validity import Validity


def validity_at(intent: Order | Change, record: KeyRecord | None, before: Validity = AT_ONCE_AND_FOREVER) -> Validity:
    """When a key is valid after this: as answered; where the answer told neither date, as asked for; else as it was.

    record: what the service answered; None where it has not. before: what is known of the key from before.
    """
    if record is not None and (record.valid_from or record.valid_to):
        return _told(record.valid_from, record.valid_to)
    return laid(before, intent.validity)


def laid(before: Validity, wanted: Validity) -> Validity:
    """Dates over those of before: what is left out stays; where the two contradict each other, what is wanted."""
    try:
        return Validity(wanted.start or before.start, wanted.end or before.end)
    except InvalidInputError:
        return wanted


def levels_at(
    intent: Order | Change, record: KeyRecord | None, before: tuple[UUID, ...] | None = None
) -> tuple[UUID, ...] | None:
    """The levels of a key after this: as answered; else as asked for; and what neither tells, as before."""
    if record is not None and record.levels:
        return record.levels
    # An order without levels leaves them out of the request; a change to none takes every one away.
    asked = intent.levels is not None and (bool(intent.levels) or isinstance(intent, Change))
    return intent.levels if asked else before


def comes_to(outcome: Outcome, before: Validity = AT_ONCE_AND_FOREVER) -> Validity:
    """When the key of an operation is valid, as far as its outcome tells; `before` for a removal."""
    if isinstance(outcome.intent, Removal):
        return before
    return validity_at(outcome.intent, outcome.record if outcome.state in ANSWERED else None, before)


def with_waiting(key: KnownKey, rows: Sequence[Operation]) -> KnownKey:
    """The key as it will be once what waits for it is done: what the next act is to begin with.

    rows: what the outbox has of it, the oldest first. What waits for a person is not counted on, nor an order for the
    card that is not surely its owner's.
    """
    for row in rows:
        intent = row.intent
        if row.waiting and row.held is None and not isinstance(intent, Removal) and _changes(key, intent):
            validity, levels = validity_at(intent, None, key.validity), levels_at(intent, None, key.levels)
            key = replace(key, validity=validity, levels=levels)
    return key


def _changes(key: KnownKey, intent: Order | Change) -> bool:
    person = intent.person
    meant = person == NOBODY_NAMED or person.is_surely(key.owner) or person.is_surely(key.named)
    return is_of(key, intent) and (meant or isinstance(intent, Change))


def is_of(key: KnownKey, intent: Intent) -> bool:
    """Whether an operation is about this key, or about whatever key its card has."""
    if not isinstance(intent, Order) and intent.key_id is not None:
        return intent.key_id == key.key_id
    return intent.credential is not None and intent.credential == key.identification


def _told(start: datetime | None, end: datetime | None) -> Validity:
    """As answered; where a service told an end before the start, only the end, which is what locks the holder out."""
    return Validity(None if start and end and end <= start else start, end)
