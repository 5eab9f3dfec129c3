"""A key that exists, in hand at the desk: what is known of it, what is to be done with it, and what came of that.

A face shows what this says and decides nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from enum import Enum, auto

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import KeyStatus, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import ANSWERED, WAITING, Outcome
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import Problem
from enroll_app.domain.tap import Tap
from enroll_app.domain.validity import last_moment
from enroll_app.services.key_acts import (
    Act,
    Meant,
    Work,
    cautions,
    has_ended,
    named,
    offered_levels,
    owner_of_key,
    problems,
    work_of,
)
from enroll_app.services.key_summary import Sentence, summary
from enroll_app.services.last_at_doors import Lately
from enroll_app.services.shown_result import ShownResult
from enroll_app.services.steps import Step
from enroll_app.services.wizard import Wizard


class Took(Enum):
    """What a tap did where a key is in hand."""

    SAME = auto()  # the card of the key in hand
    NEW = auto()  # the new card in the place of a lost one
    OTHER = auto()  # another card, while something was typed; see `KeyInHand.other`
    IGNORED = auto()  # something is under way, or waits to be read
    LEFT = auto()  # nothing would be lost: the next card is on


class KeyInHand(ShownResult):
    """One key. Not thread-safe: it belongs to the face's own thread.

    tap: the card that was tapped; None where the key was opened without one. standing: what the door systems have of
    the key now. lately: what it did last at doors; None while that is asked for. systems_silent, doors_silent: why the
    one or the other could not be told.
    act: what is to be done; None for nothing yet. sent: it is on its way, or came to its `outcome`. new, new_known:
    the card in the place of a lost one, and what is known of it. behind: the removal of the old card's key, where that
    was tried. before: the key as it was before the act. other: another card, tapped in the middle.
    failure: why nothing was sent.
    """

    def __init__(self, key: KnownKey, zone: tzinfo, now: Callable[[], datetime], tap: Tap | None = None) -> None:
        super().__init__()
        self.key = self.before = key
        self.tap = tap
        self.levels: tuple[AccessLevel, ...] = ()
        self.standing: KeyStatus | None = None
        self.lately: Lately | None = None
        self.systems_silent: Problem | None = None
        self.doors_silent: Problem | None = None
        self.act: Act | None = None
        self.sent = False
        self.gone = False
        self.new: Tap | None = None
        self.new_known = Acquaintance()
        self.other: Tap | None = None
        self.behind: Outcome | None = None
        self.failure: Problem | None = None
        self._begun_with = self.draft
        self._zone, self._now = zone, now

    @property
    def owner(self) -> str:
        """Whose key it is, as one is called, or the id; empty where neither is known."""
        return named(owner_of_key(self.key))

    @property
    def ended(self) -> bool:
        """Whether the key opens nothing any more."""
        return has_ended(self.key, self._now())

    @property
    def later(self) -> bool:
        """Whether the key opens nothing yet."""
        start = self.key.validity.start
        return start is not None and start > self._now()

    @property
    def lacks_person_id(self) -> bool:
        """Whether the service could not be told surely whose a new card is."""
        return owner_of_key(self.key).person_id is None

    @property
    def waits_for_card(self) -> bool:
        """Whether the next card that is tapped is the new one, in the place of a lost one."""
        return self.act is Act.REPLACE and not self.sent

    @property
    def typed(self) -> bool:
        """Whether something was typed, chosen or tapped for an act, and not sent."""
        return self.act is not None and not self.sent and (self.draft != self._begun_with or self.new is not None)

    @property
    def would_lose(self) -> bool:
        """Whether something here would be lost by leaving it: what was typed, or a drawn PIN that nobody has seen."""
        return self.typed or (self.sent and self.pin_owed)

    @property
    def under_way(self) -> bool:
        """Whether something was sent and nothing is known of it yet."""
        return self.sent and self.outcome is None

    @property
    def done(self) -> bool:
        """Whether the service did all that was asked."""
        through = self.outcome is not None and self.outcome.state in ANSWERED
        return self.sent and through and (self.behind is None or self.behind.state in ANSWERED)

    # -- taps -----------------------------------------------------------------------------------------------------

    def has(self, tap: Tap) -> bool:
        """Whether this is the key's card, or one of its sides."""
        mine, theirs = self.key.identification, tap.identification
        if self.tap is not None and any(self.tap.has(side) for side in tap.sides):
            return True
        return mine is not None and theirs is not None and set(theirs.parts) <= set(mine.parts)

    def tapped(self, tap: Tap) -> Took:
        """Take a card; what was typed is never lost by it."""
        if self.waits_for_card:
            self.new, self.new_known = tap, Acquaintance()
            return Took.NEW
        if self.gone:
            # A card without a key is anybody's, as any other one is.
            return Took.LEFT
        if self.has(tap):
            self.other = None
            self.tap = self.tap or tap
            return Took.SAME
        if self.sent and self.stays:
            return Took.IGNORED
        if self.typed:
            self.other = tap
            return Took.OTHER
        return Took.LEFT

    def know_new(self, identification: Identification, known: Acquaintance) -> None:
        """What this station knows of the new card."""
        if self.new is not None and self.new.identification == identification:
            self.new_known = known

    # -- an act ---------------------------------------------------------------------------------------------------

    def begin(self, act: Act) -> None:
        """Something is to be done: begin its form with what the key has."""
        self.forget_result()
        self.act, self.sent, self.failure = act, False, None
        self.new, self.new_known, self.behind, self.other = None, Acquaintance(), None, None
        self.pin_seen = False
        pin = "" if act is Act.PIN else PinRule.LEAVE
        levels = offered_levels(self.key, self.levels) if act in (Act.LEVELS, Act.REPLACE) else ()
        self.draft = self._begun_with = Draft(pin=pin, levels=levels)

    def begin_reopening(self) -> None:
        """The key was blocked, and is to open again: until it was to end before, where that was ahead."""
        end = self.before.validity.end
        self.begin(Act.VALIDITY)
        if end is not None and end > self._now():
            self.draft = self._begun_with = replace(self.draft, valid_to=self._typed_end(end))

    def _typed_end(self, end: datetime) -> str:
        """An end as a person types it by the desk's clock: the day, where it is the whole of it."""
        local = end.astimezone(self._zone)
        whole = last_moment(local.date(), self._zone) == end
        return local.date().isoformat() if whole else f"{local:%Y-%m-%d %H:%M:%S}"

    def back(self) -> None:
        """Nothing more is to be done now."""
        self.forget_result()
        self.act, self.sent, self.failure, self.other = None, False, None, None
        self.new, self.behind = None, None
        self.draft = self._begun_with = Draft()

    def know_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        """The service has told its levels, maybe after the form was begun."""
        untouched = self.draft == self._begun_with
        self.levels = levels
        if self.act in (Act.LEVELS, Act.REPLACE) and not self.sent and untouched:
            self.draft = self._begun_with = replace(self.draft, levels=offered_levels(self.key, levels))

    @property
    def meant(self) -> Meant:
        """The act as it stands in the form."""
        assert self.act is not None
        return Meant(self.act, self.key, self.draft, self.levels, self._zone, self._now(), self.new, self.new_known)

    def problems(self) -> tuple[Problem, ...]:
        """What keeps the act from being done."""
        return problems(self.meant)

    def cautions(self) -> tuple[Problem, ...]:
        """What breaks no rule and is seldom meant."""
        return cautions(self.meant)

    def summary(self) -> tuple[Sentence, ...]:
        """What the act will do; empty while something is wrong with it."""
        return () if self.problems() else summary(self.meant)

    def work(self) -> Work:
        """What does the act, off the face's thread. For what `problems` finds nothing wrong with.

        Raises as `Keys` does.
        """
        return work_of(self.meant, self._reader())

    def _reader(self) -> str:
        tap = self.new or self.tap
        return tap.card.reader if tap else ""

    def begin_sending(self) -> None:
        """The act is on its way."""
        self.sent, self.failure = True, None
        self.before = self.key
        self.outcome = self.status = None

    def not_sent(self, why: Problem) -> None:
        """Nothing was written down and nothing was sent: back to the form, with everything in place."""
        self.sent, self.failure = False, why

    def came_to(self, outcomes: tuple[Outcome, ...]) -> None:
        """What came of the act; of a replacement, of both keys as far as they were tried."""
        self.behind = outcomes[1] if len(outcomes) > 1 else None
        self.came(outcomes[0])
        if outcomes[0].state is State.CONFLICT and outcomes[0].outbox_id == 0:
            # Nothing was written down: only the card is the wrong one.
            self.sent, self.outcome = False, None
            self.failure = outcomes[0].problem
        elif outcomes[0].state in ANSWERED and self.new is not None:
            self.tap = self.new
        self.gone = self.done and self.act is Act.REMOVE

    def now_known(self, key: KnownKey | None) -> None:
        """The key as this station knows it after the act; None where it has it no more."""
        self.key = key or self.key

    @property
    def waiting_rows(self) -> tuple[int, ...]:
        """The outbox numbers of what has no answer yet."""
        shown = (self.outcome, self.behind)
        return tuple(one.outbox_id for one in shown if one and one.outbox_id and one.state in WAITING)


def opens_key(wizard: Wizard, known: Acquaintance) -> KnownKey | None:
    """The key that a freshly tapped card is to open; None where the enrollment goes on.

    Whoever has typed something, or is about to hand a card over, is not interrupted.
    """
    draft = wizard.draft
    typed = draft.first_name or draft.last_name or draft.person_id or (isinstance(draft.pin, str) and draft.pin)
    held = typed or wizard.other is not None or wizard.hand_over_from is not None
    begun = wizard.step in (Step.CARD, Step.PERSON, Step.FORM)
    return known.key if begun and not held else None
