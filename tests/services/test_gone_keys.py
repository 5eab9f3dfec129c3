"""A key that was removed elsewhere: what its card has by now is nobody's to overwrite, and nothing is given back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import KeyMissing
from enroll_app.services.enroll import OnConflict
from tests.services.records_bench import ANNA, BO, CARD, CIA, Station

PIN, NEW = Pin("1357"), Pin("2468")


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    opened = Station(tmp_path / "home" / "enroll.sqlite3")
    yield opened
    opened.desk.close()


def test_a_card_that_is_somebody_elses_by_now_is_not_taken_from_them(station: Station) -> None:
    station.enroll(BO, PIN)
    station.service.keys.clear()
    station.service.has(CARD, CIA, "4839")
    outcome = station.enroller.enroll(Order(CARD, ANNA, NEW), on_conflict=OnConflict.REASSIGN)
    assert (outcome.state, outcome.overwritten) == (State.CONFLICT, False)
    assert outcome.owner is not None
    assert outcome.owner.full_name == "Cia Dahl"
    assert station.service.of(CARD) == ("Cia Dahl", "4839")
    # Said once more, with the name in sight, it is taken from her.
    assert station.outbox.reassign(outcome.outbox_id)[-1].state is State.ACCEPTED
    assert station.service.of(CARD) == ("Anna Ek", "2468")
    assert station.outbox.counts().unfinished == 0


def test_a_card_that_is_nobodys_by_now_is_enrolled_at_once(station: Station) -> None:
    station.enroll(BO, PIN)
    station.service.keys.clear()
    order = Order(CARD, ANNA, NEW)
    outcome = station.enroller.enroll(order, on_conflict=OnConflict.REASSIGN)
    assert (outcome.state, outcome.intent) == (State.ACCEPTED, order)
    assert station.service.of(CARD) == ("Anna Ek", "2468")
    assert station.outbox.counts().unfinished == 0


def test_nor_is_it_changed_for_who_had_it_before(station: Station) -> None:
    station.enroll(BO, PIN)
    known = station.keys.known(CARD)
    station.service.statuses = [KeyMissing(Problem("key-unknown", "There is no such key."))]
    station.service.keys.clear()
    station.service.has(CARD, CIA, "4839")
    outcome = station.enroller.enroll(Order(CARD, BO, NEW), handed=known)
    assert (outcome.state, outcome.overwritten) == (State.CONFLICT, False)
    assert station.service.of(CARD) == ("Cia Dahl", "4839")
