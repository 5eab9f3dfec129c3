"""What can be done with a key that exists, as it stands in a form; `key_checks` looks at it, `key_work` does it.

Everything here is a function of the key, of what was typed, and of the clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from enum import Enum, auto
from uuid import UUID

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft, check_pin, check_validity
from enroll_app.domain.enrollment import NOBODY_NAMED, Order
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel, find_levels
from enroll_app.domain.operations import Operation, Purpose
from enroll_app.domain.person import Person, parse_person_id
from enroll_app.domain.tap import Tap
from enroll_app.domain.validity import Validity
from enroll_app.services.own_key import over_own


class Act(Enum):
    """What can be done with a key."""

    PIN = auto()
    VALIDITY = auto()
    LEVELS = auto()
    REPLACE = auto()
    HAND_OVER = auto()
    BLOCK = auto()
    REMOVE = auto()


DANGEROUS = frozenset({Act.REPLACE, Act.BLOCK, Act.REMOVE})
"""Those after which a card does not open what it opened before: nobody is to begin them by pressing Enter once."""
BUILD_ON_IT = frozenset({Act.VALIDITY, Act.LEVELS, Act.REPLACE})
"""Those that begin with what the key has: with what it may come to have, nobody can begin."""
PURPOSES = {Act.BLOCK: Purpose.BLOCK, Act.REMOVE: Purpose.REMOVE, Act.REPLACE: Purpose.REPLACE}
"""Those that are not begun a second time while the first one waits, and what they are in the outbox."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One act as it stands in the form.

    key: as it will be once what waits for it is done (`truth.with_waiting`). dual: the site's cards have two sides.
    levels: those that the service offers; none where they were not heard of yet. new, new_known: the card that goes in
    the place of a lost one, and what is known of it. waiting: what the outbox has of this key without an answer.
    former_names: what levels were called that are not offered any more, as far as that is known.
    """

    act: Act
    key: KnownKey
    draft: Draft
    levels: tuple[AccessLevel, ...]
    zone: tzinfo
    now: datetime
    new: Tap | None = None
    new_known: Acquaintance = field(default_factory=Acquaintance)
    waiting: tuple[Operation, ...] = ()
    former_names: Mapping[UUID, str] = field(default_factory=dict)
    dual: bool = False

    @property
    def validity(self) -> Validity:
        """The dates that were typed. Raises InvalidInputError."""
        return check_validity(self.draft, self.zone)

    @property
    def level_ids(self) -> tuple[UUID, ...]:
        """The levels that were chosen, in their order. Those that the key has are its own, offered or not.

        Raises InvalidInputError for any other that the service does not offer.
        """
        own = {str(one): one for one in self.key.levels or ()}
        others = [one for one in dict.fromkeys(self.draft.levels) if one not in own]
        found = dict(zip(others, find_levels(others, self.levels), strict=True))
        return tuple(own[one] if one in own else found[one].level_id for one in self.draft.levels)

    @property
    def replaced_levels(self) -> tuple[UUID, ...] | None:
        """The levels of a new card: those of the old one, and only where nobody knows these, the chosen ones.

        None where neither are known. Raises InvalidInputError.
        """
        return self.key.levels if self.key.levels is not None else self.level_ids or None

    @property
    def takes_away(self) -> bool:
        """Whether the card opens less, or nothing, by it: nobody is to do that by pressing Enter once."""
        if self.act is Act.LEVELS:
            return not self.draft.levels
        if self.act is Act.VALIDITY:
            end = self.validity.end
            return (end is not None and end <= self.now) or self.shortens
        return self.act in DANGEROUS

    @property
    def shortens(self) -> bool:
        """Whether a key that is valid now or later ends sooner, or begins later, by the dates that were typed."""
        before, wanted = self.key.validity, self.validity
        if self.act is not Act.VALIDITY or self.ended:
            return False
        sooner = wanted.end is not None and (before.end is None or wanted.end < before.end)
        start = wanted.start
        return sooner or (start is not None and start > self.now and (before.start is None or start > before.start))

    @property
    def own_key(self) -> KnownKey | None:
        """The key that the new card itself has already; not that of a card of which it is one side."""
        own = self.new_known.key
        return own if own is not None and self.new and own.identification == self.new.identification else None

    @property
    def new_order(self) -> Order:
        """What the new card is to get, as `Keys.replace` orders it. Raises InvalidInputError."""
        assert self.new is not None
        assert self.new.identification is not None
        order = Order(
            self.new.identification,
            self.owner,
            check_pin(self.draft),
            self.new_validity or self.key.validity,
            self.replaced_levels or (),
        )
        return over_own(order, self.own_key, self.now)

    @property
    def new_validity(self) -> Validity | None:
        """When the new card is to be valid; None for as the old one is. Raises InvalidInputError."""
        typed = self.validity
        if typed == Validity():
            return None
        # One that has ended begins with its new card; of another one, what is left out stays.
        before = Validity() if self.ended else self.key.validity
        return Validity(typed.start or before.start, typed.end or before.end)

    @property
    def owner(self) -> Person:
        """Whose key it is, with the id that was typed where none is known. Raises InvalidInputError."""
        owner = owner_of_key(self.key)
        if owner.person_id is None and self.draft.person_id.strip():
            return replace(owner, person_id=parse_person_id(self.draft.person_id))
        return owner

    @property
    def ended(self) -> bool:
        """Whether the key opens nothing any more."""
        return has_ended(self.key, self.now)


def owner_of_key(key: KnownKey) -> Person:
    """Whose key it is: as the service said, else as it was enrolled here."""
    return key.owner if key.owner != NOBODY_NAMED else key.named


def has_ended(key: KnownKey, now: datetime) -> bool:
    """Whether a key opens nothing any more."""
    return key.validity.end is not None and key.validity.end <= now


def own_levels(key: KnownKey) -> tuple[str, ...]:
    """The levels of a key as a draft has them: all of them, offered or not, for nobody has taken one away."""
    return tuple(str(one) for one in key.levels or ())


def unoffered(key: KnownKey, levels: Sequence[AccessLevel]) -> tuple[UUID, ...]:
    """The levels of a key that the service does not list; none while nothing was heard of its list."""
    offered = {one.level_id for one in levels}
    return tuple(one for one in key.levels or () if one not in offered) if levels else ()


def holder_name(key: KnownKey) -> str:
    """Whose key it is, as one is called at this desk; the id where no name is known, empty where that is not either.

    As it was typed here, unless the service names another person: a name that is left out, it makes up.
    """
    told = owner_of_key(key)
    return key.named.full_name if key.named.full_name and key.named.may_be(told) else named(told)


def named(person: Person) -> str:
    """A person as one is called, or the id; empty where neither is known."""
    return person.full_name or str(person.person_id or "")
