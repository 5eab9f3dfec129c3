"""What happened at a door, as far as it tells how the access system spells a card.

Source: IntServ Access API, `/events/list`: types 200 to 207 are denials, and an event of type 201 carries the key that
a door saw though nobody has enrolled it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enroll_app.domain.identification import Identification
from enroll_app.domain.person import Person

# The type of an event for a key that no system knows.
UNKNOWN_KEY = 201
# From here on the door stayed shut.
FIRST_DENIAL = 200


@dataclass(frozen=True, slots=True)
class DoorEvent:
    """time: in UTC. kind: the service's number for it. identification: the card; None where there was none.

    key_id, person: of the key that the service found for it; None where it found none, or did not say.
    """

    time: datetime
    kind: int
    door_name: str
    system_id: str
    identification: Identification | None = None
    key_id: UUID | None = None
    person: Person | None = None

    @property
    def denied(self) -> bool:
        """Whether the door stayed shut."""
        return self.kind >= FIRST_DENIAL


@dataclass(frozen=True, slots=True)
class EventPage:
    """A part of the list of events; continuation: where the next part goes on, empty at the end."""

    events: tuple[DoorEvent, ...]
    continuation: str = ""
