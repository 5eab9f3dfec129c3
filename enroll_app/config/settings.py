"""What this desk is set to: where the service is, which readers, which time zone, how its window is.

Precedence, as the contract has it: machine policy, command line, environment, the user's `settings.toml`, defaults. The
API key comes from the environment, or else from where the secrets lie, which is not looked into here; it is never in
the settings and never an argument.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path
from typing import Any

from enroll_app.config.faults import UNUSABLE, no_such_home, policy_unreadable, unreadable
from enroll_app.config.reading import Layer, named, read_layer
from enroll_app.config.values import DEFAULT_URL, KNOWN, ROLES
from enroll_app.domain.identification import Spelling
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import SHIPPED_ROLES
from enroll_app.domain.secret import Secret, SecretPlace
from enroll_app.domain.settings_values import Origin, Setting, Value

__all__ = [
    "DEFAULT_URL",
    "Loaded",
    "Settings",
    "bare_settings",
    "joined",
    "load",
    "load_settings",
    "load_window",
    "policy_file",
]

SETTINGS_FILE = "settings.toml"
POLICY_FILE = "policy.toml"
_URL_VARIABLE = "ENROLL_APP_API_URL"


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
    computer's own name. preferences: how the window is to be, and whom it serves.
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
    preferences: Preferences = field(default_factory=Preferences)

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


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, and each of them as a person sees it: its value, and where it comes from.

    A password is told as whether there is one.
    """

    settings: Settings
    found: tuple[Setting, ...]


def policy_file() -> Path:
    """Where the administrator of this computer fixes settings for everybody; the file need not be there.

    No variable of the environment has a say in it: whoever is bound by the policy could set that.
    """
    if sys.platform == "win32":
        import winreg

        folders = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, folders) as key:
            return Path(winreg.QueryValueEx(key, "Common AppData")[0]) / "enroll-app" / POLICY_FILE
    if sys.platform == "darwin":
        return Path("/Library/Application Support/enroll-app") / POLICY_FILE
    return Path("/etc/enroll-app") / POLICY_FILE


def load_settings(environ: Mapping[str, str] = os.environ, policy: Path | None = None) -> Settings:
    """Read the settings. policy: the system's own when None. Raises InvalidInputError with every fault at once."""
    return load(environ, policy).settings


def load(environ: Mapping[str, str] = os.environ, policy: Path | None = None, readers: Sequence[str] = ()) -> Loaded:
    """The same, with where each setting comes from. readers: what the command line names; none where it names none."""
    home = _home(environ)
    fixed = read_layer(policy or policy_file(), policy_unreadable)
    return joined(home, read_layer(home / SETTINGS_FILE, unreadable), fixed, environ, readers)


def load_window(environ: Mapping[str, str] = os.environ, policy: Path | None = None) -> Loaded:
    """The same for the window alone, where the rest need not do, as in training.

    A user's file that is spoiled has no say; the policy has it still. Raises InvalidInputError where that will not do.
    """
    try:
        return load(environ, policy)
    except InvalidInputError:
        home = bare_settings(environ).home
        fixed = read_layer(policy or policy_file(), policy_unreadable)
        return joined(home, Layer(home / SETTINGS_FILE), fixed, environ)


def bare_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """What the environment alone says, for a checkup of a desk whose settings cannot be read.

    `url` is empty where the environment names none: the file may have named another service than the vendor's.
    """
    try:
        home = _home(environ)
    except InvalidInputError:
        home = _home({})
    return Settings(home, environ.get(_URL_VARIABLE, "").strip(), key=_key(environ))


def joined(
    home: Path, user: Layer, policy: Layer, environ: Mapping[str, str] = os.environ, readers: Sequence[str] = ()
) -> Loaded:
    """What all of them come to. Raises InvalidInputError with every fault at once."""
    values: dict[str, Any] = dict(user.values)
    shown = {one.name: Setting(one.name, one.default) for one in KNOWN}
    _show(shown, user.written, Origin.USER, str(user.path))
    if url := environ.get(_URL_VARIABLE, "").strip():
        values["service.url"] = url
        _show(shown, {"service.url": url}, Origin.ENVIRONMENT, _URL_VARIABLE)
    if readers:
        values["desk.readers"] = tuple(readers)
        _show(shown, {"desk.readers": list(readers)}, Origin.COMMAND_LINE, "--reader")
    values |= policy.values
    _show(shown, policy.written, Origin.POLICY, str(policy.path))
    preferences = _preferences(values, user, policy)
    shown[ROLES] = _shown_roles(preferences, user, policy)
    problems = (*policy.problems, *user.problems, *_faults_between(values, shown, preferences))
    if problems:
        raise InvalidInputError(*problems)
    return Loaded(_settings(home, values, preferences, environ), tuple(shown.values()))


