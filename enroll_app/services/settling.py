"""What a person's word on a conflict comes to: keep, hand over, give back."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from enroll_app.domain.enrollment import NOBODY_NAMED, Code, Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel, find_levels
from enroll_app.domain.operations import (
    ANSWERED,
    Change,
    Intent,
    Operation,
    Outcome,
    Purpose,
    Removal,
    Settlement,
    Step,
)
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinOrder
from enroll_app.domain.ports import KeyRegister, OutboxStore, StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.validity import Validity
from enroll_app.services.comparing import TRIED_FOR_ANOTHER, called
from enroll_app.services.conflicts import is_for_owner, key_of, owner_of
from enroll_app.services.sending import wants_secret


def replaced(state: State) -> Settlement:
    """The end of a row in whose place others stand."""
    return Settlement(
        state,
        problem=Problem(
            "replaced-by-decision",
            "Another operation was saved in the place of this one.",
            "Nothing is left to do with this one.",
        ),
    )


OVERTAKEN = Problem(
    "overtaken",
    "The same card was enrolled again since, so that nothing was sent for this decision.",
    "Look whether the card is as it is meant to be; if not, enroll it again.",
)


class Settling:
    """Makes the operations that settle a conflict; sends nothing."""

    def __init__(
        self,
        store: OutboxStore,
        register: KeyRegister,
        step: Callable[[Purpose, Intent], Step],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._register = register
        self._step = step
        self._now = now

    def is_stale(self, operation: Operation) -> bool:
        """Whether the card has another key, or is another person's, than who was told when the conflict came about."""
        key = self._key(operation)
        if not isinstance(operation.intent, Order) or key is None:
            return False
        before = self._register.before_conflict(operation.number)
        told_key = operation.record.key_id if operation.record else before.key_id if before else None
        if told_key not in (None, key.key_id):
            return True
        told, owner = operation.owner or owner_of(before), owner_of(key)
        if owner is None:
            return told_key is None and told is not None
        return told is None or not told.may_be(owner)

    def is_overtaken(self, operation: Operation) -> bool:
        """Whether the card was enrolled since, so that what was ordered then must not be sent over it.

        Not where the card is another person's by now: who decides is to be told of them.
        """
        if not isinstance(operation.intent, Order) or not self._store.enrolled_since(operation.number):
            return False
        key = self._key(operation)
        return not self.is_stale(operation) or (key is not None and is_for_owner(operation.intent, key))

    def anew(self, operation: Operation, secret: Secret | None) -> Step:
        """The same enrollment once more, to be looked at as things are now."""
        return self._made(operation.purpose, self._order(operation), secret)

    def keeping(self, operation: Operation, secret: Secret | None) -> Step:
        """The change of the key that the card has; where no id is known, an order for who may have it, or for nobody.

        Raises InvalidInputError where the card has no key any more.
        """
        order = self._order(operation)
        key = self._key(operation)
        if key is None:
            tried = operation.problem is not None and operation.problem.code == TRIED_FOR_ANOTHER
            if self._register.before_conflict(operation.number) or (operation.owner and not tried):
                raise InvalidInputError(_no_key_now(operation))
            return self._made(Purpose.CHANGE, replace(order, person=operation.owner or NOBODY_NAMED), secret)
        owner = operation.owner or key.owner
        levels = order.levels or None
        # Its own card: what is in conflict may be one side of it.
        change = Change(key.key_id, key.identification or _card(order), owner, order.pin, order.validity, levels)
        return self._made(Purpose.CHANGE, change, secret)

    def name_kept(self, outcome: Outcome, operation: Operation) -> None:
        """Remember whom a key was kept for, of which neither the service nor this station says whose it is.

        Else the same card would be in conflict each time. That it was done is written already: no failure is raised.
        """
        change = outcome.intent
        if outcome.state not in ANSWERED or not isinstance(change, Change) or change.key_id is None:
            return
        with suppress(StoreError):
            key = self._register.by_id(change.key_id)
            if key is not None and owner_of(key) is None:
                self._register.heard(replace(key, named=operation.intent.person), self._now())

    def reassigning(self, operation: Operation, secret: Secret | None) -> list[Step]:
        """The removal of the key that the card has, by its id where one is known, and the order."""
        order = self._order(operation)
        record = operation.record
        # By its id also where it is gone: by its card, the key of who got the card since would be removed.
        key = self._key(operation) or self._register.before_conflict(operation.number)
        key_id = record.key_id if record else key.key_id if key else None
        owner = operation.owner or (key.owner if key else NOBODY_NAMED)
        card = key.identification if key and key.key_id == key_id else None
        removal = Removal(key_id, card or _card(order), owner)
        return [self._step(Purpose.REASSIGN, removal), self._made(Purpose.REASSIGN, order, secret)]

    def asking_first(self, step: Step) -> list[Step]:
        """The same enrollment in two steps: what tells whose the card is, changing nothing; then what fills it in."""
        order = step.intent
        assert isinstance(order, Order)
        card = _card(order)
        assert card is not None, "a code changes no hands"
        probe = self._step(Purpose.PROBE, Order(card, order.person))
        filling = Change(None, card, NOBODY_NAMED, order.pin, order.validity, order.levels or None)
        return [probe, self._made(step.purpose, filling, step.secret)]

    def restorable(self, operation: Operation) -> KnownKey | None:
        """The key of an overwritten conflict as it was before; None where this station does not know it.

        What somebody else had is nothing to give back to who has the key now.
        """
        if operation.state is not State.CONFLICT or not operation.overwritten:
            return None
        before = self._register.before_conflict(operation.number)
        owner = owner_of(before)
        if owner is None or operation.owner is None or owner.may_be(operation.owner):
            return before
        return None

    def restoring(self, operation: Operation, before: KnownKey | None, pin: PinOrder) -> tuple[Step, Problem | None]:
        """The change back to how the key was, and what of it the service has no way to bring back.

        before: as `restorable` tells. Raises InvalidInputError where it is not known how it was.
        """
        if before is None:
            raise InvalidInputError(
                Problem(
                    "nothing-to-restore",
                    "This station does not know how this key was before.",
                    "Set it right in the access-control system.",
                )
            )
        order = self._order(operation)
        record = operation.record
        start, end = before.validity.start, before.validity.end
        if order.validity.start and start is None:
            # A date cannot be taken away; one that has passed comes to the same as none.
            start = min(self._now(), order.validity.start).replace(microsecond=0)
            if end is not None and start >= end:
                # It had ended before: whenever it is said to begin, it opens nothing.
                start = end - timedelta(seconds=1)
        change = Change(
            record.key_id if record else before.key_id,
            before.identification or _card(order),
            operation.owner or before.owner,
            pin,
            Validity(start, end),
            before.levels,
        )
        lacking = []
        if order.validity.end and end is None:
            lacking.append("that it never expires")
        if order.levels and before.levels is None:
            lacking.append("its access levels")
        step = self._step(Purpose.RESTORE, change)
        return step, _not_restored(change.person, lacking) if lacking else None

    def left_over(self, operation: Operation) -> Operation | None:
        """The removal of an old card that is not to be, where its new one is kept as somebody else's; None without."""
        behind = self.behind(operation)
        if behind is None or behind.purpose is not Purpose.REPLACE or not isinstance(behind.intent, Removal):
            return None
        owner = operation.owner
        return None if owner is not None and operation.intent.person.is_surely(owner) else behind

    def behind(self, operation: Operation) -> Operation | None:
        """The step that waits for this one; None where none does."""
        rows = self._store.operations(above=operation.number)
        return next((row for row in rows if row.after == operation.number), None)

    def _order(self, operation: Operation) -> Order:
        """The enrollment that is in conflict, with its levels looked up. Raises InvalidInputError."""
        if not isinstance(operation.intent, Order):
            raise InvalidInputError(
                Problem(
                    "no-enrollment",
                    "Number {number} changes a key that exists: nothing can be handed over or given back by it.",
                    "Keep it as it is, or take it out of the outbox."
                    if operation.record
                    else "Take it out of the outbox, and begin anew.",
                    {"number": operation.number},
                )
            )
        return with_levels(operation.intent, self._register.known_levels())

    def _key(self, operation: Operation) -> KnownKey | None:
        card = operation.intent.credential
        return key_of(self._register, card) if isinstance(card, Identification) else None

    def _made(self, purpose: Purpose, intent: Intent, secret: Secret | None) -> Step:
        step = self._step(purpose, intent)
        return replace(step, secret=secret) if secret and wants_secret(intent) else step


