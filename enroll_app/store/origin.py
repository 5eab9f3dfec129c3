"""For which service the outbox was last opened: what waits in it is meant for that one's doors."""

from enroll_app.store.database import Database
from enroll_app.store.queries import run, value

_NAME = "service"
_READ = "SELECT value FROM facts WHERE name = :name"
_WRITE = "INSERT OR REPLACE INTO facts VALUES (:name, :origin)"


class Origin:
    """Scheme, host and port of the service, beside the rows that are meant for it. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> str:
        """What was written last; empty for nothing."""
        with self._database.reading() as connection:
            return str(value(connection, _READ, name=_NAME) or "")

    def write(self, origin: str) -> None:
        """Remember it in the place of the one before."""
        with self._database.writing() as connection:
            run(connection, _WRITE, {"name": _NAME, "origin": origin})
