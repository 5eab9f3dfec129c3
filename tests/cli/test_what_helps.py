"""What a newcomer meets: the words say what helps, and what they say works."""

import signal
import threading
import time
from dataclasses import replace
from threading import Timer

import pytest

from enroll_app.training.records import Key
from enroll_app.training.seed import LEVELS
from enroll_app.training.server import TrainingServer
from tests.cli.bench import Commands
from tests.e2e.cli_program import assert_sentences

EM, OTHER, THIRD = "0x00499602d2", "0xcafebabefe", "0x0b0b0b0b0b"
NOWHERE = "0f8fad5b-d9cb-469f-a165-70867728950e"
OFFICE = LEVELS[1].id
ADD, LIST = "/v1/accesskeys/add", "/v1/accesslevels/list"
EVA = ("enroll", "--card", EM, "--first-name", "Eva", "--last-name", "Ek", "--level", "Office")


def held(server: TrainingServer, which: str = EM) -> Key:
    key = server.training.state.key(which)
    assert key is not None
    return key


@pytest.fixture
def key_id(commands: Commands) -> str:
    """Eva's key, without an end."""
    done = commands.json(*EVA, "--no-wait")
    assert done.code == 0, done
    return str(done.object["key_id"])


@pytest.mark.usefixtures("key_id")
def test_the_end_of_a_blocked_key_is_not_handed_on(commands: Commands, server: TrainingServer) -> None:
    assert commands.json("change", "--card", EM, "--block", "--no-wait").code == 0
    new = ("replace", "--old-card", EM, "--no-wait")
    # Before anybody is asked for a card, and also where only a start is given.
    refused = commands.json(*new, "--reader", "virtual:").failed(2, "has ended on 20", "--valid-to never")
    assert "UTC" not in refused
    commands.json(*new, "--card", OTHER, "--valid-from", "2026-01-01").failed(2, "has ended on")
    assert (commands.waiting(), server.training.state.key(OTHER)) == ([], None)
    assert commands.json(*new, "--card", OTHER, "--valid-to", "never").code == 0
    assert (held(server, OTHER).valid_to, held(server, OTHER).access_levels) == (None, (OFFICE,))
    commands.json("change", "--card", OTHER, "--valid-to", "never").failed(2, "no way to take the end", "2099-12-31")
    past = commands.json("change", "--card", OTHER, "--valid-to", "2020-01-01", "--no-wait")
    assert (past.code, "The end of the validity lies in the past" in past.err) == (0, True)
    past = commands.json("replace", "--old-card", OTHER, "--card", THIRD, "--valid-to", "2020-01-01", "--no-wait")
    assert (past.code, "The end of the validity lies in the past" in past.err) == (0, True)
    assert "lies in the past" not in commands.json("change", "--card", THIRD, "--block", "--no-wait").err


def test_a_given_start_leaves_the_end_of_the_old_key(commands: Commands, server: TrainingServer, key_id: str) -> None:
    assert commands.json("change", "--id", key_id, "--valid-to", "2030-12-31", "--no-wait").code == 0
    new = ("replace", "--old-card", EM, "--card", OTHER, "--valid-from", "2028-01-01", "--no-wait")
    assert commands.json(*new).code == 0
    assert str(held(server, OTHER).valid_to) == "2030-12-31 22:59:59+00:00"
    assert str(held(server, OTHER).valid_from) == "2027-12-31 23:00:00+00:00"


def test_a_key_that_is_gone_is_nothing_to_enroll_anew(commands: Commands, server: TrainingServer, key_id: str) -> None:
    assert commands.json("remove", "--id", key_id).code == 0
    again = commands.run("remove", "--id", key_id)
    assert (again.code, again.out.splitlines()[0].split(":")[0]) == (4, "not there")
    assert "The service has no such key; perhaps it was removed already. Nothing is left to do" in again.err
    assert "to give its card to somebody else: enroll it with --on-conflict reassign" in " ".join(again.err.split())
    assert "enroll the card" not in again.err
    assert "enroll the card" in commands.run("change", "--id", NOWHERE, "--clear-pin").err
    assert "enroll-app history" in commands.json("status", NOWHERE).failed(4, "does not know this key")


