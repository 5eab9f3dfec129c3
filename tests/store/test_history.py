"""The chain: what is appended stays as it was written, or verifying tells where it does not."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.enrollment import NOBODY_NAMED, State
from enroll_app.domain.history import GENESIS, Query, Verdict
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.ports import StoreError
from enroll_app.store.history import append
from enroll_app.store.history_chain import Check
from enroll_app.store.history_rows import NAMES
from enroll_app.store.history_tables import adopt
from tests.store.history_support import AT, CARD, Shelf, happening, shelf

_SPARSE = happening(
    state=None, number=None, identification=None, key_id=None, person=NOBODY_NAMED, owner=NOBODY_NAMED, meant={},
    answered={}, reader="", note="", purpose=Purpose.PROBE,
)  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Shelf]:
    with shelf(tmp_path / "enroll.sqlite3") as opened:
        yield opened


def test_what_was_written_is_read_back_as_it_was(book: Shelf) -> None:
    composite = parse_identification("EM:1234567890|MC:0000000005")
    written = book.add(happening(), _SPARSE, happening(identification=composite, note="“;\0\n\t'\"\u2028😀"))
    book.database.close()
    with shelf(book.path) as again:
        assert tuple(again.history.all_entries(Query())) == tuple(written)
        assert again.history.entries(Query(), 2) == tuple(reversed(written[1:]))


def test_an_entry_is_chained_to_the_one_before(book: Shelf) -> None:
    assert book.history.head() == GENESIS
    assert book.history.verify() == Verdict(0, GENESIS)
    first, second = book.add(happening(), happening())
    assert (first.seq, first.before, second.seq, second.before) == (1, GENESIS, 2, first.hash)
    assert first.hash != second.hash
    assert book.history.head() == second.hash
    assert book.history.verify() == Verdict(2, second.hash)


def test_a_moment_is_kept_to_the_microsecond_and_in_any_zone(book: Shelf) -> None:
    at = datetime(2026, 6, 1, 14, 0, 0, 1, tzinfo=timezone(timedelta(hours=2)))
    book.add(happening(at=at))
    [entry] = book.history.entries(Query(since=at, until=at), 10)
    assert entry.happening.at == at


def test_halves_of_characters_from_a_reader_do_not_stop_the_desk(book: Shelf) -> None:
    book.add(happening(reader="odd \ud800", person=Person("An\udfff", "B"), answered={"odd": "\ud800"}))
    [entry] = book.history.entries(Query(), 1)
    assert entry.happening.reader == "odd \\ud800"
    assert book.history.verify().broken_at is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET note = 'x'",
        "UPDATE history SET words = ''",
        "DELETE FROM history",
        "DELETE FROM history WHERE seq = 2",
        "INSERT OR REPLACE INTO history SELECT * FROM history WHERE seq = 2",
        "INSERT INTO history SELECT 9, {rest} FROM history WHERE seq = 3",
    ],
)
def test_nothing_but_appending_is_let_through(book: Shelf, statement: str) -> None:
    written = book.add(happening(), happening(), happening())
    with pytest.raises(StoreError), book.database.writing() as connection:
        connection.exec_driver_sql(statement.format(rest=", ".join(NAMES[1:])))
    assert tuple(book.history.all_entries(Query())) == tuple(written)
    assert book.history.verify() == Verdict(3, written[2].hash)


_FIELDS = [name for name in NAMES if name != "seq"]


@pytest.mark.parametrize("name", _FIELDS)
@pytest.mark.parametrize("seq", [1, 3, 5])
def test_verifying_names_the_entry_in_which_a_field_was_changed(book: Shelf, name: str, seq: int) -> None:
    book.days(5)
    changed = f"{name} + 1" if name == "number" else f"{name} || ' '"
    book.tamper(f"UPDATE history SET {name} = {changed} WHERE seq = {seq}")  # noqa: S608
    assert book.history.verify().broken_at == seq


@pytest.mark.parametrize("value", ["NULL", "''", "X'41'", "1.5", "CAST(X'FF41' AS TEXT)", "9e999"])
@pytest.mark.parametrize("name", ["number", "state", "key_id"])
def test_nor_can_a_field_become_of_another_kind(book: Shelf, name: str, value: str) -> None:
    book.days(3)
    book.tamper(f"UPDATE history SET {name} = {value} WHERE seq = 2")  # noqa: S608
    assert book.history.verify().broken_at == 2


@pytest.fixture(scope="module")
def long_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf(tmp_path_factory.mktemp("long") / "enroll.sqlite3") as opened:
        opened.days(40)
        yield opened


@given(st.integers(1, 40), st.sampled_from(_FIELDS), st.integers(0, 10_000))
def test_verifying_notices_any_single_bit(long_book: Shelf, seq: int, name: str, which: int) -> None:
    with long_book.database.reading() as connection:
        row = connection.exec_driver_sql("SELECT * FROM history WHERE seq = ?", (seq,)).mappings().one()
    before = row[name]
    if isinstance(before, int):
        after: object = before ^ (1 << which % 16)
    else:
        raw = bytearray(before.encode())
        raw[which // 8 % len(raw)] ^= 1 << which % 8
        after = bytes(raw)
    cast = "?" if isinstance(after, int) else "CAST(? AS TEXT)"
    change = f"UPDATE history SET {name} = {cast} WHERE seq = {seq}"  # noqa: S608
    assert _broken_with(long_book, change, after) == seq
    assert long_book.history.verify().broken_at is None


def _broken_with(book: Shelf, statement: str, value: object) -> int | None:
    """What verifying says of the change, which is taken back."""
    check = Check()
    with book.database.reading() as connection:
        connection.exec_driver_sql("DROP TRIGGER history_stays")
        connection.exec_driver_sql(statement, (value,))
        while check.go_on(connection, 10):
            pass
        connection.rollback()
    return check.broken_at


@pytest.mark.parametrize(
    ("statements", "broken_at"),
    [
        (["DELETE FROM history WHERE seq = 1"], 2),
        (["DELETE FROM history WHERE seq = 3"], 3),
        (["DELETE FROM history WHERE seq IN (3, 4)"], 3),
        (["DELETE FROM history WHERE seq = 5"], 5),
        (["DELETE FROM history WHERE seq >= 2"], 2),
        (["DELETE FROM history"], 1),
        # Two change their places.
        (
            [
                "UPDATE history SET seq = 9 WHERE seq = 2",
                "UPDATE history SET seq = 2 WHERE seq = 3",
                "UPDATE history SET seq = 3 WHERE seq = 9",
            ],
            2,
        ),
        # One is put before, between and behind.
        (["INSERT INTO history SELECT 0, {rest} FROM history WHERE seq = 1"], 0),
        (["INSERT INTO history SELECT -3, {rest} FROM history WHERE seq = 1"], -3),
        (["INSERT INTO history SELECT 6, {rest} FROM history WHERE seq = 5"], 6),
        # The end is cut off, and so is the head, or SQLite's own count.
        (["DELETE FROM history WHERE seq = 5", "DELETE FROM history_head"], 5),
        (
            [
                "DELETE FROM history WHERE seq = 5",
                "UPDATE history_head SET seq = 4, hash = (SELECT hash FROM history WHERE seq = 4)",
            ],
            5,
        ),
        # The beginning is cut off as retention would, without its entry.
        (["DELETE FROM history WHERE seq < 3", "UPDATE history_head SET cut = 2"], 3),
        (["UPDATE history_head SET cut = 2"], 1),
    ],
)
def test_verifying_names_what_was_taken_out_put_in_or_moved(book: Shelf, statements: list[str], broken_at: int) -> None:
    book.days(5)
    book.tamper(*(one.format(rest=", ".join(NAMES[1:])) for one in statements))
    assert book.history.verify().broken_at == broken_at


@pytest.mark.parametrize("and_the_head", [False, True])
def test_an_end_that_was_cut_off_is_not_hidden_by_what_is_written_after_it(book: Shelf, and_the_head: bool) -> None:
    book.days(5)
    book.database.close()
    with shelf(book.path) as cut:
        cut.tamper("DELETE FROM history WHERE seq > 3", *(["DELETE FROM history_head"] if and_the_head else []))
        with cut.database.writing() as connection:
            append(connection, happening())
        assert cut.history.verify().broken_at == 4
        assert [entry.seq for entry in cut.history.entries(Query(), 10)] == [6, 3, 2, 1]


def test_an_entry_that_was_made_unreadable_is_told_with_its_number(book: Shelf) -> None:
    book.days(2)
    book.tamper("UPDATE history SET purpose = 'steal' WHERE seq = 2")
    with pytest.raises(StoreError, match="Entry 2 of the history is not as Enroll wrote it"):
        book.history.entries(Query(), 10)


_WRITER = """
import sys
from pathlib import Path
from tests.store.history_support import happening, shelf

