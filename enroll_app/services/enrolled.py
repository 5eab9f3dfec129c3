"""Cards that are enrolled at a desk with somebody before it: what is sent, and whose outcome is told. Blocking."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import ANSWERED, WAITING, Change, Operation, Outcome, Purpose, Removal
from enroll_app.services.card_waiting import begun_by
from enroll_app.services.handing_over import check_levels, reassigned
from enroll_app.services.sending import secret_of
from enroll_app.services.station import Station

# So many rows are read at once: some milliseconds.
_AT_ONCE = 500
# As many cards as lie beside a reader at the most. A choice of ours.
_BESIDE = 20


def left_before(station: Station) -> Sequence[Operation]:
    """The last cards that are not to be handed out yet: what is to become a key, and has no answer. Blocking.

    Of more than a person keeps beside the reader the outbox tells.
    """
    found: deque[Operation] = deque(maxlen=_BESIDE)
    above = 0
    while rows := station.outbox.operations(above=above, limit=_AT_ONCE):
        for row in rows:
            begun = begun_by(station.outbox, row)
            if begun is not None and row.waiting and begun.state in ANSWERED | WAITING:
                # Of the two steps, the last one tells that the key is as it was ordered; the first one, whose it is.
                found.append(replace(row, intent=begun.intent))
            elif row.waiting and isinstance(row.intent, Order) and row.purpose is not Purpose.PROBE:
                found.append(row)
        above = rows[-1].number
    return tuple(found)


def enrolled(station: Station, order: Order, reader: str, handed: KnownKey | None) -> Outcome:
    """Enroll a card. handed: the key that a person has decided to take away for it, before anything was typed.

    The conflict with that key is settled at once; one with anybody else is still a person's to decide.
    """
    if handed is not None:
        check_levels(station, order)
    outcome = station.enroller.enroll(order, reader, handed=handed)
    if handed is None or outcome.state is not State.CONFLICT or outcome.owner not in (None, handed.owner, handed.named):
        return outcome
    return handed_over(station, replace(outcome, intent=order))


def with_pin(outcome: Outcome, last: Outcome) -> Outcome:
    """The outcome with the PIN that the face has: no row shows it."""
    if isinstance(outcome.intent, Removal) or isinstance(last.intent, Removal):
        return outcome
    return replace(outcome, intent=replace(outcome.intent, pin=last.intent.pin))


def handed_over(station: Station, last: Outcome) -> Outcome:
    """Hand the card over; what is shown from then on is the new holder's row, which waits for the removal."""
    outcome = reassigned(station, last.outbox_id, secret_of(last.intent))[-1]
    if outcome.state in WAITING:
        end = _end_of(station, outcome.outbox_id)
        if end is not None:
            return Outcome(end.state, end.number, last.intent, problem=outcome.problem)
    return replace(outcome, intent=last.intent)


def _end_of(station: Station, number: int) -> Operation | None:
    """What says how an enrollment ends: of the rows that wait for this one, the last that makes a key or fills it in.

    None where none waits. Rows that were there before may wait for newer ones.
    """
    rows = station.outbox.operations()
    behind = {row.after: row for row in rows if row.after and not isinstance(row.intent, Removal)}
    end = None
    while number in behind:
        end = behind[number]
        number = end.number
    return end


def row_told(station: Station, number: int) -> Operation | None:
    """A row that a face waits for; None where it is gone. Blocking.

    Where it was to fill in a key that is not to be, that is told: the card is somebody else's, or was refused.
    """
    row = station.outbox.operation(number)
    if row is None or row.held is None or row.after is None or not isinstance(row.intent, Change):
        return row
    before = station.outbox.operation(row.after)
    if before is None or not isinstance(before.intent, Order):
        return row
    return before if before.state in (State.CONFLICT, State.REJECTED) else row
