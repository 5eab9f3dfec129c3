"""Keys that exist: `change`, `remove`, `replace`, `status`, `events`; each against the real training server."""

from datetime import UTC, datetime, timedelta

import pytest

from enroll_app.training.records import Key
from enroll_app.training.requests import Which
from enroll_app.training.seed import LEVELS
from enroll_app.training.server import TrainingServer
from tests.cli.bench import Commands

EM, OTHER, THIRD = "0x00499602d2", "0xcafebabefe", "0x0b0b0b0b0b"
TAKEN = "0x0a0b0c0d0e"  # Åsa Lindqvist's; this station has not heard of it
NOWHERE = "0f8fad5b-d9cb-469f-a165-70867728950e"
OFFICE, WORKSHOP = LEVELS[1].id, LEVELS[4].id
EVA = ("enroll", "--first-name", "Eva", "--last-name", "Ek", "--no-wait")


def held(server: TrainingServer, which: str = EM) -> Key:
    key = server.training.state.key(which)
    assert key is not None
    return key


@pytest.fixture
def key_id(commands: Commands) -> str:
    """Eva's key: the card EM, the PIN 0042, the level Office, to the end of 2026."""
    done = commands.json(*EVA, "--card", EM, "--pin", "0042", "--level", "Office", "--valid-to", "2026-12-31")
    assert done.code == 0, done
    return str(done.object["key_id"])


def test_only_what_is_given_is_changed(commands: Commands, server: TrainingServer, key_id: str) -> None:
    before = held(server)
    done = commands.json("change", "--card", "EM:1234567890", "--valid-to", "2027-06-30")
    assert (done.code, done.object["state"], done.object["key_id"]) == (0, "applied", key_id)
    assert done.object["identification"] == EM
    assert done.object["person"] == {"id": before.person.id, "first_name": "Eva", "last_name": "Ek"}
    after = held(server)
    assert str(after.valid_to) == "2027-06-30 21:59:59+00:00"
    assert (after.pin, after.access_levels, after.person) == ("0042", (OFFICE,), before.person)

    assert commands.json("change", "--id", key_id, "--pin", "-", "--no-wait", stdin=b"0007\n").code == 0
    assert commands.json("change", "--id", key_id, "--level", "Workshop", "--no-wait").code == 0
    assert (held(server).pin, held(server).access_levels) == ("0007", (WORKSHOP,))
    taken = commands.json("change", "--id", key_id, "--no-levels", "--clear-pin")
    assert (taken.code, taken.object["state"], held(server).pin) == (0, "not-applied", None)
    assert held(server).access_levels == ()


def test_a_drawn_pin_is_told_once(commands: Commands, server: TrainingServer, key_id: str) -> None:
    done = commands.json("change", "--id", key_id, "--random-pin", "--no-wait")
    assert (done.code, done.object["pin"]) == (0, held(server).pin)


def test_a_blocked_key_has_expired_and_can_be_brought_back(
    commands: Commands, server: TrainingServer, key_id: str
) -> None:
    assert commands.json("change", "--card", EM, "--block", "--no-wait").code == 0
    end = held(server).valid_to
    assert end is not None
    # So far back that it has passed by whichever clock.
    assert end < datetime.now(UTC) - timedelta(days=399)
    assert held(server).access_levels == (OFFICE,)
    assert commands.json("change", "--id", key_id, "--valid-to", "2030-01-01", "--no-wait").code == 0
    assert str(held(server).valid_to) == "2030-01-01 22:59:59+00:00"


def test_a_key_that_this_station_never_heard_of_is_changed_by_its_id(
    commands: Commands, server: TrainingServer
) -> None:
    asas = held(server, TAKEN).id
    assert commands.json("change", "--id", asas, "--clear-pin", "--no-wait").code == 0
    assert held(server, TAKEN).pin is None
    refused = commands.json("change", "--id", NOWHERE, "--clear-pin")
    assert (refused.code, refused.object["state"], refused.object["key_id"]) == (4, "rejected", NOWHERE)


def test_a_removed_key_is_gone_and_its_card_is_free(commands: Commands, server: TrainingServer, key_id: str) -> None:
    person = held(server).person.id
    done = commands.json("remove", "--card", "0001234567890")
    assert done.code == 0
    assert done.object == {
        "state": "accepted",
        "key_id": key_id,
        "identification": EM,
        "person": {"id": person, "first_name": "Eva", "last_name": "Ek"},
        "outbox_id": 2,
        "removed": True,
    }
    assert server.training.state.key(EM) is None
    bo = commands.json("enroll", "--card", EM, "--first-name", "Bo", "--last-name", "Ek", "--no-wait")
    assert (bo.code, held(server).person.first_name) == (0, "Bo")