def test_a_status_is_asked_for_by_the_card(commands: Commands, key_id: str) -> None:
    assert commands.json("status", "--card", "EM:1234567890").object["key_id"] == key_id
    commands.json("status", "--card", OTHER).failed(2, f"enroll-app history --card {OTHER}", "status KEY_ID")
    commands.json("status", key_id, "--card", EM).failed(2, "exactly one of KEY_ID and --card")
    commands.json("change", "--card", OTHER, "--clear-pin").failed(2, f"enroll-app history --card {OTHER}", "--id")


def test_a_change_that_hit_another_persons_key_can_be_left_or_dropped(
    commands: Commands, server: TrainingServer, key_id: str
) -> None:
    """The key passed to somebody else in the portal, which this station has not heard of."""
    bo = commands.json("enroll", "--card", OTHER, "--first-name", "Bo", "--last-name", "Ek", "--no-wait")
    key = held(server)
    server.training.state._keys[key.id] = replace(key, person=held(server, OTHER).person)
    assert bo.code == 0
    hit = commands.json("change", "--id", key_id, "--clear-pin", "--no-wait")
    assert (hit.code, hit.object["overwritten"]) == (5, True)
    number = str(hit.object["outbox_id"])
    told = commands.run("outbox", "list")
    for said in (hit.err, told.out):
        assert f"outbox settle {number} --keep" in said
        assert f"outbox drop {number}" in said
        assert "--restore" not in said
        assert "--reassign" not in said
    assert commands.json("outbox", "settle", number, "--keep").code == 0
    assert commands.waiting() == []


@pytest.mark.parametrize("command", ["send", "drop"])
def test_a_number_that_has_become_another_one_is_still_understood(
    commands: Commands, server: TrainingServer, command: str
) -> None:
    commands.settings("")
    server.training.faults.plan(LIST, "drop_before", times=9)
    saved = commands.json(*EVA, "--pin", "0007", "--no-wait")
    assert (saved.code, "enroll-app outbox send 1 --pin -" in saved.err) == (6, True)
    listed = commands.run("outbox", "list").out
    assert "Its PIN could not be kept, and has to be given again." in listed
    assert "What helps: enroll-app outbox send 1 --pin -; or enroll-app outbox drop 1" in listed
    server.training.faults.clear()
    assert commands.json("levels").code == 0
    (row,) = commands.waiting()
    assert row["outbox_id"] == 2
    assert "1  settled " in commands.run("outbox", "list", "--all").out
    assert "Number 2 stands in its place." in commands.run("outbox", "list", "--all").out
    assert "  settled  " in commands.run("history").out
    if command == "drop":
        done = commands.json("outbox", "drop", "1")
        assert (done.object["outbox_id"], commands.waiting()) == (2, [])
    else:
        done = commands.json("outbox", "send", "1", "--pin", "-", stdin=b"0007\n")
        assert (done.object["state"], held(server).pin, held(server).access_levels) == ("accepted", "0007", (OFFICE,))
    assert (done.code, "Number 1 is number 2 now." in done.err) == (0, True)


def test_levels_learned_by_the_very_command_change_the_number_too(commands: Commands, server: TrainingServer) -> None:
    commands.settings("")
    server.training.faults.plan(LIST, "drop_before", times=9)
    assert commands.json(*EVA, "--pin", "0007", "--no-wait").code == 6
    server.training.faults.clear()
    done = commands.json("outbox", "send", "1", "--pin", "0007")
    assert (done.code, done.object["state"], held(server).pin) == (0, "accepted", "0007"), done


