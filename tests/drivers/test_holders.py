"""Who holds a device: real programs on real pseudo-terminals, and files like those of /proc."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from drivers.holders import Holder, Processes
from tests.drivers.fake_usb import FakeComputer
from tests.hardware_doubles.serial_pair import SerialPair

_OPEN = "import os, sys; port = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY); "
_LOCK = "import fcntl; fcntl.flock(port, fcntl.LOCK_EX); "
_STAY = "print('ready', flush=True); sys.stdin.read()"
Hold = Callable[..., int]


@pytest.fixture
def hold() -> Iterator[Hold]:
    """Lets another program open a port, alone if `alone`; returns the number of its process."""
    with ExitStack() as running:

        def start(port: str, *, alone: bool = False) -> int:
            code = _OPEN + (_LOCK if alone else "") + _STAY
            other = running.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", code, port], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            assert other.stdout is not None
            assert other.stdin is not None
            running.callback(other.stdin.close)
            assert other.stdout.readline() == "ready\n"
            return other.pid

        yield start


def test_a_program_that_has_the_port_open_is_named(serial_pair: SerialPair, hold: Hold) -> None:
    pid = hold(serial_pair.port)
    [(port, holder)] = Processes().holders([serial_pair.port]).items()
    assert (port, holder.pid) == (serial_pair.port, pid)
    assert str(holder).startswith("The program python")
    assert str(holder).endswith(f"(process {pid})")


def test_a_program_whose_files_are_not_ours_to_see_is_known_by_its_lock(
    serial_pair: SerialPair, hold: Hold, tmp_path: Path
) -> None:
    pid = hold(serial_pair.port, alone=True)
    # As it looks to another account: /proc without that program's files.
    (tmp_path / "locks").write_text(Path("/proc/locks").read_text())
    (tmp_path / str(pid)).mkdir()
    (tmp_path / str(pid) / "comm").write_text("minicom\n")
    assert Processes(tmp_path).holders([serial_pair.port]) == {serial_pair.port: Holder(pid, "minicom")}


def test_a_link_to_the_port_is_the_port(tmp_path: Path, hold: Hold) -> None:
    with SerialPair(tmp_path / "by-id") as pair:
        pid = hold(pair.port)
        assert Processes().holders([pair.port])[pair.port].pid == pid


def test_this_program_holds_nothing_against_itself(serial_pair: SerialPair) -> None:
    opened = os.open(serial_pair.port, os.O_RDWR | os.O_NOCTTY)
    try:
        assert Processes().holders([serial_pair.port]) == {}
    finally:
        os.close(opened)


def test_nobody_holds_what_is_free_or_not_there(serial_pair: SerialPair) -> None:
    assert Processes().holders([serial_pair.port, "/dev/no-such-port"]) == {}
    assert Processes().holders([]) == {}


def test_a_program_is_found_by_its_name_and_hidden_ones_are_not(tmp_path: Path) -> None:
    computer = FakeComputer(tmp_path)
    computer.start(7, "brltty")
    computer.start(8, "brltty-like")
    (computer.places.proc / "9").mkdir()
    processes = Processes(computer.places.proc)
    assert processes.named("brltty") == Holder(7, "brltty")
    assert processes.named("ModemManager") is None


@pytest.mark.parametrize("line", ["", "1:", "1: -> FLOCK ADVISORY WRITE 5 00:1a:3 0 EOF", "1: FLOCK A W x 0:0:z 0 EOF"])
def test_a_line_of_locks_that_says_nothing_of_use_is_passed_over(tmp_path: Path, line: str) -> None:
    (tmp_path / "locks").write_text(f"{line}\n")
    assert Processes(tmp_path).holders(["/dev/null"]) == {}


def test_a_system_without_proc_names_nobody(tmp_path: Path) -> None:
    processes = Processes(tmp_path / "none")
    assert processes.named("brltty") is None
    assert processes.holders(["/dev/null"]) == {}
