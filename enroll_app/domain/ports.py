"""What the use cases need from the world: the service, and records that forget nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from enroll_app.domain.door_events import EventPage
from enroll_app.domain.enrollment import KeyRecord, KeyStatus
from enroll_app.domain.history import Entry, Query, Verdict
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.memory import KeptDraft, Memory
from enroll_app.domain.operations import Blocked, Claimed, Counts, Group, Intent, Operation, Settlement, Step
from enroll_app.domain.person import Person
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.problems import Problem
from enroll_app.domain.profile import Profile
from enroll_app.domain.roles import Role
from enroll_app.domain.secret import Secret, SecretPlace
from enroll_app.domain.settings_values import Setting, Value
from enroll_app.domain.uptime import Instant

Uptime = Callable[[], Instant]
"""The present moment by the computer's own count."""


class AccessService(Protocol):
    """The access-control service. Every call blocks for a bounded time and raises a ServiceError."""

    def body(self, intent: Intent) -> bytes:
        """The bytes to send for an intent, with marks in the place of its secret and of a key's id not known yet.

        No I/O. The same intent gives the same bytes; they hold no secret, and are kept until they were answered.
        """
        ...

    def send(self, intent: Intent, body: bytes, secret: Secret | None) -> KeyRecord | None:
        """Send what `body` gave for this intent, its marks filled, once; None for what was removed.

        Create the key, or update the one that the card already has (the service's upsert); update by id; remove.
        Raises KeyMissing where a key that is named by its id is not there.
        """
        ...

    def status(self, key_id: UUID) -> KeyStatus:
        """Ask what the door systems made of a key."""
        ...

    def levels(self) -> tuple[AccessLevel, ...]:
        """List the access levels of every door system."""
        ...

    def events(self, since: datetime, continuation: str = "", *, until: datetime | None = None) -> EventPage:
        """List what happened at the doors since then; continuation: of the page before, to go on from there."""
        ...


