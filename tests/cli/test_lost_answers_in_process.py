"""Changes, removals and replacements that do not get through: none is lost, and none is done twice."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from enroll_app.training.seed import LEVELS
from enroll_app.training.server import TrainingServer
from tests.cli.bench import Commands
from tests.e2e.cli_program import KEY

EM, OTHER = "0x00499602d2", "0xcafebabefe"
OFFICE = LEVELS[1].id
ADD, REMOVE = "/v1/accesskeys/add", "/v1/accesskeys/remove"


@pytest.fixture
def key_id(commands: Commands) -> str:
    """Eva's key: the card EM, the PIN 0042, the level Office."""
    who = ("--first-name", "Eva", "--last-name", "Ek", "--pin", "0042", "--level", "Office", "--no-wait")
    done = commands.json("enroll", "--card", EM, *who)
    assert done.code == 0, done
    return str(done.object["key_id"])


def pin_of(server: TrainingServer, card: str) -> str | None:
    key = server.training.state.key(card)
    assert key is not None
    return key.pin


def test_a_change_whose_answer_was_lost_is_confirmed(commands: Commands, server: TrainingServer, key_id: str) -> None:
    server.training.faults.plan(ADD, "drop_after")
    lost = commands.json("change", "--id", key_id, "--pin", "0007")
    assert (lost.code, lost.object["state"], lost.object["key_id"]) == (6, "unknown", key_id)
    (row,) = commands.waiting()
    assert (row["purpose"], row["pin"], row["identification"]) == ("change", "kept", EM)
    sent = commands.json("outbox", "send")
    assert (sent.code, sent.object["state"], sent.object["key_id"]) == (0, "accepted", key_id)
    assert (pin_of(server, EM), len(server.training.state.keys)) == ("0007", 4)


def test_a_removal_that_had_been_done_is_done(commands: Commands, server: TrainingServer, key_id: str) -> None:
    server.training.faults.plan(REMOVE, "drop_after")
    lost = commands.json("remove", "--card", EM)
    assert (lost.code, lost.object["state"], lost.object["removed"]) == (6, "unknown", False)
    assert server.training.state.key(EM) is None
    sent = commands.json("outbox", "send")
    assert (sent.code, sent.object["state"], sent.object["removed"]) == (0, "accepted", True)
    assert commands.waiting() == []


def test_what_was_asked_for_while_the_service_was_away_is_done_later_in_its_order(
    commands: Commands, server: TrainingServer, key_id: str
) -> None:
    server.training.faults.plan(ADD, "status", times=3, status=401)
    changed = commands.json("change", "--id", key_id, "--pin", "0007")
    assert (changed.code, changed.object["state"]) == (6, "saved")
    replaced = commands.json("replace", "--old-id", key_id, "--card", OTHER, "--pin", "0011")
    # Its second step, the removal, waits for the first, and behind the change of the same card.
    assert (replaced.code, [one["state"] for one in replaced.objects]) == (6, ["saved"])
    assert "The old key stays until the new one was made" in replaced.err
    assert [one["purpose"] for one in commands.waiting()] == ["change", "replace", "replace"]
    assert commands.run("outbox", "list").err == "3 = 3 waiting\n"
    server.training.faults.clear()
    sent = commands.json("outbox", "send")
    assert (sent.code, {one["state"] for one in sent.objects}) == (0, {"accepted"}), sent
    assert sent.objects[-1]["removed"] is True
    assert (server.training.state.key(EM), pin_of(server, OTHER)) == (None, "0011")


def test_a_replacement_whose_answer_was_lost_makes_one_key_and_then_removes_the_old(
    commands: Commands, server: TrainingServer, key_id: str
) -> None:
    server.training.faults.plan(ADD, "drop_after")
    lost = commands.json("replace", "--old-card", EM, "--card", OTHER, "--pin", "0011")
    assert (lost.code, [one["state"] for one in lost.objects]) == (6, ["unknown"])
    assert server.training.state.key(key_id) is not None
    # The number of its first step stands for the whole of it.
    sent = commands.json("outbox", "send", str(lost.objects[0]["outbox_id"]))
    assert (sent.code, [one["state"] for one in sent.objects]) == (0, ["accepted", "accepted"])
    key = server.training.state.key(OTHER)
    assert key is not None
    assert (key.pin, key.access_levels, key.person.first_name) == ("0011", (OFFICE,), "Eva")
    assert server.training.state.key(key_id) is None
    assert len(server.training.state.keys) == 4


