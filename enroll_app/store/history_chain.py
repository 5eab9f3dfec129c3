"""Checking the chain of the history, and shortening it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from enroll_app.domain.history import GENESIS, chained
from enroll_app.domain.operations import Purpose
from enroll_app.store.history_rows import NAMES, time_text
from enroll_app.store.history_tables import COLUMNS, SPAN_BITS

_SELECT = f"SELECT {', '.join(NAMES)} FROM history WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608  constants
_BEFORE, _HASH = len(COLUMNS), len(COLUMNS) + 1
_AT, _PURPOSE, _MEANT = COLUMNS.index("at"), COLUMNS.index("purpose"), COLUMNS.index("meant")
_THROUGH, _THROUGH_HASH = "through", "hash"
_BELOW_ALL = -(2**63)
# A clock can be a little ahead; an entry from further ahead was written under a wrong one, and must not keep all the
# older ones from ever being forgotten.
_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where retention took the beginning away: the last entry forgotten, and its hash, which the chain begins at."""

    through: int
    hash: str


class Check:
    """A walk along the chain, some entries at a time, so that nobody who writes is kept waiting for the whole of it.

    entries, last, hash: how many were in order, and the last of them. spans: the earliest and the latest time of each
    span of them. broken_at: the first that is not; None so far.
    """

    def __init__(self) -> None:
        self.entries = 0
        self.first = 1
        self.last = 0
        self.hash = GENESIS
        self.spans: dict[int, tuple[str, str]] = {}
        self.broken_at: int | None = None
        self._begin: Cut | None = None
        self._known_cut = False

    def go_on(self, connection: Connection, limit: int) -> bool:
        """Check the next entries; whether there are more."""
        try:
            rows = connection.exec_driver_sql(_SELECT, (self.last if self.entries else _BELOW_ALL, limit)).all()
        except OperationalError as error:
            if "decode" not in str(error.orig):
                raise
            if limit > 1:
                return self.go_on(connection, 1)
            self.broken_at = self.last + 1  # bytes that are no text
            return False
        for row in rows:
            if not self._in_order(tuple(row)):
                return False
        if not rows:
            self._end(connection)
        return bool(rows)

    def _in_order(self, row: tuple[object, ...]) -> bool:
        seq = int(str(row[0]))
        if not self.entries and seq > 1:
            # What retention forgot is missing by right; whether it was retention, a later entry has to say.
            self._begin = Cut(seq - 1, str(row[_BEFORE]))
            self.first, self.last, self.hash = seq, seq - 1, str(row[_BEFORE])
        if seq != self.last + 1:
            self.broken_at = min(seq, self.last + 1)
        elif row[_BEFORE] != self.hash or row[_HASH] != _hash_of(self.hash, row):
            self.broken_at = seq
        else:
            self.entries, self.last, self.hash = self.entries + 1, seq, str(row[_HASH])
            self._known_cut = self._known_cut or (self._begin is not None and _cut_of(row) == self._begin)
            self._note_time(seq >> SPAN_BITS, str(row[_AT]))
        return self.broken_at is None

    def _note_time(self, span: int, at: str) -> None:
        earliest, latest = self.spans.get(span, (at, at))
        if at <= earliest or at >= latest:
            self.spans[span] = min(at, earliest), max(at, latest)

    def _end(self, connection: Connection) -> None:
        """Whether the end is the end: the head and SQLite's own count know of nothing behind it."""
        head = connection.exec_driver_sql("SELECT seq, hash, cut FROM history_head").one_or_none()
        highest = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'history'").scalar()
        if self._begin and not self._known_cut:
            self.broken_at = self.first
        elif head is None or tuple(head[:2]) != (self.last, self.hash) or (highest or 0) != self.last:
            self.broken_at = self.last + 1
        elif head[2] != self.first - 1:
            self.broken_at = self.first


def forget(connection: Connection, moment: datetime, at: datetime, most: int) -> Mapping[str, object] | None:
    """Delete the entries from before a moment; what the retention's own entry has to say. None where there are none.

    Only from the beginning, up to the first entry of that moment or later. at: the present moment. most: how many at
    the most; the oldest.
    """
    through = _last_to_forget(connection, time_text(moment), time_text(at + _AHEAD))
    if through is None:
        return None
    through = min(through, _first(connection) + most - 1)
    # Where entries were lost, a number may be nobody's.
    last = "SELECT seq, hash FROM history WHERE seq <= ? ORDER BY seq DESC LIMIT 1"
    through, digest = connection.exec_driver_sql(last, (through,)).one()
    connection.exec_driver_sql("UPDATE history_head SET cut = ?", (through,))
    count = connection.exec_driver_sql("DELETE FROM history WHERE seq <= ?", (through,)).rowcount
    connection.exec_driver_sql("DELETE FROM history_spans WHERE span < ?", ((through + 1) >> SPAN_BITS,))
    # The index only marks what is gone, and drops it where it is written anew. (SQLite 3.42 could drop it at once, but
    # no SQLite before that could read the file any more.)
    connection.exec_driver_sql("INSERT INTO history_index(history_index) VALUES ('optimize')")
    return {"before": time_text(moment), "entries": count, _THROUGH: through, _THROUGH_HASH: digest}


def _last_to_forget(connection: Connection, moment: str, horizon: str) -> int | None:
    """The last entry that is older, unless one before it is not.

    One from beyond the horizon keeps nothing, but only what really is older is forgotten: a clock that fell back to
    its first day makes all entries seem to be from beyond it.
    """
    spans = "SELECT span FROM history_spans WHERE earliest < ? ORDER BY span DESC"
    for (span,) in connection.exec_driver_sql(spans, (moment,)).all():
        newest = "SELECT max(seq) FROM history WHERE seq BETWEEN ? AND ? AND at < ?"
        bounds = (span << SPAN_BITS, ((span + 1) << SPAN_BITS) - 1)
        older = connection.exec_driver_sql(newest, (*bounds, moment)).scalar()
        if older is not None:
            oldest = "SELECT seq FROM history WHERE seq < ? AND at BETWEEN ? AND ? ORDER BY seq LIMIT 1"
            kept = connection.exec_driver_sql(oldest, (older, moment, horizon)).scalar()
            through = int(older if kept is None else kept - 1)
            return through if through >= _first(connection) else None
    return None


def _first(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT min(seq) FROM history").scalar_one())


def _hash_of(before: str, row: tuple[object, ...]) -> str | None:
    try:
        return chained(before, dict(zip(COLUMNS, row[:_BEFORE], strict=True)))
    except (TypeError, ValueError):  # bytes, or a number without end, where a text was
        return None


def _cut_of(row: tuple[object, ...]) -> Cut | None:
    if row[_PURPOSE] != Purpose.FORGET.value:
        return None
    try:
        meant = json.loads(str(row[_MEANT]))
        return Cut(meant[_THROUGH], meant[_THROUGH_HASH])
    except (ValueError, TypeError, KeyError, RecursionError):  # retention did not write that
        return None
