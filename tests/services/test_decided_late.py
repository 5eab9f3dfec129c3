"""A decision about a conflict that comes late, or in part: nothing old over what is newer, and nothing lost by it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from enroll_app.domain.enrollment import Code, KeyRecord, Order, State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Removal, Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import KeyConflict, KeyMissing, Unreachable
from enroll_app.services.enroll import Enroller, OnConflict
from tests.services.records_bench import ANNA, BO, CARD, DONE, OTHER_CARD, Station
from tests.store.support import AT

AWAY = Unreachable(Problem("away", "The service is away."))
TAKEN = KeyConflict(Problem("taken", "Another key stands in the way."))


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    opened = Station(tmp_path / "home" / "enroll.sqlite3")
    yield opened
    opened.desk.close()


def remove(station: Station) -> State:
    known = station.desk.register.by_card(CARD)
    assert known is not None
    return station.keys.remove(Removal(known.key_id, CARD)).state


def secrets(station: Station) -> list[bytes | None]:
    return [row["secret"] for row in station.desk.rows()]


def test_what_was_in_conflict_for_the_same_person_is_done_by_a_newer_enrollment(station: Station) -> None:
    station.enroll(BO, Pin("1000"))
    old, other = station.enroll(ANNA, Pin("2000")).outbox_id, station.enroll(Person("Cia", "Dahl"), Pin("4000"))
    assert remove(station) is State.ACCEPTED
    assert station.enroll(ANNA, Pin("3000")).state is State.ACCEPTED
    assert (station.row(old).state, station.row(other.outbox_id).state) == (State.REJECTED, State.CONFLICT)
    assert "enrolled again since" in str(station.row(old).problem)
    kept = [row["id"] for row in station.desk.rows() if row["secret"] is not None]
    assert kept == [other.outbox_id]
    with pytest.raises(InvalidInputError, match="waits for no decision"):
        station.outbox.reassign(old)
    assert station.service.of(CARD) == ("Anna Ek", "3000")


def test_a_hand_over_settles_what_was_in_conflict_before_it(station: Station) -> None:
    station.enroll(BO, Pin("1000"))
    old = station.enroll(ANNA, Pin("2000")).outbox_id
    again = station.enroller.enroll(Order(CARD, ANNA, Pin("3000")), on_conflict=OnConflict.REASSIGN)
    assert (again.state, station.row(old).state) == (State.ACCEPTED, State.REJECTED)
    assert station.outbox.counts().unfinished == 0


@pytest.mark.parametrize("decision", ["keep", "reassign"])
def test_a_decision_sends_nothing_old_over_a_newer_enrollment_of_the_card(station: Station, decision: str) -> None:
    station.enroll(BO, Pin("1000"))
    old = station.enroll(ANNA, Pin("2000")).outbox_id
    station.enroll(BO, Pin("3000"))
    asked = len(station.service.requests)
    outcome = station.outbox.keep(old) if decision == "keep" else station.outbox.reassign(old)[-1]
    assert outcome.problem is not None
    assert (outcome.state, outcome.problem.code) == (State.REJECTED, "overtaken")
    assert (station.row(old).state, station.service.of(CARD)) == (State.REJECTED, ("Bo Alm", "3000"))
    assert (len(station.service.requests), secrets(station)) == (asked, [None] * 3)


def test_what_was_to_fill_an_overtaken_probe_in_is_not_kept_either(station: Station) -> None:
    station.service.has(CARD, BO, "1000")
    prober = Enroller(station.service, station.outbox, station.desk.register, station.now, probe_first=True)
    old = prober.enroll(Order(CARD, ANNA, Pin("2000")))
    assert (old.state, old.overwritten) == (State.CONFLICT, False)
    station.enroll(BO, Pin("3000"))
    assert station.outbox.keep(old.outbox_id).state is State.REJECTED
    assert (station.service.of(CARD), station.outbox.counts().unfinished) == (("Bo Alm", "3000"), 0)
    assert not any(secrets(station))


def new_card_is_bos(station: Station) -> int:
    """Anna's old card is to be replaced, but the new one turns out to be Bo's; the number of the conflict."""
    station.enroll(ANNA, Pin("1000"))
    old = station.desk.register.by_card(CARD)
    assert old is not None
    station.service.has(OTHER_CARD, BO, "7531")
    station.service.faults = [TAKEN]
    (outcome,) = station.keys.replace(old, OTHER_CARD, Pin("2000"), levels=())
    assert outcome.state is State.CONFLICT
    return outcome.outbox_id


def test_where_a_decision_fails_the_removal_of_the_old_card_is_still_there(station: Station) -> None:
    number = new_card_is_bos(station)
    assert station.desk.box is not None
    station.desk.box.locked = True
    with pytest.raises(InvalidInputError, match="locked"):
        station.outbox.keep(number)
    station.desk.box.locked = False
    anna = station.service.keys[0].person
    station.service.faults = [None, KeyRecord(uuid4(), OTHER_CARD.decimal, OTHER_CARD, anna)]
    assert {outcome.state for outcome in station.outbox.reassign(number)} == {State.ACCEPTED}
    station.deliver()
    assert station.service.keys == []
    assert station.outbox.counts().unfinished == 0


@pytest.mark.parametrize("removal", [AWAY, DONE])
def test_a_card_whose_removal_is_on_its_way_is_the_next_persons(station: Station, removal: Unreachable | str) -> None:
    station.enroll(BO, Pin("1000"))
    station.service.faults = [removal]
    assert remove(station) is not State.ACCEPTED
    waiting = station.enroll(ANNA, Pin("2000"))
    assert waiting.state is State.SAVED
    for _ in range(3):
        station.pass_on(120)
        station.deliver()
    assert station.row(waiting.outbox_id).state is State.ACCEPTED
    assert station.service.of(CARD) == ("Anna Ek", "2000")


def test_where_that_removal_is_refused_nothing_is_sent_over_the_owner(station: Station) -> None:
    station.enroll(BO, Pin("1000"))
    station.service.faults = [AWAY]
    remove(station)
    waiting = station.enroll(ANNA, Pin("2000"))
    station.service.faults = [KeyMissing(Problem("gone", "There is no such key."))]
    station.pass_on(120)
    station.deliver()
    assert (station.row(waiting.outbox_id).state, station.row(waiting.outbox_id).owner) == (
        State.CONFLICT,
        replace(BO, person_id=station.service.keys[0].person.person_id),
    )
    assert station.service.of(CARD) == ("Bo Alm", "1000")


def test_a_key_that_was_made_anew_for_who_was_meant_is_no_conflict(station: Station) -> None:
    station.enroll(ANNA, Pin("1000"))
    # Another desk removes it.
    station.service.keys.clear()
    again = station.enroll(ANNA, Pin("2000"))
    assert again.problem is not None
    assert (again.state, again.problem.code) == (State.ACCEPTED, "key-made-anew")
    assert station.service.of(CARD) == ("Anna Ek", "2000")
    assert station.enroll(ANNA, Pin("3000")).problem is None


def test_a_key_of_nobody_named_that_was_kept_is_asked_about_once(station: Station) -> None:
    key = station.service.has(CARD, Person())
    key.person = Person()
    station.desk.register.heard(KnownKey(key.key_id, CARD), AT)
    stopped = station.enroll(ANNA, Pin("2000"))
    assert stopped.state is State.CONFLICT
    station.outbox.keep(stopped.outbox_id)
    assert station.enroll(ANNA, Pin("3000")).state is State.ACCEPTED
    assert station.enroll(BO, Pin("4000")).state is State.CONFLICT


def test_a_code_is_not_called_a_card(station: Station) -> None:
    station.service.faults = [KeyRecord(UUID(int=7), "", Code(), Person("Bo", "Alm", uuid4()))]
    told = station.enroller.enroll(Order(Code(), ANNA))
    assert told.state is State.CONFLICT
    assert str(told.problem).startswith("This code already belongs to Bo Alm")
    assert "card" not in str(told.problem)


def test_the_second_of_two_decisions_is_told_that_it_was_settled(station: Station) -> None:
    station.enroll(BO, Pin("1000"))
    number = station.enroll(ANNA, Pin("2000")).outbox_id
    station.outbox.reassign(number)
    with pytest.raises(StoreError, match="settled already"):
        station.desk.outbox.supersede(number, [], Settlement(State.REJECTED), AT)
