"""Tries and keeps a desk's way to the service: a part of the composition root."""

from collections.abc import Mapping
from contextlib import suppress

from enroll_app.config import Settings
from enroll_app.config_book import SettingsFile
from enroll_app.config_faults import fixed
from enroll_app.domain.ports import NoVaultError, Vault, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import API_KEY, CLIENT_KEY_PASSPHRASE, Secret, SecretPlace, key_fault
from enroll_app.domain.settings_values import Value
from enroll_app.service_link import ServiceLink
from enroll_app.services.connecting import Connection, KeptKey, Tried
from enroll_app.store.vault import StationVault

_SECRETS_PLACE = "secrets.keep"


class DeskConnecting:
    """The port Connecting over the settings and the vault of this desk."""

    def __init__(self, settings: Settings, book: SettingsFile, vault: StationVault) -> None:
        self._settings, self._book, self._vault = settings, book, vault

    def needed(self) -> bool:
        """As the port has it."""
        if self._settings.settings_file.exists() or self._settings.key or not self._settings.needs_key:
            return False
        if any(one.name.startswith("service.") and one.place for one in self._book.settings()):
            return False
        try:
            return self._vault.get(API_KEY) is None
        except NoVaultError:
            return True
        except VaultError:
            # It is locked or does not answer: somebody keeps something there.
            return False

    def kept_key(self) -> KeptKey:
        """As the port has it."""
        if not self._settings.needs_key:
            return KeptKey(needed=False)
        if self._settings.key:
            return KeptKey("ENROLL_APP_API_KEY", fixed=True)
        try:
            return KeptKey(self._vault.place() if self._vault.get(API_KEY) else "")
        except VaultError as error:
            return KeptKey(problem=error.problem)

    def try_out(self, connection: Connection) -> Tried:
        """As the port has it."""
        _check(connection)
        candidate = self._book.would_be(self._changed(connection))
        link = ServiceLink(lambda: candidate, _With(self._vault, _secrets(connection)), lambda: "")
        sounding = link.sound()
        return Tried(sounding, self._no_vault() if _secrets(connection) else None)

    def keep(self, connection: Connection, changes: Mapping[str, Value | None], *, in_file: bool = False) -> None:
        """As the port has it."""
        _check(connection)
        new = {**changes, **self._changed(connection)}
        # Before anything is kept anywhere.
        self._book.would_be(new)
        if in_file and self._vault.chosen is not SecretPlace.FILE:
            place = next(one for one in self._book.settings() if one.name == _SECRETS_PLACE)
            if place.locked:
                raise InvalidInputError(fixed(_SECRETS_PLACE, place.place))
            self._vault.move(SecretPlace.FILE)
        secrets = _secrets(connection)
        before = {name: self._vault.get(name) for name in secrets}
        try:
            for name, secret in secrets.items():
                self._vault.put(name, secret)
            if new:
                self._book.change(new)
        except BaseException:
            self._put_back(before)
            raise

    def _put_back(self, before: Mapping[str, Secret | None]) -> None:
        for name, secret in before.items():
            with suppress(VaultError):
                if secret is None:
                    self._vault.forget(name)
                else:
                    self._vault.put(name, secret)

    def _changed(self, connection: Connection) -> dict[str, Value | None]:
        """What is not so already; what stays as it is may be fixed elsewhere."""
        present = {one.name: one.value for one in self._book.settings()}
        usual = Settings(self._settings.home).url
        wanted = connection.changes()
        if wanted["service.url"] == usual:
            wanted["service.url"] = None
        return {name: value for name, value in wanted.items() if (value or _default(name, usual)) != present[name]}

    def _no_vault(self) -> Problem | None:
        try:
            self._vault.get(API_KEY)
        except NoVaultError as error:
            return error.problem
        except VaultError:
            # It will say so itself when something is put there.
            return None
        return None


class _With:
    """A vault with secrets that are only tried: these go before what it keeps, and are kept nowhere."""

    def __init__(self, vault: Vault, tried: Mapping[str, Secret]) -> None:
        self._vault, self._tried = vault, tried

    def get(self, name: str) -> Secret | None:
        """The secret that is tried, or else the one that is kept."""
        return self._tried.get(name) or self._vault.get(name)

    def put(self, name: str, secret: Secret) -> None:
        """Nothing is kept here."""
        raise NotImplementedError

    def forget(self, name: str) -> bool:
        """Nothing is kept here."""
        raise NotImplementedError

    def place(self) -> str:
        """Where the others lie."""
        return self._vault.place()


def _default(name: str, url: str) -> str:
    return url if name == "service.url" else ""


def _secrets(connection: Connection) -> dict[str, Secret]:
    given = {API_KEY: connection.key, CLIENT_KEY_PASSPHRASE: connection.passphrase}
    return {name: secret for name, secret in given.items() if secret is not None}


def _check(connection: Connection) -> None:
    if connection.key is not None and key_fault(connection.key):
        raise InvalidInputError(
            Problem(
                "key-unusable",
                "The API key is empty, or holds spaces or letters that no key has.",
                "Copy it anew from the service's portal.",
                field="key",
            )
        )
