"""What the outbox is asked: what is due, how it stands, and what is in it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from enroll_app.store.queries import Row, every, is_any, run, value
from enroll_app.store.tables import IN_LINE, OPEN

_COUNT = f"SELECT standing, count(*) FROM operations WHERE {OPEN} GROUP BY standing"  # noqa: S608
_LISTING = f"SELECT id, standing FROM operations WHERE {OPEN} ORDER BY id"  # noqa: S608
_UNFINISHED = f"SELECT count(*) FROM operations WHERE {OPEN}"  # noqa: S608
_MINE = "(secret_with IS NULL OR secret_with = :me)"
_NOW = f"SELECT turn, id FROM operations WHERE ready = 1 AND due IS NULL AND {_MINE} ORDER BY turn LIMIT :limit"  # noqa: S608
_LATER = (
    "SELECT turn, id FROM operations WHERE ready = 1 AND due IS NOT NULL AND due <= :now "  # noqa: S608
    f"AND {_MINE} ORDER BY due, turn LIMIT :limit"
)
_ANY_NOW = f"SELECT 1 FROM operations WHERE ready = 1 AND due IS NULL AND {_MINE} LIMIT 1"  # noqa: S608
_NEXT_DUE = f"SELECT due FROM operations WHERE ready = 1 AND due IS NOT NULL AND {_MINE} ORDER BY due LIMIT 1"  # noqa: S608
_OPEN = f"SELECT * FROM operations WHERE {OPEN} AND id > :above ORDER BY id LIMIT :limit"  # noqa: S608
_WITH_NAMES = (
    f"SELECT id, secret_with FROM operations WHERE {OPEN} AND unresolved_levels <> '[]' "  # noqa: S608
    "AND held IS NOT NULL AND state = 'saved' ORDER BY id"
)
# In two parts, for the indexes: what goes on by itself, of one subject; and what needs somebody, which is not much.
_ABOUT = (
    f"SELECT * FROM operations WHERE subject = :subject AND {IN_LINE} UNION ALL "  # noqa: S608
    f"SELECT * FROM operations WHERE {OPEN} AND standing = 3 AND subject = :subject ORDER BY id"
)
_ALL = "SELECT * FROM operations WHERE id > :above ORDER BY id LIMIT :limit"


def due(connection: Connection, token: str, now: float, limit: int) -> list[int]:
    """What could be claimed, the oldest first; what never failed before the rest. token: this process's."""
    asked = {"limit": limit, "me": token, "now": now}
    found = [*run(connection, _NOW, asked), *run(connection, _LATER, asked)]
    return [int(row[1]) for row in sorted(found)[:limit]]


def next_due_s(connection: Connection, token: str, now: float) -> float | None:
    """In how many seconds the next one is due by itself; None where none ever is."""
    if is_any(connection, _ANY_NOW, me=token):
        return 0.0
    found = value(connection, _NEXT_DUE, me=token)
    return None if found is None else max(0.0, float(found) - now)


def unfinished(connection: Connection) -> int:
    """How many rows have no final answer; quicker than `standing`, and asked at every save."""
    return int(value(connection, _UNFINISHED))


def standing(connection: Connection) -> dict[int, int]:
    """How many rows without a final answer there are, by `standing`."""
    return {int(row[0]): int(row[1]) for row in run(connection, _COUNT)}


def listing(connection: Connection) -> dict[int, list[int]]:
    """The numbers of the rows without a final answer by their `standing`, ascending; from an index alone.

    Numbers and nothing around them: of 50,000 pairs Python's collector would hold up every other thread.
    """
    found: dict[int, list[int]] = {}
    for row in run(connection, _LISTING):
        found.setdefault(row[1], []).append(row[0])
    return found


def with_level_names(connection: Connection) -> list[tuple[int, str | None]]:
    """What waits for levels to be looked up, the oldest first, and which process alone has its digits."""
    return [(int(row[0]), row[1]) for row in run(connection, _WITH_NAMES)]


def about(connection: Connection, subject: str) -> Sequence[Row]:
    """The rows without a final answer of one subject, ascending."""
    return every(connection, _ABOUT, subject=subject)


def listed(connection: Connection, *, everything: bool, above: int, limit: int | None) -> Sequence[Row]:
    """The rows with a higher number, ascending; without `everything` those that have no final answer."""
    statement = _ALL if everything else _OPEN
    return every(connection, statement, above=above, limit=-1 if limit is None else limit)
