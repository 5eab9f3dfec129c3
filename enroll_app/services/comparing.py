"""What the service answered, held against what was meant: whether it is done, somebody else's, or not to be believed.

On an update the service takes no notice of `person` (IntServ Access API, `/accesskeys/add`), so that only comparing
tells whose key was changed. What decides, in this order: the ids that this station knew before, then both names. After
an answer that was lost, a repeat can be confirmed by name only, as the first try of a card that nobody knows.
"""

from collections.abc import Mapping
from dataclasses import replace

from enroll_app.domain import fact_words
from enroll_app.domain.enrollment import NOBODY_NAMED, Code, KeyRecord, Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Intent, Purpose, Removal, Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.problems import Problem

TRIED_FOR_ANOTHER = "card-tried-for-another"
"""The code of the problem of a card that was sent for somebody else before, without an answer."""
KEY_WAS_THERE = "key-was-there"
"""The code of the problem of an order without an end that was answered with one: the card's key was there before."""


def compared(intent: Intent, record: KeyRecord | None, known: KnownKey | None, purpose: Purpose) -> Settlement:
    """What an answer amounts to. known: the card's key as this station knew it before it sent anything.

    State UNKNOWN, without waiting times, where the answer is not about what was asked.
    """
    if record is None or isinstance(intent, Removal):
        missing = record is None and not isinstance(intent, Removal)
        return Settlement(State.UNKNOWN, problem=_NO_KEY) if missing else Settlement(State.ACCEPTED, record)
    strange = _not_ours(intent, record)
    if strange:
        return Settlement(State.UNKNOWN, problem=strange)
    other = _whose_else(intent, record, known)
    if other is not None:
        # The probe carries nothing but the card and the person: whose key it hit was told, not changed.
        overwritten = purpose is not Purpose.PROBE
        problem = taken(intent.person, other, overwritten=overwritten, code=isinstance(intent.credential, Code))
        if not overwritten:
            problem = _reworded(problem, _ONLY_ASKED)
        return Settlement(State.CONFLICT, record, problem, other, overwritten)
    unlike = _unlike(intent, record)
    if unlike is None and known is not None and isinstance(intent, Order) and known.key_id != record.key_id:
        unlike = _made_anew(intent.person)
    if unlike is None and purpose is not Purpose.PROBE:
        unlike = _was_there(intent, record, known)
    return Settlement(State.ACCEPTED, record, unlike)


def _not_ours(intent: Order | Change, record: KeyRecord) -> Problem | None:
    """Why an answer is not about what was asked. Done is only what says which card, or which key, it is about."""
    if isinstance(intent, Change) and intent.key_id and record.key_id != intent.key_id:
        return Problem(
            "answer-other-key",
            "The service answered about another key ({answered}) than the one that was to be changed.",
            "Check the key in the access-control system.",
            {"answered": str(record.key_id)},
        )
    card = intent.credential
    if not isinstance(card, Identification):
        return None
    if record.credential is None:
        # Named by its id, the key is the right one whether or not the answer names its card.
        return _card_not_named(record.identification) if isinstance(intent, Order) else None
    if record.credential != card:
        return Problem(
            "answer-other-card",
            "The service answered about another card (“{answered}”) than the one that was sent.",
            "Check in the access-control system whether the key was created for the right card.",
            {"answered": record.identification[:60] if not isinstance(record.credential, Code) else "****"},
        )
    return None


def _whose_else(intent: Order | Change, record: KeyRecord, known: KnownKey | None) -> Person | None:
    """Whose key was hit, where it is not the one that was meant."""
    answered = record.person or NOBODY_NAMED
    if not intent.person.may_be(answered):
        return answered
    if known is None:
        return None
    ids = known.owner.person_id, answered.person_id
    if isinstance(intent, Order) and known.key_id != record.key_id and intent.person.is_surely(answered):
        # What this station knew was removed elsewhere, and a key for who was meant was made anew.
        return None if all(ids) else answered
    if all(ids):
        return answered if ids[0] != ids[1] else None
    if isinstance(intent, Order) and known.key_id != record.key_id:
        return answered
    return answered if not known.owner.may_be(answered) else None


