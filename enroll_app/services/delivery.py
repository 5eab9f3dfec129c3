"""The endless pump: sends what the outbox holds, four at a time, until it is told to stop."""

import logging
import random
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore, Event

from enroll_app.domain.operations import Counts, Outcome
from enroll_app.domain.ports import AccessService, OutboxStore, StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import ServiceError
from enroll_app.services.outbox import Outbox
from enroll_app.services.resting import Allowed, Rest
from enroll_app.services.sending import Attempt

_LOG = logging.getLogger(__name__)
# So many requests are under way at the most. The gateway lets four connections of a desk through (limit_conn).
IN_FLIGHT = 4
# Rows that are claimed ahead or being settled while as many as may be are under way, so that no request waits for the
# disk. A choice of ours.
_AHEAD = 3
# Rows that are asked for at once.
_PAGE = 64
# How often what another process was sending when it ended is looked for, in seconds.
_RENEW_S = 10.0
# How often it is tried to write down what could not be written, in seconds.
_CATCH_UP_S = 1.0
# How often at the most the counts are told while rows are being sent, in seconds.
_TELL_S = 0.25
# The longest between two looks at `stop`, in seconds.
_TICK_S = 0.2
# The longest between two looks for rows that other processes have left, in seconds.
_LOOK_S = 3.0
# A row that another process has: asked for again after so many seconds.
_TAKEN_S = 1.0
# `until_idle` waits for a row that is due again so soon, in seconds.
_WORTH_WAITING_S = 2.0


