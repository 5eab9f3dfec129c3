"""What a station does to access keys: what is meant, the row it is kept in until it is answered, and what came of it.

An operation is written down before it is sent, its bytes are frozen from then on, and no two of one card are under way
at the same time. Sources: IntServ Access API, `/accesskeys/add` (upsert; an update by id; three states of a PIN) and
`/accesskeys/remove`; "repeat the same bytes" is the one safe answer to a lost reply, for there is no idempotency key.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from enroll_app.domain.enrollment import (
    AT_ONCE_AND_FOREVER,
    NOBODY_NAMED,
    Code,
    Credential,
    KeyRecord,
    Order,
    State,
)
from enroll_app.domain.identification import Identification
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinOrder, PinRule
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.validity import Validity


class Purpose(Enum):
    """Why an operation was begun; for words and for the history. How it is sent follows from its intent.

    FORGET is the history's own: retention took its oldest entries away.
    """

    ENROLL = "enroll"
    CHANGE = "change"
    BLOCK = "block"
    REMOVE = "remove"
    REPLACE = "replace"
    REASSIGN = "reassign"
    RESTORE = "restore"
    PROBE = "probe"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Change:
    """A key that exists, as it is to be from now on, named by its id: nobody else's card can be hit.

    key_id: None for the key that the step before this one makes, until that is answered. identification: its card,
    where this station knows it. person: whose key it is, as far as known; the answer's person is compared with it.
    What is LEAVE or None stays as it is. levels: empty takes every level away.
    """

    key_id: UUID | None
    identification: Identification | None = None
    person: Person = NOBODY_NAMED
    pin: PinOrder = PinRule.LEAVE
    validity: Validity = AT_ONCE_AND_FOREVER
    levels: tuple[UUID, ...] | None = None

    @property
    def credential(self) -> Identification | None:
        """The card, where it is known."""
        return self.identification


@dataclass(frozen=True, slots=True)
class Removal:
    """A key that is to be no more: by its id, or by its card where no id is known. person: whose it is, for the eye.

    By id wherever one is known: a late or repeated removal by card would take the card's next key away.
    """

    key_id: UUID | None
    identification: Identification | None = None
    person: Person = NOBODY_NAMED

    @property
    def credential(self) -> Identification | None:
        """The card, where it is known."""
        return self.identification


Intent = Order | Change | Removal


def credential_of(intent: Intent) -> Credential | None:
    """The card or code that an operation is about; None where only the key's id is known."""
    return intent.credential


def subject_of(intent: Intent) -> str:
    """What two operations have in common when they must not overtake each other; empty where nothing can.

    A card's number wherever it is known, else the key's id. Codes have none: the digits are a secret, and the service
    makes a new one at each request.
    """
    credential = intent.credential
    if isinstance(credential, Identification):
        return credential.hex
    if isinstance(intent, Change | Removal) and intent.key_id:
        return f"id:{intent.key_id}"
    return ""


@dataclass(frozen=True, slots=True)
class Step:
    """One operation that is to be written down. body: the bytes to send, with marks where its secret belongs.

    secret: the digits of a new PIN, or of a code; kept apart from the body, sealed. held: why it is not to be sent by
    itself, None where it is.
    """

    purpose: Purpose
    intent: Intent
    body: bytes = field(repr=False)
    secret: Secret | None = None
    held: Problem | None = None


class SecretState(Enum):
    """What became of the PIN or the code's digits of an operation.

    NONE: there never was one. KEPT: on disk, sealed. MISSING: needed, and not on disk, for there is no vault: it has
    to be given again. WIPED: it was delivered, or will never be needed.
    """

    NONE = "none"
    KEPT = "kept"
    MISSING = "missing"
    WIPED = "wiped"


@dataclass(frozen=True, slots=True)
class Operation:
    """A row of the outbox. Where digits were meant, its intent's PIN is PinRule.SEALED, or its code is: none are shown.

    number: the outbox id. after: the row that must have succeeded before this one is sent. unit: shared by the rows
    that belong together. attempts: how often it was sent; unknowns: how many of these had no usable answer.
    held: why it waits for a person, None where it goes on by itself. wait_s: in how many seconds it is tried again.
    record, owner, overwritten: as in Outcome.
    """

    number: int
    unit: UUID
    purpose: Purpose
    intent: Intent
    state: State
    created_at: datetime
    updated_at: datetime
    reader: str = ""
    operator: str = ""
    after: int | None = None
    attempts: int = 0
    unknowns: int = 0
    wait_s: float = 0.0
    secret: SecretState = SecretState.NONE
    held: Problem | None = None
    problem: Problem | None = None
    record: KeyRecord | None = None
    owner: Person | None = None
    overwritten: bool = False

    @property
    def waiting(self) -> bool:
        """Whether it has no final answer yet."""
        return self.state in WAITING

    @property
    def needs_somebody(self) -> bool:
        """Whether it goes no further without a person."""
        return self.state is State.CONFLICT or (self.waiting and self.held is not None)


WAITING = frozenset({State.SAVED, State.SENDING, State.UNKNOWN})
"""The states without a final answer."""

ANSWERED = frozenset({State.ACCEPTED, State.APPLIED, State.PARTLY_APPLIED, State.NOT_APPLIED, State.FAILED})
"""The states in which the service did what was asked."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An operation that this process, and no other, may send now, once. body and secret: what to send."""

    operation: Operation
    body: bytes = field(repr=False)
    secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why an operation must not be sent now. wait_s: when to ask again; None where only a person can help."""

    operation: Operation
    problem: Problem
    wait_s: float | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What came of one attempt.

    record: what the service answered. owner, overwritten: of a conflict. wait_s: when to try again, in seconds; None
    where there is nothing to try. held: why it waits for a person from now on. missing: the service said that there is
    no such key.
    """

    state: State
    record: KeyRecord | None = None
    problem: Problem | None = None
    owner: Person | None = None
    overwritten: bool = False
    wait_s: float | None = None
    held: Problem | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an operation, for a face.

    outbox_id: the number of the row it is kept in. intent: what was meant, with its PIN where the face gave it.
    record: what the service answered, where it did. owner: whom the card belongs to, where that is somebody else
    (state CONFLICT). problem: what is wrong, where something is. overwritten: the conflict was seen only in the
    answer, so that the owner's PIN, validity and levels may have been changed.
    """

    state: State
    outbox_id: int
    intent: Intent
    record: KeyRecord | None = None
    owner: Person | None = None
    problem: Problem | None = None
    overwritten: bool = False


class Group(Enum):
    """Which of the numbers of `Counts` an operation without a final answer belongs to."""

    WAITING = 1
    UNCONFIRMED = 2
    NEEDING = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """How the outbox stands. They add up: waiting + unconfirmed + needing = everything without a final answer.

    waiting: saved or being sent, and going on by themselves. unconfirmed: sent, without an answer, and asked again by
    themselves. needing: conflicts, and what was set aside, which only a person can go on with. room: how many more
    can be taken.
    """

    waiting: int = 0
    unconfirmed: int = 0
    needing: int = 0
    room: int = 0

    @property
    def unfinished(self) -> int:
        """Everything without a final answer."""
        return self.waiting + self.unconfirmed + self.needing


GENERATED_CODE = Code()
"""A code that the service makes: repeated, it would make a second one."""
