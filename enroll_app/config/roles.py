"""The roles of a desk as they stand in a settings file: tables [[role]], in the order of their keys."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from enroll_app.config.faults import UNUSABLE, shown_name
from enroll_app.config.values import MOST_DAYS, Unfit, name, one_of
from enroll_app.domain.problems import Problem
from enroll_app.domain.roles import SHIPPED_ROLES, PinHabit, Role

MOST_ROLES = 24
"""More of them than anybody overlooks; the first eight have a key. A choice of ours."""

_PARTS = ("days", "key", "levels", "name", "pin", "until", "yearly")
_ENDS = ("days", "until", "yearly")
_DAY = re.compile(r"(\d\d)-(\d\d)")
_SHIPPED = frozenset(role.key for role in SHIPPED_ROLES)
# A year with a 29 February.
_LEAP = 2024


def read_roles(tables: Sequence[Mapping[str, Any]], wrong: Callable[[str, Problem], None]) -> tuple[Role, ...]:
    """The roles of these tables. wrong: is told every fault, with the name of what has it, such as `role 2.days`."""
    if len(tables) > MOST_ROLES:
        remedy = "There can be at most {most} roles."
        wrong("role", Problem("setting-invalid", UNUSABLE, remedy, {"most": MOST_ROLES}))
    found: list[Role] = []
    for number, table in enumerate(tables, 1):
        role = _Reader(f"role {number}", table, wrong).role()
        if role.key and role.key in [other.key for other in found]:
            wrong(f"role {number}", Problem("setting-invalid", UNUSABLE, "Another role has the same key or name."))
        found.append(role)
    return tuple(found)


def written_role(role: Role) -> dict[str, Any]:
    """A role as a table says it."""
    table: dict[str, Any] = {"key": role.key}
    if role.name:
        table["name"] = role.name
    if role.days is not None:
        table["days"] = role.days
    elif role.until is not None:
        table["until"] = role.until
    elif role.yearly:
        table["yearly"] = [f"{month:02}-{day:02}" for month, day in role.yearly]
    if role.levels:
        table["levels"] = list(role.levels)
    if role.pin is not PinHabit.KEEP:
        table["pin"] = role.pin.value
    return table


class _Reader:
    """Takes one role out of its table."""

    def __init__(self, where: str, table: Mapping[str, Any], wrong: Callable[[str, Problem], None]) -> None:
        self._where, self._table, self._tell = where, table, wrong

    def role(self) -> Role:
        for part in sorted(self._table.keys() - set(_PARTS)):
            remedy = "There is no such setting; a role has {known}."
            problem = Problem("setting-invalid", UNUSABLE, remedy, {"known": ", ".join(_PARTS)})
            self._tell(f"{self._where}.{shown_name(part)}", problem)
        if len([end for end in _ENDS if end in self._table]) > 1:
            self._wrong("", "A role ends by days, by until or by yearly, and by one of them only.")
        key, shown = self._read("key", name, ""), self._read("name", name, "")
        if not shown and key not in _SHIPPED and "name" not in self._table:
            self._wrong("name", "A role needs a name.")
        return Role(
            key or shown,
            shown,
            days=self._read("days", self._days, None),
            until=self._read("until", _until, None),
            yearly=self._read("yearly", _yearly, ()),
            levels=self._read("levels", _levels, ()),
            pin=self._read("pin", one_of(PinHabit), PinHabit.KEEP),
        )

    def _read(self, part: str, check: Callable[[Any], Any], default: Any) -> Any:
        if part not in self._table:
            return default
        try:
            return check(self._table[part])
        except Unfit as error:
            self._tell(f"{self._where}.{part}", error.problem)
            return default

    def _wrong(self, part: str, remedy: str) -> None:
        self._tell(f"{self._where}.{part}".rstrip("."), Problem("setting-invalid", UNUSABLE, remedy))

    @staticmethod
    def _days(value: object) -> int:
        if type(value) is not int or not 0 <= value <= MOST_DAYS:
            remedy = "It must be a number of days from 0, for today alone, to {most}."
            raise Unfit(Problem("setting-invalid", UNUSABLE, remedy, {"most": MOST_DAYS}))
        return value


def _until(value: object) -> date:
    try:
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        pass
    # A moment is a day too, to Python; a role ends with a whole day.
    if type(value) is date:
        return value
    raise Unfit(Problem("setting-invalid", UNUSABLE, "It must be a day, such as 2027-06-30."))


def _yearly(value: object) -> tuple[tuple[int, int], ...]:
    days = [_day(one) for one in value] if isinstance(value, list) else []
    found = tuple(one for one in days if one)
    if not found or len(found) != len(days):
        remedy = 'It must be a list of days of the year, such as ["01-20", "06-10"] for 20 January and 10 June.'
        raise Unfit(Problem("setting-invalid", UNUSABLE, remedy))
    return found


def _day(value: object) -> tuple[int, int] | None:
    written = _DAY.fullmatch(value) if isinstance(value, str) else None
    if not written:
        return None
    month, day = int(written[1]), int(written[2])
    try:
        date(_LEAP, month, day)
    except ValueError:
        return None
    return month, day


def _levels(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        remedy = 'It must be a list of names or ids of access levels, such as ["Office"].'
        raise Unfit(Problem("setting-invalid", UNUSABLE, remedy))
    return tuple(one.strip() for one in value)
