"""Tries and keeps a desk's way to the service: a part of the composition root."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from enroll_app.config.book import SettingsFile
from enroll_app.config.faults import fixed
from enroll_app.config.settings import Settings
from enroll_app.domain.ports import NoVaultError, StoreError, Vault, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import API_KEY, CLIENT_KEY_PASSPHRASE, Secret, SecretPlace, key_fault
from enroll_app.domain.settings_values import Value
from enroll_app.service_link import ServiceLink, place_of
from enroll_app.services.connecting import Connection, KeptKey, Tried, Waiting
from enroll_app.services.moving import Move, let_go_on, meant_for, put_aside_all
from enroll_app.services.outbox import Outbox
from enroll_app.store.vault import StationVault
from enroll_app.store.vault_file import FILE as SECRETS_FILE

_SECRETS_PLACE = "secrets.keep"
_KEY_VARIABLE = "ENROLL_APP_API_KEY"


class DeskConnecting:
    """The port Connecting over the settings and the vault of this desk."""

    def __init__(
        self,
        settings: Settings,
        book: SettingsFile,
        vault: StationVault,
        moved: Callable[[bool], None],
        outbox: Callable[[], Outbox],
        send_along: Callable[[str], None],
    ) -> None:
        """moved: told whether what is kept is for another service by now than the one that this desk works with.

        outbox: what waits; opens the records at the first call. send_along: told the address of another service that
        what waits is meant for from now on.
        """
        self._send_along = send_along
        self._settings, self._book, self._vault, self._moved, self._outbox = settings, book, vault, moved, outbox

    def needed(self) -> bool:
        """As the port has it."""
        if self._settings.key or not self._settings.needs_key:
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
            return KeptKey(_KEY_VARIABLE, fixed=True)
        try:
            if self._vault.get(API_KEY) is None:
                return KeptKey()
            file = str(self._vault.home / SECRETS_FILE)
            return KeptKey(self._vault.place(), kind=self._vault.chosen, file=file)
        except VaultError as error:
            return KeptKey(problem=error.problem)

    def try_out(self, connection: Connection) -> Tried:
        """As the port has it."""
        _check(connection)
        candidate, tried = self._book.would_be(self._changed(connection)), _secrets(connection)
        if _address_fault(candidate.url) is None:
            # Nothing is sent to what is no address; the try says what is wrong with it.
            self._demand_secrets(candidate, connection)
        link = ServiceLink(lambda: candidate, _With(self._vault, tried), lambda: "")
        return Tried(link.sound(), self._no_vault() if tried else None, str(self._vault.home / SECRETS_FILE))

    def move(self, connection: Connection) -> Move | None:
        """As the port has it."""
        candidate, present = self._book.would_be(self._changed(connection)), self._book.would_be({})
        if _address_fault(candidate.url) is not None or not _goes_elsewhere(present, candidate):
            return None
        return Move(place_of(present.url), place_of(candidate.url), self._outbox().counts())

    def keep(
        self,
        connection: Connection,
        changes: Mapping[str, Value | None],
        *,
        in_file: bool = False,
        waiting: Waiting = Waiting.ASIDE,
    ) -> None:
        """As the port has it."""
        _check(connection)
        new = {**changes, **self._changed(connection)}
        # Before anything is kept anywhere.
        candidate, present = self._book.would_be(new), self._book.would_be({})
        if candidate.url != present.url and (fault := _address_fault(candidate.url)):
            raise fault
        self._demand_secrets(candidate, connection)
        aside: tuple[int, ...] = ()
        elsewhere = _goes_elsewhere(present, candidate)
        if waiting is Waiting.ASIDE and elsewhere:
            why = meant_for(place_of(present.url))
            aside = put_aside_all(self._outbox(), why, time.monotonic, time.sleep)
        try:
            self._keep(connection, new, candidate, in_file=in_file)
        except BaseException:
            with suppress(StoreError):
                let_go_on(self._outbox(), aside)
            raise
        if waiting is Waiting.ALONG and elsewhere:
            # Where that cannot be written down, it is set aside when the desk is opened anew: nothing goes astray.
            with suppress(StoreError):
                self._send_along(candidate.url)

    def _keep(
        self, connection: Connection, new: Mapping[str, Value | None], candidate: Settings, *, in_file: bool
    ) -> None:
        """Secrets and settings, all or none."""
        present = self._book.would_be({})
        if in_file and self._vault.chosen is not SecretPlace.FILE:
            place = next(one for one in self._book.settings() if one.name == _SECRETS_PLACE)
            if place.locked:
                raise InvalidInputError(fixed(_SECRETS_PLACE, place.place))
            self._vault.move(SecretPlace.FILE)
        secrets = _secrets(connection)
        before = {name: self._vault.get(name) for name in secrets}
        at_work = _Service.of(self._settings)
        # Before the new secret is there: the desk at work may look for one at any moment.
        self._moved(_Service.of(candidate) != at_work)
        try:
            for name, secret in secrets.items():
                self._vault.put(name, secret)
            if new:
                self._book.change(new)
        except BaseException:
            self._put_back(before)
            self._moved(_Service.of(present) != at_work)
            raise

    def _demand_secrets(self, candidate: Settings, connection: Connection) -> None:
        """Raise InvalidInputError where something kept would go to another service than the one it was given for.

        Whoever may type an address here could otherwise have the key of a whole site sent to a place of their own.
        """
        present = self._book.would_be({})
        if _Service.of(candidate) == _Service.of(present):
            return
        before, after = place_of(present.url), place_of(candidate.url)
        found = []
        if candidate.needs_key and present.key is not None:
            found.append(_from_elsewhere(before))
        elif candidate.needs_key and connection.key is None and self._keeps(API_KEY):
            found.append(_for_another("key", "The API key that is kept is for {before}.", before, after))
        if candidate.client_certificate and connection.passphrase is None and self._keeps(CLIENT_KEY_PASSPHRASE):
            found.append(_for_another("passphrase", "The passphrase that is kept is for {before}.", before, after))
        if found:
            raise InvalidInputError(*found)

    def _keeps(self, name: str) -> bool:
        try:
            return self._vault.get(name) is not None
        except NoVaultError:
            return False
        except VaultError:
            # It is locked or does not answer: there may be one.
            return True

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


@dataclass(frozen=True, slots=True)
class _Service:
    """Whom requests go to: scheme, host and port, whom to believe it, and whether a gateway has the key."""

    origin: tuple[str, str, int | None]
    believed: Path | None
    gateway: bool

    @staticmethod
    def of(settings: Settings) -> "_Service":
        from enroll_app.api.address import parse_base

        try:
            # As the client reads it: two readers of one address may differ.
            url = parse_base(settings.url)
        except InvalidInputError:
            return _Service(("", settings.url, None), settings.ca, not settings.needs_key)
        return _Service((url.scheme, url.host, url.port), settings.ca, not settings.needs_key)


def _goes_elsewhere(present: Settings, candidate: Settings) -> bool:
    """Whether requests would go to another host or port; whom to believe and what to prove is not where they go."""
    return _Service.of(candidate).origin != _Service.of(present).origin


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


def _address_fault(url: str) -> InvalidInputError | None:
    from enroll_app.api.address import parse_base

    try:
        parse_base(url)
    except InvalidInputError as error:
        return error
    return None


def _for_another(field: str, cause: str, before: str, after: str) -> Problem:
    remedy = "Type the one for {after}; nothing that is kept is sent to another service."
    return Problem("secret-for-another", cause, remedy, {"before": before, "after": after}, field=field)


def _from_elsewhere(before: str) -> Problem:
    return Problem(
        "secret-for-another",
        "The API key comes from the environment variable {variable}, and is for {before}.",
        "Set the address beside it, in the environment variable ENROLL_APP_API_URL.",
        {"variable": _KEY_VARIABLE, "before": before},
        field="service.url",
    )
