"""After an unknown outcome: other bytes wait until the first can land no more, and are sent once more then."""

from dataclasses import replace

import pytest

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import ANSWERED, Change, Removal, SecretState, Settlement
from enroll_app.domain.problems import Problem
from tests.store.support import AT, CARD, KEY_ID, ORDER, OTHER, PLAIN, Clock, Desk, accepted, unknown


def set_aside(desk: Desk, number: int) -> None:
    """Let an attempt have an unknown outcome, after which a person has to look."""
    desk.send(number, replace(unknown(), held=Problem("a", "b")))


def test_the_same_bytes_may_be_repeated_at_once(desk: Desk) -> None:
    number = desk.save()
    desk.send(number, unknown())
    assert desk.due() == [number]
    desk.claimed(number)


def test_other_bytes_wait_a_minute_after_the_last_unknown_attempt(desk: Desk) -> None:
    first, second, other = desk.save(), desk.save(), desk.save(replace(PLAIN, credential=OTHER))
    set_aside(desk, first)
    assert desk.due() == [other]
    assert desk.blocked(second) == ("in-quarantine", 60.0)
    desk.clock.seconds += 59
    assert desk.due() == [other]
    assert desk.blocked(second) == ("in-quarantine", 1.0)
    desk.clock.seconds += 1
    assert desk.due() == [second, other]
    desk.claimed(second)


def test_the_quarantine_outlives_the_repeat_that_was_answered(desk: Desk) -> None:
    """The first try may still be on its way."""
    first, second = desk.save(), desk.save()
    desk.send(first, unknown())
    desk.clock.seconds += 10
    desk.send(first, accepted())
    assert desk.blocked(second) == ("in-quarantine", 50.0)
    assert desk.outbox.next_due_s(AT) == 50


def test_the_quarantine_outlives_a_dropped_row_and_one_saved_afterwards_waits(desk: Desk) -> None:
    first = desk.save()
    desk.send(first, unknown())
    desk.outbox.drop(first, AT)
    number = desk.save(claim=True)
    assert desk.state(number) is State.SAVED
    assert desk.blocked(number) == ("in-quarantine", 60.0)


@pytest.mark.parametrize("clock", [Clock("two", 2000.0), Clock("one", 3.0), Clock("", 3.0)])
def test_a_start_of_the_computer_begins_the_minute_anew(desk: Desk, clock: Clock) -> None:
    """A clock that is put forward cannot end it, for it is not asked."""
    first, second = desk.save(), desk.save()
    set_aside(desk, first)
    desk.clock.seconds += 59
    later = desk.again(clock=clock)
    assert later.blocked(second) == ("in-quarantine", 60.0)
    clock.seconds += 30
    again = later.again()
    assert again.blocked(second) == ("in-quarantine", 30.0)
    assert again.outbox.next_due_s(AT) == 30
    later.close()
    again.close()


def test_what_went_out_behind_a_quarantine_is_sent_once_more_with_its_digits(desk: Desk) -> None:
    first, second = desk.save(), desk.save(ORDER)
    set_aside(desk, first)
    desk.clock.seconds += 60
    desk.send(second, accepted())
    assert desk.state(second) is State.ACCEPTED
    assert desk.due() == []
    assert desk.outbox.next_due_s(AT) == 60
    desk.clock.seconds += 60
    assert desk.due() == [second]
    found = desk.claimed(second)
    assert found.operation.state in ANSWERED
    assert found.secret
    desk.outbox.settle(second, accepted(), AT)
    assert desk.due() == []
    operation = desk.outbox.operation(second)
    assert operation
    assert (operation.state, operation.secret) == (State.ACCEPTED, SecretState.WIPED)


@pytest.mark.parametrize("outcome", [unknown(10), Settlement(State.SAVED, wait_s=10)])
def test_a_repeat_that_fails_is_tried_again_and_turns_no_state_back(desk: Desk, outcome: Settlement) -> None:
    first, second = desk.save(), desk.save(ORDER)
    set_aside(desk, first)
    desk.clock.seconds += 60
    desk.send(second, accepted())
    desk.clock.seconds += 60
    desk.send(second, outcome)
    assert (desk.state(second), desk.due()) == (State.ACCEPTED, [])
    desk.clock.seconds += 10
    assert desk.due() == [second]
    desk.send(second, Settlement(State.REJECTED))
    assert (desk.state(second), desk.due(), desk.outbox.next_due_s(AT)) == (State.ACCEPTED, [], None)


