"""The wizard without a window: its steps, what may be gone on from, and what a tap does.

A face shows what this says and decides nothing.
"""

from dataclasses import replace
from datetime import date, datetime, tzinfo
from enum import Enum, auto

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft, cautions, check, faults
from enroll_app.domain.dual import DUAL_MOMENT_S, SECOND_SIDE_MISSING, are_sides, can_join, join
from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.levels import AccessLevel, find_levels
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import Role
from enroll_app.domain.tap import Tap
from enroll_app.services.shown_result import ShownResult
from enroll_app.services.steps import ORDER, Step

_FIELDS = {
    Step.CARD: ("card",),
    Step.PERSON: ("first_name", "last_name", "person_id"),
    Step.PIN: ("pin",),
    Step.ACCESS: ("valid_from", "valid_to", "levels"),
}


_OTHER_WAITING = Problem(
    "other-card-waiting",
    "Another card was tapped in the middle.",
    "Say first which of the two cards it is.",
    field="other",
)


class Tapped(Enum):
    """What a tap did."""

    STARTED = auto()  # the card was taken up
    JOINED = auto()  # the other side of the card in hand was read: both are taken up now
    REFUSED = auto()  # the card must not be enrolled; see `Wizard.tap`
    SAME = auto()  # the card that is being enrolled was tapped again
    OTHER = auto()  # another card was tapped in the middle; see `Wizard.other`
    IGNORED = auto()  # an enrollment is on its way, or something on the result page waits for a person


