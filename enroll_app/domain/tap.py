"""A card that was tapped, understood: what it is, what the service would call it, and whether it may be enrolled."""

from dataclasses import dataclass

from enroll_app.domain.cards import Card, recognize
from enroll_app.domain.identification import SIZES, Identification
from enroll_app.domain.traps import Verdict, judge


@dataclass(frozen=True, slots=True)
class Tap:
    """identification is None where the service has no spelling for a number of that size."""

    card: Card
    identification: Identification | None
    verdict: Verdict


def understand(card: Card) -> Tap:
    """Say what can be said of a card."""
    spelled = Identification.of(card) if len(card.uid) in SIZES else None
    return Tap(card, spelled, judge(card))


def understand_number(identification: Identification) -> tuple[Tap, ...]:
    """Judge a number that was typed or handed in: the same traps lie in it as in a card."""
    return tuple(understand(recognize(part)) for part in identification.parts)
