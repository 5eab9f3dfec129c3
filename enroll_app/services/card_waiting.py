"""What this station knows of a card that was tapped, with what its outbox has of it and is not answered yet."""

from dataclasses import replace

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import Order
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Purpose
from enroll_app.services.station import Station

# So many rows are read at once: some milliseconds.
_AT_ONCE = 500


def met(station: Station, identification: Identification) -> Acquaintance:
    """What is known of the card, and whom it was sent for without an answer. Blocking. Raises StoreError."""
    waits = []
    above = 0
    while rows := station.outbox.operations(above=above, limit=_AT_ONCE):
        for row in rows:
            of_card = isinstance(row.intent, Order) and row.intent.credential == identification
            if of_card and row.purpose is not Purpose.PROBE:
                waits.append((row.number, row.intent.person))
        above = rows[-1].number
    return replace(station.enroller.acquaintance(identification), waits=tuple(waits))
