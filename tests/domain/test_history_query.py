"""What is typed into the history's search field: names, numbers however they are written, and days."""

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from enroll_app.domain.history import Query
from enroll_app.domain.history_query import parse_search
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.problems import InvalidInputError

ZONE = ZoneInfo("Europe/Stockholm")
CARD = parse_identification("0x0110185c5b")


@pytest.mark.parametrize(
    "text",
    [
        "0x0110185c5b",
        "0X0110185C5B",
        "0x\u200901\u200910\u200918\u20095c\u20095b",
        "0110185C5B",
        "01:10:18:5c:5b",
        "01-10-18-5C-5B",
        "0004564999259",
        "0 004 564 999 259",
        "em:4564999259",
        " EM: 4564999259 ",
    ],
)
def test_a_card_is_found_by_every_spelling_of_its_number(text: str) -> None:
    assert parse_search(text, "", "", ZONE) == Query(CARD)


@pytest.mark.parametrize("text", ["åsa öberg", "Visitor 12", "12", "Abba", "O’Brien", "Bea 2"])
def test_names_are_names_also_with_a_few_digits_in_them(text: str) -> None:
    assert parse_search(f"  {text} ", "", "", ZONE) == Query(person=text)


def test_a_key_is_found_by_its_id() -> None:
    key_id = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
    assert parse_search(str(key_id).upper(), "", "", ZONE) == Query(key_id=key_id)


def test_a_number_that_is_not_whole_is_told_and_not_taken_for_a_name() -> None:
    for text in ("0x123", "12345678", "EM:x"):
        with pytest.raises(InvalidInputError):
            parse_search(text, "", "", ZONE)


def test_both_days_belong_to_the_span() -> None:
    found = parse_search("", "2026-06-01", "2026-06-02", ZONE)
    assert found.since == datetime(2026, 5, 31, 22, tzinfo=UTC)
    assert found.until == datetime(2026, 6, 2, 21, 59, 59, 999_999, tzinfo=UTC)


def test_everything_that_is_wrong_is_told_at_once_each_at_its_field() -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_search("0x12", "June", "2026-13-01", ZONE)
    assert [one.field for one in caught.value.problems] == ["card", "valid_from", "valid_to"]
    with pytest.raises(InvalidInputError) as caught:
        parse_search("", "2026-06-02", "2026-06-01", ZONE)
    assert [one.code for one in caught.value.problems] == ["span-reversed"]
