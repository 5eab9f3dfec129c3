"""The way to the service: its client, made at the first call and anew when key or certificates changed meanwhile.

A new API key ends the old one at once (IntServ Access API, the vendor's portal), and certificates are renewed: whoever
puts the new one in its place must not have to close every window for it. A part of the composition root.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from enroll_app.config.settings import Settings
from enroll_app.domain.door_events import EventPage
from enroll_app.domain.enrollment import KeyRecord, KeyStatus
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Intent
from enroll_app.domain.ports import NoVaultError, Vault, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import API_KEY, CLIENT_KEY_PASSPHRASE, Secret
from enroll_app.domain.service_errors import NotTrusted, SignInNeeded

if TYPE_CHECKING:
    from ssl import SSLContext

    from enroll_app.api.client import IntServClient
    from enroll_app.domain.checkup import Sounding

T = TypeVar("T")


def place_of(url: str) -> str:
    """Whom a desk is connected to, for the eye; what stands before an @ may be a password."""
    return urlsplit(url).netloc.rpartition("@")[2] or url


@dataclass(frozen=True, slots=True)
class _Proof:
    """What a client proves itself with: the key, and when each of its files was last written."""

    key: Secret | None
    written: tuple[int, ...]

    def same(self, other: "_Proof") -> bool:
        """Whether a client made with the other would be no other client."""
        mine, theirs = (one.key.reveal() if one.key else "" for one in (self, other))
        return mine == theirs and self.written == other.written


class ServiceLink:
    """The port AccessService over whatever client fits the present key and certificates. Usable from any thread.

    chain_head: the head of the history, for a gateway's log. Calls raise InvalidInputError and VaultError where no
    client can be made, besides what the port says.
    """

    def __init__(self, settings: Callable[[], Settings], vault: Vault, chain_head: Callable[[], str]) -> None:
        self._settings = settings
        self._vault = vault
        self._chain_head = chain_head
        self._lock = Lock()
        self._client: IntServClient | None = None
        self._proof = _Proof(None, ())
        self._doubted = self._moved = False
        # Clients of before: a call of theirs may still be under way.
        self._former: list[IntServClient] = []

    def connected(self) -> "IntServClient":
        """The client. Raises InvalidInputError and VaultError where none can be made."""
        with self._lock:
            if self._client is None:
                self._client, self._proof = self._made()
            elif self._doubted:
                self._doubted = False
                self._renew()
            return self._client

    def doubt(self) -> None:
        """The key or the certificate was not accepted: look at the next call whether there is another one by then."""
        self._doubted = True

    def move_away(self, away: bool) -> None:  # noqa: FBT001  the one thing that it says
        """Whether what the vault keeps is for another service by now: then this one gets nothing more out of it."""
        self._moved = away

    def body(self, intent: Intent) -> bytes:
        """As the port has it."""
        return self.connected().body(intent)

    def send(self, intent: Intent, body: bytes, secret: Secret | None) -> KeyRecord | None:
        """As the port has it."""
        return self._asked(lambda client: client.send(intent, body, secret))

    def status(self, key_id: UUID) -> KeyStatus:
        """As the port has it."""
        return self._asked(lambda client: client.status(key_id))

    def levels(self) -> tuple[AccessLevel, ...]:
        """As the port has it."""
        return self._asked(lambda client: client.levels())

    def events(self, since: datetime, continuation: str = "", *, until: datetime | None = None) -> EventPage:
        """As the port has it."""
        return self._asked(lambda client: client.events(since, continuation, until=until))

    def sound(self) -> "Sounding":
        """Ask one harmless question, for a checkup; raises nothing for what it finds."""
        from enroll_app.api.probe import sound
        from enroll_app.domain.checkup import Sounding, Step

        settings = self._settings()
        try:
            trust = self._trust(settings)
            key = (settings.key or self._kept(API_KEY)) if settings.needs_key else None
        except InvalidInputError as error:
            return Sounding(Step.CERTIFICATE, error.problems[0])
        except VaultError as error:
            return Sounding(Step.KEY, error.problem)
        return sound(settings.url, key, trust=trust)

    def close(self) -> None:
        """End calls under way."""
        with self._lock:
            for client in (*self._former, *([self._client] if self._client else [])):
                client.close()

    def _asked(self, ask: "Callable[[IntServClient], T]") -> T:
        try:
            return ask(self.connected())
        except (SignInNeeded, NotTrusted):
            self.doubt()
            raise

    def _renew(self) -> None:
        """Take the key and the certificates that are there now, where they are others; else go on with the old ones."""
        assert self._client is not None
        try:
            if self._present(self._settings()).same(self._proof):
                return
            client, proof = self._made()
        except (InvalidInputError, VaultError):
            # Half put in their place, perhaps; the service's refusal says what is wrong.
            return
        self._former.append(self._client)
        self._client, self._proof = client, proof

    def _made(self) -> "tuple[IntServClient, _Proof]":
        from enroll_app.api.client import IntServClient

        settings = self._settings()
        proof = self._present(settings)
        client = IntServClient(
            url=settings.url,
            key=proof.key,
            spelling=settings.spelling,
            trust=self._trust(settings),
            # The gateway alone writes it down; the service itself would not know the header.
            chain_head=self._chain_head if settings.client_certificate else None,
        )
        return client, proof

    def _present(self, settings: Settings) -> _Proof:
        files = (settings.client_certificate, settings.client_key, settings.ca)
        written = tuple(_written_at(path) for path in files if path)
        return _Proof(self._key(settings) if settings.needs_key else None, written)

    def _trust(self, settings: Settings) -> "SSLContext":
        from enroll_app.api.trust import make_trust

        certificate = settings.client_certificate
        return make_trust(
            ca=settings.ca,
            certificate=certificate,
            key=settings.client_key,
            # A key without a passphrase needs none; one with it says so by itself.
            passphrase=self._kept(CLIENT_KEY_PASSPHRASE) if certificate else None,
        )

    def _key(self, settings: Settings) -> Secret:
        key = settings.key or self._kept(API_KEY)
        if key is None:
            raise InvalidInputError(
                Problem(
                    "no-api-key",
                    "No API key is set, so the service at {place} cannot be asked.",
                    "Put it into the vault with enroll-app key set (where there is none: key set --keep file), or into "
                    "the environment variable ENROLL_APP_API_KEY; or try the product with enroll-app --training.",
                    {"place": place_of(settings.url)},
                )
            )
        return key

    def _kept(self, name: str) -> Secret | None:
        if self._moved:
            raise InvalidInputError(
                Problem(
                    "service-moved",
                    "The desk has another service from now on, and the one at {place} is asked no more.",
                    "Open the desk anew: in the settings, use it now, or close Enroll and open it again.",
                    {"place": place_of(self._settings().url)},
                )
            )
        try:
            return self._vault.get(name)
        except NoVaultError:
            return None


def _written_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
