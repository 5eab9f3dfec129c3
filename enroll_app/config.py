"""What this desk is set to: where the service is, which readers, which time zone.

Precedence, as the contract has it: command line, environment, the user's `settings.toml`, defaults. The API key comes
from the environment, or else from where the secrets lie, which is not looked into here; it is never in the settings and
never an argument.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from enroll_app.config_faults import no_such_home, shown_name, toml_fault, unreadable
from enroll_app.domain.identification import Spelling
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.redaction import READER_KINDS
from enroll_app.domain.secret import Secret, SecretPlace

# The vendor's public address (IntServ Access API, "base URL").
DEFAULT_URL = "https://api.intserv.se/v1/"
SETTINGS_FILE = "settings.toml"
_KNOWN = {
    "service": {"url", "spelling", "client_certificate", "client_key", "ca", "look_in_events", "probe_first"},
    "secrets": {"keep"},
    "history": {"keep_days"},
    "desk": {"time_zone", "readers", "dual_technology", "name"},
}
_SECTIONS = "[service], [secrets], [history] and [desk]"
# A century: whoever means to keep it longer writes 0. And a name that fits into a line of the history. Choices of ours.
_MOST_DAYS, _LONGEST_NAME = 36_500, 64


@dataclass(frozen=True, slots=True)
class Settings:
    """home: the folder of settings and data. zone: the desk's time zone, None for the system's.

    key: from the environment; None where another place has to be asked for it (`secrets_in`), or where none is needed
    (`needs_key`).
    dual_technology: the cards of this site have two technologies, and both sides belong into a key.
    client_certificate, client_key, ca: PEM files for a gateway that holds the API key: what this desk proves itself
    with, the private key where it is a file apart, and whom to believe in place of the system's roots.
    look_in_events: ask the service which doors saw a card before it is enrolled, to learn whose it is.
    probe_first: create a key with its card and person alone, look whose it is, and only then set PIN, validity and
    levels. Only for a service which leaves alone what a request leaves out, and that is not documented: where it
    clears what is left out, the probe itself takes a stranger's access away. Try it with a spare card first.
    keep_days: for how long the history is kept; 0 for ever. desk_name: as the history calls this desk; empty for the
    computer's own name.
    """

    home: Path
    url: str = DEFAULT_URL
    key: Secret | None = None
    spelling: Spelling = Spelling.HEX
    zone: tzinfo | None = None
    readers: tuple[str, ...] = ("auto:",)
    dual_technology: bool = False
    client_certificate: Path | None = None
    client_key: Path | None = None
    ca: Path | None = None
    look_in_events: bool = False
    probe_first: bool = False
    secrets_in: SecretPlace = SecretPlace.VAULT
    keep_days: int = 0
    desk_name: str = ""

    @property
    def database(self) -> Path:
        """The file of the station's records."""
        return self.home / "enroll.sqlite3"

    @property
    def settings_file(self) -> Path:
        """The file of the settings, which need not be there."""
        return self.home / SETTINGS_FILE

    @property
    def needs_key(self) -> bool:
        """Whether requests carry the API key; with a client certificate it is the gateway that has it."""
        return self.client_certificate is None


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises InvalidInputError with every fault at once."""
    home = _home(environ)
    return _with_environment(_from_file(Settings(home), home / SETTINGS_FILE), environ)


def bare_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """What the environment alone says, for a checkup of a desk whose settings cannot be read.

    `url` is empty where the environment names none: the file may have named another service than the vendor's.
    """
    try:
        home = _home(environ)
    except InvalidInputError:
        home = _home({})
    return _with_environment(Settings(home, url=""), environ)


def _with_environment(settings: Settings, environ: Mapping[str, str]) -> Settings:
    if url := environ.get("ENROLL_APP_API_URL", "").strip():
        settings = replace(settings, url=url)
    if key := environ.get("ENROLL_APP_API_KEY", "").strip():
        settings = replace(settings, key=Secret(key))
    return settings


def _home(environ: Mapping[str, str]) -> Path:
    if given := environ.get("ENROLL_APP_HOME", "").strip():
        try:
            return Path(given).expanduser()
        except RuntimeError as error:
            raise InvalidInputError(no_such_home(given)) from error
    from platformdirs import user_data_path

    return user_data_path("enroll-app", appauthor=False)


def _from_file(settings: Settings, path: Path) -> Settings:
    try:
        text = path.read_text("utf-8-sig")  # editors on Windows begin a file with a byte order mark
    except FileNotFoundError:
        return settings
    except OSError as error:
        raise InvalidInputError(unreadable(path, error.strerror or type(error).__name__)) from error
    except UnicodeDecodeError as error:
        raise InvalidInputError(unreadable(path, "it is not UTF-8 text")) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError(unreadable(path, toml_fault(error))) from None
    return _Reader(path, table).apply(settings)


class _Reader:
    """Takes the settings out of a parsed file and collects what is wrong with it."""

    def __init__(self, path: Path, table: dict[str, Any]) -> None:
        self._path = path
        self._table = table
        self._problems: list[Problem] = []

    def apply(self, settings: Settings) -> Settings:
        self._complain_of_unknown_names()
        settings = replace(
            settings,
            url=self._text("service", "url") or settings.url,
            spelling=self._spelling() or settings.spelling,
            zone=self._zone() or settings.zone,
            readers=self._readers() or settings.readers,
            dual_technology=self._switch("desk", "dual_technology"),
            client_certificate=self._file("service", "client_certificate", settings.home),
            client_key=self._file("service", "client_key", settings.home),
            ca=self._file("service", "ca", settings.home),
            look_in_events=self._switch("service", "look_in_events"),
            probe_first=self._switch("service", "probe_first"),
            secrets_in=self._secrets_in() or settings.secrets_in,
            keep_days=self._keep_days(),
            desk_name=self._desk_name(),
        )
        if self._value("service", "client_key") is not None and self._value("service", "client_certificate") is None:
            self._wrong("service.client_key", "it goes with service.client_certificate, which is not set")
        if self._problems:
            raise InvalidInputError(*self._problems)
        return settings

    def _complain_of_unknown_names(self) -> None:
        for section, values in self._table.items():
            if section not in _KNOWN or not isinstance(values, dict):
                self._wrong(shown_name(section), f"there is no such section; there are {_SECTIONS}")
                continue
            for name in sorted(values.keys() - _KNOWN[section]):
                known = ", ".join(sorted(_KNOWN[section]))
                self._wrong(f"{section}.{shown_name(name)}", f"there is no such setting; [{section}] has {known}")

    def _value(self, section: str, name: str) -> Any:
        values = self._table.get(section)
        return values.get(name) if isinstance(values, dict) else None

    def _text(self, section: str, name: str) -> str:
        value = self._value(section, name)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            self._wrong(f"{section}.{name}", "it must be text in quotation marks")
            return ""
        return value or ""

    def _switch(self, section: str, name: str) -> bool:
        value = self._value(section, name)
        if value is not None and not isinstance(value, bool):
            self._wrong(f"{section}.{name}", "it must be true or false")
        return value is True

    def _spelling(self) -> Spelling | None:
        text = self._text("service", "spelling")
        if not text:
            return None
        try:
            return Spelling(text)
        except ValueError:
            self._wrong("service.spelling", "it must be hex or decimal")
            return None

    def _file(self, section: str, name: str, home: Path) -> Path | None:
        """A file's path, from the home where it is not a whole one. Whether the file is there, its user finds out."""
        text = self._text(section, name)
        if not text:
            return None
        try:
            path = Path(text.strip()).expanduser()
        except RuntimeError:
            path = None
        if path is None or "\0" in text:
            self._wrong(f"{section}.{name}", "it is no path of a file; write the whole path")
            return None
        return home / path

    def _secrets_in(self) -> SecretPlace | None:
        text = self._text("secrets", "keep")
        if not text:
            return None
        try:
            return SecretPlace(text)
        except ValueError:
            self._wrong("secrets.keep", "it must be vault, file or systemd")
            return None

    def _keep_days(self) -> int:
        value = self._value("history", "keep_days")
        if value is None:
            return 0
        if type(value) is not int or not 0 <= value <= _MOST_DAYS:
            self._wrong("history.keep_days", f"it must be a number of days from 1 to {_MOST_DAYS}, or 0 for ever")
            return 0
        return value

    def _desk_name(self) -> str:
        text = self._text("desk", "name").strip()
        if len(text) > _LONGEST_NAME or not text.isprintable():
            self._wrong("desk.name", f"it must be one line of at most {_LONGEST_NAME} letters")
            return ""
        return text

    def _zone(self) -> tzinfo | None:
        text = self._text("desk", "time_zone")
        if not text:
            return None
        try:
            return ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self._wrong("desk.time_zone", "this is no time zone; write it as Europe/Stockholm")
            return None

    def _readers(self) -> tuple[str, ...]:
        value = self._value("desk", "readers")
        if value is None:
            return ()
        if not isinstance(value, list) or not value or not all(isinstance(uri, str) for uri in value):
            self._wrong("desk.readers", 'it must be a list of reader addresses, such as ["pcsc:"]')
            return ()
        for at, uri in enumerate(value, 1):
            kind, colon, _ = uri.strip().partition(":")
            if not colon or kind.lower() not in READER_KINDS:
                kinds = ", ".join(f"{kind}:" for kind in READER_KINDS)
                self._wrong(
                    "desk.readers", f"no. {at} is not the address of a reader, which begins with one of {kinds}"
                )
        return tuple(value)

    def _wrong(self, name: str, what: str) -> None:
        self._problems.append(
            Problem(
                "setting-invalid",
                "The setting {name} in {path} cannot be used: {what}.",
                "",
                {"name": name, "path": str(self._path), "what": what},
            )
        )