def test_without_a_vault_the_command_that_works_here_is_told(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENROLL_APP_API_KEY")
    commands.settings("")
    error = commands.json("levels").failed(2, "no vault", "enroll-app key set --keep file", "ENROLL_APP_API_KEY")
    assert_sentences(error)
    (check,) = [one for one in commands.json("doctor").objects if one.get("check") == "api-key"]
    assert "enroll-app key set --keep file" in str(check["remedy"])
    commands.settings('[secrets]\nkeep = "file"\n')
    assert "--keep file" not in commands.json("levels").failed(2, "enroll-app key set")


def test_a_passphrase_is_called_one(commands: Commands) -> None:
    said = commands.run("key", "set", "--for", "gateway", stdin=b"sesame\n").out
    assert "has the passphrase." in said
    assert "the key." not in said


def test_on_a_desk_with_a_certificate_the_gateway_has_the_key(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENROLL_APP_API_KEY")
    certificate = '[service]\nclient_certificate = "/somewhere/desk.pem"\n'
    commands.settings(certificate)
    where = commands.json("key", "where")
    assert (where.object["source"], where.object["passphrase_kept"]) == ("gateway", False)
    assert "enroll-app key set --for gateway --keep file" in commands.run("key", "where").out
    commands.settings(f'{certificate}[secrets]\nkeep = "file"\n')
    assert commands.run("key", "set", "--for", "gateway", stdin=b"sesame\n").code == 0
    assert commands.json("key", "where").object["passphrase_kept"] is True
    assert "The gateway has the API key" in commands.run("key", "where").out


@pytest.mark.usefixtures("key_id")
def test_who_names_nobody_is_told_once_whose_key_is_changed(commands: Commands) -> None:
    done = commands.run("enroll", "--card", EM, "--level", OFFICE, "--no-wait")
    assert "Note: This card belongs to Eva Ek; that key is changed." in done.err
    assert "Nobody was named" not in done.err
    assert "Nobody was named" in commands.run("enroll", "--card", OTHER, "--level", OFFICE, "--no-wait").err


def test_levels_given_by_their_ids_are_not_asked_for(commands: Commands, server: TrainingServer) -> None:
    server.training.faults.plan(LIST, "drop_before", times=9)
    who = ("enroll", "--card", EM, "--first-name", "Eva", "--no-wait")
    done = commands.json(*who, "--level", OFFICE, "--level", OFFICE.upper())
    assert (done.code, held(server).access_levels) == (0, (OFFICE,))
    # One that does not exist is for the service to refuse.
    assert commands.json("change", "--card", EM, "--level", NOWHERE).code == 4
    assert server.training.faults.planned()


def test_what_takes_a_while_is_said_to_be_waited_for(commands: Commands, server: TrainingServer) -> None:
    server.training.faults.plan(ADD, "delay", seconds=2.3)
    server.training.state.delays_s |= {"abc123-001": 2.5}
    done = commands.run("enroll", "--card", EM, "--first-name", "Eva", "--level", OFFICE)
    assert done.code == 0
    assert done.err.splitlines() == ["Waiting for the service …", "Waiting for the doors …"]


def test_ctrl_c_before_anything_was_written_down_says_so(commands: Commands) -> None:
    reader = ("--reader", "virtual:", "--timeout", "20")
    end = Timer(1.0, signal.pthread_kill, [threading.main_thread().ident, signal.SIGINT])
    end.start()
    began = time.monotonic()
    done = commands.run("enroll", *reader, "--first-name", "Eva")
    end.join()
    assert (done.code, "Interrupted; nothing was sent." in done.err) == (130, True)
    assert time.monotonic() - began < 10
    assert commands.waiting() == []


def test_what_several_have_in_common_is_told_once_and_in_their_order(
    commands: Commands, server: TrainingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(server.url.split(":")[2].split("/")[0])
    server.stop()
    cards = [f"0x00499602{number:02x}" for number in range(1, 7)]
    for card in cards:
        assert commands.json("enroll", "--card", card, "--first-name", "Eva", "--no-wait").code == 6
    monkeypatch.setenv("ENROLL_APP_API_KEY", "another-key")
    with TrainingServer(port, "canary-key-Zq7Xw9") as back:
        paused = commands.run("outbox", "send")
        assert paused.code == 6
        assert paused.err.count("HTTP 401") == 1, paused.err
        assert "goes on with it" not in paused.err
        monkeypatch.undo()
        monkeypatch.setenv("ENROLL_APP_API_KEY", "canary-key-Zq7Xw9")
        monkeypatch.setenv("ENROLL_APP_API_URL", back.url)
        monkeypatch.setenv("ENROLL_APP_HOME", str(commands.home))
        back.training.faults.plan(ADD, "delay", seconds=0.5)
        sent = commands.json("outbox", "send")
        assert [one["outbox_id"] for one in sent.objects] == [1, 2, 3, 4, 5, 6]
        assert sent.code == 0
