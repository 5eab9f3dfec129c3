"""`enroll`: exactly the key that was meant is at the service, and the station remembers what it did."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from enroll_app.training.records import Key
from enroll_app.training.seed import LEVELS
from enroll_app.training.server import TrainingServer
from tests.e2e.cli_frames import frame, rest
from tests.e2e.cli_program import PIN, Program
from tests.hardware_doubles.serial_pair import SerialPair
from tests.hardware_doubles.vpcd import VirtualCard, desfire

pytest_plugins = ["tests.e2e.cli_fixtures"]

EM = "0x00499602d2"
LEVEL = {(level.name, level.system_id): level.id for level in LEVELS}
ENTRE, WORKSHOP = LEVEL["Entré", "abc123-001"], LEVEL["Workshop", "abc123-002"]


def held(server: TrainingServer, which: str = EM) -> Key:
    key = server.training.state.key(which)
    assert key is not None
    return key


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]  # mypy cannot count them


def test_a_card_on_a_pcsc_reader_becomes_the_key_that_was_meant(
    program: Program, server: TrainingServer, lay: Callable[[VirtualCard], VirtualCard]
) -> None:
    lay(desfire(bytes.fromhex("04A1B2C3D4E5F6")))
    done = program.json(
        *("enroll", "--reader", "pcsc:", "--first-name", " Åsa ", "--last-name", "Öberg", "--pin", "0042"),
        *("--level", "entré", "--level", WORKSHOP, "--valid-from", "2026-07-01", "--valid-to", "2026-12-31"),
    )
    assert (done.code, done.object["state"]) == (0, "applied"), done
    key = held(server, "0x04a1b2c3d4e5f6")
    assert (key.type, key.pin) == ("proximity", "0042")
    assert (key.person.first_name, key.person.last_name) == ("Åsa", "Öberg")
    assert key.access_levels == (ENTRE, WORKSHOP)
    assert (key.valid_from, key.valid_to) == (utc(2026, 6, 30, 22), utc(2026, 12, 31, 22, 59, 59))
    assert done.object == {
        "state": "applied",
        "key_id": key.id,
        "identification": "0x04a1b2c3d4e5f6",
        "person": {"id": key.person.id, "first_name": "Åsa", "last_name": "Öberg"},
        "outbox_id": 1,
        "systems": [
            {"system_id": "abc123-001", "state": "Applied", "error_type": None, "meaning": None},
            {"system_id": "abc123-002", "state": "Applied", "error_type": None, "meaning": None},
        ],
    }
    (row,) = program.rows()
    assert (row["state"], row["pin_order"], key.id in row["answer"]) == ("applied", "set", True)
    assert (row["identification"], row["reader"]) == ("0x04a1b2c3d4e5f6", "Virtual PCD 00 00")
    assert len(server.training.state.keys) == 4


def test_a_card_on_a_serial_reader_becomes_the_key_that_was_meant(
    program: Program, server: TrainingServer, serial_pair: SerialPair
) -> None:
    reader = f"serial:{serial_pair.port}?protocol=rdm6300"
    arguments = ("--first-name", "Åsa", "--last-name", "Öberg", "--pin", PIN, "--json")
    with program.start("enroll", "--reader", reader, *arguments) as running:
        running.says("Hold the card")
        rest(serial_pair, bytes.fromhex("00499602D2"), running)
        told = running.next()
        done = running.end()
    assert (done.code, told["state"], told["identification"]) == (0, "not-applied", EM)
    assert "opens no door" in done.err
    assert (held(server).pin, held(server).person.first_name) == (PIN, "Åsa")
    assert held(server).access_levels == ()
    assert program.rows()[0]["reader"] == serial_pair.port


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        # The end of a day by the clock in Stockholm, in summer and in winter, on the shortest day and on the longest.
        (("", "2026-07-31"), "", "2026-07-31 21:59:59"),
        (("2026-12-01 08:00", "2026-12-31 18:00"), "2026-12-01 07:00:00", "2026-12-31 17:00:00"),
        (("2026-03-29", "2026-03-29"), "2026-03-28 23:00:00", "2026-03-29 21:59:59"),
        (("2026-10-25", "2026-10-25"), "2026-10-24 22:00:00", "2026-10-25 22:59:59"),
        (("2026-07-01T12:00:00Z", "2026-07-01T15:00+01:00"), "2026-07-01 12:00:00", "2026-07-01 14:00:00"),
    ],
)
def test_dates_are_sent_in_utc(
    program: Program, server: TrainingServer, given: tuple[str, str], start: str, end: str
) -> None:
    done = program.json("enroll", "--card", EM, "--valid-from", given[0], "--valid-to", given[1], "--no-wait")
    assert (done.code, done.object["state"]) == (0, "accepted")
    key = held(server)
    assert (str(key.valid_from or ""), str(key.valid_to)) == (start and f"{start}+00:00", f"{end}+00:00")


def test_a_pin_is_left_alone_set_and_cleared_as_told(program: Program, server: TrainingServer) -> None:
    who = ("enroll", "--card", EM, "--first-name", "Åsa", "--last-name", "Öberg", "--no-wait")
    pins = []
    for given in (("--pin", "0042"), (), ("--pin", "-"), ("--clear-pin",)):
        assert program.json(*who, *given, stdin=b"0007\r\n").code == 0
        pins.append(held(server).pin)
    assert pins == ["0042", "0042", "0007", None]
    assert [row["pin_order"] for row in program.rows()] == ["set", "leave", "set", "clear"]
    assert len(server.training.state.keys) == 4


def test_every_spelling_of_a_number_is_the_same_card(program: Program, server: TrainingServer) -> None:
    for spelling in (EM, "0X00499602D2", "0001234567890", "EM:1234567890", "em:01234567890"):
        done = program.json("enroll", "--card", spelling, "--first-name", "Åsa", "--last-name", "Ek", "--no-wait")
        assert (done.code, done.object["identification"]) == (0, EM)
    assert len(server.training.state.keys) == 4


def test_a_key_can_be_given_to_a_person_that_the_service_has(program: Program, server: TrainingServer) -> None:
    bo = next(person for person in server.training.state.persons if person.first_name == "Bo")
    done = program.json("enroll", "--card", EM, "--person-id", bo.id.upper(), "--no-wait")
    assert done.code == 0
    assert held(server).person == bo
    assert done.object["person"] == {"id": bo.id, "first_name": "Bo", "last_name": "Öberg"}


def test_a_code_is_made_by_the_service_or_chosen(program: Program, server: TrainingServer) -> None:
    made = program.json("enroll", "--code", "--first-name", "Eva", "--no-wait").object
    chosen = program.json("enroll", "--first-name", "Eva", "--no-wait", "--code", "4711").object
    last = program.run("enroll", "--first-name", "Eva", "--no-wait", "--code")
    assert made["code"].isdigit()
    assert (held(server, made["code"]).type, held(server, made["code"]).id) == ("code", made["key_id"])
    assert (chosen["code"], chosen["identification"], held(server, "4711").id) == ("4711", "4711", chosen["key_id"])
    assert last.code == 0
    shown = last.out.split("code ")[-1].strip()
    assert held(server, shown).type == "code"
    # A code opens doors by itself: it is shown, and never written down here.
    assert [(row["key_type"], row["identification"]) for row in program.rows()] == [("code", None)] * 3


@pytest.mark.parametrize("as_json", [True, False])
def test_a_random_pin_is_told_once_and_is_the_one_at_the_service(
    program: Program, server: TrainingServer, as_json: bool
) -> None:
    # A card whose number has no digits, in which four of them could be found by chance.
    who = ("--card", "0xcafebabefe", "--first-name", "Åsa", "--last-name", "Ek")
    done = program.run("enroll", *who, "--random-pin", *(["--json"] * as_json))
    pin = held(server, "0xcafebabefe").pin
    assert done.code == 0
    assert pin is not None
    if as_json:
        assert done.object["pin"] == pin
    else:
        assert done.out.count(f"PIN {pin}") == 1
    assert pin not in done.err
    program.assert_secret(pin, but_said=True)


def test_a_random_pin_that_could_not_be_sent_is_told_and_can_be_given_again(
    program: Program, server: TrainingServer
) -> None:
    server.training.faults.plan("/v1/accesskeys/add", "drop_before")
    first = program.json("enroll", "--card", EM, "--first-name", "Åsa", "--random-pin")
    assert (first.code, first.object["state"]) == (6, "unknown")
    again = program.json("outbox", "send", "1", "--pin", first.object["pin"])
    assert again.code == 0
    assert held(server).pin == first.object["pin"]
    assert len(server.training.state.keys) == 4


def test_for_a_person_it_is_said_in_words(program: Program) -> None:
    done = program.run("enroll", "--card", EM, "--first-name", "Åsa", "--last-name", "Öberg", "--level", "Office")
    assert done.code == 0
    assert done.out.splitlines()[0] == f"applied: Åsa Öberg, {EM}"
    assert "  abc123-001: Applied" in done.out.splitlines()
    assert done.err == ""


def test_what_the_doors_make_of_it_is_followed_to_its_end(program: Program, server: TrainingServer) -> None:
    server.training.state.delays_s["abc123-002"] = 1.0
    who = ("enroll", "--card", EM, "--first-name", "Åsa", "--last-name", "Ek")
    done = program.json(*who, "--level", "Workshop", "--level", "Office")
    assert (done.code, done.object["state"]) == (0, "applied")
    server.training.state.fail_system("abc123-001")
    failed = program.json(*who, "--level", "Office")
    assert (failed.code, failed.object["state"]) == (4, "failed")
    (system,) = failed.object["systems"]
    assert (system["system_id"], system["state"], system["error_type"]) == ("abc123-001", "Failed", "CodeNotEnabled")
    assert "does not take codes" in system["meaning"]
    assert [row["state"] for row in program.rows()] == ["applied", "failed"]


def test_all_that_the_desk_can_see_is_said_before_a_card_is_asked_for(
    program: Program, serial_pair: SerialPair
) -> None:
    reader = ("--reader", f"serial:{serial_pair.port}?protocol=rdm6300", "--timeout", "5")
    cases: tuple[tuple[tuple[str, ...], dict[str, str], str], ...] = (
        (("--level", "Attic"), {}, "Attic"),
        ((), {"ENROLL_APP_API_KEY": ""}, "API key"),
        ((), {"ENROLL_APP_API_URL": "http://example.com/v1/"}, "https"),
        (("--pin", "12"), {}, "PIN"),
    )
    well = program.env
    for given, env, word in cases:
        program.env = well | env
        refused = program.json("enroll", *reader, *given)
        refused.failed(2, word)
        assert "Hold the card" not in refused.err


def test_a_frame_that_came_damaged_is_not_enrolled(program: Program, serial_pair: SerialPair) -> None:
    reader = f"serial:{serial_pair.port}?protocol=rdm6300"
    with program.start("enroll", "--reader", reader, "--timeout", "2.5", "--json") as running:
        running.says("Hold the card")
        while not running.ended:
            serial_pair.send(frame(bytes.fromhex("00499602D2")).replace(b"D2", b"D3"))
            running.idle(0.1)
        running.end().failed(3, "No card was tapped in time")
    assert program.rows() == []
