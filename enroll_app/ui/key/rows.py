"""What the outbox has of an act on a key that is not answered yet."""

from dataclasses import replace

from enroll_app.domain.enrollment import State
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


def row_behind(station: Station, number: int) -> Operation | None:
    """The row that waits for this one: the removal of a lost card's key."""
    rows = station.outbox.operations(everything=True, above=number, limit=_NEXT_ROWS)
    return next((row for row in rows if row.after == number), None)