def test_a_key_is_removed_by_its_id_or_by_a_card_that_is_not_known_here(
    commands: Commands, server: TrainingServer
) -> None:
    done = commands.json("remove", "--card", TAKEN)
    assert (done.code, done.object["removed"], done.object["identification"]) == (0, True, TAKEN)
    bos = held(server, "MC:3405691582").id
    in_words = commands.run("remove", "--id", bos)
    assert (in_words.code, in_words.out.splitlines()[0]) == (0, "removed: no name given")
    again = commands.json("remove", "--id", bos)
    assert (again.code, again.object["state"], again.object["removed"]) == (4, "rejected", False)


def test_a_replaced_card_is_removed_after_the_new_one_was_made(
    commands: Commands, server: TrainingServer, key_id: str
) -> None:
    person = held(server).person
    done = commands.json("replace", "--old-card", EM, "--card", OTHER, "--pin", "0007")
    new, old = done.objects
    assert (done.code, new["state"], old["state"], old["removed"]) == (0, "applied", "accepted", True)
    assert (new["identification"], old["identification"], old["key_id"]) == (OTHER, EM, key_id)
    assert new["outbox_id"] < old["outbox_id"]
    key = held(server, OTHER)
    assert (key.person, key.pin, key.access_levels) == (person, "0007", (OFFICE,))
    assert str(key.valid_to) == "2026-12-31 22:59:59+00:00"
    assert server.training.state.key(EM) is None


def test_an_old_card_stays_until_the_new_one_works(commands: Commands, server: TrainingServer, key_id: str) -> None:
    server.training.faults.plan("/v1/accesskeys/add", "status", status=400)
    refused = commands.json("replace", "--old-id", key_id, "--card", OTHER)
    assert (refused.code, refused.objects[0]["state"], len(refused.objects)) == (4, "rejected", 1)
    assert "The PIN of the old card cannot be copied" in refused.err
    assert (held(server).id, server.training.state.key(OTHER)) == (key_id, None)
    # The removal of the old one goes no further by itself, whatever is sent.
    assert "The old key stays" in refused.err
    assert commands.json("outbox", "send").code == 6
    assert held(server).id == key_id
    (behind,) = commands.waiting()
    assert (behind["purpose"], behind["key_id"], bool(behind["held"])) == ("replace", key_id, True)
    assert commands.json("outbox", "drop", str(behind["outbox_id"])).code == 0
    assert commands.waiting() == []


def test_a_key_that_was_removed_elsewhere_is_not_given_back_by_a_new_card(
    commands: Commands, server: TrainingServer, key_id: str
) -> None:
    server.training.state.remove(Which(key_id, None))
    refused = commands.json("replace", "--old-card", EM, "--card", OTHER, "--no-wait")
    refused.failed(2, "it was removed elsewhere; nothing was sent")
    assert (server.training.state.key(OTHER), commands.waiting()) == (None, [])


@pytest.mark.usefixtures("key_id")
def test_a_new_card_gets_what_waits_for_the_old_one(commands: Commands, server: TrainingServer) -> None:
    server.training.faults.plan("/v1/accesskeys/add", "status", status=429, retry_after="300")
    assert commands.json("change", "--card", EM, "--valid-to", "2027-06-30", "--no-wait").code == 6
    commands.json("replace", "--old-card", EM, "--card", OTHER, "--no-wait")
    assert str(held(server, OTHER).valid_to) == "2027-06-30 21:59:59+00:00"


@pytest.mark.usefixtures("key_id")
def test_a_spare_card_takes_over_neither_end_nor_pin(commands: Commands, server: TrainingServer) -> None:
    forever = ("enroll", "--no-wait", "--person-id", held(server).person.id)
    assert commands.json(*forever, "--card", THIRD, "--level", "Office").code == 0
    new = ("replace", "--old-card", THIRD, "--card", EM, "--no-wait")
    commands.json(*new).failed(2, "The new card has a key already, which ends on 2026-12-31")
    commands.json(*new, "--valid-to", "never").failed(2, "The new card has a key already, which ends on 2026-12-31")
    assert commands.json(*new, "--valid-to", "2028-12-31").code == 0
    assert (str(held(server).valid_to), held(server).pin) == ("2028-12-31 22:59:59+00:00", None)
    assert server.training.state.key(THIRD) is None


