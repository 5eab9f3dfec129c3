"""The doors are asked whose a card is before it is enrolled: what they tell stops what would overwrite somebody."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from enroll_app.domain.door_events import DoorEvent, EventPage
from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from tests.services.fakes import NOW
from tests.services.records_bench import ANNA, BO, CARD, Key, Station


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    opened = Station(tmp_path / "home" / "enroll.sqlite3", look_in_events=True)
    yield opened
    opened.desk.close()


def seen(key: Key | None, *, owner: Person | None = None, before: timedelta = timedelta()) -> DoorEvent:
    return DoorEvent(NOW - before, 102, "Entrance", "abc123-001", CARD, key.key_id if key else None, owner)


@pytest.mark.parametrize("later", [True, False])
def test_a_door_that_knows_the_owner_is_believed_whatever_others_do_not_know(station: Station, later: bool) -> None:
    key = station.service.has(CARD, BO, "7531")
    by_bo = seen(key, owner=key.person, before=timedelta(hours=1))
    station.service.pages = [EventPage((by_bo, seen(key if later else None)))]
    stopped = station.enroll(ANNA, Pin("2468"))
    assert (stopped.state, stopped.owner, station.service.requests) == (State.CONFLICT, key.person, [])


def test_a_key_whose_owner_no_door_names_is_not_taken_for_nobodys(station: Station) -> None:
    station.service.pages = [EventPage((seen(station.service.has(CARD, BO, "7531")),))]
    stopped = station.enroll(ANNA, Pin("2468"))
    assert (stopped.state, stopped.owner, station.service.requests) == (State.CONFLICT, None, [])
    # Handed over all the same, it is Anna's.
    assert station.outbox.reassign(stopped.outbox_id)[-1].state is State.ACCEPTED
    assert station.service.of(CARD) == ("Anna Ek", "2468")


def test_a_look_that_was_cut_off_is_told(station: Station) -> None:
    station.service.pages = [EventPage((), f"after-{number}") for number in range(100)]
    outcome = station.enroll(ANNA, Pin("2468"))
    assert outcome.state is State.ACCEPTED
    assert "the card may be somebody's already" in str(outcome.problem)


def test_an_old_event_does_not_rename_the_owner_whom_the_service_named_since(station: Station) -> None:
    station.service.pages = [EventPage(())]
    record = station.enroll(ANNA, Pin("2468")).record
    assert record is not None
    earlier = NOW - timedelta(days=900)
    station.desk.register.heard(KnownKey(record.key_id, CARD, BO, changed_at=earlier), NOW)
    known = station.desk.register.by_card(CARD)
    assert known is not None
    assert known.owner == record.person
