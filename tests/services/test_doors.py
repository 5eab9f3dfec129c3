"""The cards that doors saw lately."""

from datetime import UTC, datetime, timedelta

from enroll_app.domain.door_events import UNKNOWN_KEY, DoorEvent, EventPage
from enroll_app.domain.identification import parse_identification
from enroll_app.services.doors import door_cards, events, last_seen
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


def test_the_last_word_about_a_card_counts() -> None:
    service = FakeService()
    service.pages = [EventPage((event(1, ONE.hex), event(9, "MC:7")), "more"), EventPage((event(3, ONE.hex), event(2)))]
    found = last_seen(service, ONE, NOW)
    assert found is not None
    assert found.time == NOW + timedelta(minutes=3)
    service.pages = [EventPage(())]
    assert last_seen(service, TWO, NOW) is None


def test_a_service_that_names_the_same_place_again_is_not_asked_for_ever() -> None:
    service = FakeService()
    service.pages = [EventPage((event(1),), "here"), EventPage((event(2),), "here"), EventPage((event(3),), "here")]
    assert len(list(events(service, NOW))) == 2
