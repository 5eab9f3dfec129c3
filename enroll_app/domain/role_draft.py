"""A role as a person types it, before it is known to be one."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum

from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import SHIPPED_ROLES, PinHabit, Role

BETWEEN = ";"
"""Between the days of a list."""

_SHIPPED = frozenset(role.key for role in SHIPPED_ROLES)
_DAY_OF_YEAR = re.compile(r"(\d{1,2})-(\d{1,2})")
# A century, as the settings have it; longer than any card.
_MOST_DAYS = 36_500


class End(Enum):
    """How a role ends."""

    NEVER = "never"
    DAYS = "days"
    UNTIL = "until"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """key: empty for a new role. end, last: how it ends, and the number or days for it. levels: as `Role` has them."""

    key: str = ""
    name: str = ""
    end: End = End.NEVER
    last: str = ""
    levels: tuple[str, ...] = ()
    pin: PinHabit = PinHabit.KEEP


def draft_of(role: Role) -> RoleDraft:
    """A role as it would be typed."""
    end, last = End.NEVER, ""
    if role.days is not None:
        end, last = End.DAYS, str(role.days)
    elif role.until is not None:
        end, last = End.UNTIL, role.until.isoformat()
    elif role.yearly:
        end, last = End.YEARLY, f"{BETWEEN} ".join(f"{month:02}-{day:02}" for month, day in role.yearly)
    return RoleDraft(role.key, role.name, end, last, role.levels, role.pin)


def role_of(draft: RoleDraft, taken: Collection[str] = ()) -> Role:
    """The role that was typed. taken: the keys of the others. Raises InvalidInputError with every fault."""
    problems = []
    name = " ".join(draft.name.split())
    if not name and draft.key not in _SHIPPED:
        problems.append(Problem("role-without-name", "A role needs a name.", field="name"))
    days, until = None, None
    yearly: tuple[tuple[int, int], ...] = ()
    try:
        if draft.end is End.DAYS:
            days = _days(draft.last)
        elif draft.end is End.UNTIL:
            until = _until(draft.last)
        elif draft.end is End.YEARLY:
            yearly = tuple(_yearly(one) for one in _list(draft.last) or ("",))
    except InvalidInputError as error:
        problems += error.problems
    if problems:
        raise InvalidInputError(*problems)
    key = draft.key or _new_key(name, taken)
    return Role(key, name, days=days, until=until, yearly=yearly, levels=draft.levels, pin=draft.pin)


def _list(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(BETWEEN) if one.strip())


def _new_key(name: str, taken: Collection[str]) -> str:
    """The name itself, as it is first; a second role of that name has a number."""
    key, number = name, 2
    while key in taken:
        key, number = f"{name} {number}", number + 1
    return key


def _days(text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= _MOST_DAYS):
        remedy = "Write a number of days, 0 for today alone."
        raise InvalidInputError(Problem("role-days", "This is no number of days.", remedy, field="last"))
    return int(text)


def _until(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        problem = Problem("role-until", "This is no day.", "Write it like 2027-06-30.", field="last")
        raise InvalidInputError(problem) from error


def _yearly(text: str) -> tuple[int, int]:
    found = _DAY_OF_YEAR.fullmatch(text)
    try:
        # Of a year with a 29 February.
        day = date(2024, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        remedy = "Write month and day like 01-20; 06-10 for 20 January and 10 June."
        raise InvalidInputError(Problem("role-yearly", "These are no days of the year.", remedy, field="last"))
    return day.month, day.day
