"""Retention under a clock that is wrong: what is forgotten is gone for good, so the clock has to be borne out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from enroll_app.config.settings import Settings
from enroll_app.domain.history import Query
from enroll_app.domain.ports import StoreError
from enroll_app.parts import Parts
from enroll_app.services.history import HistoryBook
from enroll_app.store.vault import MemoryVault
from tests.store.history_support import AT, Shelf, happening, shelf

_DAY = timedelta(days=1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Shelf]:
    with shelf(tmp_path / "enroll.sqlite3") as opened:
        yield opened


def forgotten(book: Shelf, at: datetime, keep_days: int = 365) -> int | str:
    """How many entries a start at this moment forgets, or why none."""
    try:
        return HistoryBook(book.history, lambda: at, UTC).apply_retention(keep_days)
    except StoreError as error:
        return error.problem.code


def work(book: Shelf, first: datetime, days: int) -> None:
    book.add(*(happening(at=first + day * _DAY, number=day) for day in range(days)))


def test_a_clock_that_is_years_ahead_forgets_nothing_until_it_is_worked_under_for_a_week(book: Shelf) -> None:
    work(book, AT, 5)
    ahead = AT + 3600 * _DAY
    assert forgotten(book, ahead) == "clock-doubtful"
    work(book, ahead, 6)
    assert forgotten(book, ahead + 6 * _DAY) == "clock-doubtful"
    assert book.history.count(Query()) == 11
    # Set right, all is as it was; or it was right, and there was a long rest.
    assert forgotten(book, AT + 30 * _DAY) == 0
    assert forgotten(book, ahead + 7 * _DAY) == 5


def test_a_clock_that_once_was_ahead_does_not_bear_itself_out_later(book: Shelf) -> None:
    work(book, AT, 5)
    work(book, AT + 3600 * _DAY, 1)
    work(book, AT + 5 * _DAY, 5)
    assert forgotten(book, AT + 3610 * _DAY) == "clock-doubtful"
    assert book.history.count(Query()) == 11


@pytest.mark.parametrize(("keep_days", "expected"), [(1, 48), (5, 44), (30, 20), (49, 1)])
def test_a_desk_in_use_forgets_to_the_day(book: Shelf, keep_days: int, expected: int) -> None:
    work(book, AT, 50)
    assert forgotten(book, AT + 49 * _DAY + timedelta(hours=1), keep_days) in (expected, expected + 1)


@pytest.mark.parametrize(("rest", "expected"), [(50, 85), (90, "clock-doubtful")])
def test_a_desk_that_rested_for_a_summer_forgets_at_once_and_after_longer_a_week_later(
    book: Shelf, rest: int, expected: int | str
) -> None:
    work(book, AT - 400 * _DAY, 400)
    back = AT + rest * _DAY
    assert forgotten(book, back) == expected
    work(book, back, 8)
    assert forgotten(book, back + 8 * _DAY) != "clock-doubtful"


def test_a_desk_works_on_where_retention_fails_and_is_told_why(tmp_path: Path) -> None:
    settings = Settings(tmp_path, keep_days=365, zone=UTC)
    with shelf(settings.database) as old:
        work(old, datetime.now(UTC) - 3000 * _DAY, 3)
    parts = Parts(lambda: settings, MemoryVault())
    try:
        assert parts.records().history.count() == 3
        [notice] = parts.notices()
        assert notice.code == "clock-doubtful"
        assert f"it is {datetime.now(UTC):%Y-%m-%d}" in str(notice)
    finally:
        parts.close()


def test_retention_at_the_start_of_a_desk_in_use_is_no_notice(tmp_path: Path) -> None:
    settings = Settings(tmp_path, keep_days=365, zone=UTC)
    with shelf(settings.database) as old:
        work(old, datetime.now(UTC) - 400 * _DAY, 399)
    parts = Parts(lambda: settings, MemoryVault())
    try:
        assert parts.notices() == ()
        assert parts.records().history.count() == 364
    finally:
        parts.close()
