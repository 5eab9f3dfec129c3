"""A damaged file is set aside, what could be read is saved from it, and it is told."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from enroll_app.domain.enrollment import State
from enroll_app.domain.ports import StoreError
from enroll_app.store.history import SqlHistory
from tests.store.support import AT, BO, CARD, ORDER, PLAIN, Desk, accepted, card, unknown
from tests.store.test_migrations import old_file

PAGE = 4096


def aside(path: Path) -> Path:
    [found] = [one for one in path.parent.iterdir() if ".damaged-" in one.name]
    return found


def told(desk: Desk) -> str:
    [notice] = desk.database.notices
    return str(notice)


def filled(path: Path, count: int = 60) -> None:
    """Records with so many open operations, one that was answered, and one in doubt."""
    desk = Desk(path)
    desk.done(ORDER)
    desk.send(desk.save(replace(PLAIN, credential=card(9_999))), unknown())
    for number in range(count):
        desk.save(replace(ORDER, credential=card(number), unresolved_levels=("x" * 300,)))
    desk.close()


def pages_of(path: Path, table: str) -> list[int]:
    """The leaves of a table, by their first bytes: SQLite's b-tree page type 13."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    data = path.read_bytes()
    start = (root - 1) * PAGE
    cells = int.from_bytes(data[start + 3 : start + 5], "big")
    assert data[start] == 5, "the table is larger than one page"
    places = [int.from_bytes(data[start + 12 + 2 * n : start + 14 + 2 * n], "big") for n in range(cells)]
    return [int.from_bytes(data[start + place : start + place + 4], "big") for place in places]


@pytest.mark.parametrize(
    "content",
    [b"not a database, but somebody's letter\n" * 100, b"SQLite format 3\x00" + b"\xff" * 4096, b"\x00" * 512],
)
def test_a_file_that_is_no_database_is_set_aside_as_it_is(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    desk = Desk(path)
    assert aside(path).read_bytes() == content
    assert str(aside(path)) in told(desk)
    assert "not known" in told(desk)
    assert desk.save() == 1
    desk.close()
    again = Desk(path)
    assert again.database.notices == ()
    again.close()


def test_a_database_of_another_program_keeps_what_it_holds(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE enrollments (id INTEGER, theirs TEXT)")
        connection.execute("INSERT INTO enrollments VALUES (1, 'kept')")
    desk = Desk(path)
    assert desk.outbox.operations(everything=True) == []
    desk.close()
    with closing(sqlite3.connect(aside(path))) as connection:
        assert connection.execute("SELECT theirs FROM enrollments").fetchall() == [("kept",)]


def test_what_lies_around_a_torn_page_is_saved_and_the_loss_is_told(path: Path) -> None:
    filled(path)
    torn = pages_of(path, "operations")[3]
    data = bytearray(path.read_bytes())
    data[(torn - 1) * PAGE : torn * PAGE] = b"\xa7" * PAGE
    path.write_bytes(data)
    desk = Desk(path)
    saved = desk.outbox.operations(everything=True)
    assert 40 <= len(saved) < 62
    assert saved[-1].number == 62
    assert "How many operations without an answer were lost is not known." in told(desk)
    assert aside(path).read_bytes() == bytes(data)
    assert desk.state(1) is State.ACCEPTED
    assert desk.register.by_card(CARD) is not None
    assert desk.claimed(62).secret is not None
    assert desk.save() == 63
    assert SqlHistory(desk.database).verify().entries >= 64
    desk.close()


def test_damage_elsewhere_loses_no_operation(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'operations_turn'").fetchone()[0]
    data = bytearray(path.read_bytes())
    data[(root - 1) * PAGE : root * PAGE] = b"\xa7" * PAGE
    path.write_bytes(data)
    desk = Desk(path)
    assert "No operation was lost." in told(desk)
    assert len(desk.outbox.operations(everything=True)) == 62
    verdict = SqlHistory(desk.database).verify()
    assert (verdict.broken_at, verdict.entries) == (None, 64)
    desk.done(replace(PLAIN, credential=card(70)), accepted(BO, card(70)))
    assert SqlHistory(desk.database).verify().broken_at is None
    desk.close()


def test_a_file_that_was_cut_short_is_set_aside_with_what_is_left_of_it(path: Path) -> None:
    filled(path)
    torn = path.read_bytes()[: 8 * PAGE + 100]
    path.write_bytes(torn)
    desk = Desk(path)
    assert aside(path).read_bytes() == torn
    assert "set aside" in told(desk)
    desk.save()
    desk.close()


def test_a_missing_table_is_damage(path: Path) -> None:
    filled(path, 1)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE keys")
    desk = Desk(path)
    assert "tables are missing" in told(desk)
    assert len(desk.outbox.operations(everything=True)) == 3
    desk.close()


def test_a_damaged_file_of_an_earlier_version_is_saved_from_too(path: Path) -> None:
    old_file(path, ordered=True)
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'enrollments_by_answer'").fetchone()[
            0
        ]
    data = bytearray(path.read_bytes())
    data[(root - 1) * PAGE : root * PAGE] = b"\xa7" * PAGE
    path.write_bytes(data)
    desk = Desk(path)
    assert "No operation was lost." in told(desk)
    assert len(desk.outbox.operations(everything=True)) == 8
    assert desk.register.by_card(CARD) is not None
    desk.close()


def test_a_crash_between_setting_aside_and_the_new_file_is_finished_at_the_next_start(path: Path) -> None:
    filled(path, 3)
    path.rename(path.with_name("enroll.sqlite3.new"))
    desk = Desk(path)
    assert len(desk.outbox.operations(everything=True)) == 5
    desk.close()


def test_a_large_file_is_checked_once_in_a_run_of_the_computer_or_when_something_in_it_failed(path: Path) -> None:
    desk = Desk(path)
    with desk.database.writing() as connection:
        for number in range(10):
            connection.exec_driver_sql("INSERT INTO levels VALUES (?, ?, 'x')", (str(number), "y" * 2**20))
    desk.close()
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'operations_turn'").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * PAGE)
        file.write(b"\xa7" * PAGE)
    desk = Desk(path)
    assert desk.database.notices == ()
    with pytest.raises(StoreError, match="malformed"):
        desk.save()
    desk.close()
    again = Desk(path)
    assert "No operation was lost." in told(again)
    assert again.save() == 1
    assert len(again.rows("SELECT id FROM levels")) == 10
    again.close()


def test_a_window_that_is_open_goes_on_with_the_new_file(path: Path) -> None:
    filled(path, 1)
    window = Desk(path)
    data = path.read_bytes()
    new = path.with_name("beside")
    new.write_bytes(data)
    path.rename(path.with_name("enroll.sqlite3.damaged-1"))
    new.rename(path)
    number = window.save(replace(PLAIN, credential=card(80)))
    other = Desk(path)
    assert other.state(number) is State.SAVED
    assert other.outbox.counts() == window.outbox.counts()
    window.outbox.settle(number, accepted(), AT)
    other.close()
    window.close()
