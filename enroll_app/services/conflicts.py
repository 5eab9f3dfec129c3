"""Whose card it is, as far as this station knows: asked before anything is sent."""

from collections.abc import Sequence
from dataclasses import replace

from enroll_app.domain.acquaintance import Acquaintance, acquaint
from enroll_app.domain.enrollment import NOBODY_NAMED, Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Intent, Removal, Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.ports import KeyRegister
from enroll_app.services.comparing import key_of_another, taken, taken_by_nobody_named, tried_for_another


def acquaintance(register: KeyRegister, identification: Identification) -> Acquaintance:
    """What this station knows of a card. Raises StoreError."""
    key = register.by_card(identification)
    known = acquaint(identification, owner_of(key), register.relatives_of(identification))
    if key is None and known.composite:
        # One side of somebody's card is somebody's card.
        key = register.by_card(known.composite)
    return replace(known, owner=owner_of(key), key=key)


def owner_of(key: KnownKey | None) -> Person | None:
    """Whose key it is: as the service said, else as it was enrolled here; None where neither names anybody."""
    if key is None:
        return None
    owner = key.owner if key.owner != NOBODY_NAMED else key.named
    return owner if owner != NOBODY_NAMED else None


def key_of(register: KeyRegister, identification: Identification) -> KnownKey | None:
    """The key of a card, or of the card with two technologies of which it is one side. Raises StoreError."""
    key = register.by_card(identification)
    if key is not None:
        return key
    composite = acquaint(identification, None, register.relatives_of(identification)).composite
    return register.by_card(composite) if composite else None


def known_key(register: KeyRegister, intent: Intent) -> KnownKey | None:
    """The key that an operation is about to meet, as far as this station knows. Raises StoreError."""
    if not isinstance(intent, Order):
        return register.by_id(intent.key_id) if intent.key_id else None
    return key_of(register, intent.credential) if isinstance(intent.credential, Identification) else None


def is_for_a_card(intent: Intent) -> bool:
    """Whether an operation is about whatever key a card has, or is to have."""
    return isinstance(intent, Order) and isinstance(intent.credential, Identification)


def is_for_owner(order: Order, key: KnownKey) -> bool:
    """Whether an order is surely for who has the card: by the owner's name, or by the words of last time.

    Naming nobody is a deliberate change of the key that is there; whose one without an owner's name is, is not known.
    """
    owner = owner_of(key)
    if order.person == NOBODY_NAMED or (owner and order.person.is_surely(owner)):
        return True
    return order.person.is_surely(key.named)


def changes_key(intent: Intent, key: KnownKey | None) -> bool:
    """Whether an order is surely a change of the key that its card has. key: the one that is known of the card."""
    if not isinstance(intent, Order) or key is None or key.identification != intent.credential:
        return False
    return is_for_owner(intent, key)


def conflict_before(intent: Intent, key: KnownKey | None, *, sent_before: bool = False) -> Settlement | None:
    """The conflict that is seen before anything is sent; None where nothing is in the way.

    sent_before: a first try may have arrived, so that the owner's key may have been changed by it.
    """
    owner = owner_of(key)
    if key is None or isinstance(intent, Removal):
        return None
    if isinstance(intent, Change):
        if intent.person.may_be(key.owner):
            return None
        problem = key_of_another(intent.person, key.owner, overwritten=sent_before)
    elif is_for_owner(intent, key):
        return None
    elif owner is None:
        if sent_before:
            # It may be what the first try has made: the answer to the same once more tells whose it is.
            return None
        problem = taken_by_nobody_named(intent.person)
    else:
        problem = taken(intent.person, owner, overwritten=sent_before)
    return Settlement(State.CONFLICT, problem=problem, owner=owner, overwritten=sent_before)


def conflict_with_tries(intent: Intent, tried_for: Sequence[Person]) -> Settlement | None:
    """The conflict with requests for the same card, for somebody else, of which nobody knows what became; else None.

    tried_for: whom they were for. The card may have been theirs ever since.
    """
    if not isinstance(intent, Order) or intent.person == NOBODY_NAMED:
        return None
    other = next((one for one in tried_for if not intent.person.is_surely(one)), None)
    return Settlement(State.CONFLICT, problem=tried_for_another(intent.person, other), owner=other) if other else None