def with_levels(order: Order, known: Sequence[AccessLevel]) -> Order:
    """The order with the levels found that were kept by name. Raises InvalidInputError."""
    if not order.unresolved_levels:
        return order
    found = (one.level_id for one in find_levels(order.unresolved_levels, known))
    levels = tuple(dict.fromkeys((*order.levels, *found)))
    return replace(order, levels=levels, unresolved_levels=(), levels_problem=None)


def _card(order: Order) -> Identification | None:
    return order.credential if not isinstance(order.credential, Code) else None


def old_key_stays(operation: Operation) -> Problem:
    """The new card of somebody was kept as another's, so that the old one is not removed."""
    return Problem(
        "old-key-stays",
        "The new card is not {meant}'s, so that the old key of {meant} was not removed.",
        "Give {meant} another card; if the old one is lost, block or remove its key.",
        {"meant": called(operation.intent.person)},
    )


def _no_key_now(operation: Operation) -> Problem:
    owner = called(operation.owner) if operation.owner else "its owner"
    return Problem(
        "no-key-to-keep",
        "The card of number {number} is not {owner}'s any more: its key was removed since.",
        "Hand the card over, or take this out of the outbox.",
        {"number": operation.number, "owner": owner},
    )


def _not_restored(owner: Person, lacking: list[str]) -> Problem:
    return Problem(
        "restored-in-part",
        "The key of {owner} has its PIN and what else could be given back; the service has no way to give back "
        "{lacking}.",
        "Set this right in the access-control system.",
        {"owner": called(owner), "lacking": " and ".join(lacking)},
    )
