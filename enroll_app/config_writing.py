"""Writing into the settings file. Importing this loads tomlkit, 45 ms, which the start must not wait for."""

from pathlib import Path

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from enroll_app.config_faults import toml_fault, unreadable
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.store.atomic_file import write_atomically


def write_setting(path: Path, section: str, name: str, value: str | bool | int) -> None:  # noqa: FBT001  a value
    """Set one value in a settings file; everything else that a person wrote in it stays as it is.

    Raises InvalidInputError where the file cannot be understood or written; it is whole then, as it was.
    """
    document = _document(path)
    if section not in document:
        document[section] = {}
    table = document[section]
    if not isinstance(table, dict):
        raise InvalidInputError(unreadable(path, f"{section} is no section"))
    table[name] = value
    try:
        write_atomically(path, document.as_string())
    except OSError as error:
        raise InvalidInputError(_unwritable(path, error.strerror or type(error).__name__)) from error


def _document(path: Path) -> TOMLDocument:
    try:
        return tomlkit.parse(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return tomlkit.document()
    except OSError as error:
        raise InvalidInputError(unreadable(path, error.strerror or type(error).__name__)) from error
    except UnicodeDecodeError as error:
        raise InvalidInputError(unreadable(path, "it is not UTF-8 text")) from error
    except TOMLKitError as error:
        raise InvalidInputError(unreadable(path, toml_fault(error))) from None


def _unwritable(path: Path, reason: str) -> Problem:
    return Problem(
        "settings-unwritable",
        "The settings in {path} cannot be written: {reason}.",
        "Give this account the right to, or name another folder in ENROLL_APP_HOME.",
        {"path": str(path), "reason": reason},
    )