@pytest.mark.parametrize("when", ["before", "while", "after"])
def test_nothing_is_sent_once_more_when_something_newer_of_its_card_is_there(desk: Desk, when: str) -> None:
    first, second = desk.save(), desk.save(ORDER)
    set_aside(desk, first)
    desk.clock.seconds += 60
    newer = desk.save() if when == "before" else 0
    desk.send(second, accepted())
    desk.clock.seconds += 60
    if when == "while":
        desk.claimed(second)
        newer = desk.save()
        assert desk.due() == []
        desk.outbox.settle(second, unknown(), AT)
        assert desk.blocked(newer)[0] == "in-quarantine"
        desk.clock.seconds += 60
    elif when == "after":
        newer = desk.save()
    assert desk.due() == [newer]
    assert desk.blocked(second)[0] == "answered-already"
    operation = desk.outbox.operation(second)
    assert operation
    assert operation.secret is SecretState.WIPED


def test_a_removal_by_card_is_never_sent_once_more(desk: Desk) -> None:
    """It would take the card's next key away."""
    for removal, again in ((Removal(None, CARD), False), (Removal(KEY_ID, CARD), True)):
        first, second = desk.save(), desk.save(removal)
        set_aside(desk, first)
        desk.clock.seconds += 60
        desk.send(second, Settlement(State.ACCEPTED))
        desk.clock.seconds += 60
        assert (second in desk.due()) is again
        desk.outbox.drop(first, AT)


def test_long_after_an_unknown_outcome_an_enrollment_is_sent_once(desk: Desk) -> None:
    first = desk.save()
    desk.send(first, unknown())
    desk.send(first, accepted())
    desk.clock.seconds += 600
    number = desk.save(claim=True)
    assert desk.state(number) is State.SENDING
    desk.outbox.settle(number, accepted(), AT)
    assert desk.outbox.next_due_s(AT) is None


def test_what_its_process_left_unanswered_is_in_quarantine_too(desk: Desk) -> None:
    first, second = desk.save(), desk.save(Change(KEY_ID, CARD))
    desk.claimed(first)
    desk.close()
    later = desk.again()
    assert later.outbox.renew(AT) == 1
    operation = later.outbox.operation(first)
    assert operation
    assert (operation.state, operation.unknowns) == (State.UNKNOWN, 1)
    assert operation.problem
    assert operation.problem.code == "interrupted"
    later.outbox.drop(first, AT)
    assert later.blocked(second) == ("in-quarantine", 60.0)
    assert later.outbox.renew(AT) == 0
    later.close()


def accepted_behind_a_quarantine(desk: Desk) -> int:
    """An order that is to be sent once more in a minute; its number."""
    first, second = desk.save(), desk.save(ORDER)
    set_aside(desk, first)
    desk.clock.seconds += 60
    desk.send(second, accepted())
    return second


@pytest.mark.parametrize("renewed", [True, False])
@pytest.mark.parametrize(
    "clock", [Clock("one", 1421.0), Clock("one", 55_000.0), Clock("two", 5000.0), Clock("two", 3.0)]
)
def test_nothing_is_sent_once_more_when_it_is_too_late(desk: Desk, clock: Clock, *, renewed: bool) -> None:
    """The key may have been taken away at another desk since, and would be made anew with its old PIN."""
    number = accepted_behind_a_quarantine(desk)
    later = desk.again(clock=clock)
    if renewed:
        later.outbox.renew(AT)
    assert later.blocked(number) == ("answered-already", None)
    assert (later.due(), later.outbox.next_due_s(AT)) == ([], None)
    operation = later.outbox.operation(number)
    assert operation
    assert (operation.state, operation.secret) == (State.ACCEPTED, SecretState.WIPED)
    assert [note for other, _, note in later.history() if other == number][-1].startswith("Not sent once more")
    later.close()


def test_a_repeat_that_fails_again_and_again_is_given_up(desk: Desk) -> None:
    number = accepted_behind_a_quarantine(desk)
    desk.clock.seconds += 60
    for _ in range(6):
        desk.send(number, Settlement(State.SAVED, wait_s=50))
        desk.clock.seconds += 50
    assert desk.due() == [number]
    desk.clock.seconds += 1
    desk.outbox.renew(AT)
    assert desk.due() == []
    assert desk.blocked(number) == ("answered-already", None)


def test_a_process_that_ended_while_it_sent_once_more_does_not_begin_the_time_anew(desk: Desk) -> None:
    number = accepted_behind_a_quarantine(desk)
    other = desk.again()
    desk.clock.seconds += 60
    other.claimed(number)
    other.close()
    desk.clock.seconds += 301
    desk.outbox.renew(AT)
    assert (desk.due(), desk.outbox.next_due_s(AT)) == ([], None)


def test_a_repeat_that_was_not_sent_neither_counts_nor_begins_the_minute_anew(desk: Desk) -> None:
    first, second = desk.save(), desk.save()
    desk.send(first, unknown())
    desk.clock.seconds += 50
    desk.send(first, Settlement(State.SAVED))
    operation = desk.outbox.operation(first)
    assert operation
    assert (operation.state, operation.unknowns) == (State.UNKNOWN, 1)
    desk.outbox.drop(first, AT)
    assert desk.blocked(second) == ("in-quarantine", 10.0)
