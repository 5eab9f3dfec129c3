"""What the outbox has of an act on a key that is not answered yet."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import WAITING, Operation, Outcome
from enroll_app.domain.problems import Problem
from enroll_app.services.station import Station

# A unit's rows have numbers one after the other; other processes may write a few between them.
_NEXT_ROWS = 10
_GONE = Problem("taken-out", "It was taken out of the outbox.", "Do it anew, if it is to be done.")


def as_it_is(shown: Outcome, rows: dict[int, Operation | None]) -> Outcome:
    """What is shown, with what came of it since; its intent stays, for no row shows a PIN."""
    row = rows.get(shown.outbox_id)
    if shown.outbox_id not in rows:
        return shown
    if row is None:
        return replace(shown, state=State.REJECTED, problem=_GONE)
    if row.state in WAITING:
        return shown
    return replace(
        shown, state=row.state, record=row.record, owner=row.owner, problem=row.problem, overwritten=row.overwritten
    )


def has_moved(before: Sequence[Operation], rows: dict[int, Operation | None]) -> bool:
    """Whether something that waited when it was looked at last is through by now, or stands otherwise."""
    return any(row.number in rows and _standing(rows[row.number]) != _standing(row) for row in before)


def _standing(row: Operation | None) -> tuple[State, Problem | None] | None:
    return (row.state, row.held) if row else None


def sent_again(station: Station, first: Outcome, behind: Outcome | None) -> tuple[Outcome, ...]:
    """Send what waits of an act once more, at once; what came of both its steps. Blocks, and raises as `Outbox`."""
    again = station.enroller.resend(first) if first.state in WAITING else first
    if behind is None or behind.state not in WAITING:
        return (again, behind) if behind else (again,)
    return again, station.outbox.send(behind.outbox_id)


def known_now(station: Station, key_id: UUID, number: int) -> tuple[KnownKey | None, Operation | None]:
    """What the records have of a key, and the row that waits for this one; number: 0 for none. Raises StoreError."""
    return station.keys.known_id(key_id), row_behind(station, number) if number else None


def row_behind(station: Station, number: int) -> Operation | None:
    """The row that waits for this one: the removal of a lost card's key."""
    rows = station.outbox.operations(everything=True, above=number, limit=_NEXT_ROWS)
    return next((row for row in rows if row.after == number), None)
