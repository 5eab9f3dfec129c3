"""Enrollments as rows. PINs and door codes are never written: a row says only what was meant to be done."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    ScalarSelect,
    String,
    Table,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.schema import CreateIndex, CreateTable

from enroll_app.domain.acquaintance import LOW_BYTES
from enroll_app.domain.enrollment import NOBODY_NAMED, Code, KeyRecord, Order, State
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.domain.validity import wire_date
from enroll_app.store.database import open_database, transaction

_metadata = MetaData()

# Ids are never used again (AUTOINCREMENT): an outbox number that somebody wrote down stays that enrollment's.
_enrollments = Table(
    "enrollments",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("key_type", String, nullable=False),
    # Always the hexadecimal spelling, so that one card is one text.
    Column("identification", String),
    Column("first_name", String, nullable=False),
    Column("last_name", String, nullable=False),
    Column("person_id", String),
    Column("pin_order", String, nullable=False),
    Column("valid_from", String),
    Column("valid_to", String),
    Column("levels", String, nullable=False),
    Column("unresolved_levels", String, nullable=False),
    Column("problem", String),
    Column("key_id", String),
    Column("owner_id", String),
    Column("owner_first_name", String),
    Column("owner_last_name", String),
    # Among the rows of one card, the how-manieth to be told its owner: clocks are put back, numbers are not.
    Column("answered_order", Integer),
    Index("enrollments_by_answer", "identification", "answered_order"),
    Index("enrollments_by_identification_and_state", "identification", "state", "id"),
    Index("enrollments_by_state", "state"),
    sqlite_autoincrement=True,
)

# The hexadecimal digits of the 24 bits that `relatives_of` looks for: of the last side of a card, and of the first.
# Written out: SQLite uses an index over an expression for the very same text alone, and not for one with parameters.
_LOW_DIGITS = 2 * LOW_BYTES
_LAST_LOW = literal_column(f"substr(identification, -{_LOW_DIGITS})", String)
_FIRST_LOW = literal_column(
    f"substr(identification, instr(identification, '|') - {_LOW_DIGITS}, {_LOW_DIGITS})", String
)
Index("enrollments_by_last_low", _LAST_LOW, _table=_enrollments)
Index("enrollments_by_first_low", _FIRST_LOW, _table=_enrollments)
_MOST_RELATIVES = 20

_levels = Table(
    "levels",
    _metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("system_id", String, nullable=False),
)

_UNFINISHED = (State.SAVED, State.SENDING, State.UNKNOWN)
# The states that say that the service has the key.
_ANSWERED = (State.ACCEPTED, State.APPLIED, State.PARTLY_APPLIED, State.NOT_APPLIED, State.FAILED)


class SqlEnrollmentStore:
    """The port `EnrollmentStore` on one database file. Usable from any thread."""

    def __init__(self, path: Path) -> None:
        self._engine: Engine = open_database(path)
        with transaction(self._engine) as connection:
            # Another window or command may be making the same file at this moment.
            for table in _metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
            current = _has_answered_order(connection)
        if not current:
            _add_answered_order(self._engine)
        with transaction(self._engine) as connection:
            for table in _metadata.sorted_tables:
                for index in sorted(table.indexes, key=lambda one: str(one.name)):
                    connection.execute(CreateIndex(index, if_not_exists=True))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def save(self, order: Order, reader: str, at: datetime) -> int:
        """Write an enrollment down, state SAVED, and return its number."""
        values = {
            "created_at": _text(at),
            "updated_at": _text(at),
            "state": State.SAVED.value,
            "reader": _storable(reader),
            **_credential(order),
            "first_name": order.person.first_name,
            "last_name": order.person.last_name,
            "person_id": str(order.person.person_id) if order.person.person_id else None,
            "pin_order": "set" if isinstance(order.pin, Pin) else order.pin.value,
            "valid_from": wire_date(order.validity.start) if order.validity.start else None,
            "valid_to": wire_date(order.validity.end) if order.validity.end else None,
            "levels": json.dumps([str(level) for level in order.levels]),
            "unresolved_levels": json.dumps(order.unresolved_levels),
        }
        with transaction(self._engine) as connection:
            key = connection.execute(insert(_enrollments).values(values)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def mark(self, outbox_id: int, state: State, at: datetime, problem: Problem | None = None) -> None:
        """Write down where the enrollment stands now."""
        self._set(outbox_id, at, state=state.value, problem=_storable(str(problem)) if problem else None)

    def answered(self, outbox_id: int, state: State, record: KeyRecord, at: datetime) -> None:
        """Write down what the service answered."""
        owner = record.person
        values: dict[str, object] = {"state": state.value, "problem": None, "key_id": str(record.key_id)}
        if owner and owner != NOBODY_NAMED:
            values |= {
                "owner_id": str(owner.person_id) if owner.person_id else None,
                "owner_first_name": owner.first_name,
                "owner_last_name": owner.last_name,
                "answered_order": _next_answered_order(outbox_id),
            }
        self._set(outbox_id, at, **values)

    def _set(self, outbox_id: int, at: datetime, **values: object) -> None:
        statement = update(_enrollments).where(_enrollments.c.id == outbox_id)
        with transaction(self._engine) as connection:
            connection.execute(statement.values(updated_at=_text(at), **values))

    def owner_of(self, identification: Identification) -> Person | None:
        """Whom the service last said that this card belongs to; None where this station does not know."""
        rows = _enrollments.c
        statement = (
            select(rows.owner_first_name, rows.owner_last_name, rows.owner_id)
            .where(rows.identification == identification.hex, rows.answered_order.is_not(None))
            .order_by(rows.answered_order.desc())
            .limit(1)
        )
        with transaction(self._engine) as connection:
            row = connection.execute(statement).first()
        return Person(row[0], row[1], UUID(row[2]) if row[2] else None) if row else None

    def named_for(self, identification: Identification) -> Person | None:
        """How this station itself last named the person who got the card; None where it enrolled it for nobody."""
        rows = _enrollments.c
        statement = (
            select(rows.first_name, rows.last_name, rows.person_id)
            .where(
                rows.identification == identification.hex,
                rows.answered_order.is_not(None),
                rows.state != State.CONFLICT.value,
            )
            .order_by(rows.answered_order.desc())
            .limit(1)
        )
        with transaction(self._engine) as connection:
            row = connection.execute(statement).first()
        return Person(row[0], row[1], UUID(row[2]) if row[2] else None) if row else None

    def relatives_of(self, identification: Identification) -> tuple[Identification, ...]:
        """Cards enrolled here of which a side ends with the same 24 bits as one of this card's; the latest first.

        Of a card with three technologies the middle one is not looked at.
        """
        rows = _enrollments.c
        lows = [part[-LOW_BYTES:].hex() for part in identification.parts]
        statement = (
            select(rows.identification)
            .where(or_(_LAST_LOW.in_(lows), _FIRST_LOW.in_(lows)), rows.key_id.is_not(None))
            .group_by(rows.identification)
            .order_by(func.max(rows.id).desc())
            .limit(_MOST_RELATIVES)
        )
        with transaction(self._engine) as connection:
            found = connection.execute(statement).scalars().all()
        return tuple(parse_identification(text) for text in found)

    def remember_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        """Keep the list of levels in place of the one before."""
        unique = {level.level_id: level for level in levels}.values()
        rows = [{"id": str(level.level_id), "name": level.name, "system_id": level.system_id} for level in unique]
        with transaction(self._engine) as connection:
            connection.execute(_levels.delete())
            if rows:
                connection.execute(insert(_levels), rows)

    def known_levels(self) -> tuple[AccessLevel, ...]:
        """The levels as the service last listed them; empty when it never did."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(_levels).order_by(_levels.c.system_id, _levels.c.name)).all()
        return tuple(AccessLevel(UUID(row.id), row.name, row.system_id) for row in rows)

    def unfinished(self) -> int:
        """How many enrollments were begun and have no final answer yet, nor a later one of the same card that has."""
        rows, later = _enrollments.c, _enrollments.alias("later")
        made_good = exists().where(
            later.c.identification == rows.identification,
            later.c.state.in_([state.value for state in _ANSWERED]),
            later.c.id > rows.id,
        )
        begun = rows.state.in_([state.value for state in _UNFINISHED])
        statement = select(func.count()).select_from(_enrollments).where(begun, ~made_good)
        with transaction(self._engine) as connection:
            return int(connection.execute(statement).scalar_one())