def _unlike(intent: Order | Change, record: KeyRecord) -> Problem | None:
    """In what the key that the service says it has is not the one that was meant; only what both name is compared."""
    meant, nobody = intent.validity, record.person in (None, NOBODY_NAMED)
    unnamed = nobody and isinstance(intent, Order) and intent.person != NOBODY_NAMED
    differing = [
        name
        for name, differs in (
            (fact_words.START, meant.start and record.valid_from and meant.start != record.valid_from),
            (fact_words.END, meant.end and record.valid_to and meant.end != record.valid_to),
            (fact_words.LEVELS, _other_levels(intent, record)),
            (fact_words.UNNAMED, unnamed),
        )
        if differs
    ]
    if not differing:
        return None
    if unnamed and len(differing) == 1:
        return Problem(
            "answer-names-nobody",
            "The service created the key, but its answer does not say whose it is.",
            "Check in the access-control system whether the key is {meant}'s.",
            {"meant": called(intent.person)},
        )
    return Problem(
        "answer-differs",
        "The service created the key, but what it answered is not what was meant: {what}."
        if isinstance(intent, Order)
        else "The service changed the key, but what it answered is not what was meant: {what}.",
        "Check the key in the access-control system.",
        {"what": ", ".join(differing)},
    )


def _was_there(intent: Order | Change, record: KeyRecord, known: KnownKey | None) -> Problem | None:
    """An order without an end is answered with one that this station did not know of: the card had a key elsewhere.

    The service keeps what an update leaves out (IntServ Access API, `/accesskeys/add`), and says nothing of the PIN.
    """
    end = record.valid_to
    if not isinstance(intent, Order) or intent.validity.end or end is None:
        return None
    if known is not None and known.key_id == record.key_id and known.validity.end == end:
        return None
    return Problem(
        KEY_WAS_THERE,
        "The card had a key already, which this station did not know so: no end was ordered, and it ends on {end}.",
        "Say until when it is to be valid. A PIN that it had and that was not ordered anew stays too.",
        {"end": f"{end:%Y-%m-%d %H:%M} UTC"},
    )


def _made_anew(meant: Person) -> Problem:
    return Problem(
        "key-made-anew",
        "The key that this station knew of this card is gone, and the service made a new one for {meant}.",
        "Look at its access levels: what the old key had, and was not ordered now, the new one does not have.",
        {"meant": called(meant)},
    )


def _other_levels(intent: Order | Change, record: KeyRecord) -> bool:
    """An order without levels asks for none in particular; a change to none takes every one away."""
    meant = intent.levels if intent.levels or isinstance(intent, Change) else None
    return meant is not None and record.levels is not None and set(meant) != set(record.levels)


_NO_KEY = Problem(
    "answer-names-no-key",
    "The service answered without naming a key.",
    "Check in the access-control system whether the key is as it was meant.",
)


def _card_not_named(answered: str) -> Problem:
    remedy = "Check in the access-control system whether the key was created for the right card."
    if not answered.strip():
        return Problem("answer-names-no-card", "The service answered without naming the card.", remedy)
    return Problem(
        "answer-names-no-card",
        "The service answered without naming the card in a way that can be understood (“{answered}”).",
        remedy,
        {"answered": answered[:60]},
    )


def called(person: Person) -> str:
    """A person's name for the eye, or the id where there is none, or that nobody was named."""
    return person.full_name or (str(person.person_id) if person.person_id else fact_words.NOBODY)


def taken(meant: Person, owner: Person, *, overwritten: bool, code: bool = False) -> Problem:
    """A card, or a code, that belongs to somebody else, before it was sent or after, in the words for it."""
    problem = _card_taken(meant, owner, overwritten=overwritten)
    return _reworded(problem, _OF_A_CODE) if code else problem


