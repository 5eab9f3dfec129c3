"""A code that somebody chose stays that code, however often its request is made anew; one that is made is made once."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import Code, Order, State
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import KeyConflict
from tests.services.records_bench import ANNA, DONE, Station

CHOSEN = Code("123456")
MAIN = AccessLevel(UUID(int=1), "Main door", "abc123-001")


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    opened = Station(tmp_path / "home" / "enroll.sqlite3")
    yield opened
    opened.desk.close()


def test_a_chosen_code_is_sent_once_its_levels_are_known_and_again_if_no_answer_came(station: Station) -> None:
    station.enroller.enroll(Order(CHOSEN, ANNA, unresolved_levels=("Main door",)))
    assert station.row(1).intent.credential == Code(sealed=True)
    station.service.known_levels = (MAIN,)
    station.enroller.levels()
    station.service.faults = [DONE]
    assert [one.state for one in station.deliver()] == [State.UNKNOWN, State.ACCEPTED]
    assert [request["key"]["identification"] for request in station.service.requests] == ["123456"] * 2
    assert len(station.service.keys) == 1


def test_a_chosen_code_in_conflict_is_kept_with_its_digits(station: Station) -> None:
    station.service.faults = [KeyConflict(Problem("taken", "It is taken."))]
    stopped = station.enroller.enroll(Order(CHOSEN, ANNA))
    assert stopped.state is State.CONFLICT
    assert station.outbox.keep(stopped.outbox_id).state is State.ACCEPTED
    assert [key.credential for key in station.service.keys] == [CHOSEN]


def test_a_code_that_the_service_makes_is_not_made_twice(station: Station) -> None:
    station.service.faults = [DONE]
    assert station.enroller.enroll(Order(Code(), ANNA)).state is State.UNKNOWN
    assert station.row(1).intent.credential == Code()
    station.pass_on(100)
    assert station.deliver() == []
    assert len(station.service.keys) == 1
