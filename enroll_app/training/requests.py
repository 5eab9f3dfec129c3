"""Requests of the five endpoints, once found to be well formed."""

from dataclasses import dataclass
from datetime import datetime

from .identification import Identification
from .records import KeyType

CLEAR = ""
"""The PIN of a request that clears it."""


@dataclass(frozen=True, slots=True)
class KeySpec:
    """The `key` of a request. No identification: the service is to generate a code."""

    type: KeyType
    identification: Identification | None


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """The `person` of a request: an existing one by id, or the names of a new one, each generated when None."""

    id: str | None = None
    first_name: str | None = None
    last_name: str | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """Create or update a key. None stands for a field left out; an empty PIN for null, which clears it."""

    id: str | None
    key: KeySpec | None
    pin: str | None
    valid_from: datetime | None
    valid_to: datetime | None
    access_levels: tuple[str, ...] | None
    person: PersonSpec


@dataclass(frozen=True, slots=True)
class Which:
    """A key by its id, or else by its identification. One of the two is given."""

    id: str | None
    identification: Identification | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are asked for. `after`: the sequence number to go on from; `limit`: 1 to 1000 events."""

    from_date: datetime | None = None
    to_date: datetime | None = None
    systems: frozenset[str] | None = None
    granted: bool = False
    denied: bool = False
    limit: int = 1000
    after: int = 0