def test_one_side_of_a_new_card_in_the_place_of_two_is_told(commands: Commands, server: TrainingServer) -> None:
    both = f"{EM}|0xcafe1234"
    assert commands.json(*EVA, "--card", both, "--level", "Office").code == 0
    done = commands.json("replace", "--old-card", both, "--card", THIRD, "--no-wait")
    assert (done.code, "only one side of this one was read" in done.err) == (0, True)
    assert server.training.state.key(THIRD) is not None


def test_the_new_card_must_be_nobodys(commands: Commands, server: TrainingServer, key_id: str) -> None:
    assert commands.json("enroll", "--card", OTHER, "--first-name", "Bo", "--last-name", "Ek", "--no-wait").code == 0
    refused = commands.json("replace", "--old-id", key_id, "--card", OTHER)
    assert (refused.code, refused.object["state"], refused.object["outbox_id"]) == (5, "conflict", None)
    assert "already belongs to Bo Ek" in refused.object["error"]
    assert commands.waiting() == []
    assert (held(server).id, held(server, OTHER).person.first_name) == (key_id, "Bo")
    commands.json("replace", "--old-id", key_id, "--card", EM).failed(2, "the same", EM)


def test_a_card_at_a_reader_replaces_the_old_one_of_somebody_named_by_id(
    commands: Commands, server: TrainingServer
) -> None:
    old = held(server, TAKEN)
    person = ("--person-id", old.person.id)
    done = commands.json(
        *("replace", "--old-id", old.id, "--reader", "virtual:CAFEBABEFE", *person, "--level", "Office", "--no-wait")
    )
    assert (done.code, [one["state"] for one in done.objects]) == (0, ["accepted", "accepted"])
    assert (held(server, OTHER).person, held(server, OTHER).access_levels) == (old.person, (OFFICE,))
    assert server.training.state.key(TAKEN) is None


def test_what_the_doors_made_of_a_key(commands: Commands, server: TrainingServer, key_id: str) -> None:
    done = commands.json("status", key_id)
    systems = [{"system_id": "abc123-001", "state": "Applied", "error_type": None, "meaning": None}]
    assert done.object == {"key_id": key_id, "state": "applied", "status": "Applied", "systems": systems}
    server.training.state.fail_system("abc123-001")
    assert commands.json("change", "--id", key_id, "--pin", "0007", "--no-wait").code == 0
    failed = commands.json("status", key_id, "--follow")
    (system,) = failed.objects[-1]["systems"]
    assert (failed.code, failed.objects[-1]["state"], system["error_type"]) == (4, "failed", "CodeNotEnabled")
    assert "does not take codes" in system["meaning"]
    server.training.state.fail_system("abc123-001", "KeyUsedByUnmanagedUser")
    assert "“KeyUsedByUnmanagedUser”" in commands.run("status", key_id).out
    commands.json("status", NOWHERE).failed(4, "does not know this key")


def test_each_change_on_the_way_to_the_doors_is_told(commands: Commands, server: TrainingServer, key_id: str) -> None:
    server.training.state.delays_s |= {"abc123-001": 0.4, "abc123-002": 1.0}
    assert commands.json("change", "--id", key_id, "--level", "Office", "--level", "Workshop", "--no-wait").code == 0
    followed = commands.json("status", key_id, "--follow")
    assert followed.code == 0
    states = [one["status"] for one in followed.objects]
    assert (states[0], states[-1], len(set(states))) == ("Pending", "Applied", len(states))


def test_what_happened_at_the_doors(commands: Commands, server: TrainingServer) -> None:
    asas = held(server, TAKEN)
    told = commands.json("events").objects
    assert [(one["type"], one["granted"], one["identification"]) for one in told] == [
        (102, True, TAKEN),
        (201, False, EM),
    ]
    let_in, unknown = told
    assert let_in["meaning"] == "let in by a card"
    assert (let_in["key_id"], let_in["person"]["last_name"]) == (asas.id, "Lindqvist")
    assert (unknown["meaning"], unknown["key_id"]) == ("turned away: no system knows this card or code", None)
    assert unknown["door"] == "Entrance"
    only = commands.json("events", "--card", "EM:1234567890", "--since", "2020-01-01", "--limit", "5")
    assert [one["type"] for one in only.objects] == [201]
    assert len(commands.json("events", "--limit", "1").objects) == 1
    none = commands.run("events", "--until", "2020-01-01")
    assert (none.code, none.out, none.err) == (0, "", "Nothing happened at the doors in that time.\n")
    server.training.faults.plan("/v1/events/list", "status", status=401)
    commands.json("events").failed(4, "HTTP 401")
