"""Finding access levels by what a person calls them."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.levels import AccessLevel, find_levels
from tests.domain.faults import faults_of


def level(number: int, name: str, system: str = "abc123-001") -> AccessLevel:
    return AccessLevel(UUID(int=number), name, system)


OFFICE = level(1, "Office hours")
ALWAYS = level(2, "Always")
ALWAYS_ANNEX = level(3, "Always", "abc123-002")
OREBRO = level(4, "Örebro  Söder")
SMALL, CAPITAL = level(5, "lab"), level(6, "LAB")
BRACES = level(7, "{x}")
KNOWN = (OFFICE, ALWAYS, ALWAYS_ANNEX, OREBRO, SMALL, CAPITAL, BRACES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Office hours", OFFICE),
        (" office   HOURS ", OFFICE),
        ("Office hours (abc123-001)", OFFICE),
        (str(OFFICE.level_id), OFFICE),
        (f" {OFFICE.level_id} ".upper(), OFFICE),
        ("Always (abc123-002)", ALWAYS_ANNEX),
        ("always (ABC123-001)", ALWAYS),
        ("Orebro Soder".replace("O", "O\u0308", 1).replace("So", "So\u0308"), OREBRO),
        ("lab", SMALL),
        ("LAB", CAPITAL),
        ("{x}", BRACES),
    ],
)
def test_a_level_is_found_by_its_name_its_system_or_its_id(text: str, found: AccessLevel) -> None:
    assert find_levels([text], KNOWN) == (found,)


def test_levels_come_once_each_in_the_order_asked_for() -> None:
    asked = ["Office hours", "lab", str(OFFICE.level_id), "OFFICE HOURS", "LAB"]
    assert find_levels(asked, KNOWN) == (OFFICE, SMALL, CAPITAL)
    assert find_levels([], KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "choices"),
    [("Always", "Always (abc123-001), Always (abc123-002)"), ("Lab", "lab (abc123-001), LAB (abc123-001)")],
)
def test_a_name_of_two_levels_is_refused_with_both(text: str, choices: str) -> None:
    [problem] = faults_of(lambda: find_levels([text], KNOWN))
    assert (problem.code, problem.field) == ("level-ambiguous", "levels")
    assert f"exists 2 times: {choices}." in str(problem)


def test_a_slip_of_the_pen_is_answered_with_what_may_have_been_meant() -> None:
    [problem] = faults_of(lambda: find_levels(["ofice hours"], KNOWN))
    assert (problem.code, problem.field) == ("level-unknown", "levels")
    assert "Did you mean Office hours?" in str(problem)


def test_two_near_names_are_both_offered() -> None:
    known = (level(1, "Gate A"), level(2, "Gate B"))
    [problem] = faults_of(lambda: find_levels(["Gate C"], known))
    assert "Did you mean Gate A, Gate B?" in str(problem)


@pytest.mark.parametrize("text", ["Zebra", "", "１２３４", str(UUID(int=99)), "{", "{0:9999}", "{name.x}", "%s"])
def test_an_unlike_name_is_answered_with_where_to_look(text: str) -> None:
    [problem] = faults_of(lambda: find_levels([text], KNOWN))
    assert problem.code == "level-unknown"
    assert f"“{text}”" in str(problem)
    assert "enroll-app levels" in str(problem)


def test_a_level_named_in_braces_is_said_as_it_is_named() -> None:
    near, twin = level(8, "{x}y"), level(9, "{x}", "abc123-002")
    [unknown, ambiguous] = faults_of(lambda: find_levels(["{x}yy", "{x}"], (near, BRACES, twin)))
    assert "“{x}yy”. Did you mean {x}, {x}y?" in str(unknown)
    assert "{x} (abc123-001), {x} (abc123-002)" in str(ambiguous)


def test_every_fault_is_told_at_once() -> None:
    problems = faults_of(lambda: find_levels(["Always", "Office hours", "nowhere"], KNOWN))
    assert [problem.code for problem in problems] == ["level-ambiguous", "level-unknown"]


def test_an_id_in_digits_of_another_script_names_no_level() -> None:
    text = str(OFFICE.level_id).replace("1", "１")
    assert [problem.code for problem in faults_of(lambda: find_levels([text], KNOWN))] == ["level-unknown"]


@given(st.lists(st.sampled_from(KNOWN), unique=True))
def test_every_level_is_found_by_its_full_name_and_by_its_id(levels: list[AccessLevel]) -> None:
    assert find_levels([one.full_name for one in levels], KNOWN) == tuple(levels)
    assert find_levels([str(one.level_id) for one in levels], KNOWN) == tuple(levels)
