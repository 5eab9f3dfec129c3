"""Clearing up after processes that have ended, and after what was finished long ago."""

from datetime import timedelta

from sqlalchemy import Connection

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import WAITING
from enroll_app.store import repeating, tries
from enroll_app.store.blocked import digits_needed
from enroll_app.store.json_values import time_text
from enroll_app.store.ledger import Ledger
from enroll_app.store.queries import every, run
from enroll_app.store.settling import interrupted
from enroll_app.store.tables import OPEN

_KEPT_DAYS = 30
"""For how long an operation with its final answer is listed; the history keeps what it was."""

_CLAIMERS = "SELECT DISTINCT claimed_by FROM operations WHERE claimed_by IS NOT NULL"
_REMEMBERERS = "SELECT DISTINCT secret_with FROM operations WHERE secret_with IS NOT NULL"
_CLAIMED_BY = "SELECT * FROM operations WHERE claimed_by = :token ORDER BY turn"
_REMEMBERED_BY = "SELECT * FROM operations WHERE secret_with = :token ORDER BY turn"
_PRUNE = (
    "DELETE FROM operations WHERE standing = 0 AND again = 0 AND claimed_by IS NULL AND updated_at < :before "  # noqa: S608
    f"AND unit NOT IN (SELECT unit FROM operations WHERE {OPEN}) AND NOT EXISTS ("
    f"SELECT 1 FROM operations AS older WHERE older.subject = operations.subject AND older.turn < operations.turn "
    f"AND older.{OPEN} AND operations.subject <> '')"
)


def processes(connection: Connection) -> set[str]:
    """The tokens of the processes that send something now, or have digits in their memory."""
    return {row[0] for statement in (_CLAIMERS, _REMEMBERERS) for row in run(connection, statement)}


def bury(ledger: Ledger, token: str) -> int:
    """Settle what a process that has ended was sending, and ask for the digits that only it had; how many it sent."""
    rows = every(ledger.connection, _CLAIMED_BY, token=token)
    for row in rows:
        interrupted(ledger, row)
    for row in every(ledger.connection, _REMEMBERED_BY, token=token):
        ledger.change(row["id"], secret_with=None)
        if State(row["state"]) in WAITING and row["held"] is None:
            ledger.hold(row, digits_needed(row["secret_field"]))
    return len(rows)


def prune(ledger: Ledger) -> None:
    """Remove what had its final answer long ago, except where something unfinished belongs to it."""
    before = ledger.at - timedelta(days=_KEPT_DAYS)
    run(ledger.connection, _PRUNE, {"before": time_text(before)})
    repeating.sweep(ledger)
    tries.forget_before(ledger, before)
