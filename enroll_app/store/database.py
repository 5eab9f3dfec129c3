"""The database file: private to the user, and synced before a commit returns.

Sources: sqlite.org/wal.html (the WAL-reset bug, mended in 3.51.3: below it the rollback journal is used) and the
project's own power-cut measurements: WAL with synchronous=NORMAL lost acknowledged rows in 96 of 100 cuts, FULL and
EXTRA in none of 400.
"""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from enroll_app.domain.ports import StoreError, Uptime
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.uptime import Instant
from enroll_app.store.claims import Claims
from enroll_app.store.opening import LOCK_WAIT_S, ask_for_check, failed, gone, make_ready, reason_of, run_of
from enroll_app.store.quarantine import LONG_AGO, QUARANTINE_S
from enroll_app.store.queries import run

_WAL_SAFE_FROM = (3, 51, 3)
_WRITE = "enroll_write"
# Longer than anything waits before it is tried again (15 minutes at the most): what is due later than in an hour was
# written down in another run of the computer that had no name.
_LONGEST_WAIT_S = 3600.0
# Two renames and a sync of the folder.
_EXCHANGE_S = 1.0

_File = tuple[int, int]


class SecretSealer(Protocol):
    """Encrypts what waits; raises VaultError. bound_to: what the sealed text belongs to, and is worthless without."""

    def seal(self, secret: Secret, bound_to: str) -> bytes:
        """The sealed secret."""
        ...

    def open(self, sealed: bytes, bound_to: str) -> Secret:
        """The secret that was sealed for just this."""
        ...


class Database:
    """The file of the station's records. Usable from any thread.

    Opening makes the file, brings one of an earlier version up to date, refuses one of a newer version, and sets a
    damaged one aside. Raises StoreError.

    notices: what a person has to be told of the opening. operator, desk: who works here, for the history. sealer:
    None where secrets are never kept.
    """

    def __init__(
        self, path: Path, *, uptime: Uptime, operator: str = "", desk: str = "", sealer: SecretSealer | None = None
    ) -> None:
        self.path = path
        self.operator, self.desk, self.sealer = operator, desk, sealer
        self.claims = Claims(path.parent / "claims")
        self._uptime = uptime
        self._writing, self._following = Lock(), Lock()
        now = uptime()
        self.notices: tuple[Problem, ...] = make_ready(path, now)
        self._engine = _engine(path)
        self._file: _File | None = _identity(path)
        self._run = Instant("", 0.0)
        try:
            self._reckon(now)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file, and of what this process has claimed."""
        self._engine.dispose()
        self.claims.close()

    def now(self) -> float:
        """The uptime in seconds, as the rows count it. Not to be called inside a transaction."""
        instant = self._uptime()
        if instant.since(self._run) is None:
            self._reckon(instant)
        return instant.seconds

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A view of the records at one moment. Raises StoreError, never the library's own errors."""
        self._follow()
        with self._translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block ends; nobody else writes meanwhile. Raises StoreError."""
        with self._writing, self._translated():
            while True:
                file = self._follow()
                with self._engine.connect().execution_options(**{_WRITE: True}) as connection, connection.begin():
                    # It may have been exchanged while this waited for whoever did that.
                    if _identity(self.path) == file:
                        yield connection
                        self._still_at_its_place(file)
                        return

    def _follow(self) -> _File:
        """Go on with the file that another program put in the place of a damaged one; which file it is now."""
        found = _identity(self.path)
        if found is None or found != self._file:
            with self._following:
                found = self._awaited()
                if found != self._file:
                    self._engine.dispose()
                    self._file = found
        return found

    def _awaited(self) -> _File:
        """The file, which is gone for a moment while it is exchanged."""
        until = time.monotonic() + _EXCHANGE_S
        while (found := _identity(self.path)) is None:
            if time.monotonic() > until:
                # Opened here, it would be made anew, and empty.
                raise StoreError(gone(self.path))
            time.sleep(0.01)
        return found

    def _still_at_its_place(self, file: _File) -> None:
        """Programs exchange it only while nobody writes; a person may do so at any time."""
        if _identity(self.path) != file:
            raise StoreError(failed(self.path, "another file was put in its place meanwhile"))

    def forget_traces(self) -> None:
        """After a secret was wiped: take it out of the write-ahead log too. Another reader may put that off."""
        if not _wal():
            return
        with self._translated(), self._engine.connect() as connection:
            database = connection.connection.driver_connection
            assert database is not None
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _reckon(self, instant: Instant) -> None:
        """Begin every waiting time anew where the computer was started since it was written down."""
        with self.reading() as connection:
            known = run_of(connection.connection.driver_connection)
            odd = connection.exec_driver_sql(_TOO_LATE, (instant.seconds,) * 2).first() is not None
        if known is None or instant.since(known) is None or odd:
            with self.writing() as connection:
                _begin_anew(connection, instant)
        self._run = Instant(instant.boot, instant.seconds)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            # The library's text carries the statement and its values; only the database's own reason is passed on.
            reason = reason_of(error.orig) if isinstance(error, DBAPIError) else type(error).__name__
            raise self._failed(reason) from None
        except (sqlite3.Error, OSError) as error:
            raise self._failed(reason_of(error)) from None

    def _failed(self, reason: str) -> StoreError:
        if "malformed" in reason or "not a database" in reason:
            ask_for_check(self.path)
        return StoreError(failed(self.path, reason))


_TOO_LATE = f"""
SELECT 1 WHERE EXISTS (SELECT 1 FROM quarantines WHERE until > ? + {QUARANTINE_S})
OR (SELECT max(due) FROM operations WHERE ready = 1 AND due IS NOT NULL) > ? + {_LONGEST_WAIT_S}
"""  # noqa: S608  numbers


def _begin_anew(connection: Connection, instant: Instant) -> None:
    over = instant.seconds + QUARANTINE_S
    connection.exec_driver_sql("UPDATE quarantines SET until = ?", (over,))
    connection.exec_driver_sql(
        "UPDATE operations SET due = (SELECT until FROM quarantines "
        "WHERE quarantines.subject = operations.subject AND number <> operations.id) "
        "WHERE due IS NOT NULL AND ready = 1 AND again <> 2"
    )
    # What was to be sent once more for safety is not any more: nobody knows how long ago that was.
    connection.exec_driver_sql("UPDATE operations SET due = ? WHERE again > 0 AND again = 2", (LONG_AGO,))
    # What is not ready now has no quarantine to wait for, or will be told when it is.
    connection.exec_driver_sql("UPDATE operations SET due = NULL WHERE due IS NOT NULL AND ready = 0 AND standing > 0")
    run = json.dumps([instant.boot, instant.seconds])
    connection.exec_driver_sql("INSERT OR REPLACE INTO facts VALUES ('uptime', ?)", (run,))


def _engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": LOCK_WAIT_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _wal() -> bool:
    return sqlite3.sqlite_version_info >= _WAL_SAFE_FROM


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions begin where this program says so, and not where Python's driver guesses.
    connection.isolation_level = None
    journal, synchronous = ("WAL", "FULL") if _wal() else ("DELETE", "EXTRA")
    for pragma in (f"journal_mode={journal}", f"synchronous={synchronous}", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITE)
    run(connection, "BEGIN IMMEDIATE" if writes else "BEGIN")


def _identity(path: Path) -> _File | None:
    try:
        found = os.stat(path)  # noqa: PTH116  at every transaction, and a third of the time
    except OSError:
        return None
    return found.st_dev, found.st_ino
