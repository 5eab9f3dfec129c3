"""The first use of a new key, looked for among what doors tell."""

from datetime import timedelta

from enroll_app.domain.door_events import DoorEvent, EventPage
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import Busy, ServiceError, SignInNeeded, Unreachable
from enroll_app.services.first_use import WAITS_S, NewKey, uses
from tests.services.fakes import KEY_ID, NOW, FakeService, fake_station

CARD = parse_identification("0x0110185c5b")
OTHER = parse_identification("0x00499602d2")
AWAY = Problem("away", "The service is away.")
NEW = NewKey(KEY_ID, CARD, NOW)


def at_door(kind: int, *, after_s: int = 5, card: object = CARD, known: bool = True) -> DoorEvent:
    identification = CARD if card is CARD else OTHER
    key_id = KEY_ID if known and card is CARD else None
    return DoorEvent(NOW + timedelta(seconds=after_s), kind, "Entrance", "abc123-001", identification, key_id)


def told(
    service: FakeService, *answers: tuple[DoorEvent, ...] | ServiceError, new: NewKey = NEW
) -> tuple[list[int], list[float]]:
    """The kinds of events that are told, and the waits before each question."""
    service.pages = [one if isinstance(one, ServiceError) else EventPage(one) for one in answers]
    waits: list[float] = []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        return not service.pages

    return [event.kind for event in uses(fake_station(service).keys, new, wait)], waits


def test_a_door_that_opens_is_the_end_of_it() -> None:
    service = FakeService()
    kinds, waits = told(service, (), (at_door(102),))
    assert kinds == [102]
    assert waits == list(WAITS_S[:1])


def test_a_desk_whose_clock_is_ahead_sees_it_and_nothing_of_before() -> None:
    service = FakeService()
    before, opened = at_door(102, after_s=-2000), at_door(102, after_s=-200)
    kinds, _ = told(service, (before,), (before, opened))
    assert kinds == [102]
    assert service.asked_since <= before.time
    assert told(FakeService(), (before,), (before,), (before,))[0] == []


def test_each_denial_is_told_once_until_a_door_opens() -> None:
    denied, again = at_door(205), at_door(206, after_s=9)
    kinds, _ = told(FakeService(), (denied,), (denied,), (denied, again), (denied, again, at_door(103, after_s=20)))
    assert kinds == [205, 206, 103]


def test_a_card_that_the_door_does_not_know_yet_is_recognized_by_its_number() -> None:
    assert told(FakeService(), (at_door(201, known=False),))[0] == [201]


def test_another_card_at_the_door_is_not_this_one() -> None:
    assert told(FakeService(), (at_door(102, card=OTHER), at_door(201, card=OTHER)))[0] == []


def test_the_key_of_a_code_is_recognized_by_its_id_alone() -> None:
    code = NewKey(KEY_ID, None, NOW)
    seen = DoorEvent(NOW, 101, "Entrance", "abc123-001", None, KEY_ID)
    stranger = DoorEvent(NOW, 201, "Entrance", "abc123-001")
    assert told(FakeService(), (stranger,), (seen,), new=code)[0] == [101]


def test_a_network_that_comes_back_is_waited_for() -> None:
    kinds, _ = told(FakeService(), Unreachable(AWAY), (at_door(102),))
    assert kinds == [102]


def test_a_busy_service_is_left_in_peace_for_as_long_as_it_asks() -> None:
    kinds, waits = told(FakeService(), Busy(AWAY, 77.0), (at_door(102),))
    assert kinds == [102]
    assert 77.0 in waits


def test_a_service_that_does_not_let_itself_be_asked_is_not_asked_again() -> None:
    kinds, waits = told(FakeService(), SignInNeeded(AWAY), (at_door(102),))
    assert kinds == []
    assert waits == []


def test_it_is_given_up_after_half_an_hour() -> None:
    service = FakeService()
    pages: tuple[tuple[DoorEvent, ...], ...] = ((),) * 1000
    _, waits = told(service, *pages)
    assert 20 * 60 <= sum(waits) <= 40 * 60
