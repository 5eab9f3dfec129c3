"""An answer that cannot be written down at once is written down later, and nothing is sent twice for it."""

import pytest

from enroll_app.domain.enrollment import Code, Order, State
from enroll_app.domain.operations import Settlement
from enroll_app.domain.ports import StoreError
from enroll_app.services.enroll import Interrupted
from tests.services.fakes import NOW
from tests.services.outbox_bench import ANNA, LOST, ORDER, Bench


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize("occasion", ["send", "enroll", "follow", "other"])
def test_an_answer_is_written_down_as_soon_as_the_disk_has_room_again(bench: Bench, occasion: str) -> None:
    station, failing = bench.station(), bench.store.happenings.failing
    failing.add("settle accepted")
    outcome = station.enroller.enroll(ORDER)
    assert (outcome.state, bench.row(7).state) == (State.ACCEPTED, State.SENDING)
    assert "written down as soon as that works" in str(outcome.problem)
    failing.clear()
    if occasion == "send":
        assert station.outbox.send(7).state is State.ACCEPTED
    elif occasion == "enroll":
        assert station.enroller.enroll(ORDER).state is State.ACCEPTED
    elif occasion == "follow":
        station.outbox.catch_up()
    else:
        station.enroller.enroll(Order(Code("0042")))
    assert (bench.row(7).state, bench.row(7).record) == (State.ACCEPTED, outcome.record)
    assert len(bench.service.sent) == (2 if occasion in ("enroll", "other") else 1)


def test_a_disk_that_is_still_full_keeps_the_card_waiting_and_the_answer(bench: Bench) -> None:
    station, failing = bench.station(), bench.store.happenings.failing
    failing.add("settle accepted")
    station.enroller.enroll(ORDER)
    assert station.enroller.enroll(ORDER).state is State.SAVED
    assert len(bench.service.sent) == 1
    failing.clear()
    assert station.outbox.send(8).state is State.ACCEPTED
    assert bench.row(7).state is State.ACCEPTED


@pytest.mark.parametrize("answer", [LOST, KeyboardInterrupt()])
def test_a_code_of_which_nobody_heard_is_not_asked_for_again_after_a_full_disk(
    bench: Bench, answer: BaseException
) -> None:
    station, failing = bench.station(), bench.store.happenings.failing
    failing.add("settle unknown")
    bench.service.answers = [answer]
    if isinstance(answer, KeyboardInterrupt):
        with pytest.raises(Interrupted):
            station.enroller.enroll(Order(Code(), ANNA))
    else:
        assert station.enroller.enroll(Order(Code(), ANNA)).state is State.UNKNOWN
    failing.clear()
    assert station.outbox.send(7).state is State.UNKNOWN
    assert bench.row(7).needs_somebody
    assert len(bench.service.sent) == 1


def test_what_was_not_sent_goes_on_after_a_full_disk(bench: Bench) -> None:
    bench.service.answers = [LOST]
    station, failing = bench.station(), bench.store.happenings.failing
    station.enroller.enroll(ORDER)
    failing.update({"by_card", "settle saved", "settle unknown"})
    with pytest.raises(StoreError):
        station.outbox.send(7)
    assert bench.row(7).state is State.SENDING
    failing.clear()
    assert station.outbox.send(7).state is State.ACCEPTED


def test_an_answer_of_an_earlier_attempt_is_never_told_of_a_later_one(bench: Bench) -> None:
    """The disk said that it failed, and wrote all the same."""
    station, failing = bench.station(), bench.store.happenings.failing
    bench.service.answers = [LOST]
    failing.add("settle unknown")
    station.enroller.enroll(ORDER)
    failing.clear()
    bench.store.settle(7, Settlement(State.UNKNOWN, problem=LOST.problem), NOW)
    assert station.outbox.send(7).state is State.ACCEPTED
    assert (bench.row(7).unknowns, bench.row(7).attempts) == (1, 2)
