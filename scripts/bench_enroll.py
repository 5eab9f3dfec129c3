#!/usr/bin/env python3
"""What it costs that nothing gets lost, against a bare HTTP client at the same service in the same run.

enroll   saving and sending one enrollment, against one POST of a kept-alive client: pairs in turn, medians
deliver  so many rows that wait, four requests at a time, at a service that takes 50 ms: the rate, against that of four
         threads that do nothing else than POST; and against what four such threads could do at the very best
backlog  finding and claiming a row among 50,000 that wait, against 500

Exit code 1 when a figure is beyond its bound. --profile: where the processor's time goes, instead.
"""

import argparse
import cProfile
import pstats
import sqlite3
import ssl
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import httpx

from enroll_app.api.client import IntServClient
from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.identification import Identification, Spelling
from enroll_app.domain.operations import ANSWERED, Purpose, Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinOrder, PinRule
from enroll_app.domain.secret import Secret, SecretPlace
from enroll_app.services.delivery import IN_FLIGHT, Delivered, Delivery
from enroll_app.services.enroll import Enroller
from enroll_app.services.outbox import Outbox
from enroll_app.store.database import Database
from enroll_app.store.outbox import SqlOutbox
from enroll_app.store.register import SqlRegister
from enroll_app.store.sealing import Sealer
from enroll_app.store.uptime import system_uptime
from enroll_app.store.vault import StationVault
from tests.torture.stage import Server, Service

EXTRA_BOUND_MS = 10.0
RATE_BOUND = 0.9
BACKLOG_BOUND = 2.0
LATENCY_S = 0.05
_FEW, _MANY = 500, 50_000
_ONE_PAGE = 64
_PIN = Pin("8642")


@dataclass(frozen=True)
class Station:
    """The parts of a station that matter here."""

    store: SqlOutbox
    outbox: Outbox
    enroller: Enroller
    delivery: Delivery
    path: Path


@contextmanager
def station(home: Path, service: Service) -> Iterator[Station]:
    """A station as the program makes one; its secrets lie in a file."""
    sealer = Sealer(StationVault(home, SecretPlace.FILE))
    database = Database(home / "enroll.sqlite3", uptime=system_uptime, operator="bench", desk="desk", sealer=sealer)
    store, register = SqlOutbox(database), SqlRegister(database)
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with IntServClient(url=service.url, key=Secret("key"), spelling=Spelling.HEX, trust=trust) as client:
        outbox = Outbox(client, store, register, now)
        enroller = Enroller(client, outbox, register, now)
        yield Station(store, outbox, enroller, Delivery(client, store, outbox, now), database.path)
    database.close()


def now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


def order(number: int, pin: PinOrder = _PIN) -> Order:
    """An enrollment of a card of its own."""
    return Order(Identification((number.to_bytes(4, "big"),)), Person("Anna", f"Svensson {number}"), pin)


def bare(client: httpx.Client, service: Service, number: int) -> float:
    """Post the same enrollment without anything around it; returns the seconds that it took."""
    body = f'{{"key":{{"identification":"0x{number:08x}","type":"proximity"}},"pin":"8642"}}'.encode()
    begun = time.perf_counter()
    client.post(f"{service.url}accesskeys/add", content=body).raise_for_status().json()
    return time.perf_counter() - begun


def enroll(folder: Path, pairs: int) -> bool:
    """The first figure; whether it holds."""
    with Server(folder / "services") as server, station(folder / "home", server.service("enroll")) as own:
        service, products, bares = server.service("enroll"), [], []
        with httpx.Client() as client:
            for turn in range(pairs + 3):
                bares.append(bare(client, service, 0x50000000 + turn))
                begun = time.perf_counter()
                outcome = own.enroller.enroll(order(0x60000000 + turn))
                products.append(time.perf_counter() - begun)
                assert outcome.state is State.ACCEPTED, outcome
    # The first ones make the connections.
    products, bares = products[3:], bares[3:]
    extra = statistics.median(one - other for one, other in zip(products, bares, strict=True)) * 1000
    worst = statistics.quantiles(products, n=20)[-1] * 1000
    say(f"enroll, {pairs} pairs: product {_ms(products)}, bare POST {_ms(bares)} (medians); 95 % within {worst:.1f} ms")
    say(f"  {extra:.1f} ms more than the bare POST (bound {EXTRA_BOUND_MS:.0f} ms)")
    return extra <= EXTRA_BOUND_MS


def deliver(folder: Path, rows: int) -> bool:
    """The second figure; whether it holds."""
    with Server(folder / "services", LATENCY_S) as server:
        service = server.service("deliver")
        bare_rate = rows / _bare_threads(service, rows)
        with station(folder / "home", service) as own:
            _save(own, rows)
            rate = rows / _delivered(own, rows)
        bare_rate = max(bare_rate, rows / _bare_threads(service, rows, 0x58000000))
    best = IN_FLIGHT / LATENCY_S
    say(f"deliver, {rows} rows: {rate:.1f} a second; four bare threads {bare_rate:.1f}, at the very best {best:.0f}")
    say(f"  {rate / bare_rate:.2f} times the bare threads' rate (bound {RATE_BOUND}), {rate / best:.2f} of the best")
    return rate >= RATE_BOUND * bare_rate


