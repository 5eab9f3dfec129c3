"""What stands on a slip."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import Code, KeyRecord, Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Outcome
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.validity import Validity
from enroll_app.services.shown_result import ShownResult
from enroll_app.services.slip import Slip, slip_of
from tests.services.fakes import KEY_ID, NOW

CARD = parse_identification("0x0110185c5b")
ANNA = Person(first_name="Anna", last_name="Berg")
END = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
LEVELS = (AccessLevel(ONE, "Office", "a"), AccessLevel(TWO, "Entrance", "a"), AccessLevel(THREE, "Entrance", "b"))
ORDER = Order(CARD, ANNA, Pin("7302"), Validity(None, END), (ONE, TWO))
MADE = Outcome(State.ACCEPTED, 1, ORDER, KeyRecord(KEY_ID, "", CARD, ANNA, None, END, (ONE, TWO)))


def shown(outcome: Outcome, *, drawn: bool) -> ShownResult:
    made = ShownResult()
    made.draft = Draft(pin=Pin("7302")) if drawn else Draft(pin="7302")
    made.came(outcome)
    return made


def slip(outcome: Outcome = MADE, *, drawn: bool = True) -> Slip | None:
    return slip_of(shown(outcome, drawn=drawn), LEVELS, NOW, "Reception")


def test_it_has_the_name_the_validity_the_doors_and_the_drawn_pin() -> None:
    assert slip() == Slip(
        "Anna Berg", Validity(None, END), ("Entrance (a)", "Office"), NOW, "Reception", Pin("7302"), ""
    )


def test_a_pin_that_the_person_chose_is_on_no_paper() -> None:
    made = slip(drawn=False)
    assert made is not None
    assert made.pin is None
    assert not made.secret


def test_a_code_is_on_it_and_in_no_repr() -> None:
    record = replace(MADE.record, credential=Code("735129")) if MADE.record else None
    made = slip(replace(MADE, intent=Order(Code(), ANNA), record=record), drawn=False)
    assert made is not None
    assert (made.code, made.secret) == ("735129", True)
    assert "735129" not in repr(made)
    assert "7302" not in repr(slip())


def test_there_is_none_of_what_is_no_key_yet() -> None:
    for state in (State.SAVED, State.UNKNOWN, State.REJECTED, State.CONFLICT):
        assert slip(replace(MADE, state=state, record=None)) is None


def test_levels_that_the_service_did_not_tell_are_those_that_were_meant() -> None:
    record = replace(MADE.record, levels=None) if MADE.record else None
    made = slip(replace(MADE, record=record))
    assert made is not None
    assert made.doors == ("Entrance (a)", "Office")


def test_the_dates_are_those_that_the_service_has() -> None:
    """An order that gave an end alone, to a key that had a start; and one without dates, to a key that had an end."""
    start = datetime(2026, 9, 1, tzinfo=UTC)
    record = KeyRecord(KEY_ID, "", CARD, ANNA, start, END, (ONE,))
    for validity in (Validity(None, END), Validity(start, None), Validity()):
        made = slip(replace(MADE, intent=replace(ORDER, validity=validity), record=record))
        assert made is not None
        assert made.validity == Validity(start, END)
