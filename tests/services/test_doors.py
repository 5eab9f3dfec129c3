"""The cards that doors saw lately."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from uuid import UUID

import pytest

from enroll_app.domain.door_events import UNKNOWN_KEY, DoorEvent, EventPage
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.person import Person
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import Unreachable
from enroll_app.services.doors import Sighting, door_cards, events, last_seen
from tests.services.fakes import NOW, FakeService

ONE, TWO = parse_identification("0x0110185c5b"), parse_identification("MC:7")


def event(minutes: int, card: str = "") -> DoorEvent:
    identification = parse_identification(card) if card else None
    return DoorEvent(NOW + timedelta(minutes=minutes), UNKNOWN_KEY, "Entrance", "abc123-001", identification)


def test_every_page_is_asked_for_and_the_latest_card_comes_first() -> None:
    service = FakeService([])
    service.pages = [EventPage((event(1, ONE.hex), event(4)), "more"), EventPage((event(3, "MC:7"), event(2, ONE.hex)))]
    since = datetime(2026, 6, 1, 11, tzinfo=UTC)
    assert [(one.identification, one.time.minute) for one in door_cards(service, since)] == [(TWO, 3), (ONE, 2)]
    assert service.asked_since == since


def test_a_service_that_never_ends_its_list_is_not_asked_for_ever() -> None:
    heard: list[str] = []
    service = FakeService(heard)
    service.pages = [EventPage((), f"after-{number}") for number in range(100)]
    assert door_cards(service, NOW) == ()
    assert len(heard) < 10


OLD, NEW = UUID(int=1), UUID(int=2)
BO, CIA = Person("Bo", "Alm"), Person("Cia", "Dahl")


def seen(minutes: int, key_id: UUID | None, person: Person | None = None) -> DoorEvent:
    return replace(event(minutes, ONE.hex), key_id=key_id, person=person)


@pytest.mark.parametrize(
    ("told", "key_id", "owner"),
    [
        ((seen(1, OLD, CIA), seen(3, NEW, BO), event(9, TWO.hex)), NEW, BO),
        # A system that does not know the card hides nobody who does.
        ((seen(3, NEW, BO), seen(9, None)), NEW, BO),
        ((seen(1, NEW, BO), seen(3, NEW)), NEW, BO),
        # Whose an earlier key of the card was tells nothing of who has the card now.
        ((seen(1, OLD, CIA), seen(3, NEW)), NEW, None),
    ],
)
def test_the_last_word_about_whose_key_a_card_is_counts(
    told: tuple[DoorEvent, ...], key_id: UUID, owner: Person | None
) -> None:
    service = FakeService()
    service.pages = [EventPage(told[:1], "more"), EventPage(told[1:])]
    found = last_seen(service, ONE, NOW)
    assert found.event is not None
    assert (found.event.key_id, found.event.person, found.whole) == (key_id, owner, True)


def test_a_card_that_no_door_saw_is_told_as_such_only_where_all_was_looked_at() -> None:
    service = FakeService()
    service.pages = [EventPage((event(1),))]
    assert last_seen(service, ONE, NOW) == Sighting(None, whole=True)
    service.pages = [EventPage((), f"after-{number}") for number in range(100)]
    assert last_seen(service, ONE, NOW) == Sighting(None, whole=False)
    assert len(service.pages) > 50


def test_what_one_page_told_is_not_lost_with_the_next() -> None:
    service = FakeService()
    away = Unreachable(Problem("away", "It is away."))
    service.pages = [EventPage((seen(3, NEW, BO),), "more"), away]
    assert last_seen(service, ONE, NOW) == Sighting(seen(3, NEW, BO), whole=False)
    service.pages = [EventPage((), "more"), away]
    with pytest.raises(Unreachable):
        last_seen(service, ONE, NOW)


class SlowDoors(FakeService):
    """It answers the first page at once, and the second when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.answering = Event()
        self.pages = [EventPage((seen(3, NEW, BO),), "more"), EventPage(()), EventPage(())]

    def events(self, since: datetime, continuation: str = "", *, until: datetime | None = None) -> EventPage:
        if continuation:
            self.answering.wait(20)
        return super().events(since, continuation, until=until)


def test_nobody_waits_long_for_doors_that_are_slow() -> None:
    service = SlowDoors()
    began = time.monotonic()
    try:
        assert last_seen(service, ONE, NOW, within_s=0.2) == Sighting(seen(3, NEW, BO), whole=False)
    finally:
        service.answering.set()
    assert time.monotonic() - began < 5


def test_a_service_that_names_the_same_place_again_is_not_asked_for_ever() -> None:
    service = FakeService()
    service.pages = [EventPage((event(1),), "here"), EventPage((event(2),), "here"), EventPage((event(3),), "here")]
    assert len(list(events(service, NOW))) == 2
