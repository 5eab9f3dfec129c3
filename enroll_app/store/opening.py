"""Making the file of the station's records ready for use: made, brought up to date, refused, or set aside."""

import errno
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from enum import Enum
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.uptime import Instant
from enroll_app.store.tables import HEAD, REVISIONS, create_tables

LOCK_WAIT_S = 5.0
"""How long a second window or command waits for the first one's commit."""
# How long one waits for another that brings the file up to date or saves what it can of it.
_OPENING_WAIT_S = 120.0
# What is larger is checked once in each run of the computer, and not at each start: 8 MiB take some 20 ms.
_CHECKED_ALWAYS = 8 * 2**20
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_SQLITE_ERROR, _SQLITE_CORRUPT, _SQLITE_NOTADB = 1, 11, 26
# What a folder without working locks answers: flock(2) and fcntl(2), and what SQLite makes of the second.
_NO_LOCKS = "files in that folder cannot be locked"
_NO_LOCK_ERRNOS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
_LOCK_ERRORS = frozenset({"SQLITE_IOERR_LOCK", "SQLITE_IOERR_RDLOCK", "SQLITE_IOERR_CHECKRESERVEDLOCK"})
_NEEDED = frozenset(
    {
        "operations",
        "quarantines",
        "keys",
        "levels",
        "facts",
        "history",
        "history_head",
        "history_index",
        "history_spans",
    }
)
_FIRST_COLUMNS = frozenset({"id", "state", "identification", "owner_first_name", "unresolved_levels", "key_id"})


class _Found(Enum):
    EMPTY = "empty"
    CURRENT = "current"
    EARLIER = "earlier"
    NEWER = "newer"
    DAMAGED = "damaged"


def make_ready(path: Path, now: Instant) -> tuple[Problem, ...]:
    """Leave a file of today's revision, private to the user, at the path; what a person has to be told of it.

    Raises StoreError: the file and the folder are as they were then.
    """
    try:
        return _make_ready(path, now)
    except SQLAlchemyError as error:
        reason = reason_of(error.orig) if isinstance(error, DBAPIError) else type(error).__name__
        raise StoreError(failed(path, reason)) from None
    except sqlite3.Error as error:
        raise StoreError(failed(path, reason_of(error))) from None
    except _OddRowsError:
        raise StoreError(failed(path, "it holds what no earlier version of Enroll wrote")) from None
    except Timeout:
        raise StoreError(failed(path, "another program is still bringing it up to date")) from None
    except NotImplementedError:
        raise StoreError(failed(path, _NO_LOCKS)) from None
    except OSError as error:
        raise StoreError(failed(path, reason_of(error))) from None


def failed(path: Path, reason: str) -> Problem:
    """What to say when the records cannot be used."""
    # Some shared folders say of every lock that somebody else has it.
    locks = any(word in reason.lower() for word in ("locked", "locks", "locking"))
    return Problem(
        "store-failed",
        "The station's records in {path} cannot be used: {reason}.",
        "Close what else uses that file, and keep it on a disk of this computer and not in a shared folder; nothing "
        "was sent."
        if locks
        else "Check that the disk has room and that the folder may be written to; nothing was sent.",
        {"path": str(path), "reason": reason},
    )


def reason_of(error: BaseException | None) -> str:
    """What the system or SQLite says was wrong, in their own words where these are of use."""
    if getattr(error, "sqlite_errorname", "") in _LOCK_ERRORS or getattr(error, "errno", None) in _NO_LOCK_ERRNOS:
        return _NO_LOCKS
    said = error.strerror if isinstance(error, OSError) else str(error)
    return said or "no reason was given"


def gone(path: Path) -> Problem:
    """What to say when somebody took the file away while it was in use."""
    return Problem(
        "store-gone",
        "The station's records are not in {path} any more.",
        "Close Enroll, put the file back there, and start Enroll anew; without it, it begins with empty records. "
        "Nothing was sent.",
        {"path": str(path)},
    )


def ask_for_check(path: Path) -> None:
    """Have the whole file checked when it is opened the next time: something in it could not be read."""
    with suppress(OSError):
        _doubt(path).touch(mode=_PRIVATE_FILE)


def _doubt(path: Path) -> Path:
    return path.with_name(f"{path.name}.doubt")


def run_of(database: Any) -> Instant | None:
    """The run of the computer in which waiting times were written down. database: a connection of sqlite3's."""
    row = database.execute("SELECT value FROM facts WHERE name = 'uptime'").fetchone()
    try:
        boot, seconds = json.loads(row[0]) if row else ("", None)
        return None if seconds is None else Instant(str(boot), float(seconds))
    except (ValueError, TypeError):
        return None


