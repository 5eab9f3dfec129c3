"""A text that must not be shown, and the secrets that a station has."""

from enum import Enum
from threading import RLock
from weakref import WeakSet

API_KEY = "api-key"
"""The name of the Integration API Key in a vault."""

CLIENT_KEY_PASSPHRASE = "client-key-passphrase"  # noqa: S105  the name of it
"""The name of what opens the file of the client certificate's private key, for a gateway."""

DATA_KEY = "data-key"
"""The name of the key that seals the PINs which wait on disk."""


class SecretPlace(Enum):
    """Where a station keeps its secrets.

    VAULT: the operating system's own. FILE: a file of the station that its account alone can read; whoever has the
    disk has the secrets. SYSTEMD: what the service manager hands over at the start, for a station without anybody
    at it.
    """

    VAULT = "vault"
    FILE = "file"
    SYSTEMD = "systemd"


class Secret:
    """Holds a secret; no repr, str, pickle or comparison gives it away. `reveal()` is the one way to it."""

    __slots__ = ("__weakref__", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        with _LOCK:
            _LIVE.add(self)

    def reveal(self) -> str:
        """The secret itself, for the one place that sends it."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(****)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a secret is not pickled")


# Every secret that this process holds now, so that the log can strike it wherever it turns up.
_LIVE: "WeakSet[Secret]" = WeakSet()
_LOCK = RLock()


def live_secrets() -> frozenset[str]:
    """The texts of all secrets that this process holds at the moment; for striking them, and for nothing else."""
    with _LOCK:
        return frozenset(secret.reveal() for secret in _LIVE)


def key_fault(key: Secret) -> bool:
    """Whether a text cannot be an API key: it is empty, or holds spaces or letters that no key has."""
    text = key.reveal()
    return not (text and text.isascii() and text.isprintable() and " " not in text)