# Whole sentences, for a face that translates them: what is said of a card, as it is said of a code.
_OF_A_CODE = {
    "This card already belongs to {owner}, not to {meant}.": "This code already belongs to {owner}, not to {meant}.",
    "This card already belongs to {owner}, and has another key than this station knew.": (
        "This code already belongs to {owner}, and has another key than this station knew."
    ),
    "This card already belongs to {owner}, and it is not sure that this is {meant}; nothing was sent.": (
        "This code already belongs to {owner}, and it is not sure that this is {meant}; nothing was sent."
    ),
    "This card already belongs to {owner}, not to {meant}; nothing was sent.": (
        "This code already belongs to {owner}, not to {meant}; nothing was sent."
    ),
    "Do not hand the card out. Give {meant} another card, and tell {owner} that the PIN must be set anew.": (
        "Do not tell the code to anybody. Give {meant} another code, and tell {owner} that the PIN must be set anew."
    ),
    "Give the first and the last name in full, or give {meant} another card.": (
        "Give the first and the last name in full, or give {meant} another code."
    ),
    "Give {meant} another card.": "Give {meant} another code.",
}
# The same where the service was asked whose it is, and nothing else.
_ONLY_ASKED = {
    "This card already belongs to {owner}, and it is not sure that this is {meant}; nothing was sent.": (
        "This card already belongs to {owner}, and it is not sure that this is {meant}; nothing of it was changed."
    ),
    "This card already belongs to {owner}, not to {meant}; nothing was sent.": (
        "This card already belongs to {owner}, not to {meant}; nothing of it was changed."
    ),
}


def _reworded(problem: Problem, words: Mapping[str, str]) -> Problem:
    cause, remedy = problem.cause, problem.remedy
    for one, other in words.items():
        cause, remedy = cause.replace(one, other), remedy.replace(one, other)
    return replace(problem, cause=cause, remedy=remedy)


def _card_taken(meant: Person, owner: Person, *, overwritten: bool) -> Problem:
    facts = {"owner": called(owner), "meant": called(meant)}
    if overwritten:
        cause = (
            "This card already belongs to {owner}, not to {meant}."
            if not meant.may_be(owner)
            else "This card already belongs to {owner}, and has another key than this station knew."
        )
        return Problem(
            "card-taken-overwritten",
            f"{cause} The PIN and access of {{owner}} may just have been changed.",
            "Do not hand the card out. Give {meant} another card, and tell {owner} that the PIN must be set anew.",
            facts,
        )
    if meant.may_be(owner):
        return Problem(
            "card-taken-perhaps",
            "This card already belongs to {owner}, and it is not sure that this is {meant}; nothing was sent.",
            "Give the first and the last name in full, or give {meant} another card.",
            facts,
        )
    return Problem(
        "card-taken",
        "This card already belongs to {owner}, not to {meant}; nothing was sent.",
        "Give {meant} another card.",
        facts,
    )


def taken_by_nobody_named(meant: Person) -> Problem:
    """A card that has a key, without a word of whose it is, before anything was sent."""
    return Problem(
        "card-taken-unnamed",
        "This card has a key already, and it is not known whether it is {meant}'s; nothing was sent.",
        "Look in the access-control system whose card it is; then keep that key, hand the card over, or give {meant} "
        "another card.",
        {"meant": called(meant)},
    )


def tried_for_another(meant: Person, other: Person) -> Problem:
    """A card that was sent before, without an answer, and not surely for the same person."""
    may_be = "so that it may be {owner}'s and not {meant}'s"
    if other == NOBODY_NAMED:
        may_be = "so that it may be anybody's"
    elif called(other) == called(meant):
        may_be = "and it is not sure that this is the same {meant}"
    return Problem(
        TRIED_FOR_ANOTHER,
        f"This card was sent for {{owner}} before, and no answer came, {may_be}; nothing was sent for {{meant}}.",
        "Look in the access-control system whose card it is; then hand it over, or give {meant} another card.",
        {"owner": called(other), "meant": called(meant)},
    )


def key_of_another(meant: Person, owner: Person, *, overwritten: bool) -> Problem:
    """A key that was to be changed for somebody whose it is not. overwritten: a first try may have changed it."""
    facts = {"owner": called(owner), "meant": called(meant)}
    if overwritten:
        return Problem(
            "key-of-another-overwritten",
            "The key that was to be changed is {owner}'s, not {meant}'s, and an earlier try may have changed it.",
            "Look in the access-control system at the key of {owner}, and tell {owner} if the PIN must be set anew.",
            facts,
        )
    return Problem(
        "key-of-another",
        "The key that was to be changed is {owner}'s, not {meant}'s; nothing was sent.",
        "Take this out of the outbox, and look up whose key is to be changed.",
        facts,
    )