class OutboxStore(Protocol):
    """Operations on disk. What a method returned from is synced: no crash or power cut takes it back.

    Everything that it writes down is a part of the history too, in the same transaction. Several processes may use the
    same records; a claim is held by one of them, and falls back when that process ends. Raises a StoreError.
    """

    def save(
        self,
        steps: Sequence[Step],
        reader: str,
        at: datetime,
        *,
        claim: bool = False,
        settlement: Settlement | None = None,
    ) -> tuple[Operation, ...]:
        """Write the steps down as one unit, each to be sent after the one before it has succeeded.

        claim: the first is to be sent by this very process at once; it is SENDING then, unless it is held or another
        operation on the same card is in its way (it stays SAVED). A secret that cannot be sealed, because there is no
        vault, is not written: `Operation.secret` is MISSING then. settlement: a conflict that was seen before anything
        is sent, which the first is in from the beginning. Raises OutboxFullError.
        """
        ...

    def claim(self, number: int, at: datetime) -> Claimed | Blocked:
        """Take an operation for sending. Exactly one process at a time gets it, and one per card.

        Blocked where it is being sent, must wait behind another operation on the same card (older ones first; after
        an unknown outcome, other bytes only when the quarantine is over), waits for its step before, is held, lacks
        its secret, was overtaken by a newer operation that was delivered, or has its final answer.
        """
        ...

    def settle(self, number: int, settlement: Settlement, at: datetime) -> None:
        """Write down what came of the attempt and give the claim back.

        A final answer wipes the secret (a conflict keeps it); a rejection or a conflict holds the steps behind it back
        for good or until the conflict is settled; an answer teaches the register. Raises NotClaimedError.
        """
        ...

    def propagated(self, number: int, settlement: Settlement, at: datetime) -> None:
        """Write down what the door systems made of an operation that was accepted."""
        ...

    def renew(self, at: datetime) -> int:
        """Mark what a process was sending when it ended as UNKNOWN, and return how many these were."""
        ...

    def due(self, at: datetime, limit: int) -> Sequence[int]:
        """The operations that could be claimed now, the oldest first."""
        ...

    def next_due_s(self, at: datetime) -> float | None:
        """In how many seconds the next operation becomes due by itself; None where none ever does."""
        ...

    def operation(self, number: int) -> Operation | None:
        """One operation, with or without a final answer; None where there is none of this number."""
        ...

    def operations(self, *, everything: bool = False, above: int = 0, limit: int | None = None) -> Sequence[Operation]:
        """Those without a final answer and those in conflict, the oldest first; with everything, all that are kept.

        above: only those with a higher number (the next page).
        """
        ...

    def about(self, subject: str) -> Sequence[Operation]:
        """Those of `operations` that have this subject (`operations.subject_of`), which is not empty."""
        ...

    def tried_for(self, number: int) -> Sequence[Person]:
        """Whom other orders for the card of this one were sent for without an answer, the latest first.

        Also those that were dropped since; none as soon as the service has answered about the card.
        """
        ...

    def enrolled_since(self, number: int) -> bool:
        """Whether an order for the card of this one was delivered that was saved after it."""
        ...

    def with_level_names(self) -> Sequence[int]:
        """The operations that wait for access levels to be looked up by name, the oldest first.

        Not those whose digits are in another living process's memory alone: it goes on with them.
        """
        ...

    def counts(self) -> Counts:
        """How the outbox stands."""
        ...

    def listing(self) -> Mapping[Group, Sequence[int]]:
        """The numbers of everything without a final answer by their groups, each ascending, seen at one moment."""
        ...

    def hold(self, number: int, problem: Problem, at: datetime, *, over: bool = False) -> None:
        """Let an operation wait for a person from now on, by a person's wish; nothing changes where it does already.

        over: where it does, for this reason from now on. Raises InvalidInputError where it is being sent, has its final
        answer, or is not there.
        """
        ...

    def release(self, number: int, at: datetime, secret: Secret | None = None) -> None:
        """Let a held operation go on, at once. secret: the digits that were missing.

        Raises InvalidInputError where there is nothing to release.
        """
        ...

    def drop(self, number: int, at: datetime) -> Operation:
        """Take an operation, and the steps that wait for it, out of the outbox for good; the history keeps what it was.

        Raises InvalidInputError where it is being sent, has its final answer, or is not there.
        """
        ...

    def supersede(
        self,
        number: int,
        steps: Sequence[Step],
        settlement: Settlement,
        at: datetime,
        *,
        claim: bool = False,
        dropping: int | None = None,
    ) -> tuple[Operation, ...]:
        """Settle a conflict by other operations, in one transaction: the old one gets its final state, these are saved.

        So may one be replaced that is held and was never sent; the first of these takes its place in the line. A step
        whose PIN is PinRule.SEALED, or whose code has no digits, takes over the secret that the old one keeps.
        dropping: a step behind the old one that is not to be any more; it stays where this fails.
        """
        ...


class KeyRegister(Protocol):
    """What the service said of keys, to this station. Raises a StoreError."""

    def by_card(self, identification: Identification) -> KnownKey | None:
        """The key that a card has, as last heard; None where it is unknown, or was removed by this station."""
        ...

    def by_id(self, key_id: UUID) -> KnownKey | None:
        """The key of this id, as last heard; None where it is unknown, or was removed by this station."""
        ...

    def relatives_of(self, identification: Identification) -> tuple[Identification, ...]:
        """Cards known here of which a side ends with the same 24 bits as one of this card's.

        The card itself may be among them. At most 20, those heard of last.
        """
        ...

    def heard(self, key: KnownKey, at: datetime) -> None:
        """Learn of a key from elsewhere than an operation's answer: an event at a door."""
        ...

    def before_conflict(self, number: int) -> KnownKey | None:
        """What was known of a conflict's key, with its levels and validity, from before it was overwritten."""
        ...

    def remember_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        """Keep the list of levels, so that a desk can go on while the service is away."""
        ...

    def known_levels(self) -> tuple[AccessLevel, ...]:
        """The levels as the service last listed them; empty when it never did."""
        ...