with shelf(Path(sys.argv[1])) as book:
    for number in range(40):
        book.add(happening(number=number, desk=sys.argv[2]))
"""


def test_two_processes_that_write_at_once_make_one_chain(book: Shelf) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(book.path), desk], stderr=subprocess.PIPE)
        for desk in ("one", "two")
    ]
    for writer in writers:
        _, told = writer.communicate(timeout=60)
        assert (writer.returncode, told) == (0, b"")
    verdict = book.history.verify()
    assert (verdict.entries, verdict.broken_at) == (80, None)
    for desk in ("one", "two"):
        numbers = [
            entry.happening.number for entry in book.history.all_entries(Query()) if entry.happening.desk == desk
        ]
        assert numbers == list(range(40))


def test_what_could_be_saved_of_a_damaged_file_stays_as_it_was_with_its_gaps(book: Shelf, tmp_path: Path) -> None:
    book.days(6)
    with book.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM history WHERE seq IN (2, 3, 5, 6)").mappings().all()
    with shelf(tmp_path / "new.sqlite3") as new:
        with new.database.writing() as connection:
            assert adopt(connection, [dict(row) for row in rows]) == 4
        assert new.history.verify().broken_at == 4
        assert [entry.seq for entry in new.history.entries(Query(CARD), 10)] == [6, 5, 3, 2]
        assert new.history.head() == rows[-1]["hash"]
        [after] = new.add(happening(state=State.SAVED, at=AT))
        assert (after.seq, after.before) == (7, rows[-1]["hash"])
