"""What keeps a step of the wizard from being gone on from, and what is to be said before a key is created."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft, cautions, faults
from enroll_app.domain.dual import SECOND_SIDE_MISSING
from enroll_app.domain.enrollment import Order
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel, find_levels
from enroll_app.domain.person import Person
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.tap import Tap
from enroll_app.services.conflicts import owner_of
from enroll_app.services.people import KnownPerson, namesakes
from enroll_app.services.steps import Step

_PERSON = ("first_name", "last_name", "person_id")
_PIN = ("pin",)
_ACCESS = ("valid_from", "valid_to", "levels")
_FIELDS = {
    Step.CARD: ("card",),
    Step.PERSON: _PERSON,
    Step.PIN: _PIN,
    Step.ACCESS: _ACCESS,
    Step.FORM: (*_PERSON, *_PIN, *_ACCESS),
}

OTHER_WAITING = Problem(
    "other-card-waiting",
    "Another card was tapped in the middle.",
    "Say first which of the two cards it is.",
    field="other",
)
_NO_NAME = Problem("no-name", "The person has no name yet.", "Type a first or a last name.", field="first_name")
_ENDED = Problem(
    "card-key-ended",
    "The key of this card has ended on {end}, and an end that is left out stays: the card would open nothing.",
    "Say until when it is to be valid.",
    field="valid_to",
)
PIN_NOT_KEPT = Problem(
    "pin-not-kept",
    "There was a PIN when this enrollment was begun; a PIN is never kept.",
    "Give it again, unless the card needs none.",
    field="pin",
)


WHOSE_UNKNOWN = Problem(
    "whose-card-unknown",
    "Whose card this is could not be looked up.",
    "Go on once more: it is asked again first.",
    field="card",
)
KEY_GONE = "key-gone"
"""The code of the caution that the key which the card had is gone at the service."""


_NOT_LISTED = Problem(
    "levels-not-listed",
    "The service has listed no access levels yet: what was chosen cannot be checked.",
    "Ask again, or take away what was chosen.",
    field="levels",
)


LEVELS_VANISHED = "levels-vanished"
"""The code of the caution that levels which were chosen are left out."""


def problems_of(
    step: Step,
    draft: Draft,
    levels: Sequence[AccessLevel],
    zone: tzinfo,
    *,
    listed: bool = True,
    ended: datetime | None = None,
) -> tuple[Problem, ...]:
    """What is wrong with what a step asks for.

    levels: those that the service offers, as far as the draft may mean them. listed: any are known at all. ended: when
    the key has ended that the card's owner keeps; None for one that opens doors, and for a new one.
    """
    found = [one for one in faults(draft, zone) if one.field in _FIELDS.get(step, ())]
    named = draft.first_name.strip() or draft.last_name.strip() or draft.person_id.strip()
    if step in (Step.PERSON, Step.FORM) and not named:
        found.append(_NO_NAME)
    if step in (Step.ACCESS, Step.FORM) and ended is not None and not draft.valid_to.strip():
        found.append(replace(_ENDED, facts={"end": f"{ended:%Y-%m-%d %H:%M} UTC"}))
    if step in (Step.ACCESS, Step.FORM) and draft.levels and not listed:
        found.append(_NOT_LISTED)
    elif step in (Step.ACCESS, Step.FORM):
        try:
            find_levels(draft.levels, levels)
        except InvalidInputError as error:
            found += error.problems
    return tuple(found)


def card_cautions(tap: Tap | None, acquaintance: Acquaintance, *, dual: bool) -> Iterator[Problem]:
    """What is to be said of the card. dual: the cards of this site have two technologies."""
    if tap:
        yield from tap.verdict.warnings
    yield from acquaintance.cautions()
    if dual and tap and tap.other_side is None and not acquaintance.composite:
        yield SECOND_SIDE_MISSING


def owner_cautions(order: Order, owner: Person | None, handed_over: KnownKey | None) -> Iterator[Problem]:
    """What is to be said of whose the card is. handed_over: the key that is to give way; None for none."""
    holder = owner_of(handed_over) if handed_over else owner
    if handed_over is not None:
        if holder and order.person.is_surely(holder):
            yield Problem(
                "hand-over-to-owner",
                "The card is {owner}'s already: the key is changed, and nothing changes hands.",
                "",
                {"owner": _called(holder)},
                "card",
            )
        elif holder:
            yield Problem(
                "hand-over",
                "The card changes hands: the key of {owner} is removed, then {person} gets a new one.",
                "Until the doors have heard of it, the card opens nothing.",
                {"owner": _called(holder), "person": _called(order.person)},
                "card",
            )
        else:
            yield Problem(
                "hand-over-of-unnamed",
                "The card changes hands: the key that it has is removed, then {person} gets a new one.",
                "Until the doors have heard of it, the card opens nothing.",
                {"person": _called(order.person)},
                "card",
            )
    elif holder and not order.person.is_surely(holder):
        yield Problem(
            "card-of-somebody-else",
            "This card already belongs to {owner}.",
            "Take another card, unless it is for the same person.",
            {"owner": _called(holder)},
            "card",
        )


def gone_cautions(order: Order) -> Iterator[Problem]:
    """What is to be said where the service has the key no more that the card had."""
    yield Problem(
        KEY_GONE,
        "The service has the key of this card no more: {person} gets a new one.",
        "",
        {"person": _called(order.person)},
        "card",
    )


def namesake_cautions(order: Order, met: Sequence[KnownPerson], owner: Person | None) -> Iterator[Problem]:
    """What is to be said of a new person who has the name of a known one. owner: who has the card now."""
    if order.person.person_id is None and not (owner and order.person.is_surely(owner)):
        for known in namesakes(met, order.person)[:1]:
            yield Problem(
                "namesake",
                "{name} is known here already; a new person of the same name is made.",
                "If it is the same person, pick them by their name first.",
                {"name": _called(known.person)},
                "first_name",
            )


def vanished_cautions(count: int, names: Sequence[str], ambiguous: Sequence[str]) -> Iterator[Problem]:
    """What is to be said of levels that were chosen and are left out: so many that are not offered any more.

    names: what those were called, as far as that is known. ambiguous: levels that share a name that was given.
    """
    if ambiguous:
        cause = "A level was chosen by a name that several have, and left out: {names}."
        facts = {"names": ", ".join(ambiguous)}
        yield Problem(LEVELS_VANISHED, cause, "Choose the one that is meant.", facts, "levels")
    remedy = "Look whether the others do, or choose anew."
    if names:
        cause = "What was chosen is not offered any more, and left out: {names}."
        yield Problem(LEVELS_VANISHED, cause, remedy, {"names": ", ".join(names)}, "levels")
    elif count:
        cause = "Access levels that were chosen are not offered any more, and left out."
        yield Problem(LEVELS_VANISHED, cause, remedy, field="levels")


def order_cautions(order: Order, now: datetime, *, pin_lost: bool) -> Iterator[Problem]:
    """What breaks no rule but is seldom meant. pin_lost: a PIN was given once, and could not be kept."""
    yield from cautions(order, now)
    if pin_lost:
        yield PIN_NOT_KEPT


def _called(person: Person) -> str:
    return person.full_name or str(person.person_id)
