"""The wizard without a window: its steps, what may be gone on from, and what a tap does.

A face shows what this says and decides nothing.
"""

from dataclasses import replace
from datetime import datetime, tzinfo

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.memory import KeptDraft
from enroll_app.domain.problems import Problem
from enroll_app.domain.tap import Tap
from enroll_app.services.conflicts import owner_of
from enroll_app.services.step_checks import (
    OTHER_WAITING,
    WHOSE_UNKNOWN,
    card_cautions,
    gone_cautions,
    namesake_cautions,
    order_cautions,
    owner_cautions,
    problems_of,
    vanished_cautions,
)
from enroll_app.services.steps import ORDER, Step
from enroll_app.services.taken_card import TakenCard, Tapped

__all__ = ["Tapped", "Wizard"]


class Wizard(TakenCard):
    """One enrollment after the other, at one desk. Not thread-safe: it belongs to the face's own thread."""

    def __init__(self, zone: tzinfo, *, dual: bool = False) -> None:
        super().__init__(zone, dual=dual)
        # Validity and levels of the card that was sent last, and their role.
        self._last: tuple[Draft, str] = (Draft(), "")

    @property
    def touched(self) -> bool:
        """Whether there is something that leaving would lose."""
        if self.step is Step.RESULT:
            return self.outcome is None or self.unsettled or self.owed or self.overwritten
        return bool(self.tap or self.typed)

    def know(self, identification: Identification, known: Acquaintance, now: datetime) -> bool:
        """Take what this station knows of a card; whether that is the one in hand.

        What is under review was made without knowing it: it is made anew, and is to be looked at anew.
        """
        handed, key = self.hand_over_from, known.key
        heard = known
        if self.handed_is_gone and handed is not None and key is not None and key.key_id == handed.key_id:
            # This station has not heard yet that there is no such key: it is nobody's to be changed, or left as it is.
            heard = replace(known, owner=None, key=None)
        if not self._learn(identification, heard, now):
            return False
        if handed is not None and (known.key is None or known.key.key_id != handed.key_id):
            # The key that was to give way is not the card's any more.
            self.hand_over_from = None
        if self.step is Step.REVIEW:
            self._order_anew()
        return True

    def _order_anew(self) -> None:
        # Another card that waits for a word waits on.
        other, self.other, before = self.other, None, self.order
        self.step = Step.ACCESS
        self.forward()
        self.other = other
        if self.order == before:
            # It is the one that was looked at.
            self.order = before

    def begin_hand_over(self, tap: Tap, key: KnownKey, *, gone: bool = False) -> None:
        """The card is to be somebody else's: ask for that person. key: the one that the card has.

        gone: the service has said that it has it no more; whoever gets the card, its owner too, gets a new key.

        The key of the owner is removed and a new one made, by `enroll` with `OnConflict.REASSIGN`; nothing happens
        before the review was gone on from.
        """
        self.start_over()
        self.tap = tap
        self.draft = replace(self.draft, credential=tap.identification)
        self.acquaintance = Acquaintance(None if gone else owner_of(key))
        self.hand_over_from, self.handed_is_gone = key, gone
        self.step = self._first()

    def resume(self, kept: KeptDraft, handed: KnownKey | None = None) -> None:
        """Go on with an unfinished enrollment; its PIN has to be given again. handed: the key that is to give way."""
        self.start_over()
        self.draft, self.role, self.holder = kept.draft, kept.role, kept.holder
        self._pin_was_lost, self.role_given, self.kept = kept.had_pin, True, kept.from_last
        self.nobody_chose(*kept.unchosen)
        if self.levels:
            self.know_levels(self.levels)
        if kept.tap is not None:
            self._take(kept.tap)
        if handed is not None and self.draft.credential is not None:
            self.acquaintance, self.hand_over_from = Acquaintance(owner_of(handed)), handed

    def know_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        """Take over the list of levels; an order under review that had one of those that are gone is made anew."""
        before = self.draft.levels
        super().know_levels(levels)
        if self.step is Step.REVIEW and self.draft.levels != before:
            self._order_anew()

    def problems(self, step: Step | None = None) -> tuple[Problem, ...]:
        """What keeps this step (the present one) from being gone on from."""
        chosen, listed = self._to_choose_from, bool(self.levels)
        return problems_of(step or self.step, self.draft, chosen, self.zone, listed=listed, ended=self.ended)

    def cautions(self, now: datetime) -> tuple[Problem, ...]:
        """What should be said before the key is created; on the form, as soon as nothing is wrong with it."""
        found = list(card_cautions(self.tap, self.acquaintance, dual=self.dual))
        found += [WHOSE_UNKNOWN] if self.in_the_dark else []
        order = self.order
        if self.step is Step.FORM:
            order = None if self.problems() else self._ordered()
        if order:
            gone = self.hand_over_from is not None and self.handed_is_gone
            owner = self.acquaintance.owner
            found += gone_cautions(order) if gone else owner_cautions(order, owner, self.hand_over_from)
            found += namesake_cautions(order, self.met, self.acquaintance.owner)
            found += vanished_cautions(self.vanished, self.vanished_names, self.ambiguous)
            found += order_cautions(order, now, pin_lost=self.pin_lost)
        return tuple(found)

    def forward(self) -> tuple[Problem, ...]:
        """Go on to the next step; stays, and says why, when something of this one is wrong.

        On the form, which has no review, the order is made, and is to be sent.
        """
        self.heed_owner()
        found = (OTHER_WAITING,) if self.other else self.problems()
        self.insisted = bool(found) and self.other is None
        if found or self.step in (Step.REVIEW, Step.RESULT):
            return found
        if self.step is Step.FORM:
            self.order = self._ordered()
            return ()
        following = self._first() if self.step is Step.CARD else ORDER[ORDER.index(self.step) + 1]
        if following is Step.REVIEW:
            wrong = [step for step in ORDER[: ORDER.index(Step.REVIEW)] if self.problems(step)]
            if wrong:
                self.step, self.insisted = wrong[0], True
                return self.problems()
            self.order = self._ordered()
        self.step = following
        return ()

    def back(self) -> bool:
        """Go back one step; False where there is no way back (the first page, and after sending)."""
        if self.step in (Step.CARD, Step.RESULT):
            return False
        self.insisted = False
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
        if self.old_key_removed:
            # It is nobody's card now.
            self.hand_over_from, self.handed_is_gone, self.acquaintance = None, False, Acquaintance()
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
        self.handed_is_gone = False
        self.acquaintance = Acquaintance()
        self.forget_result()
