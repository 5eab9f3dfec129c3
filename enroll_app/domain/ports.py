"""What the use cases need from the world: the service, and a place that forgets nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from enroll_app.domain.door_events import EventPage
from enroll_app.domain.enrollment import KeyRecord, KeyStatus, Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.problems import Problem
from enroll_app.domain.profile import Profile


class AccessService(Protocol):
    """The access-control service. Every call blocks for a bounded time and raises a ServiceError."""

    def add(self, order: Order) -> KeyRecord:
        """Create the access key, or update the one that the card already has (the service's upsert)."""
        ...

    def status(self, key_id: UUID) -> KeyStatus:
        """Ask what the door systems made of a key."""
        ...

    def levels(self) -> tuple[AccessLevel, ...]:
        """List the access levels of every door system."""
        ...

    def events(self, since: datetime, continuation: str = "") -> EventPage:
        """List what happened at the doors since then; continuation: of the page before, to go on from there."""
        ...


class EnrollmentStore(Protocol):
    """Enrollments on disk. What a method returned from is synced: no crash or power cut takes it back.

    PINs are never written. Raises a StoreError.
    """

    def save(self, order: Order, reader: str, at: datetime) -> int:
        """Write an enrollment down, state SAVED, and return its number."""
        ...

    def mark(self, outbox_id: int, state: State, at: datetime, problem: Problem | None = None) -> None:
        """Write down where the enrollment stands now."""
        ...

    def answered(self, outbox_id: int, state: State, record: KeyRecord, at: datetime) -> None:
        """Write down what the service answered."""
        ...

    def owner_of(self, identification: Identification) -> Person | None:
        """Whom the service last said that this card belongs to; None where this station does not know."""
        ...

    def named_for(self, identification: Identification) -> Person | None:
        """How this station itself last named the person who got the card; None where it enrolled it for nobody.

        A part that was left out then was made up by the service, or kept from before: the same words mean the same
        person again.
        """
        ...

    def relatives_of(self, identification: Identification) -> tuple[Identification, ...]:
        """Cards that this station enrolled and of which a side ends with the same 24 bits as one of this card's.

        The card itself may be among them. At most 20, those enrolled last.
        """
        ...

    def remember_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        """Keep the list of levels, so that a desk can go on while the service is away."""
        ...

    def known_levels(self) -> tuple[AccessLevel, ...]:
        """The levels as the service last listed them; empty when it never did."""
        ...

    def unfinished(self) -> int:
        """How many enrollments were begun and have no final answer yet."""
        ...


class ProfileStore(Protocol):
    """What readers do to numbers, and which reader does what: files. Raises InvalidInputError and StoreError."""

    def profiles(self) -> tuple[Profile, ...]:
        """Every profile: the shipped ones and this station's own."""
        ...

    def faults(self) -> tuple[Problem, ...]:
        """What is wrong with own profiles that are left out for it."""
        ...

    def save(self, profile: Profile) -> None:
        """Keep a profile of this station's own, in place of an own one of the same name."""
        ...

    def choices(self) -> Mapping[str, str]:
        """The names of the profiles that were chosen, by the readers' names."""
        ...

    def choose(self, reader: str, name: str | None) -> None:
        """Remember a reader's profile; None forgets it."""
        ...


class StoreError(Exception):
    """The enrollment could not be written down or read; `problem` says it in words. Nothing was sent."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
