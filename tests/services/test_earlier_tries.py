"""A card that was sent for somebody without an answer may be theirs, also after that try was given up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Purpose, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import OutcomeUnknown, Refused
from tests.services.fakes import NOW
from tests.services.records_bench import ANNA, BO, CARD, CIA, DONE, NEVER, Station

PIN, NEW = Pin("1357"), Pin("2468")
FAILING = OutcomeUnknown(Problem("failing", "It failed at this."), own_failure=True)
NO = Refused(Problem("no", "The service refused {what}.", "", {"what": "it"}))


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    opened = Station(tmp_path / "home" / "enroll.sqlite3")
    yield opened
    opened.desk.close()


def given_up(station: Station, *, drop: bool, fault: str = DONE) -> None:
    """Anna's card was sent, no answer came, and it goes no further by itself."""
    station.service.faults = [fault, FAILING, FAILING]
    number = station.enroll(ANNA, PIN).outbox_id
    if drop:
        station.outbox.drop(number)
        station.service.faults.clear()
    else:
        assert [station.outbox.send(number).state for _ in range(2)] == [State.UNKNOWN] * 2
        assert station.row(number).needs_somebody
    station.pass_on(61)


@pytest.mark.parametrize("drop", [True, False])
def test_somebody_else_gets_the_card_only_when_a_person_says_so(station: Station, drop: bool) -> None:
    given_up(station, drop=drop)
    sent = len(station.service.requests)
    stopped = station.enroll(BO, NEW)
    assert (stopped.state, stopped.owner, stopped.overwritten) == (State.CONFLICT, ANNA, False)
    assert "was sent for Anna Ek before, and no answer came" in str(stopped.problem)
    assert len(station.service.requests) == sent
    assert station.service.of(CARD) == ("Anna Ek", "1357")
    assert station.outbox.reassign(stopped.outbox_id)[-1].state is State.ACCEPTED
    assert station.service.of(CARD) == ("Bo Alm", "2468")


@pytest.mark.parametrize("fault", [DONE, NEVER])
def test_the_card_can_be_kept_for_who_it_was_sent_for(station: Station, fault: str) -> None:
    given_up(station, drop=True, fault=fault)
    kept = station.outbox.keep(station.enroll(BO, NEW).outbox_id)
    assert kept.state is State.ACCEPTED
    assert station.service.of(CARD) == ("Anna Ek", "2468")


def test_the_same_person_gets_it_without_a_question(station: Station) -> None:
    given_up(station, drop=True)
    assert station.enroll(ANNA, NEW).state is State.ACCEPTED
    assert station.service.of(CARD) == ("Anna Ek", "2468")


@pytest.mark.parametrize("person", [Person("Anna"), replace(BO, first_name="")])
def test_a_part_of_a_name_is_not_enough(station: Station, person: Person) -> None:
    given_up(station, drop=True)
    assert station.enroll(person, NEW).state is State.CONFLICT


def test_what_the_service_has_answered_about_the_card_since_is_no_doubt_any_more(station: Station) -> None:
    given_up(station, drop=True)
    record = station.enroll(ANNA, NEW).record
    assert record is not None
    assert station.keys.remove(Removal(record.key_id)).state is State.ACCEPTED
    assert station.service.keys == []
    assert station.enroll(BO, NEW).state is State.ACCEPTED


def test_a_refusal_does_not_say_that_an_earlier_try_was_not_done(station: Station) -> None:
    station.service.faults = [DONE, NO]
    station.enroll(ANNA, PIN)
    refused = station.outbox.send(1)
    assert refused.state is State.UNKNOWN
    assert "may have been done: The service refused it" in str(refused.problem)
    assert station.row(1).needs_somebody
    station.pass_on(61)
    assert station.enroll(BO, NEW).state is State.CONFLICT


def test_that_another_key_is_gone_does_not_say_whose_the_card_is(station: Station) -> None:
    station.enroll(ANNA, PIN)
    first = station.enroll(CIA, NEW).outbox_id
    station.service.keys.clear()  # at another desk
    second = station.enroll(BO, NEW).outbox_id
    station.service.faults = [None, DONE]
    lost = station.outbox.reassign(second)[-1]
    assert lost.state is State.UNKNOWN
    # What is told of is what fills the key in; what has no answer is the probe before it.
    probe = next(row for row in station.outbox.operations() if row.purpose is Purpose.PROBE)
    assert probe.number < lost.outbox_id
    station.outbox.drop(probe.number)
    station.pass_on(61)
    removed = station.enroll(CIA, NEW)
    assert (removed.state, removed.owner) == (State.CONFLICT, BO)
    key = UUID(int=77)
    steps = [station.outbox.step(Purpose.REASSIGN, Removal(key, CARD))]
    assert station.outbox.submit(steps)[0].state is State.REJECTED
    told = station.enroll(CIA, NEW)
    assert (told.state, told.owner) == (State.CONFLICT, BO)
    assert station.service.of(CARD)[0] == "Bo Alm"
    assert first != told.outbox_id


def test_a_card_without_a_key_is_nobodys_once_no_try_can_land_any_more(station: Station) -> None:
    station.service.faults = [NEVER]
    station.outbox.drop(station.enroll(ANNA, PIN).outbox_id)
    station.pass_on(61)
    assert station.enroll(BO, NEW).state is State.CONFLICT
    assert station.keys.remove(Removal(None, CARD)).state is State.REJECTED
    assert station.enroll(BO, NEW).state is State.ACCEPTED


def test_what_was_tried_long_ago_is_forgotten(station: Station) -> None:
    given_up(station, drop=True, fault=NEVER)
    for days, state in ((29, State.CONFLICT), (31, State.ACCEPTED)):
        store = station.desk.again().outbox
        store.renew(NOW + timedelta(days=days))
        assert station.enroll(BO, NEW).state is state


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        (Person(), ANNA, "sent for nobody by name before, and no answer came, so that it may be anybody's; nothing"),
        (ANNA, replace(ANNA, person_id=UUID(int=9)), "and it is not sure that this is the same Anna Ek; nothing"),
    ],
)
def test_the_words_fit_who_it_was_sent_for(station: Station, first: Person, then: Person, words: str) -> None:
    station.service.faults = [NEVER]
    station.outbox.drop(station.enroll(first, PIN).outbox_id)
    station.pass_on(61)
    assert words in str(station.enroll(then, NEW).problem)
