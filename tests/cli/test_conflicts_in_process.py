"""A card that is somebody else's: stopped, kept or reassigned, whether this station knew it before or the answer tells.

Known before, nothing is sent; found in the answer, the owner's key was hit by what was sent.
"""

from dataclasses import replace

import pytest

from enroll_app.training.records import Key
from enroll_app.training.requests import Which
from enroll_app.training.rules import read_add
from enroll_app.training.seed import LEVELS
from enroll_app.training.server import TrainingServer
from tests.cli.bench import Commands
from tests.e2e.cli_program import assert_sentences

EM = "0x00499602d2"
TAKEN = "0x0a0b0c0d0e"  # Åsa Lindqvist's, with the PIN 1234; this station has not heard of it
OFFICE, WORKSHOP = LEVELS[1].id, LEVELS[4].id
BO = ("--first-name", "Bo", "--last-name", "Ek", "--pin", "0007", "--level", "Workshop", "--no-wait")


def held(server: TrainingServer, which: str) -> Key:
    key = server.training.state.key(which)
    assert key is not None
    return key


@pytest.fixture(params=["known before", "found in the answer"])
def card(request: pytest.FixtureRequest, commands: Commands) -> str:
    """A card of Åsa Lindqvist's, with the PIN 1234 and the level Office."""
    if request.param == "found in the answer":
        return TAKEN
    asa = ("--first-name", "Åsa", "--last-name", "Lindqvist", "--pin", "1234", "--level", "Office", "--no-wait")
    assert commands.json("enroll", "--card", EM, *asa).code == 0
    return EM


def test_stopped_it_names_both_and_waits_for_a_decision(commands: Commands, server: TrainingServer, card: str) -> None:
    before = held(server, card)
    done = commands.json("enroll", "--card", card, *BO)
    told = done.object
    assert (done.code, told["state"], told["overwritten"]) == (5, "conflict", card == TAKEN)
    assert_sentences(told["error"])
    assert "Åsa Lindqvist, not to Bo Ek" in told["error"]
    assert (told["person"]["first_name"], told["owner"]["first_name"]) == ("Bo", "Åsa")
    assert f"outbox settle {told['outbox_id']} with --keep" in done.err
    assert (held(server, card) == before) == (card == EM)
    (waiting,) = commands.waiting()
    assert (waiting["state"], waiting["owner"]["last_name"]) == ("conflict", "Lindqvist")  # type: ignore[index]
    in_words = commands.run("outbox", "list")
    assert in_words.err == "1 = 1 needs you\n"
    # It is nothing that sending again would mend.
    assert commands.json("outbox", "send").code == 5


def test_kept_it_stays_its_owners_with_what_was_ordered(commands: Commands, server: TrainingServer, card: str) -> None:
    before = held(server, card)
    done = commands.json("enroll", "--card", card, *BO, "--on-conflict", "keep")
    assert (done.code, done.object["state"], done.object["key_id"]) == (0, "accepted", before.id)
    assert done.object["person"]["last_name"] == "Lindqvist"
    after = held(server, card)
    assert (after.person, after.pin, after.access_levels) == (before.person, "0007", (WORKSHOP,))
    assert commands.waiting() == []


def test_reassigned_it_is_taken_away_and_becomes_the_other_persons(
    commands: Commands, server: TrainingServer, card: str
) -> None:
    before = held(server, card)
    done = commands.json("enroll", "--card", card, *BO, "--on-conflict", "reassign")
    assert (done.code, done.objects[-1]["state"]) == (0, "accepted")
    after = held(server, card)
    assert (after.person.first_name, after.pin, after.access_levels) == ("Bo", "0007", (WORKSHOP,))
    assert after.id != before.id
    assert server.training.state.key(before.id) is None
    assert commands.waiting() == []


