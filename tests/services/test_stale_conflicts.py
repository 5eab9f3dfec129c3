"""A decision about a conflict holds for the key and the person that were told, and for nobody else's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enroll_app.domain.enrollment import KeyRecord, Order, State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import KeyConflict, Unreachable
from tests.services.records_bench import ANNA, BO, CARD, CIA, OTHER_CARD, Station
from tests.store.support import AT

AWAY = Unreachable(Problem("away", "The service is away."))
TAKEN = KeyConflict(Problem("taken", "Another key stands in the way."))


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    opened = Station(tmp_path / "home" / "enroll.sqlite3")
    yield opened
    opened.desk.close()


def bos_card_for_anna(station: Station) -> int:
    """The number of the conflict."""
    station.enroll(BO, Pin("1000"))
    stopped = station.enroll(ANNA, Pin("2000"))
    assert stopped.state is State.CONFLICT
    return stopped.outbox_id


def removed(station: Station) -> None:
    known = station.desk.register.by_card(CARD)
    assert known is not None
    assert station.keys.remove(Removal(known.key_id)).state is State.ACCEPTED


@pytest.mark.parametrize("decision", ["keep", "reassign"])
def test_a_decision_about_bos_key_does_nothing_to_who_has_the_card_now(station: Station, decision: str) -> None:
    number = bos_card_for_anna(station)
    removed(station)
    assert station.enroll(CIA, Pin("3000")).state is State.ACCEPTED
    outcome = station.outbox.keep(number) if decision == "keep" else station.outbox.reassign(number)[-1]
    assert (outcome.state, outcome.overwritten) == (State.CONFLICT, False)
    assert outcome.owner is not None
    assert outcome.owner.full_name == "Cia Dahl"
    assert station.service.of(CARD) == ("Cia Dahl", "3000")
    # Now the decision is about Cia, and the PIN that was meant is still there.
    assert station.outbox.reassign(outcome.outbox_id)[-1].state is State.ACCEPTED
    assert station.service.of(CARD) == ("Anna Ek", "2000")


def test_a_key_that_was_removed_since_is_kept_by_nobody(station: Station) -> None:
    number = bos_card_for_anna(station)
    removed(station)
    with pytest.raises(InvalidInputError, match="not Bo Alm's any more"):
        station.outbox.keep(number)
    assert station.row(number).state is State.CONFLICT
    station.service.has(CARD, CIA, "3000")
    # Unknown to this station; what is removed is Bo's key alone, and that Cia's was hit is told.
    assert station.outbox.reassign(number)[-1].state is State.CONFLICT
    assert [key.person.full_name for key in station.service.keys] == ["Cia Dahl"]


def test_a_change_that_waited_is_not_sent_to_a_key_that_is_another_persons(station: Station) -> None:
    key = station.service.has(CARD, BO, "1000")
    station.service.faults = [AWAY]
    assert station.keys.change(Change(key.key_id, CARD, ANNA, Pin("2000"))).state is State.SAVED
    station.desk.register.heard(KnownKey(key.key_id, CARD, key.person), AT)
    outcome = station.outbox.send(1)
    assert (outcome.state, outcome.owner) == (State.CONFLICT, key.person)
    assert "is Bo Alm's, not Anna Ek's; nothing was sent" in str(outcome.problem)
    assert station.service.of(CARD) == ("Bo Alm", "1000")
    with pytest.raises(InvalidInputError, match="Take it out of the outbox"):
        station.outbox.keep(1)


def replaced_by_bos_card(station: Station) -> int:
    """Anna's new card turns out to be somebody's; the number of the conflict."""
    station.enroll(ANNA, Pin("1000"))
    old = station.desk.register.by_card(CARD)
    assert old is not None
    (outcome,) = station.keys.replace(old, OTHER_CARD, Pin("2000"), levels=())
    assert outcome.state is State.CONFLICT
    return outcome.outbox_id


@pytest.mark.parametrize("told", ["in the answer", "as a refusal"])
def test_the_old_card_stays_where_the_new_one_is_kept_as_somebody_elses(station: Station, told: str) -> None:
    station.service.has(OTHER_CARD, BO, "7531")
    station.service.faults = [None, TAKEN] if told == "as a refusal" else []
    kept = station.outbox.keep(replaced_by_bos_card(station))
    assert kept.state is State.ACCEPTED
    assert "the old key of Anna Ek was not removed" in str(kept.problem)
    station.deliver()
    assert {key.credential for key in station.service.keys} == {CARD, OTHER_CARD}
    assert station.outbox.counts().unfinished == 0


def test_a_key_of_nobody_named_is_given_to_nobody_by_itself(station: Station) -> None:
    key = station.service.has(CARD, BO, "1000")
    station.desk.register.heard(KnownKey(key.key_id, CARD), AT)
    stopped = station.enroll(ANNA, Pin("2000"))
    assert (stopped.state, stopped.owner, station.service.requests) == (State.CONFLICT, None, [])
    assert "it is not known whether it is Anna Ek's" in str(stopped.problem)
    # Who names nobody means the key that is there.
    assert station.enroller.enroll(Order(CARD, Person(), Pin("3000"))).state is State.ACCEPTED
    assert station.service.of(CARD) == ("Bo Alm", "3000")


def test_a_key_whose_levels_were_all_taken_away_and_that_has_some_is_told(station: Station) -> None:
    key = station.service.has(CARD, ANNA)
    level = key.key_id
    answered = KeyRecord(key.key_id, CARD.decimal, CARD, key.person, levels=(level,))
    station.service.faults = [answered]
    outcome = station.keys.change(Change(key.key_id, CARD, levels=()))
    assert (outcome.state, outcome.problem and outcome.problem.code) == (State.ACCEPTED, "answer-differs")
    assert station.keys.change(Change(key.key_id, CARD, levels=())).problem is None
