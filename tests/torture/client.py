"""What a forked process does: a station of the product's real parts, over real HTTP, that may be killed at any time.

What a person was told goes to files outside the station's folder, a line each: `acks` (token, number: it is saved) and
`told` (token, number, state: this came of it).
"""

import json
import os
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, event

from enroll_app.api.client import IntServClient
from enroll_app.domain.enrollment import Order
from enroll_app.domain.identification import Spelling, parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Operation, Outcome, Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.ports import OutboxStore
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.secret import Secret, SecretPlace
from enroll_app.domain.uptime import Instant
from enroll_app.domain.validity import Validity
from enroll_app.services.delivery import Delivered, Delivery
from enroll_app.services.enroll import Enroller, OnConflict
from enroll_app.services.keys import Keys
from enroll_app.services.outbox import Outbox
from enroll_app.store.database import Database
from enroll_app.store.outbox import SqlOutbox
from enroll_app.store.register import SqlRegister
from enroll_app.store.sealing import Sealer
from enroll_app.store.vault import StationVault
from tests.torture.kill_steps import CLAIMED_LATER, STEPS, Killer, KillingService, KillingStore
from tests.torture.oracle import FOR_A_PERSON
from tests.torture.power_trace import Watch
from tests.torture.verdicts import CANARY_KEY

FILE = "enroll.sqlite3"
_TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# A station that has not come to rest by then never will, in seconds.
_PATIENCE_S = 100.0


def now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


def quick_uptime(speed: float) -> Callable[[], Instant]:
    """An uptime that runs faster, in every process alike: a quarantine of a minute is over in 60 / speed seconds."""
    return lambda: Instant("torture", time.clock_gettime(time.CLOCK_BOOTTIME) * speed)


@dataclass(frozen=True, slots=True)
class Parts:
    """A station."""

    database: Database
    store: OutboxStore
    register: SqlRegister
    service: IntServClient
    outbox: Outbox
    enroller: Enroller
    delivery: Delivery
    keys: Keys


