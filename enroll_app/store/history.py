"""The history on disk: entries are appended, found, checked, and at last forgotten."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from enroll_app.domain.history import GENESIS, Entry, Happening, Query, Verdict, chained
from enroll_app.domain.operations import Purpose
from enroll_app.store.history_aids import make_aids_anew, wrong_aids
from enroll_app.store.history_chain import Check, forget
from enroll_app.store.history_rows import NAMES, entry_of, row_of
from enroll_app.store.history_search import counted, found, found_after, found_at, places
from enroll_app.store.history_tables import COLUMNS
from enroll_app.store.queries import run

_INSERT = f"INSERT INTO history ({', '.join(NAMES)}) VALUES ({', '.join('?' for _ in NAMES)})"  # noqa: S608  constants
_HEAD = "SELECT seq, hash FROM history_head WHERE typeof(seq) = 'integer' AND typeof(hash) = 'text'"

# How many entries are read at once where all of them are wanted: some 20 ms, and 3 MB.
_AT_ONCE = 2_000
# The same where somebody has to breathe in between: some 2 ms.
_AT_A_BREATH = 100
# How many are forgotten in one transaction: a second or two, of the five that somebody who writes would wait.
_FORGOTTEN_AT_ONCE = 50_000
# SQLite looks for a lock every 0.1 s, so that whoever waits gets in between two transactions.
_PAUSE_S = 0.25


class Records(Protocol):
    """What the history needs of the file it is kept in; see `store/database.py`."""

    operator: str
    desk: str

    def reading(self) -> AbstractContextManager[Connection]:
        """A view of the records at one moment."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that is on disk when the block ends."""
        ...

    def forget_traces(self) -> None:
        """Take what was deleted out of the write-ahead log too."""
        ...


def append(connection: Connection, happening: Happening) -> Entry:
    """Write a happening down as the last entry. connection: inside a transaction that may write (BEGIN IMMEDIATE).

    It is chained to the head that was written down, and not to the last entry that is there: where the end was cut
    off, the gap stays to be seen.
    """
    head = run(connection, _HEAD).fetchone()
    last, before = (int(head[0]), str(head[1])) if head else (_begin_anew(connection), GENESIS)
    fields = {"seq": last + 1, **row_of(happening)}
    digest = chained(before, fields)
    run(connection, _INSERT, (*(fields[name] for name in COLUMNS), before, digest))
    return Entry(last + 1, happening, before, digest)


def _begin_anew(connection: Connection) -> int:
    """The head is gone, or unusable: go on behind every number there ever was, with a break that verifying shows."""
    highest = "SELECT max(coalesce((SELECT max(seq) FROM history), 0), coalesce((SELECT seq FROM sqlite_sequence"
    last = int(connection.exec_driver_sql(f"{highest} WHERE name = 'history'), 0))").scalar_one())
    connection.exec_driver_sql("INSERT OR REPLACE INTO history_head VALUES (1, ?, ?, 0)", (last, GENESIS))
    return last


class SqlHistory:
    """The port `HistoryStore`. Usable from any thread.

    Whoever reads much of it reads it by and by: below SQLite's write-ahead log a reader keeps writers out.
    """

    def __init__(self, database: Records, *, forgotten_at_once: int = _FORGOTTEN_AT_ONCE) -> None:
        self._database = database
        self._step = forgotten_at_once

    def entries(self, query: Query, limit: int) -> Sequence[Entry]:
        """The entries that match, the latest first."""
        with self._database.reading() as connection:
            rows = list(found(connection, query, limit))
        return tuple(entry_of(row) for row in rows)

    def all_entries(self, query: Query) -> Iterator[Entry]:
        """The entries that match and are there now, the oldest first, without holding them all in memory."""
        with self._database.reading() as connection:
            last = connection.exec_driver_sql("SELECT max(seq) FROM history").scalar() or 0
        below = min(last + 1, query.below if query.below is not None else last + 1)
        query, after = replace(query, below=below), 0
        while True:
            with self._database.reading() as connection:
                rows = found_after(connection, query, after, _AT_ONCE)
            for row in rows:
                yield entry_of(row)
            if not rows:
                return
            after = int(str(rows[-1][0]))

    def count(self, query: Query) -> int:
        """How many entries match."""
        with self._database.reading() as connection:
            return counted(connection, query)

    def places(self, query: Query, limit: int) -> Sequence[tuple[int, int | None]]:
        """The seq of each entry that matches, the latest first, with its number in the outbox."""
        with self._database.reading() as connection:
            return places(connection, query, limit)

    def at(self, seqs: Sequence[int]) -> Sequence[Entry]:
        """The entries in these places, those that are there, the latest first."""
        with self._database.reading() as connection:
            rows = found_at(connection, seqs)
        return tuple(entry_of(row) for row in rows)

    def head(self) -> str:
        """The hash of the last entry."""
        with self._database.reading() as connection:
            return str(connection.exec_driver_sql("SELECT hash FROM history_head").scalar() or GENESIS)

    def verify(self, breathe: Callable[[], None] | None = None) -> Verdict:
        """Check the chain, the whole of it; and then what searches rely on. breathe: see the port.

        What cannot be seen from within the file: a history that was made anew, every hash, the head and SQLite's own
        count with it. The heads that the gateway wrote down tell.
        """
        while True:
            cut, check = self._cut(), Check()
            more = True
            while more:
                with self._database.reading() as connection:
                    more = check.go_on(connection, _AT_A_BREATH if breathe else _AT_ONCE)
                if breathe:
                    breathe()
            # Retention may have taken entries away from under the walk; then it begins again.
            if check.broken_at is None:
                wrong = wrong_aids(self._database.reading(), check.spans)
                return Verdict(check.entries, check.hash, check.first, wrong=wrong)
            if self._cut() == cut:
                return Verdict(check.entries, check.hash, check.first, check.broken_at)

    def rebuild(self) -> None:
        """Make what searches rely on anew from the entries, which stay as they are."""
        with self._database.writing() as connection:
            make_aids_anew(connection)

    def forget_before(self, moment: datetime, at: datetime) -> int:
        """Retention: forget the entries before a moment, and write down that and where the chain now begins.

        Only from the beginning of the chain, up to the first entry of that moment or later; entries under a time to
        come keep nothing. Step by step, each a transaction with an entry of its own, so that nobody who saves meanwhile
        waits for long. No entry is written where there is nothing to forget.
        """
        count = 0
        while forgotten := self._forget_some(moment, at):
            count += forgotten
            if forgotten < self._step:
                break
            time.sleep(_PAUSE_S)
        if count:
            self._database.forget_traces()
        return count

    def _forget_some(self, moment: datetime, at: datetime) -> int:
        with self._database.writing() as connection:
            meant = forget(connection, moment, at, self._step)
            if meant is None:
                return 0
            operator, desk = self._database.operator, self._database.desk
            append(connection, Happening(at, operator, desk, "", Purpose.FORGET, None, meant=meant))
        return int(str(meant["entries"]))

    def _cut(self) -> object:
        with self._database.reading() as connection:
            return connection.exec_driver_sql("SELECT cut FROM history_head").scalar()
