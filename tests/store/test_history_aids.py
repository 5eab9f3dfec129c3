"""What searches rely on beside the chain: a change of it is told, and it is made again from the entries."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from enroll_app.domain.history import Aid, Query, Verdict, chained
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.ports import StoreError
from enroll_app.store.history_rows import NAMES
from enroll_app.store.history_tables import COLUMNS, TRIGGERS
from tests.store.history_support import AT, CARD, Shelf, happening, shelf

_DAY = timedelta(days=1)
_BO = Query(person="bo")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Shelf]:
    with shelf(tmp_path / "enroll.sqlite3") as opened:
        yield opened


@pytest.fixture
def filled(book: Shelf) -> Shelf:
    """One entry a day; Bo's is the third of five."""
    names = ["Åsa", "Eva", "Bo", "Ann", "Ulf"]
    book.add(*(happening(at=AT + day * _DAY, person=Person(name, "Ek")) for day, name in enumerate(names)))
    return book


def _change(book: Shelf, *statements: str) -> None:
    """Change the file as somebody with the sqlite3 shell would, and leave the triggers where they are."""
    with closing(sqlite3.connect(book.path, isolation_level=None)) as shell:
        for statement in statements:
            shell.execute(statement)


_DELETED = (
    "INSERT INTO history_index(history_index, rowid, words) SELECT 'delete', seq, words FROM history WHERE seq = 3"
)
_TWICE = "INSERT INTO history_index(rowid, words) SELECT 2, words FROM history WHERE seq = 3"


@pytest.mark.parametrize(
    ("statements", "wrong"),
    [
        ([_DELETED], Aid.INDEX),
        ([_DELETED, _TWICE], Aid.INDEX),
        (["INSERT INTO history_index(rowid, words) VALUES (4, 'bo')"], Aid.INDEX),
        (["INSERT INTO history_index(rowid, words) VALUES (9, 'bo')"], Aid.INDEX),
        (["DELETE FROM history_index_data WHERE id > 10"], Aid.INDEX),
        (["DELETE FROM history_index_data"], Aid.INDEX),
        (["UPDATE history_index_data SET block = X'00FF' WHERE id > 10"], Aid.INDEX),
        (["UPDATE history_index_config SET v = 99 WHERE k = 'version'"], Aid.INDEX),
        (["DROP TABLE history_index_idx"], Aid.INDEX),
        (["DROP TABLE history_index"], Aid.INDEX),
        (["DROP TABLE history_index", "CREATE TABLE history_index (words)"], Aid.INDEX),
        (["DROP TABLE history_index", "CREATE VIEW history_index AS SELECT '' words"], Aid.INDEX),
        (["DROP TABLE history_index", "CREATE VIRTUAL TABLE history_index USING fts5(words)"], Aid.INDEX),
        (["UPDATE history_spans SET latest = '0002', earliest = '0002'"], Aid.DATES),
        (["UPDATE history_spans SET earliest = '2026-06-02'"], Aid.DATES),
        (["UPDATE history_spans SET latest = '2026-06-04'"], Aid.DATES),
        (["UPDATE history_spans SET earliest = X'00'"], Aid.DATES),
        (["UPDATE history_spans SET span = 1"], Aid.DATES),
        (["DELETE FROM history_spans"], Aid.DATES),
        (["DROP TABLE history_spans"], Aid.DATES),
        (["DROP TABLE history_spans", "CREATE TABLE history_spans (span, earliest, latest)"], Aid.DATES),
        *(([f"DROP TRIGGER {name}"], Aid.GUARDS) for name in TRIGGERS),
        (
            [
                "DROP TRIGGER history_stays",
                "CREATE TRIGGER history_stays BEFORE UPDATE ON history WHEN old.seq > 9 BEGIN SELECT 1; END",
            ],
            Aid.GUARDS,
        ),
        (['CREATE TRIGGER "its; \'own" AFTER INSERT ON History BEGIN DELETE FROM history_spans; END'], Aid.GUARDS),
        (["CREATE TRIGGER more AFTER UPDATE ON history_head BEGIN DELETE FROM history_spans; END"], Aid.GUARDS),
    ],
)  # fmt: skip
def test_what_was_changed_beside_the_entries_is_told_and_made_again(
    filled: Shelf, statements: list[str], wrong: Aid
) -> None:
    whole = filled.history.verify()
    assert whole == Verdict(5, filled.history.head())
    _change(filled, *statements)
    assert filled.history.verify() == Verdict(5, filled.history.head(), wrong=(wrong,))
    filled.history.rebuild()
    assert filled.history.verify() == whole
    assert [entry.seq for entry in filled.history.entries(_BO, 10)] == [3]
    assert filled.history.count(Query(CARD, since=AT + _DAY, until=AT + 2 * _DAY)) == 2
    filled.add(happening(person=Person("Bo", "Öst"), at=AT + 5 * _DAY))
    assert [entry.seq for entry in filled.history.entries(_BO, 10)] == [6, 3]
    with pytest.raises(StoreError), filled.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM history")


