"""Cards that doors saw lately: a working card, tapped at a door, tells how the access system spells it."""

from collections.abc import Iterator
from datetime import datetime

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.identification import Identification
from enroll_app.domain.ports import AccessService

# So many pages of at most 1000 events are asked for; a site with more in the few minutes that are looked at is not
# helped by a longer list. A choice of ours.
_MOST_PAGES = 5
# The same for the month that a card's owner is looked for in: an answer that takes longer is of no use at a desk.
_MOST_PAGES_FOR_ONE = 20


def door_cards(service: AccessService, since: datetime) -> tuple[DoorEvent, ...]:
    """The events since then that tell a card's number, the latest first; each card once. Raises a ServiceError."""
    found = [event for event in events(service, since, most_pages=_MOST_PAGES) if event.identification]
    latest = {event.identification: event for event in sorted(found, key=lambda event: event.time)}
    return tuple(sorted(latest.values(), key=lambda event: event.time, reverse=True))


def last_seen(service: AccessService, card: Identification, since: datetime) -> DoorEvent | None:
    """What a door last told of a card since then; None where none saw it. Raises a ServiceError."""
    found = events(service, since, most_pages=_MOST_PAGES_FOR_ONE)
    return max((event for event in found if event.identification == card), key=lambda event: event.time, default=None)


def events(
    service: AccessService, since: datetime, until: datetime | None = None, *, most_pages: int | None = None
) -> Iterator[DoorEvent]:
    """The doors' events, as the service lists them, page by page. most_pages: None for all. Raises a ServiceError."""
    continuation, pages = "", 0
    while most_pages is None or pages < most_pages:
        page = service.events(since, continuation, until=until)
        yield from page.events
        pages += 1
        # A service that names the same place again would be asked for ever.
        if not page.continuation or page.continuation == continuation:
            return
        continuation = page.continuation
