"""Secrets in the operating system's vault, through `keyring` with a backend that is named here.

keyring's own choice of a backend is not used: it obeys PYTHON_KEYRING_BACKEND and keyringrc.cfg, whose `keyring-path`
goes to the front of `sys.path`, and takes any package that calls itself a backend.

Whoever runs programs as the same user reads the same vault: no system here keeps one program's secrets from another.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Protocol, TypeVar
from uuid import uuid4

from enroll_app.domain.ports import VaultError
from enroll_app.domain.secret import Secret
from enroll_app.store import vault_problems
from enroll_app.store.atomic_file import write_atomically
from enroll_app.store.vault_file import locked

T = TypeVar("T")

SERVICE = "enroll-app"
STATION_FILE = "station-id"
ASK_S = 10.0
"""How long the vault may take without asking anybody, in seconds: a choice of ours; it takes some 20 ms."""
PROMPT_S = 60.0
"""How long a person may take to type the vault's password, in seconds: a choice of ours."""
_TURN_S = 0.25


class Ring(Protocol):
    """What is used of a backend of keyring."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """The secret, None where there is none."""
        ...

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Forget a secret; raises PasswordDeleteError where there is none."""
        ...


class SystemVault:
    """The secrets of one station in the vault of whoever is signed in."""

    def __init__(
        self,
        home: Path,
        open_ring: Callable[[Event], Ring] | None = None,
        ask_s: float = ASK_S,
        prompt_s: float = PROMPT_S,
    ) -> None:
        """home: the station's folder. open_ring: makes the backend, which sets the event while it waits for a person.

        ask_s, prompt_s: how long it may take, without a person and with one.
        """
        self._home = home
        self._open_ring = open_ring or _platform_ring
        self._ask_s, self._prompt_s = ask_s, prompt_s

    def get(self, name: str) -> Secret | None:
        """Raises NoVaultError and VaultError."""
        user = self._user(name)
        found = self._ask(lambda ring: ring.get_password(SERVICE, user))
        return None if found is None else Secret(found)

    def put(self, name: str, secret: Secret) -> None:
        """Raises NoVaultError and VaultError."""
        self._make_station_id()
        user = self._user(name)
        self._ask(lambda ring: ring.set_password(SERVICE, user, secret.reveal()))

    def forget(self, name: str) -> bool:
        """Raises NoVaultError and VaultError."""
        user = self._user(name)
        if self.get(name) is None:
            return False
        self._ask(lambda ring: ring.delete_password(SERVICE, user))
        return True

    def put_first(self, name: str, make: Callable[[], Secret]) -> Secret:
        """The secret of this name; made and kept where there is none, by one process alone. Raises VaultError."""
        self._make_station_id()
        with locked(self._home):
            found = self.get(name)
            if found is None:
                self.put(name, make())
                found = self.get(name)
        if found is None:
            raise vault_problems.failed("it did not keep what it was told")
        return found

    def place(self) -> str:
        """Where the secrets lie."""
        if sys.platform == "win32":
            return "the Credential Manager of Windows, on this computer alone"
        return "the login keychain of macOS" if sys.platform == "darwin" else "the login keyring of this desktop"

    def _user(self, name: str) -> str:
        """What the entry is called: stations with homes of their own, of one person, must not share a key."""
        try:
            station = (self._home / STATION_FILE).read_text("ascii").strip()
        except (FileNotFoundError, NotADirectoryError):
            station = "no station"
        except (OSError, ValueError) as error:
            raise vault_problems.file_unreadable(self._home / STATION_FILE, type(error).__name__) from error
        return f"{name} of {station}"

    def _make_station_id(self) -> None:
        path = self._home / STATION_FILE
        if path.exists():
            return
        # Where there is no vault, nothing is left behind.
        self._ask(lambda _ring: None)
        with locked(self._home):
            if not path.exists():
                try:
                    write_atomically(path, f"{uuid4()}\n")
                except OSError as error:
                    reason = (error.strerror or type(error).__name__).lower()
                    raise vault_problems.file_unwritable(path, reason) from error

    def _ask(self, question: Callable[[Ring], T]) -> T:
        """Ask on a thread that may be left behind: D-Bus has no deadline of its own.

        The backend is made anew each time, for its connection does not outlive a desktop's restart.
        """
        answers: SimpleQueue[tuple[T | None, Exception | None]] = SimpleQueue()
        waits_for_person = Event()

        def run() -> None:
            try:
                answers.put((question(self._open_ring(waits_for_person)), None))
            except Exception as error:  # noqa: BLE001  the top of a thread: it is raised on the other side
                answers.put((None, error))

        Thread(target=run, name="vault", daemon=True).start()
        began = monotonic()
        while True:
            limit_s = self._prompt_s if waits_for_person.is_set() else self._ask_s
            try:
                answer, error = answers.get(timeout=_TURN_S)
            except Empty:
                if monotonic() - began <= limit_s:
                    continue
                late = vault_problems.locked() if waits_for_person.is_set() else vault_problems.silent(limit_s)
                raise late from None
            if error is not None:
                # Without its cause: what a backend says may repeat what it was told.
                raise _told(error) from None
            return answer  # type: ignore[return-value]  # None only where T has it


def _told(error: Exception) -> VaultError:
    """A backend's failure in words. Named by its class, for its own text is not known to be harmless."""
    if isinstance(error, VaultError):
        return error
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"KeyringLocked", "LockedException", "PromptDismissedException"}:
        return vault_problems.locked()
    if isinstance(error, TimeoutError):
        return vault_problems.silent(ASK_S)
    if names & {"NoKeyringError", "SecretServiceNotAvailableException"} or isinstance(
        error, ConnectionError | FileNotFoundError
    ):
        return vault_problems.no_vault("nothing on this desktop offers one")
    return vault_problems.failed(type(error).__name__)


def _platform_ring(waits_for_person: Event) -> Ring:
    """The one backend of this system. Raises NoVaultError."""
    if sys.platform == "win32":
        return _windows()
    return _mac() if sys.platform == "darwin" else _linux(waits_for_person)


def _linux(waits_for_person: Event) -> Ring:
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        raise vault_problems.no_vault("nobody is signed in to a desktop (there is no D-Bus session)")
    from enroll_app.store.vault_secret_service import SecretServiceRing, kwallet, offered

    if offered():
        return SecretServiceRing(waits_for_person)
    wallet = kwallet()
    if wallet is None:
        raise vault_problems.no_vault("neither a Secret Service nor KWallet runs on this desktop")
    waits_for_person.set()
    return wallet


def _windows() -> Ring:
    from keyring.backends.Windows import WinVaultKeyring

    ring = WinVaultKeyring()  # type: ignore[no-untyped-call]
    # Its default, "enterprise", lets a secret roam to the user's other computers.
    ring.persist = "local machine"
    return ring


def _mac() -> Ring:
    from keyring.backends.macOS import Keyring

    ring = Keyring()  # type: ignore[no-untyped-call]
    # From the environment; nothing of it is used but a warning.
    ring.keychain = None
    return ring
