"""The wizard without a window: its steps, what may be gone on from, and what a tap does.

A face shows what this says and decides nothing.
"""

from dataclasses import replace
from datetime import datetime, tzinfo
from enum import Enum, auto

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft
from enroll_app.domain.dual import DUAL_MOMENT_S, are_sides, can_join, join
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.memory import KeptDraft
from enroll_app.domain.person import Person
from enroll_app.domain.preferences import Form
from enroll_app.domain.problems import Problem
from enroll_app.domain.tap import Tap
from enroll_app.services.conflicts import owner_of
from enroll_app.services.filled_in import FilledIn
from enroll_app.services.step_checks import (
    OTHER_WAITING,
    card_cautions,
    namesake_cautions,
    order_cautions,
    owner_cautions,
    problems_of,
)
from enroll_app.services.steps import EXPRESS, ORDER, Step


class Tapped(Enum):
    """What a tap did."""

    STARTED = auto()  # the card was taken up
    JOINED = auto()  # the other side of the card in hand was read: both are taken up now
    REFUSED = auto()  # the card must not be enrolled; see `Wizard.tap`
    SAME = auto()  # the card that is being enrolled was tapped again
    OTHER = auto()  # another card was tapped in the middle; see `Wizard.other`
    IGNORED = auto()  # an enrollment is on its way, or something on the result page waits for a person


