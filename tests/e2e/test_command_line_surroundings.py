"""The program where it runs: pipes that close, encodings, signals, no display, and the commands beside the main job."""

import json
import socket
import struct
import urllib.request
from pathlib import Path
from signal import Signals

import pytest
from PySide6.QtGui import QImage

from enroll_app import __version__
from enroll_app.training.seed import LEVELS
from enroll_app.training.server import TrainingServer
from tests.api.raw_server import RawServer
from tests.e2e.cli_program import KEY, PIN, Program, assert_sentences

pytest_plugins = ["tests.e2e.cli_fixtures"]

EM = "0x00499602d2"
ASA = ("enroll", "--card", EM, "--first-name", "Åsa", "--last-name", "Öberg", "--pin", PIN, "--no-wait")
PAGES = 9


def test_the_levels_are_listed_as_the_service_has_them(program: Program) -> None:
    listed = program.json("levels")
    assert (listed.code, listed.err) == (0, "")
    assert listed.objects == [{"id": one.id, "name": one.name, "system_id": one.system_id} for one in LEVELS]
    in_words = program.run("levels")
    assert [line.split()[0] for line in in_words.out.splitlines()] == [one.id for one in LEVELS]
    assert "Förråd" in in_words.out


def test_levels_heard_of_before_serve_when_the_list_cannot_be_had(program: Program, server: TrainingServer) -> None:
    assert program.json("levels").code == 0
    server.training.faults.plan("/v1/accesslevels/list", "status", status=503)
    assert program.json(*ASA, "--level", "FÖRRÅD").code == 0
    key = server.training.state.key(EM)
    assert key is not None
    assert key.access_levels == (LEVELS[5].id,)


def test_the_version_and_the_help_need_no_home(program: Program) -> None:
    version = program.run("--version")
    assert (version.code, version.out) == (0, f"enroll-app, version {__version__}\n")
    for command in ((), ("enroll",), ("outbox", "send")):
        shown = program.run(*command, "--help")
        assert (shown.code, shown.err) == (0, "")
        assert shown.out.startswith(f"Usage: enroll-app {' '.join(command)}".rstrip())
    assert not program.home.exists()


def test_the_training_server_serves_until_it_is_told_to_end(program: Program) -> None:
    for end in (Signals.SIGTERM, Signals.SIGINT):
        with program.start("training-server", "--json") as running:
            told = running.next()
            assert list(told) == ["url", "key"]
            assert ask(told["url"], told["key"]) == len(LEVELS)
            running.signal(end)
            done = running.end(5)
        assert (done.code, len(done.objects)) == (0, 1)
        assert "nothing in it is real" in done.err


def test_the_training_server_ends_with_the_program_that_started_it(program: Program) -> None:
    with program.start("training-server", "--json", "--until-stdin-closes") as running:
        told = running.next()
        assert ask(told["url"], told["key"]) == len(LEVELS)
        running.close_stdin()
        assert running.end(5).code == 0


def test_the_training_server_says_that_its_port_is_taken(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        program.json("training-server", "--port", str(port)).failed(2, f"Port {port} is in use by another program.")


def test_the_tour_needs_no_display(program: Program, tmp_path: Path) -> None:
    shots = tmp_path / "pictures" / "of the tour"
    done = program.json("tour", "--shots", str(shots))
    told = done.object
    assert (done.code, told["state"], told["person"]) == (0, "applied", "Åsa Lindström")
    assert told["key_id"]
    assert len(told["shots"]) == PAGES
    assert told["shots"] == sorted(str(path) for path in shots.iterdir())
    for path in map(Path, told["shots"]):
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">I", content[16:20])[0] > 600
        image = QImage(str(path))
        assert not image.isNull()
        colours = {image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}
        assert len(colours) > 10, f"{path.name} is blank"
    # Nothing real was touched, and what was made for the practice is gone.
    assert not program.home.exists()
    assert list(program.temp.iterdir()) == []


def test_a_folder_that_cannot_be_had_is_told_before_the_tour(program: Program) -> None:
    program.json("tour", "--shots", "/proc/pictures").failed(2, "The folder /proc/pictures cannot be made")


def test_the_window_says_that_there_is_no_display(program: Program) -> None:
    done = program.run()
    assert (done.code, done.out) == (2, "")
    assert_sentences(done.err.strip())
    assert "no display" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("levels",),
        ("levels", "--json"),
        ("--help",),
        ("enroll", "--pin", "1", "--card", EM, "--json"),
        ("nonsense", "--json"),
        ("read", "--reader", "virtual:CAFEBABE,04A1B2C3", "--count", "2", "--json"),
        (*ASA, "--json"),
    ],
)
def test_who_reads_may_have_stopped_reading(
    program: Program, server: TrainingServer, arguments: tuple[str, ...]
) -> None:
    done = program.run_without_stdout("|", *arguments)
    assert done.code == 1
    assert "roken pipe" not in done.err
    if arguments[:5] == ASA[:5]:
        # What was done is done, and written down.
        assert server.training.state.key(EM) is not None
        assert program.rows()[0]["state"] == "accepted"


