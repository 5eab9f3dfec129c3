"""What the outbox has of a card that was tapped: an enrollment in two steps is told as well as one in one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.operations import Change
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import Unreachable
from enroll_app.services.card_waiting import met
from enroll_app.services.enroll import Enroller
from enroll_app.services.enrolled import left_before
from enroll_app.services.station import Station as Parts
from tests.services.records_bench import ANNA, BO, CARD, OTHER_CARD, Station

AWAY = Unreachable(Problem("away", "The service is away."))


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    opened = Station(tmp_path / "home" / "enroll.sqlite3")
    yield opened
    opened.desk.close()


@pytest.fixture
def parts(station: Station) -> Parts:
    """The same, as a face has it; cards that nobody knows are asked about first."""
    asking = Enroller(station.service, station.outbox, station.desk.register, station.now, probe_first=True)
    return Parts(asking, station.keys, station.outbox, station.delivery, None, None)  # type: ignore[arg-type]


def enroll(parts: Parts) -> None:
    parts.enroller.enroll(Order(CARD, ANNA, Pin("2000")))


@pytest.mark.parametrize("probe", [AWAY, None])
def test_a_card_of_which_only_the_question_or_not_even_that_was_answered_is_not_to_be_handed_out(
    station: Station, parts: Parts, probe: Unreachable | None
) -> None:
    station.service.faults = [probe, AWAY]
    enroll(parts)
    (left,) = left_before(parts)
    # The last row tells that the key is as it was ordered; the first one alone has the name.
    assert isinstance(station.row(left.number).intent, Change)
    assert left.intent.person == ANNA
    ((number, person),) = met(parts, CARD).waits
    assert (number, person) == (1 if probe else 2, ANNA)


def test_a_question_that_found_somebody_else_is_told_for_its_card_and_is_no_card_to_hand_out(
    station: Station, parts: Parts
) -> None:
    station.service.has(CARD, BO)
    enroll(parts)
    assert station.row(1).state is State.CONFLICT
    assert met(parts, CARD).waits == ((1, ANNA),)
    assert left_before(parts) == ()


def test_of_another_card_nothing_waits(station: Station, parts: Parts) -> None:
    station.service.faults = [AWAY]
    enroll(parts)
    assert met(parts, OTHER_CARD).waits == ()


def test_a_tapped_card_is_not_looked_for_in_everything_that_waits(
    station: Station, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.service.faults = [AWAY]
    enroll(parts)
    monkeypatch.delattr(type(station.desk.outbox), "operations")
    assert met(parts, CARD).waits == ((1, ANNA),)
