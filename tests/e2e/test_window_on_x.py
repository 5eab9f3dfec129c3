"""The real program on a real X server, worked with synthetic key presses only."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from enroll_app.training.server import TrainingServer
from tests.e2e.desk_environment import at_a_desk, on_display

_WAIT_S = 30.0
_LOOK_S = 0.05
# Longer than two presses of a double click are apart (400 ms, QPlatformTheme::defaultThemeHint) after a page is made.
_READ_S = 1.0


def until(what: Callable[[], bool], words: str) -> None:
    """Wait until something is so; fail with these words when it does not come."""
    deadline = time.monotonic() + _WAIT_S
    while not what():
        if time.monotonic() > deadline:
            pytest.fail(words)
        time.sleep(_LOOK_S)


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of the test's own; its number is the first that is free."""
    assert shutil.which("Xvfb"), "Xvfb is missing: make test installs it (Debian: xvfb)"
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as told:
        number = told.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(10)


class Keyboard:
    """Presses keys on the X server, as a person would on the keyboard in front of the window."""

    def __init__(self, display: str) -> None:
        assert shutil.which("xdotool"), "xdotool is missing: make test installs it (Debian: xdotool)"
        self._environment = os.environ | {"DISPLAY": display}

    def do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=True, timeout=_WAIT_S
        )
        return done.stdout.strip()

    def focus_window(self, name: str) -> None:
        """Give a window the focus; there is no window manager here to do so."""
        window = self.do("search", "--sync", "--onlyvisible", "--name", name).splitlines()[-1]
        self.do("windowfocus", "--sync", window)

    def press(self, *keys: str) -> None:
        for key in keys:
            if key.endswith("Return"):
                # A page that was not seen for as long as a double click takes is not gone on from.
                time.sleep(_READ_S)
            self.do("key", key)

    def type(self, text: str) -> None:
        self.do("type", "--delay", "30", text)


@pytest.fixture
def service() -> Iterator[TrainingServer]:
    with TrainingServer() as server:
        yield server


@pytest.fixture
def program(display: str, service: TrainingServer, tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The program on that display, with a card on its virtual reader."""
    environment = at_a_desk(display, tmp_path, service)
    process = subprocess.Popen([sys.executable, "-m", "enroll_app", "--reader", "virtual:0110185C5B"], env=environment)
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(10)


def levels_known(home: Path) -> bool:
    """Whether the program has heard of the access levels: it keeps them in its records."""
    path = home / "enroll.sqlite3"
    if not path.exists():
        return False
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return bool(connection.execute("SELECT count(*) FROM levels").fetchone()[0])
    except sqlite3.OperationalError:
        return False  # the table is not there yet, or is being written
    finally:
        connection.close()


def test_a_card_is_enrolled_with_key_presses_only(
    display: str, program: "subprocess.Popen[bytes]", service: TrainingServer, tmp_path: Path
) -> None:
    keyboard = Keyboard(display)
    keyboard.focus_window("Enroll")
    until(lambda: levels_known(tmp_path), "the access levels were not loaded")
    before = len(service.training.state.keys)
    keyboard.type("Asa")
    keyboard.press("Tab")
    keyboard.type("Lindgren")
    keyboard.press("Return")
    keyboard.type("0042")
    keyboard.press("Return")
    keyboard.type("2026-12-31")
    # By its letter to the search, and from there to the second level of the list, in which Enter alone chooses.
    keyboard.press("alt+a", "Down", "Down", "space", "ctrl+Return", "Return")
    until(lambda: len(service.training.state.keys) > before, "no key was created")
    made = service.training.state.key("0x0110185c5b")
    assert made is not None
    assert (made.pin, made.person.first_name, made.person.last_name) == ("0042", "Asa", "Lindgren")
    assert made.valid_to is not None
    assert made.valid_to.isoformat() == "2026-12-31T22:59:59+00:00"
    levels = {level.id: level.name for level in service.training.state.levels}
    assert [levels[level] for level in made.access_levels] == ["Entré"]
    assert program.poll() is None


def test_the_window_ends_by_itself_once_it_is_ready(display: str, tmp_path: Path) -> None:
    environment = on_display(display, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "enroll_app", "--training", "--exit-when-ready"],
        env=environment,
        timeout=_WAIT_S,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_ends_the_window_in_order(display: str, tmp_path: Path) -> None:
    """And leaves neither its training server nor that one's folder behind."""
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "TMPDIR": str(tmp_path)}
    process = subprocess.Popen([sys.executable, "-m", "enroll_app", "--training"], env=environment)
    until(lambda: any(tmp_path.glob("enroll-training-*/enroll.sqlite3")), "the training mode did not begin")
    process.send_signal(signal.SIGINT)
    assert process.wait(_WAIT_S) == 128 + signal.SIGINT
    assert list(tmp_path.glob("enroll-training-*")) == []