def test_without_an_api_key_the_records_can_be_looked_at(
    commands: Commands, server: TrainingServer, key_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.training.faults.plan(ADD, "drop_before")
    assert commands.json("change", "--id", key_id, "--pin", "0007").code == 6
    monkeypatch.delenv("ENROLL_APP_API_KEY")
    assert len(commands.waiting()) == 1
    assert commands.json("history", "--verify").code == 0
    commands.json("outbox", "send").failed(2, "No API key is set")
    assert commands.json("outbox", "drop", "2").code == 0


def test_all_that_waited_for_a_service_that_was_away_is_delivered(commands: Commands, server: TrainingServer) -> None:
    port = urlsplit(server.url).port
    assert port
    server.stop()
    for number in range(8):
        card = f"0x00499602{number:02x}"
        assert commands.json("enroll", "--card", card, "--first-name", "Eva", "--no-wait").code == 6
    away = commands.json("outbox", "send")
    assert away.code == 6
    # After some failures in a row it rests, and says why.
    assert away.objects[-1]["state"] == "paused"
    assert away.err.splitlines()[-1] == "8 = 8 waiting"
    with TrainingServer(port, KEY) as back:
        sent = commands.json("outbox", "send")
        assert (sent.code, {one["state"] for one in sent.objects}) == (0, {"accepted"}), sent
        assert len(back.training.state.keys) == 11


def test_what_waits_for_a_while_is_sent_when_a_person_says_so(commands: Commands, server: TrainingServer) -> None:
    server.training.faults.plan(ADD, "status", times=2, status=503, retry_after="30")
    for card in (EM, OTHER):
        assert commands.json("enroll", "--card", card, "--first-name", "Eva", "--no-wait").code == 6
    assert all(20 < float(str(one["wait_s"])) <= 30 for one in commands.waiting())
    sent = commands.json("outbox", "send")
    assert (sent.code, [one["state"] for one in sent.objects]) == (0, ["accepted"] * 2), sent


def test_what_the_service_asked_to_wait_with_waits_unless_it_is_named(
    commands: Commands, server: TrainingServer
) -> None:
    server.training.faults.plan(ADD, "status", status=429, retry_after="300")
    assert commands.json("enroll", "--card", EM, "--first-name", "Eva", "--no-wait").code == 6
    left = commands.json("outbox", "send")
    assert (left.code, left.out) == (6, "")
    server.training.faults.plan(ADD, "status", status=429, retry_after="300")
    busy = commands.json("outbox", "send", "1")
    assert (busy.code, [one["state"] for one in busy.objects]) == (6, ["saved", "paused"])
    assert commands.json("outbox", "send", "1").code == 0


def test_what_expired_while_it_waited_is_not_sent(commands: Commands, server: TrainingServer) -> None:
    server.training.faults.plan(ADD, "status", times=50, status=401)
    soon = (datetime.now(UTC) + timedelta(seconds=1.5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert commands.json("enroll", "--card", EM, "--valid-to", soon, "--first-name", "Eva", "--no-wait").code == 6
    deadline = datetime.now(UTC) + timedelta(seconds=10)
    while commands.waiting()[0]["held"] is None:
        assert commands.json("outbox", "send").code == 6
        assert datetime.now(UTC) < deadline
    server.training.faults.clear()
    assert "The end of the validity went by" in str(commands.waiting()[0]["held"])
    commands.json("outbox", "send", "1").failed(2, "The end of the validity went by")
    assert server.training.state.key(EM) is None


def test_a_newer_wish_for_a_card_waits_until_the_lost_one_can_land_no_more(
    commands: Commands, server: TrainingServer
) -> None:
    who = ("enroll", "--card", EM, "--first-name", "Eva", "--no-wait")
    server.training.faults.plan(ADD, "drop_before")
    assert commands.json(*who, "--pin", "0001").object["state"] == "unknown"
    newer = commands.json(*who, "--pin", "0002")
    assert (newer.code, newer.object["state"], newer.object["outbox_id"]) == (6, "saved", 2)
    assert "about the same card" in newer.object["error"]
    sent = commands.json("outbox", "send")
    assert (sent.code, [(one["outbox_id"], one["state"]) for one in sent.objects]) == (6, [(1, "accepted")])
    assert pin_of(server, EM) == "0001"
    (waiting,) = commands.waiting()
    assert 0 < float(str(waiting["wait_s"])) <= 60
    assert sent.err.splitlines()[-1] == "1 = 1 waiting"
