"""What was accepted behind an older try without an answer is sent once more: that may fail, and may hit somebody."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import SecretState
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import Busy, NotTrusted, OutcomeUnknown, ServiceError, SignInNeeded, Unreachable
from enroll_app.services.delivery import Standing
from tests.services.fakes import NOW
from tests.services.records_bench import ANNA, BO, CARD, NEVER, OTHER_CARD, Station

WHY = Problem("why", "It failed.")


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """Anna's card was accepted behind a try without an answer, and is to be sent once more now."""
    opened = Station(tmp_path / "home" / "enroll.sqlite3")
    opened.service.faults = [NEVER]
    opened.outbox.drop(opened.enroll(ANNA, Pin("1357")).outbox_id)
    opened.enroll(ANNA, Pin("2468"))
    opened.pass_on(61)
    assert opened.outbox.send(2).state is State.ACCEPTED
    opened.pass_on(61)
    yield opened
    opened.desk.close()


@pytest.mark.parametrize("error", [Unreachable(WHY), SignInNeeded(WHY), NotTrusted(WHY), Busy(WHY, 60.0)])
def test_a_failure_then_ends_no_delivery_and_undoes_nothing(station: Station, error: ServiceError) -> None:
    station.service.faults = [error]
    told = station.pump()
    assert station.row(2).state is State.ACCEPTED
    standing = [one for one in told if isinstance(one, Standing)][-1]
    assert standing.pause == (None if isinstance(error, Unreachable) else WHY)


def test_who_got_the_card_elsewhere_since_and_is_overwritten_by_it_is_told(station: Station) -> None:
    station.service.keys.clear()
    station.service.has(CARD, BO, "7531")
    (told,) = station.deliver()
    assert (told.state, told.overwritten) == (State.CONFLICT, True)
    assert told.owner is not None
    assert told.owner.full_name == "Bo Alm"
    assert (station.row(2).state, station.outbox.counts().needing) == (State.CONFLICT, 1)
    known = station.desk.register.by_card(CARD)
    assert known is not None
    assert known.owner.full_name == "Bo Alm"


def test_a_row_that_is_odd_keeps_no_other_from_being_delivered(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    station.service.faults = [Unreachable(WHY)]
    assert station.enroll(BO, Pin("7531"), OTHER_CARD).state is State.SAVED
    station.service.odd_pin = "2468"
    with caplog.at_level(logging.ERROR):
        delivered = station.deliver()
    assert [one.outbox_id for one in delivered] == [3]
    assert station.row(3).state is State.ACCEPTED
    assert "an attempt at an operation failed: RuntimeError" in caplog.text


def test_it_is_not_sent_to_a_card_that_is_known_to_be_somebody_elses_by_now(station: Station) -> None:
    sent = len(station.service.requests)
    later = NOW + timedelta(minutes=5)
    station.desk.register.heard(KnownKey(UUID(int=9), CARD, BO, changed_at=later), later)
    assert [one.state for one in station.deliver()] == [State.ACCEPTED]
    station.pass_on(100)
    assert station.deliver() == []
    assert (len(station.service.requests), station.row(2).state) == (sent, State.ACCEPTED)


def test_it_gives_nobody_back_what_was_taken_away_at_another_desk_overnight(station: Station) -> None:
    station.service.keys.clear()
    station.pass_on(15 * 3600)
    assert station.deliver() == []
    assert station.service.keys == []
    assert station.row(2).secret is SecretState.WIPED


def test_repeats_that_never_left_the_desk_are_no_failures_of_the_service(tmp_path: Path) -> None:
    station = Station(tmp_path / "other" / "enroll.sqlite3")
    failing = OutcomeUnknown(WHY, own_failure=True)
    station.service.faults = [NEVER, Unreachable(WHY), SignInNeeded(WHY), failing]
    number = station.enroll(ANNA, Pin("1357")).outbox_id
    assert [station.outbox.send(number).state for _ in range(3)] == [State.UNKNOWN] * 3
    row = station.row(number)
    assert (row.state, row.unknowns, row.held) == (State.UNKNOWN, 2, None)
    station.desk.close()


def test_a_full_outbox_is_sent_also_where_one_waits_for_its_levels(tmp_path: Path) -> None:
    station = Station(tmp_path / "other" / "enroll.sqlite3", most_waiting=2)
    station.service.faults = [Unreachable(WHY)]
    station.enroll(BO, Pin("7531"), OTHER_CARD)
    station.enroller.enroll(Order(CARD, ANNA, unresolved_levels=("Yard",)))
    level = AccessLevel(UUID(int=5), "Yard", "yard")
    station.desk.register.remember_levels((level,))
    station.pass_on(61)
    assert [one.state for one in station.deliver()] == [State.ACCEPTED] * 2
    assert [key.levels for key in station.service.keys if key.credential == CARD] == [(level.level_id,)]
    station.desk.close()