def _bare_threads(service: Service, rows: int, first: int = 0x50000000) -> float:
    def some(turn: int) -> None:
        with httpx.Client() as client:
            for number in range(first + turn, first + rows, IN_FLIGHT):
                bare(client, service, number)

    begun = time.perf_counter()
    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        list(pool.map(some, range(IN_FLIGHT)))
    return time.perf_counter() - begun


def _save(own: Station, rows: int, first: int = 0x60000000, pin: PinOrder = _PIN) -> None:
    for number in range(first, first + rows):
        own.store.save([own.outbox.step(Purpose.ENROLL, order(number, pin))], "", now())


def _delivered(own: Station, rows: int) -> float:
    begun = time.perf_counter()
    events = own.delivery.run(threading.Event(), until_idle=True)
    told = [event for event in events if isinstance(event, Delivered) and event.outcome.state in ANSWERED]
    seconds = time.perf_counter() - begun
    assert len(told) == rows, f"{len(told)} of {rows} were delivered"
    return seconds


def backlog(folder: Path, turns: int) -> bool:
    """The third figure; whether it holds."""
    with Server(folder / "services") as server, station(folder / "home", server.service("backlog")) as own:
        _save(own, _FEW, pin=PinRule.LEAVE)
        few = _times(own, turns)
        _multiply(own.path, _MANY)
        many = _times(own, turns)
    ratios = {name: statistics.median(many[name]) / statistics.median(few[name]) for name in few}
    say(f"backlog, {_MANY} rows that wait against {_FEW} (medians of {turns})")
    for name, ratio in ratios.items():
        say(f"  {name}: {_ms(many[name])} against {_ms(few[name])}: {ratio:.2f} times (bound {BACKLOG_BOUND:.0f})")
    return all(ratio <= BACKLOG_BOUND for ratio in ratios.values())


def _times(own: Station, turns: int) -> dict[str, list[float]]:
    """How long each took, in seconds."""
    found: dict[str, list[float]] = {"due": [], "claim": [], "settle": [], "next due": []}

    def timed(name: str, call: Callable[[], object]) -> object:
        begun = time.perf_counter()
        came = call()
        found[name].append(time.perf_counter() - begun)
        return came

    later = Settlement(State.SAVED, wait_s=0.0)
    for _ in range(turns):
        timed("due", lambda: own.store.due(now(), _ONE_PAGE))
        number = own.store.due(now(), _ONE_PAGE)[-1]
        timed("claim", lambda number=number: own.store.claim(number, now()))  # type: ignore[misc]  # a default
        timed("settle", lambda number=number: own.store.settle(number, later, now()))  # type: ignore[misc]
        timed("next due", lambda: own.store.next_due_s(now()))
    return found


def _multiply(path: Path, many: int) -> None:
    """Fill the outbox up with copies, each of a card of its own; saving them one by one would take minutes."""
    with closing(sqlite3.connect(path)) as file:
        names = [row[1] for row in file.execute("PRAGMA table_info(operations)")]
        [last] = file.execute("SELECT max(id) FROM operations").fetchone()
        card = "printf('0x%08x', 0x70000000 + number)"
        own = {"id": "number", "turn": "number", "subject": card, "identification": card, "uid": "hex(randomblob(16))"}
        values = ", ".join(own.get(name, f"operations.{name}") for name in names)
        file.execute(
            f"WITH RECURSIVE numbers(number) AS (SELECT {last + 1} UNION ALL SELECT number + 1 FROM numbers "  # noqa: S608
            f"WHERE number < {many}) INSERT INTO operations ({', '.join(names)}) SELECT {values} FROM numbers "
            f"JOIN operations ON operations.id = 1 + number % {last}"
        )
        file.commit()


def profile(folder: Path) -> None:
    """Where the processor's time of an enrollment, and of a delivery, goes."""
    with Server(folder / "services") as server, station(folder / "home", server.service("profile")) as own:
        for turn in range(5):
            own.enroller.enroll(order(0x60000000 + turn))
        profiler = cProfile.Profile()
        profiler.enable()
        for turn in range(200):
            own.enroller.enroll(order(0x61000000 + turn))
        profiler.disable()
    pstats.Stats(profiler).sort_stats("cumulative").print_stats("enroll_app|sqlite3|sqlalchemy/engine", 45)


def main() -> int:
    """Print the figures and say whether they hold."""
    parser = argparse.ArgumentParser(description="Measure what saving before sending costs.")
    parser.add_argument("--pairs", type=int, default=100, help="how many pairs of enrollments (100)")
    parser.add_argument("--rows", type=int, default=200, help="how many rows to deliver (200)")
    parser.add_argument("--turns", type=int, default=50, help="how often to claim (50)")
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.profile:
            profile(folder / "profile")
            return 0
        good = [
            enroll(folder / "enroll", given.pairs),
            deliver(folder / "deliver", given.rows),
            backlog(folder / "backlog", given.turns),
        ]
    return 0 if all(good) else 1


def _ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.2f} ms"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
