"""The card that the wizard has in hand, and what a tap does to it, wherever the wizard stands."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import tzinfo
from enum import Enum, auto

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.dual import DUAL_MOMENT_S, are_sides, can_join, join
from enroll_app.domain.enrollment import Propagation
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.preferences import Form
from enroll_app.domain.tap import Tap
from enroll_app.services.steps import EXPRESS, ORDER, Step
from enroll_app.services.whose_card import WhoseCard


class Tapped(Enum):
    """What a tap did."""

    STARTED = auto()  # the card was taken up
    JOINED = auto()  # the other side of the card in hand was read: both are taken up now
    REFUSED = auto()  # the card must not be enrolled; see `Wizard.tap`
    SAME = auto()  # the card that is being enrolled was tapped again
    OTHER = auto()  # another card was tapped in the middle; see `Wizard.other`
    IGNORED = auto()  # an enrollment is on its way, or something on the result page waits for a person


class TakenCard(WhoseCard, ABC):
    """A part of the wizard.

    dual: the cards of this site have two technologies. tap: the card on the card page, refused ones too. other: a
    different card tapped in the middle, waiting for the person's word: until it is given, nothing goes on.
    next_form, form: how the next enrollment is to be asked for, and how this one is.
    hand_over_from: the key that the card has, where it is to be somebody else's. handed_is_gone: the service has said
    that it has that key no more.
    """

    def __init__(self, zone: tzinfo, *, dual: bool) -> None:
        super().__init__(zone)
        self.dual = dual
        self._taken_at = 0.0
        self.step = Step.CARD
        self.tap: Tap | None = None
        self.other: Tap | None = None
        self.next_form = self.form = Form.STEPS
        self.hand_over_from: KnownKey | None = None
        self.handed_is_gone = False

    @abstractmethod
    def next_card(self) -> None:
        """Start over with the next card."""

    @abstractmethod
    def _order_anew(self) -> None:
        """What is under review is another order by now."""

    @property
    def changes_hands(self) -> bool:
        """Whether a key that is there gives way to this enrollment."""
        return self.hand_over_from is not None and not self.handed_is_gone

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this enrollment, in their order."""
        form = self.next_form if self.step is Step.CARD else self.form
        return EXPRESS if form is Form.ONE_PAGE else ORDER

    @property
    def under_way(self) -> bool:
        """Whether an enrollment was sent, and nothing is known of it yet."""
        return self.step is Step.RESULT and self.outcome is None

    def tapped(self, tap: Tap, at: float = 0.0) -> Tapped:
        """Take a card that was tapped, wherever the wizard stands; what was typed is never lost by it.

        at: when, in seconds of a clock that never goes back.
        """
        if self._is_other_side(tap, at):
            assert self.tap is not None
            return self._join(self.tap, tap)
        if self._is_done_with(tap):
            # Its key is there, and is looked at like any other one.
            self.next_card()
        if self.step is not Step.CARD and self.tap and self.tap.has(tap.card):
            # The card in hand: whatever other one was tapped before is out of the question.
            self.other = None
            return Tapped.SAME
        if self.step is Step.RESULT:
            if self.stays:
                return Tapped.IGNORED
            # Also after a refusal or a conflict: whose card it is nobody has said, so that nothing is carried over.
            # Who wants another card for the same person says so first.
            self.next_card()
        if self.step is not Step.CARD:
            self.other = tap
            return Tapped.OTHER
        self._taken_at = at
        return self._take(tap)

    def _is_done_with(self, tap: Tap) -> bool:
        """Whether this is the card of the result page, of which that says to tap it again: its key opens no door."""
        idle = self.status is not None and self.status.propagation is Propagation.NOT_APPLIED
        shown = self.step is Step.RESULT and idle and not self.stays
        return shown and self.tap is not None and self.tap.has(tap.card)

    def _is_other_side(self, tap: Tap, at: float) -> bool:
        """Whether this is, without a question, the other side of the card in hand."""
        early = self.step not in (Step.REVIEW, Step.RESULT) and at - self._taken_at <= DUAL_MOMENT_S
        return self.dual and early and self.tap is not None and are_sides(self.tap, tap)

    @property
    def other_may_be_side(self) -> bool:
        """Whether the other card that was tapped could be the other side of the card in hand."""
        return self.tap is not None and self.other is not None and can_join(self.tap, self.other)

    def join_other(self) -> Tapped:
        """The other card that was tapped is the other side of the card in hand: take both up as one."""
        assert self.tap is not None
        assert self.other is not None
        other, self.other = self.other, None
        return self._join(self.tap, other)

    def _join(self, one: Tap, other: Tap) -> Tapped:
        done = self._take_at_step(join(one, other))
        return Tapped.JOINED if done is Tapped.STARTED else done

    def take_other(self) -> Tapped:
        """Go on with the other card that was tapped in the middle; what was typed stays."""
        tap, self.other = self.other, None
        assert tap is not None
        return self._take_at_step(tap)

    def _take_at_step(self, tap: Tap) -> Tapped:
        """Take a card up in the middle, and stay at the step where the wizard stands."""
        assert self.step is not Step.RESULT
        step, form = self.step, self.next_form
        self.next_form = self.form if step is not Step.CARD else form
        self.step = Step.CARD
        done = self._take(tap)
        self.next_form = form
        if done is Tapped.STARTED and not tap.verdict.warnings and step is not Step.CARD:
            self.step = step
            if step is Step.REVIEW:
                # The order under review names the card before this one.
                self._order_anew()
        return done

    def drop_other(self) -> None:
        """Stay with the card that is being enrolled."""
        self.other = None

    def _first(self) -> Step:
        """Leave the card page: the first step after it, in the form that is wanted by now."""
        self.form = self.next_form
        return self.steps[1]

    def _take(self, tap: Tap) -> Tapped:
        if self.tap is None or not any(self.tap.has(side) for side in tap.sides):
            # Another card changes nobody's hands.
            self.hand_over_from = None
        self.tap, self.other = tap, None
        self.acquaintance = Acquaintance()
        if tap.verdict.refused:
            self.draft = replace(self.draft, credential=None)
            return Tapped.REFUSED
        self.draft = replace(self.draft, credential=tap.identification)
        # A card to be careful with stays in sight until the person goes on.
        if not tap.verdict.warnings:
            self.step = self._first()
        return Tapped.STARTED