def _next_answered_order(outbox_id: int) -> ScalarSelect[int]:
    """One more than any row of the same card has, worked out within the statement that writes it."""
    mine, others = _enrollments.alias("mine"), _enrollments.alias("others")
    card = select(mine.c.identification).where(mine.c.id == outbox_id).scalar_subquery()
    highest = func.coalesce(func.max(others.c.answered_order), 0)
    return select(highest + 1).where(others.c.identification == card).scalar_subquery()


def _has_answered_order(connection: Connection) -> bool:
    return any(column[1] == "answered_order" for column in connection.exec_driver_sql("PRAGMA table_info(enrollments)"))


def _add_answered_order(engine: Engine) -> None:
    """Bring a file up to date that a first version of the program made."""
    rows = _enrollments.c
    with transaction(engine) as connection:
        # Another window or command may be about to do the same.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if _has_answered_order(connection):
            return
        connection.exec_driver_sql("ALTER TABLE enrollments ADD COLUMN answered_order INTEGER")
        connection.exec_driver_sql("DROP INDEX IF EXISTS enrollments_by_identification")
        told = select(rows.id).where(rows.owner_first_name.is_not(None)).order_by(rows.updated_at, rows.id)
        for number, outbox_id in enumerate(connection.execute(told).scalars().all(), 1):
            connection.execute(update(_enrollments).where(rows.id == outbox_id).values(answered_order=number))


def _credential(order: Order) -> dict[str, str | None]:
    if isinstance(order.credential, Code):
        return {"key_type": "code", "identification": None}
    return {"key_type": "proximity", "identification": order.credential.hex}


def _storable(text: str) -> str:
    """The text without the halves of characters that no UTF-8 can spell; a reader or a terminal may have sent them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
