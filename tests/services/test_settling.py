"""What a person decides about a conflict: the key is kept, handed over, or given back what it had."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Purpose, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import KeyMissing, Refused
from enroll_app.domain.validity import Validity
from enroll_app.services.enroll import OnConflict
from tests.services.fakes import KEY_ID, NOW
from tests.services.outbox_bench import ANNA, BO, BOS_KEY, CARD, LOST, MAIN, ORDER, SIDE, Bench

GONE = KeyMissing(Problem("gone", "There is no such key."))
EM = parse_identification("0x0110185c5b")
BOTH = parse_identification("0x0110185c5b|0x90d752c5")


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_conflict_that_is_kept_changes_the_owners_key_by_its_id(bench: Bench) -> None:
    bench.register.knows(CARD, BO)
    stopped = bench.enroll()
    assert stopped.state is State.CONFLICT
    bench.service.answer = BOS_KEY
    kept = bench.station().outbox.keep(7)
    assert kept.state is State.ACCEPTED
    assert bench.service.sent == [Change(KEY_ID, CARD, BO, PinRule.SEALED)]
    assert bench.service.secrets == ["8642"]
    with pytest.raises(InvalidInputError):
        bench.station().outbox.keep(7)


def test_a_conflict_seen_in_the_answer_is_kept_as_it_is(bench: Bench) -> None:
    bench.service.answer = BOS_KEY
    assert bench.enroll().overwritten
    kept = bench.station().outbox.keep(7)
    assert (kept.state, kept.owner, kept.record) == (State.ACCEPTED, BO, BOS_KEY)
    assert (len(bench.service.sent), bench.row(7).state) == (1, State.ACCEPTED)


@pytest.mark.parametrize("known", [True, False])
def test_a_card_is_handed_over_by_removing_the_old_key_by_its_id_first(bench: Bench, known: bool) -> None:
    if known:
        bench.register.knows(CARD, BO)
    else:
        bench.service.answers = [BOS_KEY]
    outcome = bench.enroll(on_conflict=OnConflict.REASSIGN)
    assert outcome.state is State.ACCEPTED
    assert outcome.record is not None
    assert outcome.record.person == ANNA
    removal, order = bench.service.sent[-2:]
    assert (removal, order) == (Removal(KEY_ID, CARD, BO), replace(ORDER, pin=PinRule.SEALED))
    assert bench.service.secrets[-2:] == [None, "8642"]
    assert [bench.row(number).purpose for number in (8, 9)] == [Purpose.REASSIGN] * 2


def test_a_new_key_that_is_refused_is_told_together_with_the_old_one_that_is_gone(bench: Bench) -> None:
    bench.register.knows(CARD, BO)
    bench.service.answers = [None, Refused(Problem("no", "The service refused {what}.", "Look.", {"what": "it"}))]
    outcome = bench.enroll(on_conflict=OnConflict.REASSIGN)
    assert (outcome.state, outcome.outbox_id) == (State.REJECTED, 9)
    assert outcome.problem == bench.row(9).problem
    assert str(outcome.problem) == (
        "The key of Bo Ek is removed already, and Anna Berg got none: the card opens nothing now. "
        "The service refused it. Look."
    )


def test_a_hand_over_that_is_cut_off_goes_on_where_it_was(bench: Bench) -> None:
    bench.register.knows(CARD, BO)
    bench.service.answers = [LOST]
    assert bench.enroll(on_conflict=OnConflict.REASSIGN).state is State.UNKNOWN
    outbox = bench.station().outbox
    assert outbox.send(9).state is State.SAVED
    assert outbox.send(8).state is State.ACCEPTED
    bench.store.elapsed += 61
    assert outbox.send(9).state is State.ACCEPTED


def test_an_overwritten_key_gets_back_what_is_known_of_it_and_a_new_pin(bench: Bench) -> None:
    end = NOW + timedelta(days=90)
    bench.register.keys[KEY_ID] = KnownKey(KEY_ID, None, BO, validity=Validity(None, end), levels=(MAIN.level_id,))
    bench.service.answers = [BOS_KEY]
    order = replace(ORDER, validity=Validity(NOW + timedelta(days=1), NOW + timedelta(days=2)), levels=(SIDE.level_id,))
    assert bench.enroll(order).overwritten
    outbox = bench.station().outbox
    before = outbox.restorable(7)
    assert before is not None
    assert before.levels == (MAIN.level_id,)
    outcome = outbox.restore(7, Pin("2468"))
    assert (outcome.state, outcome.problem) == (State.ACCEPTED, None)
    # A start cannot be taken away; one that has passed comes to the same.
    restored = Change(KEY_ID, CARD, BO, PinRule.SEALED, Validity(NOW, end), (MAIN.level_id,))
    assert bench.service.sent[-1] == restored
    assert bench.service.secrets[-1] == "2468"


def test_a_key_that_was_blocked_before_it_was_overwritten_is_given_back_as_a_blocked_one(bench: Bench) -> None:
    end = NOW - timedelta(days=400)
    bench.register.keys[KEY_ID] = KnownKey(KEY_ID, None, BO, validity=Validity(None, end), levels=(MAIN.level_id,))
    bench.service.answers = [BOS_KEY]
    bench.enroll(replace(ORDER, validity=Validity(NOW, NOW + timedelta(days=2)), levels=(SIDE.level_id,)))
    assert bench.station().outbox.restore(7, Pin("2468")).state is State.ACCEPTED
    sent = bench.service.sent[-1]
    assert isinstance(sent, Change)
    assert sent.validity == Validity(end - timedelta(seconds=1), end)


def test_what_the_service_cannot_give_back_is_said(bench: Bench) -> None:
    bench.register.keys[KEY_ID] = KnownKey(KEY_ID, None, BO)
    bench.service.answers = [BOS_KEY]
    order = replace(ORDER, validity=Validity(None, NOW + timedelta(days=2)), levels=(SIDE.level_id,))
    bench.enroll(order)
    outcome = bench.station().outbox.restore(7, Pin("2468"))
    assert outcome.state is State.ACCEPTED
    assert "no way to give back that it never expires and its access levels" in str(outcome.problem)


def test_nothing_is_restored_of_a_key_that_nobody_here_knew(bench: Bench) -> None:
    bench.service.answers = [BOS_KEY]
    bench.enroll()
    outbox = bench.station().outbox
    assert outbox.restorable(7) is None
    with pytest.raises(InvalidInputError, match="does not know how this key was"):
        outbox.restore(7, Pin("2468"))


def test_an_answer_with_another_key_than_was_known_for_the_card_is_a_conflict(bench: Bench) -> None:
    bench.register.knows(CARD, ANNA, key_id=UUID(int=77))
    outcome = bench.enroll()
    assert (outcome.state, outcome.overwritten) == (State.CONFLICT, True)
    assert "another key than this station knew" in str(outcome.problem)


@pytest.mark.parametrize("known", [Person("Cleo", "Dahl", UUID(int=3)), Person("Cleo", "Dahl")])
def test_what_somebody_else_had_is_given_to_nobody(bench: Bench, known: Person) -> None:
    """Between what this station knew and the answer, the key went to another person elsewhere."""
    bench.register.keys[KEY_ID] = KnownKey(KEY_ID, None, known, levels=(MAIN.level_id,))
    bench.service.answers = [BOS_KEY]
    assert bench.enroll().overwritten
    outbox = bench.station().outbox
    assert outbox.restorable(7) is None
    with pytest.raises(InvalidInputError, match="does not know how this key was"):
        outbox.restore(7, Pin("2468"))
    assert len(bench.service.sent) == 1


def test_a_key_is_given_back_to_its_owner_as_the_service_names_them_now(bench: Bench) -> None:
    bench.register.keys[KEY_ID] = KnownKey(KEY_ID, None, Person("Bo"), levels=(MAIN.level_id,))
    bench.service.answers = [BOS_KEY]
    bench.enroll()
    assert bench.station().outbox.restore(7, Pin("2468")).state is State.ACCEPTED
    assert bench.service.sent[-1] == Change(KEY_ID, CARD, BO, PinRule.SEALED, levels=(MAIN.level_id,))


def test_a_hand_over_goes_on_where_a_first_try_has_removed_the_old_key(bench: Bench) -> None:
    bench.register.knows(CARD, BO)
    bench.service.answers = [LOST, GONE]
    bench.enroll(on_conflict=OnConflict.REASSIGN)
    outbox = bench.station().outbox
    assert outbox.send(8).state is State.ACCEPTED
    bench.store.elapsed += 61
    outbox.send(9)
    assert [bench.row(number).state for number in (8, 9)] == [State.ACCEPTED] * 2
    assert bench.register.keys[KEY_ID].owner == ANNA


def test_a_side_of_a_card_that_has_a_key_gets_a_key_of_its_own(bench: Bench) -> None:
    bench.register.knows(BOTH, ANNA, key_id=UUID(int=77))
    outcome = bench.enroll(Order(EM, ANNA))
    assert (outcome.state, outcome.owner, outcome.problem) == (State.ACCEPTED, None, None)


@pytest.mark.parametrize("decision", [OnConflict.KEEP, OnConflict.REASSIGN])
def test_a_conflict_over_one_side_is_settled_with_the_key_of_the_whole_card(bench: Bench, decision: OnConflict) -> None:
    bench.register.knows(BOTH, BO)
    outcome = bench.enroll(Order(EM, ANNA), decision)
    assert outcome.state is State.ACCEPTED
    target = bench.service.sent[0]
    assert isinstance(target, Removal if decision is OnConflict.REASSIGN else Change)
    assert (target.key_id, target.identification) == (KEY_ID, BOTH)
