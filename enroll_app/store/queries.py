"""Questions to the file by its driver: the same transaction, at a tenth of what the library around it takes each time.

Statements are text of this package, values always apart from it.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection

Row = Mapping[str, Any]


def run(connection: Connection, statement: str, asked: Mapping[str, object] | Sequence[object] = ()) -> sqlite3.Cursor:
    """Run a statement in the connection's transaction. Raises sqlite3.Error."""
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    return driver.execute(statement, asked)


def first(connection: Connection, statement: str, **asked: object) -> Row | None:
    """The first row by its columns' names, None without one."""
    found = run(connection, statement, asked)
    row = found.fetchone()
    return None if row is None else dict(zip(_names(found), row, strict=True))


def every(connection: Connection, statement: str, **asked: object) -> list[Row]:
    """All rows by their columns' names."""
    found = run(connection, statement, asked)
    names = _names(found)
    return [dict(zip(names, row, strict=True)) for row in found]


def value(connection: Connection, statement: str, **asked: object) -> Any:
    """The first column of the first row, None without one."""
    row = run(connection, statement, asked).fetchone()
    return None if row is None else row[0]


def is_any(connection: Connection, statement: str, **asked: object) -> bool:
    """Whether there is a row."""
    return run(connection, statement, asked).fetchone() is not None


def _names(found: sqlite3.Cursor) -> list[str]:
    return [column[0] for column in found.description]
