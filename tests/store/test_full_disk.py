"""A disk that is full at any moment: one clear sentence, nothing half-written, and it goes on when there is room."""

import sys
from pathlib import Path

import pytest

from tests.store.test_broken_disks import in_a_child
from tests.store.test_damage import filled
from tests.store.test_migrations import old_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")

# As on a full disk, no file may grow beyond so many bytes; pages are 4,096.
_FULL = """
import shutil, sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from uuid import UUID
from enroll_app.domain.enrollment import State
from enroll_app.store.history import SqlHistory
from tests.store.support import ORDER, accepted, card
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
@contextmanager
def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
def whole(store):
    [[found]] = [tuple(row.values()) for row in store.rows("PRAGMA integrity_check")]
    assert (found, SqlHistory(store.database).verify().broken_at) == ("ok", None)
    return len(store.outbox.operations(everything=True))
def attempt(size, act):
    try:
        with room(size):
            act()
    except StoreError as error:
        text = str(error)
        assert text.startswith(f"The station's records in {path} cannot be used: "), text
        assert any(why in text for why in ("full", "disk I/O error", "too large")), text
        return False
    return True
"""

# The file is opened with ever more room, from a copy of how it was; path: what lies there before.
_OPENED = """
before, home = path.read_bytes() if path.exists() else None, path.parent
failed = 0
for size in [0, 1, *range(4096, 400_000, 40_960)]:
    shutil.rmtree(home)
    home.mkdir()
    if before is not None:
        path.write_bytes(before)
    opened = []
    if not attempt(size, lambda: opened.append(Desk(path))):
        failed += 1
        # A journal beside it takes back what was half done; without one, it is as it was.
        if before is not None and not path.with_name(path.name + "-journal").exists():
            assert path.read_bytes() == before
    for store in opened:
        store.close()
    store = Desk(path)
    assert [one.name for one in home.iterdir() if ".new" in one.name or "salvage" in one.name] == []
    print(size, bool(opened), whole(store), flush=True)
    store.close()
"""


@pytest.mark.parametrize(("kind", "rows"), [("none", 0), ("of an earlier version", 8), ("damaged", 42)])
def test_at_the_start_whatever_lies_there(path: Path, kind: str, rows: int) -> None:
    path.parent.mkdir()
    if kind == "of an earlier version":
        path.parent.rmdir()
        old_file(path, ordered=True)
    elif kind == "damaged":
        filled(path, 40)
        in_a_child(path, "import sqlite3; sqlite3.connect(path).execute('DROP TABLE keys')")
    child = in_a_child(path, _FULL + _OPENED)
    assert child.stderr == ""
    found = [line.split() for line in child.stdout.splitlines()]
    assert {int(line[2]) for line in found} == {rows}
    opened = [line[1] == "True" for line in found]
    assert (opened[0], opened[-1]) == (False, True)
    assert opened == sorted(opened)


def test_what_came_of_an_attempt_can_be_written_down_when_there_is_room(path: Path) -> None:
    """Until then it stays as being sent, so that nobody takes it for not sent."""
    child = in_a_child(
        path,
        _FULL
        + """
store = Desk(path)
numbers = [store.save(replace(ORDER, credential=card(number)), claim=True) for number in range(12)]
def settle(number):
    store.outbox.settle(number, accepted(None, card(number), UUID(int=number)), AT)
size, done = path.stat().st_size, []
for number in numbers:
    done.append(attempt(size, lambda: settle(number)))
    assert (store.state(number) is State.SENDING) is not done[-1]
assert False in done
for number, settled in zip(numbers, done):
    if not settled:
        settle(number)
    assert store.state(number) is State.ACCEPTED
store.close()
print(whole(Desk(path)))
""",
    )
    assert (child.stdout, child.stderr) == ("12\n", "")
