"""What keeps an act on a key from being done as it stands in the form, and what is to be looked at once more before."""

from collections.abc import Sequence
from dataclasses import replace

from enroll_app.domain.draft import check_pin
from enroll_app.domain.dual import SECOND_SIDE_MISSING
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Operation, Purpose, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.validity import Validity
from enroll_app.services.key_acts import BUILD_ON_IT, PURPOSES, Act, Meant, named, owner_of_key
from enroll_app.services.key_waiting import of_purpose
from enroll_app.services.keys import lacking, same_card
from enroll_app.services.own_key import own_key_problems


def problems(meant: Meant) -> tuple[Problem, ...]:
    """What keeps an act from being done, each at its field."""
    checks = {Act.PIN: _pin, Act.VALIDITY: _validity, Act.LEVELS: _levels, Act.REPLACE: _replacing}
    check = checks.get(meant.act)
    return (*waits_already(meant.act, meant.waiting), *(check(meant) if check else ()))


def waits_already(act: Act, waiting: Sequence[Operation]) -> Sequence[Problem]:
    """What is in the outbox already, and in the way of this.

    The same done twice would make a second card somebody's, or end a key anew; what is changed behind a removal is
    changed in vain; and of what waits for a person nobody knows whether it will be.
    """
    row = of_purpose(PURPOSES[act], waiting) if act in PURPOSES else None
    if row is not None:
        return [replace(_WAITS, facts={"number": row.number})]
    leaving = next((one for one in waiting if one.waiting and isinstance(one.intent, Removal)), None)
    # A lost card whose replacement waits can be blocked, or its key removed, at once.
    lost = leaving is not None and leaving.purpose is Purpose.REPLACE
    if leaving is not None and act is not Act.REMOVE and not (lost and act is Act.BLOCK):
        return [replace(_LEAVES, facts={"number": leaving.number})]
    unsure = next((one for one in waiting if one.needs_somebody and isinstance(one.intent, Change)), None)
    if unsure is not None and act in BUILD_ON_IT:
        return [replace(_UNSURE, facts={"number": unsure.number})]
    return []


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
        validity = meant.new_validity if meant.draft.valid_to.strip() else None
        levels = meant.replaced_levels
    except InvalidInputError as error:
        found += error.problems
    # What was typed and is wrong is not said to be missing as well.
    wrong = {one.field for one in found}
    old = replace(meant.key, owner=owner)
    found += [one for one in lacking(old, meant.now, validity, levels) if one.field not in wrong]
    card = _new_card(meant, owner)
    if not card and not found:
        found += own_key_problems(meant.new_order, meant.own_key)
    return [*card, *found]


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
    """What breaks no rule and is to be looked at once more: what is odd about the new card, or taken away by a date."""
    if meant.act is Act.VALIDITY:
        return () if problems(meant) or not meant.shortens else (_SHORTENS,)
    if meant.act is not Act.REPLACE or meant.new is None:
        return ()
    old, new = meant.key.identification, meant.new.identification
    two_sides = meant.dual or (old is not None and len(old.parts) > 1)
    one_side = two_sides and new is not None and len(new.parts) == 1 and not meant.new_known.composite
    missing = (SECOND_SIDE_MISSING,) if one_side else ()
    return (*missing, *meant.new.verdict.warnings, *meant.new_known.cautions())


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
KEY_GONE = Problem(
    "key-gone",
    "The service does not have this key any more: it was removed elsewhere.",
    "Go back; nothing of it can be changed.",
)
"""What keeps every act from being done once the service has said so."""
_LEAVES = Problem(
    "key-is-leaving",
    "The removal of this key is in the outbox, as number {number}, and not done yet.",
    "Wait until it is, or take it out of the outbox first.",
)
_UNSURE = Problem(
    "waits-for-somebody",
    "Number {number} in the outbox is about this key and waits for a person: what the key will have is not known.",
    "Settle it in the outbox first.",
)
_SHORTENS = Problem(
    "validity-shortened",
    "That takes access away: for some of the time in which the card opens doors so far, it will not.",
    field="valid_to",
)
_NO_NEW_CARD = Problem("no-new-card", "No new card was read yet.", "Hold the new card to the reader.", field="card")
_TAKEN = Problem("card-of-somebody-else", "This card already belongs to {owner}.", "Take another card.", field="card")
_TAKEN_BY_SOMEBODY = Problem(
    "card-of-somebody-else",
    "This card already has a key; whose it is, is not known here.",
    "Take another.",
    field="card",
)
