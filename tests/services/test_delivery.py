"""The pump: what is due goes out, four at a time, and what stops one stops all before they are burnt through."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from threading import Event, Lock, Thread
from typing import Any
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import KeyRecord, Order, State
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Intent, Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinRule
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import (
    Busy,
    NotTrusted,
    OutcomeUnknown,
    ServiceError,
    SignInNeeded,
    Unreachable,
)
from enroll_app.services.delivery import IN_FLIGHT, Delivered, Delivery, Standing
from enroll_app.services.outbox import Outbox
from tests.services.fakes import NOW, FakeOutboxStore, FakeService

ANNA = Person("Anna", "Berg")
WHY = Problem("a", "It failed.")
# So many of the program's seconds go by in one of ours.
_SPEED = 200.0


class Doors(FakeService):
    """A service that many ask at once. failure: what it fails with now; None where it works. latency_s: of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.failure: ServiceError | None = None
        self.latency_s = 0.0
        self.most = 0
        self._now = 0
        self._lock = Lock()

    def send(self, intent: Intent, body: bytes, secret: Secret | None) -> KeyRecord | None:  # noqa: ARG002  as above
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            self.sent.append(intent)
            failure = self.failure
        time.sleep(self.latency_s)
        with self._lock:
            self._now -= 1
        if failure:
            raise failure
        card = intent.credential
        assert isinstance(card, Identification)
        return KeyRecord(UUID(int=int.from_bytes(card.parts[0])), card.decimal, card, intent.person)

    def levels(self) -> tuple[AccessLevel, ...]:
        if self.failure:
            raise self.failure
        return super().levels()


class Bench:
    """A pump on fakes, whose clock runs fast, in a thread of its own."""

    def __init__(self) -> None:
        self.service = Doors()
        self.store = FakeOutboxStore()
        self.store.clock = self.clock
        self.outbox = Outbox(self.service, self.store, self.store.register, self.now, lambda: 1.0)
        self.delivery = Delivery(
            self.service, self.store, self.outbox, self.now, clock=self.clock, fraction=lambda: 1.0
        )
        self.told: list[Delivered | Standing] = []
        self.failed: list[BaseException] = []
        self.stop = Event()

    @staticmethod
    def clock() -> float:
        return time.monotonic() * _SPEED

    @staticmethod
    def now() -> datetime:
        return NOW

    def saved(self, count: int, **changes: Any) -> list[int]:
        numbers = []
        for _ in range(count):
            card = parse_identification(f"MC:{1 + len(self.store.rows)}")
            step = self.outbox.step(Purpose.ENROLL, replace(Order(card, ANNA), **changes))
            numbers += [one.number for one in self.store.save([step], "", NOW)]
        return numbers

    def to_the_end(self, only: list[int] | None = None) -> list[Delivered | Standing]:
        return list(self.delivery.run(self.stop, until_idle=True, only=only))

    @contextmanager
    def running(self) -> Iterator[None]:
        thread = Thread(target=self._run)
        thread.start()
        try:
            yield
        finally:
            self.stop.set()
            thread.join(10)
        assert not thread.is_alive()
        assert self.failed == []

    def _run(self) -> None:
        try:
            for told in self.delivery.run(self.stop):
                self.told.append(told)
        except Exception as error:  # noqa: BLE001  the thread's top
            self.failed.append(error)

    def states(self) -> set[State]:
        return {row.operation.state for row in self.store.rows.values()}

    def standing(self) -> Standing | None:
        return next((told for told in reversed(self.told) if isinstance(told, Standing)), None)

    def paused(self) -> bool:
        standing = self.standing()
        return standing is not None and standing.pause is not None


def until(holds: Any, within_s: float = 10.0) -> None:
    end = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_what_is_due_goes_out_four_at_a_time(bench: Bench) -> None:
    bench.saved(20)
    bench.service.latency_s = 0.005
    told = bench.to_the_end()
    assert sum(isinstance(one, Delivered) for one in told) == 20
    assert bench.states() == {State.ACCEPTED}
    assert bench.service.most == IN_FLIGHT
    last = told[-1]
    assert isinstance(last, Standing)
    assert (last.counts.unfinished, last.pause) == (0, None)


def test_only_what_was_asked_for_goes_out(bench: Bench) -> None:
    numbers = bench.saved(4)
    told = bench.to_the_end(only=numbers[1:3])
    assert sorted(one.outcome.outbox_id for one in told if isinstance(one, Delivered)) == numbers[1:3]


def test_a_step_whose_turn_has_not_come_is_not_waited_for(bench: Bench) -> None:
    cards = [Order(parse_identification(f"MC:{number}"), ANNA) for number in (1, 2)]
    rows = bench.store.save([bench.outbox.step(Purpose.ENROLL, card) for card in cards], "", NOW)
    assert not any(isinstance(one, Delivered) for one in bench.to_the_end(only=[rows[1].number]))
    assert sum(isinstance(one, Delivered) for one in bench.to_the_end()) == 2


def test_what_fails_is_tried_again_after_a_while(bench: Bench) -> None:
    bench.saved(1)
    bench.service.failure = OutcomeUnknown(WHY)
    with bench.running():
        until(lambda: len(bench.service.sent) >= 2)
        bench.service.failure = None
        until(lambda: bench.states() == {State.ACCEPTED})
    states = [told.outcome.state for told in bench.told if isinstance(told, Delivered)]
    assert states[0] is State.UNKNOWN
    assert states[-1] is State.ACCEPTED


