"""A role as it is typed: what it becomes, and what is said of what it cannot become."""

from datetime import date

import pytest

from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.role_draft import End, RoleDraft, draft_of, role_of
from enroll_app.domain.roles import SHIPPED_ROLES, PinHabit, Role


@pytest.mark.parametrize(
    "role",
    [*SHIPPED_ROLES, Role("x", "Gäst", until=date(2027, 6, 30), levels=("Entré", "Kontor"), pin=PinHabit.RANDOM)],
)
def test_what_is_typed_of_a_role_is_that_role(role: Role) -> None:
    assert role_of(draft_of(role)) == role


def test_a_new_role_is_known_by_its_name_and_a_second_of_that_name_by_a_number() -> None:
    assert role_of(RoleDraft(name="  Gäst  här ")).key == "Gäst här"
    assert role_of(RoleDraft(name="Gäst"), ["Gäst", "Gäst 2"]).key == "Gäst 3"


@pytest.mark.parametrize(
    ("end", "last"),
    [
        (End.DAYS, ""),
        (End.DAYS, "-1"),
        (End.DAYS, "1.5"),
        (End.DAYS, "99999999999999999999"),
        (End.DAYS, "²"),
        (End.UNTIL, "2027-02-29"),
        (End.UNTIL, ""),
        (End.YEARLY, ""),
        (End.YEARLY, "02-30"),
        (End.YEARLY, "01-20, 06-10"),
        (End.YEARLY, "13-01"),
    ],
)
def test_an_end_that_is_none_is_told_together_with_a_missing_name(end: End, last: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        role_of(RoleDraft(end=end, last=last))
    assert [problem.field for problem in caught.value.problems] == ["name", "last"]


def test_the_29th_of_february_is_a_day_of_the_year() -> None:
    assert role_of(RoleDraft(name="A", end=End.YEARLY, last=" 2-29;01-05 ")).yearly == ((2, 29), (1, 5))
