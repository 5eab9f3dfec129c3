"""What a tap does where a key is in hand, or is to come into it."""

from enum import Enum, auto

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.known_keys import KnownKey
from enroll_app.services.steps import Step
from enroll_app.services.wizard import Wizard


class Took(Enum):
    """What a tap did where a key is in hand."""

    SAME = auto()  # the card of the key in hand
    NEW = auto()  # the new card in the place of a lost one
    REFUSED = auto()  # the new card, as was found out after it was taken, cannot be that
    OTHER = auto()  # another card, while something was typed; see `KeyInHand.other`
    IGNORED = auto()  # something is under way, or waits to be read
    LEFT = auto()  # nothing would be lost: the next card is on


def opens_key(wizard: Wizard, known: Acquaintance) -> KnownKey | None:
    """The key that a freshly tapped card is to open; None where the enrollment goes on.

    Whoever has typed something, or is about to hand a card over, is not interrupted.
    """
    draft = wizard.draft
    typed = draft.first_name or draft.last_name or draft.person_id or (isinstance(draft.pin, str) and draft.pin)
    held = typed or wizard.other is not None or wizard.hand_over_from is not None
    begun = wizard.step in (Step.CARD, Step.PERSON, Step.FORM)
    return known.key if begun and not held else None
