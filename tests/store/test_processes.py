"""Several programs on one file, as real processes: nothing is sent twice, and nothing is lost when one is killed."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Claimed
from enroll_app.store.uptime import system_uptime
from tests.store.support import AT, OTHER, PLAIN, Box, Desk, accepted, card
from tests.store.test_migrations import old_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")

# What every child does first: it opens the records, says so, and goes on when a line comes.
_CHILD = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from enroll_app.domain.operations import Claimed
from enroll_app.store.uptime import system_uptime
from tests.store.support import AT, ORDER, OTHER, PLAIN, Box, Desk, accepted, card
path = Path(sys.argv[1])
def say(*words):
    print(*words, flush=True)
def opened():
    return Desk(path, system_uptime, Box())
"""


@contextmanager
def child(path: Path, code: str) -> Iterator["subprocess.Popen[str]"]:
    """A program of its own, ended with the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", _CHILD + code, str(path)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "error"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def heard(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


@pytest.fixture
def window(path: Path) -> Iterator[Desk]:
    opened = Desk(path, system_uptime, Box())  # type: ignore[arg-type]
    yield opened
    opened.close()


def test_of_two_programs_one_gets_the_row_and_one_the_card(window: Desk) -> None:
    """Ten rows of ten cards, and ten of one card: each is sent once, and of the one card only one at a time."""
    for number in range(10):
        window.save(replace(PLAIN, credential=card(number)))
    for _ in range(10):
        window.save(replace(PLAIN, credential=OTHER))
    race = """
desk = opened()
say("ready"); sys.stdin.readline()
for number in range(1, 21):
    if isinstance(desk.outbox.claim(number, AT), Claimed):
        say(number)
say("done"); sys.stdin.readline()
"""
    with child(window.path, race) as one, child(window.path, race) as other:
        for process in (one, other):
            assert heard(process) == "ready"
        for process in (one, other):
            go(process)
        got: list[int] = []
        for process in (one, other):
            while (line := heard(process)) != "done":
                got.append(int(line))
        assert sorted(got) == [*range(1, 11), 11]


def test_what_a_killed_program_was_sending_is_unknown_and_goes_on_with_the_same_bytes(window: Desk) -> None:
    kept = """
desk = opened()
number = desk.save(ORDER, claim=True)
say(number); sys.stdin.readline()
"""
    with child(window.path, kept) as process:
        number = int(heard(process))
        assert window.outbox.renew(AT) == 0
        assert window.state(number) is State.SENDING
        assert window.blocked(number)[0] == "being-sent"
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assert window.outbox.renew(AT) == 1
    assert window.state(number) is State.UNKNOWN
    assert window.due() == [number]
    found = window.claimed(number)
    assert found.secret
    assert found.secret.reveal() == "8642"
    assert [state for _, state, _ in window.history()] == ["saved", "unknown"]
    assert len(list((window.path.parent / "claims").iterdir())) == 1, "its lock file is gone"


def test_a_program_that_ended_well_leaves_nothing_behind(window: Desk) -> None:
    with child(window.path, "desk = opened(); desk.done(); desk.close(); say('closed')") as process:
        assert heard(process) == "closed"
    assert window.outbox.renew(AT) == 0
    assert not any((window.path.parent / "claims").glob("*"))


@pytest.mark.parametrize("old", [False, True])
def test_programs_may_make_or_migrate_one_file_at_the_same_moment(path: Path, *, old: bool) -> None:
    if old:
        old_file(path, ordered=True)
    start = "say('ready'); sys.stdin.readline(); desk = opened(); say(desk.save()); say(len(desk.database.notices))"
    with child(path, start) as one, child(path, start) as other, child(path, start) as third:
        programs = (one, other, third)
        for process in programs:
            assert heard(process) == "ready"
        for process in programs:
            go(process)
        numbers = sorted(int(heard(process)) for process in programs)
        assert numbers == ([100, 101, 102] if old else [1, 2, 3])
        assert [heard(process) for process in programs] == ["0"] * 3


def test_a_damaged_file_is_set_aside_by_one_program_only(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"a letter" * 1000)
    start = "say('ready'); sys.stdin.readline(); desk = opened(); say(len(desk.database.notices)); say(desk.save())"
    with child(path, start) as one, child(path, start) as other:
        for process in (one, other):
            assert heard(process) == "ready"
        for process in (one, other):
            go(process)
        assert sorted(heard(process) for process in (one, other)) == ["0", "1"]
        assert sorted(heard(process) for process in (one, other)) == ["1", "2"]
    assert len([one for one in path.parent.iterdir() if ".damaged-" in one.name]) == 1


def test_a_second_window_saves_as_soon_as_a_long_transaction_has_ended(window: Desk) -> None:
    with child(window.path, "desk = opened(); say('ready'); sys.stdin.readline(); say(desk.save())") as process:
        assert heard(process) == "ready"
        with closing(sqlite3.connect(window.path, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            go(process)
            told: list[str] = []
            listening = Thread(target=lambda: told.append(heard(process)))
            listening.start()
            listening.join(0.5)
            assert told == []
            holder.execute("ROLLBACK")
            listening.join(10)
            assert told == ["1"]


def test_a_program_killed_at_any_moment_takes_nothing_back_that_it_told(window: Desk) -> None:
    endless = """
desk = opened()
for number in range(10_000):
    mine = card(os.getpid() * 10_000 + number)
    saved = desk.save(replace(ORDER, credential=mine), claim=True)
    say(saved)
    desk.outbox.settle(saved, accepted(None, mine), AT)
"""
    last = 0
    for turn in range(4):
        with child(window.path, endless) as process:
            for _ in range(3 + turn):
                last = int(heard(process))
            process.send_signal(signal.SIGKILL)
            process.wait(10)
    found = {one.number: one.state for one in window.outbox.operations(everything=True)}
    assert set(range(1, last + 1)) <= found.keys()
    renewed = window.outbox.renew(AT)
    sending = [number for number, state in found.items() if state is State.SENDING]
    assert renewed == len(sending) <= 4
    again = [window.outbox.claim(number, AT) for number in sending]
    assert all(isinstance(one, Claimed) for one in again)
    entries = window.rows("SELECT seq FROM history ORDER BY seq")
    assert [row["seq"] for row in entries] == list(range(1, len(entries) + 1))
    assert window.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert accepted().record is not None