@dataclass(frozen=True, slots=True)
class Delivered:
    """One attempt, and what came of it."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """How the outbox stands.

    pause: why it rests, None where it goes on. until_s: in how many seconds it is tried again; None where it goes on,
    or only a person can say when.
    """

    counts: Counts
    pause: Problem | None = None
    until_s: float | None = None


class Delivery:
    """Sends what waits. One `run` at a time in a process; several processes may each have one.

    clock: seconds that never go back. fraction: chance, from 0 to 1, for the waiting times.
    """

    def __init__(
        self,
        service: AccessService,
        store: OutboxStore,
        outbox: Outbox,
        now: Callable[[], datetime],
        *,
        clock: Callable[[], float] = time.monotonic,
        fraction: Callable[[], float] = random.random,
    ) -> None:
        self.outbox = outbox
        self.service = service
        self.store = store
        self.now = now
        self.clock = clock
        self.fraction = fraction
        self.woken = Event()
        self.tried = Event()

    def try_now(self) -> None:
        """End a rest: somebody has mended what was wrong, or wants to know. From any thread."""
        self.tried.set()
        self.woken.set()

    def nudge(self) -> None:
        """Something was saved, or may go on: look now. From any thread."""
        self.woken.set()

    def run(
        self, stop: Event, *, until_idle: bool = False, only: Collection[int] | None = None
    ) -> Iterator[Delivered | Standing]:
        """Send what is due, and tell of each attempt, until `stop` is set, which is looked at every 0.25 s.

        until_idle: end when nothing is left that is due within two seconds, or when everything rests. only: no other
        rows than these. What is under way at the end is waited for. Raises StoreError with until_idle.
        """
        with ThreadPoolExecutor(IN_FLIGHT + _AHEAD, thread_name_prefix="delivery") as pool:
            yield from _Run(self, pool, stop, only, until_idle=until_idle).events()


class _Run:
    """One run of the pump; belongs to the thread that iterates it."""

    def __init__(
        self,
        delivery: Delivery,
        pool: ThreadPoolExecutor,
        stop: Event,
        only: Collection[int] | None,
        *,
        until_idle: bool,
    ) -> None:
        self._delivery = delivery
        self._pool = pool
        self._stop = stop
        self._only = only
        self._until_idle = until_idle
        self._gate = BoundedSemaphore(IN_FLIGHT)
        self._rest = Rest(delivery.clock, delivery.fraction)
        self._ready: deque[int] = deque()
        self._sending: dict[Future[Attempt], int] = {}
        self._question: Future[object] | None = None
        self._not_before: dict[int, float] = {}
        self._in_the_way: dict[int, int] = {}
        self._renewed_at = self._caught_up_at = self._told_at = self._looked_at = float("-inf")
        self._told: Standing | None = None

    def events(self) -> Iterator[Delivered | Standing]:
        """What `Delivery.run` yields."""
        with suppress(StoreError):
            # Where the records cannot be used, what follows says so.
            self._delivery.outbox.resolve_levels()
        while True:
            self._delivery.woken.clear()
            if self._delivery.tried.is_set():
                self._delivery.tried.clear()
                self._rest.end()
                self._looked_at = float("-inf")
            yield from self._finished()
            if self._stop.is_set():
                break
            self._renew()
            self._catch_up()
            self._hand_out()
            idle = not self._sending and self._question is None
            if idle or self._delivery.clock() - self._told_at >= _TELL_S:
                yield from self._standing()
            if idle and self._until_idle and self._over():
                break
            self._sleep()
        yield from self._last()

    def _guarded(self, act: Callable[[], object]) -> None:
        """What is not worth ending for: the records may be locked for a moment."""
        try:
            act()
        except StoreError as error:
            if self._until_idle:
                raise
            self._rest.records_failed(error.problem)

    def _renew(self) -> None:
        now = self._delivery.clock()
        if now - self._renewed_at >= _RENEW_S:
            self._renewed_at = now
            self._guarded(self._delivery.outbox.renew)

    def _catch_up(self) -> None:
        now = self._delivery.clock()
        if now - self._caught_up_at >= _CATCH_UP_S:
            self._caught_up_at = now
            self._delivery.outbox.catch_up()

    def _finished(self) -> Iterator[Delivered]:
        if self._question is not None and self._question.done():
            question, self._question = self._question, None
            self._answered(question)
        for future in [one for one in self._sending if one.done()]:
            number = self._sending.pop(future)
            attempt = self._result(future, number)
            if attempt is None:
                continue
            if attempt.effect is None and attempt.wait_s is not None:
                # Somebody else has it, or something is in its way.
                self._put_off(number, attempt.wait_s)
                continue
            self._in_the_way.pop(number, None)
            if attempt.effect is not None:
                self._rest.heard(attempt.effect, attempt.problem, attempt.pause_s)
            yield Delivered(attempt.outcome)

    def _result(self, future: Future[Attempt], number: int) -> Attempt | None:
        """What came of an attempt; None where it failed by nothing that the service said."""
        try:
            return future.result()
        except StoreError as error:
            if self._until_idle:
                raise
            self._rest.records_failed(error.problem)
            self._not_before[number] = self._delivery.clock() + _TAKEN_S
        except InvalidInputError:
            # Somebody has taken it out of the outbox since.
            pass
        except Exception as error:  # noqa: BLE001  one row that is odd must not keep the others from being delivered
            _LOG.error("an attempt at an operation failed: %s", type(error).__name__, exc_info=error)
            self._put_off(number, _TAKEN_S)
        return None

    def _put_off(self, number: int, wait_s: float) -> None:
        """Ask for a row less and less often."""
        times = self._in_the_way[number] = self._in_the_way.get(number, 0) + 1
        wait_s = max(wait_s, min(_TAKEN_S * 2 ** min(times, 3) / 2, _LOOK_S))
        self._not_before[number] = self._delivery.clock() + wait_s

    def _answered(self, question: Future[object]) -> None:
        try:
            question.result()
        except ServiceError as error:
            self._rest.question_failed(error.problem)
        else:
            self._rest.question_answered()

    def _hand_out(self) -> None:
        """Keep as many rows under way as may be."""
        allowed = self._rest.allowed()
        if allowed is Allowed.QUESTION and self._question is None:
            self._question = self._pool.submit(self._delivery.service.levels)
            self._question.add_done_callback(self._wake)
        room = {Allowed.ALL: IN_FLIGHT + _AHEAD, Allowed.ONE: 1}.get(allowed, 0)
        if len(self._sending) < room and not self._ready:
            self._guarded(self._look)
        while self._ready and len(self._sending) < room:
            number = self._ready.popleft()
            future = self._pool.submit(self._delivery.outbox.attempt, number, gate=self._gate)
            self._sending[future] = number
            future.add_done_callback(self._wake)

    def _look(self) -> None:
        """Find rows that could be sent now; not between two rows while there is nothing new to find."""
        now = self._delivery.clock()
        if now < self._looked_at:
            return
        self._not_before = {number: at for number, at in self._not_before.items() if at > now}
        passed_over = {*self._sending.values(), *self._not_before}
        due = self._due(_PAGE + len(passed_over))
        self._ready.extend(number for number in due if number not in passed_over)
        if not self._ready:
            wait_s = self._delivery.store.next_due_s(self._delivery.now())
            waits = [_LOOK_S, *(at - now for at in self._not_before.values())]
            if wait_s is not None:
                # Nothing that is due could be taken: it is under way here or elsewhere.
                waits.append(max(wait_s, 0.02))
            self._looked_at = now + min(waits)

    def _due(self, limit: int) -> list[int]:
        if self._only is None:
            return list(self._delivery.store.due(self._delivery.now(), limit))
        found = []
        for number in sorted(self._only):
            row = self._delivery.store.operation(number)
            if row is not None and row.waiting and row.held is None and row.wait_s <= 0:
                found.append(number)
        return found

    def _wake(self, _: object) -> None:
        self._looked_at = float("-inf")
        self._delivery.woken.set()

    def _sleep(self) -> None:
        if self._delivery.woken.wait(_TICK_S) and not self._sending:
            self._looked_at = float("-inf")

    def _over(self) -> bool:
        """Whether nothing more is to be waited for."""
        if self._rest.problem is not None:
            until_s = self._rest.until_s
            return until_s is None or until_s > _WORTH_WAITING_S
        if self._ready:
            return False
        soonest = self._soonest_s()
        return soonest is None or soonest > _WORTH_WAITING_S

    def _soonest_s(self) -> float | None:
        """In how many seconds a row of this run is due again."""
        now = self._delivery.clock()
        if self._only is None:
            due_s = self._delivery.store.next_due_s(self._delivery.now())
            if due_s is not None and due_s <= 0 and self._not_before:
                # What is due could not be taken; whether that mends itself soon is not known here.
                return min(self._not_before.values()) - now
            return due_s
        rows = (self._delivery.store.operation(number) for number in self._only)
        waiting = [row for row in rows if row is not None and row.waiting and row.held is None]
        return min((max(row.wait_s, self._not_before.get(row.number, now) - now) for row in waiting), default=None)

    def _standing(self) -> Iterator[Standing]:
        self._told_at = self._delivery.clock()
        try:
            counts = self._delivery.outbox.counts()
        except StoreError as error:
            if self._until_idle:
                raise
            self._rest.records_failed(error.problem)
            counts = self._told.counts if self._told else Counts()
        told = Standing(counts, self._rest.problem, self._rest.until_s)
        before, self._told = self._told, told
        if before is None or (before.counts, before.pause) != (told.counts, told.pause) or _later(before, told):
            yield told

    def _last(self) -> Iterator[Delivered | Standing]:
        """What is under way when the run ends is waited for, and told."""
        for future in self._sending:
            future.cancel()
        self._sending = {future: number for future, number in self._sending.items() if not future.cancelled()}
        while self._sending:
            self._delivery.woken.clear()
            yield from self._finished()
            if self._sending:
                self._delivery.woken.wait(_TICK_S)
        self._delivery.outbox.catch_up()
        yield from self._standing()


def _later(before: Standing, told: Standing) -> bool:
    """Whether a rest was begun anew since."""
    return (told.until_s or 0.0) > (before.until_s or 0.0)
