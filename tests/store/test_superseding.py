"""Operations that take the place of others, and those that are in conflict from the beginning."""

from dataclasses import replace
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Purpose, Removal, SecretState, Settlement, Step
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import OutboxFullError, StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from tests.store.support import AT, BO, BODY, CARD, KEY_ID, ORDER, OTHER, PIN, PLAIN, Box, Desk, accepted, record, step

CONFLICT = Settlement(State.CONFLICT, record(BO), Problem("taken", "It is Bo's."), owner=BO, overwritten=True)
BEFORE = Settlement(State.CONFLICT, problem=Problem("taken", "It is Bo's; nothing was sent."), owner=BO)
NAMES = Problem("levels-not-looked-up", "The levels are not known.")
REPLACED = Settlement(State.REJECTED)


def held(desk: Desk) -> int:
    """An order that waits for its levels; its number."""
    return desk.outbox.save([Step(Purpose.ENROLL, ORDER, BODY, held=NAMES)], "reader", AT, claim=True)[0].number


def by_id(**changes: object) -> Step:
    """The same order with its levels, which takes over the digits."""
    order = replace(ORDER, pin=PinRule.SEALED, unresolved_levels=(), levels=(UUID(int=5),))
    return step(replace(order, **changes))  # type: ignore[arg-type]  # mypy cannot match the names


def test_a_conflict_is_settled_by_other_operations_in_one_go(desk: Desk) -> None:
    """The new order takes over the digits; what waited for the old one waits for the new one."""
    old = desk.save(ORDER, Removal(UUID(int=9), OTHER))
    desk.send(old, CONFLICT)
    steps = [step(Removal(KEY_ID, CARD), Purpose.REASSIGN), step(replace(ORDER, pin=PinRule.SEALED), Purpose.REASSIGN)]
    removal, order = desk.outbox.supersede(old, steps, Settlement(State.REJECTED), AT, claim=True)
    assert (removal.state, order.state, desk.state(old)) == (State.SENDING, State.SAVED, State.REJECTED)
    desk.outbox.settle(removal.number, Settlement(State.ACCEPTED), AT)
    found = desk.claimed(order.number)
    assert found.secret
    assert found.secret.reveal() == "8642"
    assert desk.due() == []
    desk.outbox.settle(order.number, accepted(), AT)
    assert desk.due() == [old + 1]
    assert [row["secret"] for row in desk.rows()] == [None] * 4


def test_a_conflict_that_is_kept_holds_its_steps_for_good_and_one_that_was_right_lets_them_go(desk: Desk) -> None:
    for state, due in ((State.REJECTED, False), (State.ACCEPTED, True)):
        old = desk.save(PLAIN, Removal(UUID(int=9), OTHER))
        desk.send(old, CONFLICT)
        assert desk.outbox.supersede(old, [], Settlement(state), AT) == ()
        assert (old + 1 in desk.due()) is due
        assert desk.state(old) is state


def test_what_is_sent_or_goes_on_by_itself_is_not_superseded(desk: Desk) -> None:
    waiting, tried = desk.save(), desk.save(replace(PLAIN, credential=OTHER))
    desk.send(tried, Settlement(State.SAVED, held=Problem("a", "b")))
    for number in (waiting, tried):
        with pytest.raises(StoreError):
            desk.outbox.supersede(number, [], REPLACED, AT)
    with pytest.raises(InvalidInputError):
        desk.outbox.supersede(99, [], REPLACED, AT)


def test_what_is_held_and_was_never_sent_is_replaced_without_a_conflict(desk: Desk) -> None:
    old = held(desk)
    [new] = desk.outbox.supersede(old, [by_id()], REPLACED, AT)
    assert (desk.state(old), new.secret, new.reader) == (State.REJECTED, SecretState.KEPT, "reader")
    assert desk.due() == [new.number]
    found = desk.claimed(new.number)
    assert found.secret
    assert found.secret.reveal() == PIN
    assert [state for number, state, _ in desk.history() if number == old] == ["saved", "rejected"]
    assert desk.outbox.counts().unfinished == 1


def test_what_takes_the_place_of_another_is_overtaken_as_that_would_have_been(desk: Desk) -> None:
    old = held(desk)
    desk.done()
    [new] = desk.outbox.supersede(old, [by_id()], REPLACED, AT)
    assert desk.blocked(new.number) == ("overtaken", None)
    assert desk.state(new.number) is State.REJECTED


def test_what_takes_the_place_of_another_goes_before_what_came_later(desk: Desk) -> None:
    old, later = held(desk), desk.save()
    [new] = desk.outbox.supersede(old, [by_id()], REPLACED, AT)
    assert desk.due() == [new.number]
    assert desk.blocked(later)[0] == "behind-another"


def test_orders_that_wait_for_levels_are_found_also_those_of_programs_that_ended(desk: Desk) -> None:
    bare = desk.again(box=Box(closed=True))
    mine, theirs = held(desk), held(bare)
    desk.save(replace(ORDER, credential=OTHER, pin=Pin("1357")))
    assert list(desk.outbox.with_level_names()) == [mine]
    assert list(bare.outbox.with_level_names()) == [mine, theirs]
    bare.close()
    assert list(desk.outbox.with_level_names()) == [mine, theirs]
    desk.outbox.drop(mine, AT)
    assert list(desk.outbox.with_level_names()) == [theirs]


def test_a_conflict_that_was_seen_before_is_one_from_the_beginning(desk: Desk) -> None:
    """Nobody who is cut off in between takes it for something that was sent."""
    [first, second] = desk.outbox.save([step(ORDER), step(Removal(KEY_ID, CARD))], "reader", AT, settlement=BEFORE)
    assert (first.state, first.owner, first.attempts, first.overwritten) == (State.CONFLICT, BO, 0, False)
    assert second.held is not None
    other = desk.again()
    assert other.outbox.renew(AT) == 0
    other.close()
    assert desk.state(first.number) is State.CONFLICT
    [new] = desk.outbox.supersede(first.number, [by_id()], REPLACED, AT)
    assert desk.claimed(new.number).secret is not None


def test_a_full_outbox_takes_what_settles_something_in_it(desk: Desk) -> None:
    full = desk.again(most_waiting=1)
    old = held(full)
    with pytest.raises(OutboxFullError):
        full.save(replace(PLAIN, credential=OTHER))
    [new] = full.outbox.supersede(old, [by_id()], REPLACED, AT)
    full.send(new.number, CONFLICT)
    removal = step(Removal(KEY_ID, CARD), Purpose.REASSIGN)
    again = step(replace(ORDER, pin=PinRule.SEALED), Purpose.REASSIGN)
    assert len(full.outbox.supersede(new.number, [removal, again], REPLACED, AT)) == 2
    assert full.outbox.counts().room == 0
    full.close()
