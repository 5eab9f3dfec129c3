"""A key's id and its card's number are two names for one thing: what is about it stands in one line.

What names a key by its id alone stands in a line of its own for as long as this station does not know its card. As soon
as it does, both lines are one, so that an old request by the id cannot land after a newer one by the card.
"""

from uuid import UUID

from enroll_app.domain.identification import Identification
from enroll_app.store.ledger import Ledger
from enroll_app.store.quarantine import QUARANTINE_S
from enroll_app.store.queries import Row, every, run
from enroll_app.store.rows import by_id

_BY_ID = (
    "SELECT id, state, unknowns, claimed_by FROM operations "
    "WHERE key_id = :key_id AND identification IS NULL AND key_id IS NOT NULL AND subject = :subject"
)
_MOVE = (
    "UPDATE operations SET subject = :card "
    "WHERE key_id = :key_id AND identification IS NULL AND key_id IS NOT NULL AND subject = :subject"
)
_QUARANTINE_OF = "INSERT OR REPLACE INTO quarantines VALUES (:subject, :number, :until)"
_NO_QUARANTINE = "DELETE FROM quarantines WHERE subject = :subject"
_NOBODY = 0
"""In the place of a row's number in a quarantine: until it is over, nothing at all is sent."""


def may_land(ledger: Ledger, key_id: UUID | None) -> bool:
    """Whether something that named this key by its id alone was sent, and may still take effect."""
    if key_id is None:
        return False
    quarantine = ledger.quarantine(by_id(key_id))
    if quarantine is not None and quarantine[1] > ledger.now:
        return True
    return any(row["claimed_by"] is not None or row["unknowns"] for row in _rows(ledger, key_id))


def join(ledger: Ledger, key_id: UUID, card: Identification | None) -> None:
    """Put what names a key by its id alone into the line of its card, where that is known."""
    if card is None:
        return
    rows, quarantine = _rows(ledger, key_id), ledger.quarantine(by_id(key_id))
    if not rows and quarantine is None:
        return
    if any(row["claimed_by"] is not None for row in rows) and ledger.busy_with(card.hex) is not None:
        # Both are on their way at this moment. They are joined when one comes back; until then nothing else goes.
        values = {"subject": card.hex, "number": _NOBODY, "until": ledger.now + QUARANTINE_S}
        run(ledger.connection, _QUARANTINE_OF, values)
        return
    ledger.write(_MOVE, {"card": card.hex, "key_id": str(key_id), "subject": by_id(key_id)})
    if quarantine is not None:
        _move_quarantine(ledger, by_id(key_id), card.hex, quarantine)
    ledger.order_line(card.hex, rows[0]["id"] if rows else _NOBODY)


def _rows(ledger: Ledger, key_id: UUID) -> list[Row]:
    return every(ledger.connection, _BY_ID, key_id=str(key_id), subject=by_id(key_id))


def _move_quarantine(ledger: Ledger, old: str, new: str, moved: tuple[int, float]) -> None:
    there = ledger.quarantine(new)
    number, until = moved
    if there is not None and there[1] > ledger.now:
        # Either may land, so that not even a repeat of the other is safe.
        number, until = _NOBODY if there[0] != number else number, max(until, there[1])
    run(ledger.connection, _QUARANTINE_OF, {"subject": new, "number": number, "until": until})
    run(ledger.connection, _NO_QUARANTINE, {"subject": old})
