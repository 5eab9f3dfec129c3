"""Which processes are alive: each holds a lock that the operating system takes back when it ends, however it ends.

No lease runs out under a process that is merely slow, or was suspended with the computer.
"""

import errno
import logging
import os
from contextlib import suppress
from pathlib import Path
from threading import Lock
from uuid import uuid4

from filelock import FileLock, Timeout

_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_PATIENCE_S = 5.0
_LOG = logging.getLogger(__name__)


class Claims:
    """The token and the lock of this process, and a look at those of others. Raises OSError where the folder fails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._mine: FileLock | None = None
        self._token = uuid4().hex
        self._told: set[str] = set()

    def token(self) -> str:
        """What stands in a row that this process sends; its lock is held from the first call on."""
        with self._lock:
            if self._mine is None:
                self._folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
                mine = self._at(self._token)
                # Whoever looks for dead processes may have it for a moment.
                try:
                    mine.acquire(timeout=_PATIENCE_S)
                except NotImplementedError:
                    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK)) from None
                self._mine = mine
        return self._token

    @property
    def name(self) -> str:
        """The token, without taking its lock: for looking whether a row is this process's own."""
        return self._token

    def is_dead(self, token: str) -> bool:
        """Whether the process that had this token has ended; its lock file is removed then.

        One whose lock cannot be looked at is taken for alive: what it sends must not be sent twice.
        """
        if token == self._token or not token.isalnum():
            return not token.isalnum()
        theirs = self._at(token)
        try:
            if not Path(theirs.lock_file).exists():
                return True
            theirs.acquire(timeout=0)
        except Timeout:
            return False
        except (OSError, NotImplementedError) as error:
            self._tell(token, error)
            return False
        _remove(theirs)
        return True

    def sweep(self) -> None:
        """Remove the lock files of processes that have ended; what cannot be removed stays."""
        try:
            found = list(self._folder.glob("*.lock"))
        except OSError:
            return
        for one in found:
            self.is_dead(one.stem)

    def _tell(self, token: str, error: Exception) -> None:
        """Once for each: what that process was sending, if it has ended, is not sent again until somebody looks."""
        if token not in self._told:
            self._told.add(token)
            _LOG.warning("whether a process lives cannot be seen: %s", type(error).__name__)

    def close(self) -> None:
        """Let go of the lock: what this process still has claimed is up for others."""
        with self._lock:
            if self._mine is not None:
                _remove(self._mine)
                self._mine = None
                self._token = uuid4().hex

    def _at(self, token: str) -> FileLock:
        # thread_local: one thread takes the lock, and another may let go of it.
        # fallback_to_soft: a mere file would outlive its process where the file system has no locks.
        return FileLock(self._folder / f"{token}.lock", mode=_PRIVATE_FILE, thread_local=False, fallback_to_soft=False)


def _remove(lock: FileLock) -> None:
    """Let go of a lock that is held, and remove its file while nobody else can have taken it."""
    with suppress(OSError):  # Windows removes no open file
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()
