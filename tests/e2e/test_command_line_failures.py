"""Everything that can go wrong: one clear sentence, the right exit code, and nothing is lost."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from signal import Signals
from typing import Any
from urllib.parse import urlsplit

import pytest

from enroll_app.training.server import TrainingServer
from tests.api.raw_server import RawServer
from tests.e2e.cli_program import KEY, PIN, Program, assert_sentences
from tests.hardware_doubles.serial_pair import SerialPair

pytest_plugins = ["tests.e2e.cli_fixtures"]

EM, OTHER, THIRD = "0x00499602d2", "0xcafebabefe", "0x0b0b0b0b0b"
TAKEN = "0x0a0b0c0d0e"  # Åsa Lindqvist's, with the PIN 1234
ADD, LIST = "/v1/accesskeys/add", "/v1/accesslevels/list"
ASA = ("enroll", "--card", EM, "--first-name", "Åsa", "--last-name", "Öberg", "--pin", PIN)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--reader", "usb:1"), ("“usb:1” is not the address of a reader.", "pcsc:")),
        (("--reader", "pcsc"), ("is not the address of a reader",)),
        (("--reader", "serial:"), ("The serial port is missing.",)),
        (("--reader", "serial:/dev/x?protocol=morse"), ("“morse” is not a known protocol.", "rdm6300")),
        (("--reader", "serial:/dev/x?baud=fast"), ("is not a speed",)),
        (("--reader", "virtual:XYZ"), ("is not the number of a virtual card",)),
        (("--card", "1234567890123456"), ("is not a card number in a spelling that carries its size",)),
        (("--card", "0x0102"), ("is not a whole card number",)),
        (("--card", "0001234567890|"), ("“0001234567890|” is not a card number",)),
        (("--card", "MC:4294967296"), ("larger than 32 bits",)),
        (("--card", "0x08010203"), ("makes up a new number",)),
        (("--card", EM, "--first-name", "x" * 33), ("33 letters", "32 at the most")),
        (("--card", EM, "--last-name", "a\u202eb"), ("cannot be seen (U+202E)",)),
        (("--card", EM, "--pin", "864"), ("The PIN has 3 digits",)),
        (("--card", EM, "--pin", "８６４２"), ("something other than the digits 0 to 9",)),
        (("--card", EM, "--pin", ""), ("The PIN has 0 digits",)),
        (("--card", EM, "--valid-from", "2026-12-31", "--valid-to", "2026-01-01"), ("expire before it becomes valid",)),
        (("--card", EM, "--valid-to", "31/12/2026"), ("is not a date that can be used",)),
        (("--card", EM, "--valid-from", "2026-02-30"), ("is not a date that can be used",)),
        (("--card", EM, "--valid-from", "2026-03-29 02:30"), ("does not exist",)),
        (("--card", EM, "--person-id", "7"), ("is not the id of a person",)),
        (("--card", EM, "--level", "Ofice"), ("no access level “Ofice”", "Did you mean Office?")),
        (("--card", EM, "--level", "Entrance"), ("exists 2 times", "Entrance (abc123-002)")),
        (("--code", "12a4"), ("has digits only",)),
        (("--card", EM, "--code"), ("exactly one of --card, --reader and --code",)),
        ((), ("exactly one of --card, --reader and --code",)),
        (("--card", EM, "--pin", "8642", "--clear-pin"), ("one of --pin, --random-pin and --clear-pin",)),
        (("--card", EM, "--timeout", "soon"), ("'soon' is not a valid float",)),
        (("--card", EM, "--colour", "red"), ("No such option",)),
    ],
)  # fmt: skip
def test_wrong_input_is_told_and_nothing_is_sent(
    program: Program, server: TrainingServer, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    before = server.training.state.keys
    refused = program.json("enroll", *arguments)
    refused.failed(2, *words)
    assert "Hold the card" not in refused.err
    assert server.training.state.keys == before
    assert not program.home.exists() or program.rows() == []


def test_every_fault_is_told_at_once(program: Program) -> None:
    done = program.json("enroll", "--card", EM, "--first-name", "x" * 40, "--pin", "1", "--valid-to", "soon")
    done.failed(2, "40 letters", "1 digits", "“soon”")
    assert len(done.object["errors"]) == 3
    assert len(done.err.splitlines()) == 3


@pytest.mark.parametrize("command", ["frobnicate", "enrol"])
def test_an_unknown_command_is_told_to_programs_and_people(program: Program, command: str) -> None:
    program.json(command).failed(2, f"No such command '{command}'.")
    in_words = program.run(command)
    assert (in_words.code, in_words.out) == (2, "")
    assert "No such command" in in_words.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("read", "--count", "0"), "0 is not in the range x>=1."),
        (("read", "--timeout", "-1"), "-1.0 is not in the range x>=0."),
        (("read", "extra"), "unexpected extra argument (extra)"),
        (("training-server", "--port", "70000"), "70000 is not in the range"),
        (("levels", "--all"), "No such option"),
    ],
)
def test_wrong_usage_is_told(program: Program, arguments: tuple[str, ...], words: str) -> None:
    refused = program.json(*arguments)
    assert (refused.code, list(refused.object)) == (2, ["error"])
    assert words in refused.object["error"]
    assert words in refused.err


def test_a_port_that_is_not_there(program: Program) -> None:
    for command in ("read", "enroll"):
        program.json(command, "--reader", "serial:/dev/ttyNONE9").failed(3, "There is no port /dev/ttyNONE9 now.")
    program.json("read", "--reader", "serial:/dev/full").failed(3, "is not a serial port")
    assert program.rows() == []


def test_a_port_that_another_program_holds(program: Program, serial_pair: SerialPair) -> None:
    with held_elsewhere(serial_pair.port):
        refused = program.json("read", "--reader", f"serial:{serial_pair.port}", "--timeout", "5")
    refused.failed(3, "The program python", f"is using {serial_pair.port}. Close it")


def test_a_reader_that_is_not_there(program: Program) -> None:
    refused = program.json("read", "--reader", "pcsc:No Such Reader", "--timeout", "5")
    assert refused.code == 3
    assert_sentences(refused.object["error"])


def test_no_card_in_time(program: Program, serial_pair: SerialPair) -> None:
    reader = f"serial:{serial_pair.port}"
    program.json("enroll", "--reader", reader, "--timeout", "0.3").failed(3, "No card was tapped in time.")


SAVED: dict[str, tuple[str, dict[str, Any]]] = {
    "does not accept the API key (HTTP 401)": ("status", {"status": 401}),
    "does not allow this with the API key": ("status", {"status": 403}),
    "API is not found at this address (HTTP 404)": ("status", {"status": 404}),
    "asks to wait": ("status", {"status": 429, "retry_after": "120"}),
    "leads on to another one (HTTP 307), which is not followed": ("redirect", {}),
}
UNKNOWN: dict[str, tuple[str, dict[str, Any]]] = {
    "failure of its own (HTTP 500)": ("status", {"status": 500}),
    "failure of its own (HTTP 503)": ("status", {"status": 503}),
    "web page": ("html", {}),
    "other than JSON": ("not_json", {}),
    "half": ("truncated", {}),
    "few bytes": ("bytes_cut_at", {"at": 20}),
    "dropped before": ("drop_before", {}),
    "dropped after": ("drop_after", {}),
    "another card": ("wrong_key", {}),
}
REJECTED: dict[str, tuple[str, dict[str, Any]]] = {
    "refused the request (HTTP 400)": ("status", {"status": 400}),
}


@pytest.mark.parametrize(
    ("faults", "code", "state"),
    [(SAVED, 6, "saved"), (UNKNOWN, 6, "unknown"), (REJECTED, 4, "rejected")],
    ids=["saved", "unknown", "rejected"],
)
def test_a_failed_sending_is_kept_and_made_good(
    program: Program, server: TrainingServer, faults: dict[str, tuple[str, dict[str, Any]]], code: int, state: str
) -> None:
    for number, (words, (kind, options)) in enumerate(faults.items(), 1):
        card = f"0x00499602{number:02x}"
        server.training.faults.plan(ADD, kind, **options)
        done = program.json("enroll", "--card", card, "--first-name", "Åsa", "--last-name", "Öberg", "--no-wait")
        told = done.object
        assert (done.code, told["state"], told["identification"], told["outbox_id"]) == (code, state, card, number)
        assert_sentences(told["error"])
        # What an unknown outcome is due to is told in the client's own words; what to do is always the same.
        assert ("hand out no card before" if state == "unknown" and "HTTP" not in words else words) in told["error"]
        assert told["error"] in done.err
        assert (f"It is kept as number {number}:" in done.err) == (code == 6)
        row = program.rows()[-1]
        assert (row["id"], row["state"], row["identification"]) == (number, state, card)
        assert (row["first_name"], row["last_name"]) == ("Åsa", "Öberg")

    again = program.json("outbox", "send", *map(str, range(1, len(faults) + 1)))
    assert again.code == (4 if state == "rejected" else 0), again
    made = 0 if state == "rejected" else len(faults)
    assert [row["state"] for row in program.rows()] == ["rejected" if state == "rejected" else "accepted"] * len(faults)
    assert len(server.training.state.keys) == 3 + made


def test_only_what_was_carried_out_is_at_the_service(program: Program, server: TrainingServer) -> None:
    for card, kind, there in ((EM, "redirect", False), (OTHER, "drop_before", False), (THIRD, "drop_after", True)):
        server.training.faults.plan(ADD, kind)
        assert program.json("enroll", "--card", card, "--pin", PIN).code == 6
        assert (server.training.state.key(card) is not None) == there


def test_the_service_is_away_and_comes_back(program: Program, server: TrainingServer) -> None:
    port = urlsplit(server.url).port
    assert port
    program.json("levels")
    server.stop()
    arguments = (*ASA, "--level", "Entré")
    first = program.json(*arguments)
    assert (first.code, first.object["state"], first.object["key_id"]) == (6, "saved", None)
    assert_sentences(first.object["error"])
    (row,) = program.rows()
    assert (row["state"], row["levels"]) == ("saved", '["6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e03"]')
    assert program.run("outbox", "drop", "1").code == 0
    in_words = program.run(*arguments)
    assert (in_words.code, in_words.out.splitlines()[0]) == (6, f"saved: Åsa Öberg, {EM}")
    with TrainingServer(port, KEY) as back:
        again = program.json("outbox", "send", "2", "--pin", PIN)
        key = back.training.state.key(EM)
    assert (again.code, again.object["state"]) == (0, "accepted")
    assert key is not None
    assert (key.pin, key.access_levels) == (PIN, ("6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e03",))


def test_a_level_that_cannot_be_looked_up_is_kept_by_its_name(program: Program, server: TrainingServer) -> None:
    server.training.faults.plan(LIST, "status", status=503)
    done = program.json(*ASA, "--level", "Entré")
    assert (done.code, done.object["state"]) == (6, "saved")
    assert "Entré" in done.object["error"]
    assert json.loads(program.rows()[0]["unresolved_levels"]) == ["Entré"]
    assert server.training.state.key(EM) is None


def test_a_revoked_key_is_told(program: Program, server: TrainingServer) -> None:
    server.training.rotate_key()
    program.json("levels").failed(4, "does not accept the API key (HTTP 401)")
    done = program.json(*ASA)
    assert (done.code, done.object["state"]) == (6, "saved")
    assert "does not accept the API key" in done.object["error"]


@pytest.mark.parametrize("kind", ["html", "truncated", "drop_before"])
def test_levels_that_cannot_be_had_are_told(program: Program, server: TrainingServer, kind: str) -> None:
    server.training.faults.plan(LIST, kind)
    program.json("levels").failed(4, "ask again later")


def test_a_card_of_another_person_is_stopped_before_it_is_sent(program: Program, server: TrainingServer) -> None:
    assert program.json(*ASA, "--no-wait").code == 0
    # The same card in another spelling, for somebody else, with another PIN.
    done = program.json("enroll", "--card", "EM:1234567890", "--first-name", "Bo", "--last-name", "Ek", "--pin", "0042")
    told = done.object
    assert (done.code, told["state"], told["overwritten"]) == (5, "conflict", False)
    assert (told["owner"]["first_name"], told["owner"]["last_name"]) == ("Åsa", "Öberg")
    assert (told["person"]["first_name"], told["person"]["last_name"]) == ("Bo", "Ek")
    assert_sentences(told["error"])
    assert "belongs to Åsa Öberg, not to Bo Ek; nothing was sent" in told["error"]
    victim = server.training.state.key(EM)
    assert victim is not None
    assert (victim.pin, victim.person.first_name) == (PIN, "Åsa")
    assert [row["state"] for row in program.rows()] == ["accepted", "conflict"]


def test_a_part_of_the_holders_name_changes_nothing_and_no_name_at_all_says_whose_key_it_is(
    program: Program, server: TrainingServer
) -> None:
    assert program.json(*ASA, "--no-wait").code == 0
    part = program.json("enroll", "--card", EM, "--first-name", "Åsa", "--clear-pin")
    assert (part.code, part.object["state"], part.object["overwritten"]) == (5, "conflict", False)
    assert_sentences(part.object["error"])
    key = server.training.state.key(EM)
    assert key is not None
    assert key.pin == PIN
    cleared = program.json("enroll", "--card", EM, "--clear-pin", "--no-wait")
    assert cleared.code == 0
    assert "Note: This card belongs to Åsa Öberg; that key is changed." in cleared.err
    key = server.training.state.key(EM)
    assert key is not None
    assert key.pin is None


def test_a_card_of_another_person_is_noticed_in_the_answer(program: Program, server: TrainingServer) -> None:
    bo = ("enroll", "--card", TAKEN, "--first-name", "Bo", "--last-name", "Ek", "--pin", PIN)
    done = program.json(*bo)
    told = done.object
    assert (done.code, told["state"], told["overwritten"]) == (5, "conflict", True)
    assert (told["owner"]["first_name"], told["owner"]["last_name"]) == ("Åsa", "Lindqvist")
    assert told["person"]["first_name"] == "Bo"
    assert_sentences(told["error"])
    assert "belongs to Åsa Lindqvist, not to Bo Ek" in told["error"]
    assert "Do not hand the card out." in told["error"]
    # From now on this station knows, and does not send a second time.
    key = server.training.state.key(TAKEN)
    again = program.json(*bo)
    assert (again.code, again.object["overwritten"]) == (5, False)
    assert server.training.state.key(TAKEN) == key
    in_words = program.run(*bo)
    assert (in_words.code, in_words.out.splitlines()[0]) == (5, f"conflict: Bo Ek, {TAKEN}")
    assert "belongs to Åsa Lindqvist, not to Bo Ek" in in_words.err


def test_a_redirect_is_not_followed(program: Program, server: TrainingServer) -> None:
    with RawServer(b"") as elsewhere:
        server.training.faults.plan(ADD, "redirect", location=f"http://127.0.0.1:{elsewhere.port}/v1/accesskeys/add")
        assert program.json(*ASA).code == 6
        assert elsewhere.connections == 0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://api.intserv.se/v1/", "is not encrypted"),
        ("http://127.0.0.1.example.com/v1/", "is not encrypted"),
        ("ftp://127.0.0.1/", "is not a web address"),
        ("https://user:hunter2@127.0.0.1/", "holds more than a host and a path"),
        ("::::", "is not a web address"),
    ],
)
def test_an_address_that_will_not_do(program: Program, url: str, words: str) -> None:
    refused = program.json(*ASA, ENROLL_APP_API_URL=url)
    assert "hunter2" not in refused.failed(2, words, "https://api.intserv.se/v1/") + refused.err


def test_no_or_an_impossible_api_key(program: Program) -> None:
    program.json(*ASA, ENROLL_APP_API_KEY="").failed(2, "No API key is set", "ENROLL_APP_API_KEY")
    program.json("levels", ENROLL_APP_API_KEY="two words").failed(2, "The API key is empty, or holds spaces")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[service\nurl = 1", ("cannot be read", "Correct the file")),
        (b"\xff\xfe", ("cannot be read",)),
        (
            b'[service]\nurl = 1\nkey = "x"\n[desk]\ntime_zone = "Mars/Olympus"',
            ("service.url", "service.key", "desk.time_zone"),
        ),
        (b"readers = 1", ("no such section",)),
    ],
)
def test_settings_that_cannot_be_used(program: Program, content: bytes, words: tuple[str, ...]) -> None:
    program.home.mkdir()
    (program.home / "settings.toml").write_bytes(content)
    program.json("levels").failed(2, "settings.toml", *words)
    # The help is there all the same.
    assert program.run("levels", "--help").code == 0


def test_a_home_that_is_a_file(program: Program) -> None:
    program.home.write_text("not a folder")
    refused = program.json(*ASA)
    assert refused.code == 2
    assert f"The settings in {program.home}/settings.toml cannot be read" in refused.object["error"]
    assert program.home.read_text() == "not a folder"


def test_a_home_that_cannot_be_written_to(program: Program, server: TrainingServer) -> None:
    # Not even root makes folders here.
    refused = program.json(*ASA, ENROLL_APP_HOME="/proc/enroll")
    refused.failed(1, "The station's records in /proc/enroll", "nothing was sent")
    assert server.training.state.key(EM) is None


def test_records_that_are_damaged_are_set_aside_and_that_is_told(program: Program, server: TrainingServer) -> None:
    program.home.mkdir()
    damaged = b"no database at all, but long enough" * 100
    (program.home / "enroll.sqlite3").write_bytes(damaged)
    done = program.json(*ASA)
    assert done.code == 0, done
    (aside,) = program.home.glob("enroll.sqlite3.damaged-*")
    assert aside.read_bytes() == damaged
    assert aside.name in done.object["warnings"][0] + done.object["warnings"][-1]
    assert aside.name in done.err
    assert server.training.state.key(EM) is not None
    assert aside.name not in program.json("outbox", "list").err


def test_ctrl_c_while_the_service_thinks_leaves_the_row_to_be_asked_about(
    program: Program, server: TrainingServer
) -> None:
    server.training.faults.plan(ADD, "hang")
    with program.start(*ASA, "--json") as running:
        for _ in range(200):
            running.idle(0.05)
            if not server.training.faults.planned():
                break
        running.signal(Signals.SIGINT)
        done = running.end(10)
    told = done.object
    assert (done.code, told["state"], told["outbox_id"]) == (130, "unknown", 1)
    assert_sentences(told["error"])
    assert "was interrupted" in told["error"]
    assert told["error"] in done.err
    (row,) = program.json("outbox", "list").objects
    assert (row["state"], row["error"]) == ("unknown", told["error"])
    server.training.faults.clear()
    assert program.json("outbox", "send", "1", "--pin", PIN).code == 0
    assert len(server.training.state.keys) == 4


@contextmanager
def held_elsewhere(port: str) -> Iterator[None]:
    """Let another process hold the port, as a terminal program does."""
    script = (
        "import fcntl, os, sys, termios; port = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY);"
        "fcntl.ioctl(port, termios.TIOCEXCL); fcntl.flock(port, fcntl.LOCK_EX); print('held', flush=True);"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, port], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