class Wizard(ShownResult):
    """One enrollment after the other, at one desk. Not thread-safe: it belongs to the face's own thread.

    dual: the cards of this site have two technologies. tap: the card on the card page, refused ones too. other: a
    different card tapped in the middle, waiting for the person's word: until it is given, nothing goes on.
    acquaintance: what this station knows of the tapped card.
    role: the key of the role that validity and levels come from; empty for none.
    kept: validity or levels are those of the last card. vanished: how many chosen levels the service no longer
    offers.
    """

    def __init__(self, zone: tzinfo, *, dual: bool = False) -> None:
        super().__init__()
        self.zone = zone
        self.dual = dual
        self._taken_at = 0.0
        self.step = Step.CARD
        self.tap: Tap | None = None
        self.other: Tap | None = None
        self.acquaintance = Acquaintance()
        self.levels: tuple[AccessLevel, ...] = ()
        self.order: Order | None = None
        self.vanished = 0
        self.kept = False
        self.role = ""

    @property
    def touched(self) -> bool:
        """Whether there is something that leaving would lose."""
        draft = self.draft
        if self.step is Step.RESULT:
            return self.outcome is None or self.unsettled or self.pin_owed
        return bool(self.tap or draft.first_name or draft.last_name or isinstance(draft.pin, str | Pin))

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
            self._leave_result()
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

    def _leave_result(self) -> None:
        """A tap on the result page: the next person's card, or another one for a person who got none."""
        assert self.outcome is not None
        if self.outcome.state in (State.CONFLICT, State.REJECTED):
            self.another_card()
        else:
            self.next_card()

    def take_other(self) -> Tapped:
        """Go on with the other card that was tapped in the middle; what was typed stays."""
        tap, self.other = self.other, None
        assert tap is not None
        return self._take_at_step(tap)

    def _take_at_step(self, tap: Tap) -> Tapped:
        """Take a card up in the middle, and stay at the step where the wizard stands."""
        assert self.step is not Step.RESULT
        step = self.step
        self.step = Step.CARD
        done = self._take(tap)
        if done is Tapped.STARTED and not tap.verdict.warnings:
            self.step = max(step, self.step, key=ORDER.index)
            if step is Step.REVIEW:
                # The order under review names the card before this one: make it anew.
                self.step = Step.ACCESS
                self.forward()
        return done

    def drop_other(self) -> None:
        """Stay with the card that is being enrolled."""
        self.other = None

    def _take(self, tap: Tap) -> Tapped:
        self.tap = tap
        self.acquaintance = Acquaintance()
        if tap.verdict.refused:
            self.draft = replace(self.draft, credential=None)
            return Tapped.REFUSED
        self.draft = replace(self.draft, credential=tap.identification)
        # A card to be careful with stays in sight until the person goes on.
        if not tap.verdict.warnings:
            self.step = Step.PERSON
        return Tapped.STARTED

    def problems(self, step: Step | None = None) -> tuple[Problem, ...]:
        """What keeps this step (the present one) from being gone on from."""
        step = step or self.step
        found = [one for one in faults(self.draft, self.zone) if one.field in _FIELDS.get(step, ())]
        if step is Step.PERSON and not (self.draft.first_name.strip() or self.draft.last_name.strip()):
            found.append(
                Problem("no-name", "The person has no name yet.", "Type a first or a last name.", field="first_name")
            )
        if step is Step.ACCESS:
            found += self._level_problems()
        return tuple(found)

    def _level_problems(self) -> tuple[Problem, ...]:
        try:
            find_levels(self.draft.levels, self.levels)
        except InvalidInputError as error:
            return error.problems
        return ()

    def cautions(self, now: datetime) -> tuple[Problem, ...]:
        """What the review should say before the key is created."""
        found = list(self.tap.verdict.warnings) if self.tap else []
        found += self.acquaintance.cautions()
        if self.dual and self.tap and self.tap.other_side is None and not self.acquaintance.composite:
            found.append(SECOND_SIDE_MISSING)
        owner = self.acquaintance.owner
        if self.order and owner and not self.order.person.is_surely(owner):
            found.append(
                Problem(
                    "card-of-somebody-else",
                    "This card already belongs to {owner}.",
                    "Take another card, unless it is for the same person.",
                    {"owner": owner.full_name or str(owner.person_id)},
                    "card",
                )
            )
        if self.order:
            found += cautions(self.order, now)
        return tuple(found)

    def forward(self) -> tuple[Problem, ...]:
        """Go on to the next step; stays, and says why, when something of this one is wrong."""
        found = (_OTHER_WAITING,) if self.other else self.problems()
        if found or self.step in (Step.REVIEW, Step.RESULT):
            return found
        following = ORDER[ORDER.index(self.step) + 1]
        if following is Step.REVIEW:
            wrong = [step for step in ORDER[: ORDER.index(Step.REVIEW)] if self.problems(step)]
            if wrong:
                self.step = wrong[0]
                return self.problems()
            self.order = check(self.draft, self.levels, self.zone)
        self.step = following
        return ()

    def back(self) -> bool:
        """Go back one step; False where there is no way back (the first page, and after sending)."""
        if self.step in (Step.CARD, Step.RESULT):
            return False
        self.step = ORDER[ORDER.index(self.step) - 1]
        return True

    def sent(self) -> None:
        """The order is on its way: show the result page, waiting."""
        assert self.step is Step.REVIEW
        assert self.order is not None
        assert self.other is None
        self.forget_result()
        self.step = Step.RESULT
        self.pin_seen = False

    def not_sent(self) -> None:
        """The order could not even be written down: back to the review, with everything in place."""
        self.step = Step.REVIEW
        self.outcome = None

    def know_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        """Take over the list of levels; what was chosen before and is not in it any more is dropped, and counted."""
        self.levels = levels
        offered = {str(level.level_id) for level in levels}
        kept = tuple(one for one in self.draft.levels if one in offered)
        self.vanished = len(self.draft.levels) - len(kept)
        self.draft = replace(self.draft, levels=kept)

    def use_role(self, role: Role, today: date, remembered: tuple[str, ...]) -> None:
        """Fill in what goes with a role: its end, and its levels. remembered: the ids chosen with it last.

        Levels that the service does not offer any more are left out, and counted; where the role brings none, those
        that are chosen already stay.
        """
        self.role = role.key
        last = role.last_day(today)
        self.draft = replace(self.draft, valid_to=last.isoformat() if last else "", levels=self.draft.levels)
        wanted = role.levels or remembered
        if wanted:
            found = [_offered(one, self.levels) for one in wanted]
            self.draft = replace(self.draft, levels=tuple(dict.fromkeys(one for one in found if one)))
            self.vanished = sum(not one for one in found)
        self.kept = False

    def correct(self) -> None:
        """After a refusal: go back to what was typed; nothing of it is lost."""
        self.step = Step.PERSON
        self.order = None
        self.forget_result()

    def another_card(self) -> None:
        """After a conflict: everything stays but the card."""
        self.step = Step.CARD
        self.draft = replace(self.draft, credential=None)
        self.tap = self.other = None
        self.acquaintance = Acquaintance()
        self.order = None
        self.forget_result()

    def next_card(self) -> None:
        """Start over with the next card; validity and levels stay as they are."""
        last, role = self.draft, self.role
        self.start_over()
        self.draft = Draft(valid_from=last.valid_from, valid_to=last.valid_to, levels=last.levels)
        self.role = role
        self.kept = bool(last.valid_from or last.valid_to or last.levels)

    def start_over(self) -> None:
        """Forget this enrollment."""
        self.step = Step.CARD
        self.kept = False
        self.role = ""
        self.draft = Draft()
        self.tap = self.other = None
        self.acquaintance = Acquaintance()
        self.order = None
        self.forget_result()


def _offered(wanted: str, levels: tuple[AccessLevel, ...]) -> str:
    """The id of the level that is meant, where the service offers exactly one such; empty otherwise."""
    try:
        return str(find_levels((wanted,), levels)[0].level_id)
    except InvalidInputError:
        return ""
