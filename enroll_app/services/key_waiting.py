"""What the outbox has of a key that exists and is not answered yet: said on the key's page, and not done twice."""

from collections.abc import Sequence

from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Operation, Purpose
from enroll_app.domain.truth import is_of
from enroll_app.services.outbox import Outbox

# So many rows are read at once: some milliseconds.
_AT_ONCE = 500


def waiting_for(outbox: Outbox, key: KnownKey) -> tuple[Operation, ...]:
    """Everything about the key, or its card, without a final answer or in conflict; the oldest first.

    Blocks for as long as the whole outbox takes to be read, a part at a time: a window's other threads have their turn.
    Raises StoreError.
    """
    found: list[Operation] = []
    above = 0
    while rows := outbox.operations(above=above, limit=_AT_ONCE):
        found += [row for row in rows if is_of(key, row.intent)]
        above = rows[-1].number
    return tuple(found)


def of_purpose(purpose: Purpose, rows: Sequence[Operation]) -> Operation | None:
    """The first that was begun for this, and is under way; one in conflict waits for a person's decision alone."""
    return next((row for row in rows if row.purpose is purpose and row.waiting), None)
