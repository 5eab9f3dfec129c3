"""A damaged file: set aside, never thrown away, with everything saved from it that could be read."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.store.atomic_file import sync_folder
from enroll_app.store.earlier import take_over, understood
from enroll_app.store.history_tables import adopt
from enroll_app.store.holding import hold
from enroll_app.store.json_values import problem_of, problem_text
from enroll_app.store.opening import create_all, in_one_transaction, new_beside
from enroll_app.store.register import known_of_row
from enroll_app.store.rows import operation_of

_PRIVATE_FILE = 0o600
_LOGS = ("-journal", "-wal")
_JOURNALS = (*_LOGS, "-shm")
# The name of the fact that says what was told of the damage; after a crash it is told at the next start.
_TOLD = "set-aside"
_OWN = ("operations", "quarantines", "keys", "levels", "facts")
# Each unreadable place costs one error; so many in one table, and the rest of it is given up.
_MOST_ERRORS = 500
_LONGEST_STEP = 2**32

Row = Mapping[str, object]


@dataclass(slots=True)
class _Saved:
    """How many rows were saved, by table. whole: the tables that were read from the first row to the last."""

    counts: dict[str, int] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)


def set_aside(path: Path, reason: str) -> Problem:
    """Put a new file in the damaged one's place, with what could be saved; what a person has to be told.

    The damaged file stays beside it, untouched. Nobody can write into it from before it is read until after it is
    exchanged: what another program has saved is in the new file, or was never called saved. Raises OSError,
    sqlite3.Error or SQLAlchemyError: nothing was changed then.
    """
    new, aside = new_beside(path), _free_name(path)
    _remove(new)
    try:
        with ExitStack() as held:
            source = hold(held, path)
            problem = _save_into(new, source, path, aside, reason)
            if os.name == "nt":
                # What is open cannot be renamed there; what another program has open neither, so that none writes.
                held.close()
            _exchange(path, aside, new)
    except BaseException:
        if path.exists():
            _remove(new)
        raise
    return problem


def finish_exchange(path: Path) -> tuple[Problem, ...]:
    """Put the new file in the place of the one that was set aside before a crash; what a person has to be told."""
    new = new_beside(path)
    try:
        with closing(sqlite3.connect(new)) as database:
            row = database.execute("SELECT value FROM facts WHERE name = ?", (_TOLD,)).fetchone()
    except sqlite3.DatabaseError:
        # Begun, and taken back: it holds nothing.
        _remove(new)
        return ()
    told = problem_of(row[0]) if row else None
    aside = Path(str(told.facts["aside"])) if told else _free_name(path)
    _bring_up(path, aside, new)
    return (told,) if told else ()


def _remove(new: Path) -> None:
    for ending in ("", *_JOURNALS):
        Path(f"{new}{ending}").unlink(missing_ok=True)


def _save_into(new: Path, source: BinaryIO, path: Path, aside: Path, reason: str) -> Problem:
    new.touch(mode=_PRIVATE_FILE)
    saved = _Saved()
    told: list[Problem] = []

    def salvage(connection: Connection) -> None:
        _salvage(connection, copy, saved)
        told.append(_told(path, aside, reason, saved))
        values = (_TOLD, problem_text(told[0]))
        connection.exec_driver_sql("INSERT OR REPLACE INTO facts VALUES (?, ?)", values)

    with tempfile.TemporaryDirectory(prefix="salvage-", dir=path.parent) as folder:
        copy = Path(folder) / path.name
        with copy.open("wb") as file:
            shutil.copyfileobj(source, file)
        for ending in _LOGS:
            log = Path(f"{path}{ending}")
            if log.exists():
                shutil.copyfile(log, f"{copy}{ending}")
        in_one_transaction(new, salvage)
    return told[0]


def _free_name(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    turn = 1
    while aside.exists():
        turn += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{turn}")
    return aside


def _exchange(path: Path, aside: Path, new: Path) -> None:
    """The damaged file gets its new name first; a crash after that is finished at the next start."""
    path.rename(aside)
    sync_folder(path.parent)
    _bring_up(path, aside, new)


def _bring_up(path: Path, aside: Path, new: Path) -> None:
    for ending in _JOURNALS:
        journal = Path(f"{path}{ending}")
        if journal.exists():
            # Beside the new file it would be played into it.
            journal.rename(f"{aside}{ending}")
    new.replace(path)
    sync_folder(path.parent)


def _salvage(connection: Connection, copy: Path, saved: _Saved) -> None:
    with closing(sqlite3.connect(copy)) as damaged:
        damaged.row_factory = sqlite3.Row
        damaged.text_factory = lambda raw: raw.decode("utf-8", "backslashreplace")
        first = [row for row in _rows(damaged, "enrollments", saved) if understood(dict(row))]
        create_all(connection)
        if first:
            _from_first_versions(connection, first, saved)
        for table in _OWN:
            rows = _rows(damaged, table, saved)
            saved.counts[table] = saved.counts.get(table, 0) + _fill(connection, table, rows)
        saved.counts["history"] = _fill_history(connection, _rows(damaged, "history", saved))
    _keep_numbers(connection)


def _rows(damaged: sqlite3.Connection, table: str, saved: _Saved) -> Iterator[Row]:
    """Every row of a table that can be read, ascending, going on behind each place that cannot."""
    last, step, errors = -1, 1, 0
    while errors < _MOST_ERRORS:
        try:
            found = damaged.execute(f"SELECT rowid AS _at, * FROM {table} WHERE rowid > ? ORDER BY rowid", (last,))  # noqa: S608
            names = [column[0] for column in found.description]
            for row in found:
                last, step = row["_at"], 1
                yield {name: row[name] for name in names if name != "_at"}
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return
        except sqlite3.DatabaseError:
            pass
        else:
            if not errors:
                saved.whole.add("operations" if table == "enrollments" else table)
            return
        last, step, errors = last + step, min(step * 2, _LONGEST_STEP), errors + 1


def _from_first_versions(connection: Connection, rows: list[Row], saved: _Saved) -> None:
    # Alembic takes half a second to import.
    from enroll_app.store.migrations.versions.r0001_first import ENROLLMENTS

    connection.exec_driver_sql(ENROLLMENTS)
    _fill(connection, "enrollments", rows)
    saved.counts["operations"] = take_over(connection)
    connection.exec_driver_sql("DROP TABLE enrollments")


def _fill(connection: Connection, table: str, rows: Iterable[Row]) -> int:
    """Put the rows that are whole into a table; how many these were."""
    info = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
    columns = {column[1] for column in info}
    count = 0
    for row in rows:
        known = {name: value for name, value in row.items() if name in columns}
        if not _understood(table, known):
            continue
        names = ", ".join(known)
        marks = ", ".join("?" for _ in known)
        statement = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  own names
        count += connection.exec_driver_sql(statement, tuple(known.values())).rowcount
    return count


def _understood(table: str, row: Row) -> bool:
    try:
        if table == "operations":
            operation_of({**row, "standing": 0}, 0.0)
        elif table == "keys":
            known_of_row(row)
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError, InvalidInputError):
        return False
    return True


def _fill_history(connection: Connection, rows: Iterable[Row]) -> int:
    needed = [column[1] for column in connection.exec_driver_sql("PRAGMA table_info(history)") if column[3]]
    return adopt(connection, (row for row in rows if all(row.get(name) is not None for name in needed)))


def _keep_numbers(connection: Connection) -> None:
    """A number that the history tells of is never another operation's."""
    highest = connection.exec_driver_sql(
        "SELECT max(coalesce((SELECT max(number) FROM history), 0), coalesce((SELECT max(id) FROM operations), 0))"
    ).scalar_one()
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'operations'")
    connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES ('operations', ?)", (highest,))


def _told(path: Path, aside: Path, reason: str, saved: _Saved) -> Problem:
    facts: dict[str, str | int] = {
        "path": str(path),
        "aside": str(aside),
        "reason": reason[:200],
        **{name: saved.counts.get(name, 0) for name in ("operations", "keys", "history")},
    }
    whole = "operations" in saved.whole
    return Problem(
        "store-damaged" if whole else "store-damaged-unfinished",
        "The station's records in {path} were damaged ({reason}) and were set aside as {aside}. Saved from them: "
        "{operations} operations, {keys} keys and {history} entries of the history. "
        + ("No operation was lost." if whole else "How many operations without an answer were lost is not known."),
        "Go on working, and keep that file for whoever looks after this computer."
        if whole
        else "Look whether every card of the last days is in the outbox or in the history, and enroll anew what is "
        "not; keep that file for whoever looks after this computer.",
        facts,
    )