def _make_ready(path: Path, now: Instant) -> tuple[Problem, ...]:
    path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    if path.exists():
        path.touch(mode=_PRIVATE_FILE)  # may it be written to?
        path.chmod(_PRIVATE_FILE)  # one that came from elsewhere too
        if path.is_file() and _examine(path, now)[0] is _Found.CURRENT:
            return ()
    # One program at a time does what changes the file as a whole.
    name = path.with_name(f"{path.name}.opening")
    with FileLock(name, timeout=_OPENING_WAIT_S, mode=_PRIVATE_FILE, fallback_to_soft=False):
        told = _exchange_finished(path)
        path.touch(mode=_PRIVATE_FILE)
        path.chmod(_PRIVATE_FILE)
        found, reason = _examine(path, now)
        if found is _Found.NEWER:
            raise StoreError(_too_new(path, reason))
        if found is _Found.EMPTY:
            in_one_transaction(path, create_all)
        elif found is _Found.EARLIER:
            in_one_transaction(path, _upgrade)
        elif found is _Found.DAMAGED:
            return (*told, _saved_from(path, reason))
    return told


def _examine(path: Path, now: Instant) -> tuple[_Found, str]:
    """What the file is; with the reason where it is damaged, and the revision where it is newer."""
    if not path.stat().st_size:
        return _Found.EMPTY, ""
    with closing(sqlite3.connect(path, timeout=LOCK_WAIT_S)) as database:
        try:
            return _look(database, path, now)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (_SQLITE_ERROR, _SQLITE_CORRUPT, _SQLITE_NOTADB):
                return _Found.DAMAGED, str(error)
            raise


def _look(database: sqlite3.Connection, path: Path, now: Instant) -> tuple[_Found, str]:
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return _Found.EMPTY, ""
    if "alembic_version" in tables:
        row = database.execute("SELECT version_num FROM alembic_version").fetchone()
        if row is None:
            return _Found.DAMAGED, "it does not say which version made it"
        if row[0] not in REVISIONS:
            return _Found.NEWER, str(row[0])
        found = _Found.CURRENT if row[0] == HEAD else _Found.EARLIER
    else:
        columns = {row[1] for row in database.execute("PRAGMA table_info(enrollments)")}
        if not columns >= _FIRST_COLUMNS:
            return _Found.DAMAGED, "it has other tables than Enroll's"
        found = _Found.EARLIER
    if found is _Found.CURRENT:
        if not tables >= _NEEDED:
            return _Found.DAMAGED, "tables are missing"
        run = run_of(database)
        large = path.stat().st_size > _CHECKED_ALWAYS
        if large and run and run.boot == now.boot and not _doubt(path).exists():
            return found, ""
    [told] = database.execute("PRAGMA quick_check(1)").fetchone()
    if told != "ok":
        return _Found.DAMAGED, str(told).replace("\n", " ")
    if found is _Found.CURRENT and _doubt(path).exists():
        # SQLite does not look into the full-text index, and nothing can be written down while that is damaged.
        database.execute("INSERT INTO history_index(history_index) VALUES ('integrity-check')")
        database.rollback()
    _doubt(path).unlink(missing_ok=True)
    return found, ""


def create_all(connection: Connection) -> None:
    """Today's tables, and the revision, in a file that has none."""
    create_tables(connection)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def _upgrade(connection: Connection) -> None:
    # Half a second to import, and needed once in the life of a file.
    from enroll_app.store.upgrading import upgrade

    try:
        upgrade(connection)
    except (ValueError, TypeError, KeyError, InvalidInputError):
        raise _OddRowsError from None


class _OddRowsError(Exception):
    """A file of an earlier version holds what that version never wrote."""


def _saved_from(path: Path, reason: str) -> Problem:
    from enroll_app.store.damage import set_aside

    return set_aside(path, reason)


def _exchange_finished(path: Path) -> tuple[Problem, ...]:
    """A crash between setting the damaged file aside and putting the new one in its place: do the second, and tell."""
    if path.exists() or not new_beside(path).exists():
        return ()
    from enroll_app.store.damage import finish_exchange

    return finish_exchange(path)


def new_beside(path: Path) -> Path:
    """Where the file is made that is to take a damaged one's place."""
    return path.with_name(f"{path.name}.new")


def in_one_transaction(path: Path, change: Callable[[Connection], object]) -> None:
    """Change the file whole, or not at all."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, creator=lambda: _connected(path))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN EXCLUSIVE"))
    with engine.begin() as connection:
        change(connection)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=LOCK_WAIT_S, isolation_level=None)
    database.execute("PRAGMA synchronous=EXTRA")
    database.execute("PRAGMA secure_delete=ON")
    return database


def _too_new(path: Path, revision: str) -> Problem:
    return Problem(
        "store-too-new",
        "The station's records in {path} were written by a newer version of Enroll (revision {revision}).",
        "Install that version, or a later one; nothing was changed and nothing was sent.",
        {"path": str(path), "revision": revision[:40]},
    )
