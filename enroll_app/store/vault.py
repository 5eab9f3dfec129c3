"""Where the secrets of a station lie: one place, chosen by a person. Never one silently for another.

Nothing heavy is loaded before the first question; keyring alone costs 150 ms.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from enroll_app.domain.ports import NoVaultError, VaultError
from enroll_app.domain.secret import API_KEY, CLIENT_KEY_PASSPHRASE, DATA_KEY, Secret, SecretPlace
from enroll_app.store import vault_problems
from enroll_app.store.vault_file import FILE, FileVault, locked
from enroll_app.store.vault_system import SystemVault
from enroll_app.store.vault_systemd import CredentialVault

if TYPE_CHECKING:
    from enroll_app.config.settings import Settings

DATA_KEY_ID_FILE = "data-key-id"
"""In the home: which data key is in use. No secret; it tells a process that another one has made a new key."""

_NAMES = (API_KEY, CLIENT_KEY_PASSPHRASE, DATA_KEY)


class Place(Protocol):
    """One place of secrets: the port Vault."""

    def get(self, name: str) -> Secret | None:
        """The secret of this name; None where there is none."""
        ...

    def put(self, name: str, secret: Secret) -> None:
        """Keep a secret."""
        ...

    def forget(self, name: str) -> bool:
        """Forget a secret; whether there was one."""
        ...

    def place(self) -> str:
        """Where secrets lie, in words."""
        ...


class StationVault:
    """The vault of one station: what its settings chose. From any thread; calls block, for a minute at the most."""

    def __init__(
        self, home: Path, chosen: SecretPlace = SecretPlace.VAULT, environ: Mapping[str, str] = os.environ
    ) -> None:
        """home: the station's folder, which need not be there yet."""
        self.home = home
        self._environ = environ
        self._chosen = chosen
        self._open: Place | None = None
        self._lock = Lock()

    @property
    def chosen(self) -> SecretPlace:
        """The kind of place that was chosen."""
        return self._chosen

    def get(self, name: str) -> Secret | None:
        """The secret of this name; None where there is none. Raises NoVaultError and VaultError."""
        return self._place().get(name)

    def put(self, name: str, secret: Secret) -> None:
        """Keep a secret, in place of one of the same name. Raises NoVaultError and VaultError."""
        self._place().put(name, secret)

    def put_first(self, name: str, make: Callable[[], Secret]) -> Secret:
        """The secret of this name; made and kept where there is none yet, by one process alone. Raises VaultError."""
        place = self._place()
        if isinstance(place, FileVault | SystemVault):
            return place.put_first(name, make)
        found = place.get(name)
        if found is None:
            raise vault_problems.read_only(name)
        return found

    def forget(self, name: str) -> bool:
        """Forget a secret; whether there was one. Raises NoVaultError and VaultError."""
        if name == DATA_KEY:
            # Who has it in memory must ask again before it seals anything more.
            (self.home / DATA_KEY_ID_FILE).unlink(missing_ok=True)
        return self._place().forget(name)

    def place(self) -> str:
        """Where secrets lie, in words for a person."""
        return self._place().place()

    def move(self, to: SecretPlace) -> None:
        """Keep the secrets in another place from now on, those that there are too, and record that in the settings.

        What could not be moved stays where it is, and nowhere else, and so does the choice. Raises VaultError and
        InvalidInputError.
        """
        from enroll_app.config.settings import SETTINGS_FILE
        from enroll_app.config.writing import write_setting

        if to is SecretPlace.SYSTEMD:
            raise vault_problems.cannot_move(to)
        with locked(self.home):
            chosen, old, new = self._chosen, self._place(), _made(to, self.home, self._environ)
            new.get(API_KEY)  # A place that cannot be used must not be chosen.
            known = _everything(old) if to is not chosen else {}
            try:
                for name, secret in known.items():
                    new.put(name, secret)
                write_setting(self.home / SETTINGS_FILE, "secrets", "keep", to.value)
            except BaseException:
                for name in known:
                    with suppress(VaultError):
                        new.forget(name)
                raise
            with self._lock:
                self._chosen, self._open = to, new
            if chosen is not SecretPlace.SYSTEMD:
                for name in known:
                    old.forget(name)

    def leftover(self) -> str:
        """A file of secrets that is not the chosen place: who killed a move left it, or changed the settings by hand.

        Empty where there is none. Its secrets are not encrypted.
        """
        path = self.home / FILE
        return str(path) if self._chosen is not SecretPlace.FILE and path.exists() else ""

    def forget_leftover(self, name: str) -> bool:
        """Take a secret out of such a file; whether it was in it. Raises VaultError."""
        return bool(self.leftover()) and FileVault(self.home).forget(name)

    def _place(self) -> Place:
        with self._lock:
            if self._open is None:
                self._open = _made(self._chosen, self.home, self._environ)
            return self._open


class MemoryVault:
    """Secrets of a station that goes away with this process: the training mode's."""

    def __init__(self) -> None:
        self._known: dict[str, Secret] = {}

    def get(self, name: str) -> Secret | None:
        """The secret of this name; None where there is none."""
        return self._known.get(name)

    def put(self, name: str, secret: Secret) -> None:
        """Keep a secret, in place of one of the same name."""
        self._known[name] = secret

    def forget(self, name: str) -> bool:
        """Forget a secret; whether there was one."""
        return self._known.pop(name, None) is not None

    def place(self) -> str:
        """Where secrets lie."""
        return "the memory of this program, until it ends"


def open_vault(settings: "Settings", environ: Mapping[str, str] = os.environ) -> StationVault:
    """The vault that the settings name. Nothing is loaded or asked yet."""
    return StationVault(settings.home, settings.secrets_in, environ)


def _everything(place: Place) -> dict[str, Secret]:
    """What a place keeps of this station; nothing where there is no such place."""
    try:
        found = {name: place.get(name) for name in _NAMES}
    except NoVaultError:
        return {}
    return {name: secret for name, secret in found.items() if secret is not None}


def _made(chosen: SecretPlace, home: Path, environ: Mapping[str, str]) -> Place:
    if chosen is SecretPlace.FILE:
        return FileVault(home)
    if chosen is SecretPlace.SYSTEMD:
        return CredentialVault(environ.get("CREDENTIALS_DIRECTORY", ""))
    return SystemVault(home)
