"""Secrets in a file of the station, for a computer without a vault. Chosen by a person, never fallen back to.

The file is private to its account (0600) and is not encrypted: whoever has the disk, or a backup of it, has the
secrets. On Windows the folder's own access list is what keeps others out.
"""

import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from enroll_app.domain.secret import Secret
from enroll_app.store import vault_problems
from enroll_app.store.atomic_file import write_atomically

FILE = "secrets.json"
_VERSION = 1
# Far more than a few keys take. In bytes.
_LONGEST = 1_000_000
# How long another process may be about the same file, in seconds: a write takes milliseconds, an unlocked vault's
# question to a person a minute (vault_system.PROMPT_S).
_LOCK_S = 75.0


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the station's lock for changes of its secrets, against every other thread and process.

    May be taken again by the thread that has it. Raises VaultError.
    """
    # Late: filelock loads asyncio, 80 ms.
    from filelock import FileLock, Timeout

    path = home / "secrets.lock"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(path, timeout=_LOCK_S, mode=0o600, is_singleton=True)
        lock.acquire()
    except Timeout as error:
        raise vault_problems.busy(path) from error
    except OSError as error:
        raise vault_problems.file_unwritable(path, _reason(error)) from error
    try:
        yield
    finally:
        lock.release()


class FileVault:
    """The secrets of one station in one file. Every change is synced when the method returns."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._path = home / FILE

    def get(self, name: str) -> Secret | None:
        """Raises VaultError."""
        return self._read().get(name)

    def put(self, name: str, secret: Secret) -> None:
        """Raises VaultError."""
        with locked(self._home):
            self._write(self._read() | {name: secret})

    def forget(self, name: str) -> bool:
        """Raises VaultError."""
        if name not in self._read():
            return False
        with locked(self._home):
            known = self._read()
            there = known.pop(name, None) is not None
            if known:
                self._write(known)
            else:
                self._change(lambda: self._path.unlink(missing_ok=True))
        return there

    def put_first(self, name: str, make: Callable[[], Secret]) -> Secret:
        """The secret of this name; made and kept where there is none, by one process alone. Raises VaultError."""
        with locked(self._home):
            known = self._read()
            if name not in known:
                known[name] = make()
                self._write(known)
        found = self.get(name)
        if found is None:
            raise vault_problems.file_unreadable(self._path, "what was just written is not in it")
        return found

    def place(self) -> str:
        """Where the secrets lie."""
        return f"the file {self._path}, which is not encrypted"

    def _read(self) -> dict[str, Secret]:
        # Not through a link, and without waiting for somebody to write into a pipe.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            descriptor = os.open(self._path, flags)
            try:
                _check_private(os.fstat(descriptor), self._path)
                return self._understood(os.read(descriptor, _LONGEST))
            finally:
                os.close(descriptor)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise vault_problems.file_unreadable(self._path, _reason(error)) from error

    def _understood(self, content: bytes) -> dict[str, Secret]:
        # Without the parser's error as a cause: it carries the whole text.
        try:
            table = json.loads(content)
            known = {str(name): Secret(text) for name, text in table["secrets"].items() if isinstance(text, str)}
            version = table["version"]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise vault_problems.file_unreadable(self._path, "it was not written by Enroll, or is damaged") from None
        if version != _VERSION:
            raise vault_problems.file_unreadable(self._path, "it was written by a newer version of Enroll")
        return known

    def _write(self, known: dict[str, Secret]) -> None:
        table = {"version": _VERSION, "secrets": {name: secret.reveal() for name, secret in known.items()}}
        # What a process left that ended in the middle of writing; the lock says that none is writing now.
        for stale in self._home.glob(f".{FILE}-*.tmp"):
            with suppress(OSError):
                stale.unlink()
        self._change(lambda: write_atomically(self._path, json.dumps(table) + "\n"))

    def _change(self, write: Callable[[], None]) -> None:
        try:
            write()
        except OSError as error:
            raise vault_problems.file_unwritable(self._path, _reason(error)) from error


def _check_private(found: os.stat_result, path: Path) -> None:
    """Raise VaultError unless this is a plain file of this account that nobody else may read."""
    if not stat.S_ISREG(found.st_mode):
        raise vault_problems.file_unreadable(path, "it is no plain file")
    if os.name != "nt" and (found.st_mode & 0o077 or found.st_uid != os.geteuid()):
        raise vault_problems.file_open_to_others(path)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
