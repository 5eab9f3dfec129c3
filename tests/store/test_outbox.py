"""The outbox on a real file: what is saved, in which order it may be sent, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import Code, KeyRecord, Order, State
from enroll_app.domain.operations import Change, Counts, Purpose, Removal, SecretState, Settlement, Step
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinRule
from enroll_app.domain.ports import OutboxFullError, StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.validity import Validity
from tests.store.support import (
    ANNA,
    AT,
    BO,
    BODY,
    CARD,
    KEY_ID,
    ORDER,
    OTHER,
    PLAIN,
    Desk,
    accepted,
    card,
    record,
    step,
    unknown,
)

REFUSED = Settlement(State.REJECTED, problem=Problem("refused", "It said {no}.", "Mend it.", {"no": "{x}"}, "pin"))
CONFLICT = Settlement(State.CONFLICT, record(BO), Problem("taken", "It is Bo's."), owner=BO, overwritten=True)


def test_an_operation_is_written_down_whole(desk: Desk) -> None:
    validity = Validity(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    order = replace(ORDER, validity=validity, levels=(UUID(int=5),), person=BO, levels_problem=Problem("a", "{x}"))
    [saved] = desk.outbox.save([Step(Purpose.REPLACE, order, b"\x00body")], "pcsc:1", AT)
    [row] = desk.rows()
    assert (row["body"], row["operator"], row["reader"]) == (b"\x00body", "olga", "pcsc:1")
    assert saved == desk.outbox.operation(saved.number)
    assert saved.intent == replace(order, pin=PinRule.SEALED)
    assert (saved.state, saved.purpose, saved.created_at) == (State.SAVED, Purpose.REPLACE, AT)
    assert (saved.operator, saved.reader, saved.secret) == ("olga", "pcsc:1", SecretState.KEPT)


@pytest.mark.parametrize(
    "intent",
    [
        Change(KEY_ID, CARD, ANNA, PinRule.CLEAR, Validity(), ()),
        Change(KEY_ID, levels=(UUID(int=1), UUID(int=2))),
        Removal(KEY_ID, CARD, BO),
        Removal(None, CARD),
        Order(Code(), Person("Bo")),
    ],
)
def test_what_was_meant_is_read_back(desk: Desk, intent: Change | Removal | Order) -> None:
    operation = desk.outbox.operation(desk.save(intent))
    assert operation
    assert operation.intent == intent


def test_what_is_claimed_has_the_very_bytes_and_digits_each_time(desk: Desk) -> None:
    number = desk.save(ORDER)
    for _ in range(2):
        found = desk.claimed(number)
        assert found.body == BODY
        assert found.secret
        assert found.secret.reveal() == "8642"
        desk.outbox.settle(number, unknown(), AT)
    operation = desk.outbox.operation(number)
    assert operation
    assert (operation.attempts, operation.unknowns, operation.state) == (2, 2, State.UNKNOWN)


def test_saved_and_claimed_in_one_go_nobody_else_gets_it(desk: Desk) -> None:
    [operation] = desk.outbox.save([step()], "", AT, claim=True)
    assert (operation.state, operation.attempts) == (State.SENDING, 1)
    assert desk.blocked(operation.number) == ("being-sent", 1.0)
    other = desk.again()
    assert other.blocked(operation.number)[0] == "being-sent"
    with pytest.raises(StoreError, match="is not being sent by this program"):
        other.outbox.settle(operation.number, accepted(), AT)
    other.close()
    desk.outbox.settle(operation.number, accepted(), AT)
    assert desk.state(operation.number) is State.ACCEPTED


def test_of_one_card_the_oldest_goes_first_and_other_cards_do_not_wait(desk: Desk) -> None:
    first, second, third = desk.save(), desk.save(), desk.save(replace(PLAIN, credential=OTHER))
    assert desk.due() == [first, third]
    assert desk.blocked(second) == ("behind-another", 1.0)
    desk.claimed(first)
    assert desk.due() == [third]
    desk.outbox.settle(first, accepted(), AT)
    assert desk.due() == [second, third]


def test_a_key_named_by_its_id_stands_in_the_line_of_its_card(desk: Desk) -> None:
    desk.done()
    first = desk.save(PLAIN)
    second = desk.save(Removal(KEY_ID))
    assert desk.due() == [first]
    assert desk.blocked(second)[0] == "behind-another"


def test_codes_never_wait_for_each_other(desk: Desk) -> None:
    numbers = [desk.save(Order(Code())) for _ in range(3)]
    assert desk.due() == numbers
    for number in numbers:
        desk.claimed(number)
    assert desk.due() == []


def test_a_step_waits_for_the_one_before_and_learns_the_key_from_its_answer(desk: Desk) -> None:
    first = desk.save(PLAIN, Change(None, None, ANNA, levels=(UUID(int=1),)))
    second = first + 1
    assert desk.due() == [first]
    assert desk.blocked(second)[0] == "step-before-unanswered"
    desk.send(first, accepted())
    assert desk.due() == [second]
    assert desk.claimed(second).operation.intent.key_id == KEY_ID  # type: ignore[union-attr]


def test_steps_behind_a_rejected_one_stay_held_for_good(desk: Desk) -> None:
    first = desk.save(PLAIN, Removal(UUID(int=9), OTHER), Removal(UUID(int=8)))
    desk.send(first, REFUSED)
    assert desk.due() == []
    assert [one.number for one in desk.outbox.operations() if one.needs_somebody] == [first + 1, first + 2]
    with pytest.raises(InvalidInputError, match="The step before it was not accepted"):
        desk.outbox.release(first + 1, AT)


def test_a_rejection_keeps_its_problem_and_lets_the_next_of_the_card_go(desk: Desk) -> None:
    first, second = desk.save(ORDER), desk.save()
    desk.send(first, REFUSED)
    operation = desk.outbox.operation(first)
    assert operation
    assert (operation.problem, operation.secret) == (REFUSED.problem, SecretState.WIPED)
    assert desk.due() == [second]
    assert desk.blocked(first)[0] == "answered-already"


def test_a_failed_attempt_waits_by_the_uptime_and_not_by_the_clock(desk: Desk) -> None:
    number = desk.save()
    desk.send(number, Settlement(State.SAVED, problem=Problem("away", "Away."), wait_s=30))
    assert desk.due() == []
    assert desk.outbox.next_due_s(AT + timedelta(days=900)) == 30
    operation = desk.outbox.operation(number)
    assert operation
    assert (operation.wait_s, operation.state) == (30, State.SAVED)
    desk.clock.seconds += 31
    assert desk.due() == [number]
    assert desk.outbox.next_due_s(AT) == 0


def test_after_a_start_of_the_computer_nothing_waits_any_more(desk: Desk) -> None:
    number = desk.save()
    desk.send(number, Settlement(State.SAVED, wait_s=900))
    later = desk.again(clock=type(desk.clock)("two", 5.0))
    assert later.due() == [number]
    later.close()


def test_what_waited_behind_another_waits_no_longer_after_a_start_of_the_computer(desk: Desk) -> None:
    first, second = desk.save(), desk.save()
    desk.send(first, Settlement(State.SAVED, held=Problem("a", "b")))
    desk.send(second, Settlement(State.SAVED, wait_s=900))
    desk.outbox.release(first, AT)
    assert desk.due() == [first]
    later = desk.again(clock=type(desk.clock)("two", 5.0))
    later.outbox.drop(first, AT)
    assert later.due() == [second]
    later.close()


def test_nothing_sent_after_an_unknown_outcome_stays_unknown(desk: Desk) -> None:
    number = desk.save()
    desk.send(number, unknown())
    desk.send(number, Settlement(State.SAVED, wait_s=1))
    assert desk.state(number) is State.UNKNOWN


def test_a_held_one_waits_for_a_person_and_blocks_nobody(desk: Desk) -> None:
    first, second = desk.save(), desk.save()
    late = Problem("expired-while-waiting", "Its end is over.", "Begin anew.")
    desk.send(first, Settlement(State.SAVED, held=late))
    assert desk.blocked(first) == ("expired-while-waiting", None)
    assert desk.due() == [second]
    desk.outbox.release(first, AT)
    assert desk.due() == [first]
    for number in (first, second, 99):
        with pytest.raises(InvalidInputError):
            desk.outbox.release(number, AT)


def test_what_was_overtaken_is_never_sent(desk: Desk) -> None:
    first, second = desk.save(ORDER), desk.save()
    desk.send(first, Settlement(State.SAVED, held=Problem("a", "b")))
    desk.send(second, accepted())
    desk.outbox.release(first, AT)
    assert desk.blocked(first) == ("overtaken", None)
    operation = desk.outbox.operation(first)
    assert operation
    assert (operation.state, operation.secret) == (State.REJECTED, SecretState.WIPED)
    assert desk.due() == []


def test_dropping_takes_the_steps_behind_along_and_lets_the_next_go(desk: Desk) -> None:
    first = desk.save(PLAIN, Removal(UUID(int=9)))
    third = desk.save()
    assert desk.outbox.drop(first, AT).number == first
    assert [one.number for one in desk.outbox.operations(everything=True)] == [third]
    assert desk.due() == [third]
    desk.claimed(third)
    for number in (first, third):
        with pytest.raises(InvalidInputError):
            desk.outbox.drop(number, AT)
    desk.outbox.settle(third, accepted(), AT)
    with pytest.raises(InvalidInputError, match="It has its answer already"):
        desk.outbox.drop(third, AT)


def test_a_row_number_is_never_used_again(desk: Desk) -> None:
    numbers = [desk.save() for _ in range(3)]
    for number in numbers:
        desk.outbox.drop(number, AT)
    assert desk.save() == max(numbers) + 1


def test_the_counts_add_up(desk: Desk) -> None:
    waiting, unconfirmed, held, conflict, done = (desk.save(replace(PLAIN, credential=card(n))) for n in range(5))
    desk.send(unconfirmed, unknown())
    desk.send(held, Settlement(State.UNKNOWN, held=Problem("a", "b")))
    desk.send(conflict, CONFLICT)
    desk.send(done, accepted())
    assert desk.outbox.counts() == Counts(waiting=1, unconfirmed=1, needing=2, room=49_996)
    assert [one.number for one in desk.outbox.operations()] == [waiting, unconfirmed, held, conflict]
    assert [one.number for one in desk.outbox.operations(everything=True, above=waiting, limit=2)] == [2, 3]


def test_a_full_outbox_refuses_and_drops_nothing(desk: Desk) -> None:
    small = desk.again(most_waiting=3)
    small.save(PLAIN, Removal(KEY_ID))
    with pytest.raises(OutboxFullError, match="3 operations wait"):
        small.save(PLAIN, Removal(KEY_ID))
    small.save()
    with pytest.raises(OutboxFullError):
        small.save()
    assert len(desk.rows()) == 3
    assert small.outbox.counts().room == 0
    small.close()


def test_the_doors_word_changes_the_state_and_nothing_else(desk: Desk) -> None:
    first, second = desk.done(), desk.done(PLAIN, CONFLICT)
    failed = Settlement(State.FAILED, problem=Problem("door", "It failed."))
    for number in (first, second, 99):
        desk.outbox.propagated(number, failed, AT)
    assert (desk.state(first), desk.state(second)) == (State.FAILED, State.CONFLICT)
    known = desk.register.by_card(CARD)
    assert known
    assert known.owner == BO


def test_old_answers_are_forgotten_at_the_start_and_unfinished_rows_never(desk: Desk) -> None:
    done, open_, unit = desk.done(), desk.save(replace(PLAIN, credential=OTHER)), desk.save(PLAIN, Removal(KEY_ID))
    desk.send(unit, accepted())
    later = desk.again()
    later.outbox.renew(AT + timedelta(days=29))
    assert len(desk.rows()) == 4
    later.close()
    later = desk.again()
    later.outbox.renew(AT + timedelta(days=31))
    assert [row["id"] for row in desk.rows()] == [open_, unit, unit + 1]
    assert done not in [row["id"] for row in desk.rows()]
    later.close()


def test_half_a_character_from_a_terminal_or_a_reader_does_not_lose_the_operation(desk: Desk) -> None:
    [saved] = desk.outbox.save([step(replace(ORDER, unresolved_levels=("\udcff",)))], "r\udcff", AT)
    problem = Problem("a", "{x}", "", {"x": "\udcff"})
    desk.send(saved.number, Settlement(State.SAVED, problem=problem))
    operation = desk.outbox.operation(saved.number)
    assert operation
    assert operation.reader == "r\\udcff"
    assert str(operation.problem) == "\\udcff"


def test_the_history_says_what_happened_and_shows_no_digits(desk: Desk) -> None:
    first = desk.done(ORDER, accepted())
    second = desk.save(ORDER)
    desk.send(second, unknown())
    desk.send(second, unknown())
    desk.send(second, REFUSED)
    desk.outbox.propagated(first, Settlement(State.PARTLY_APPLIED), AT)
    desk.outbox.propagated(first, Settlement(State.APPLIED), AT)
    third = desk.save(Order(Code("0042")))
    desk.send(third, Settlement(State.ACCEPTED, KeyRecord(KEY_ID, "0042", Code("0042"))))
    fourth = desk.save()
    desk.outbox.drop(fourth, AT)
    assert [(number, state) for number, state, _ in desk.history()] == [
        (first, "saved"),
        (first, "accepted"),
        (second, "saved"),
        (second, "unknown"),
        (second, "rejected"),
        (first, "applied"),
        (third, "saved"),
        (third, "accepted"),
        (fourth, "saved"),
        (fourth, "saved"),
    ]
    entries = desk.rows("SELECT * FROM history ORDER BY seq")
    assert entries[0]["meant"] == '{"pin":"set"}'
    assert entries[1]["owner_last"] == "Öberg"
    assert "0042" not in str(desk.rows()) + str(entries)
    assert entries[9]["note"] == "Dropped from the outbox."
