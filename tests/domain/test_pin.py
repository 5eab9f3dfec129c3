"""A PIN: four digits that are never shown, and a drawn one that nobody would guess first."""

import copy
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Outcome
from enroll_app.domain.pin import Pin, PinRule, random_pin
from enroll_app.domain.problems import InvalidInputError
from tests.domain.faults import faults_of

CARD = Identification((b"\x00\x49\x96\x02\xd2",))
RUNS = ["0123", "1234", "2345", "3456", "4567", "5678", "6789", "7890", "9876", "8765", "3210", "4321", "0987"]
PAIRS = [f"{pair:02}" * 2 for pair in range(100)]
DOUBLES = [f"{one}{one}{two}{two}" for one in range(10) for two in range(10)]
EVERY_OTHER = ["0246", "2468", "1357", "3579"]
COLUMNS = ["1470", "0741", "2580", "0852", "3690", "0963"]
YEARS = [str(year) for year in range(1940, 2040)]
WEAK = {*RUNS, "5432", "6543", "7654", *PAIRS, *DOUBLES, *EVERY_OTHER, *COLUMNS, *YEARS}


@pytest.mark.parametrize("text", ["0000", "0042", "9999", "8642"])
def test_leading_zeros_are_digits(text: str) -> None:
    assert Pin(text).digits == text


@pytest.mark.parametrize("text", ["", "1", "123", "12345", "0" * 100])
def test_another_count_than_four_is_refused_with_the_count(text: str) -> None:
    [problem] = faults_of(lambda: Pin(text))
    assert (problem.code, problem.field) == ("pin-not-four-digits", "pin")
    assert f"has {len(text)} digits" in str(problem)


@pytest.mark.parametrize(
    "text", ["abcd", "12a4", " 123", "1234\n", "+123", "12.4", "１２３４", "١٢٣٤", "१२३४", "12³4", "①②③④", "1٢34"]
)
def test_anything_but_plain_digits_is_refused(text: str) -> None:
    [problem] = faults_of(lambda: Pin(text))
    assert (problem.code, problem.field) == ("pin-not-digits", "pin")


@given(st.text(max_size=6))
def test_a_text_is_a_pin_only_when_it_is_four_ascii_digits(text: str) -> None:
    try:
        taken = Pin(text).digits == text
    except InvalidInputError:
        taken = False
    assert taken is (len(text) == 4 and all(letter in "0123456789" for letter in text))


def test_the_three_states_of_a_pin_are_three() -> None:
    assert len({PinRule.LEAVE, PinRule.CLEAR, Pin("0000"), Pin("0000"), Pin("1111")}) == 4
    assert Pin("0000") != "0000"
    assert bool(Pin("0000"))


SHOWN: list[Callable[[Pin], str]] = [
    repr,
    str,
    ascii,
    lambda pin: f"{pin} {pin!s} {pin!r}",
    lambda pin: "%s %r" % (pin, pin),  # noqa: UP031
    lambda pin: repr([pin, {pin: pin}]),
    lambda pin: repr(Order(CARD, pin=pin)),
    lambda pin: repr(Outcome(State.SAVED, 1, Order(CARD, pin=pin))),
    lambda pin: repr(Draft(CARD, "Anna", "Berg", "", pin)),
    lambda pin: repr(Draft(CARD, "Anna", "Berg", "", pin.digits)),
]


@pytest.mark.parametrize("show", SHOWN)
def test_no_text_of_a_pin_shows_its_digits(show: Callable[[Pin], str]) -> None:
    text = show(Pin("8642"))
    assert text
    assert "8642" not in text


def test_a_draft_shows_no_name_either() -> None:
    assert "Anna" not in repr(Draft(CARD, "Anna", "Berg"))


def test_a_log_shows_no_digits(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("test").error("%s %r", Pin("8642"), Order(CARD, pin=Pin("8642")))
    assert "****" in caplog.text
    assert "8642" not in caplog.text


def test_a_format_specification_shows_no_digits() -> None:
    with pytest.raises(TypeError) as caught:
        f"{Pin('8642'):>10}"
    assert "8642" not in str(caught.value)


@pytest.mark.parametrize("text", ["864", "86424", "864２", "8642x"])
def test_the_refusal_of_a_pin_does_not_show_what_was_typed(text: str) -> None:
    try:
        Pin(text)
    except InvalidInputError as error:
        shown = "".join(traceback.format_exception(error)) + repr(error.problems) + repr(error)
        assert text not in shown
    else:
        pytest.fail("the PIN was taken")


def test_a_pin_is_not_copied_into_a_pickle() -> None:
    for attempt in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="not pickled"):
            attempt(Pin("8642"))


def test_exactly_the_first_guesses_are_weak() -> None:
    """One digit, a pair twice, two doubles, a run up or down, every other digit, a keypad's column, and years."""
    assert {f"{number:04}" for number in range(10_000) if Pin(f"{number:04}").weak} == WEAK


def counting(*numbers: int) -> Callable[[int], int]:
    """A source of chance that says these numbers."""
    said: Iterator[int] = iter(numbers)

    def below(limit: int) -> int:
        assert limit == 10_000
        return next(said)

    return below


def test_a_drawn_pin_keeps_its_leading_zeros() -> None:
    assert random_pin(counting(42)).digits == "0042"


def test_a_weak_draw_is_drawn_again() -> None:
    assert random_pin(counting(1234, 0, 7777, 1212, 9870, 1)).digits == "9870"


def test_every_pin_that_is_not_weak_is_drawn_from_one_number_and_no_other() -> None:
    drawn = [random_pin(counting(number, 5813)).digits for number in range(10_000)]
    assert [text for number, text in enumerate(drawn) if text != f"{number:04}"] == ["5813"] * len(WEAK)
