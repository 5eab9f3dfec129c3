"""What can be done with a key that exists, and what is wrong with what was typed for it; `key_work` does it.

Everything here is a function of the key, of what was typed, and of the clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from enum import Enum, auto
from uuid import UUID

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft, check_pin, check_validity
from enroll_app.domain.enrollment import NOBODY_NAMED
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel, find_levels
from enroll_app.domain.operations import Operation, Purpose
from enroll_app.domain.person import Person, parse_person_id
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.tap import Tap
from enroll_app.domain.validity import Validity
from enroll_app.services.key_waiting import of_purpose
from enroll_app.services.keys import lacking, same_card


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
PURPOSES = {Act.BLOCK: Purpose.BLOCK, Act.REMOVE: Purpose.REMOVE, Act.REPLACE: Purpose.REPLACE}
"""Those that are not begun a second time while the first one waits, and what they are in the outbox."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One act as it stands in the form.

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
            return end is not None and end <= self.now
        return self.act in DANGEROUS

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
    return (*waits_already(meant.act, meant.waiting), *(check(meant) if check else ()))


def waits_already(act: Act, waiting: Sequence[Operation]) -> Sequence[Problem]:
    """The same is in the outbox already: done twice, a second card would become somebody's, or a key end anew."""
    row = of_purpose(PURPOSES[act], waiting) if act in PURPOSES else None
    return [replace(_WAITS, facts={"number": row.number})] if row else []


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
    if not meant.levels:
        return [_NO_LEVELS_YET]
    try:
        chosen = meant.level_ids
    except InvalidInputError as error:
        return error.problems
    if meant.key.levels is None:
        return [] if chosen else [_NONE_CHOSEN]
    return [_SAME_LEVELS] if set(chosen) == set(meant.key.levels) else []


def _replacing(meant: Meant) -> Sequence[Problem]:
    found: list[Problem] = [*_pin(meant)]
    owner, validity, levels = owner_of_key(meant.key), None, None
    try:
        owner = meant.owner
        validity = meant.validity if meant.draft.valid_to.strip() else None
        levels = meant.replaced_levels
    except InvalidInputError as error:
        found += error.problems
    # What was typed and is wrong is not said to be missing as well.
    wrong = {one.field for one in found}
    old = replace(meant.key, owner=owner)
    found += [one for one in lacking(old, meant.now, validity, levels) if one.field not in wrong]
    return [*_new_card(meant, owner), *found]


def new_card_problems(meant: Meant) -> Sequence[Problem]:
    """Why the card that was tapped cannot be the new one; none for the first question, whether one was tapped."""
    try:
        return _new_card(meant, meant.owner)
    except InvalidInputError:
        return _new_card(meant, owner_of_key(meant.key))


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


def own_levels(key: KnownKey) -> tuple[str, ...]:
    """The levels of a key as a draft has them: all of them, offered or not, for nobody has taken one away."""
    return tuple(str(one) for one in key.levels or ())


def unoffered(key: KnownKey, levels: Sequence[AccessLevel]) -> tuple[UUID, ...]:
    """The levels of a key that the service does not list; none while nothing was heard of its list."""
    offered = {one.level_id for one in levels}
    return tuple(one for one in key.levels or () if one not in offered) if levels else ()


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
_NO_LEVELS_YET = Problem(
    "levels-not-loaded",
    "The service has not told its access levels yet, so that nothing can be changed.",
    "Wait for them, or go back; the key stays as it is.",
    field="levels",
)
_NONE_CHOSEN = Problem(
    "nothing-to-change",
    "No access level was chosen.",
    "Choose those that the key is to have; if it is to open nothing, block it.",
    field="levels",
)
_WAITS = Problem(
    "waits-already",
    "The same is in the outbox already, as number {number}, and not done yet.",
    "Wait until it is, or take it out of the outbox first.",
)
_NO_NEW_CARD = Problem("no-new-card", "No new card was read yet.", "Hold the new card to the reader.", field="card")
_TAKEN = Problem("card-of-somebody-else", "This card already belongs to {owner}.", "Take another card.", field="card")
_TAKEN_BY_SOMEBODY = Problem(
    "card-of-somebody-else",
    "This card already has a key; whose it is, is not known here.",
    "Take another.",
    field="card",
)
