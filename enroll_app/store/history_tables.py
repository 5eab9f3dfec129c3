"""The tables of the history, and the triggers that keep it append-only.

The triggers stop slips; who means it can drop them. The chain is what tells of it, and these are its aids:
`history_head` is what the next entry is chained to, so that a removed end leaves a gap as soon as anything is written
after it; AUTOINCREMENT's own table keeps the highest number besides. Who rewrites all of these, and every hash, has
made another history: only the gateway's log, which was told the heads, can tell the two apart.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from enroll_app.domain.history import GENESIS
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import Problem

TEXTS = (
    "at",
    "operator",
    "desk",
    "reader",
    "purpose",
    "state",
    "identification",
    "key_id",
    "person_first",
    "person_last",
    "person_id",
    "owner_first",
    "owner_last",
    "owner_id",
    "meant",
    "answered",
    "note",
    "words",
)
COLUMNS = ("seq", "number", *TEXTS)
"""Every column that an entry's hash covers."""
_OPTIONAL = frozenset({"state", "identification", "key_id", "person_id", "owner_id"})

SPAN_BITS = 10
"""A span is 2**10 entries: narrow enough to be looked through in a blink, and a million entries have 1,000 of them."""

_TEXT_COLUMNS = ",\n  ".join(f"{name} TEXT{'' if name in _OPTIONAL else ' NOT NULL'}" for name in TEXTS)
_HISTORY = f"""
CREATE TABLE history (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER,
  {_TEXT_COLUMNS},
  before TEXT NOT NULL,
  hash TEXT NOT NULL
)
"""
# cut: the last entry that retention took away; nothing above it may be deleted.
_HEAD = """
CREATE TABLE history_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  cut INTEGER NOT NULL
)
"""
# Between which times the entries of a span lie: the clock may have been put back, so that times do not sort as
# numbers do.
SPANS = "CREATE TABLE history_spans (span INTEGER PRIMARY KEY, earliest TEXT NOT NULL, latest TEXT NOT NULL)"
# The words come folded (domain/name_words.py) and are split at their spaces and nowhere else: the tokenizer `ascii`
# takes everything beyond ASCII as a letter. No positions (detail=none): nobody asks for them, and the index is a third
# without them. Beginnings of up to 8 letters are kept ready; longer ones are gathered at each search, which takes 50 ms
# for half a million entries of one name.
INDEX = """
CREATE VIRTUAL TABLE history_index USING fts5(
  words, content='history', content_rowid='seq', detail=none, columnsize=0,
  tokenize="ascii tokenchars '_'", prefix='1 2 3 4 5 6 7 8'
)
""".strip()

_GUARD_INSERT = """
CREATE TRIGGER history_appends BEFORE INSERT ON history
WHEN new.seq IS NOT (SELECT seq + 1 FROM history_head) OR new.before IS NOT (SELECT hash FROM history_head)
BEGIN SELECT RAISE(ABORT, 'the history only takes the next entry'); END
"""
_NOTE_INSERT = f"""
CREATE TRIGGER history_appended AFTER INSERT ON history
BEGIN
  UPDATE history_head SET seq = new.seq, hash = new.hash;
  INSERT INTO history_index(rowid, words) VALUES (new.seq, new.words);
  INSERT INTO history_spans VALUES (new.seq >> {SPAN_BITS}, new.at, new.at)
    ON CONFLICT (span) DO UPDATE SET earliest = min(earliest, new.at), latest = max(latest, new.at);
END
"""  # noqa: S608  a number
_GUARD_UPDATE = """
CREATE TRIGGER history_stays BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END
"""
_GUARD_DELETE = """
CREATE TRIGGER history_is_kept BEFORE DELETE ON history
WHEN old.seq > coalesce((SELECT cut FROM history_head), 0)
BEGIN SELECT RAISE(ABORT, 'the history forgets by retention alone'); END
"""
_NOTE_DELETE = """
CREATE TRIGGER history_forgot AFTER DELETE ON history
BEGIN INSERT INTO history_index(history_index, rowid, words) VALUES ('delete', old.seq, old.words); END
"""
# SQLite keeps a statement as it was given, from its first word to its last.
TRIGGERS: Mapping[str, str] = {
    "history_appends": _GUARD_INSERT.strip(),
    "history_appended": _NOTE_INSERT.strip(),
    "history_stays": _GUARD_UPDATE.strip(),
    "history_is_kept": _GUARD_DELETE.strip(),
    "history_forgot": _NOTE_DELETE.strip(),
}
AIDS: Mapping[str, str] = {"history_spans": SPANS, "history_index": INDEX, **TRIGGERS}
"""What can be made again from the entries alone: by their names, the statements that make it, as SQLite keeps them."""

_NO_INDEX = Problem(
    "store-needs-fts5",
    "The SQLite of this computer was built without its full-text index FTS5, which the history is searched with.",
    "Install an SQLite with FTS5, or the Enroll package, which brings its own; nothing was changed.",
)


def create_history(connection: Connection) -> None:
    """Make the empty tables. Raises StoreError where SQLite lacks the full-text index."""
    for statement in (_HISTORY, _HEAD):
        connection.exec_driver_sql(statement)
    create_aids(connection)
    connection.exec_driver_sql("INSERT INTO history_head VALUES (1, 0, ?, 0)", (GENESIS,))


def create_aids(connection: Connection) -> None:
    """Make what stands beside the entries, empty. Raises StoreError where SQLite lacks the full-text index."""
    try:
        for statement in AIDS.values():
            connection.exec_driver_sql(statement)
    except OperationalError as error:
        if "no such module" in str(error.orig):
            raise StoreError(_NO_INDEX) from None
        raise


def adopt(connection: Connection, rows: Iterable[Mapping[str, object]]) -> int:
    """Put entries saved from a damaged file into an empty history, as they were, hashes too; return how many.

    Gaps stay gaps, so that verifying tells of them. rows: ascending by seq, with `before` and `hash`; a column that is
    missing is taken for NULL.
    """
    names = (*COLUMNS, "before", "hash")
    marks = ", ".join("?" for _ in names)
    connection.exec_driver_sql("DROP TRIGGER history_appends")
    count = 0
    for row in rows:
        values = tuple(row.get(name) for name in names)
        connection.exec_driver_sql(f"INSERT INTO history ({', '.join(names)}) VALUES ({marks})", values)  # noqa: S608
        count += 1
    connection.exec_driver_sql(TRIGGERS["history_appends"])
    connection.exec_driver_sql("UPDATE history_head SET cut = coalesce((SELECT min(seq) - 1 FROM history), 0)")
    return count
