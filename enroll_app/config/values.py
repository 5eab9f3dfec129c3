"""What may stand in a settings file: every setting by its name, what it must be, and what it is by default."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from enroll_app.config.faults import UNUSABLE
from enroll_app.domain.identification import Spelling
from enroll_app.domain.preferences import Form, Language, Look, Preferences
from enroll_app.domain.problems import Problem
from enroll_app.domain.redaction import READER_KINDS
from enroll_app.domain.secret import SecretPlace
from enroll_app.domain.settings_values import Value

# The vendor's public address (IntServ Access API, "base URL").
DEFAULT_URL = "https://api.intserv.se/v1/"
ROLES = "role"
"""The name of the tables of roles, which are no section."""
SECTIONS = "[service], [secrets], [history], [desk], [window] and [[role]]"
# A century: whoever means to keep it longer writes 0. A name that fits into a line of the history, and a day of
# minutes. Choices of ours.
MOST_DAYS, LONGEST_NAME, MOST_MINUTES = 36_500, 64, 1_440
# As `services.password` writes it.
_HASH = re.compile(r"scrypt\$\d+\$\d+\$\d+\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+")

E = TypeVar("E", bound=Enum)


class Unfit(Exception):
    """A value that will not do. remedy: what it must be; the reader of the file adds its name and its place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.remedy)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Known:
    """One setting. check: gives what a value of the file means, and raises Unfit. default: as a person would see it."""

    name: str
    check: Callable[[Any], object]
    default: Value


def text(value: object) -> str:
    """Any text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise Unfit(Problem("setting-invalid", UNUSABLE, "It must be text in quotation marks."))
    return value


def switch(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Unfit(Problem("setting-invalid", UNUSABLE, "It must be true or false."))
    return value


def one_of(kind: type[E]) -> Callable[[object], E]:
    """One of the words of an enumeration."""
    words = [str(one.value) for one in kind]

    def check(value: object) -> E:
        word = text(value)
        if word not in words:
            known = f"{', '.join(words[:-1])} or {words[-1]}"
            raise Unfit(Problem("setting-invalid", UNUSABLE, "It must be {known}.", {"known": known}))
        return kind(word)

    return check


def whole(value: object, most: int) -> int:
    """A whole number from nothing to the most; a switch is none, though Python takes it for one."""
    if type(value) is not int or not 0 <= value <= most:
        raise Unfit(Problem("setting-invalid", UNUSABLE, "It must be a number from 0 to {most}.", {"most": most}))
    return value


def _volume(value: object) -> int:
    return whole(value, 100)


def _minutes(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST_MINUTES:
        remedy = "It must be a number of minutes from 1 to {most}, or 0 for never."
        raise Unfit(Problem("setting-invalid", UNUSABLE, remedy, {"most": MOST_MINUTES}))
    return value


def _keep_days(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST_DAYS:
        remedy = "It must be a number of days from 1 to {most}, or 0 for ever."
        raise Unfit(Problem("setting-invalid", UNUSABLE, remedy, {"most": MOST_DAYS}))
    return value


def name(value: object) -> str:
    """One line that people read."""
    line = text(value).strip()
    if len(line) > LONGEST_NAME or not line.isprintable():
        remedy = "It must be one line of at most {most} letters."
        raise Unfit(Problem("setting-invalid", UNUSABLE, remedy, {"most": LONGEST_NAME}))
    return line


def _file(value: object) -> Path:
    """A file's path, whole or from the folder of the settings. Whether the file is there, its user finds out."""
    written = text(value)
    try:
        path = Path(written.strip()).expanduser()
    except RuntimeError:
        path = None
    if path is None or "\0" in written:
        raise Unfit(Problem("setting-invalid", UNUSABLE, "It is no path of a file; write the whole path."))
    return path


def _zone(value: object) -> tzinfo:
    try:
        return ZoneInfo(text(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        remedy = "It must be the name of a time zone, such as Europe/Stockholm; this is no time zone that is known."
        raise Unfit(Problem("setting-invalid", UNUSABLE, remedy)) from error


def _readers(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(uri, str) for uri in value):
        remedy = 'It must be a list of reader addresses, such as ["pcsc:"].'
        raise Unfit(Problem("setting-invalid", UNUSABLE, remedy))
    for at, uri in enumerate(value, 1):
        kind, colon, _ = uri.strip().partition(":")
        if not colon or kind.lower() not in READER_KINDS:
            kinds = ", ".join(f"{one}:" for one in READER_KINDS)
            remedy = "Address no. {at} is not that of a reader, which begins with one of {kinds}."
            raise Unfit(Problem("setting-invalid", UNUSABLE, remedy, {"at": at, "kinds": kinds}))
    return tuple(value)


def _password(value: object) -> str:
    written = text(value)
    if not _HASH.fullmatch(written):
        remedy = "It must be what Enroll itself writes for a password; set the password in the window's settings."
        raise Unfit(Problem("setting-invalid", UNUSABLE, remedy))
    return written


_USUAL = Preferences()
# The order is that in which faults are told.
KNOWN: Sequence[Known] = (
    Known("service.url", text, DEFAULT_URL),
    Known("service.spelling", one_of(Spelling), Spelling.HEX.value),
    Known("desk.time_zone", _zone, ""),
    Known("desk.readers", _readers, ("auto:",)),
    Known("desk.dual_technology", switch, default=False),
    Known("service.client_certificate", _file, ""),
    Known("service.client_key", _file, ""),
    Known("service.ca", _file, ""),
    Known("service.look_in_events", switch, default=False),
    Known("service.probe_first", switch, default=False),
    Known("secrets.keep", one_of(SecretPlace), SecretPlace.VAULT.value),
    Known("history.keep_days", _keep_days, 0),
    Known("desk.name", name, ""),
    Known("desk.role", name, ""),
    Known("window.language", one_of(Language), _USUAL.language.value),
    Known("window.look", one_of(Look), _USUAL.look.value),
    Known("window.form", one_of(Form), _USUAL.form.value),
    Known("window.sounds", switch, _USUAL.sounds),
    Known("window.volume", _volume, _USUAL.volume),
    Known("window.reader_signals", switch, _USUAL.reader_signals),
    Known("window.tray", switch, _USUAL.tray),
    Known("window.kiosk", switch, _USUAL.kiosk),
    Known("window.lock_minutes", _minutes, _USUAL.lock_minutes),
    Known("window.password", _password, ""),
)


def names_of(section: str) -> list[str]:
    """The settings of a section, in the order of the alphabet; none where there is no such section."""
    return sorted(own for one in KNOWN for where, _, own in [one.name.partition(".")] if where == section)
