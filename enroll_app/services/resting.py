"""When the whole outbox rests, so that what stops one operation does not burn through all of them."""

from collections.abc import Callable
from enum import Enum, auto

from enroll_app.domain.problems import Problem
from enroll_app.domain.retry import FAILURES_TO_PAUSE, SIGN_IN_PROBE_S, Effect, back_off_s

# After the records could not be used, in seconds: another process is done with them by then, or a disk is full.
_RECORDS_WAIT_S = 5.0


class Allowed(Enum):
    """What may be done now: nothing, one row to see whether it works again, a harmless question, or everything."""

    NOTHING = auto()
    ONE = auto()
    QUESTION = auto()
    ALL = auto()


class Rest:
    """Whether the queue rests, why, and until when. Not thread-safe.

    clock: seconds that never go back. fraction: chance, from 0 to 1. problem: why it rests; None where it does not.
    """

    def __init__(self, clock: Callable[[], float], fraction: Callable[[], float]) -> None:
        self._clock = clock
        self._fraction = fraction
        self._failures = 0
        self._kind: Effect | None = None
        self._until: float | None = None
        self.problem: Problem | None = None

    @property
    def until_s(self) -> float | None:
        """In how many seconds something is tried again; None where only a person can end the rest, or there is none."""
        if self.problem is None or self._until is None:
            return None
        return max(0.0, self._until - self._clock())

    def allowed(self) -> Allowed:
        """What may be done now."""
        if self.problem is None:
            return Allowed.ALL
        if self._until is None or self._clock() < self._until:
            return Allowed.NOTHING
        if self._kind is Effect.SIGN_IN:
            return Allowed.QUESTION
        if self._kind is Effect.FAILED:
            return Allowed.ONE
        self._end()
        return Allowed.ALL

    def heard(self, effect: Effect, problem: Problem | None, pause_s: float) -> None:
        """Take note of what an attempt said of the others."""
        if effect is Effect.ANSWERED:
            self._failures = 0
            if self._kind is Effect.FAILED:
                self._end()
            return
        assert problem is not None, "what failed says why"
        if effect is Effect.FAILED:
            self._failures += 1
            if self._failures >= FAILURES_TO_PAUSE and self._kind in (None, Effect.FAILED):
                wait_s = back_off_s(self._failures - FAILURES_TO_PAUSE + 1, self._fraction())
                self._begin(effect, problem, max(wait_s, pause_s))
        elif effect is Effect.STOP:
            self._begin(effect, problem, None)
        elif self._kind is not Effect.STOP:
            self._begin(effect, problem, pause_s)

    def records_failed(self, problem: Problem) -> None:
        """The records could not be used: wait a little, whatever else is the matter."""
        if self.problem is None:
            self._begin(None, problem, _RECORDS_WAIT_S)

    def question_answered(self) -> None:
        """The harmless question was answered: this desk is let in again."""
        self._end()

    def question_failed(self, problem: Problem) -> None:
        """The harmless question was not answered: ask again later."""
        self._begin(Effect.SIGN_IN, problem, SIGN_IN_PROBE_S)

    def end(self) -> None:
        """A person says so: try again now."""
        self._failures = 0
        self._end()

    def _begin(self, kind: Effect | None, problem: Problem, wait_s: float | None) -> None:
        self._kind, self.problem = kind, problem
        self._until = None if wait_s is None else self._clock() + wait_s

    def _end(self) -> None:
        self._kind = self.problem = self._until = None
