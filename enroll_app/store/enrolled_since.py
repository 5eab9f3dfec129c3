"""Conflicts about a card that was enrolled since: nothing old is sent over what is newer."""

from sqlalchemy import Connection

from enroll_app.domain.enrollment import Order, State
from enroll_app.store.blocked import MADE_GOOD
from enroll_app.store.json_values import problem_text
from enroll_app.store.ledger import Ledger
from enroll_app.store.queries import Row, every, is_any
from enroll_app.store.rows import intent_of
from enroll_app.store.settling import wiped
from enroll_app.store.tables import DELIVERED, OPEN

_SINCE = (
    "SELECT 1 FROM operations WHERE subject = (SELECT subject FROM operations WHERE id = :number) AND subject <> '' "  # noqa: S608
    f"AND turn > (SELECT turn FROM operations WHERE id = :number) AND kind = 'order' AND {DELIVERED} LIMIT 1"
)
# The + keeps SQLite from going through every operation by its turn, instead of the open ones.
# What others wait for is left to a person, who may still want these.
_OLDER_CONFLICTS = (
    f"SELECT * FROM operations WHERE {OPEN} AND standing = 3 AND state = 'conflict' AND subject = :subject "  # noqa: S608
    "AND +turn < :turn "
    "AND overwritten = 0 AND NOT EXISTS (SELECT 1 FROM operations AS step WHERE step.after = operations.id)"
)


def is_enrolled_since(connection: Connection, number: int) -> bool:
    """Whether an order for the card of this operation was delivered that was saved after it."""
    return is_any(connection, _SINCE, number=number)


def close_conflicts(ledger: Ledger, row: Row) -> list[Row]:
    """An order was accepted: what was in conflict before for the same person and card is done by it; these rows."""
    order = intent_of(row)
    if not isinstance(order, Order) or not row["subject"]:
        return []
    older = every(ledger.connection, _OLDER_CONFLICTS, subject=row["subject"], turn=row["turn"])
    closed = [
        one for one in older if isinstance(meant := intent_of(one), Order) and meant.person.is_surely(order.person)
    ]
    for one in closed:
        values = {"state": State.REJECTED.value, "problem": problem_text(MADE_GOOD), "secret_with": None}
        ledger.change(one["id"], **values, **wiped(one))
        ledger.tell(one["id"], note=str(MADE_GOOD))
    return closed
