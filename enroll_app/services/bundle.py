"""A bundle for support: what a helper needs to know of a desk, and nothing of its people, cards and secrets.

It is written where the user says, for the user to look at and to send; nothing is sent by itself.
"""

import json
import os
import tomllib
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import available_timezones

from drivers.reader import ReaderInfo
from enroll_app.domain.checkup import Check
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.redaction import for_others, log_for_others, settings_for_others
from enroll_app.domain.secret import live_secrets
from enroll_app.services.checkup import Surroundings
from enroll_app.services.versions import versions

_LOGS = ("enroll.log", "enroll.log.1", "enroll.log.2", "enroll.log.3")
# Of each log: more than enroll_app/log.py lets one grow to. In bytes.
_LOG_LIMIT = 1_000_000
# Of two digits nothing would be left to read; and no key or PIN is as short.
_SHORTEST = 4
_LEFT_OUT = (
    "the database of enrollments",
    "the outbox and the history",
    "the file of secrets, and whatever the vault keeps",
    "the API key, PINs, names of people, numbers of cards",
    "settings that this version does not know",
    "what errors in the log say in their own words",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the bundle. why: what a helper needs it for."""

    name: str
    why: str
    content: bytes


def bundle_items(checks: Sequence[Check], found: Sequence[ReaderInfo], desk: Surroundings) -> tuple[Item, ...]:
    """Everything that goes into the bundle, made harmless, the list of it first."""
    clean = _Cleaner(desk)
    listed = [
        {"uri": one.uri, "kind": one.kind, "name": one.name, "state": one.state.value, "hint": one.hint}
        for one in found
    ]
    values = [{**check.values(), "cause": check.outside or check.cause} for check in checks]
    items = (
        Item("checkup.json", "what was looked at, and what is wrong", _json(clean.value(values))),
        Item("readers.json", "the readers and ports that were found", _json(clean.value(listed))),
        Item("versions.json", "the versions of the program, its libraries and the system", _json(versions())),
        Item("settings.json", "the settings that are known, without secrets", _json(_settings(desk, clean))),
        *_logs(desk.home),
    )
    return (Item("manifest.json", "what is in here, and why", _json(_manifest(items, desk.now()))), *items)


def refuse_to_replace(path: Path) -> None:
    """Raise InvalidInputError when there is a file already: to be asked before a checkup of seconds."""
    if path.exists() or path.is_symlink():
        raise InvalidInputError(_unwritable("bundle-exists", "there is a file of this name already", path))


def write_bundle(path: Path, items: Iterable[Item]) -> None:
    """Write the zip, readable by this account alone. Raises InvalidInputError; never replaces a file."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        problem = _unwritable("bundle-exists", "there is a file of this name already", path)
        raise InvalidInputError(problem) from error
    except OSError as error:
        raise InvalidInputError(_unwritable("bundle-unwritable", _reason(error), path)) from error
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for item in items:
                archive.writestr(item.name, item.content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise InvalidInputError(_unwritable("bundle-unwritable", _reason(error), path)) from error


class _Cleaner:
    """Makes texts harmless, with what is known of this desk."""

    def __init__(self, desk: Surroundings) -> None:
        self._secrets = {one for one in live_secrets() if len(one) >= _SHORTEST}
        self._folders = {str(desk.home): "(home of Enroll)", os.path.expanduser("~"): "~"}  # noqa: PTH111  as text

    def value(self, value: object) -> object:
        """The same value with every text in it made harmless."""
        if isinstance(value, str):
            return for_others(value, self._secrets, self._folders)
        if isinstance(value, dict):
            return {name: self.value(one) for name, one in value.items()}
        return [self.value(one) for one in value] if isinstance(value, list | tuple) else value


def _settings(desk: Surroundings, clean: _Cleaner) -> object:
    environment = {
        "ENROLL_APP_API_KEY": "set" if desk.key else "not set",
        "ENROLL_APP_API_URL": "set" if os.environ.get("ENROLL_APP_API_URL") else "not set",
        "ENROLL_APP_HOME": "set" if os.environ.get("ENROLL_APP_HOME") else "not set",
        "CREDENTIALS_DIRECTORY": "set" if os.environ.get("CREDENTIALS_DIRECTORY") else "not set",
        "DBUS_SESSION_BUS_ADDRESS": "set" if os.environ.get("DBUS_SESSION_BUS_ADDRESS") else "not set",
    }
    shown = {"environment": environment, "policy": _file_for_others(desk.policy_file)}
    own = _file_for_others(desk.settings_file)
    return clean.value({**shown, **own} if isinstance(own, dict) else {**shown, "settings_file": own})


def _file_for_others(path: Path | None) -> dict[str, dict[str, object]] | str:
    """The settings of a file as far as they may be seen; or why there are none."""
    if path is None:
        return "none"
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return "none"
    except (OSError, ValueError):
        return "cannot be read"
    return settings_for_others(table, available_timezones())


def _logs(home: Path) -> list[Item]:
    items = []
    for name in _LOGS:
        try:
            with (home / name).open("rb") as file:
                text = file.read(_LOG_LIMIT).decode("utf-8", errors="replace")
        except OSError:
            continue
        why = "what went wrong when, and where in the program"
        items.append(Item(f"log/{name}", why, log_for_others(text).encode()))
    return items


def _manifest(items: Iterable[Item], now: datetime) -> dict[str, object]:
    return {
        "made_at": now.isoformat(timespec="seconds"),
        "files": [{"name": item.name, "why": item.why, "bytes": len(item.content)} for item in items],
        "left_out": list(_LEFT_OUT),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode() + b"\n"


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _unwritable(code: str, reason: str, path: Path) -> Problem:
    cause = "The bundle cannot be written to {path}: {reason}."
    return Problem(code, cause, "Name another file.", {"path": str(path), "reason": reason}, field="bundle")