def _settings(home: Path, values: Mapping[str, Any], preferences: Preferences, environ: Mapping[str, str]) -> Settings:
    usual = Settings(home)
    return Settings(
        home,
        url=values.get("service.url", usual.url),
        key=_key(environ),
        spelling=values.get("service.spelling", usual.spelling),
        zone=values.get("desk.time_zone"),
        readers=values.get("desk.readers", usual.readers),
        dual_technology=values.get("desk.dual_technology", False),
        client_certificate=values.get("service.client_certificate"),
        client_key=values.get("service.client_key"),
        ca=values.get("service.ca"),
        look_in_events=values.get("service.look_in_events", False),
        probe_first=values.get("service.probe_first", False),
        secrets_in=values.get("secrets.keep", usual.secrets_in),
        keep_days=values.get("history.keep_days", usual.keep_days),
        desk_name=values.get("desk.name", usual.desk_name),
        preferences=preferences,
    )


def _preferences(values: Mapping[str, Any], user: Layer, policy: Layer) -> Preferences:
    own = {name.partition(".")[2]: value for name, value in values.items() if name.startswith("window.")}
    roles = policy.roles or user.roles or SHIPPED_ROLES
    role = values.get("desk.role", "")
    if policy.roles and "desk.role" not in policy.values and role not in [one.key for one in roles]:
        # The policy took the user's roles away; that is no fault of the user's.
        role = ""
    return replace(Preferences(), **own, roles=roles, role=role)


def _show(shown: dict[str, Setting], written: Mapping[str, Any], origin: Origin, place: str) -> None:
    for name, value in written.items():
        seen: Value = tuple(value) if isinstance(value, list) else value
        shown[name] = Setting(name, "set" if name == "window.password" else seen, origin, place)


def _shown_roles(preferences: Preferences, user: Layer, policy: Layer) -> Setting:
    keys = tuple(role.key for role in preferences.roles)
    if policy.roles:
        return Setting(ROLES, keys, Origin.POLICY, str(policy.path))
    return Setting(ROLES, keys, Origin.USER, str(user.path)) if user.roles else Setting(ROLES, keys)


def _faults_between(values: Mapping[str, Any], shown: Mapping[str, Setting], preferences: Preferences) -> list[Problem]:
    """What is wrong with settings that are each right, and do not go together."""
    found = []

    def wrong(name: str, remedy: str, **facts: str) -> None:
        place = Path(shown[name].place)
        found.append(named(Problem("setting-invalid", UNUSABLE, remedy, facts), name, place))

    certificate = shown["service.client_certificate"].origin
    if "service.client_key" in values and certificate is Origin.DEFAULT:
        wrong("service.client_key", "It goes with service.client_certificate, which is not set.")
    roles = [role.key for role in preferences.roles]
    if preferences.role and preferences.role not in roles:
        wrong("desk.role", "There is no such role; there are {known}.", known=", ".join(roles))
    if shown["window.password"].origin is Origin.DEFAULT:
        for name in ("window.kiosk", "window.lock_minutes"):
            if values.get(name):
                wrong(name, "It goes with window.password, which is not set.")
    return found


def _key(environ: Mapping[str, str]) -> Secret | None:
    key = environ.get("ENROLL_APP_API_KEY", "").strip()
    return Secret(key) if key else None


def _home(environ: Mapping[str, str]) -> Path:
    if given := environ.get("ENROLL_APP_HOME", "").strip():
        try:
            return Path(given).expanduser()
        except RuntimeError as error:
            raise InvalidInputError(no_such_home(given)) from error
    from platformdirs import user_data_path

    return user_data_path("enroll-app", appauthor=False)
