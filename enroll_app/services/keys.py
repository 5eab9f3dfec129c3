"""Keys that exist: change, block, remove, replace, and what became of them at the doors.

Each is named by its id wherever one is known: a card's number may be another person's by the time that a request
arrives. Sources: IntServ Access API, `/accesskeys/add` with `id`, `/accesskeys/remove`, `/accesskeys/status`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.enrollment import NOBODY_NAMED, Credential, KeyRecord, KeyStatus, Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Outcome, Purpose, Removal
from enroll_app.domain.pin import PinOrder
from enroll_app.domain.ports import AccessService, KeyRegister
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import KeyMissing, ServiceError
from enroll_app.domain.truth import with_waiting
from enroll_app.domain.validity import Validity
from enroll_app.services.conflicts import conflict_before, known_key
from enroll_app.services.doors import events
from enroll_app.services.following import follow
from enroll_app.services.key_waiting import waiting_for
from enroll_app.services.outbox import Outbox
from enroll_app.services.own_key import over_own, own_key_problems

BLOCKED_BEFORE = timedelta(days=400)
"""How far back the end of a blocked key lies, so that it has passed whichever clock is looked at.

Ended at this desk's own moment, a key would go on opening doors for as long as the desk's clock is ahead of the
doors'. A clock that is ahead by more than this reaches no service whose certificate the public authorities issue: all
of these would have expired (CA/Browser Forum, Baseline Requirements 6.3.2: 398 days at the most).
"""


class Keys:
    """What can be done with keys that exist. Blocking; usable from any thread.

    What sends raises StoreError (then nothing was sent), InvalidInputError and Interrupted.
    """

    def __init__(
        self, service: AccessService, outbox: Outbox, register: KeyRegister, now: Callable[[], datetime]
    ) -> None:
        self._service = service
        self._outbox = outbox
        self._register = register
        self._now = now

    def known(self, identification: Identification) -> KnownKey | None:
        """The key that a card has, as this station last heard. Raises StoreError."""
        return self._register.by_card(identification)

    def known_id(self, key_id: UUID) -> KnownKey | None:
        """The key of this id, as this station last heard. Raises StoreError."""
        return self._register.by_id(key_id)

    def change(self, change: Change, *, purpose: Purpose = Purpose.CHANGE, reader: str = "") -> Outcome:
        """Change a key. Its id, card and person are looked up where they are left out."""
        key = self._found(change)
        key_id = change.key_id or (key.key_id if key else None)
        if key_id is None:
            raise InvalidInputError(_KEY_UNKNOWN)
        change = replace(change, key_id=key_id)
        if key is not None:
            change = replace(
                change,
                identification=change.identification or key.identification,
                person=change.person if change.person != NOBODY_NAMED else key.owner,
            )
        return self._outbox.submit([self._outbox.step(purpose, change)], reader)[0]

    def block(self, key: KnownKey | Change, reader: str = "") -> Outcome:
        """Let a key open nothing from now on, so that it can be undone: its validity ends, its levels stay.

        The service has no other documented way. The end lies far back: see `BLOCKED_BEFORE`.
        """
        end = self._now().replace(microsecond=0) - BLOCKED_BEFORE
        # A validity must not end before it begins (a 400). The key may have been given a start elsewhere, or by what
        # waits, of which nobody here has heard: only one that is named is surely before the end.
        begun = end - timedelta(seconds=1)
        owner = key.owner if isinstance(key, KnownKey) else key.person
        change = Change(key.key_id, key.identification, owner, validity=Validity(begun, end))
        return self.change(change, purpose=Purpose.BLOCK, reader=reader)

    def remove(self, removal: Removal, reader: str = "") -> Outcome:
        """Remove a key: by its id, which is looked up where it is left out; by its card where none is known."""
        key = self._found(removal)
        if key is not None:
            removal = Removal(
                removal.key_id or key.key_id,
                removal.identification or key.identification,
                removal.person if removal.person != NOBODY_NAMED else key.owner,
            )
        if removal.key_id is None and removal.identification is None:
            raise InvalidInputError(_KEY_UNKNOWN)
        return self._outbox.submit([self._outbox.step(Purpose.REMOVE, removal)], reader)[0]

    def _found(self, target: Change | Removal) -> KnownKey | None:
        if target.key_id:
            return self._register.by_id(target.key_id)
        return self._register.by_card(target.identification) if target.identification else None

    def replace(
        self,
        old: KnownKey,
        credential: Credential,
        pin: PinOrder,
        *,
        reader: str = "",
        validity: Validity | None = None,
        levels: tuple[UUID, ...] | None = None,
    ) -> tuple[Outcome, ...]:
        """Give the owner of a key another card with the same levels and validity, then remove the old key.

        Without a PIN the new card has none, whatever key of the owner's it had before. A card that is somebody else's
        is told as an outcome in CONFLICT with the number 0: nothing was written down, nothing was sent. Raises
        InvalidInputError where it is not known what the new key is to be, where what the card has already cannot be
        overwritten by it, and where the service says that the old key is gone.
        """
        levels = levels if levels is not None else old.levels
        problems = self.lacking(old, validity, levels) + same_card(old, credential)
        if problems:
            raise InvalidInputError(*problems)
        # The owner's id goes before the names, so that no second person of the same name comes about.
        order = Order(credential, old.owner, pin, validity or old.validity, levels or ())
        known = known_key(self._register, order)
        conflict = conflict_before(order, known)
        if conflict is not None:
            return (Outcome(State.CONFLICT, 0, order, None, conflict.owner, conflict.problem),)
        own = self.expected(known) if known is not None and known.identification == credential else None
        problems = own_key_problems(order, own)
        if not problems and is_gone(self._service, old.key_id):
            problems = [_OLD_KEY_GONE]
        if problems:
            raise InvalidInputError(*problems)
        order = over_own(order, own, self._now())
        removal = Removal(old.key_id, old.identification, old.owner)
        steps = [self._outbox.step(Purpose.REPLACE, order), self._outbox.step(Purpose.REPLACE, removal)]
        return self._outbox.submit(steps, reader)

    def expected(self, key: KnownKey) -> KnownKey:
        """The key as it will be once what waits for it is done. Raises StoreError."""
        return with_waiting(key, waiting_for(self._outbox, key))

    def lacking(
        self, old: KnownKey, validity: Validity | None = None, levels: tuple[UUID, ...] | None = None
    ) -> list[Problem]:
        """What `replace` would ask for, as far as it can be told before there is a new card.

        A key that has ended, as a blocked one has, would hand its end on, and the new card would open nothing.
        """
        return lacking(old, self._now(), validity, levels)

    def status(self, key_id: UUID) -> KeyStatus:
        """What the door systems made of a key. Raises ServiceError."""
        return self._service.status(key_id)

    def follow(self, key_id: UUID, wait: Callable[[float], bool], outbox_id: int | None = None) -> Iterator[KeyStatus]:
        """Ask for a key's status until every door system has answered; yield each answer.

        wait: sleeps so many seconds and returns True when it is time to give up. outbox_id: the row that is to be told.
        Raises ServiceError.
        """
        record = KeyRecord(key_id, "", None)
        outcome = Outcome(State.ACCEPTED, outbox_id or 0, Removal(key_id), record)
        yield from follow(self._service, self._outbox, outcome, wait)

    def events(
        self,
        since: datetime,
        until: datetime | None = None,
        identification: Identification | None = None,
        limit: int | None = None,
    ) -> Iterator[DoorEvent]:
        """What happened at the doors, as the service lists it, page by page.

        identification: of this card alone. limit: no more than so many. Raises ServiceError.
        """
        found = events(self._service, since, until)
        wanted = (one for one in found if identification is None or one.identification == identification)
        return islice(wanted, limit)


_KEY_UNKNOWN = Problem(
    "key-not-known",
    "This station knows no key of this card.",
    "Give the key's id; this station's history or the access-control system shows it.",
)
OLD_KEY_GONE = "old-key-gone"
"""The code of the problem of a lost card's key that the service does not have any more."""
_OLD_KEY_GONE = Problem(
    OLD_KEY_GONE,
    "The service does not know the old key any more, so that it was removed elsewhere; nothing was sent.",
    "If the access was not taken away on purpose, enroll the new card for the person anew.",
)
OLD_KEY_ENDED = "old-key-ended"
"""The code of the problem of a key that has ended and gave no end for the one in its place."""