@pytest.mark.parametrize("owner", ["Cia", ""])
def test_a_card_whose_key_was_removed_elsewhere_is_taken_from_nobody_in_its_place(
    commands: Commands, server: TrainingServer, owner: str
) -> None:
    asa = ("--first-name", "Åsa", "--last-name", "Lindqvist", "--no-wait")
    assert commands.json("enroll", "--card", EM, *asa).code == 0
    server.training.state.remove(Which(held(server, EM).id, None))
    if owner:
        key: dict[str, object] = {"identification": EM, "type": "proximity"}
        body: dict[str, object] = {"key": key, "person": {"first_name": owner}, "pin": "4839"}
        server.training.state.add(read_add(body))
    done = commands.json("enroll", "--card", EM, *BO, "--on-conflict", "reassign")
    assert (done.code, done.objects[-1]["state"]) == ((5, "conflict") if owner else (0, "accepted"))
    after = held(server, EM)
    assert (after.person.first_name, after.pin) == ((owner, "4839") if owner else ("Bo", "0007"))


@pytest.mark.parametrize("decision", ["--keep", "--reassign"])
def test_a_decision_can_be_made_later(commands: Commands, server: TrainingServer, card: str, decision: str) -> None:
    number = str(commands.json("enroll", "--card", card, *BO).object["outbox_id"])
    commands.json("outbox", "settle", number, decision, "--pin", "1111").failed(2, "needs no PIN")
    settled = commands.json("outbox", "settle", number, decision)
    assert settled.code == 0, settled
    key = held(server, card)
    assert (key.person.first_name, key.pin) == ("Åsa" if decision == "--keep" else "Bo", "0007")
    assert commands.waiting() == []
    commands.json("outbox", "settle", number, decision).failed(2, "is no conflict")


def test_without_a_place_for_secrets_the_pin_is_given_again(commands: Commands, server: TrainingServer) -> None:
    commands.settings("")
    assert commands.json("enroll", "--card", EM, "--first-name", "Åsa", "--last-name", "Ek", "--no-wait").code == 0
    number = str(commands.json("enroll", "--card", EM, *BO).object["outbox_id"])
    commands.json("outbox", "settle", number, "--reassign").failed(2, "could not be kept", "--pin -")
    assert held(server, EM).person.first_name == "Åsa"
    settled = commands.json("outbox", "settle", number, "--reassign", "--pin", "-", stdin=b"0007\n")
    assert settled.code == 0, settled
    assert (held(server, EM).person.first_name, held(server, EM).pin) == ("Bo", "0007")


def test_an_overwritten_key_is_put_back_with_a_new_pin(commands: Commands, server: TrainingServer) -> None:
    asa = ("enroll", "--card", EM, "--first-name", "Åsa", "--last-name", "Ek")
    assert commands.json(*asa, "--pin", "0042", "--level", "Office", "--valid-to", "2027-12-31").code == 0
    # In the portal she gets another name, of which this station hears nothing.
    key = held(server, EM)
    renamed = replace(key.person, last_name="Öst")
    server.training.state._keys[key.id] = replace(key, person=renamed)
    hit = commands.json(*asa, "--pin", "0007", "--level", "Workshop", "--valid-to", "2026-12-31", "--no-wait")
    assert (hit.code, hit.object["overwritten"]) == (5, True)
    assert "--restore" in hit.err
    number = str(hit.object["outbox_id"])
    restored = commands.json("outbox", "settle", number, "--restore", "--random-pin")
    assert restored.code == 0, restored
    after = held(server, EM)
    assert (after.access_levels, str(after.valid_to)) == ((OFFICE,), "2027-12-31 22:59:59+00:00")
    assert (after.pin, after.person) == (restored.object["pin"], renamed)
    assert commands.waiting() == []


def test_what_was_not_known_before_cannot_be_put_back(commands: Commands) -> None:
    number = str(commands.json("enroll", "--card", TAKEN, *BO).object["outbox_id"])
    commands.json("outbox", "settle", number, "--restore").failed(2, "does not know how this key was before")
    dropped = commands.json("outbox", "drop", number)
    assert (dropped.code, dropped.object["dropped"]) == (0, True)
    assert commands.waiting() == []
