"""What the training server keeps: invented persons, keys, levels and events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .identification import Identification

KeyType = Literal["proximity", "code"]

GRANTED = "accessgranted"
DENIED = "accessdenied"
"""Categories of events. `accessgranted` is the vendor's own sample; the other is formed after it."""

EVENT_TYPES = (*range(100, 106), *range(200, 208))
"""100-105 granted, 200-207 denied; source: apidocs.intserv.se, "Event Types"."""

UNKNOWN_KEY = 201


class Refused(Exception):
    """A request that is not carried out: an HTTP status, a short code for programs, a sentence for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Level:
    """An access level of one door system. The same name may occur in several systems."""

    id: str
    name: str
    system_id: str


@dataclass(frozen=True, slots=True)
class Person:
    """A holder of keys."""

    id: str
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class Key:
    """One access key. `changed_at`: when it was last written; the door systems follow from there."""

    id: str
    type: KeyType
    identification: Identification
    pin: str | None
    valid_from: datetime | None
    valid_to: datetime | None
    access_levels: tuple[str, ...]
    person: Person
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a door. `sequence_id` counts from 1 without gaps."""

    sequence_id: int
    event_time: datetime
    type: int
    system_id: str
    door_name: str
    key_id: str | None
    key_type: KeyType | None
    identification: Identification | None
    person: Person | None

    @property
    def category(self) -> str:
        """Granted or denied, by the hundred of the type."""
        return GRANTED if self.type < 200 else DENIED
