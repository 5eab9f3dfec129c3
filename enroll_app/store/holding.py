"""Keeping all other programs from writing into the file while it is exchanged."""

import errno
import sqlite3
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import BinaryIO

_SQLITE_CORRUPT, _SQLITE_NOTADB = 11, 26
# Longer than others wait: who only saves now and then lets this in.
_HOLD_WAIT_S = 30.0


def hold(held: ExitStack, path: Path) -> BinaryIO:
    """Keep all others from writing into a file until the stack is closed; the file, to be read.

    It is closed last: with any of a process's descriptors of a file all its locks on that file go.
    """
    file = held.enter_context(path.open("r+b"))
    database = held.enter_context(closing(sqlite3.connect(path, timeout=_HOLD_WAIT_S, isolation_level=None)))
    try:
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (_SQLITE_CORRUPT, _SQLITE_NOTADB):
            raise
        database.close()
        _lock_bytes(file)
    return file


def _lock_bytes(file: BinaryIO) -> None:
    """Take the lock that SQLite writes under, where it makes out no database: who has it open may still do so.

    PENDING_BYTE and what follows it, as in sqlite.org/lockingv3.html and os.h.
    """
    if sys.platform == "win32":
        return
    import fcntl

    until = time.monotonic() + _HOLD_WAIT_S
    locked = False
    while not locked:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 512, 0x40000000)
            locked = True
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EAGAIN) or time.monotonic() > until:
                raise
            time.sleep(0.02)
