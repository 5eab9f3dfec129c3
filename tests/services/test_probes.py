"""An enrollment in two steps: what tells whose the card is, then what fills its key in. Only the second one ends it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.operations import Change
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import Refused, Unreachable
from enroll_app.services.enroll import Enroller, OnConflict
from enroll_app.services.enrolled import handed_over, row_told
from enroll_app.services.station import Station as Joined
from tests.services.records_bench import ANNA, BO, CARD, DONE, Station

AWAY = Unreachable(Problem("away", "The service is away."))
NO = Refused(Problem("no", "No such level."))
ORDER = Order(CARD, ANNA, Pin("2468"))


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    opened = Station(tmp_path / "home" / "enroll.sqlite3")
    yield opened
    opened.desk.close()


def prober(station: Station) -> Enroller:
    return Enroller(station.service, station.outbox, station.desk.register, station.now, probe_first=True)


def joined(station: Station) -> Joined:
    # What is asked of it here, this one has.
    return cast("Joined", station)


@pytest.mark.parametrize("fault", [AWAY, DONE])
def test_a_probe_that_waits_is_told_as_what_fills_the_key_in(station: Station, fault: Unreachable | str) -> None:
    station.service.faults = [fault]
    outcome = prober(station).enroll(ORDER)
    assert outcome.intent == ORDER
    assert isinstance(station.row(outcome.outbox_id).intent, Change)
    station.pass_on(400)
    assert station.outbox.send(outcome.outbox_id - 1).state is State.ACCEPTED
    # The key is there, and opens nothing: that is not how it ends.
    assert station.service.of(CARD) == ("Anna Ek", None)
    assert station.row(outcome.outbox_id).state is State.SAVED
    station.pass_on(400)
    assert [one.outbox_id for one in station.deliver()][-1] == outcome.outbox_id
    assert (station.row(outcome.outbox_id).state, station.service.of(CARD)) == (State.ACCEPTED, ("Anna Ek", "2468"))


@pytest.mark.parametrize("faults", [[None, AWAY], [None, None, AWAY]])
def test_a_hand_over_of_a_key_that_is_gone_is_not_done_by_its_probe(
    station: Station, faults: list[Unreachable | None]
) -> None:
    station.enroll(BO, Pin("1000"))
    conflict = station.enroll(ANNA, Pin("2468"))
    station.service.keys.clear()
    station.service.faults = list(faults)
    outcome = handed_over(joined(station), replace(conflict, intent=ORDER))
    assert (outcome.state, outcome.intent) == (State.SAVED, ORDER)
    assert isinstance(station.row(outcome.outbox_id).intent, Change)


def test_a_hand_over_after_a_probe_is_not_done_before_the_key_is_filled_in(station: Station) -> None:
    station.service.has(CARD, BO, "1000")
    conflict = prober(station).enroll(ORDER)
    assert conflict.state is State.CONFLICT
    station.service.faults = [AWAY]
    outcome = handed_over(joined(station), conflict)
    assert isinstance(station.row(outcome.outbox_id).intent, Change)
    station.pass_on(400)
    removal, making = [row.number for row in station.outbox.operations() if row.number > outcome.outbox_id]
    assert [station.outbox.send(one).state for one in (removal, making)] == [State.ACCEPTED] * 2
    assert (station.service.of(CARD), station.row(outcome.outbox_id).state) == (("Anna Ek", None), State.SAVED)


def test_a_command_hands_over_by_the_same_number(station: Station) -> None:
    station.enroll(BO, Pin("1000"))
    station.service.keys.clear()
    station.service.faults = [None, AWAY]
    outcome = station.enroller.enroll(ORDER, on_conflict=OnConflict.REASSIGN)
    assert (outcome.state, outcome.intent) == (State.SAVED, ORDER)
    assert isinstance(station.row(outcome.outbox_id).intent, Change)


@pytest.mark.parametrize("state", [State.CONFLICT, State.REJECTED])
def test_whoever_waits_hears_that_the_probe_met_somebodys_key_or_was_refused(station: Station, state: State) -> None:
    station.service.faults = [AWAY]
    number = prober(station).enroll(ORDER).outbox_id
    told = row_told(joined(station), number)
    assert told is not None
    assert told.number == number
    if state is State.CONFLICT:
        station.service.has(CARD, BO, "1000")
    else:
        station.service.faults = [NO]
    station.pass_on(400)
    station.deliver()
    told = row_told(joined(station), number)
    assert told is not None
    assert (told.state, told.number == number) == (state, False)


def test_a_key_that_is_made_and_not_filled_in_is_told_with_the_refusal(station: Station) -> None:
    station.service.faults = [None, NO]
    outcome = prober(station).enroll(ORDER)
    assert (outcome.state, station.service.of(CARD)) == (State.REJECTED, ("Anna Ek", None))
    assert "Anna Ek has a key by now" in str(outcome.problem)
    assert "No such level." in str(outcome.problem)
