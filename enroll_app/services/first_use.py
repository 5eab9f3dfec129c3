"""The first use of a new key at a door, as the doors tell it.

Source: IntServ Access API, `/events/list`. A door's event takes its time to arrive, and nothing is pushed, so that the
list is asked for now and then: often while the person walks to the door, seldom later.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.identification import Identification
from enroll_app.domain.service_errors import Busy, OutcomeUnknown, ServiceError, Unreachable
from enroll_app.services.keys import Keys

# Waiting times between two questions, in seconds; the last one is repeated. A choice of ours: within a minute for who
# tries the card at once, and hardly a load on the service later.
WAITS_S = (3.0, 5.0, 8.0, 13.0, 20.0, 30.0)
# The waits sum up to about half an hour: who has not used a card by then has left the house with it.
_QUESTIONS = 64
# A busy site's newest events are looked through, not all of them.
_MOST_EVENTS = 5_000
# By so much the desk's clock may be ahead of the service's; a card's way to a door takes less. Ours.
CLOCKS_APART = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key whose first use is waited for. card: None for a code. since: when it was made, by the desk's clock, in UTC.

    What the service tells at once, of before, is of before: a clock that is ahead keeps no use from being seen.
    """

    key_id: UUID
    card: Identification | None
    since: datetime

    def is_seen_in(self, event: DoorEvent) -> bool:
        """Whether an event is about this key; of a card that the door did not know, only the number tells."""
        if event.key_id is not None:
            return event.key_id == self.key_id
        return self.card is not None and event.identification == self.card


def uses(keys: Keys, new: NewKey, wait: Callable[[float], bool]) -> Iterator[DoorEvent]:
    """Yield what doors tell of a new key: each denial that is news, and at last the first time that it opened one.

    wait: sleeps so many seconds and returns True when it is time to give up. Ends quietly where the service does not
    let itself be asked, and after about half an hour; a network that comes and goes is waited for.
    """
    last: DoorEvent | None = None
    before: frozenset[DoorEvent] | None = None
    for turn in range(_QUESTIONS):
        # The first question is asked at once: it tells what there was before anybody could be at a door.
        if turn and wait(WAITS_S[min(turn, len(WAITS_S)) - 1]):
            return
        try:
            told = keys.events(new.since - CLOCKS_APART, limit=_MOST_EVENTS)
            seen = [one for one in told if new.is_seen_in(one)]
            before = frozenset(one for one in seen if one.time < new.since) if before is None else before
            found = [one for one in seen if one not in before]
        except Busy as busy:
            if wait(busy.retry_after_s or WAITS_S[-1]):
                return
            continue
        except (Unreachable, OutcomeUnknown):
            continue
        except ServiceError:
            return
        opened = min((one for one in found if not one.denied), key=lambda one: one.time, default=None)
        if opened is not None:
            yield opened
            return
        denied = max(found, key=lambda one: one.time, default=None)
        if denied is not None and denied != last:
            last = denied
            yield denied