@pytest.mark.parametrize(("redirection", "code", "words"), [(">&-", 0, ""), (">/dev/full", 1, "could not be written")])
def test_a_stdout_that_takes_nothing(
    program: Program, server: TrainingServer, redirection: str, code: int, words: str
) -> None:
    done = program.run_without_stdout(redirection, *ASA, "--json")
    assert done.code == code, done
    assert words in done.err
    assert server.training.state.key(EM) is not None
    assert program.rows()[0]["state"] == "accepted"


@pytest.mark.parametrize(
    ("env", "shown"),
    [
        ({"LC_ALL": "C"}, "Åsa Łukasz"),
        ({"LC_ALL": "", "LANG": "", "TERM": "dumb"}, "Åsa Łukasz"),
        ({"PYTHONIOENCODING": "ascii"}, "Åsa Łukasz"),
        # A pipe on a Swedish Windows.
        ({"PYTHONIOENCODING": "cp1252"}, "sa \\u0141ukasz"),
    ],
)
def test_a_name_survives_any_encoding(
    program: Program, server: TrainingServer, env: dict[str, str], shown: str
) -> None:
    program.env |= env
    done = program.run("enroll", "--card", EM, "--first-name", "Åsa", "--last-name", "Łukasz", "--no-wait")
    assert done.code == 0
    assert shown in done.out
    key = server.training.state.key(EM)
    assert key is not None
    assert (key.person.first_name, key.person.last_name) == ("Åsa", "Łukasz")


@pytest.mark.parametrize("typed", [b"", b"\xff\xfe\n", b"12\n", b"8" * 100_000])
def test_a_pin_from_stdin_that_is_none(program: Program, typed: bytes) -> None:
    program.json("enroll", "--card", EM, "--pin", "-", stdin=typed, PYTHONIOENCODING="utf-8").failed(2, "The PIN")


def test_what_is_no_text_is_refused(program: Program, server: TrainingServer) -> None:
    # Latin-1 from an old script, in a UTF-8 locale.
    program.json("enroll", "--card", EM, "--first-name", b"\xc5sa").failed(2, "a character that cannot be seen")
    refused = program.json("enroll", "--card", EM, "--level", b"Entr\xe9")
    assert refused.code == 2
    assert "Did you mean Entrance, Entré?" in refused.err
    assert server.training.state.key(EM) is None


def test_secrets_are_looked_for_in_earnest(program: Program) -> None:
    # The search of every test's end, on places where it has to find something.
    program.home.mkdir()
    for form in (PIN, PIN.encode("utf-16-le").hex(), "eHg4NjQy"):
        (program.home / "leak").write_text(f"xx{form}xx")
        with pytest.raises(AssertionError, match="leak"):
            program.assert_secret(PIN)
    (program.home / "leak").unlink()


def test_nothing_secret_stays_on_disk_or_is_said(program: Program, server: TrainingServer) -> None:
    server.training.faults.plan("/v1/accesskeys/add", "status", status=400)
    server.training.faults.plan("/v1/accesskeys/add", "drop_after")
    other = tuple("0xcafebabefe" if word == EM else word for word in ASA)
    assert [program.json(*one).code for one in (ASA, other)] == [4, 6]
    assert program.json("outbox", "send", "2", "--pin", PIN).code == 0
    assert program.run(*ASA).code == 0
    # A service that repeats what it was sent is not quoted with it.
    body = json.dumps({"message": f"PIN {PIN} is not allowed for {KEY}, sorry"}).encode()
    head = f"HTTP/1.1 400 X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with RawServer(head + body) as indiscreet:
        program.env["ENROLL_APP_API_URL"] = indiscreet.url
        refused = program.json(*ASA)
    assert refused.code == 4
    assert "sorry" in refused.object["error"]
    assert (program.home / "enroll.sqlite3").exists()
    for path in (program.home, *program.home.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    assert list(program.temp.iterdir()) == []


def ask(url: str, key: str) -> int:
    """How many levels a server lists."""
    request = urllib.request.Request(f"{url}accesslevels/list", b"{}", {"Authorization": f"Bearer {key}"})  # noqa: S310  loopback
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  loopback
        return len(json.load(answer)["levels"])
