"""Rows that a person sets aside: sent no more before somebody lets them go on, and in the way of nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Counts, Group
from enroll_app.domain.problems import InvalidInputError
from enroll_app.services.outbox import SET_ASIDE
from tests.store.support import AT, PLAIN, Desk, accepted, card, unknown


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "enroll.sqlite3")
    yield made
    made.close()


def test_a_row_that_is_set_aside_is_not_due_and_goes_on_when_it_is_let(desk: Desk) -> None:
    number = desk.save()
    desk.outbox.hold(number, SET_ASIDE, AT)
    assert desk.due() == []
    assert desk.blocked(number) == ("set-aside", None)
    assert desk.history()[-1] == (number, "saved", "Set aside by a person.")
    desk.outbox.release(number, AT)
    assert desk.due() == [number]


def test_what_came_after_it_for_the_same_card_goes_on(desk: Desk) -> None:
    first, second = desk.save(), desk.save()
    assert desk.due() == [first]
    desk.outbox.hold(first, SET_ASIDE, AT)
    assert desk.due() == [second]
    desk.send(second, accepted())
    desk.outbox.release(first, AT)
    assert desk.blocked(first)[0] == "overtaken"


def test_it_survives_the_end_of_the_program_and_wants_a_person(desk: Desk) -> None:
    number = desk.save()
    desk.outbox.hold(number, SET_ASIDE, AT)
    again = desk.again()
    found = again.outbox.operation(number)
    assert found is not None
    assert (found.held, found.needs_somebody) == (SET_ASIDE, True)
    again.close()


def test_setting_aside_takes_the_place_of_no_other_reason(desk: Desk) -> None:
    number = desk.save()
    other = replace(SET_ASIDE, code="other")
    desk.outbox.hold(number, other, AT)
    desk.outbox.hold(number, SET_ASIDE, AT)
    found = desk.outbox.operation(number)
    assert found is not None
    assert found.held == other


def test_what_is_being_sent_or_answered_or_not_there_is_not_set_aside(desk: Desk) -> None:
    sending = desk.save(replace(PLAIN, credential=card(1)), claim=True)
    done = desk.done(replace(PLAIN, credential=card(2)))
    for number in (sending, done, 99):
        with pytest.raises(InvalidInputError):
            desk.outbox.hold(number, SET_ASIDE, AT)
    assert desk.state(sending) is State.SENDING


def test_the_listing_adds_up_to_the_counts(desk: Desk) -> None:
    waiting, lost, aside, done = (desk.save(replace(PLAIN, credential=card(n))) for n in range(4))
    desk.send(lost, unknown(30))
    desk.outbox.hold(aside, SET_ASIDE, AT)
    desk.send(done, accepted(card=card(3)))
    assert desk.outbox.listing() == {
        Group.WAITING: [waiting],
        Group.UNCONFIRMED: [lost],
        Group.NEEDING: [aside],
    }
    assert replace(desk.outbox.counts(), room=0) == Counts(1, 1, 1)
