"""Whom a card was sent for without an answer: remembered until the service answers about that card.

A row that is dropped is gone, and one that is held stands in nobody's way; but what they sent may have been done, and
then the card is somebody's, of which the register knows nothing.
"""

import json
from datetime import datetime

from sqlalchemy import Connection

from enroll_app.domain.person import Person
from enroll_app.store.json_values import person_json, person_of, time_text, uuid_of
from enroll_app.store.ledger import Ledger
from enroll_app.store.queries import Row, is_any, run, value
from enroll_app.store.tables import OPEN

_TRIES = "SELECT value FROM facts WHERE name = :name"
_TRIES_OF = "SELECT value FROM facts WHERE name = (SELECT 'tried:' || subject FROM operations WHERE id = :number)"
_REMEMBER = "INSERT OR REPLACE INTO facts VALUES (:name, :value)"
_ALL = "SELECT name, value FROM facts WHERE name LIKE 'tried:%'"
_IN_OUTBOX = f"SELECT 1 FROM operations WHERE id = :number AND {OPEN}"  # noqa: S608
_FORGET = "DELETE FROM facts WHERE name = :name"


def remember(ledger: Ledger, row: Row) -> None:
    """An attempt at an order ended without an answer."""
    if row["kind"] != "order" or not row["subject"]:
        return
    name = _name(row)
    found = value(ledger.connection, _TRIES, name=name)
    tries = json.loads(found) if found else {}
    person = Person(row["first_name"], row["last_name"], uuid_of(row["person_id"]))
    tries[str(row["id"])] = {**person_json(person), "at": time_text(ledger.at)}
    run(ledger.connection, _REMEMBER, {"name": name, "value": json.dumps(tries)})


def forget(ledger: Ledger, row: Row) -> None:
    """The service answered about the card: from now on the register knows whose it is, or that it is nobody's."""
    if row["subject"]:
        run(ledger.connection, _FORGET, {"name": _name(row)})


def forget_before(ledger: Ledger, moment: datetime) -> None:
    """Nobody remembers any more what became of a try so long ago; not of what is still in the outbox."""
    for name, found in run(ledger.connection, _ALL).fetchall():
        tries = json.loads(found)
        kept = {
            number: one
            for number, one in tries.items()
            if one.get("at", "") >= time_text(moment) or is_any(ledger.connection, _IN_OUTBOX, number=int(number))
        }
        if not kept:
            run(ledger.connection, _FORGET, {"name": name})
        elif kept != tries:
            run(ledger.connection, _REMEMBER, {"name": name, "value": json.dumps(kept)})


def of_others(connection: Connection, number: int) -> tuple[Person, ...]:
    """Whom other operations on the card of this one were sent for, the latest first."""
    found = value(connection, _TRIES_OF, number=number)
    tries = json.loads(found) if found else {}
    others = sorted((int(other) for other in tries if int(other) != number), reverse=True)
    return tuple(person_of(tries[str(other)]) for other in others)


def _name(row: Row) -> str:
    return f"tried:{row['subject']}"
