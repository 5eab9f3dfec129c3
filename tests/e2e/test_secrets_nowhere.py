"""No key, PIN or code is found in anything that a desk leaves behind, while work waits and after it is done."""

import base64
import hashlib
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from enroll_app.training.server import TrainingServer
from tests.e2e.cli_program import KEY, Program
from tests.e2e.leaks import Canaries, everything, leaks

ADD = "/v1/accesskeys/add"
CODE = "86420975318642097531"
ACCEPTED, UNKNOWN, REJECTED, OFFLINE, CHANGED = "8642", "9753", "7319", "6428", "5197"
CANARIES = Canaries((KEY, CODE), (ACCEPTED, UNKNOWN, REJECTED, OFFLINE, CHANGED))
# An error of ours with everything in it, on the way that every error takes into the log.
_ERROR = f"""
import logging, sys
from pathlib import Path
from enroll_app.domain.secret import Secret
from enroll_app.log import start_log
key = Secret({KEY!r})
start_log(Path(sys.argv[1]))
try:
    try:
        int("PIN {OFFLINE}")
    except ValueError as error:
        raise RuntimeError("Bearer {KEY}, code {CODE}") from error
except RuntimeError:
    logging.getLogger("enroll_app.services.delivery").exception("an error of ours")
"""


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    with TrainingServer(key=KEY) as running:
        yield running


@pytest.fixture
def desk(server: TrainingServer, tmp_path: Path) -> Program:
    """A desk without a vault, whose person chose the file, and gave the key to it."""
    made = Program(tmp_path, server.url)
    del made.env["ENROLL_APP_API_KEY"]
    assert made.json("key", "set", "--keep", "file", stdin=f"{KEY}\n".encode()).code == 0
    return made


def enrolled(desk: Program, number: int, pin: str) -> int:
    who = ("--first-name", "Hjördis", "--last-name", "Öberg", "--no-wait", "--pin", "-")
    done = desk.run("enroll", "--card", f"0x0049960{number:03x}", *who, "--json", stdin=f"{pin}\n".encode())
    return done.code


def found(desk: Program, folder: Path) -> list[str]:
    """Leaks in the home, the temporary files, what was exported and what was said; not in the chosen file itself."""
    places = [*everything(folder, but=[desk.home / "secrets.json"])]
    places += [(f"said #{number}", text.encode()) for number, text in enumerate(desk.said)]
    kept = json.loads((desk.home / "secrets.json").read_text())["secrets"]
    assert set(kept) == {"api-key", "data-key"}
    return leaks(places, Canaries((*CANARIES.words, kept["data-key"]), CANARIES.pins))


def test_a_desk_leaves_no_secret_behind(desk: Program, server: TrainingServer, tmp_path: Path) -> None:
    faults = server.training.faults
    assert enrolled(desk, 1, ACCEPTED) == 0
    faults.plan(ADD, "drop_after")
    assert enrolled(desk, 2, UNKNOWN) == 6
    faults.plan(ADD, "status", status=422)
    assert enrolled(desk, 3, REJECTED) == 4
    faults.plan(ADD, "status", status=503)
    assert enrolled(desk, 4, OFFLINE) == 6
    faults.plan(ADD, "status", status=503)
    code = desk.run("enroll", "--code", CODE, "--first-name", "Eva", "--last-name", "Ek", "--no-wait", "--json")
    assert code.code == 6
    # The code opens a door: it is told with the outcome, to whoever sends it (the service may have made it), and never
    # again.
    desk.said.remove(code.out)
    states = {row["secret_state"] for row in desk.rows() if row["state"] in ("saved", "unknown")}
    assert states == {"kept"}
    assert found(desk, tmp_path) == []

    sent = desk.json("outbox", "send")
    assert sent.code == 0, sent
    desk.said.remove(sent.out)
    assert desk.json("change", "--card", "0x0049960001", "--pin", "-", stdin=CHANGED.encode()).code == 0
    pins = {key.pin for key in server.training.state.keys}
    assert {UNKNOWN, OFFLINE, CHANGED} <= pins
    assert not [row for row in desk.rows() if row["secret"] is not None]
    subprocess.run([sys.executable, "-c", _ERROR, str(desk.home)], check=True, timeout=60)
    assert "RuntimeError" in (desk.home / "enroll.log").read_text()
    for name in ("history.csv", "history.xlsx"):
        assert desk.json("history", "--export", str(tmp_path / name)).code == 0
    desk.json("history")
    desk.json("outbox", "list", "--all")
    desk.json("doctor", "--bundle", str(tmp_path / "bundle.zip"))
    assert (tmp_path / "bundle.zip").exists()
    assert desk.json("history", "--verify").code == 0
    assert found(desk, tmp_path) == []


def _text(content: bytes) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        (folder / "left").write_bytes(content)

    return plant


def _archive(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bundle.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("log/enroll.log", f"row 1: {OFFLINE}")


def _deleted_row(folder: Path) -> None:
    """SQLite leaves what was deleted in its pages, unless it is told not to."""
    with closing(sqlite3.connect(folder / "enroll.sqlite3")) as database:
        database.execute("PRAGMA secure_delete=OFF")
        database.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, pin TEXT)")
        database.executemany("INSERT INTO rows (pin) VALUES (?)", [(f"x{OFFLINE}",)] * 50)
        database.commit()
        database.execute("UPDATE rows SET pin = NULL")
        database.commit()


@pytest.mark.parametrize(
    "plant",
    [
        _text(f'{{"pin": "{OFFLINE}"}}'.encode()),
        _text(f"2026-06-01T12:00:00.123 pin {OFFLINE}".encode()),
        _text(OFFLINE.encode("utf-16-le")),
        _text(OFFLINE.encode("utf-16-be")),
        _text(f"{OFFLINE.encode().hex()}".encode()),
        *[_text(base64.b64encode(b"x" * before + b'"pin":"6428"')) for before in range(3)],
        *[_text(base64.urlsafe_b64encode(b"x" * before + KEY.encode() + b"yy")) for before in range(3)],
        _text(b"?pin=%36%34%32%38"),
        _text(rb"\u0036\u0034\u0032\u0038"),
        _text(hashlib.sha256(OFFLINE.encode()).hexdigest().encode()),
        _text(hashlib.sha1(b"0007", usedforsecurity=False).hexdigest().upper().encode()),
        _text(b"\0" + hashlib.md5(OFFLINE.encode(), usedforsecurity=False).digest()),
        _text(base64.b64encode(hashlib.sha256(OFFLINE.encode("utf-16-le")).digest())),
        _text(CODE.encode()),
        _text(KEY.encode("utf-16-le").hex().encode()),
        lambda folder: (folder / f"{KEY}.tmp").touch(),
        _archive,
        _deleted_row,
    ],
)
def test_the_search_finds_what_was_planted(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path)
    assert leaks(everything(tmp_path), CANARIES)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-01T10:00:00.864213+00:00",
        "01b4d9ae-8642-4678-9abc-000000009753",
        hashlib.sha256(b"something").hexdigest(),
        "http://127.0.0.1:58642/v1/",
        "<v>46174.8642</v>",
    ],
)
def test_digits_that_tell_nobody_anything_are_no_leak(text: str) -> None:
    assert leaks([("a text", text.encode())], CANARIES) == []
