"""A card is taken from who has it and enrolled for somebody else: looked at once more before anything is removed."""

from collections.abc import Sequence

from enroll_app.domain.enrollment import Order
from enroll_app.domain.levels import find_levels
from enroll_app.domain.operations import Intent, Outcome
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import ServiceError
from enroll_app.services.station import Station


def reassigned(station: Station, number: int, secret: Secret | None = None) -> Sequence[Outcome]:
    """Settle a conflict so; see `Outbox.reassign`. Raises InvalidInputError also for levels that are not offered."""
    operation = station.outbox.operation(number)
    if operation is not None:
        check_levels(station, operation.intent)
    return station.outbox.reassign(number, secret)


def check_levels(station: Station, intent: Intent) -> None:
    """Raise InvalidInputError where the service does not offer the levels any more that the new key is to have.

    It would refuse the new key, and the old one would be gone by then. Where it cannot be asked, it does not remove
    anything either, and both wait. Blocking.
    """
    if not isinstance(intent, Order) or not intent.levels:
        return
    try:
        offered = station.enroller.levels()
    except ServiceError:
        return
    find_levels([str(one) for one in intent.levels], offered)
