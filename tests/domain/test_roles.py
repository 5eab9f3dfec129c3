"""Roles: until when a card is valid that is made today, also at the end of February and of a semester."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.roles import SHIPPED_ROLES, Role

SHIPPED = {role.key: role for role in SHIPPED_ROLES}
DAYS = st.dates(date(1970, 1, 1), date(9000, 1, 1))


@pytest.mark.parametrize(
    ("key", "today", "last"),
    [
        ("visitor", date(2026, 11, 22), date(2026, 11, 22)),
        ("week", date(2028, 2, 24), date(2028, 3, 2)),
        ("month", date(2026, 12, 15), date(2027, 1, 14)),
        ("semester", date(2026, 11, 22), date(2027, 1, 20)),
        ("semester", date(2027, 1, 20), date(2027, 1, 20)),
        ("semester", date(2027, 1, 21), date(2027, 6, 10)),
        ("semester", date(2026, 6, 11), date(2027, 1, 20)),
        ("contract", date(2027, 3, 1), date(2028, 2, 29)),
        ("permanent", date(2026, 11, 22), None),
    ],
)
def test_a_shipped_role_ends_when_its_name_says(key: str, today: date, last: date | None) -> None:
    assert SHIPPED[key].last_day(today) == last


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2027, 2, 1), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2096, 3, 1), date(2097, 2, 28)),
        (date(2100, 2, 28), date(2100, 2, 28)),
    ],
)
def test_the_last_of_february_is_the_last_in_every_year(today: date, last: date) -> None:
    assert Role("leap", yearly=((2, 29),)).last_day(today) == last


@given(DAYS, st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28)), min_size=1, max_size=4))
def test_of_yearly_days_the_next_one_counts(today: date, yearly: list[tuple[int, int]]) -> None:
    last = Role("term", yearly=tuple(yearly)).last_day(today)
    assert last is not None
    between = (today + timedelta(days=count) for count in range((last - today).days))
    assert (last.month, last.day) in yearly
    assert not [day for day in between if (day.month, day.day) in yearly]


def test_a_fixed_day_that_has_passed_is_given_all_the_same() -> None:
    assert Role("fair", until=date(2026, 1, 1)).last_day(date(2026, 11, 22)) == date(2026, 1, 1)


def test_no_two_shipped_roles_share_a_key() -> None:
    assert len(SHIPPED) == len(SHIPPED_ROLES)
