"""Whether this is the only window on a station's home: a lock that the system takes back when the process ends.

Data does not hang on it: where the file system knows no locks, there are two windows, and the outbox's own claims keep
them from sending anything twice.
"""

import os
import sys
from pathlib import Path

_FILE = "window.lock"
BESIDE = -2
"""In place of a lock: another window has it, and says nothing."""


def hold(home: Path) -> int | None:
    """Hold the lock as long as this process lives: the file that must stay open, or None where another window has it.

    A home that cannot be written into, or that knows no locks, holds nobody up: the answer is -1.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(home / _FILE, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except (OSError, ValueError):
        return -1
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):
        os.close(file)
        return None
    except OSError:
        pass
    return file


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
