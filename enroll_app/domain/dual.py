"""Cards with two technologies: two taps that are the two sides of one card.

Source: IntServ Access API, "Identification numbers": the parts of a composite are joined by `|`, EM first in the
vendor's sample, and a composite key needs every technology of the card read before it is sent.
"""

from dataclasses import replace

from enroll_app.domain.cards import Technology
from enroll_app.domain.identification import Identification
from enroll_app.domain.problems import Problem
from enroll_app.domain.tap import Tap
from enroll_app.domain.traps import Verdict

# Within so many seconds of the first side the second one of a card with two technologies is taken for its other side;
# later it is asked. A choice of ours: long enough to turn to the reader beside, too short for the next person's card.
DUAL_MOMENT_S = 5.0
SECOND_SIDE_MISSING = Problem(
    "second-side-missing",
    "The cards of this site have two technologies, and only one side of this one was read.",
    "Tap the other side too; a key for one side alone opens nothing where the doors read the other.",
    field="card",
)


def can_join(one: Tap, other: Tap) -> bool:
    """Whether the two could be the sides of one card: two technologies, each of which the service can spell.

    Sides of the same size are none: the service's composite has one number for each kind of card.
    """
    single = one.other_side is None and other.other_side is None
    spelled = one.identification is not None and other.identification is not None
    return single and spelled and len(one.card.uid) != len(other.card.uid)


def are_sides(one: Tap, other: Tap) -> bool:
    """Whether two taps within a moment are the sides of one card, without a question: one of 125 kHz, one of 13.56 MHz.

    Two cards of 13.56 MHz may just as well be two people's. A card that must not be enrolled is nobody's side.
    """
    frequencies = {tap.card.technology is Technology.EM4100 for tap in (one, other)}
    refused = one.verdict.refused or other.verdict.refused
    return can_join(one, other) and len(frequencies) == 2 and not refused


def join(one: Tap, other: Tap) -> Tap:
    """The card of which the two taps read one side each. Its order is the identification's (EM first), not the taps'.

    A card may be enrolled when both sides may. Raises ValueError where `can_join` says no.
    """
    if not can_join(one, other):
        raise ValueError((one.card.technology, other.card.technology))
    spelled = Identification.of(one.card, other.card)
    first, second = (one, other) if spelled.parts[0] == one.card.uid else (other, one)
    verdict = Verdict(
        first.verdict.refused or second.verdict.refused, (*first.verdict.warnings, *second.verdict.warnings)
    )
    return replace(
        first, identification=spelled, verdict=verdict, raw=f"{first.raw} | {second.raw}", other_side=second.card
    )