def is_gone(service: AccessService, key_id: UUID) -> bool:
    """Whether the service says that it has no such key; where it cannot be asked, nobody says so."""
    try:
        service.status(key_id)
    except KeyMissing:
        return True
    except ServiceError:
        return False
    return False


def lacking(
    old: KnownKey, now: datetime, validity: Validity | None = None, levels: tuple[UUID, ...] | None = None
) -> list[Problem]:
    """What is to be given still before a key can be replaced; see `Keys.lacking`."""
    problems = _unknown(old, levels if levels is not None else old.levels)
    end = old.validity.end
    if validity is None and end is not None and end <= now:
        problems.append(
            Problem(
                OLD_KEY_ENDED,
                "The old key has ended on {end}, as a blocked one does; with the same end the new card would open "
                "nothing.",
                "Say until when the new card is to be valid.",
                {"end": f"{end:%Y-%m-%d %H:%M} UTC"},
                "valid_to",
            )
        )
    return problems


def same_card(old: KnownKey, credential: Credential | None) -> list[Problem]:
    """What is wrong where the new card is the one that is to be replaced."""
    if credential is None or credential != old.identification:
        return []
    return [Problem("same-card", "This is the card that is to be replaced.", "Tap the new card.", field="card")]


def _unknown(old: KnownKey, levels: tuple[UUID, ...] | None) -> list[Problem]:
    """What is not known of a lost card, and has to be, to replace it."""
    found = []
    if old.owner.person_id is None:
        found.append(
            Problem(
                "person-id-unknown",
                "This station does not know the id of the person who has the key, and by name alone the service may "
                "make a second person.",
                "Give the person's id; the access-control system shows it.",
                field="person_id",
            )
        )
    if levels is None:
        found.append(
            Problem(
                "levels-not-known",
                "This station does not know the access levels of the old key.",
                "Say which levels the new key is to have.",
                field="levels",
            )
        )
    return found
