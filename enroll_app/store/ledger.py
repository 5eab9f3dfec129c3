"""One write transaction on the outbox: its rows, the line of each card, and the history that goes with every change.

A line is what waits for one card (or key) and is not held; only its head may be sent, and while one row of a card is
being sent, no other is. `ready` marks what may be claimed, so that the next row is found without looking at the rest.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Connection

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Operation
from enroll_app.domain.problems import Problem
from enroll_app.store.blocked import SET_ASIDE, STEP_STOPPED, STOPPED
from enroll_app.store.database import Database
from enroll_app.store.history import append
from enroll_app.store.json_values import problem_of, problem_text, time_text
from enroll_app.store.quarantine import QUARANTINE_S
from enroll_app.store.queries import Row, every, first, is_any, run, value
from enroll_app.store.rows import happening_of, operation_of
from enroll_app.store.tables import DELIVERED, IN_LINE, WAITING, operations

_ROW = "SELECT * FROM operations WHERE id = :number"
_NEXT_TURN = "SELECT coalesce(max(turn), 0) + 1 FROM operations"
# A step whose turn has not come lets those behind it pass: what it waits for may take days, or a person.
_HEAD = (
    f"SELECT id FROM operations WHERE subject = :subject AND {IN_LINE} AND (after IS NULL OR NOT EXISTS "  # noqa: S608
    f"(SELECT 1 FROM operations AS step WHERE step.id = operations.after AND NOT (step.{DELIVERED}))) "
    "ORDER BY turn LIMIT 1"
)
_BUSY = "SELECT id FROM operations WHERE subject = :subject AND claimed_by IS NOT NULL AND subject <> ''"
_UNREADY = f"UPDATE operations SET ready = 0 WHERE subject = :subject AND {IN_LINE} AND ready = 1 AND id <> :head"  # noqa: S608
_READY = (
    "UPDATE operations SET ready = 1, due = CASE WHEN :until > max(:now, coalesce(due, 0)) THEN :until ELSE due END "
    "WHERE id = :head"
)
_UNDELIVERED = f"SELECT 1 FROM operations WHERE id = :number AND NOT ({DELIVERED})"  # noqa: S608
_ALONE = f"SELECT after FROM operations WHERE id = :number AND {IN_LINE} AND claimed_by IS NULL"  # noqa: S608
_NEWER_DELIVERED = f"SELECT 1 FROM operations WHERE subject = :subject AND turn > :turn AND {DELIVERED} LIMIT 1"  # noqa: S608
_NEWER_ORDER = (
    "SELECT 1 FROM operations WHERE subject = :subject AND turn > :turn AND kind = 'order' "  # noqa: S608
    f"AND {DELIVERED} LIMIT 1"
)
_NEWER_WAITING = f"SELECT 1 FROM operations WHERE subject = :subject AND turn > :turn AND {IN_LINE} LIMIT 1"  # noqa: S608
_QUARANTINE = "SELECT number, until FROM quarantines WHERE subject = :subject"
_QUARANTINE_BEGINS = "INSERT OR REPLACE INTO quarantines VALUES (:subject, :number, :until)"
_QUARANTINE_OVER = (
    f"DELETE FROM quarantines WHERE subject = :subject AND until <= :now AND NOT EXISTS "  # noqa: S608
    f"(SELECT 1 FROM operations WHERE subject = :subject AND {IN_LINE})"
)
_CANCEL_AGAIN = (
    "UPDATE operations SET again = 0, ready = 0, due = NULL, secret = NULL, "  # noqa: S608
    "secret_state = CASE secret_state WHEN 'none' THEN 'none' ELSE 'wiped' END "
    f"WHERE subject = :subject AND again > 0 AND claimed_by IS NULL AND {DELIVERED}"
)
_CANCEL_FOLLOWED = (
    f"{_CANCEL_AGAIN} AND EXISTS (SELECT 1 FROM operations AS newer WHERE newer.subject = :subject "  # noqa: S608
    f"AND newer.turn > operations.turn AND ((newer.{WAITING} AND newer.held IS NULL) OR newer.{DELIVERED}))"
)
_STEPS_BEHIND = "SELECT * FROM operations WHERE after = :number ORDER BY turn"


@cache
def _update(names: tuple[str, ...]) -> str:
    """Kept as text: building the statement anew would take longer than the database does."""
    return f"UPDATE operations SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?"  # noqa: S608  own names


@cache
def _insert(names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO operations ({columns}) VALUES ({', '.join('?' for _ in names)})"  # noqa: S608  own names


_NOTHING: Row = {column.name: None for column in operations.columns if column.computed is None}


class Ledger:
    """at: when, by the clock; now: when, by the uptime in seconds.

    A row is read once, and kept until something else than `change` may have changed it: see `write`.
    """

    def __init__(self, database: Database, connection: Connection, at: datetime, now: float) -> None:
        self.database, self.connection, self.at, self.now = database, connection, at, now
        self._read: dict[int, Row] = {}

    def row(self, number: int) -> Row | None:
        """The row of this number."""
        if number not in self._read:
            found = first(self.connection, _ROW, number=number)
            if found is None:
                return None
            self._read[number] = found
        return self._read[number]

    def write(self, statement: str, asked: Mapping[str, object]) -> None:
        """Change rows by a statement of its own."""
        if run(self.connection, statement, asked).rowcount:
            self._read.clear()

    def the_row(self, number: int) -> Row:
        """The row of a number that is known to be there."""
        found = self.row(number)
        assert found is not None
        return found

    def operation(self, number: int) -> Operation:
        """The operation of a number that is known to be there, as it is now."""
        return operation_of(self.the_row(number), self.now)

    def insert(self, values: Mapping[str, object]) -> int:
        """A new row at the end of every line; its number."""
        named = {"turn": self.next_turn(), **values}
        number = run(self.connection, _insert(tuple(named)), tuple(named.values())).lastrowid
        assert number is not None
        self._read[number] = {**_NOTHING, **named, "id": number}
        return number

    def next_turn(self) -> int:
        """A place behind everything there is."""
        return int(value(self.connection, _NEXT_TURN))

    def change(self, number: int, **values: object) -> None:
        """Set columns of a row, and when that was."""
        named = {"updated_at": time_text(self.at), **values}
        run(self.connection, _update(tuple(named)), (*named.values(), number))
        if number in self._read:
            self._read[number] = {**self._read[number], **named}

    def tell(self, number: int, state: State | None = None, note: str = "") -> None:
        """Write a row, as it is now, into the history. state: what to say instead of its own."""
        self.tell_row(self.the_row(number), state, note)

    def tell_row(self, row: Row, state: State | None = None, note: str = "") -> None:
        """As `tell`, of a row that was read already."""
        told = state or State(row["state"])
        append(
            self.connection,
            happening_of(row, self.at, self.database.desk, self.database.operator, told, note),
        )

    def order_line(self, subject: str, number: int) -> None:
        """Find out what of a subject may be claimed now. number: the row that this is about, where there is none."""
        if not subject:
            self._order_alone(number)
            return
        head = self.head_of(subject) if self.busy_with(subject) is None else None
        self.write(_UNREADY, {"subject": subject, "head": head or 0})
        if head is not None:
            quarantine = self.quarantine(subject)
            until = quarantine[1] if quarantine and quarantine[0] != head else 0.0
            self.write(_READY, {"head": head, "until": until, "now": self.now})
        self.write(_CANCEL_FOLLOWED, {"subject": subject})

    def _order_alone(self, number: int) -> None:
        found = run(self.connection, _ALONE, {"number": number}).fetchone()
        free = found is not None and self.step_before_delivered(found[0])
        self.change(number, ready=int(free))

    def head_of(self, subject: str) -> int | None:
        """The first row in a line, of those whose turn has come."""
        found = value(self.connection, _HEAD, subject=subject)
        return None if found is None else int(found)

    def busy_with(self, subject: str) -> int | None:
        """The row of a subject that is being sent."""
        found = value(self.connection, _BUSY, subject=subject) if subject else None
        return None if found is None else int(found)

    def step_before_delivered(self, after: int | None) -> bool:
        """Whether the step before did what it should; one that is no more there did, or its followers went with it."""
        return after is None or not is_any(self.connection, _UNDELIVERED, number=after)

    def step_before_stopped(self, after: int | None) -> bool:
        """Whether the step before was refused for good, so that what waits for it never has its turn."""
        before = self.row(after) if after is not None else None
        return before is not None and State(before["state"]) is State.REJECTED

    def overtaken(self, row: Row) -> bool:
        """Whether something newer of the same subject was delivered.

        The removal of an old key, by its id, that waited for a new one is wanted whatever was changed in between, such
        as that the old one was blocked; not once its card was enrolled again.
        """
        late_removal = row["after"] is not None and row["kind"] == "removal" and row["key_id"] is not None
        return bool(row["subject"]) and self._any(_NEWER_ORDER if late_removal else _NEWER_DELIVERED, row)

    def followed(self, row: Row) -> bool:
        """Whether something newer of the same subject was delivered, or waits to be."""
        return bool(row["subject"]) and (self._any(_NEWER_DELIVERED, row) or self._any(_NEWER_WAITING, row))

    def _any(self, statement: str, row: Row) -> bool:
        return is_any(self.connection, statement, subject=row["subject"], turn=row["turn"])

    def quarantine(self, subject: str) -> tuple[int, float] | None:
        """Whose bytes may be sent to a subject, and until when none else may; None where nothing was ever unknown."""
        found = run(self.connection, _QUARANTINE, {"subject": subject}).fetchone() if subject else None
        return (int(found[0]), float(found[1])) if found else None

    def begin_quarantine(self, subject: str, number: int) -> None:
        """An attempt ended without an answer just now."""
        if subject:
            values = {"subject": subject, "number": number, "until": self.now + QUARANTINE_S}
            run(self.connection, _QUARANTINE_BEGINS, values)

    def newcomer(self, subject: str, *, first: bool, waits: bool) -> dict[str, object]:
        """Before a row is saved at the end of its line: the columns that say whether it may be claimed, and when.

        What is long over is forgotten, and what was to be sent once more is overtaken. first: no step is before it.
        waits: it is held, or has its place elsewhere.
        """
        if subject:
            run(self.connection, _QUARANTINE_OVER, {"subject": subject, "now": self.now})
        if waits:
            return {"ready": 0}
        if subject:
            self.write(_CANCEL_AGAIN, {"subject": subject})
        if not first or (subject and (self.head_of(subject) is not None or self.busy_with(subject) is not None)):
            return {"ready": 0}
        quarantine = self.quarantine(subject)
        return {"ready": 1, "due": quarantine[1] if quarantine and quarantine[1] > self.now else None}

    def steps_behind(self, number: int) -> list[Row]:
        """The rows that wait for this one, directly."""
        return every(self.connection, _STEPS_BEHIND, number=number)

    def hold_back(self, number: int) -> None:
        """Hold every step that waits for one that was not accepted; also one that is set aside, which may not go on."""
        for step in self.steps_behind(number):
            held = problem_of(step["held"])
            if State(step["state"]) is State.SAVED and (held is None or held.code == SET_ASIDE):
                self.change(step["id"], held=problem_text(STOPPED))
                self.order_line(step["subject"], step["id"])
            self.hold_back(step["id"])

    def let_along(self, number: int, why: str) -> None:
        """Let the steps behind a row that is let go on wait for it again, where they were set aside as it was.

        why: its reason, as it is written. What still lacks the names of its levels stays.
        """
        for step in self.steps_behind(number):
            if step["held"] == why and step["unresolved_levels"] == "[]":
                self.change(step["id"], held=None)
                self.order_line(step["subject"], step["id"])
            self.let_along(step["id"], why)

    def let_on(self, number: int, key_id: UUID | None) -> None:
        """Let the steps behind one go on. key_id: of the key that it made, for those that did not know it yet."""
        for step in self.steps_behind(number):
            subject = str(step["subject"])
            if step["kind"] == "change" and step["key_id"] is None and key_id:
                subject = subject or f"id:{key_id}"
                self.change(step["id"], key_id=str(key_id), subject=subject)
            self._unhold(step)
            self.order_line(subject, step["id"])

    def wait_for(self, number: int) -> None:
        """Let the steps that were put behind this one wait for it, without a person."""
        for step in self.steps_behind(number):
            self._unhold(step)
            self.order_line(step["subject"], step["id"])

    def _unhold(self, step: Row) -> None:
        held = problem_of(step["held"])
        if held and held.code == STEP_STOPPED:
            self.change(step["id"], held=None)
        for behind in self.steps_behind(step["id"]):
            self._unhold(behind)
            self.order_line(behind["subject"], behind["id"])

    def hold(self, row: Row, problem: Problem) -> None:
        """Let a row wait for a person."""
        self.change(row["id"], held=problem_text(problem), ready=0)
        self.order_line(row["subject"], row["id"])
