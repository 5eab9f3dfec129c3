"""What works with the service and the station's records, made together and handed to a face."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enroll_app.services.delivery import Delivery
    from enroll_app.services.enroll import Enroller
    from enroll_app.services.history import HistoryBook
    from enroll_app.services.keys import Keys
    from enroll_app.services.outbox import Outbox
    from enroll_app.services.people import People


@dataclass(frozen=True, slots=True)
class Station:
    """enroller: new keys. keys: those that exist. outbox, delivery: what waits. history: what was done.

    people: whom this station has met.
    """

    enroller: "Enroller"
    keys: "Keys"
    outbox: "Outbox"
    delivery: "Delivery"
    history: "HistoryBook"
    people: "People"
