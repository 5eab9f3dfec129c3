"""How a desk is given its way to the service: tried before it is kept, and kept as a whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from enroll_app.domain.checkup import Sounding
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import Secret, SecretPlace
from enroll_app.domain.settings_values import Value
from enroll_app.services.moving import Move


class Waiting(Enum):
    """What becomes of what waits in the outbox where the desk is given another service.

    ASIDE: it is set aside, for it was meant for other doors. ALONG: it is sent to the new one, which is the same
    access-control system at another address.
    """

    ASIDE = "aside"
    ALONG = "along"


@dataclass(frozen=True, slots=True)
class Connection:
    """What somebody typed. url: empty for the usual one.

    certificate, client_key, ca: PEM files for a gateway, as paths; empty for none. key, passphrase: new secrets; None
    for those that are kept already.
    """

    url: str = ""
    certificate: str = ""
    client_key: str = ""
    ca: str = ""
    key: Secret | None = None
    passphrase: Secret | None = None

    def changes(self) -> dict[str, Value | None]:
        """The settings that it comes to."""
        return {
            "service.url": self.url.strip() or None,
            "service.client_certificate": self.certificate.strip() or None,
            "service.client_key": self.client_key.strip() or None,
            "service.ca": self.ca.strip() or None,
        }


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try. no_vault: why new secrets can be kept in no vault of this computer; None where they can.

    file: the path of the file where they can be kept in its place.
    """

    sounding: Sounding
    no_vault: Problem | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class KeptKey:
    """Where the API key is, in words; empty for none. problem: why that cannot be said. fixed: not to be changed here.

    needed: False where a gateway has it. kind: of the place, where it is one of this computer's; file: the path that it
    has where that is a file.
    """

    place: str = ""
    problem: Problem | None = None
    fixed: bool = False
    needed: bool = True
    kind: SecretPlace | None = None
    file: str = ""


class Connecting(Protocol):
    """What tries and keeps connections. Every call blocks, and is made off a window's own thread."""

    def needed(self) -> bool:
        """Whether this desk has no way to its service: nothing to prove itself with, so that somebody is asked."""
        ...

    def kept_key(self) -> KeptKey:
        """Where the API key is that is used now."""
        ...

    def try_out(self, connection: Connection) -> Tried:
        """Ask the service one harmless question over it. Raises InvalidInputError for what was typed wrong.

        What is kept for another service is not sent: it has to be typed anew.
        """
        ...

    def move(self, connection: Connection) -> Move | None:
        """What keeping it would move the desk from and to, and what waits meanwhile; None where no service changes.

        Raises InvalidInputError for what was typed wrong, and StoreError.
        """
        ...

    def keep(
        self,
        connection: Connection,
        changes: Mapping[str, Value | None],
        *,
        in_file: bool = False,
        waiting: Waiting = Waiting.ASIDE,
    ) -> None:
        """Keep it, and these settings with it, all or none.

        in_file: keep secrets in a file that is not encrypted, from now on, for want of a vault. waiting: what becomes
        of what waits, where this is another service; what is being sent just now is waited for, up to 45 s.
        Raises InvalidInputError, also where a secret is kept that is for another service, VaultError and StoreError.
        """
        ...