class Wizard(FilledIn):
    """One enrollment after the other, at one desk. Not thread-safe: it belongs to the face's own thread.

    dual: the cards of this site have two technologies. tap: the card on the card page, refused ones too. other: a
    different card tapped in the middle, waiting for the person's word: until it is given, nothing goes on.
    acquaintance: what this station knows of the tapped card.
    next_form, form: how the next enrollment is to be asked for, and how this one is.
    hand_over_from: the key that the card has, where it is to be somebody else's.
    """

    def __init__(self, zone: tzinfo, *, dual: bool = False) -> None:
        super().__init__(zone)
        self.dual = dual
        self._taken_at = 0.0
        self.step = Step.CARD
        self.tap: Tap | None = None
        self.other: Tap | None = None
        self.acquaintance = Acquaintance()
        self.next_form = self.form = Form.STEPS
        self.hand_over_from: KnownKey | None = None
        # Validity and levels of the card that was sent last, and their role.
        self._last: tuple[Draft, str] = (Draft(), "")

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this enrollment, in their order."""
        form = self.next_form if self.step is Step.CARD else self.form
        return EXPRESS if form is Form.ONE_PAGE else ORDER

    @property
    def touched(self) -> bool:
        """Whether there is something that leaving would lose."""
        if self.step is Step.RESULT:
            return self.outcome is None or self.unsettled or self.owed
        return bool(self.tap or self.typed)

    def tapped(self, tap: Tap, at: float = 0.0) -> Tapped:
        """Take a card that was tapped, wherever the wizard stands; what was typed is never lost by it.

        at: when, in seconds of a clock that never goes back.
        """
        if self._is_other_side(tap, at):
            assert self.tap is not None
            return self._join(self.tap, tap)
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
                # The order under review names the card before this one: make it anew.
                self.step = Step.ACCESS
                self.forward()
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
        self.tap = tap
        self.acquaintance = Acquaintance()
        if tap.verdict.refused:
            self.draft = replace(self.draft, credential=None)
            return Tapped.REFUSED
        self.draft = replace(self.draft, credential=tap.identification)
        # A card to be careful with stays in sight until the person goes on.
        if not tap.verdict.warnings:
            self.step = self._first()
        return Tapped.STARTED

    def begin_hand_over(self, tap: Tap, key: KnownKey) -> None:
        """The card is to be somebody else's: ask for that person. key: the one that the card has.

        The key of the owner is removed and a new one made, by `enroll` with `OnConflict.REASSIGN`; nothing happens
        before the review was gone on from.
        """
        self.start_over()
        self.tap = tap
        self.draft = replace(self.draft, credential=tap.identification)
        self.acquaintance = Acquaintance(owner_of(key))
        self.hand_over_from = key
        self.step = self._first()

    def resume(self, kept: KeptDraft) -> None:
        """Go on with an enrollment that was not finished; its PIN has to be given again."""
        self.start_over()
        self.draft, self.role, self.holder = kept.draft, kept.role, kept.holder
        self._pin_was_lost, self.role_given = kept.had_pin, True
        if self.levels:
            self.know_levels(self.levels)
        if kept.tap is not None:
            self._take(kept.tap)

    def problems(self, step: Step | None = None) -> tuple[Problem, ...]:
        """What keeps this step (the present one) from being gone on from."""
        return problems_of(step or self.step, self.draft, self._to_choose_from, self.zone, listed=bool(self.levels))

    def cautions(self, now: datetime) -> tuple[Problem, ...]:
        """What should be said before the key is created; on the form, as soon as nothing is wrong with it."""
        found = list(card_cautions(self.tap, self.acquaintance, dual=self.dual))
        order = self.order
        if self.step is Step.FORM:
            order = None if self.problems() else self._ordered()
        if order:
            found += owner_cautions(order, self.acquaintance.owner, self.hand_over_from)
            found += namesake_cautions(order, self.met, self.acquaintance.owner)
            found += order_cautions(order, now, pin_lost=self.pin_lost)
        return tuple(found)

    @property
    def for_owner(self) -> bool:
        """Whether the card is surely for who has it already: its key stays, and what is left open is as it was."""
        owner = self.acquaintance.owner
        meant = self.holder or Person(self.draft.first_name, self.draft.last_name)
        return owner is not None and meant.is_surely(owner)

    def heed_owner(self) -> bool:
        """Put aside, or bring back, what nobody chose for this card, by whose it is now; whether anything was."""
        return self.spare_owner(owned=self.for_owner)

    def forward(self) -> tuple[Problem, ...]:
        """Go on to the next step; stays, and says why, when something of this one is wrong.

        On the form, which has no review, the order is made, and is to be sent.
        """
        self.heed_owner()
        found = (OTHER_WAITING,) if self.other else self.problems()
        if found or self.step in (Step.REVIEW, Step.RESULT):
            return found
        if self.step is Step.FORM:
            self.order = self._ordered()
            return ()
        following = self._first() if self.step is Step.CARD else ORDER[ORDER.index(self.step) + 1]
        if following is Step.REVIEW:
            wrong = [step for step in ORDER[: ORDER.index(Step.REVIEW)] if self.problems(step)]
            if wrong:
                self.step = wrong[0]
                return self.problems()
            self.order = self._ordered()
        self.step = following
        return ()

    def back(self) -> bool:
        """Go back one step; False where there is no way back (the first page, and after sending)."""
        if self.step in (Step.CARD, Step.RESULT):
            return False
        self.step = self.steps[self.steps.index(self.step) - 1]
        return True

    def sent(self) -> None:
        """The order is on its way: show the result page, waiting."""
        assert self.step in (Step.REVIEW, Step.FORM)
        assert self.order is not None
        assert self.other is None
        self.forget_result()
        self.step = Step.RESULT
        self.pin_seen = False

    def not_sent(self) -> None:
        """The order could not even be written down: back to where it was sent from, with everything in place."""
        self.step = self.steps[-2]
        self.outcome = None

    def correct(self) -> None:
        """After a refusal: go back to what was typed; nothing of it is lost."""
        self.step = self.steps[1]
        self.order = None
        self.forget_result()

    def another_card(self) -> None:
        """After a conflict: everything stays but the card."""
        self.step = Step.CARD
        self.draft = replace(self.draft, credential=None)
        self._forget_card()

    def next_card(self) -> None:
        """Start over with the next card; validity and levels are those of the last card that was sent.

        Of what was discarded unsent, nothing is handed on.
        """
        if self.step is Step.RESULT:
            self._last = self.draft, self.role
        self.start_over()
        self._keep(*self._last)

    def start_over(self) -> None:
        """Forget this enrollment."""
        self.step = Step.CARD
        self._forget_typed()
        self._forget_card()

    def _forget_card(self) -> None:
        self.tap = self.other = self.order = self.hand_over_from = None
        self.acquaintance = Acquaintance()
        self.forget_result()
