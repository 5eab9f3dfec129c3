"""Writing into the settings file. Importing this loads tomlkit, 45 ms, which the start must not wait for."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from enroll_app.config.faults import toml_fault, unreadable
from enroll_app.config.roles import written_role
from enroll_app.config.values import ROLES
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import Role
from enroll_app.domain.settings_values import Value
from enroll_app.store.atomic_file import write_atomically

Edit = Callable[[TOMLDocument], None]
# Somebody who writes the same file just now is through with it by the next look.
_TRIES = 5


def write_setting(path: Path, section: str, name: str, value: str | bool | int) -> None:  # noqa: FBT001  a value
    """Set one value in a settings file; everything else that a person wrote in it stays as it is.

    Raises InvalidInputError where the file cannot be understood or written; it is whole then, as it was.
    """
    edit_settings(path, setting(path, {f"{section}.{name}": value}))


def edit_settings(path: Path, edit: Edit, check: Callable[[str], None] = lambda _: None) -> None:
    """Change a settings file, or leave it whole as it was.

    check: looks at the new text before it is written, and raises InvalidInputError where it will not do. A file that
    somebody wrote meanwhile is read again, and the change is made there.
    Raises InvalidInputError where the file cannot be understood or written.
    """
    for _ in range(_TRIES):
        before = _text(path)
        document = _document(path, before)
        edit(document)
        after = _as_lines_were(document.as_string(), before)
        check(after)
        if _text(path) == before:
            break
    else:
        raise InvalidInputError(_unwritable(path, "somebody else is writing it"))
    try:
        # Where the file is a link, what it leads to is written, and the link stays.
        write_atomically(path.resolve(), after)
    except OSError as error:
        raise InvalidInputError(_unwritable(path, error.strerror or type(error).__name__)) from error


def changed_text(path: Path, edit: Edit) -> str:
    """What a settings file would be after a change; nothing is written. Raises InvalidInputError."""
    document = _document(path, _text(path))
    edit(document)
    return document.as_string()


def setting(path: Path, changes: Mapping[str, Value | None]) -> Edit:
    """What writes these values by their names, as `desk.name`; None takes one out."""

    def edit(document: TOMLDocument) -> None:
        for name, value in changes.items():
            section, _, own = name.partition(".")
            if value is None and section not in document:
                continue
            if section not in document:
                document[section] = tomlkit.table()
            table: Any = document[section]
            if not isinstance(table, dict):
                raise InvalidInputError(unreadable(path, f"{section} is no section"))
            if value is None:
                table.pop(own, None)
            else:
                table[own] = list(value) if isinstance(value, tuple) else value

    return edit


def setting_roles(roles: Sequence[Role]) -> Edit:
    """What writes these roles in place of those that are there."""

    def edit(document: TOMLDocument) -> None:
        document.pop(ROLES, None)
        tables = tomlkit.aot()
        for role in roles:
            table = tomlkit.table()
            for name, value in written_role(role).items():
                table[name] = value
            tables.append(table)
        if roles:
            document[ROLES] = tables

    return edit


def _text(path: Path) -> str | None:
    """What the file says, with its line ends; None where there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InvalidInputError(unreadable(path, error.strerror or type(error).__name__)) from error
    except UnicodeDecodeError as error:
        raise InvalidInputError(unreadable(path, "it is not UTF-8 text")) from error


def _as_lines_were(text: str, before: str | None) -> str:
    """With the line ends that the file has: an editor on Windows writes others."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n") if before and "\r\n" in before else text


def _document(path: Path, text: str | None) -> TOMLDocument:
    try:
        return tomlkit.parse(text or "")
    except TOMLKitError as error:
        raise InvalidInputError(unreadable(path, toml_fault(error))) from None


def _unwritable(path: Path, reason: str) -> Problem:
    return Problem(
        "settings-unwritable",
        "The settings in {path} cannot be written: {reason}.",
        "Give this account the right to, or name another folder in ENROLL_APP_HOME.",
        {"path": str(path), "reason": reason},
    )
