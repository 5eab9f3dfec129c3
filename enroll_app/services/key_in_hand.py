"""A key that exists, in hand at the desk: what is known of it, what is to be done with it, and what came of that.

A face shows what this says and decides nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from uuid import UUID

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import KeyStatus, State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import ANSWERED, WAITING, Operation, Outcome
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import KEY_UNKNOWN
from enroll_app.domain.tap import Tap
from enroll_app.domain.truth import comes_to, with_waiting
from enroll_app.domain.validity import Validity
from enroll_app.services.card_in_place import CardInPlace
from enroll_app.services.key_acts import (
    Act,
    Meant,
    has_ended,
    holder_name,
    own_levels,
    owner_of_key,
    unoffered,
)
from enroll_app.services.key_checks import KEY_GONE, cautions, new_card_problems, problems
from enroll_app.services.key_summary import Sentence, summary
from enroll_app.services.key_taps import Took
from enroll_app.services.key_validity import typed_again
from enroll_app.services.key_work import Work, work_of
from enroll_app.services.keys import OLD_KEY_GONE
from enroll_app.services.last_at_doors import Lately


class KeyInHand(CardInPlace):
    """One key. Not thread-safe: it belongs to the face's own thread.

    tap: the card that was tapped; None where the key was opened without one. standing: what the door systems have of
    the key now. lately: what it did last at doors; None while that is asked for. systems_silent, doors_silent: why the
    one or the other could not be told. missing: the service said that it has no such key. waiting: what the outbox has
    of the key without an answer. former: when the
    key was valid before it was blocked, where that is known. former_names: what the key's levels were called that are
    not offered any more, as far as that is known.
    act: what is to be done; None for nothing yet. sent: it is on its way, or came to its `outcome`. new, new_known:
    the card in the place of a lost one, and what is known of it. behind: the removal of the old card's key, where that
    was tried. before: the key as it was before the act. other: another card, tapped in the middle.
    failure: why nothing was sent. tried: somebody wanted to do the act as it stood, and could not.
    """

    def __init__(
        self, key: KnownKey, zone: tzinfo, now: Callable[[], datetime], tap: Tap | None = None, *, dual: bool = False
    ) -> None:
        super().__init__(dual=dual)
        self.key = self.before = key
        self.tap = tap
        self.levels: tuple[AccessLevel, ...] = ()
        self.standing: KeyStatus | None = None
        self.lately: Lately | None = None
        self.systems_silent: Problem | None = None
        self.doors_silent: Problem | None = None
        self.waiting: tuple[Operation, ...] = ()
        self.former: Validity | None = None
        self.former_names: dict[UUID, str] = {}
        self.act: Act | None = None
        self.sent = self.gone = self.tried = self.missing = False
        self.behind: Outcome | None = None
        self.failure: Problem | None = None
        self._begun_with = self.draft
        self._zone, self._now = zone, now

    @property
    def expected(self) -> KnownKey:
        """The key as it will be once what waits for it is done: what an act begins with."""
        return with_waiting(self.key, self.waiting)

    @property
    def owner(self) -> str:
        """Whose key it is, as `holder_name` tells it."""
        return holder_name(self.key)

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
    def new_fits(self) -> bool:
        """Whether a card was tapped that can be the new one, as far as is known of it by now."""
        return self.waits_for_card and self.new is not None and not new_card_problems(self.meant)

    @property
    def asks_for_end(self) -> bool:
        """Whether it has to be said until when the new card is to be valid: of the key as it is, it cannot be."""
        own = self.meant.own_key if self.waits_for_card else None
        ends = own is not None and own.validity.end is not None and self.expected.validity.end is None
        return has_ended(self.expected, self._now()) or ends

    @property
    def typed(self) -> bool:
        """Whether something was typed, chosen or tapped for an act, and not sent."""
        return self.act is not None and not self.sent and (self.draft != self._begun_with or self.new is not None)

    @property
    def comes_to(self) -> Validity:
        """When the key is valid once what was sent is done, as the service says; of a new card, when that is."""
        if self.outcome is None:
            return self.key.validity
        return comes_to(self.outcome, Validity() if self.act is Act.REPLACE else self.before.validity)

    @property
    def unoffered(self) -> tuple[UUID, ...]:
        """The key's levels that the service does not offer any more."""
        return unoffered(self.key, self.levels)

    @property
    def takes_away(self) -> bool:
        """Whether the card opens less by the act as it stands in the form: no single Enter does that."""
        return self.act is not None and not self.problems() and self.meant.takes_away

    @property
    def would_lose(self) -> bool:
        """Whether something here would be lost by leaving it: what was typed, or what nobody has seen yet.

        That is a PIN that was drawn, and what comes of what is on its way.
        """
        return self.typed or self.under_way or (self.sent and self.pin_owed)

    @property
    def under_way(self) -> bool:
        """Whether something was sent and nothing is known of it yet."""
        return self.sent and self.outcome is None

    @property
    def done(self) -> bool:
        """Whether the service did all that was asked."""
        through = self.outcome is not None and self.outcome.state in ANSWERED
        return self.sent and through and (self.behind is None or self.behind.state in ANSWERED)

    def has(self, tap: Tap) -> bool:
        """Whether this is the key's card, or one of its sides."""
        mine, theirs = self.key.identification, tap.identification
        if self.tap is not None and any(self.tap.has(side) for side in tap.sides):
            return True
        return mine is not None and theirs is not None and set(theirs.parts) <= set(mine.parts)

    def tapped(self, tap: Tap, at: float = 0.0) -> Took:
        """Take a card; what was typed is never lost by it. at: seconds that never go back."""
        if self.waits_for_card:
            return self._tapped_for_new(tap, at)
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

    def _tapped_for_new(self, tap: Tap, at: float) -> Took:
        """A card while a new one is wanted: the first that will do is not changed for another without a question."""
        if self._is_new(tap):
            self.other = None
            return Took.SAME
        if self._joined(tap, at):
            return Took.NEW
        if self.new_fits:
            if self.has(tap):
                return Took.SAME
            self.other = tap
            return Took.OTHER
        self._take_new(tap)
        self._new_at = at
        return Took.NEW

    def begin(self, act: Act) -> None:
        """Something is to be done: begin its form with what the key has."""
        self.forget_result()
        self.act, self.sent, self.failure, self.tried = act, False, None, False
        self.new, self.new_known, self.behind, self.other = None, Acquaintance(), None, None
        self.pin_seen = False
        pin = "" if act is Act.PIN else PinRule.LEAVE
        levels = own_levels(self.expected) if act is Act.LEVELS else ()
        self.draft = self._begun_with = Draft(pin=pin, levels=levels)
        if act is Act.VALIDITY and self.ended and self.former is not None:
            self._fill_in(self.former)

    def begin_reopening(self) -> None:
        """The key was blocked, and is to open again: from when and until when it was to before, where that is ahead."""
        self.former = self.before.validity
        self.begin(Act.VALIDITY)

    def know_waiting(self, waiting: tuple[Operation, ...]) -> None:
        """What the outbox has of the key; it comes late, and is laid into a form that nobody has touched."""
        untouched = not self.sent and self.draft == self._begun_with
        self.waiting = waiting
        if self.act is Act.LEVELS and untouched:
            self.draft = self._begun_with = replace(self.draft, levels=own_levels(self.expected))

    def know_former(self, former: Validity | None) -> None:
        """When the key was valid before it was blocked; it comes late, and fills a form that nobody has touched."""
        untouched = not self.sent and self.draft == self._begun_with
        self.former = former
        if former is not None and self.act is Act.VALIDITY and self.ended and untouched:
            self._fill_in(former)

    def _fill_in(self, former: Validity) -> None:
        """The dates of before, as a person types them. What has passed is not brought back."""
        start, end = typed_again(former, self._now(), self._zone)
        self.draft = self._begun_with = replace(self.draft, valid_from=start, valid_to=end)

    def back(self) -> None:
        """Nothing more is to be done now."""
        self.forget_result()
        self.act, self.sent, self.failure, self.other = None, False, None, None
        self.new, self.behind = None, None
        self.draft = self._begun_with = Draft()

    def know_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        """The service has told its levels, maybe after the form was begun."""
        names = {one.level_id: one.full_name for one in self.levels}
        self.levels = levels
        self.former_names |= {one: names[one] for one in self.unoffered if one in names}

    @property
    def meant(self) -> Meant:
        """The act as it stands in the form."""
        assert self.act is not None
        shown = (self.act, self.expected, self.draft, self.levels, self._zone, self._now())
        return Meant(*shown, self.new, self.new_known, self.waiting, self.former_names, self._dual)

    def problems(self) -> tuple[Problem, ...]:
        """What keeps the act from being done."""
        if self.missing and self.act is not None:
            return (KEY_GONE,)
        return problems(self.meant) if self.act is not None else ()

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
        self.before = self.expected
        self.outcome = self.status = None

    def not_sent(self, why: Problem) -> None:
        """Nothing was written down and nothing was sent: back to the form, with everything in place."""
        self.sent, self.failure = False, why
        self.missing = self.missing or why.code == OLD_KEY_GONE

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
        self.missing = outcomes[0].problem is not None and outcomes[0].problem.code == KEY_UNKNOWN

    def now_known(self, key: KnownKey | None) -> None:
        """The key as this station knows it after the act; None where it has it no more."""
        self.key = key or self.key

    @property
    def waiting_rows(self) -> tuple[int, ...]:
        """The outbox numbers of what has no answer yet."""
        shown = (self.outcome, self.behind)
        return tuple(one.outbox_id for one in shown if one and one.outbox_id and one.state in WAITING)
