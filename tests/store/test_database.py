"""The file of the records: private, synced, and shared by many threads and windows."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest

from enroll_app.domain.levels import AccessLevel
from enroll_app.store.uptime import system_uptime
from tests.store.support import ANNA, AT, OTHER, PLAIN, Desk, accepted, card


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_folders_and_files_are_private_to_the_user(desk: Desk) -> None:
    with desk.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO levels VALUES ('1', 'a', 'b')")
        during = {one.name: mode(one) for one in desk.path.parent.iterdir() if one.is_file()}
    assert len(during) > 2, "a journal is there"
    desk.save(claim=True)
    found = {one: mode(one) for one in desk.path.parent.rglob("*")}
    assert {found[one] for one in found if one.is_dir()} == {0o700}
    assert {*during.values(), *(found[one] for one in found if one.is_file())} == {0o600}
    assert mode(desk.path.parent) == 0o700


def test_every_commit_is_synced_before_it_returns(desk: Desk) -> None:
    """FULL (2) with the write-ahead log; EXTRA (3) with the rollback journal, where the log is not safe."""
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
    with desk.database.writing() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names}
    safe = sqlite3.sqlite_version_info >= (3, 51, 3)
    journal, synchronous = ("wal", 2) if safe else ("delete", 3)
    assert found == {"journal_mode": journal, "synchronous": synchronous, "secure_delete": 1, "foreign_keys": 1}


def test_the_records_survive_the_program(desk: Desk) -> None:
    number = desk.done()
    desk.close()
    again = desk.again()
    known = again.register.by_id(UUID("0f8fad5b-d9cb-469f-a165-70867728950e"))
    assert known
    assert known.owner == ANNA
    assert again.save() == number + 1
    again.close()


@pytest.mark.parametrize("name", ["a?b", "a#b", "100%20", "å {x}", "a b", "a;b"])
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path / name / "enroll.sqlite3")
    desk.save(claim=True)
    desk.close()
    assert len(desk.rows()) == 1
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_windows_may_make_the_same_file_at_the_same_moment(tmp_path: Path) -> None:
    for turn in range(5):
        path, together = tmp_path / str(turn) / "enroll.sqlite3", Barrier(4)

        def open_and_save(number: int, path: Path = path, together: Barrier = together) -> int:
            together.wait(10)
            desk = Desk(path)
            saved = desk.save(replace(PLAIN, credential=card(number)))
            desk.close()
            return saved

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(open_and_save, range(4))) == [1, 2, 3, 4]


def test_two_windows_and_many_threads_lose_nothing_of_each_other(desk: Desk) -> None:
    other = desk.again()

    def enroll(turn: int) -> int:
        mine = (desk, other)[turn % 2]
        one = card(turn)
        number = mine.save(replace(PLAIN, credential=one), claim=True)
        mine.outbox.settle(number, accepted(ANNA, one, UUID(int=turn + 1)), AT)
        mine.register.remember_levels((AccessLevel(UUID(int=turn), "A", "s"),))
        return number

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(enroll, range(24)))
    other.close()
    assert sorted(numbers) == list(range(1, 25))
    assert {row["state"] for row in desk.rows()} == {"accepted"}
    assert [row["seq"] for row in desk.rows("SELECT seq FROM history ORDER BY seq")] == list(range(1, 49))
    assert len(desk.register.known_levels()) == 1


def test_the_uptime_goes_forward_and_names_the_run_of_the_computer() -> None:
    first, second = system_uptime(), system_uptime()
    elapsed = second.since(first)
    assert elapsed is not None
    assert elapsed >= 0


@pytest.mark.parametrize("kind", ["one subject", "ready", "held", "failed"])
def test_with_50_000_waiting_the_next_ones_are_found_at_once(desk: Desk, kind: str) -> None:
    """The rows are made by one statement; what is measured is asked through the port."""
    desk.save()
    values = {
        "one subject": "subject, 0, NULL, NULL",
        "ready": "'s' || value, 1, NULL, NULL",
        "held": "subject, 0, NULL, '{}'",
        "failed": "'s' || value, 1, value, NULL",
    }[kind]
    columns = [row["name"] for row in desk.rows("PRAGMA table_info(operations)")]
    same = ", ".join(name for name in columns if name not in ("id", "turn", "subject", "ready", "due", "held"))
    with desk.database.writing() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE counted(value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM counted WHERE value < 49990) "  # noqa: S608
            f"INSERT INTO operations (id, turn, subject, ready, due, held, {same}) "
            f"SELECT value, value, {values}, {same} FROM operations JOIN counted WHERE operations.id = 1"
        )
    took = []
    for _ in range(9):
        before = system_uptime()
        found = list(desk.outbox.due(AT, 4))
        desk.outbox.next_due_s(AT)
        took.append(system_uptime().seconds - before.seconds)
    assert found == ([1, 2, 3, 4] if kind == "ready" else [1, 2, 3, 4][: 4 if kind == "failed" else 1])
    assert sorted(took)[1] < 0.02, took
    assert desk.outbox.counts().unfinished == 49_990
    number = desk.save(replace(PLAIN, credential=OTHER), claim=True)
    desk.outbox.settle(number, accepted(), AT)
