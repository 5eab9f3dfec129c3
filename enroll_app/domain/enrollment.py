"""An enrollment: what is meant, what the service answered, and what the doors made of it.

Sources: IntServ Access API, `/accesskeys/add` and `/accesskeys/status`; the states are those of the command-line
contract.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from enroll_app.domain.identification import Identification
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinOrder, PinRule
from enroll_app.domain.problems import Problem
from enroll_app.domain.validity import Validity


class State(Enum):
    """Where an enrollment stands."""

    SAVED = "saved"
    SENDING = "sending"
    ACCEPTED = "accepted"
    APPLIED = "applied"
    PARTLY_APPLIED = "partly-applied"
    NOT_APPLIED = "not-applied"
    FAILED = "failed"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Code:
    """A code typed at a door instead of a card; `digits` empty, and not sealed: the service makes a unique one.

    sealed: digits were chosen, and are kept apart from where this stands; only the outbox knows of them. A code opens
    doors by itself, so that it is kept out of reprs, and off the disk, as a PIN is.
    """

    digits: str = field(default="", repr=False)
    sealed: bool = False

    @property
    def chosen(self) -> bool:
        """Whether somebody chose it, so that a repeat makes no second one."""
        return self.sealed or bool(self.digits)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a code is not pickled")


Credential = Identification | Code
NOBODY_NAMED = Person()
AT_ONCE_AND_FOREVER = Validity()


@dataclass(frozen=True, slots=True)
class Order:
    """One access key as it is meant to be, checked against every rule that can be checked before sending.

    unresolved_levels: names of levels that could not be looked up, because the service could not be asked and this
    station had not heard of them before. Such an order is kept, and not sent before they are known; levels_problem
    says why the service could not be asked.
    """

    credential: Credential
    person: Person = NOBODY_NAMED
    pin: PinOrder = PinRule.LEAVE
    validity: Validity = AT_ONCE_AND_FOREVER
    levels: tuple[UUID, ...] = ()
    unresolved_levels: tuple[str, ...] = ()
    levels_problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """An access key as the service has it. What the answer left out is None or empty; levels empty: it has none.

    identification: as the service spelled it. credential: the same, understood; None where it could not be.
    """

    key_id: UUID
    identification: str
    credential: Credential | None
    person: Person | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    levels: tuple[UUID, ...] | None = None


class Propagation(Enum):
    """The status of a key in the door systems, as the service spells it."""

    NOT_APPLIED = "NotApplied"
    PENDING = "Pending"
    PARTLY_APPLIED = "PartiallyApplied"
    APPLIED = "Applied"
    FAILED = "Failed"


@dataclass(frozen=True, slots=True)
class SystemStatus:
    """What one door system made of a key. error_type: the service's own word where it failed, else empty."""

    system_id: str
    state: Propagation
    error_type: str = ""


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """What the door systems made of a key."""

    propagation: Propagation
    systems: tuple[SystemStatus, ...] = ()

    @property
    def state(self) -> State:
        """The enrollment's state that this amounts to."""
        return _STATE_OF[self.propagation]

    @property
    def settled(self) -> bool:
        """Whether no door system is still to answer.

        The status decides, not the lists: the vendor's own sample says Applied beside systems listed as pending. Only
        after a failure do the lists tell whether the others are through.
        """
        if self.propagation is Propagation.FAILED:
            return not any(system.state is Propagation.PENDING for system in self.systems)
        return self.propagation in (Propagation.APPLIED, Propagation.NOT_APPLIED)


_STATE_OF = {
    Propagation.NOT_APPLIED: State.NOT_APPLIED,
    Propagation.PENDING: State.ACCEPTED,
    Propagation.PARTLY_APPLIED: State.PARTLY_APPLIED,
    Propagation.APPLIED: State.APPLIED,
    Propagation.FAILED: State.FAILED,
}
