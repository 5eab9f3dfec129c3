"""The tables of the station's records as they are today; the history's own are in `history_tables`."""

from sqlalchemy import (
    Column,
    Computed,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    literal_column,
    text,
)
from sqlalchemy.schema import CreateIndex, CreateTable

from enroll_app.domain.acquaintance import LOW_BYTES
from enroll_app.store.history_tables import create_history

HEAD = "0002"
"""The revision of these tables."""
REVISIONS = frozenset({"0001", HEAD})
"""Every revision that this program can bring up to date."""

# Conditions are written out: SQLite uses a partial index only where the query has the very same text.
WAITING = "state IN ('saved', 'sending', 'unknown')"
IN_LINE = f"{WAITING} AND held IS NULL"
OPEN = "standing > 0"
DELIVERED = "state IN ('accepted', 'applied', 'partly-applied', 'not-applied', 'failed')"
_STANDING = (
    f"CASE WHEN state = 'conflict' THEN 3 WHEN NOT ({WAITING}) THEN 0 WHEN held IS NOT NULL THEN 3 "
    "WHEN state = 'unknown' THEN 2 ELSE 1 END"
)

metadata = MetaData()

# Ids are never used again (AUTOINCREMENT): an outbox number that somebody wrote down stays that operation's.
operations = Table(
    "operations",
    metadata,
    Column("id", Integer, primary_key=True),
    # Binds the sealed secret to this row.
    Column("uid", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("after", Integer),
    # The place in the line of its subject; the id, except where a step was put behind later ones.
    Column("turn", Integer, nullable=False),
    Column("purpose", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("operator", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("key_type", String, nullable=False),
    # Always the hexadecimal spelling, so that one card is one text.
    Column("identification", String),
    Column("key_id", String),
    Column("first_name", String, nullable=False),
    Column("last_name", String, nullable=False),
    Column("person_id", String),
    Column("pin_order", String, nullable=False),
    Column("valid_from", String),
    Column("valid_to", String),
    Column("levels", String),
    Column("unresolved_levels", String, nullable=False),
    Column("levels_problem", String),
    # What is sent, byte for byte at each repeat; none in rows of the first versions.
    Column("body", LargeBinary),
    Column("secret_field", String),
    Column("secret_state", String, nullable=False),
    Column("secret", LargeBinary),
    # Which process has a missing secret in its memory.
    Column("secret_with", String),
    Column("attempts", Integer, nullable=False),
    Column("unknowns", Integer, nullable=False),
    # Whether it could be claimed: first in its line, not held, its step before delivered. due: from when on, by the
    # computer's uptime of the run in `facts`; none: at once.
    Column("ready", Integer, nullable=False),
    Column("due", Float),
    Column("claimed_by", String),
    # 1: to be sent once more when it was accepted; 2: that is still to be done.
    Column("again", Integer, nullable=False),
    Column("held", String),
    Column("problem", String),
    Column("answer", String),
    Column("owner", String),
    Column("overwritten", Integer, nullable=False),
    # Of a conflict: the key as it was known before, JSON.
    Column("before", String),
    # As in Counts: 1 waiting, 2 unconfirmed, 3 needing somebody, 0 with a final answer.
    Column("standing", Integer, Computed(_STANDING, persisted=False)),
    Index("operations_line", "subject", "turn", sqlite_where=text(IN_LINE)),
    Index("operations_delivered", "subject", "turn", sqlite_where=text(DELIVERED)),
    Index("operations_open", "id", "standing", sqlite_where=text(OPEN)),
    Index("operations_now", "turn", sqlite_where=text("ready = 1 AND due IS NULL")),
    Index("operations_later", "due", "turn", sqlite_where=text("ready = 1 AND due IS NOT NULL")),
    Index("operations_claimed", "claimed_by", sqlite_where=text("claimed_by IS NOT NULL")),
    Index(
        "operations_one_in_flight",
        "subject",
        unique=True,
        sqlite_where=text("claimed_by IS NOT NULL AND subject <> ''"),
    ),
    Index("operations_after", "after", sqlite_where=text("after IS NOT NULL")),
    Index("operations_again", "subject", sqlite_where=text("again > 0")),
    Index("operations_memory", "secret_with", sqlite_where=text("secret_with IS NOT NULL")),
    Index("operations_turn", "turn"),
    # What names a key by its id alone.
    Index("operations_by_id", "key_id", sqlite_where=text("identification IS NULL AND key_id IS NOT NULL")),
    sqlite_autoincrement=True,
)

# After an unknown outcome: until when, by the uptime, nothing else than `number`'s own bytes goes to the subject.
quarantines = Table(
    "quarantines",
    metadata,
    Column("subject", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("until", Float, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key_id", String, nullable=False, unique=True),
    Column("identification", String),
    Column("owner_first_name", String, nullable=False),
    Column("owner_last_name", String, nullable=False),
    Column("owner_id", String),
    Column("named_first_name", String, nullable=False),
    Column("named_last_name", String, nullable=False),
    Column("named_id", String),
    Column("valid_from", String),
    Column("valid_to", String),
    Column("levels", String),
    Column("since", String),
    Column("changed_at", String),
    Column("removed_at", String),
    # The how-manieth word about any key: clocks are put back, numbers are not.
    Column("heard", Integer, nullable=False),
    # The key before a conflict overwrote it, until it is answered as it was meant to be; JSON.
    Column("last_good", String),
    Index("keys_by_card", "identification", "heard", sqlite_where=text("removed_at IS NULL")),
    Index("keys_by_word", "heard"),
)

# The hexadecimal digits of the 24 bits that `relatives_of` looks for: of the last side of a card, and of the first.
# Written out: SQLite uses an index over an expression for the very same text alone, and not for one with parameters.
_LOW_DIGITS = 2 * LOW_BYTES
LAST_LOW = f"substr(identification, -{_LOW_DIGITS})"
FIRST_LOW = f"substr(identification, instr(identification, '|') - {_LOW_DIGITS}, {_LOW_DIGITS})"
Index("keys_by_last_low", literal_column(LAST_LOW, String), _table=keys)
Index("keys_by_first_low", literal_column(FIRST_LOW, String), _table=keys)

levels = Table(
    "levels",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("system_id", String, nullable=False),
)

facts = Table("facts", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))


def create_tables(connection: Connection) -> None:
    """Make all tables, in a file that has none, or in one that has only the levels of the first versions."""
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=table is levels))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            connection.execute(CreateIndex(index))
    create_history(connection)