def test_all_that_is_wrong_is_told_at_once(filled: Shelf) -> None:
    filled.tamper(_DELETED, "DELETE FROM history_spans")
    assert filled.history.entries(_BO, 10) == ()
    assert filled.history.verify().wrong == (Aid.INDEX, Aid.DATES, Aid.GUARDS)


def test_where_an_entry_itself_was_changed_that_is_what_is_told(filled: Shelf) -> None:
    filled.tamper("UPDATE history SET words = 'x' WHERE seq = 3")
    verdict = filled.history.verify()
    assert (verdict.broken_at, verdict.wrong) == (3, ())


def test_an_aid_that_was_made_of_many_entries_is_right(book: Shelf) -> None:
    """More than a span, clocks put back, names of every script, words that no search asks for; some of it forgotten."""
    names = ["Åsa Öberg", "王 小明", "O’Brien-Ní Dhomhnaill", "x" * 500, "", "😀", "علي"]
    days = [number % 29 for number in range(2100)]
    book.add(*(happening(at=AT + day * _DAY, person=Person(names[day % 7], names[day % 3])) for day in days))
    assert book.history.verify().wrong == ()
    assert book.history.forget_before(AT + _DAY, AT + 40 * _DAY) == 1
    book.add(happening(at=AT - 400 * _DAY))
    assert book.history.forget_before(AT + 30 * _DAY, AT + 40 * _DAY) > 2000
    assert book.history.verify().wrong == ()
    book.history.rebuild()
    assert book.history.verify().wrong == ()


def test_an_empty_history_has_nothing_wrong_with_it(book: Shelf) -> None:
    book.history.rebuild()
    assert book.history.verify().wrong == ()


def _chain_on(book: Shelf, purpose: str, meant: str) -> None:
    """Write an entry that this program would not, in order in every other respect."""
    with closing(sqlite3.connect(book.path, isolation_level=None)) as shell:
        values = shell.execute(f"SELECT {', '.join(NAMES)} FROM history ORDER BY seq DESC LIMIT 1").fetchone()  # noqa: S608
        last = dict(zip(NAMES, values, strict=True))
        fields = {**{name: last[name] for name in COLUMNS}, "seq": last["seq"] + 1, "purpose": purpose, "meant": meant}
        row = [*(fields[name] for name in COLUMNS), last["hash"], chained(last["hash"], fields)]
        shell.execute(f"INSERT INTO history ({', '.join(NAMES)}) VALUES ({', '.join('?' * len(NAMES))})", row)  # noqa: S608


_NO_CUTS = ["{}", "[]", "null", "1", "", "no JSON", '{"through": 1}', '{"through": [], "hash": {}}', "[" * 100_000]


@pytest.mark.parametrize("meant", _NO_CUTS)
def test_an_entry_that_does_not_say_what_was_forgotten_explains_no_missing_beginning(filled: Shelf, meant: str) -> None:
    _change(filled, "UPDATE history_head SET cut = 1", "DELETE FROM history WHERE seq <= 1")
    _chain_on(filled, Purpose.FORGET.value, meant)
    assert filled.history.verify().broken_at == 2


@pytest.mark.parametrize("meant", _NO_CUTS)
def test_nor_does_it_hide_the_rest_of_the_history(filled: Shelf, meant: str) -> None:
    _chain_on(filled, Purpose.FORGET.value, meant)
    assert filled.history.verify().broken_at is None
    if isinstance(_read(meant), dict):
        assert len(filled.history.entries(Query(), 10)) == 6
    else:
        with pytest.raises(StoreError, match="Entry 6 of the history is not as Enroll wrote it"):
            filled.history.entries(Query(), 10)


def _read(meant: str) -> object:
    try:
        return json.loads(meant)
    except (ValueError, RecursionError):
        return None


@pytest.mark.parametrize("change", ["seq = 'x'", "seq = 2.5", "hash = X'41'", "cut = 'x'", "cut = X'00'", "cut = 9"])
def test_a_head_that_makes_no_sense_is_told_and_stops_nobody_from_saving(filled: Shelf, change: str) -> None:
    _change(filled, f"UPDATE history_head SET {change}")  # noqa: S608
    broken_at = filled.history.verify().broken_at
    assert broken_at == (1 if "cut" in change else 6)
    [entry] = filled.add(happening())
    assert entry.seq == 6
    assert filled.history.verify().broken_at == broken_at


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM history_index_data",
        "UPDATE history_index_data SET block = X'00FF' WHERE id > 10",
        "DROP TABLE history_index",
        "DROP TABLE history_spans",
    ],
)
def test_what_is_damaged_beside_the_entries_is_mended_when_the_file_is_opened_again(
    filled: Shelf, statement: str
) -> None:
    """Entries could not be written or not be found, for good: SQLite's own check does not look into the index."""
    written = list(filled.history.all_entries(Query()))
    _change(filled, statement)
    with pytest.raises(StoreError):  # noqa: PT012  one of the two fails
        filled.history.entries(_BO, 10)
        filled.add(happening())
    filled.database.close()
    with shelf(filled.path) as again:
        assert "set aside" in str(again.database.notices)
        assert again.history.verify() == Verdict(5, written[-1].hash)
        assert [entry.seq for entry in again.history.entries(_BO, 10)] == [3]
        assert again.add(happening())[0].seq == 6
