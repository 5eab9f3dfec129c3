"""One file of settings, read: what it sets, and everything that is wrong with it at once."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from enroll_app.config.faults import UNUSABLE, shown_name, toml_fault
from enroll_app.config.roles import read_roles
from enroll_app.config.values import KNOWN, ROLES, SECTIONS, Unfit, names_of
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import Role

Unreadable = Callable[[Path, str], Problem]


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file sets. values: as they are used, by their names. written: as they stand in the file.

    roles: None where it has none of its own. problems: all that is wrong with it.
    """

    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    written: Mapping[str, Any] = field(default_factory=dict)
    roles: tuple[Role, ...] | None = None
    problems: tuple[Problem, ...] = ()


def read_layer(path: Path, unreadable: Unreadable) -> Layer:
    """Read a file, which need not be there. unreadable: the words for one that is no such file.

    Raises InvalidInputError where it is none at all.
    """
    try:
        # Editors on Windows begin a file with a byte order mark.
        return understand(path, path.read_text("utf-8-sig"), unreadable)
    except FileNotFoundError:
        return Layer(path)
    except OSError as error:
        raise InvalidInputError(unreadable(path, error.strerror or type(error).__name__)) from error
    except UnicodeDecodeError as error:
        raise InvalidInputError(unreadable(path, "it is not UTF-8 text")) from error


def understand(path: Path, text: str, unreadable: Unreadable) -> Layer:
    """What this text sets. path: where it lies. Raises InvalidInputError where it is no TOML."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError(unreadable(path, toml_fault(error))) from None
    return _Reader(path, table).layer()


def named(problem: Problem, name: str, path: Path) -> Problem:
    """A fault with the name of its setting, and where that stands."""
    return replace(problem, facts={**problem.facts, "name": name, "path": str(path)}, field=name)


class _Reader:
    """Takes the settings out of a parsed file and collects what is wrong with it."""

    def __init__(self, path: Path, table: dict[str, Any]) -> None:
        self._path = path
        self._table = table
        self._problems: list[Problem] = []

    def layer(self) -> Layer:
        self._complain_of_unknown_names()
        values, written = {}, {}
        for one in KNOWN:
            section, _, own = one.name.partition(".")
            inside = self._table.get(section)
            if not isinstance(inside, dict) or own not in inside:
                continue
            written[one.name] = inside[own]
            try:
                value = one.check(inside[own])
            except Unfit as error:
                self._wrong(one.name, error.problem)
                continue
            # A path that is not whole begins where its file lies.
            values[one.name] = self._path.parent / value if isinstance(value, Path) else value
        return Layer(self._path, values, written, self._roles(), tuple(self._problems))

    def _roles(self) -> tuple[Role, ...] | None:
        tables = self._table.get(ROLES)
        return read_roles(tables, self._wrong) if tables is not None and _are_tables(tables) else None

    def _complain_of_unknown_names(self) -> None:
        for section, values in self._table.items():
            if section == ROLES and _are_tables(values):
                continue
            known = names_of(section)
            if not known or not isinstance(values, dict):
                remedy = "There is no such section; there are {known}."
                problem = Problem("setting-invalid", UNUSABLE, remedy, {"known": SECTIONS})
                self._wrong(shown_name(section), problem)
                continue
            for name in sorted(values.keys() - set(known)):
                remedy = "There is no such setting; [{section}] has {known}."
                facts = {"section": section, "known": ", ".join(known)}
                problem = Problem("setting-invalid", UNUSABLE, remedy, facts)
                self._wrong(f"{section}.{shown_name(name)}", problem)

    def _wrong(self, name: str, problem: Problem) -> None:
        self._problems.append(named(problem, name, self._path))


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
