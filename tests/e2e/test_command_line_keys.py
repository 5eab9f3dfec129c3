"""Keys that exist, from enrollment to removal, by the program itself."""

from signal import Signals

from enroll_app.training.server import TrainingServer
from tests.e2e.cli_program import PIN, Program

pytest_plugins = ["tests.e2e.cli_fixtures"]

EM, NEW = "0x00499602d2", "0xcafebabefe"
NOWHERE = "0f8fad5b-d9cb-469f-a165-70867728950e"


def test_a_key_from_its_beginning_to_its_end(program: Program, server: TrainingServer) -> None:
    eva = ("--first-name", "Eva", "--last-name", "Ek", "--level", "Office", "--pin", PIN, "--no-wait")
    key_id = program.json("enroll", "--card", EM, *eva).object["key_id"]
    changed = program.json("change", "--card", "0001234567890", "--valid-to", "2027-06-30")
    assert (changed.code, changed.object["state"], changed.object["key_id"]) == (0, "applied", key_id)
    new, old = program.json("replace", "--old-id", key_id, "--card", NEW, "--pin", "-", stdin=PIN.encode()).objects
    assert (new["state"], old["removed"], server.training.state.key(EM)) == ("applied", True, None)
    key = server.training.state.key(NEW)
    assert key is not None
    assert (key.id, key.pin, key.person.first_name) == (new["key_id"], PIN, "Eva")
    assert program.json("status", new["key_id"]).object["status"] == "Applied"
    server.training.state.record_event(103, NEW)
    (event,) = program.json("events", "--card", NEW).objects
    assert (event["meaning"], event["key_id"]) == ("let in by a card and its PIN", new["key_id"])
    removed = program.json("remove", "--card", NEW)
    assert (removed.code, removed.object["removed"], server.training.state.key(NEW)) == (0, True, None)
    program.json("status", new["key_id"]).failed(4, "does not know this key")
    told = program.json("history", "--person", "eva").objects
    done = [one["purpose"] for one in told if one["state"] == "accepted"]
    assert done == ["remove", "replace", "replace", "change", "enroll"]
    assert program.json("history", "--verify").code == 0


def test_what_the_service_does_not_know_is_refused(program: Program) -> None:
    for command in (("remove", "--id", NOWHERE), ("change", "--id", NOWHERE, "--clear-pin")):
        refused = program.json(*command)
        assert (refused.code, refused.object["state"], refused.object["key_id"]) == (4, "rejected", NOWHERE)
    assert program.json("outbox", "send").code == 0


def test_ctrl_c_while_a_key_is_followed(program: Program, server: TrainingServer) -> None:
    key_id = program.json("enroll", "--card", EM, "--level", "Office", "--no-wait").object["key_id"]
    server.training.state.delays_s["abc123-001"] = 600
    with program.start("status", key_id, "--follow", "--json") as following:
        assert following.next()["status"] == "Pending"
        following.signal(Signals.SIGINT)
        assert following.end().code == 130
