"""What the person has told about cards so far: what a reader sent for each, and the number that it really has. Pure."""

from dataclasses import dataclass, replace

from enroll_app.domain.identification import Identification
from enroll_app.domain.learning import Pair


@dataclass(frozen=True, slots=True)
class Known:
    """One card. raw: what the reader sent; empty before a tap. number: None before it is known."""

    raw: str = ""
    number: Identification | None = None

    @property
    def whole(self) -> bool:
        """Whether both are known."""
        return bool(self.raw) and self.number is not None


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards that are settled, and the one at hand."""

    settled: tuple[Known, ...] = ()
    present: Known = Known()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every card of which both are known."""
        return tuple(Pair(one.raw, one.number) for one in (*self.settled, self.present) if one.raw and one.number)

    def tapped(self, raw: str, *, explained: bool) -> "Cards":
        """A card was tapped. explained: some profile explains the card at hand, so that this is a further one.

        Otherwise it takes its place: the number was typed before the tap, or the wrong card was held there.
        """
        if raw in [one.raw for one in (*self.settled, self.present)]:
            return self
        if self.present.whole and explained:
            return Cards((*self.settled, self.present), Known(raw))
        return replace(self, present=replace(self.present, raw=raw))

    def numbered(self, number: Identification | None) -> "Cards":
        """The number of the card at hand was given; None where what is typed is none."""
        return replace(self, present=replace(self.present, number=number))
