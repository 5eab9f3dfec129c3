"""One window for each home: a second start brings the first to the front, and what a dead one left holds nobody up."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.test_window_on_x import until

_WAIT_S = 30.0
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def meeting() -> Iterator[Path]:
    """Where windows meet: a short path, for the address of a socket has 108 bytes at the most (unix(7))."""
    with tempfile.TemporaryDirectory(prefix="enroll-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture
def start(tmp_path: Path, meeting: Path) -> Iterator[Start]:
    """Starts the program; all that were started are ended."""
    begun: list[subprocess.Popen[bytes]] = []

    def begin(home: Path = tmp_path, *more: str) -> "subprocess.Popen[bytes]":
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "ENROLL_APP_HOME": str(home),
            "ENROLL_APP_API_URL": "http://127.0.0.1:9/",
            "ENROLL_APP_API_KEY": "none",
            "XDG_RUNTIME_DIR": str(meeting),
        }
        words = [sys.executable, "-m", "enroll_app", "--reader", "virtual:", *more]
        begun.append(subprocess.Popen(words, env=environment))
        return begun[-1]

    yield begin
    for process in begun:
        if process.poll() is None:
            process.terminate()
            process.wait(_WAIT_S)


def listening(folder: Path) -> bool:
    return any(folder.glob("enroll-app-*"))


def test_a_second_start_leaves_at_once_and_the_first_goes_on(start: Start, tmp_path: Path, meeting: Path) -> None:
    home = tmp_path / "home"
    first = start(home)
    until(lambda: listening(meeting), "the first window does not listen")
    assert start(home).wait(_WAIT_S) == 0
    assert first.poll() is None


def test_a_window_on_another_home_and_one_for_training_stand_beside_it(
    start: Start, tmp_path: Path, meeting: Path
) -> None:
    first = start(tmp_path / "one")
    until(lambda: listening(meeting), "the first window does not listen")
    second = start(tmp_path / "two")
    until(lambda: len(list(meeting.glob("enroll-app-*"))) == 2, "the second window does not listen")
    assert start(tmp_path / "one", "--training", "--exit-when-ready").wait(_WAIT_S) == 0
    assert (first.poll(), second.poll()) == (None, None)


def test_what_a_killed_window_left_holds_nobody_up(start: Start, tmp_path: Path, meeting: Path) -> None:
    home = tmp_path / "home"
    first = start(home)
    until(lambda: listening(meeting), "the window does not listen")
    first.send_signal(signal.SIGKILL)
    first.wait(_WAIT_S)
    assert listening(meeting)
    again = start(home)
    until(lambda: (home / "enroll.sqlite3").exists(), "the window did not begin")
    assert start(home).wait(_WAIT_S) == 0
    assert again.poll() is None
