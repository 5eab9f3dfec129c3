"""`enroll` over a service that answers what the training server never would, or takes its time."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest

from drivers.reader import ReaderEvent
from enroll_app.cli.app import run
from enroll_app.domain.enrollment import KeyRecord, KeyStatus, Propagation, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.services.checkup import Checkup
from enroll_app.services.enroll import Enroller
from tests.services.fakes import KEY_ID, FakeService, FakeStore, clock, fake_desk

CARD = parse_identification("EM:1234567890")
ANNA = Person("Anna", "Karlsson")
WHO = ("enroll", "--card", CARD.hex, "--first-name", "Anna", "--last-name", "Karlsson", "--no-wait")


class DeafReader:
    """A reader whose opening hangs in the system's own call, which looks at no `stop`."""

    uri = "serial:socket://192.0.2.1:1"

    def __init__(self) -> None:
        self.let_go = Event()

    def events(self, stop: Event) -> Iterator[ReaderEvent]:  # noqa: ARG002  the point of it
        self.let_go.wait(20)
        yield from ()


def no_checkup() -> Checkup:
    raise AssertionError("enrolling takes no checkup")


class Station:
    """A desk on fakes; `said` is the object on stdout, `told` what stands on stderr."""

    def __init__(self, capsys: pytest.CaptureFixture[str], home: Path) -> None:
        self._capsys = capsys
        self.events: list[str] = []
        self.service, self.store = FakeService(self.events), FakeStore(self.events)
        self.reader = DeafReader()
        enroller = Enroller(self.service, self.store, clock)

        self.desk = fake_desk(enroller, home, open_readers=lambda _uris: self.reader)

    def run(self, *arguments: str) -> int:
        code = run([*arguments, "--json"], lambda: self.desk, lambda _: ({}, ""), no_checkup)
        heard = self._capsys.readouterr()
        self.said, self.told = json.loads(heard.out), heard.err
        return code


@pytest.fixture
def station(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Station]:
    made = Station(capsys, tmp_path)
    yield made
    made.reader.let_go.set()


def test_an_answer_that_is_not_what_was_meant_is_a_warning_and_no_failure(station: Station) -> None:
    other = datetime(2027, 1, 1, tzinfo=UTC)
    station.service.answer = KeyRecord(KEY_ID, CARD.hex, CARD, ANNA, None, other)
    assert station.run(*WHO, "--valid-to", "2026-12-31") == 0
    assert station.said["state"] == "accepted"
    assert "error" not in station.said
    _no_level, warning = station.said["warnings"]
    assert "not what was meant: the end. Check the key" in warning
    assert f"Note: {warning}" in station.told


def test_an_answer_that_names_nobody_is_a_warning(station: Station) -> None:
    station.service.answer = KeyRecord(KEY_ID, CARD.hex, CARD)
    assert station.run(*WHO) == 0
    assert "Anna Karlsson's" in station.said["warnings"][-1]


def test_the_right_answer_warns_of_nothing_but_what_was_said_before(station: Station) -> None:
    assert station.run(*WHO) == 0
    assert len(station.said["warnings"]) == 1
    assert f"Note: {station.said['warnings'][0]}" in station.told
    assert "opens no door" in station.told


def test_whose_key_is_changed_is_said_before_it_is(station: Station) -> None:
    station.store.owners[CARD] = ANNA
    station.service.answer = KeyRecord(KEY_ID, CARD.hex, CARD, ANNA)
    assert station.run("enroll", "--card", CARD.hex, "--clear-pin", "--no-wait") == 0
    assert "Note: This card belongs to Anna Karlsson; that key is changed." in station.told
    station.store.owners[CARD] = Person(person_id=UUID(int=3))
    station.run("enroll", "--card", CARD.hex, "--clear-pin", "--no-wait")
    assert f"belongs to {UUID(int=3)}; that key is changed." in station.told
    station.store.owners.clear()
    station.run("enroll", "--card", CARD.hex, "--clear-pin", "--no-wait")
    assert "is changed" not in station.told


def test_a_part_of_the_owners_name_sends_nothing(station: Station) -> None:
    station.store.owners[CARD] = ANNA
    assert station.run("enroll", "--card", CARD.hex, "--first-name", "Anna", "--pin", "8642") == 5
    assert "it is not sure that this is Anna" in station.said["error"]
    assert station.service.sent == []


def test_every_fault_is_told_at_once_and_before_the_service_is_asked(station: Station) -> None:
    for given in (("--card", "0x0102"), ("--card", "0x08010203"), ("--code", "12a4")):
        assert station.run("enroll", *given, "--pin", "1", "--last-name", "x" * 33, "--level", "Office") == 2
        assert len(station.said["errors"]) == 3
    assert station.events == []


def test_a_number_that_ends_with_its_joint_is_quoted_whole(station: Station) -> None:
    assert station.run("enroll", "--card", "0001234567890|") == 2
    assert "“0001234567890|” is not a card number" in station.said["error"]
    assert station.run("enroll", "--card", "0001234567890|x") == 2
    assert "“x” is not a card number" in station.said["error"]


def test_a_slow_list_of_levels_is_said_to_be_waited_for(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enroll_app.cli.enrolling._SLOW_S", 0.05)
    known = (AccessLevel(UUID(int=1), "Office", "s"),)
    station.service.known_levels = known
    assert station.run(*WHO, "--level", "Office") == 0
    assert "Asking" not in station.told

    def slowly() -> tuple[AccessLevel, ...]:
        time.sleep(0.5)
        return known

    monkeypatch.setattr(station.service, "levels", slowly)
    assert station.run(*WHO, "--level", "Office") == 0
    assert station.told.startswith("Asking the service for its access levels …\n")


def test_an_interruption_while_the_doors_are_followed_still_tells_of_the_key(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(key_id: UUID) -> KeyStatus:
        raise KeyboardInterrupt

    monkeypatch.setattr(station.service, "status", interrupt)
    assert station.run(*WHO[:-1], "--random-pin") == 130
    assert (station.said["state"], station.said["key_id"], len(station.said["pin"])) == ("accepted", str(KEY_ID), 4)


def test_the_doors_word_is_beside_the_warning(station: Station) -> None:
    station.service.answer = KeyRecord(KEY_ID, CARD.hex, CARD)
    station.service.statuses = [KeyStatus(Propagation.APPLIED)]
    assert station.run(*WHO[:-1]) == 0
    assert (station.said["state"], len(station.said["warnings"])) == ("applied", 2)
    assert station.store.states[7] is State.APPLIED


@pytest.mark.parametrize("command", ["read", "enroll"])
def test_a_reader_that_cannot_be_opened_in_time_holds_nobody_up(station: Station, command: str) -> None:
    began = time.monotonic()
    assert station.run(command, "--reader", "serial:socket://192.0.2.1:1", "--timeout", "0.2") == 3
    assert time.monotonic() - began < 2.5
    assert station.said["error"].startswith("The reader could not be opened in time.")
