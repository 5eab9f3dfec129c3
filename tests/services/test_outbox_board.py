"""What may be done about a row of the outbox, and what trying one by hand comes to; on real records."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from enroll_app.domain.enrollment import NOBODY_NAMED, Code, Order, State
from enroll_app.domain.operations import Change, Counts, Operation, Purpose, SecretState
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.services import station
from enroll_app.services.outbox_board import Deed, deeds, given_digits, lacks_digits, perhaps_done, try_now
from enroll_app.services.support import call_for_help
from tests.services.fakes import NOW
from tests.services.records_bench import ANNA, CARD, DONE, Station
from tests.store.support import AT, KEY_ID

HELD = Problem("late", "Late.")


@pytest.fixture
def bench(tmp_path: Path) -> Station:
    return Station(tmp_path / "enroll.sqlite3")


def parts(bench: Station) -> station.Station:
    unused: Any = None
    return station.Station(bench.enroller, bench.keys, bench.outbox, unused, unused, unused)


def saved(bench: Station, order: Order | None = None) -> Operation:
    step = bench.outbox.step(Purpose.ENROLL, order or Order(CARD, ANNA))
    return bench.desk.outbox.save([step], "", AT)[0]


def test_what_may_be_done_follows_from_how_it_stands(bench: Station) -> None:
    row = saved(bench)
    assert deeds(row) == (Deed.TRY, Deed.SET_ASIDE, Deed.DROP)
    assert deeds(replace(row, state=State.SENDING)) == ()
    assert deeds(replace(row, state=State.APPLIED)) == ()
    assert deeds(replace(row, held=HELD)) == (Deed.GO_ON, Deed.DROP)
    assert deeds(replace(row, held=replace(HELD, code="step-before-stopped"))) == (Deed.DROP,)
    assert deeds(replace(row, state=State.CONFLICT)) == (Deed.DECIDE, Deed.DROP)
    change = replace(row, state=State.CONFLICT, intent=Change(KEY_ID))
    assert deeds(change) == (Deed.DROP,), "nobody answered, so that there is nothing to leave as it is"


def test_digits_are_asked_for_only_where_they_help(bench: Station) -> None:
    row = replace(saved(bench), secret=SecretState.MISSING, held=HELD, intent=Order(CARD, ANNA, PinRule.SEALED))
    assert lacks_digits(row)
    assert not lacks_digits(replace(row, held=replace(HELD, code="send-anew")))
    given = given_digits(row, " 0042 ")
    assert given is not None
    assert given.reveal() == "0042"
    assert given_digits(replace(row, secret=SecretState.KEPT), "") is None
    with pytest.raises(InvalidInputError):
        given_digits(row, "12")
    code = replace(row, intent=Order(Code(sealed=True), ANNA))
    given = given_digits(code, "123456")
    assert given is not None
    assert given.reveal() == "123456"


def test_what_was_set_aside_is_sent_when_somebody_lets_it_go_on(bench: Station) -> None:
    number = saved(bench).number
    bench.outbox.set_aside(number)
    assert bench.outbox.send(number).state is State.SAVED
    assert bench.service.keys == []
    assert try_now(parts(bench), number).state is State.ACCEPTED
    assert bench.outbox.counts().unfinished == 0


def test_a_row_is_tried_with_the_digits_that_were_missing(bench: Station) -> None:
    bench.desk.database.sealer.closed = True  # type: ignore[union-attr]
    row = saved(bench, Order(CARD, ANNA, Pin("8642")))
    other = bench.desk.again()
    other.outbox.hold(row.number, HELD, AT)
    assert try_now(parts(bench), row.number, Secret("8642")).state is State.ACCEPTED
    assert bench.service.of(CARD)[1] == "8642"
    other.close()


def test_a_row_that_went_meanwhile_is_told(bench: Station) -> None:
    number = saved(bench).number
    bench.outbox.drop(number)
    with pytest.raises(InvalidInputError) as caught:
        try_now(parts(bench), number)
    assert caught.value.problems[0].code == "row-gone"


def test_an_answer_that_was_lost_is_said_to_be_perhaps_done(bench: Station) -> None:
    number = saved(bench).number
    bench.service.faults = [DONE]
    assert try_now(parts(bench), number).state is State.UNKNOWN
    row = bench.outbox.operation(number)
    assert row is not None
    assert perhaps_done(row)


def test_a_call_for_help_names_nobody_and_no_card(bench: Station) -> None:
    order = Order(CARD, ANNA, Pin("8642"))
    problem = Problem("refused", "The service refused {name}.", facts={"name": ANNA.full_name})
    row = replace(saved(bench, order), held=problem, attempts=2, owner=NOBODY_NAMED)
    words = call_for_help(NOW, Counts(1, 0, 1), problem, row)
    assert "Number 1: enroll, saved" in words
    assert "Held: refused" in words
    assert "1 waiting, 0 not confirmed, 1 need" in words
    for secret in (ANNA.first_name, ANNA.last_name, "8642", CARD.hex, CARD.decimal):
        assert secret not in words