class HistoryStore(Protocol):
    """The append-only history. Operations write themselves down in it. Raises a StoreError."""

    def entries(self, query: Query, limit: int) -> Sequence[Entry]:
        """The entries that match, the latest first."""
        ...

    def all_entries(self, query: Query) -> Iterator[Entry]:
        """The entries that match, the oldest first, without holding them all in memory."""
        ...

    def count(self, query: Query) -> int:
        """How many entries match."""
        ...

    def places(self, query: Query, limit: int) -> Sequence[tuple[int, int | None]]:
        """The seq of each entry that matches, the latest first, with its number in the outbox."""
        ...

    def at(self, seqs: Sequence[int]) -> Sequence[Entry]:
        """The entries in these places, those that are there, the latest first."""
        ...

    def head(self) -> str:
        """The hash of the last entry."""
        ...

    def verify(self, breathe: Callable[[], None] | None = None) -> Verdict:
        """Check the chain, the whole of it, and what searches rely on.

        breathe: called every few milliseconds, by whoever has to let other threads have their turn.
        """
        ...

    def rebuild(self) -> None:
        """Make what searches rely on anew from the entries, which stay as they are."""
        ...

    def forget_before(self, moment: datetime, at: datetime) -> int:
        """Retention: forget the entries before a moment, and write down that and where the chain now begins."""
        ...


class Vault(Protocol):
    """Where secrets of this station lie: the operating system's vault, or what was chosen in its place.

    Raises NoVaultError where there is none, and VaultError where it fails or is locked.
    """

    def get(self, name: str) -> Secret | None:
        """The secret of this name; None where there is none."""
        ...

    def put(self, name: str, secret: Secret) -> None:
        """Keep a secret, in place of one of the same name."""
        ...

    def forget(self, name: str) -> bool:
        """Forget a secret; whether there was one."""
        ...

    def place(self) -> str:
        """Where secrets lie, in words for a person."""
        ...


@runtime_checkable
class MovableVault(Vault, Protocol):
    """A vault whose place a person may choose."""

    @property
    def chosen(self) -> SecretPlace:
        """The kind of place that is chosen now."""
        ...

    def move(self, to: SecretPlace) -> None:
        """Keep every secret in another place from now on, and write that choice down.

        What could not be moved stays where it is, and so does the choice. Raises VaultError and InvalidInputError.
        """
        ...

    def leftover(self) -> str:
        """A file of secrets that is not the chosen place, as a move that was killed leaves it; empty for none."""
        ...

    def forget_leftover(self, name: str) -> bool:
        """Take a secret out of such a file; whether it was in it. Raises VaultError."""
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


class MemoryStore(Protocol):
    """What a desk remembers by itself. Nothing of it is worth an error: what cannot be read is empty."""

    def load(self) -> Memory:
        """What was remembered; blocks on a file."""
        ...

    def keep(self, memory: Memory) -> None:
        """Remember this instead; blocks on a file. Raises StoreError."""
        ...


class DraftStore(Protocol):
    """The enrollment that was not finished, if there is one; never a PIN. Blocking; raises StoreError."""

    def load(self) -> KeptDraft | None:
        """The one that is kept; None for none, and for one that cannot be read any more."""
        ...

    def keep(self, draft: KeptDraft) -> None:
        """Keep this one, in place of the one before."""
        ...

    def forget(self) -> None:
        """There is nothing to be offered any more."""
        ...


class SettingsBook(Protocol):
    """The settings of this desk, for a face that shows and changes them. Blocking; raises InvalidInputError."""

    def settings(self) -> tuple[Setting, ...]:
        """Every setting, with where it comes from."""
        ...

    def change(self, changes: Mapping[str, Value | None]) -> None:
        """Write these into the user's settings, all or none; None goes back to the default.

        A value that does not do, or one that is fixed elsewhere, is refused with every fault at once.
        """
        ...

    def keep_roles(self, roles: Sequence[Role]) -> None:
        """These are the desk's roles from now on."""
        ...

    def preferences(self) -> Preferences:
        """How the window is to be, by the settings as they are now."""
        ...


class StoreError(Exception):
    """Something could not be written down or read; `problem` says it in words. Nothing was sent."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class OutboxFullError(StoreError):
    """As many operations wait as are borne: new ones are refused, so that none of the old ones is lost."""


class NotClaimedError(StoreError):
    """What came of an attempt was told of an operation that this process is not sending, or not any more."""


class VaultError(Exception):
    """A secret could not be kept or had; `problem` says it in words, without the secret."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class NoVaultError(VaultError):
    """There is no vault on this computer, and nothing was chosen in its place."""


class NoSpeakerError(Exception):
    """Nothing to hear a sound with is there at present."""


class Speaker(Protocol):
    """Plays sounds."""

    def play(self, wav: bytes, volume: int) -> None:
        """Play a sound to its end; blocks. volume: 0 to 100. Raises NoSpeakerError."""
