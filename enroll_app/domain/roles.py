"""Roles: the kinds of people who get cards, and until when such a card is usually valid.

A role is a shortcut for the hands: it fills in an end that everybody sees and may change; nothing is decided by it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


class PinHabit(Enum):
    """What a role begins with on the PIN page. KEEP: whatever is chosen there already."""

    KEEP = "keep"
    NONE = "none"
    TYPED = "typed"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of person.

    key: stable, for what is remembered of the role. name: as people call it; empty for a shipped one, whose name the
    face has in its language.
    The end, at most one of: days, how many days after today (0: today alone); until, a fixed day; yearly, days of the
    year as (month, day), of which the next one counts (the ends of semesters). None of these: never expires.
    levels: ids or names of the access levels that go with it; empty for those that were chosen with it last.
    """

    key: str
    name: str = ""
    days: int | None = None
    until: date | None = None
    yearly: tuple[tuple[int, int], ...] = ()
    levels: tuple[str, ...] = ()
    pin: PinHabit = PinHabit.KEEP

    def last_day(self, today: date) -> date | None:
        """The last day of a card's validity that is made today; None where it never expires.

        A fixed day that has passed is given all the same: the page says that it has, and nothing is sent in silence.
        """
        if self.days is not None:
            return today + timedelta(days=self.days)
        if self.until is not None:
            return self.until
        return min((_next(month, day, today) for month, day in self.yearly), default=None)


def _next(month: int, day: int, today: date) -> date:
    """The next such day, today included; of 29 February in other years, the day before."""
    return min(found for year in (today.year, today.year + 1) if (found := _on(year, month, day)) >= today)


def _on(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


# Choices of ours; the days are those on which Swedish semesters end (Högskoleförordningen names none; most universities
# have mid-January and early June, and some days are left for exams).
SHIPPED_ROLES = (
    Role("visitor", days=0),
    Role("week", days=7),
    Role("month", days=30),
    Role("semester", yearly=((1, 20), (6, 10))),
    Role("contract", days=365),
    Role("permanent"),
)
"""The roles of a desk that has none of its own."""
