"""What cannot be meant is told in one sentence, with exit code 2, before anything is sent or written down."""

import pytest

from enroll_app.training.server import TrainingServer
from tests.cli.bench import Commands

EM = "0x00499602d2"
NOWHERE = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("remove",), "exactly one of --id and --card"),
        (("remove", "--id", NOWHERE, "--card", EM), "exactly one of --id and --card"),
        (("remove", "--id", "7"), "“7” is not the id of a key"),
        (("remove", "--card", "1234"), "is not a card number in a spelling that carries its size"),
        (("change", "--clear-pin"), "exactly one of --id and --card"),
        (("change", "--id", NOWHERE), "Say what to change"),
        (("change", "--id", NOWHERE, "--pin", "12"), "The PIN has 2 digits"),
        (("change", "--id", NOWHERE, "--pin", "0042", "--clear-pin"), "one of --pin, --random-pin and --clear-pin"),
        (("change", "--id", NOWHERE, "--block", "--valid-to", "2026-12-31"), "--block changes the end"),
        (("change", "--id", NOWHERE, "--level", "Office", "--no-levels"), "not both"),
        (("change", "--id", NOWHERE, "--level", "Ofice"), "Did you mean Office?"),
        (("change", "--id", NOWHERE, "--valid-to", "soon"), "“soon” is not a date"),
        (("change", "--card", EM, "--clear-pin"), "does not know the key of card"),
        (("replace", "--card", EM), "exactly one of --old-id and --old-card"),
        (("replace", "--old-id", NOWHERE), "exactly one of --card and --reader"),
        (("replace", "--old-id", NOWHERE, "--card", EM), "does not know whose key"),
        (("replace", "--old-id", NOWHERE, "--card", "0x01"), "is not a whole card number"),
        (("replace", "--old-card", EM, "--card", "0xcafebabe"), "does not know the key of card"),
        (("replace", "--old-id", NOWHERE, "--card", EM, "--person-id", "Bo"), "is not the id of a person"),
        (("status", "x"), "“x” is not the id of a key"),
        (("status",), "exactly one of KEY_ID and --card"),
        (("events", "--card", "1234"), "is not a card number"),
        (("events", "--since", "yesterday"), "“yesterday” is not a date"),
        (("events", "--since", "2026-06-02", "--until", "2026-06-01"), "The span ends before it begins."),
        (("events", "--limit", "0"), "0 is not in the range x>=1."),
        (("history", "--card", "1234"), "is not a card number"),
        (("history", "--key", "1234"), "is not the id of a key"),
        (("history", "--until", "1.6.2026"), "is not a date"),
        (("history", "--verify", "--person", "Åsa"), "--verify and --rebuild are about the whole history"),
        (("history", "--export", "all.pdf"), ".csv"),
        (("outbox", "send", "7"), "There is no number 7 in the outbox."),
        (("outbox", "send", "--pin", "0042"), "exactly one number"),
        (("outbox", "send", "1", "2", "--pin", "0042"), "exactly one number"),
        (("outbox", "send", "x"), "'x' is not a valid integer."),
        (("outbox", "drop"), "Missing argument 'NUMBER...'"),
        (("outbox", "drop", "7"), "There is no number 7 in the outbox."),
        (("outbox", "settle", "7"), "one of --keep, --reassign and --restore"),
        (("outbox", "settle", "7", "--keep", "--restore"), "one of --keep, --reassign and --restore"),
        (("outbox", "settle", "7", "--keep"), "There is no number 7 in the outbox."),
        (("outbox", "settle", "7", "--keep", "--random-pin"), "go with --restore alone"),
        (("outbox", "frobnicate"), "No such command 'frobnicate'."),
        (("enroll", "--card", EM, "--on-conflict", "shout"), "'shout' is not one of 'stop', 'keep', 'reassign'"),
    ],
)  # fmt: skip
def test_wrong_input_is_told_and_nothing_is_sent(
    commands: Commands, server: TrainingServer, arguments: tuple[str, ...], words: str
) -> None:
    before = server.training.state.keys
    refused = commands.json(*arguments)
    assert refused.code == 2, refused
    assert words in refused.object["error"], refused
    assert words in " ".join(refused.err.split())
    assert server.training.state.keys == before
    if (commands.home / "enroll.sqlite3").exists():
        assert commands.json("outbox", "list", "--all").objects == []


def test_every_fault_of_a_change_is_told_at_once(commands: Commands) -> None:
    refused = commands.json(
        "replace", "--old-card", EM, "--card", "0x01", "--pin", "1", "--valid-to", "soon", "--person-id", "Bo"
    )
    assert (refused.code, len(refused.object["errors"])) == (2, 4)


@pytest.mark.parametrize("command", ["change", "replace"])
def test_levels_that_cannot_be_looked_up_change_nothing(
    commands: Commands, server: TrainingServer, command: str
) -> None:
    server.training.faults.plan("/v1/accesslevels/list", "status", status=503)
    target = ("--id", NOWHERE) if command == "change" else ("--old-id", NOWHERE, "--card", EM, "--person-id", NOWHERE)
    refused = commands.json(command, *target, "--level", "Office")
    refused.failed(2, "HTTP 503", "Nothing was sent.", "instead of Office")
