"""Cards that doors saw lately: a working card, tapped at a door, tells how the access system spells it."""

from datetime import datetime

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.ports import AccessService

# So many pages of at most 1000 events are asked for; a site with more in the few minutes that are looked at is not
# helped by a longer list. A choice of ours.
_MOST_PAGES = 5


def door_cards(service: AccessService, since: datetime) -> tuple[DoorEvent, ...]:
    """The events since then that tell a card's number, the latest first; each card once. Raises a ServiceError."""
    found: list[DoorEvent] = []
    continuation = ""
    for _ in range(_MOST_PAGES):
        page = service.events(since, continuation)
        found += page.events
        continuation = page.continuation
        if not continuation:
            break
    by_time = sorted((event for event in found if event.identification), key=lambda event: event.time)
    latest = {event.identification: event for event in by_time}
    return tuple(sorted(latest.values(), key=lambda event: event.time, reverse=True))
