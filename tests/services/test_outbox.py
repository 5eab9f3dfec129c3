"""What waits: sent again with the same bytes, let go, dropped, and what a person decides about a conflict."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enroll_app.domain.door_events import DoorEvent, EventPage
from enroll_app.domain.enrollment import Code, KeyRecord, Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.operations import Change, Removal, SecretState
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import Refused
from enroll_app.domain.validity import Validity
from enroll_app.services.enroll import OnConflict
from tests.services.fakes import KEY_ID, NOW
from tests.services.outbox_bench import ANNA, AWAY, BO, BOS_KEY, CARD, LOST, MAIN, ORDER, SIDE, Bench


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_what_has_no_answer_is_sent_again_with_the_same_bytes(bench: Bench) -> None:
    bench.service.answers = [LOST, LOST]
    outbox = bench.station().outbox
    first = bench.enroll()
    assert first.state is State.UNKNOWN
    assert outbox.send(7).state is State.UNKNOWN
    assert outbox.counts().unconfirmed == 1
    assert outbox.send(7).state is State.ACCEPTED
    assert len(set(bench.service.bodies)) == 1
    assert bench.service.secrets == ["8642"] * 3
    assert (bench.row(7).attempts, bench.row(7).secret) == (3, SecretState.WIPED)


def test_what_was_answered_is_never_sent_again(bench: Bench) -> None:
    record = bench.enroll().record
    again = bench.station().outbox.send(7)
    assert (again.state, again.record, len(bench.service.sent)) == (State.ACCEPTED, record, 1)


def test_another_order_for_the_card_waits_behind_the_one_without_an_answer(bench: Bench) -> None:
    bench.service.answers = [LOST]
    bench.enroll()
    second = bench.enroll(replace(ORDER, pin=Pin("1379")))
    assert (second.state, len(bench.service.sent)) == (State.SAVED, 1)
    assert second.problem is not None
    outbox = bench.station().outbox
    assert outbox.send(7).state is State.ACCEPTED
    assert outbox.send(8).state is State.SAVED
    bench.store.elapsed += 61
    assert outbox.send(8).state is State.ACCEPTED
    assert bench.service.secrets == ["8642", "8642", "1379"]


def test_a_card_that_became_somebody_elses_while_the_order_waited_is_not_sent(bench: Bench) -> None:
    bench.service.answers = [AWAY]
    bench.enroll()
    bench.register.knows(CARD, BO)
    outcome = bench.station().outbox.send(7)
    assert (outcome.state, outcome.owner, outcome.overwritten) == (State.CONFLICT, BO, False)
    assert len(bench.service.sent) == 1


def test_a_first_try_that_may_have_arrived_may_have_overwritten_the_owner(bench: Bench) -> None:
    bench.service.answers = [LOST]
    bench.enroll()
    bench.register.knows(CARD, BO)
    outcome = bench.station().outbox.send(7)
    assert (outcome.state, outcome.overwritten, len(bench.service.sent)) == (State.CONFLICT, True, 1)


def test_an_order_whose_end_went_by_while_it_waited_needs_a_person(bench: Bench) -> None:
    bench.service.answers = [AWAY]
    bench.enroll(replace(ORDER, validity=Validity(None, NOW + timedelta(hours=1))))
    bench.now += timedelta(hours=2)
    outbox = bench.station().outbox
    outcome = outbox.send(7)
    assert outcome.problem is not None
    assert (outcome.state, outcome.problem.code) == (State.SAVED, "expired-while-waiting")
    assert bench.row(7).needs_somebody
    with pytest.raises(InvalidInputError, match="with a later end"):
        outbox.release(7)
    bench.now = NOW  # the clock was wrong
    assert outbox.release(7) == 7
    assert outbox.send(7).state is State.ACCEPTED


def test_without_a_vault_the_pin_is_sent_at_once_or_has_to_be_given_again(bench: Bench) -> None:
    bench.store.vault = False
    bench.service.answers = [AWAY]
    outcome = bench.enroll()
    assert "The PIN could not be kept" in str(outcome.problem)
    assert bench.row(7).held is not None
    outbox = bench.station().outbox
    assert outbox.send(7).state is State.SAVED
    assert len(bench.service.sent) == 1
    assert outbox.send(7, Secret("8642")).state is State.ACCEPTED
    assert bench.service.secrets == ["8642", "8642"]
    bench.store.rows.clear()
    assert bench.enroll().state is State.ACCEPTED


def test_a_code_that_the_service_makes_is_asked_for_again_by_a_person_alone(bench: Bench) -> None:
    bench.service.answers = [LOST]
    outcome = bench.enroll(Order(Code(), ANNA))
    assert bench.row(7).held == outcome.problem
    outbox = bench.station().outbox
    assert outbox.send(7).state is State.UNKNOWN
    assert len(bench.service.sent) == 1
    outbox.release(7)
    assert outbox.send(7).state is State.ACCEPTED


def test_digits_in_memory_send_nothing_that_waits_for_something_else(bench: Bench) -> None:
    """Without a vault the PIN is missing on disk too, yet what the order is held for is its levels."""
    bench.store.vault = False
    outcome = bench.enroll(replace(ORDER, unresolved_levels=("Main door",)))
    assert (outcome.state, bench.service.sent) == (State.SAVED, [])
    outbox = bench.station().outbox
    assert outbox.send(7, Secret("8642")).state is State.SAVED
    assert bench.service.sent == []
    bench.register.remembered = (MAIN,)
    assert outbox.release(7, Secret("8642")) == 8
    assert outbox.send(8).state is State.ACCEPTED
    assert bench.service.secrets == ["8642"]


def test_levels_kept_by_name_are_looked_up_as_soon_as_they_are_known(bench: Bench) -> None:
    order = replace(ORDER, levels=(SIDE.level_id,), unresolved_levels=("main door",))
    assert bench.enroll(order).state is State.SAVED
    outbox = bench.station().outbox
    assert outbox.resolve_levels() == 0
    with pytest.raises(InvalidInputError, match="no access level"):
        outbox.release(7)
    bench.register.remembered = (MAIN, SIDE)
    assert outbox.resolve_levels() == 1
    assert State.CONFLICT not in {one.state for one in bench.store.settled}
    assert outbox.send(8).state is State.ACCEPTED
    (sent,) = bench.service.sent
    assert isinstance(sent, Order)
    assert (sent.levels, sent.person) == ((SIDE.level_id, MAIN.level_id), ANNA)
    assert bench.service.secrets == ["8642"]


def test_an_order_waits_no_longer_than_until_the_levels_are_listed_again(bench: Bench) -> None:
    station = bench.station()
    station.enroller.enroll(replace(ORDER, unresolved_levels=("Main door",)))
    station.enroller.levels()
    assert station.outbox.counts().needing == 1
    bench.service.known_levels = (MAIN,)
    station.enroller.levels()
    assert (station.outbox.counts().needing, station.outbox.counts().waiting) == (0, 1)


def test_a_person_who_tries_again_has_the_levels_looked_up_too(bench: Bench) -> None:
    bench.service.known_levels = (MAIN,)
    outcome = bench.enroll(replace(ORDER, unresolved_levels=("Main door",)))
    again = bench.station().enroller.resend(outcome)
    assert (again.state, again.outbox_id) == (State.ACCEPTED, 8)


def test_doors_may_know_whose_card_it_is(bench: Bench) -> None:
    seen = DoorEvent(NOW, 102, "Entrance", "abc123-001", CARD, KEY_ID, BO)
    bench.service.pages = [
        EventPage((replace(seen, time=NOW - timedelta(days=2), person=ANNA),), "more"),
        EventPage((seen,)),
    ]
    outcome = bench.station(look_in_events=True).enroller.enroll(ORDER)
    assert (outcome.state, outcome.owner, bench.service.sent) == (State.CONFLICT, BO, [])
    assert bench.service.asked_since == NOW - timedelta(days=30)


def test_doors_that_cannot_be_asked_stop_nobody(bench: Bench) -> None:
    bench.service.pages = [AWAY]
    outcome = bench.station(look_in_events=True).enroller.enroll(ORDER)
    assert outcome.state is State.ACCEPTED
    assert "could not be asked whether the card is somebody's" in str(outcome.problem)


LATER = replace(ORDER, validity=Validity(NOW), levels=(MAIN.level_id,))


def test_a_probe_tells_the_owner_before_anything_is_set(bench: Bench) -> None:
    outcome = bench.station(probe_first=True).enroller.enroll(LATER)
    assert (outcome.state, outcome.intent) == (State.ACCEPTED, LATER)
    probe, filling = bench.service.sent
    assert probe == Order(CARD, ANNA)
    assert filling == Change(KEY_ID, CARD, pin=PinRule.SEALED, validity=Validity(NOW), levels=(MAIN.level_id,))
    assert bench.service.secrets == [None, "8642"]


@pytest.mark.parametrize("decision", [OnConflict.KEEP, OnConflict.REASSIGN])
def test_a_probe_that_met_somebodys_key_overwrote_nothing(bench: Bench, decision: OnConflict) -> None:
    bench.service.answers = [BOS_KEY]
    enroller = bench.station(probe_first=True).enroller
    outcome = enroller.enroll(LATER)
    assert (outcome.state, outcome.overwritten, len(bench.service.sent)) == (State.CONFLICT, False, 1)
    assert "nothing of it was changed" in str(outcome.problem)
    outbox = bench.station().outbox
    if decision is OnConflict.KEEP:
        assert outbox.keep(7).state is State.ACCEPTED
        filling = bench.service.sent[-1]
        assert isinstance(filling, Change)
        assert (filling.key_id, filling.levels) == (KEY_ID, LATER.levels)
    else:
        assert [one.state for one in outbox.reassign(7)] == [State.ACCEPTED] * 3
        assert bench.service.sent[1:3] == [Removal(KEY_ID, CARD, BO), Order(CARD, ANNA)]
        assert isinstance(bench.service.sent[-1], Change)
    assert bench.service.secrets[-1] == "8642"
    assert outbox.counts().unfinished == 0


def test_a_refusal_is_final_and_can_be_dropped_from_nowhere(bench: Bench) -> None:
    bench.service.answer = Refused(Problem("no", "No."))
    assert bench.enroll().state is State.REJECTED
    outbox = bench.station().outbox
    assert outbox.counts().unfinished == 0
    for missing in (outbox.keep, outbox.release, outbox.reassign):
        with pytest.raises(InvalidInputError):
            missing(99)


def test_an_answer_about_another_card_is_no_answer(bench: Bench) -> None:
    other = parse_identification("MC:7")
    bench.service.answer = KeyRecord(KEY_ID, other.decimal, other, ANNA)
    outcome = bench.enroll()
    assert (outcome.state, outcome.record) == (State.UNKNOWN, None)
    assert "about another card" in str(outcome.problem)
