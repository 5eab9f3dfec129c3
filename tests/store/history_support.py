"""What the tests of the history share."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from enroll_app.domain.enrollment import State
from enroll_app.domain.history import Entry, Happening
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.uptime import Instant
from enroll_app.store.database import Database
from enroll_app.store.history import SqlHistory, append

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
CARD = parse_identification("EM:1234567890")
KEY_ID = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
ANNA = Person("Åsa", "Öberg", UUID(int=1))


def happening(**changes: Any) -> Happening:
    values: dict[str, Any] = {
        "at": AT,
        "operator": "kerstin",
        "desk": "desk-01",
        "reader": "pcsc://ACS ACR1252",
        "purpose": Purpose.ENROLL,
        "state": State.ACCEPTED,
        "number": 7,
        "identification": CARD,
        "key_id": KEY_ID,
        "person": Person("Åsa", "Öberg", UUID(int=2)),
        "owner": ANNA,
        "meant": {"pin": "set", "access_levels": [str(UUID(int=3))]},
        "answered": {"id": str(KEY_ID)},
        "note": "by hand",
    }
    return Happening(**{**values, **changes})


class Shelf:
    """A history on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = Database(
            path, uptime=lambda: Instant("boot", time.monotonic()), operator="kerstin", desk="desk-01"
        )
        self.history = SqlHistory(self.database)

    def add(self, *happenings: Happening) -> list[Entry]:
        """Append all of them, in one transaction."""
        with self.database.writing() as connection:
            return [append(connection, one) for one in happenings]

    def days(self, count: int) -> list[Entry]:
        """Append one entry for each day from AT on."""
        return self.add(*(happening(at=AT + timedelta(days=day), number=day) for day in range(count)))

    def tamper(self, *statements: str) -> None:
        """Change the file as somebody with the sqlite3 shell would who first drops what is in the way."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as shell:
            for (name,) in shell.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                shell.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                shell.execute(statement)


@contextmanager
def shelf(path: Path) -> Iterator[Shelf]:
    """A history on disk, closed at the end."""
    opened = Shelf(path)
    try:
        yield opened
    finally:
        opened.database.close()
