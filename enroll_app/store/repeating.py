"""Until when an accepted operation may be sent once more for safety."""

from enroll_app.store.ledger import Ledger
from enroll_app.store.quarantine import LONG_AGO, QUARANTINE_S, REPEATED_WITHIN_S
from enroll_app.store.queries import Row, every, run, value

TO_REPEAT, REPEATING = 1, 2
"""Values of `again`: it is to be sent once more when it was accepted; that is still to be done."""

_UNTIL = "SELECT value FROM facts WHERE name = :name"
_SET_UNTIL = "INSERT OR REPLACE INTO facts VALUES (:name, :until)"
_REPEATING = "SELECT * FROM operations WHERE again > 0 AND again = 2 AND claimed_by IS NULL AND due < :due"
_SWEEP = (
    "DELETE FROM facts WHERE name LIKE 'again:%' AND NOT EXISTS "
    "(SELECT 1 FROM operations WHERE again > 0 AND again = 2 AND facts.name = 'again:' || id)"
)


def begin(ledger: Ledger, number: int) -> None:
    """It was accepted just now."""
    until = ledger.now + QUARANTINE_S + REPEATED_WITHIN_S
    run(ledger.connection, _SET_UNTIL, {"name": _name(number), "until": str(until)})


def is_late(ledger: Ledger, row: Row) -> bool:
    """Whether it is too late to send it once more: the key may have been changed at another desk since."""
    if row["due"] is not None and row["due"] <= LONG_AGO:
        return True
    found = value(ledger.connection, _UNTIL, name=_name(row["id"]))
    until = float(found) if found else (row["due"] or ledger.now) + REPEATED_WITHIN_S
    return ledger.now > until


def late(ledger: Ledger) -> list[Row]:
    """Everything that it is too late for."""
    return [row for row in every(ledger.connection, _REPEATING, due=ledger.now) if is_late(ledger, row)]


def sweep(ledger: Ledger) -> None:
    """Forget until when what is not to be sent once more any more."""
    run(ledger.connection, _SWEEP)


def _name(number: int) -> str:
    return f"again:{number}"
