"""Which processes are alive: each holds a lock that the operating system takes back when it ends, however it ends.

No lease runs out under a process that is merely slow, or was suspended with the computer.
"""

from pathlib import Path
from threading import Lock
from uuid import uuid4

from filelock import FileLock, Timeout

_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_PATIENCE_S = 5.0


class Claims:
    """The token and the lock of this process, and a look at those of others. Raises OSError where the folder fails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._mine: FileLock | None = None
        self._token = uuid4().hex

    def token(self) -> str:
        """What stands in a row that this process sends; its lock is held from the first call on."""
        with self._lock:
            if self._mine is None:
                self._folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
                mine = self._at(self._token)
                # Whoever looks for dead processes may have it for a moment.
                mine.acquire(timeout=_PATIENCE_S)
                self._mine = mine
        return self._token

    @property
    def name(self) -> str:
        """The token, without taking its lock: for looking whether a row is this process's own."""
        return self._token

    def is_dead(self, token: str) -> bool:
        """Whether the process that had this token has ended; its lock file is removed then."""
        if token == self._token or not token.isalnum():
            return not token.isalnum()
        theirs = self._at(token)
        if not Path(theirs.lock_file).exists():
            return True
        try:
            theirs.acquire(timeout=0)
        except Timeout:
            return False
        Path(theirs.lock_file).unlink(missing_ok=True)
        theirs.release()
        return True

    def sweep(self) -> None:
        """Remove the lock files of processes that have ended."""
        for found in self._folder.glob("*.lock") if self._folder.is_dir() else ():
            self.is_dead(found.stem)

    def close(self) -> None:
        """Let go of the lock: what this process still has claimed is up for others."""
        with self._lock:
            if self._mine is not None:
                Path(self._mine.lock_file).unlink(missing_ok=True)
                self._mine.release()
                self._mine = None
                self._token = uuid4().hex

    def _at(self, token: str) -> FileLock:
        # thread_local: one thread takes the lock, and another may let go of it.
        return FileLock(self._folder / f"{token}.lock", mode=_PRIVATE_FILE, thread_local=False)
