"""What can be done with a key that exists: what is wrong with what was typed for it, and what does it.

Everything here is a function of the key, of what was typed, and of the clock.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from enum import Enum, auto
from uuid import UUID

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft, check_pin, check_validity
from enroll_app.domain.enrollment import NOBODY_NAMED
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel, find_levels
from enroll_app.domain.operations import Change, Outcome, Removal
from enroll_app.domain.person import Person, parse_person_id
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.tap import Tap
from enroll_app.domain.validity import Validity
from enroll_app.services.keys import lacking, same_card
from enroll_app.services.station import Station

Work = Callable[[Station], tuple[Outcome, ...]]


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


@dataclass(frozen=True, slots=True)
class Meant:
    """One act as it stands in the form. new: the card that goes in the place of a lost one, and what is known of it."""

    act: Act
    key: KnownKey
    draft: Draft
    levels: tuple[AccessLevel, ...]
    zone: tzinfo
    now: datetime
    new: Tap | None = None
    new_known: Acquaintance = field(default_factory=Acquaintance)

    @property
    def validity(self) -> Validity:
        """The dates that were typed. Raises InvalidInputError."""
        return check_validity(self.draft, self.zone)

    @property
    def level_ids(self) -> tuple[UUID, ...]:
        """The levels that were chosen. Raises InvalidInputError."""
        return tuple(one.level_id for one in find_levels(self.draft.levels, self.levels))

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


def problems(meant: Meant) -> tuple[Problem, ...]:
    """What keeps an act from being done, each at its field."""
    checks = {Act.PIN: _pin, Act.VALIDITY: _validity, Act.LEVELS: _levels, Act.REPLACE: _replacing}
    check = checks.get(meant.act)
    return tuple(check(meant)) if check else ()


def _pin(meant: Meant) -> Sequence[Problem]:
    if meant.act is Act.PIN and meant.draft.pin is PinRule.LEAVE:
        return [_SAME_PIN]
    try:
        check_pin(meant.draft)
    except InvalidInputError as error:
        return error.problems
    return ()


def _validity(meant: Meant) -> Sequence[Problem]:
    try:
        wanted = meant.validity
        if wanted == Validity():
            return [_NO_DATE]
        merged(meant.key, wanted)
    except InvalidInputError as error:
        return error.problems
    return ()


def merged(key: KnownKey, wanted: Validity) -> Validity:
    """The key's validity with the dates that are given. Raises InvalidInputError where the end is before the start."""
    return Validity(wanted.start or key.validity.start, wanted.end or key.validity.end)


def _levels(meant: Meant) -> Sequence[Problem]:
    try:
        chosen = meant.level_ids
    except InvalidInputError as error:
        return error.problems
    return [_SAME_LEVELS] if meant.key.levels is not None and set(chosen) == set(meant.key.levels) else []


def _replacing(meant: Meant) -> Sequence[Problem]:
    found: list[Problem] = [*_pin(meant)]
    owner, validity, levels = owner_of_key(meant.key), None, None
    try:
        owner = meant.owner
        validity = meant.validity if meant.draft.valid_to.strip() else None
        levels = meant.level_ids or None
    except InvalidInputError as error:
        found += error.problems
    # What was typed and is wrong is not said to be missing as well.
    wrong = {one.field for one in found}
    old = replace(meant.key, owner=owner)
    found += [one for one in lacking(old, meant.now, validity, levels) if one.field not in wrong]
    return [*_new_card(meant, owner), *found]


def _new_card(meant: Meant, owner: Person) -> Sequence[Problem]:
    new, known = meant.new, meant.new_known
    if new is None:
        return [_NO_NEW_CARD]
    if new.verdict.refused:
        return [replace(new.verdict.refused, field="card")]
    if same_card(meant.key, new.identification):
        return same_card(meant.key, new.identification)
    if known.key is not None and known.owner is None:
        return [_TAKEN_BY_SOMEBODY]
    if known.owner is not None and not owner.is_surely(known.owner):
        return [replace(_TAKEN, facts={"owner": named(known.owner)})]
    return ()


def cautions(meant: Meant) -> tuple[Problem, ...]:
    """What breaks no rule and is to be looked at once more: what is odd about the new card."""
    if meant.act is not Act.REPLACE or meant.new is None:
        return ()
    return (*meant.new.verdict.warnings, *meant.new_known.cautions())


def offered_levels(key: KnownKey, levels: Sequence[AccessLevel]) -> tuple[str, ...]:
    """The levels of a key that the service still lists, as a draft has them."""
    offered = {one.level_id for one in levels}
    return tuple(str(one) for one in key.levels or () if one in offered)


def work_of(meant: Meant, reader: str = "") -> Work:
    """What does an act that `problems` finds nothing wrong with; it blocks, and raises as `Keys` does."""
    key = meant.key
    if meant.act is Act.BLOCK:
        return lambda station: (station.keys.block(key, reader),)
    if meant.act is Act.REMOVE:
        removal = Removal(key.key_id, key.identification, owner_of_key(key))
        return lambda station: (station.keys.remove(removal, reader),)
    if meant.act is Act.REPLACE:
        return _replacement(meant, reader)
    change = Change(key.key_id, key.identification, key.owner)
    if meant.act is Act.PIN:
        change = replace(change, pin=check_pin(meant.draft))
    elif meant.act is Act.VALIDITY:
        change = replace(change, validity=meant.validity)
    else:
        change = replace(change, levels=meant.level_ids)
    return lambda station: (station.keys.change(change, reader=reader),)


def _replacement(meant: Meant, reader: str) -> Work:
    assert meant.new is not None
    assert meant.new.identification is not None
    card, pin = meant.new.identification, check_pin(meant.draft)
    old = replace(meant.key, owner=meant.owner)
    end = meant.validity.end
    # One that has ended begins with its new card; another one's start stays.
    validity = Validity(None if meant.ended else meant.key.validity.start, end) if end else None
    levels = meant.level_ids or meant.key.levels
    return lambda station: station.keys.replace(old, card, pin, reader=reader, validity=validity, levels=levels)


def named(person: Person) -> str:
    """A person as one is called, or the id; empty where neither is known."""
    return person.full_name or str(person.person_id or "")


_NO_DATE = Problem("nothing-to-change", "No other date was given.", "Give a new end, or a new start.", field="valid_to")
_SAME_PIN = Problem("pin-stays", "The PIN stays as it is.", "Type a new one, draw one, or take it away.", field="pin")
_SAME_LEVELS = Problem(
    "nothing-to-change",
    "These are the access levels that the key has.",
    "Choose another one, or leave one out.",
    field="levels",
)
_NO_NEW_CARD = Problem("no-new-card", "No new card was read yet.", "Hold the new card to the reader.", field="card")
_TAKEN = Problem("card-of-somebody-else", "This card already belongs to {owner}.", "Take another card.", field="card")
_TAKEN_BY_SOMEBODY = Problem(
    "card-of-somebody-else",
    "This card already has a key; whose it is, is not known here.",
    "Take another.",
    field="card",
)
