"""One card, one line: whatever it is named by, and whatever the steps in it wait for."""

from dataclasses import replace

import pytest

from enroll_app.domain.enrollment import KeyRecord, Order, State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Operation, Purpose, Removal, SecretState, Settlement, Step
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import Problem
from tests.store.support import ANNA, AT, BO, CARD, KEY_ID, ORDER, OTHER, PLAIN, Desk, accepted, record, unknown

BY_ID = Change(KEY_ID, pin=Pin("1111"))
AWAY = Settlement(State.SAVED, held=Problem("pin-needed", "b"))
CONFLICT = Settlement(State.CONFLICT, record(BO), Problem("taken", "It is Bo's."), owner=BO, overwritten=True)


def row(desk: Desk, number: int) -> Operation:
    operation = desk.outbox.operation(number)
    assert operation
    return operation


def test_an_old_request_by_the_id_never_lands_after_a_newer_one_by_the_card(desk: Desk) -> None:
    """The station learns that both are about one key from the answer to the newer one."""
    old, new = desk.save(BY_ID), desk.save(ORDER)
    desk.send(old, unknown())
    desk.send(new, accepted())
    assert desk.blocked(old) == ("overtaken", None)
    assert row(desk, old).state is State.REJECTED
    # The first try may have landed between the two.
    assert desk.due() == []
    desk.clock.seconds += 60
    assert desk.due() == [new]
    assert desk.claimed(new).secret is not None


def test_what_comes_after_a_request_by_the_id_waits_for_it_once_its_card_is_known(desk: Desk) -> None:
    first = desk.save(BY_ID)
    desk.send(first, unknown())
    desk.register.heard(KnownKey(KEY_ID, CARD, ANNA), AT)
    second = desk.save()
    assert desk.due() == [first]
    assert desk.blocked(second)[0] == "behind-another"
    desk.send(first, accepted())
    assert desk.blocked(second) == ("in-quarantine", 60.0)


def test_two_lines_that_both_wait_for_an_answer_become_one_that_waits_for_both(desk: Desk) -> None:
    first, second = desk.save(BY_ID), desk.save()
    desk.send(first, unknown())
    desk.clock.seconds += 30
    desk.send(second, unknown())
    desk.register.heard(KnownKey(KEY_ID, CARD, ANNA), AT)
    assert desk.blocked(first) == ("in-quarantine", 60.0)
    assert desk.blocked(second)[0] == "behind-another"
    desk.clock.seconds += 60
    desk.send(first, accepted())
    desk.send(second, accepted())


def test_two_requests_about_one_key_that_are_on_their_way_are_joined_when_they_come_back(desk: Desk) -> None:
    first, second = desk.save(BY_ID), desk.save()
    desk.claimed(first)
    desk.claimed(second)
    desk.register.heard(KnownKey(KEY_ID, CARD, ANNA), AT)
    third = desk.save()
    desk.outbox.settle(second, accepted(), AT)
    assert desk.blocked(third)[0] in ("behind-another", "in-quarantine")
    desk.outbox.settle(first, unknown(), AT)
    assert desk.blocked(first) == ("overtaken", None)
    assert {one["subject"] for one in desk.rows()} == {CARD.hex}


def test_a_lost_card_is_blocked_although_its_replacement_needs_a_person(desk: Desk) -> None:
    desk.done()
    order = desk.save(replace(PLAIN, credential=OTHER), Removal(KEY_ID, CARD))
    desk.send(order, AWAY)
    block = desk.save(Change(KEY_ID, CARD))
    assert desk.due() == [block]
    desk.send(block, accepted())
    desk.outbox.release(order, AT)
    desk.send(order, accepted(BO, OTHER, ANNA.person_id or KEY_ID))
    assert desk.due() == [order + 1]
    desk.claimed(order + 1)


def test_an_old_card_that_was_enrolled_again_meanwhile_is_not_taken_away(desk: Desk) -> None:
    order = desk.save(replace(PLAIN, credential=OTHER), Removal(KEY_ID, CARD))
    desk.send(order, AWAY)
    desk.done()
    desk.outbox.release(order, AT)
    desk.send(order, accepted(BO, OTHER, ANNA.person_id or KEY_ID))
    assert desk.blocked(order + 1) == ("overtaken", None)


def repeating(desk: Desk) -> int:
    """One that was accepted behind an unknown outcome, and is to be sent once more; its number."""
    first, second = desk.save(), desk.save(ORDER)
    desk.send(first, replace(unknown(), held=Problem("a", "b")))
    desk.outbox.drop(first, AT)
    desk.clock.seconds += 60
    desk.send(second, accepted())
    return second


def a_step(order: Order, held: Problem | None = None) -> Step:
    return Step(Purpose.ENROLL, order, b"", held=held)


@pytest.mark.parametrize("way", ["release", "replaced"])
def test_nothing_is_sent_once_more_when_something_that_was_held_goes_on(desk: Desk, way: str) -> None:
    second = repeating(desk)
    desk.clock.seconds += 60
    [third] = desk.outbox.save([a_step(ORDER, Problem("a", "b"))], "", AT)
    assert desk.due() == [second]
    if way == "release":
        desk.outbox.release(third.number, AT)
        going = third.number
    else:
        steps = [a_step(replace(ORDER, pin=PinRule.SEALED))]
        going = desk.outbox.supersede(third.number, steps, Settlement(State.REJECTED), AT)[0].number
    assert desk.due() == [going]
    assert row(desk, second).secret is SecretState.WIPED


def test_a_key_that_became_somebody_elses_before_it_was_sent_once_more_is_a_conflict(desk: Desk) -> None:
    number = repeating(desk)
    desk.clock.seconds += 60
    answer = replace(CONFLICT, record=KeyRecord(KEY_ID, CARD.decimal, CARD, BO))
    desk.send(number, answer)
    found = row(desk, number)
    assert (found.state, found.owner, found.overwritten) == (State.CONFLICT, BO, True)
    assert found.secret is SecretState.KEPT
    known = desk.register.by_card(CARD)
    assert known
    assert known.owner == BO
    before = desk.register.before_conflict(number)
    assert before
    assert before.owner == ANNA
    assert desk.due() == []
    assert desk.history()[-1][:2] == (number, "conflict")
