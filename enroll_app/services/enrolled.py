"""Cards that are enrolled at a desk with somebody before it: what is sent, and whose outcome is told. Blocking."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import WAITING, Operation, Outcome, Purpose, Removal
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
        found.extend(
            row for row in rows if row.waiting and isinstance(row.intent, Order) and row.purpose is not Purpose.PROBE
        )
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
    if isinstance(outcome.intent, Removal) and outcome.state in WAITING:
        rows = station.outbox.operations(above=outcome.outbox_id)
        behind = next((row for row in rows if row.after == outcome.outbox_id), None)
        if behind is not None:
            return Outcome(behind.state, behind.number, last.intent, problem=outcome.problem)
    return replace(outcome, intent=last.intent)
