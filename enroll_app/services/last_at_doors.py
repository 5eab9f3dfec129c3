"""What a key did last at the doors: asked for in larger and larger steps back, until something is found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.known_keys import KnownKey
from enroll_app.services.keys import Keys

# How far back is looked, step by step. Choices of ours: a card that was used is found among few events, and a month is
# as far as a desk's question ever went ("when did it work last?").
_STEPS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=7), timedelta(days=30))
# So many are shown.
_MOST = 5
# So many events are looked through in all: a site's doors tell some ten thousand in a month, at 1000 a page.
_LOOKED_THROUGH = 20_000


@dataclass(frozen=True, slots=True)
class Lately:
    """events: the latest first. since: everything from then on was looked through. whole: a month, or all of a step.

    Where it is not whole, there were too many events before `since`: which ones came last of these is not known, for
    the service tells the oldest first.
    """

    events: tuple[DoorEvent, ...]
    since: datetime
    whole: bool = True


def lately(keys: Keys, key: KnownKey, now: datetime, left: Callable[[], bool]) -> Lately:
    """Look for the last things that a key did at doors. left: whether nobody wants to know any more.

    Blocks for as long as the pages take. Raises ServiceError.
    """
    # A door's clock may be ahead of this one: the first step has no end.
    until, looked = None, 0
    for step in _STEPS:
        since = now - step
        found: list[DoorEvent] = []
        for event in keys.events(since, until):
            looked += 1
            if is_of(key, event):
                found.append(event)
            if looked >= _LOOKED_THROUGH or left():
                return Lately((), until or now, whole=False)
        if found:
            return Lately(_latest(found), since)
        until = since
    return Lately((), now - _STEPS[-1])


def is_of(key: KnownKey, event: DoorEvent) -> bool:
    """Whether an event is about this key; of a card that the door did not know, only its number tells."""
    if event.key_id is not None:
        return event.key_id == key.key_id
    return key.identification is not None and event.identification == key.identification


def _latest(found: list[DoorEvent]) -> tuple[DoorEvent, ...]:
    return tuple(sorted(found, key=lambda event: event.time, reverse=True)[:_MOST])
