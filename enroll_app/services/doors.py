"""Cards that doors saw lately: a working card, tapped at a door, tells how the access system spells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from threading import Event, Thread

from enroll_app.domain.door_events import DoorEvent, EventPage
from enroll_app.domain.identification import Identification
from enroll_app.domain.ports import AccessService
from enroll_app.domain.service_errors import ServiceError

# So many pages of at most 1000 events are asked for; a site with more in the few minutes that are looked at is not
# helped by a longer list. A choice of ours.
_MOST_PAGES = 5
# The same for the month that a card's owner is looked for in: an answer that takes longer is of no use at a desk.
_MOST_PAGES_FOR_ONE = 20
LOOK_S = 10.0
"""For how long a desk waits for that in all, in seconds: nothing is saved yet, and somebody stands there. Ours."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What doors tell of a card. event: the one that names its key; None without. whole: everything was looked at."""

    event: DoorEvent | None
    whole: bool


def door_cards(service: AccessService, since: datetime) -> tuple[DoorEvent, ...]:
    """The events since then that tell a card's number, the latest first; each card once. Raises a ServiceError."""
    found = [event for event in events(service, since, most_pages=_MOST_PAGES) if event.identification]
    latest = {event.identification: event for event in sorted(found, key=lambda event: event.time)}
    return tuple(sorted(latest.values(), key=lambda event: event.time, reverse=True))


def last_seen(service: AccessService, card: Identification, since: datetime, *, within_s: float = LOOK_S) -> Sighting:
    """What doors last told of whose key a card is. Raises a ServiceError where they could not be asked at all.

    within_s: how long is waited for it in all; what was told by then counts.
    """
    look = _Look(service, card, since)
    look.begin()
    look.ended.wait(within_s)
    return look.seen()


class _Look:
    """A search of the doors' events that may be left behind: each of its calls may take longer than anybody waits."""

    def __init__(self, service: AccessService, card: Identification, since: datetime) -> None:
        self._service, self._card, self._since = service, card, since
        self._found: list[DoorEvent] = []
        self._whole = False
        self._error: ServiceError | None = None
        self._left = False
        self.ended = Event()

    def begin(self) -> None:
        """Search, on a thread of its own that no end of the program waits for."""
        Thread(target=self._run, name="doors", daemon=True).start()

    def seen(self) -> Sighting:
        """What was found so far; nothing is looked for any longer. Raises a ServiceError."""
        self._left = True
        event = _telling(list(self._found))
        if self._error is not None and event is None:
            raise self._error
        return Sighting(event, whole=self._whole)

    def _run(self) -> None:
        pages = _pages(self._service, self._since, None)
        try:
            for page in islice(pages, _MOST_PAGES_FOR_ONE):
                self._found += [one for one in page.events if one.identification == self._card and one.key_id]
                self._whole = not page.continuation
                if self._left:
                    return
        except ServiceError as error:
            self._error = error
        finally:
            self.ended.set()


def _telling(found: list[DoorEvent]) -> DoorEvent | None:
    """The latest event that names the card's latest key, one that says whose it is before one that does not."""
    latest = max(found, key=lambda event: event.time, default=None)
    if latest is None:
        return None
    named = (event for event in found if event.key_id == latest.key_id and event.person)
    return max(named, key=lambda event: event.time, default=latest)


def events(
    service: AccessService, since: datetime, until: datetime | None = None, *, most_pages: int | None = None
) -> Iterator[DoorEvent]:
    """The doors' events, as the service lists them, page by page. most_pages: None for all. Raises a ServiceError."""
    for page in islice(_pages(service, since, until), most_pages):
        yield from page.events


def _pages(service: AccessService, since: datetime, until: datetime | None) -> Iterator[EventPage]:
    continuation = ""
    while True:
        page = service.events(since, continuation, until=until)
        yield page
        # A service that names the same place again would be asked for ever.
        if not page.continuation or page.continuation == continuation:
            return
        continuation = page.continuation