def test_five_failures_in_a_row_stop_all_and_one_row_looks_whether_it_is_over(bench: Bench) -> None:
    bench.saved(60)
    bench.service.failure = Unreachable(WHY)
    with bench.running():
        until(bench.paused)
        # Those that were on their way when the fifth failed come on top.
        most = 5 + IN_FLIGHT + 3
        assert len(bench.service.sent) <= most + 2
        until(lambda: len(bench.service.sent) > most)
        assert bench.service.most <= IN_FLIGHT
        bench.service.failure = None
        until(lambda: bench.states() == {State.ACCEPTED})
        until(lambda: not bench.paused())


def test_a_key_that_is_not_accepted_fails_no_row_and_is_asked_about_harmlessly(bench: Bench) -> None:
    bench.saved(60)
    bench.service.failure = SignInNeeded(WHY)
    with bench.running():
        until(bench.paused)
        standing = bench.standing()
        assert standing is not None
        assert standing.pause == WHY
        assert standing.until_s is not None
        assert standing.counts.waiting == 60
        tried = len(bench.service.sent)
        assert tried <= 2 * IN_FLIGHT
        time.sleep(1.5 * 60 / _SPEED)
        assert len(bench.service.sent) == tried
        bench.service.failure = None
        until(lambda: bench.states() == {State.ACCEPTED})


def test_who_is_not_trusted_is_asked_again_only_when_a_person_says_so(bench: Bench) -> None:
    bench.saved(9)
    bench.service.failure = NotTrusted(WHY)
    with bench.running():
        until(bench.paused)
        standing = bench.standing()
        assert standing is not None
        assert standing.until_s is None
        tried = len(bench.service.sent)
        bench.service.failure = None
        time.sleep(0.3)
        assert len(bench.service.sent) == tried
        bench.delivery.try_now()
        until(lambda: bench.states() == {State.ACCEPTED})


def test_a_service_that_asks_to_wait_is_left_alone_for_so_long(bench: Bench) -> None:
    bench.saved(20)
    bench.service.failure = Busy(WHY, 100.0)
    with bench.running():
        until(bench.paused)
        tried = len(bench.service.sent)
        bench.service.failure = None
        time.sleep(50 / _SPEED)
        assert len(bench.service.sent) == tried
        until(lambda: bench.states() == {State.ACCEPTED})


@pytest.mark.parametrize("failure", [NotTrusted(WHY), SignInNeeded(WHY), Busy(WHY, 100.0)])
def test_a_run_to_the_end_ends_where_everything_rests_and_says_why(bench: Bench, failure: ServiceError) -> None:
    bench.saved(20)
    bench.service.failure = failure
    last = bench.to_the_end()[-1]
    assert isinstance(last, Standing)
    assert (last.pause, last.counts.waiting) == (WHY, 20)


def test_a_run_to_the_end_waits_for_no_row_that_is_due_much_later(bench: Bench) -> None:
    bench.saved(1)
    bench.service.failure = OutcomeUnknown(WHY, retry_after_s=30.0)
    told = bench.to_the_end()
    assert sum(isinstance(one, Delivered) for one in told) == 1


def test_what_is_saved_while_it_runs_goes_out_at_a_nudge(bench: Bench) -> None:
    with bench.running():
        until(lambda: bench.standing() is not None)
        bench.saved(1)
        bench.delivery.nudge()
        until(lambda: bench.states() == {State.ACCEPTED})


def test_levels_that_are_known_by_now_let_an_order_go_on(bench: Bench) -> None:
    order = Order(parse_identification("MC:1"), ANNA, PinRule.LEAVE, unresolved_levels=("Main door",))
    bench.store.save([bench.outbox.step(Purpose.ENROLL, order, WHY)], "", NOW)
    bench.store.register.remembered = (AccessLevel(UUID(int=1), "Main door", "abc123-001"),)
    assert any(isinstance(one, Delivered) for one in bench.to_the_end())


@pytest.mark.parametrize("event", ["due", "claim", "counts"])
def test_records_that_fail_for_a_moment_end_nothing(bench: Bench, event: str) -> None:
    bench.saved(3)
    failing = bench.store.happenings.failing
    failing.add(event)
    with pytest.raises(StoreError):
        bench.to_the_end()
    with bench.running():
        until(bench.paused)
        failing.clear()
        until(lambda: bench.states() == {State.ACCEPTED})


def test_a_row_that_somebody_took_away_meanwhile_ends_nothing(bench: Bench) -> None:
    numbers = bench.saved(2)
    taken = bench.store.rows.pop(numbers[0])
    told = list(bench.delivery.run(bench.stop, until_idle=True, only=numbers))
    assert [one.outcome.outbox_id for one in told if isinstance(one, Delivered)] == numbers[1:]
    assert taken.operation.number == numbers[0]


def test_it_stops_at_once_and_waits_for_what_is_on_its_way(bench: Bench) -> None:
    bench.saved(50)
    bench.service.latency_s = 0.05
    with bench.running():
        until(lambda: bool(bench.service.sent))
    assert State.SENDING not in bench.states()
    assert State.SAVED in bench.states()
