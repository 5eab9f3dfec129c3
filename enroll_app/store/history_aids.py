"""What is kept beside the entries of the history, so that they are found and stay: checked, and made anew.

None of it is covered by the chain, for all of it can be made again from the entries. But every search believes it: who
takes a person out of the index has hidden what was done for that person from all who do not read the whole history.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager, closing

from sqlalchemy import Connection

from enroll_app.domain.history import Aid
from enroll_app.store.history_tables import AIDS, INDEX, SPAN_BITS, SPANS, TRIGGERS, create_aids
from enroll_app.store.queries import run

# FTS5, "The FTS5 Data Model": what an index is kept in, and how many columns that has; with columnsize=0, and the words
# in a table of ours, that is all of it.
_KEPT_IN = {"history_index_data": 2, "history_index_idx": 3, "history_index_config": 2}
_AT_ONCE = 10_000
_OUR_TRIGGERS = "type = 'trigger' AND lower(tbl_name) IN ('history', 'history_head', 'history_spans')"


def wrong_aids(view: AbstractContextManager[Connection], spans: Mapping[int, tuple[str, str]]) -> tuple[Aid, ...]:
    """Which aids do not agree with the entries. spans: between which times those lie, as the chain's walk found them.

    view: of one moment after the walk. It is left as soon as everything is read, after 2 s for a million entries: below
    the write-ahead log nobody can write meanwhile.
    """
    with closing(sqlite3.connect(":memory:")) as copy:
        with view as connection:
            found = _found(connection)
            dates = found.get("history_spans") == SPANS and _spans_agree(connection, spans)
            guards = _triggers(connection) == TRIGGERS
            index = found.get("history_index") == INDEX and _copied(connection, copy)
        right = {Aid.INDEX: index and _agrees(copy), Aid.DATES: dates, Aid.GUARDS: guards}
    return tuple(aid for aid, is_right in right.items() if not is_right)


def make_aids_anew(connection: Connection) -> None:
    """Make all of it from the entries, which stay as they are. connection: inside a transaction that may write.

    Some 6 s for a million entries, in which nobody else can write.
    """
    for name in _triggers(connection):
        quoted = name.replace('"', '""')
        connection.exec_driver_sql(f'DROP TRIGGER "{quoted}"')
    for name, kind in connection.exec_driver_sql(
        "SELECT name, type FROM sqlite_master WHERE name IN ('history_index', 'history_spans')"
    ).all():
        connection.exec_driver_sql(f"DROP {'VIEW' if kind == 'view' else 'TABLE'} {name}")
    create_aids(connection)
    connection.exec_driver_sql("INSERT INTO history_index(history_index) VALUES ('rebuild')")
    connection.exec_driver_sql(
        f"INSERT INTO history_spans SELECT seq >> {SPAN_BITS}, min(at), max(at) FROM history GROUP BY 1"  # noqa: S608
    )


def _found(connection: Connection) -> dict[str, str]:
    """The tables among the aids, and the statements that made them."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
    return {name: sql for name, sql in rows if name in AIDS}


def _triggers(connection: Connection) -> dict[str, str]:
    return {
        str(name): str(sql)
        for name, sql in connection.exec_driver_sql(f"SELECT name, sql FROM sqlite_master WHERE {_OUR_TRIGGERS}").all()  # noqa: S608
    }


def _spans_agree(connection: Connection, spans: Mapping[int, tuple[str, str]]) -> bool:
    """Whether each entry lies within its span's times. These may be wider: what retention took away had a part in them.

    Entries that were added since only widen them; what was forgotten since is not looked for.
    """
    first = connection.exec_driver_sql("SELECT min(seq) FROM history").scalar() or 0
    kept = {int(span): (earliest, latest) for span, earliest, latest in connection.exec_driver_sql(
        "SELECT span, earliest, latest FROM history_spans"
    ).all()}  # fmt: skip
    for span, (earliest, latest) in spans.items():
        if (span + 1) << SPAN_BITS > first:
            begins, ends = kept.get(span, (None, None))
            if not (isinstance(begins, str) and isinstance(ends, str) and begins <= earliest and latest <= ends):
                return False
    return True


def _copied(connection: Connection, copy: sqlite3.Connection) -> bool:
    """Copy the index and the words it was made of, 200 MB for a million entries; whether it can be an index at all."""
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.execute("CREATE TABLE history (seq INTEGER PRIMARY KEY, words TEXT)")
        empty.execute(INDEX)
        # A connection that made an index believes what it remembers of it; another one reads what lies there.
        empty.backup(copy)
    for table in _KEPT_IN:
        copy.execute(f"DELETE FROM {table}")  # noqa: S608  constants
    return _copy_rows(connection, copy, "history", "seq, words", 2) and all(
        _copy_rows(connection, copy, table, "*", columns) for table, columns in _KEPT_IN.items()
    )


def _copy_rows(connection: Connection, copy: sqlite3.Connection, table: str, names: str, columns: int) -> bool:
    try:
        found = run(connection, f"SELECT {names} FROM {table}")  # noqa: S608  constants
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return False
        raise
    insert = f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"  # noqa: S608  constants
    while rows := found.fetchmany(_AT_ONCE):
        try:
            copy.executemany(insert, rows)
        except sqlite3.DatabaseError:  # rows that this table cannot have
            return False
    return True


def _agrees(copy: sqlite3.Connection) -> bool:
    """Whether the index has every word of every entry, and none besides.

    FTS5 tells by its command `integrity-check`; only with a rank other than 0 does it compare with the entries. That is
    a writer's command, and takes 5 s for a million entries, as long as anybody waits who would save; hence the copy.
    """
    try:
        copy.execute("INSERT INTO history_index(history_index, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    return True
