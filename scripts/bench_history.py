#!/usr/bin/env python3
"""The history with a million entries: how long a search takes, a count, a new entry, and checking the chain.

Each search is measured five times; its first time, with cold pages, counts among them. The file is made in a
temporary folder, its entries written past the triggers, and the index made at the end: a tenth of the time that a
million transactions would take.

Exit code 1 when a search took longer than 50 ms (the median of its times), or a count longer than 300 ms.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from enroll_app.domain.enrollment import NOBODY_NAMED, State
from enroll_app.domain.history import GENESIS, Happening, Query, chained
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.uptime import Instant
from enroll_app.store.database import Database
from enroll_app.store.history import SqlHistory, append
from enroll_app.store.history_rows import NAMES, row_of
from enroll_app.store.history_tables import COLUMNS, SPAN_BITS

_SEARCH_BOUND_S, _COUNT_BOUND_S = 0.050, 0.300
_BEGIN, _APART = datetime(2020, 1, 1, tzinfo=UTC), timedelta(minutes=3)
_PAGE, _TIMES = 100, 5
# Operations, of three entries each, before people and cards come again.
_PEOPLE = 20_000
_STATES = (State.SAVED, State.ACCEPTED, State.APPLIED)
_SYLLABLES = ("an", "be", "ka", "lo", "mi", "ro", "sa", "te", "vi", "ös", "ål", "en", "gu", "ha", "xi", "zo", "dra")
_ENDINGS = ("son", "berg", "", "man", "ström", "-ek")


def _person(number: int) -> Person:
    """One of many; a tenth of them are called Anna Svensson, and another tenth Bo Karlsson."""
    if number % 10 < 2:
        return Person("Anna", "Svensson") if number % 10 else Person("Bo", "Karlsson")
    mixed = number * 2_654_435_761 % 2**32
    picks = [_SYLLABLES[(mixed >> shift) % len(_SYLLABLES)] for shift in (0, 5, 10, 15, 20)]
    last = "".join(picks[2:]) + _ENDINGS[(mixed >> 25) % len(_ENDINGS)]
    return Person("".join(picks[:2]).title(), last.title(), UUID(int=number + 1))


def _card(number: int) -> Identification:
    return Identification((number.to_bytes(7, "big"),))


def _happening(operation: int, state: State) -> Happening:
    person, key_id = _person(operation), UUID(int=operation + 1)
    meant = {"pin": "set", "valid_to_date": "2027-01-01T00:00:00+01:00", "access_levels": [str(UUID(int=7))]}
    reader = "pcsc://ACS ACR1252 1S CL Reader PICC 0"
    answered: dict[str, object] = {} if state is State.SAVED else {"id": str(key_id)}
    owner = NOBODY_NAMED if state is State.SAVED else person
    return Happening(
        _BEGIN, "kerstin", "desk-01", reader, Purpose.ENROLL, state, operation, _card(operation), key_id, person, owner,
        meant, answered,
    )  # fmt: skip


def _rows(entries: int) -> Iterator[tuple[object, ...]]:
    patterns = [row_of(_happening(number, state)) for number in range(_PEOPLE) for state in _STATES]
    before = GENESIS
    for seq in range(1, entries + 1):
        at = (_BEGIN + seq * _APART).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
        fields = {**patterns[seq % len(patterns)], "seq": seq, "number": seq // 3, "at": at}
        digest = chained(before, fields)
        yield (*(fields[name] for name in COLUMNS), before, digest)
        before = digest


def fill(database: Database, entries: int) -> None:
    """Write a history of so many entries."""
    insert = f"INSERT INTO history ({', '.join(NAMES)}) VALUES ({', '.join('?' for _ in NAMES)})"  # noqa: S608
    with database.writing() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'history_append%'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        raw.executemany(insert, _rows(entries))
        raw.execute("INSERT INTO history_index(history_index) VALUES ('rebuild')")
        spans = f"SELECT seq >> {SPAN_BITS}, min(at), max(at) FROM history GROUP BY 1"  # noqa: S608
        raw.execute(f"INSERT INTO history_spans {spans}")
        last = "SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1"
        raw.execute(f"UPDATE history_head SET (seq, hash) = ({last})")  # noqa: S608
        for _, statement in triggers:
            raw.execute(statement)


def queries(entries: int) -> dict[str, Query]:
    """What is searched for: what is there often, seldom and never, and all of it together."""
    end = _BEGIN + entries * _APART
    early, late = _BEGIN + timedelta(days=30), end - timedelta(days=2)
    middle = _BEGIN + entries // 2 * _APART
    card, key_id = _card(1234), UUID(int=1235)
    return {
        "everything": Query(),
        "everything, a page far back": Query(below=1000),
        "a card": Query(card),
        "a card nobody has": Query(_card(999_999_999)),
        "a key": Query(key_id=key_id),
        "a name": Query(person="anna svensson"),
        "a name nobody has": Query(person="zzyzx"),
        "one letter": Query(person="a"),
        "one letter, a page far back": Query(person="a", below=1000),
        "two letters that meet": Query(person="a s"),
        "two names that never meet": Query(person="anna karlsson"),
        "four letters": Query(person="a b k s"),
        "a name with signs": Query(person="anna-karin o'brien"),
        "the first month": Query(until=early),
        "the last days": Query(since=late),
        "a minute in the middle": Query(since=middle, until=middle + timedelta(minutes=1)),
        "before everything": Query(until=_BEGIN),
        "one letter in the first month": Query(person="a", until=early),
        "names that never meet, by date": Query(person="anna karlsson", since=early, until=middle),
        "a card and a letter": Query(card, person="a"),
        "a card and another's name": Query(card, person="zzyzx"),
        "a card, a key, a letter, dates": Query(card, key_id, "a", early, late),
        "a card in the first month": Query(card, until=early),
        "all but the last entries, by date": Query(since=_BEGIN, until=late, below=entries - 5000),
    }


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def measure(history: SqlHistory, entries: int) -> bool:
    """Print how long each search takes; whether all are within their bounds."""
    worst_search = worst_count = 0.0
    for name, query in queries(entries).items():
        searches = [_timed(partial(history.entries, query, _PAGE)) for _ in range(_TIMES)]
        count_s = _timed(partial(history.count, query))
        search_s, found = statistics.median(searches), history.count(query)
        worst_search, worst_count = max(worst_search, search_s), max(worst_count, count_s)
        first = f"first {searches[0] * 1e3:6.1f}"
        _say(f"{name:36} {search_s * 1e3:6.1f} ms, {first}; count {count_s * 1e3:6.1f} ms: {found:>7}")
    _say(f"the slowest search {worst_search * 1e3:.1f} ms (bound {_SEARCH_BOUND_S * 1e3:.0f})")
    _say(f"the slowest count  {worst_count * 1e3:.1f} ms (bound {_COUNT_BOUND_S * 1e3:.0f})")
    return worst_search <= _SEARCH_BOUND_S and worst_count <= _COUNT_BOUND_S


def _append(database: Database) -> None:
    with database.writing() as connection:
        append(connection, _happening(7, State.SAVED))


def main() -> int:
    """Make the file, measure, and say whether the bounds were kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    entries: int = parser.parse_args().entries
    with tempfile.TemporaryDirectory(prefix="enroll-bench-") as folder:
        path = Path(folder) / "enroll.sqlite3"
        database = Database(path, uptime=lambda: Instant("bench", time.monotonic()))
        history = SqlHistory(database)
        made_s = _timed(lambda: fill(database, entries))
        _say(f"{entries} entries made in {made_s:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
        within = measure(history, entries)
        appends = [_timed(lambda: _append(database)) for _ in range(200)]
        _say(f"a new entry, on disk: {statistics.median(appends) * 1e3:.1f} ms, at most {max(appends) * 1e3:.1f} ms")
        begun = time.perf_counter()
        verdict = history.verify()
        _say(f"the chain checked in {time.perf_counter() - begun:.1f} s: broken at {verdict.broken_at}")
        for name, days in ("the first month", 30), ("a fifth", int(entries * _APART / timedelta(days=1) / 5)):
            begun = time.perf_counter()
            count = history.forget_before(_BEGIN + timedelta(days=days), _BEGIN + entries * _APART)
            _say(f"retention of {name}: {count} entries in {time.perf_counter() - begun:.1f} s")
        broken_at = verdict.broken_at or history.verify().broken_at
        database.close()
    return 0 if within and broken_at is None else 1


if __name__ == "__main__":
    sys.exit(main())
