"""Which entries of the history match: by the index of names and numbers, and by spans of time.

Times do not sort as numbers do (clocks are put back), so that dates are first narrowed down to spans of entries, and
only the spans at their ends are looked through. Every search is bounded by that, whatever was asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, Row

from enroll_app.domain.history import Query
from enroll_app.domain.name_words import wanted_words
from enroll_app.store.history_rows import NAMES, card_word, key_word, time_text
from enroll_app.store.history_tables import SPAN_BITS
from enroll_app.store.queries import run

_COLUMNS = ", ".join(f"h.{name}" for name in NAMES)
_BY_INDEX = "history_index AS i CROSS JOIN history AS h ON h.seq = i.rowid WHERE history_index MATCH ? AND i.rowid"
_BY_NUMBER = "history AS h WHERE h.seq"


@dataclass(frozen=True, slots=True)
class _Part:
    """Entries one after the other. whole: all of them lie between the times that are asked for."""

    first: int
    last: int
    whole: bool


def found(connection: Connection, query: Query, limit: int) -> Iterator[Row[tuple[object, ...]]]:
    """The rows that match, the latest first."""
    for part in reversed(_joined(parts_of(connection, query))):
        rows = _rows(connection, query, part, limit, "DESC")
        yield from rows
        limit -= len(rows)
        if limit <= 0:
            return


def found_at(connection: Connection, seqs: Sequence[int]) -> list[Row[tuple[object, ...]]]:
    """The rows in these places, the latest first."""
    marks = ", ".join("?" for _ in seqs)
    statement = f"SELECT {_COLUMNS} FROM history AS h WHERE h.seq IN ({marks}) ORDER BY h.seq DESC"  # noqa: S608
    return list(connection.exec_driver_sql(statement, tuple(seqs)).all())


def places(connection: Connection, query: Query, limit: int) -> list[tuple[int, int | None]]:
    """The places of the rows that match with their numbers, the latest first; without what is in them."""
    found: list[tuple[int, int | None]] = []
    for part in reversed(_joined(parts_of(connection, query))):
        where, values = _where(query, match := _match(query), part)
        number = "h.seq" if match is None else "i.rowid"
        statement = f"SELECT {number}, h.number FROM {where} ORDER BY {number} DESC LIMIT ?"  # noqa: S608  constants
        found += run(connection, statement, (*values, limit - len(found)))
        if len(found) >= limit:
            break
    return found


def found_after(connection: Connection, query: Query, after: int, limit: int) -> list[Row[tuple[object, ...]]]:
    """The rows that match with a higher number, the oldest first."""
    rows: list[Row[tuple[object, ...]]] = []
    for part in _joined(parts_of(connection, query)):
        if part.last > after and len(rows) < limit:
            rest = _Part(max(part.first, after + 1), part.last, part.whole)
            rows += _rows(connection, query, rest, limit - len(rows), "ASC")
    return rows


def counted(connection: Connection, query: Query) -> int:
    """How many match. Without a name or a number, whole spans are not looked at: entries count up without a gap."""
    match = _match(query)
    return sum(_count(connection, query, match, part) for part in parts_of(connection, query))


def parts_of(connection: Connection, query: Query) -> list[_Part]:
    """Where entries of the times that are asked for can be, the oldest first."""
    ends = connection.exec_driver_sql("SELECT (SELECT min(seq) FROM history), (SELECT max(seq) FROM history)").one()
    if ends[0] is None or _match(query) == "":
        return []
    first, last = int(ends[0]), int(ends[1])
    if query.below is not None:
        last = min(last, query.below - 1)
    if query.since is None and query.until is None:
        return [_Part(first, last, whole=True)] if first <= last else []
    since, until = _times(query)
    spans = connection.exec_driver_sql(
        "SELECT span, earliest >= ? AND latest <= ? FROM history_spans"
        " WHERE latest >= ? AND earliest <= ? AND span BETWEEN ? AND ? ORDER BY span",
        (since, until, since, until, first >> SPAN_BITS, last >> SPAN_BITS),
    ).all()
    parts = []
    # Spans that follow one another keep the distance between their number and their place in the list.
    for (whole, _), beside in groupby(enumerate(spans), lambda one: (bool(one[1][1]), one[1][0] - one[0])):
        numbers = [span[0] for _, span in beside]
        begin, end = numbers[0] << SPAN_BITS, ((numbers[-1] + 1) << SPAN_BITS) - 1
        parts.append(_Part(max(begin, first), min(end, last), whole))
    return parts


def _joined(parts: list[_Part]) -> list[_Part]:
    """The same with neighbors put together: one statement instead of many; the times are looked at in all of it."""
    joined: list[_Part] = []
    for part in parts:
        if joined and joined[-1].last + 1 == part.first:
            joined[-1] = _Part(joined[-1].first, part.last, whole=False)
        else:
            joined.append(part)
    return joined


def _rows(connection: Connection, query: Query, part: _Part, limit: int, order: str) -> list[Row[tuple[object, ...]]]:
    match = _match(query)
    where, values = _where(query, match, part)
    number = "h.seq" if match is None else "i.rowid"
    statement = f"SELECT {_COLUMNS} FROM {where} ORDER BY {number} {order} LIMIT ?"  # noqa: S608  constants
    return list(connection.exec_driver_sql(statement, (*values, limit)).all())


def _count(connection: Connection, query: Query, match: str | None, part: _Part) -> int:
    if part.whole and match is None:
        return part.last - part.first + 1
    if part.whole:
        statement = "SELECT count(*) FROM history_index WHERE history_index MATCH ? AND rowid BETWEEN ? AND ?"
        return int(connection.exec_driver_sql(statement, (match, part.first, part.last)).scalar_one())
    where, values = _where(query, match, part)
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {where}", values).scalar_one())  # noqa: S608  constants


def _where(query: Query, match: str | None, part: _Part) -> tuple[str, tuple[object, ...]]:
    where = f"{_BY_NUMBER if match is None else _BY_INDEX} BETWEEN ? AND ?"
    values: tuple[object, ...] = (part.first, part.last) if match is None else (match, part.first, part.last)
    return (where, values) if part.whole else (f"{where} AND h.at BETWEEN ? AND ?", (*values, *_times(query)))


def _times(query: Query) -> tuple[str, str]:
    """The ends, both of them belonging to it; "~" sorts behind every time."""
    return time_text(query.since) if query.since else "", time_text(query.until) if query.until else "~"


def _match(query: Query) -> str | None:
    """What to ask the index for; None for everything, and empty where nothing can match.

    The words have no quotes in them (`wanted_words`), so that nothing typed is ever read as the index's language.
    """
    terms = [f'"{card_word(query.identification)}"'] if query.identification else []
    terms += [f'"{key_word(query.key_id)}"'] if query.key_id else []
    if query.person.strip():
        words = wanted_words(query.person)
        if not words:
            return ""
        for word, parts in words:
            each = " AND ".join(f'"{part}"*' for part in parts)
            terms.append(f'("{word}"* OR ({each}))' if each else f'"{word}"*')
    return " AND ".join(terms) or None
