"""Steps that belong together and are set aside: they go on together, and never one that has nothing to come after."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import KeyRecord, State
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import Refused, Unreachable
from enroll_app.domain.validity import Validity
from enroll_app.services.moving import meant_for, put_aside_all
from tests.services.records_bench import BO, CARD, OTHER_CARD, Station

AWAY = Unreachable(Problem("away", "The service is away."))
NO = Refused(Problem("no", "No such level."))
LEVEL = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    opened = Station(tmp_path / "home" / "enroll.sqlite3")
    yield opened
    opened.desk.close()


@pytest.fixture
def unit(station: Station) -> tuple[int, int]:
    """A new card for a lost one, which waits, and was set aside at a move: the new key, and the removal of the old."""
    station.enroll(BO, PinRule.LEAVE)
    key = station.desk.register.by_card(CARD)
    assert key is not None
    station.service.faults = [AWAY]
    station.keys.replace(replace(key, validity=Validity(), levels=(LEVEL,)), OTHER_CARD, PinRule.LEAVE)
    making, removal = put_aside_all(station.outbox, meant_for("here"), lambda: 0.0, lambda _: None)
    return making, removal


def held(station: Station, number: int) -> str | None:
    found = station.row(number).held
    return found.code if found else None


def test_what_was_set_aside_with_the_first_goes_on_with_it(station: Station, unit: tuple[int, int]) -> None:
    station.outbox.release(unit[0])
    assert [held(station, one) for one in unit] == [None, None]
    intent = station.row(unit[0]).intent
    station.service.faults = [KeyRecord(LEVEL, OTHER_CARD.decimal, OTHER_CARD, intent.person, levels=(LEVEL,))]
    station.deliver()
    assert station.outbox.counts().unfinished == 0
    assert station.service.keys == [], "the old key is gone"


def test_what_a_person_has_set_aside_for_another_reason_stays(station: Station, unit: tuple[int, int]) -> None:
    station.outbox.set_aside(unit[1], replace(meant_for("here"), cause="Not before Monday."), over=True)
    station.outbox.release(unit[0])
    assert [held(station, one) for one in unit] == [None, "set-aside"]


@pytest.mark.parametrize("reason", ["set-aside", "pin-needed"])
def test_nothing_goes_on_behind_what_was_refused(station: Station, unit: tuple[int, int], reason: str) -> None:
    making, removal = unit
    station.outbox.release(making)
    station.outbox.set_aside(removal, replace(meant_for("here"), code=reason))
    station.service.faults = [NO]
    station.deliver()
    assert station.row(making).state is State.REJECTED
    with pytest.raises(InvalidInputError, match="step before it was not accepted"):
        station.outbox.release(removal)
    assert held(station, removal) == "step-before-stopped"
    counts = station.outbox.counts()
    assert (counts.waiting, counts.needing) == (0, 1)
    station.outbox.drop(removal)
    assert station.outbox.counts().unfinished == 0
