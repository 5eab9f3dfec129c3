"""A card that was tapped, understood: what it is, what the service would call it, and whether it may be enrolled."""

from dataclasses import dataclass

from enroll_app.domain.cards import Card, recognize
from enroll_app.domain.identification import SIZES, Identification
from enroll_app.domain.traps import Verdict, judge


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped card; for a card with two technologies, both of its sides.

    card: the card, or the side that the identification names first. other_side: the second side; None for a card of
    one technology. identification: None where the service has no spelling for a number of that size. raw: the number
    as the reader gave it, before its profile made the CSN of it.
    """

    card: Card
    identification: Identification | None
    verdict: Verdict
    raw: str = ""
    other_side: Card | None = None

    @property
    def sides(self) -> tuple[Card, ...]:
        """The sides that were read, in the order of the identification."""
        return (self.card, self.other_side) if self.other_side else (self.card,)

    def has(self, card: Card) -> bool:
        """Whether `card` is this one, or one of its sides."""
        return any(side.uid == card.uid for side in self.sides)


def understand(card: Card, raw: str = "") -> Tap:
    """Say what can be said of a card."""
    spelled = Identification.of(card) if len(card.uid) in SIZES else None
    return Tap(card, spelled, judge(card), raw or card.uid.hex().upper())


def understand_number(identification: Identification) -> tuple[Tap, ...]:
    """Judge a number that was typed or handed in: the same traps lie in it as in a card."""
    return tuple(understand(recognize(part)) for part in identification.parts)
