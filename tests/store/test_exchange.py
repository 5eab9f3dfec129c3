"""A damaged file is exchanged under other programs that have it open: what was acknowledged is in the new one."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Self

import pytest

from enroll_app.domain.ports import StoreError
from tests.store.support import ORDER, PLAIN, Desk, card
from tests.store.test_damage import PAGE, aside, filled, told

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows renames no file that is open")

_OPEN = """
import sys
from pathlib import Path
from tests.store.support import Desk
desk = Desk(Path(sys.argv[1]))
print([notice.code for notice in desk.database.notices])
desk.close()
"""
# Another process's: whoever closes a file of its own lets go of all its locks on it.
_WRITE_INTO = "import sys; f = open(sys.argv[1], 'r+b'); f.seek(int(sys.argv[2])); f.write(b'X' * int(sys.argv[3]))"


def program(path: Path, code: str, *arguments: object) -> str:
    """Run another program on the file."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), *map(str, arguments)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip()


class Saver:
    """A window where people enroll without a pause."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.saved: list[int] = []
        self.failures: list[str] = []
        self._stop = Event()
        self._thread = Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(60)

    def _run(self) -> None:
        while not self._stop.wait(0.001):
            try:
                self.saved.append(self.desk.save(replace(PLAIN, credential=card(100_000 + len(self.saved)))))
            except StoreError as error:
                self.failures.append(str(error))

    def wait_for(self, count: int) -> None:
        """Until so many more are saved."""
        goal, pause = len(self.saved) + count, Event()
        for _ in range(1000):
            if len(self.saved) >= goal:
                return
            pause.wait(0.02)
        raise AssertionError(self.failures)


@pytest.fixture
def window(path: Path) -> Iterator[Desk]:
    filled(path, 150)
    opened = Desk(path)
    opened.save()
    yield opened
    opened.close()


@pytest.mark.parametrize("where", ["an index", "the header"])
def test_what_a_window_saves_while_the_file_is_exchanged_is_not_lost(window: Desk, where: str) -> None:
    if where == "an index":
        with closing(sqlite3.connect(window.path)) as connection:
            found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_levels_1'")
            place, size = (found.fetchone()[0] - 1) * PAGE, PAGE
    else:
        place, size = 0, 16
    # The window has read the first page, and looks at 16 other bytes of it to see that nobody wrote.
    program(window.path, _WRITE_INTO, place, size)
    with Saver(window) as saver:
        if where == "an index":
            saver.wait_for(5)
        program(window.path, _OPEN)
        saver.wait_for(5)
    kept = {row["id"] for row in window.rows("SELECT id FROM operations")}
    assert set(saver.saved) - kept == set()
    assert saver.failures == []
    assert set(range(1, 153)) <= kept
    assert len(saver.saved) == len(set(saver.saved))


def test_nothing_is_saved_into_a_file_that_was_put_aside_meanwhile(window: Desk) -> None:
    def save() -> None:
        with window.database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO levels VALUES ('1', 'a', 'b')")
            other = window.path.with_name("other")
            other.write_bytes(b"")
            window.path.rename(window.path.with_name("mine"))
            other.rename(window.path)

    with pytest.raises(StoreError, match="another file was put in its place"):
        save()
    with closing(sqlite3.connect(window.path.with_name("mine"))) as connection:
        assert connection.execute("SELECT * FROM levels").fetchall() == []


def test_a_file_that_was_taken_away_is_told_and_not_made_anew_and_empty(window: Desk) -> None:
    away = window.path.with_name("away")
    window.path.rename(away)
    for act in (window.save, window.outbox.counts):
        with pytest.raises(StoreError) as caught:
            act()
        assert caught.value.problem.code == "store-gone"
    assert not window.path.exists()
    away.rename(window.path)
    assert window.save() == 154


def test_a_crash_before_the_new_file_is_in_its_place_loses_nothing_and_is_told(path: Path) -> None:
    filled(path, 3)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE keys")
    desk = Desk(path)
    sentence = told(desk)
    desk.close()
    # As the crash left it: the damaged one has its new name, and a log of it does not yet.
    path.rename(path.with_name("enroll.sqlite3.new"))
    journal = path.with_name("enroll.sqlite3-journal")
    journal.write_bytes(b"of the damaged file")
    again = Desk(path)
    assert told(again) == sentence
    assert len(again.outbox.operations(everything=True)) == 5
    assert again.save(ORDER) == 6
    again.close()
    assert not journal.exists()
    damaged = [one for one in path.parent.iterdir() if ".damaged-" in one.name and one.name.endswith("-journal")]
    assert [one.read_bytes() for one in damaged] == [b"of the damaged file"]


def test_a_crash_while_the_new_file_was_made_begins_again_from_the_damaged_one(path: Path) -> None:
    filled(path, 3)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE keys")
    new = path.with_name("enroll.sqlite3.new")
    new.write_bytes(b"")
    new.with_name(f"{new.name}-journal").write_bytes(b"half")
    desk = Desk(path)
    assert len(desk.outbox.operations(everything=True)) == 5
    assert aside(path).exists()
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(new.name)] == []
    desk.close()