def build(job: dict[str, Any], watch: Watch | None = None) -> Parts:
    """The station of a job. watch: is told of what is acknowledged."""
    home = Path(job["home"])
    aim = None
    if job["step"] == STEPS[10]:
        aim = Watch()
        aim.begin(home, Path(os.devnull))
    killer = Killer(job["step"], aim, job.get("turn", 1))
    uptime = quick_uptime(job["speed"])
    sealer = Sealer(StationVault(Path(job["vault"]), SecretPlace.FILE))
    database = Database(home / FILE, uptime=uptime, operator="torture", desk="desk", sealer=sealer)
    acks = os.open(job["acks"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tell(token: str, row: Operation) -> None:
        os.write(acks, json.dumps([token, row.number]).encode() + b"\n")
        if watch:
            watch.mark(json.dumps([row.number, ""]))

    store = KillingStore(SqlOutbox(database), killer, tell, lambda: _mode(database))
    client = IntServClient(
        url=job["url"],
        key=Secret(CANARY_KEY),
        spelling=Spelling.HEX,
        deadline_s=job["deadline_s"],
        trust=_TRUST,
        user_agent=f"torture/{os.getpid()}",
    )
    service = KillingService(client, killer)
    register = SqlRegister(database)
    outbox = Outbox(service, store, register, now)
    enroller = Enroller(service, outbox, register, now, probe_first=job["task"] == "probe")
    delivery = Delivery(service, store, outbox, now, clock=lambda: uptime().seconds)
    keys = Keys(service, outbox, register, now)
    return Parts(database, store, register, client, outbox, enroller, delivery, keys)


def _mode(database: Database) -> str:
    with database.reading() as connection:
        return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())


def order_of(meant: dict[str, Any]) -> Order:
    """What was meant, as the product says it."""
    end = datetime.fromisoformat(meant["valid_to"]) if meant["valid_to"] else None
    return Order(
        parse_identification(meant["identification"]),
        Person(meant["first_name"], meant["last_name"]),
        Pin(meant["pin"]),
        Validity(end=end),
        tuple(UUID(level) for level in meant["levels"]),
    )


def run(job: dict[str, Any]) -> None:
    """Do a job."""
    watch = Watch() if "trace" in job else None
    if watch:
        watch.begin(Path(job["folder"]), Path(job["trace"]))
    if "kill_before" in job:
        aim = Watch()
        aim.begin(Path(job["home"]), Path(os.devnull))
        aim.kill_before(*job["kill_before"])
    if job.get("unsafe"):
        event.listen(Engine, "engine_connect", _unsafe)
    parts = build(job, watch)
    told = os.open(job["told"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tell(token: str, outcome: Outcome) -> None:
        os.write(told, json.dumps([token, outcome.outbox_id, outcome.state.value]).encode() + b"\n")
        if watch:
            watch.mark(json.dumps([outcome.outbox_id, outcome.state.value]))

    _TASKS[job["task"]](parts, job, tell)


def _unsafe(connection: Connection) -> None:
    """Make the file as unsafe as it can be, to see that this is noticed."""
    file = connection.connection.driver_connection
    assert file is not None
    file.execute("PRAGMA synchronous=OFF")


Tell = Callable[[str, Outcome], None]


def _one(parts: Parts, job: dict[str, Any], tell: Tell) -> None:
    """One enrollment, at once; or saved to be sent later, and then delivered."""
    [meant] = job["meant"]
    if job["step"] not in CLAIMED_LATER:
        tell(meant["token"], parts.enroller.enroll(order_of(meant), meant["token"]))
        return
    step = parts.outbox.step(Purpose.ENROLL, order_of(meant))
    parts.store.save([step], meant["token"], now())
    for happened in parts.delivery.run(threading.Event(), until_idle=True):
        if isinstance(happened, Delivered):
            tell(meant["token"], happened.outcome)


def _work(parts: Parts, job: dict[str, Any], tell: Tell) -> None:
    """A window at work: enrollments one after the other, and the outbox emptied behind them."""
    parts.outbox.renew()
    stop = threading.Event()
    pump = threading.Thread(target=lambda: [None for _ in parts.delivery.run(stop)], daemon=True)
    pump.start()
    for meant in job["meant"]:
        tell(meant["token"], parts.enroller.enroll(order_of(meant), meant["token"]))
    stop.set()
    pump.join()


def _recover(parts: Parts, job: dict[str, Any], tell: Tell) -> None:
    """A window that is opened afterwards, and a person who lets go on what was held for help."""
    until = time.monotonic() + _PATIENCE_S
    parts.outbox.renew()
    while time.monotonic() < until:
        for happened in parts.delivery.run(threading.Event(), until_idle=True):
            if isinstance(happened, Delivered):
                operation = parts.outbox.operation(happened.outcome.outbox_id)
                tell(operation.reader if operation else "", happened.outcome)
        waiting = [one for one in parts.outbox.operations() if one.waiting and not _for_a_person(one)]
        if not waiting:
            return
        for one in waiting:
            if one.held:
                with suppress(InvalidInputError):
                    parts.outbox.release(one.number)
        time.sleep(0.02)
    raise TimeoutError([(one.number, one.state, one.held) for one in waiting])


def _for_a_person(operation: Operation) -> bool:
    return operation.held is not None and operation.held.code == FOR_A_PERSON


def _enroll(parts: Parts, job: dict[str, Any], tell: Tell) -> None:
    """Enrollments one after the other; what is not confirmed stays so."""
    for meant in job["meant"]:
        tell(meant["token"], parts.enroller.enroll(order_of(meant), meant["token"]))


def _replace(parts: Parts, job: dict[str, Any], tell: Tell) -> None:
    """A lost card: another one for the same person, then the old key's removal."""
    lost, new = job["meant"]
    old = parts.keys.known(parse_identification(lost["identification"]))
    assert old is not None
    card, pin = parse_identification(new["identification"]), Pin(new["pin"])
    for outcome in parts.keys.replace(old, card, pin, reader=new["token"], levels=()):
        tell(new["token"], outcome)


def _reassign(parts: Parts, job: dict[str, Any], tell: Tell) -> None:
    """A card that is somebody's, taken from them on purpose: their key's removal, then the enrollment."""
    [meant] = job["meant"]
    tell(meant["token"], parts.enroller.enroll(order_of(meant), meant["token"], on_conflict=OnConflict.REASSIGN))


def _change(parts: Parts, job: dict[str, Any], tell: Tell) -> None:
    """Another PIN for a key, by its id."""
    _, new = job["meant"]
    change = Change(None, parse_identification(new["identification"]), pin=Pin(new["pin"]))
    tell(new["token"], parts.keys.change(change, reader=new["token"]))


def _know(parts: Parts, job: dict[str, Any], tell: Tell) -> None:
    """Let the station hear of keys, as it does when a door tells of them."""
    for key in job["keys"]:
        who = key["person"]
        owner = Person(who["first_name"], who["last_name"], UUID(who["id"]))
        parts.register.heard(KnownKey(UUID(key["id"]), parse_identification(key["identification"]), owner), now())


_TASKS: dict[str, Callable[[Parts, dict[str, Any], Tell], None]] = {
    "one": _one,
    "work": _work,
    "recover": _recover,
    "know": _know,
    "enroll": _enroll,
    "replace": _replace,
    "reassign": _reassign,
    "change": _change,
    "probe": _enroll,
}
