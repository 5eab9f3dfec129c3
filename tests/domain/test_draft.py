"""From what was typed to an order, with every fault at its field."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from enroll_app.domain.draft import Draft, cautions, check, check_person, check_pin, check_validity, faults
from enroll_app.domain.enrollment import Code, Order
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.validity import Validity
from tests.domain.faults import codes_of, faults_of

STOCKHOLM = ZoneInfo("Europe/Stockholm")
CARD = parse_identification("EM:1234567890")
ONE = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
LEVEL = AccessLevel(UUID(int=1), "Office hours", "abc123-001")
GOOD = Draft(CARD, " Åsa ", "Öberg", "", "0042", "2026-01-01", "2026-12-31", ("office hours",))


def test_what_was_typed_well_becomes_an_order() -> None:
    assert check(GOOD, [LEVEL], STOCKHOLM) == Order(
        CARD,
        Person("Åsa", "Öberg"),
        Pin("0042"),
        Validity(datetime(2025, 12, 31, 23, tzinfo=UTC), datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)),
        (LEVEL.level_id,),
    )


def test_what_was_left_out_is_left_to_the_service() -> None:
    assert check(Draft(CARD), [], STOCKHOLM) == Order(CARD, Person(), PinRule.LEAVE, Validity(), ())
    blank = Draft(CARD, " ", "\t", "  ", PinRule.CLEAR, " ", "  ")
    assert check(blank, [], STOCKHOLM) == Order(CARD, Person(), PinRule.CLEAR)


@pytest.mark.parametrize("code", [Code(), Code("0042")])
def test_a_code_is_ordered_as_a_card_is(code: Code) -> None:
    assert check(Draft(code), [], STOCKHOLM).credential == code


def test_an_existing_person_is_named_by_id_alone() -> None:
    assert check_person(Draft(person_id=f" {ONE} ")) == Person(person_id=ONE)
    [problem] = faults_of(lambda: check_person(Draft(first_name="Anna", person_id=str(ONE))))
    assert (problem.code, problem.field) == ("person-twice", "person_id")
    assert codes_of(lambda: check_person(Draft(last_name="Berg", person_id=str(ONE)))) == ["person-twice"]


def test_the_faults_of_every_field_are_told_at_once() -> None:
    bad = Draft(None, "\x00", "b" * 33, "nobody", "12", "yesterday", "some day", ("Lab",))
    assert [(one.code, one.field) for one in faults_of(lambda: check(bad, [LEVEL], STOCKHOLM))] == [
        ("no-card", "card"),
        ("name-unseen-characters", "first_name"),
        ("name-too-long", "last_name"),
        ("person-id-not-uuid", "person_id"),
        ("pin-not-four-digits", "pin"),
        ("date-unreadable", "valid_from"),
        ("date-unreadable", "valid_to"),
        ("level-unknown", "levels"),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"credential": None}, "card"),
        ({"first_name": "\u202e"}, "first_name"),
        ({"last_name": "a" * 33}, "last_name"),
        ({"person_id": "x"}, "person_id"),
        ({"person_id": str(ONE)}, "person_id"),
        ({"pin": ""}, "pin"),
        ({"valid_from": "2026-02-30"}, "valid_from"),
        ({"valid_to": "2025-12-31"}, "valid_to"),
        ({"valid_to": "never"}, "valid_to"),
        ({"levels": ("Lab",)}, "levels"),
    ],
)
def test_one_fault_keeps_the_order_back_and_stands_at_its_field(changes: dict[str, object], field: str) -> None:
    draft = replace(GOOD, **changes)  # type: ignore[arg-type]
    assert [problem.field for problem in faults_of(lambda: check(draft, [LEVEL], STOCKHOLM))] == [field]
    alone = [problem.field for problem in faults(draft, STOCKHOLM)]
    assert alone == ([] if field == "levels" else [field])


def test_the_desk_alone_finds_nothing_wrong_with_levels_that_it_cannot_know() -> None:
    assert faults(GOOD, STOCKHOLM) == ()


def test_an_empty_pin_is_a_fault_and_not_a_pin_left_out() -> None:
    assert codes_of(lambda: check_pin(Draft(pin=""))) == ["pin-not-four-digits"]
    assert check_pin(Draft(pin=PinRule.LEAVE)) is PinRule.LEAVE
    assert check_pin(Draft(pin=Pin("1234"))) == Pin("1234")


def test_one_day_is_a_validity() -> None:
    day = check_validity(Draft(valid_from="2026-10-25", valid_to="2026-10-25"), STOCKHOLM)
    assert day.start is not None
    assert day.end is not None
    assert (day.end - day.start).total_seconds() == 25 * 3600 - 1


def test_an_end_without_a_start_is_a_validity() -> None:
    assert check_validity(Draft(valid_to="2026-10-25"), STOCKHOLM).start is None


NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
CALM = Order(CARD, Person("Anna"), Pin("8642"), Validity(None, datetime(2026, 7, 1, tzinfo=UTC)), levels=(ONE,))


def test_an_ordinary_order_needs_no_caution() -> None:
    assert cautions(CALM, NOW) == ()
    assert cautions(replace(CALM, validity=Validity(), pin=PinRule.CLEAR), NOW) == ()


@pytest.mark.parametrize(
    ("order", "code", "field"),
    [
        (replace(CALM, validity=Validity(None, NOW)), "already-expired", "valid_to"),
        (replace(CALM, levels=()), "no-level", "levels"),
        (replace(CALM, person=Person()), "nobody-named", "first_name"),
        (replace(CALM, pin=Pin("1234")), "pin-weak", "pin"),
    ],
)
def test_what_is_seldom_meant_is_said(order: Order, code: str, field: str) -> None:
    [problem] = cautions(order, NOW)
    assert (problem.code, problem.field) == (code, field)
    assert "1234" not in str(problem)


def test_a_pin_does_not_go_together_with_a_code_that_somebody_chose() -> None:
    assert codes_of(lambda: check(Draft(Code("4711"), pin="8642"), [], STOCKHOLM)) == ["pin-with-code"]
    assert check(Draft(Code(), pin="8642"), [], STOCKHOLM).pin == Pin("8642")
    assert check(Draft(Code("4711"), pin=PinRule.CLEAR), [], STOCKHOLM).pin is PinRule.CLEAR
