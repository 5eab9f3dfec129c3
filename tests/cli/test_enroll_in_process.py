"""`enroll` over a service that answers what the training server never would, or takes its time."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from drivers.reader import ReaderEvent
from enroll_app.cli.app import run
from enroll_app.composition import make_desk
from enroll_app.services.checkup import Checkup
from enroll_app.services.desk import Desk
from enroll_app.training.server import TrainingServer
from tests.api.raw_server import RawServer, answering, in_turn
from tests.api.support import as_json, changed, http
from tests.cli.bench import Commands

CARD = "0x00499602d2"
WHO = ("enroll", "--card", CARD, "--first-name", "Åsa", "--last-name", "Öberg", "--no-wait")
RAW = Callable[..., AbstractContextManager[RawServer]]


@pytest.fixture
def raw(commands: Commands) -> RAW:
    """Sets the station to a service that answers these bytes, one after the other."""

    @contextmanager
    def serving(*answers: bytes) -> Iterator[RawServer]:
        with RawServer(in_turn(*map(answering, answers))) as server:
            commands.use(f"http://127.0.0.1:{server.port}/v1/")
            yield server

    return serving


def test_an_answer_that_is_not_what_was_meant_is_a_warning_and_no_failure(commands: Commands, raw: RAW) -> None:
    with raw(http(changed(valid_to_date="2027-01-01T00:00:00Z", access_levels=[]))):
        done = commands.json(*WHO, "--valid-to", "2026-12-31")
    assert (done.code, done.object["state"]) == (0, "accepted")
    assert "error" not in done.object
    _no_level, warning = done.object["warnings"]
    assert "not what was meant: the end. Check the key" in warning
    assert f"Note: {warning}" in done.err


def test_an_answer_that_names_nobody_is_a_warning(commands: Commands, raw: RAW) -> None:
    with raw(http(changed(person=None))):
        done = commands.json(*WHO)
    assert done.code == 0
    assert "Åsa Öberg's" in done.object["warnings"][-1]


def test_the_right_answer_warns_of_nothing_but_what_was_said_before(commands: Commands) -> None:
    done = commands.json(*WHO)
    (warning,) = done.object["warnings"]
    assert (done.code, "opens no door" in warning) == (0, True)
    assert done.err == f"Note: {warning}\n"


def test_whose_key_is_changed_is_said_before_it_is(commands: Commands, server: TrainingServer) -> None:
    cleared = ("enroll", "--card", CARD, "--clear-pin", "--no-wait")
    assert "is changed" not in commands.json(*cleared).err
    assert commands.json("remove", "--card", CARD).code == 0
    assert commands.json(*WHO).code == 0
    assert "Note: This card belongs to Åsa Öberg; that key is changed." in commands.json(*cleared).err


def test_a_part_of_the_owners_name_sends_nothing(commands: Commands, server: TrainingServer) -> None:
    assert commands.json(*WHO).code == 0
    done = commands.json("enroll", "--card", CARD, "--first-name", "Åsa", "--pin", "8642")
    assert done.code == 5
    assert "it is not sure that this is Åsa" in done.object["error"]
    key = server.training.state.key(CARD)
    assert key is not None
    assert key.pin is None


def test_every_fault_is_told_at_once_and_before_the_service_is_asked(commands: Commands) -> None:
    with RawServer(b"") as nobody:
        commands.use(f"http://127.0.0.1:{nobody.port}/v1/")
        for given in (("--card", "0x0102"), ("--card", "0x08010203"), ("--code", "12a4")):
            done = commands.json("enroll", *given, "--pin", "1", "--last-name", "x" * 33, "--level", "Office")
            assert (done.code, len(done.object["errors"])) == (2, 3)
        assert nobody.connections == 0
    assert not (commands.home / "enroll.sqlite3").exists()


@pytest.mark.parametrize("spelling", ["hex", "decimal"])
def test_the_card_is_told_as_it_is_sent(commands: Commands, raw: RAW, spelling: str) -> None:
    commands.settings(f'[service]\nspelling = "{spelling}"\n')
    sent = CARD if spelling == "hex" else "0001234567890"
    with raw(http(changed()), http(status=400)) as service:
        done = commands.json(*WHO)
        assert (done.code, done.object["identification"]) == (0, sent)
        refused = commands.json(*WHO)
        assert (refused.code, refused.object["identification"]) == (4, sent)
        assert all(f'"{sent}"'.encode() in body for body in service.bodies)
    listed = commands.json("outbox", "list", "--all").objects
    assert [one["identification"] for one in listed] == [sent, sent]
    assert commands.json("history", "--limit", "1").object["identification"] == sent


def test_a_slow_list_of_levels_is_said_to_be_waited_for(commands: Commands, server: TrainingServer) -> None:
    assert "Waiting" not in commands.json(*WHO, "--level", "Office").err
    server.training.faults.plan("/v1/accesslevels/list", "delay", seconds=2.5)
    assert commands.json(*WHO, "--level", "Office").err.startswith(
        "Waiting for the service, to look the access levels up …\n"
    )


def test_the_doors_word_is_beside_the_warning(commands: Commands, raw: RAW) -> None:
    status = as_json({"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "status": "Applied"})
    with raw(http(changed(person=None)), http(status)):
        done = commands.json(*WHO[:-1])
    assert (done.code, done.object["state"], len(done.object["warnings"])) == (0, "applied", 2)
    (row,) = commands.json("outbox", "list", "--all").objects
    assert row["state"] == "applied"


class DeafReader:
    """A reader whose opening hangs in the system's own call, which looks at no `stop`."""

    uri = "serial:socket://192.0.2.1:1"

    def __init__(self) -> None:
        self.let_go = Event()

    def events(self, stop: Event) -> Iterator[ReaderEvent]:  # noqa: ARG002  the point of it
        self.let_go.wait(20)
        yield from ()


@pytest.mark.parametrize("command", ["read", "enroll"])
def test_a_reader_that_cannot_be_opened_in_time_holds_nobody_up(
    commands: Commands, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    reader = DeafReader()

    def desk() -> Desk:
        made = make_desk()
        return replace(made, open_readers=lambda _uris: reader)

    began = time.monotonic()
    arguments = [command, "--reader", reader.uri, "--timeout", "0.2"]
    try:
        assert run(arguments, desk, no_tour, no_checkup) == 3
        assert time.monotonic() - began < 2.5
    finally:
        reader.let_go.set()
    assert capsys.readouterr().err.splitlines()[-1].startswith("The reader could not be opened in time.")


def no_checkup() -> Checkup:
    raise AssertionError("neither takes a checkup")


def no_tour(_: Path | None) -> tuple[dict[str, object], str]:
    raise AssertionError("neither plays the tour")
