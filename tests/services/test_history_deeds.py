"""The history deed by deed: one line for each, the latest first, however many entries there are and come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from enroll_app.domain.enrollment import State
from enroll_app.domain.history import Happening, Query
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.services.history import HistoryBook
from enroll_app.services.history_deeds import Deeds
from enroll_app.store.database import Database
from enroll_app.store.history import SqlHistory, append
from enroll_app.store.uptime import system_uptime

AT = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
ASA, BO = Person("Åsa", "Öberg"), Person("Bo", "Ek")
_STATES = (State.SAVED, State.ACCEPTED, State.APPLIED)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "enroll.sqlite3", uptime=system_uptime)


@pytest.fixture
def book(database: Database) -> HistoryBook:
    return HistoryBook(SqlHistory(database), lambda: AT + timedelta(days=1), UTC)


def write(database: Database, numbers: Sequence[int], states: Sequence[State] = _STATES) -> None:
    """Each state of all these operations, one state after the other; every other one is Bo's."""
    with database.writing() as connection:
        for state in states:
            for number in numbers:
                card = Identification((number.to_bytes(5, "big"),))
                what = Happening(AT, "", "", "", Purpose.ENROLL, state, number, card, None, (ASA, BO)[number % 2])
                append(connection, what)


def deeds(book: HistoryBook, query: Query | None = None) -> Deeds:
    *_, whole = book.deeds(query or Query(), lambda: False)
    assert whole.whole
    return whole


def test_the_last_entry_stands_for_all_of_its_deed_however_far_apart_they_are(
    database: Database, book: HistoryBook
) -> None:
    write(database, range(1, 1001))
    found = deeds(book)
    assert list(found.numbers) == list(range(1000, 0, -1))
    assert list(found.seqs) == list(range(3000, 2000, -1))
    assert {entry.happening.state for entry in book.at(found.seqs[:50])} == {State.APPLIED}
    assert list(deeds(book, Query(person="bo")).numbers) == list(range(999, 0, -2))


def test_the_top_is_told_before_the_end_is_known(database: Database, book: HistoryBook) -> None:
    write(database, range(1, 1001))
    first, *_, last = book.deeds(Query(), lambda: False)
    assert not first.whole
    assert first.seqs == last.seqs[: len(first.seqs)]
    assert list(book.deeds(Query(), lambda: True)) == [], "somebody looks for something else by now"


def test_what_is_written_since_takes_the_place_of_what_was_there(database: Database, book: HistoryBook) -> None:
    write(database, range(1, 11), [State.SAVED])
    before = deeds(book)
    assert book.deeds_since(Query(), before) is before
    write(database, [4, 11], [State.ACCEPTED])
    after = book.deeds_since(Query(), before)
    assert list(after.numbers) == [11, 4, 10, 9, 8, 7, 6, 5, 3, 2, 1]
    assert after == deeds(book)
    bos = book.deeds_since(Query(person="ek"), replace(before, seqs=before.seqs[1::2], numbers=before.numbers[1::2]))
    assert list(bos.numbers) == [11, 9, 7, 5, 3, 1]


def test_what_was_forgotten_is_listed_no_more(database: Database, book: HistoryBook) -> None:
    write(database, range(1, 11), [State.SAVED])
    before = deeds(book)
    with database.writing() as connection:
        append(connection, Happening(AT + timedelta(days=9), "", "", "", Purpose.ENROLL, State.SAVED, 11))
    SqlHistory(database).forget_before(AT + timedelta(days=1), AT + timedelta(days=9))
    after = book.deeds_since(Query(), before)
    assert list(after.numbers) == [0, 11], "what is left, and that something was forgotten"
    assert after == deeds(book)


def test_the_course_of_a_deed_is_of_that_one_alone(database: Database, book: HistoryBook) -> None:
    write(database, [7])
    write(database, [8], [State.SAVED])
    last = book.at(deeds(book, Query(person="bo")).seqs[:1])[0]
    assert [entry.happening.state for entry in book.course(last)] == list(_STATES)
