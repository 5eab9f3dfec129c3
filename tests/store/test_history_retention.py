"""Retention: what is old is forgotten, the index and the file with it, and the chain can be checked as before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from enroll_app.domain.history import Query, Verdict
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.store.history import SqlHistory
from enroll_app.store.history_tables import adopt
from tests.store.history_support import AT, CARD, Shelf, happening, shelf

_DAY = timedelta(days=1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Shelf]:
    with shelf(tmp_path / "enroll.sqlite3") as opened:
        yield opened


def _seqs(book: Shelf, query: Query = Query()) -> list[int]:  # noqa: B008  it is frozen
    return [entry.seq for entry in book.history.all_entries(query)]


def test_what_is_older_is_forgotten_and_an_entry_says_so(book: Shelf) -> None:
    written = book.days(10)
    assert book.history.forget_before(AT + 4 * _DAY, AT + 9 * _DAY) == 4
    assert _seqs(book) == [5, 6, 7, 8, 9, 10, 11]
    last = book.history.entries(Query(), 1)[0]
    assert (last.happening.purpose, last.happening.state) == (Purpose.FORGET, None)
    assert (last.happening.operator, last.happening.desk, last.happening.at) == ("kerstin", "desk-01", AT + 9 * _DAY)
    assert last.happening.meant == {
        "before": "2026-06-05T12:00:00.000000Z",
        "entries": 4,
        "through": 4,
        "hash": written[3].hash,
    }
    verdict = book.history.verify()
    assert (verdict.entries, verdict.since, verdict.broken_at, verdict.head) == (7, 5, None, last.hash)


def test_it_goes_on_again_and_again_until_nothing_old_is_left(book: Shelf) -> None:
    book.days(10)
    for day in (2, 5, 9):
        book.history.forget_before(AT + day * _DAY, AT + 9 * _DAY)
        assert book.history.verify().broken_at is None
    assert book.history.forget_before(AT + 9 * _DAY, AT + 9 * _DAY) == 0
    assert _seqs(book) == [10, 11, 12, 13]
    assert book.history.count(Query()) == 4
    # Later still all of it, what retention wrote too: its last entry stays.
    assert book.history.forget_before(AT + 90 * _DAY, AT + 99 * _DAY) == 4
    verdict = book.history.verify()
    assert (verdict.entries, verdict.since, verdict.broken_at) == (1, 14, None)
    assert book.history.forget_before(AT + 90 * _DAY, AT + 99 * _DAY) == 0


def test_much_is_forgotten_in_steps_each_of_them_whole(book: Shelf) -> None:
    book.days(10)
    stepwise = SqlHistory(book.database, forgotten_at_once=3)
    assert stepwise.forget_before(AT + 8 * _DAY, AT + 9 * _DAY) == 8
    assert _seqs(book) == [9, 10, 11, 12, 13]
    assert book.history.verify() == Verdict(5, book.history.head(), since=9)


def test_nothing_to_forget_is_no_event(book: Shelf) -> None:
    assert book.history.forget_before(AT, AT) == 0
    book.days(2)
    assert book.history.forget_before(AT, AT + _DAY) == 0
    assert _seqs(book) == [1, 2]


def test_who_was_forgotten_is_found_no_more_and_stands_nowhere_in_the_file(book: Shelf) -> None:
    book.add(*(happening(person=Person("Zebedee", f"Quux{number}"), note="kin of Zebedee") for number in range(300)))
    book.add(*(happening(person=Person("Bo", "Ek"), at=AT + 5 * _DAY) for _ in range(300)))
    assert book.history.forget_before(AT + _DAY, AT + 6 * _DAY) == 300
    assert book.history.entries(Query(person="zebedee"), 10) == ()
    assert len(_seqs(book, Query(CARD, person="bo"))) == 300
    book.database.close()
    for file in book.path.parent.iterdir():
        if file.is_file():
            assert b"ebedee" not in file.read_bytes()
            assert b"quux" not in file.read_bytes()


def test_an_older_time_behind_a_newer_one_stays_with_it(book: Shelf) -> None:
    """A clock that was put back: the chain is shortened from its beginning alone."""
    book.add(happening(), happening(at=AT + 50 * _DAY), happening(at=AT - 300 * _DAY), happening(at=AT + 60 * _DAY))
    assert book.history.forget_before(AT + 10 * _DAY, AT + 60 * _DAY) == 1
    assert _seqs(book) == [2, 3, 4, 5]


def test_an_entry_from_the_future_does_not_keep_the_old_ones_for_ever(book: Shelf) -> None:
    book.add(happening(), happening(at=AT + 9000 * _DAY), happening(), happening(at=AT + 60 * _DAY))
    assert book.history.forget_before(AT + 10 * _DAY, AT + 60 * _DAY) == 3
    assert _seqs(book) == [4, 5]
    assert book.history.verify().broken_at is None


def test_a_clock_that_fell_back_to_its_first_day_forgets_nothing(book: Shelf) -> None:
    book.days(5)
    assert book.history.forget_before(AT - 9400 * _DAY, AT - 9000 * _DAY) == 0
    assert _seqs(book) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("DELETE FROM history WHERE seq = 4", 5),
        ("DELETE FROM history WHERE seq < 7", 7),
        ("DELETE FROM history WHERE purpose = 'forget'", 4),
        ("UPDATE history_head SET cut = 7", 4),
        ("UPDATE history_head SET cut = 0", 4),
        ("INSERT INTO history SELECT 3, number, at, operator, desk, reader, purpose, state, identification, key_id,"
         " person_first, person_last, person_id, owner_first, owner_last, owner_id, meant, answered, note, words,"
         " before, hash FROM history WHERE seq = 4", 3),
    ],
)  # fmt: skip
def test_a_beginning_that_retention_did_not_make_is_told(book: Shelf, statement: str, broken_at: int) -> None:
    book.days(10)
    book.history.forget_before(AT + 3 * _DAY, AT + 9 * _DAY)
    book.tamper(statement)
    assert book.history.verify().broken_at == broken_at


def test_what_was_lost_in_a_damaged_file_does_not_keep_the_rest_from_being_forgotten(
    book: Shelf, tmp_path: Path
) -> None:
    book.days(8)
    with book.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM history WHERE seq NOT IN (3, 4)").mappings().all()
    with shelf(tmp_path / "new.sqlite3") as new:
        with new.database.writing() as connection:
            adopt(connection, [dict(row) for row in rows])
        assert new.history.verify().broken_at == 3
        assert new.history.forget_before(AT + 4 * _DAY, AT + 9 * _DAY) == 2
        assert _seqs(new) == [5, 6, 7, 8, 9]
        assert new.history.verify().broken_at == 5
        assert new.history.forget_before(AT + 6 * _DAY, AT + 9 * _DAY) == 2
        assert new.history.verify().broken_at is None


def test_entries_can_be_read_while_others_are_forgotten_and_added(book: Shelf) -> None:
    book.add(*(happening(at=AT + number * _DAY, number=number) for number in range(4500)))
    reading = book.history.all_entries(Query())
    first = next(reading)
    book.history.forget_before(AT + 3000 * _DAY, AT + 4500 * _DAY)
    book.add(happening())
    seqs = [first.seq, *(entry.seq for entry in reading)]
    assert seqs == [*range(1, 2001), *range(3001, 4501)]
