"""Entries are found by card, key, name and date, the latest first and page by page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enroll_app.domain.enrollment import NOBODY_NAMED
from enroll_app.domain.history import Query
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.person import Person
from tests.store.history_support import AT, CARD, KEY_ID, Shelf, happening, shelf

_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """One entry for each of _NAMES, in their order."""
    with shelf(tmp_path_factory.mktemp("people") / "enroll.sqlite3") as opened:
        opened.add(*(happening(person=Person(*name), owner=NOBODY_NAMED) for name in _NAMES))
        yield opened


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Shelf]:
    with shelf(tmp_path / "enroll.sqlite3") as opened:
        yield opened


_NAMES = [
    ("Åsa", "Öberg"),
    ("Søren", "Łukasiewicz"),
    ("Jürgen", "Groß"),
    ("İbrahim", "Işık"),
    ("Siobhán", "O’Brien-Ní Dhomhnaill"),
    ("小明", "王"),
    ("", "김철수"),
    ("Ðóra", "Þórsdóttir"),
    ("Anne-Marie", "D'Arc"),
    ("علي", "حسن"),
    ("Ζωή", "Παπαδοπούλου"),
    ("山田太郎", ""),
    ("NOT", "NEAR"),
    ("x" * 32, "y" * 32),
    ("R2", "D2 😀"),
]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("öberg", "Öberg"),
        ("OBERG", "Öberg"),
        ("asa ob", "Öberg"),
        ("ob asa", "Öberg"),
        ("A\u030asa", "Öberg"),
        ("soren luk", "Łukasiewicz"),
        ("søren ŁUK", "Łukasiewicz"),
        ("gross", "Groß"),
        ("GROẞ", "Groß"),
        ("jurgen", "Groß"),
        ("ibrahim isik", "Işık"),
        ("İBRAHİM", "Işık"),
        ("IŞIK", "Işık"),
        ("o'brien", "O’Brien-Ní Dhomhnaill"),
        ("obrien", "O’Brien-Ní Dhomhnaill"),
        ("brien ni", "O’Brien-Ní Dhomhnaill"),
        ("O´Brien-Ni", "O’Brien-Ní Dhomhnaill"),
        ("王", "王"),
        ("小明", "王"),
        ("明", "王"),
        ("철수", "김철수"),
        ("김처", "김철수"),
        ("dora thors", "Þórsdóttir"),
        ("Ðóra", "Þórsdóttir"),
        ("annemarie", "D'Arc"),
        ("marie arc", "D'Arc"),
        ("anne-m", "D'Arc"),
        ("حسن", "حسن"),
        ("παπα", "Παπαδοπούλου"),
        ("ΠΑΠΑΔΟΠΟΎΛΟΥ", "Παπαδοπούλου"),
        ("太郎", ""),
        ("near", "NEAR"),
        ("not NEAR(", "NEAR"),
        ("x" * 32, "y" * 32),
        ("d2", "D2 😀"),
        ("😀", "D2 😀"),
    ],
)
def test_a_name_is_found_whatever_its_case_accents_and_signs(people: Shelf, typed: str, who: str) -> None:
    assert [entry.happening.person.last_name for entry in people.history.entries(Query(person=typed), 10)] == [who]
    assert people.history.count(Query(person=typed)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "berg", "asa karlsson", "!!!", '"', "*", "-", "a\" OR \"b", "NEAR(a b)", "^", "words:", "{words}: x", "\0",
        "'; --", "________k", "c00499602d2", "k0f8fad5b", "z" * 100_000, "q " * 5_000 + "zz",
    ],
)  # fmt: skip
def test_what_matches_nobody_finds_nothing_and_is_never_read_as_a_command(people: Shelf, typed: str) -> None:
    assert people.history.entries(Query(person=typed), 10) == ()
    assert people.history.count(Query(person=typed)) == 0


@given(st.text(max_size=40))
def test_any_text_can_be_searched_for(people: Shelf, typed: str) -> None:
    query = Query(person=typed)
    assert len(people.history.entries(query, 100)) == people.history.count(query)
    if not typed.strip():
        assert people.history.count(query) == len(_NAMES)


@given(st.text(min_size=1, max_size=32), st.text(max_size=32), st.data())
def test_whoever_has_a_name_is_found_by_its_beginnings(first: str, last: str, data: st.DataObject) -> None:
    from enroll_app.domain.name_words import wanted_words, words_of

    words = words_of(Person(first, last))
    for typed in (f"{last} {first}", first.upper(), first[: data.draw(st.integers(1, len(first)))]):
        for whole, parts in wanted_words(typed):
            begun = [any(word.startswith(part) for word in words) for part in parts or (whole,)]
            assert any(word.startswith(whole) for word in words) or all(begun)


def test_the_owner_that_was_answered_is_found_as_the_person_that_was_meant(book: Shelf) -> None:
    book.add(happening(person=Person("Bo", "Ek"), owner=Person("Åsa", "Öberg")))
    for typed in ("ek", "oberg"):
        assert len(book.history.entries(Query(person=typed), 10)) == 1


@pytest.mark.parametrize("spelling", ["EM:1234567890", "0x00499602d2", "0001234567890", "0X00499602D2"])
def test_a_card_is_found_in_any_spelling(book: Shelf, spelling: str) -> None:
    other = Identification((b"\x49\x96\x02\xd2",))  # the same number, of another kind of card
    composite = parse_identification("EM:1234567890|MC:5")
    book.add(happening(), happening(identification=other), happening(identification=composite))
    assert [entry.seq for entry in book.history.entries(Query(parse_identification(spelling)), 10)] == [1]
    assert [entry.seq for entry in book.history.entries(Query(composite), 10)] == [3]


def test_a_key_is_found_by_its_id_and_everything_can_be_asked_at_once(book: Shelf) -> None:
    book.days(3)
    book.add(happening(key_id=UUID(int=9), at=AT))
    assert [entry.seq for entry in book.history.entries(Query(key_id=UUID(int=9)), 10)] == [4]
    everything = Query(CARD, KEY_ID, "asa", AT + _DAY, AT + 2 * _DAY, below=3)
    assert [entry.seq for entry in book.history.entries(everything, 10)] == [2]
    assert book.history.count(everything) == 1


def test_pages_hold_every_entry_once_the_latest_first(book: Shelf) -> None:
    written = book.days(25)
    for query in (Query(), Query(person="a"), Query(since=AT), Query(CARD, until=AT + 90 * _DAY)):
        seen: list[int] = []
        while page := book.history.entries(replace(query, below=seen[-1] if seen else None), 7):
            seen += [entry.seq for entry in page]
        assert seen == [entry.seq for entry in reversed(written)]
        assert [entry.seq for entry in book.history.all_entries(query)] == list(reversed(seen))


def test_both_ends_of_the_dates_belong_to_them(book: Shelf) -> None:
    book.days(5)
    query = Query(since=AT + _DAY, until=AT + 3 * _DAY)
    assert [entry.happening.number for entry in book.history.entries(query, 10)] == [3, 2, 1]
    just = timedelta(microseconds=1)
    assert book.history.count(Query(since=AT + _DAY + just, until=AT + 3 * _DAY - just)) == 1
    ends = Query(since=datetime.min.replace(tzinfo=timezone(14 * _DAY / 24)), until=datetime.max.replace(tzinfo=UTC))
    assert book.history.count(ends) == 5


_TIMES = st.lists(st.integers(0, 30), max_size=30)


@settings(max_examples=20)
@given(_TIMES, st.integers(0, 30), st.integers(0, 30), st.integers(1, 5000))
def test_a_clock_that_was_put_back_hides_nothing(
    clocks: Shelf, offsets: list[int], since: int, until: int, below: int
) -> None:
    """Several spans of entries under times in any order, against looking at each of them."""
    query = Query(since=AT + since * _DAY, until=AT + until * _DAY, below=below)
    entries = [entry for entry in clocks.history.all_entries(Query()) if entry.seq < below]
    wanted = [entry.seq for entry in entries if since <= (entry.happening.at - AT).days <= until]
    assert [entry.seq for entry in clocks.history.all_entries(query)] == wanted
    assert [entry.seq for entry in clocks.history.entries(query, 9999)] == wanted[::-1]
    for person in ("", "asa"):
        assert clocks.history.count(Query(since=query.since, until=query.until, below=below, person=person)) == len(
            wanted
        )
    clocks.add(*(happening(at=AT + offset * _DAY) for offset in offsets))


@pytest.fixture(scope="module")
def clocks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf(tmp_path_factory.mktemp("clocks") / "enroll.sqlite3") as opened:
        # A first span of one day, a second of many, a third that is begun.
        days = [3] * 1023 + [number % 29 for number in range(1024)] + [20] * 100 + [1]
        opened.add(*(happening(at=AT + day * _DAY) for day in days))
        yield opened
