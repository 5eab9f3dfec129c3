"""The outbox: what could not be delivered waits on disk, and is delivered once, by whichever command comes next."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from signal import Signals
from urllib.parse import urlsplit

import pytest

from enroll_app.training.server import TrainingServer
from tests.e2e.cli_program import KEY, PATIENCE_S, PIN, Program

pytest_plugins = ["tests.e2e.cli_fixtures"]

EM = "0x00499602d2"
CARDS = tuple(f"0x00499602{number:02x}" for number in range(1, 9))
ADD = "/v1/accesskeys/add"
ASA = ("enroll", "--card", EM, "--first-name", "Åsa", "--last-name", "Öberg", "--pin", PIN, "--no-wait")


@pytest.fixture
def keeping(program: Program) -> Program:
    """The program on a station that keeps the PINs of what waits sealed, with the data key in a file."""
    program.home.mkdir()
    (program.home / "settings.toml").write_text('[secrets]\nkeep = "file"\n')
    return program


@contextmanager
def back(server: TrainingServer) -> Iterator[TrainingServer]:
    """The service where the stopped one was, with nothing but its seed."""
    port = urlsplit(server.url).port
    assert port
    with TrainingServer(port, KEY) as running:
        yield running


def someone(card: str) -> tuple[str, ...]:
    return ("enroll", "--card", card, "--first-name", "Eva", "--last-name", card[-2:], "--no-wait")


def pin_of(server: TrainingServer, card: str = EM) -> str | None:
    key = server.training.state.key(card)
    assert key is not None
    return key.pin


def test_what_was_saved_offline_is_delivered_with_its_pin(keeping: Program, server: TrainingServer) -> None:
    server.stop()
    saved = keeping.json(*ASA)
    assert (saved.code, saved.object["state"], saved.object["outbox_id"]) == (6, "saved", 1)
    assert "It is kept as number 1: enroll-app outbox send goes on with it." in saved.err
    (waiting,) = keeping.json("outbox", "list").objects
    assert waiting["error"] == saved.object["error"]
    assert {name: waiting[name] for name in ("outbox_id", "state", "purpose", "identification", "pin", "held")} == {
        "outbox_id": 1,
        "state": "saved",
        "purpose": "enroll",
        "identification": EM,
        "pin": "kept",
        "held": None,
    }
    assert (waiting["attempts"], waiting["person"]["first_name"]) == (1, "Åsa")
    still = keeping.json("outbox", "send", "--timeout", "1")
    assert (still.code, still.err.splitlines()[-1]) == (6, "1 = 1 waiting")
    with back(server) as running:
        sent = keeping.json("outbox", "send")
        assert (sent.code, sent.object["state"], sent.object["outbox_id"]) == (0, "accepted", 1)
        assert (pin_of(running), len(running.training.state.keys)) == (PIN, 4)
        nothing = keeping.json("outbox", "send")
        assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing waits in the outbox.\n")
    assert keeping.json("outbox", "list").objects == []
    (done,) = keeping.json("outbox", "list", "--all").objects
    assert (done["state"], done["pin"], done["key_id"]) == ("accepted", "wiped", sent.object["key_id"])


def test_a_revoked_key_in_mid_queue_fails_nothing(keeping: Program, server: TrainingServer) -> None:
    server.stop()
    for card in CARDS[:3]:
        assert keeping.json(*someone(card)).code == 6
    with back(server) as running:
        running.training.faults.plan(ADD, "status", times=20, status=401)
        paused = keeping.json("outbox", "send")
        assert paused.code == 6
        assert paused.objects[-1]["state"] == "paused"
        assert "HTTP 401" in paused.objects[-1]["error"]
        assert {one["state"] for one in paused.objects[:-1]} == {"saved"}
        in_words = keeping.run("outbox", "list")
        assert in_words.err == "3 = 3 waiting\n"
        running.training.faults.clear()
        sent = keeping.json("outbox", "send")
        assert (sent.code, {one["state"] for one in sent.objects}) == (0, {"accepted"})
        assert len(running.training.state.keys) == 6


def test_what_was_done_though_the_answer_was_lost_becomes_one_key(keeping: Program, server: TrainingServer) -> None:
    server.training.faults.plan(ADD, "drop_after")
    lost = keeping.json(*ASA)
    assert (lost.code, lost.object["state"]) == (6, "unknown")
    assert keeping.run("outbox", "list").err == "1 = 1 not confirmed\n"
    sent = keeping.json("outbox", "send")
    assert (sent.code, sent.object["state"], sent.object["outbox_id"]) == (0, "accepted", 1)
    assert (pin_of(server), len(server.training.state.keys)) == (PIN, 4)


def test_without_a_place_for_secrets_the_pin_is_asked_for_again(program: Program, server: TrainingServer) -> None:
    server.stop()
    saved = program.json(*ASA)
    assert saved.code == 6
    assert "without its PIN" in saved.err
    assert "enroll-app outbox send 1 --pin -" in saved.err
    (waiting,) = program.json("outbox", "list").objects
    assert waiting["pin"] == "missing"
    assert waiting["held"]
    with back(server) as running:
        assert program.json("outbox", "send").code == 6
        program.json("outbox", "send", "1").failed(2, "could not be kept", "outbox send 1 --pin -")
        program.json("outbox", "send", "1", "--pin", "86").failed(2, "The PIN has 2 digits")
        program.json("outbox", "send", "1", "--code", "4711").failed(2, "about a card", "--pin")
        assert running.training.state.key(EM) is None
        sent = program.json("outbox", "send", "1", "--pin", "-", stdin=f"{PIN}\n".encode())
        assert (sent.code, sent.object["state"], pin_of(running)) == (0, "accepted", PIN)
        again = program.json("outbox", "send", "1")
        assert (again.code, again.out) == (0, "")
        assert "Number 1 has its answer: accepted." in again.err


def test_a_code_that_could_not_be_kept_is_asked_for_again(program: Program, server: TrainingServer) -> None:
    server.stop()
    saved = program.json("enroll", "--code", "471199", "--first-name", "Eva", "--no-wait")
    assert (saved.code, "enroll-app outbox send 1 --code -" in saved.err) == (6, True)
    with back(server) as running:
        sent = program.json("outbox", "send", "1", "--code", "471199")
        assert (sent.code, sent.object["state"]) == (0, "accepted")
        assert running.training.state.key("471199") is not None


def test_a_refusal_is_told_and_a_busy_service_is_waited_for(keeping: Program, server: TrainingServer) -> None:
    server.stop()
    for card in CARDS[:2]:
        assert keeping.json(*someone(card)).code == 6
    with back(server) as running:
        running.training.faults.plan(ADD, "status", status=429, retry_after="1")
        sent = keeping.json("outbox", "send", "1")
        assert (sent.code, sent.objects[-1]["state"]) == (0, "accepted")
        running.training.faults.plan(ADD, "status", status=400)
        refused = keeping.json("outbox", "send")
        assert (refused.code, refused.object["state"], refused.object["outbox_id"]) == (4, "rejected", 2)
        assert keeping.json("outbox", "list").objects == []


def test_a_level_that_could_not_be_looked_up_is_sent_once_it_can(keeping: Program, server: TrainingServer) -> None:
    server.stop()
    saved = keeping.json(*ASA, "--level", "Entré")
    assert (saved.code, "Entré" in saved.object["error"]) == (6, True)
    with back(server) as running:
        sent = keeping.json("outbox", "send")
        assert (sent.code, sent.objects[-1]["state"]) == (0, "accepted"), sent
        key = running.training.state.key(EM)
        assert key is not None
        assert (key.access_levels, key.pin) == (("6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e03",), PIN)


def test_two_commands_at_once_deliver_everything_once(keeping: Program, server: TrainingServer) -> None:
    server.stop()
    for card in CARDS:
        assert keeping.json(*someone(card)).code == 6
    with back(server) as running:
        running.training.faults.plan(ADD, "delay", times=8, seconds=0.3)
        with keeping.start("outbox", "send", "--json") as one, keeping.start("outbox", "send", "--json") as other:
            both = [one.end(), other.end()]
        delivered = [said for done in both for said in done.objects]
        assert sorted(said["outbox_id"] for said in delivered) == list(range(1, 9)), delivered
        assert {said["state"] for said in delivered} == {"accepted"}
        assert len(running.training.state.keys) == 3 + len(CARDS)
    assert keeping.json("outbox", "list").objects == []


def test_ctrl_c_ends_it_when_what_was_sent_is_answered(keeping: Program, server: TrainingServer) -> None:
    server.stop()
    assert keeping.json(*someone(EM)).code == 6
    with back(server) as running:
        running.training.faults.plan(ADD, "delay", seconds=1.5)
        with keeping.start("outbox", "send", "--json") as sending:
            for _ in range(200):
                sending.idle(0.05)
                if not running.training.faults.planned():
                    break
            sending.signal(Signals.SIGINT)
            sending.says("Ending when what was sent is answered.")
            done = sending.end()
        assert (done.code, done.object["state"]) == (130, "accepted")


def test_a_killed_command_leaves_what_it_was_sending_to_the_next(keeping: Program, server: TrainingServer) -> None:
    server.training.faults.plan(ADD, "delay", seconds=1.0)
    with keeping.start(*ASA) as sending:
        for _ in range(200):
            sending.idle(0.05)
            if not server.training.faults.planned():
                break
        sending.signal(Signals.SIGKILL)
        sending.end()
    (row,) = keeping.json("outbox", "list").objects
    assert (row["state"], row["pin"]) == ("unknown", "kept")
    sent = keeping.json("outbox", "send")
    assert (sent.code, sent.object["outbox_id"]) == (0, 1)
    assert (pin_of(server), len(server.training.state.keys)) == (PIN, 4)


def test_dropping_takes_nothing_back(keeping: Program, server: TrainingServer) -> None:
    server.training.faults.plan(ADD, "drop_after")
    assert keeping.json(*ASA).code == 6
    dropped = keeping.json("outbox", "drop", "1")
    assert dropped.code == 0
    assert (dropped.object["dropped"], dropped.object["perhaps_done"]) == (True, True)
    assert "it may have been done all the same" in dropped.err
    assert server.training.state.key(EM) is not None
    assert keeping.json("outbox", "list").objects == []
    assert keeping.json(*someone(CARDS[0])).code == 0
    keeping.json("outbox", "drop", "2").failed(2, "Number 2 has its final answer (accepted)")


@pytest.mark.parametrize(("said", "left"), [("n", 1), ("y", 0)])
def test_a_person_at_a_terminal_is_asked_before_something_is_dropped(
    keeping: Program, server: TrainingServer, said: str, left: int
) -> None:
    server.stop()
    assert keeping.json(*someone(EM)).code == 6
    terminal, theirs = pty.openpty()
    try:
        os.write(terminal, f"{said}\n".encode())
        done = subprocess.run(
            [sys.executable, "-m", "enroll_app", "outbox", "drop", "1"],
            stdin=theirs,
            capture_output=True,
            env=keeping.env,
            timeout=PATIENCE_S,
            check=False,
        )
    finally:
        os.close(terminal)
        os.close(theirs)
    assert (done.returncode, b"Drop number 1 for good?" in done.stderr) == (0, True)
    assert (done.stdout == b"") == bool(left)
    assert len(keeping.json("outbox", "list").objects) == left
