"""What this station knows of a card that was tapped, with what its outbox has of it and is not answered yet."""

from dataclasses import replace

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import Order
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Change, Operation, Purpose
from enroll_app.services.outbox import Outbox
from enroll_app.services.station import Station


def met(station: Station, identification: Identification) -> Acquaintance:
    """What is known of the card, and whom it was sent for without an answer. Blocking. Raises StoreError.

    Of an enrollment in two steps, the first that has no answer yet stands for both.
    """
    waits = []
    rows = station.outbox.about(identification)
    there = {row.number for row in rows}
    for row in rows:
        begun = None if row.after in there else begun_by(station.outbox, row)
        first = row if isinstance(row.intent, Order) else begun
        if first is not None:
            waits.append((row.number, first.intent.person))
    return replace(station.enroller.acquaintance(identification), waits=tuple(waits))


def begun_by(outbox: Outbox, row: Operation) -> Operation | None:
    """The first step, which has made a key and says whose, of an enrollment whose second step this row is; else None.

    The first step asks whose the card is, and the second fills in what that has made.
    """
    if row.after is None or not isinstance(row.intent, Change):
        return None
    before = outbox.operation(row.after)
    return before if before is not None and before.purpose is Purpose.PROBE else None
