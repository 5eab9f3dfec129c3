"""The card that is to take the place of a lost one: tapped, joined from two sides, or changed for another by a word."""

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.dual import DUAL_MOMENT_S, are_sides, can_join, join
from enroll_app.domain.identification import Identification
from enroll_app.domain.tap import Tap
from enroll_app.services.shown_result import ShownResult


class CardInPlace(ShownResult):
    """A part of the key in hand. new, new_known, other: see `KeyInHand`. dual: the site's cards have two sides."""

    def __init__(self, *, dual: bool) -> None:
        super().__init__()
        self.new: Tap | None = None
        self.new_known = Acquaintance()
        self.other: Tap | None = None
        self._dual = dual
        self._new_at = float("-inf")

    def take_other(self) -> Tap:
        """The other card that was tapped is the new one, in the place of the first; what was typed stays."""
        assert self.other is not None
        return self._take_new(self.other)

    @property
    def other_may_be_side(self) -> bool:
        """Whether the other card that was tapped could be the other side of the new card."""
        return self.new is not None and self.other is not None and can_join(self.new, self.other)

    def join_other(self) -> Tap:
        """The other card that was tapped is the other side of the new one: take both up as one."""
        assert self.new is not None
        assert self.other is not None
        return self._take_new(join(self.new, self.other))

    def know_new(self, identification: Identification, known: Acquaintance) -> None:
        """What this station knows of the new card."""
        if self.new is not None and self.new.identification == identification:
            self.new_known = known

    def _is_new(self, tap: Tap) -> bool:
        return self.new is not None and any(self.new.has(side) for side in tap.sides)

    def _joined(self, tap: Tap, at: float) -> bool:
        """Take this up with the new card where it is, without a question, that card's other side; whether it was."""
        if not self._dual or self.new is None or at - self._new_at > DUAL_MOMENT_S or not are_sides(self.new, tap):
            return False
        self._take_new(join(self.new, tap))
        return True

    def _take_new(self, tap: Tap) -> Tap:
        self.new, self.new_known, self.other = tap, Acquaintance(), None
        return tap
