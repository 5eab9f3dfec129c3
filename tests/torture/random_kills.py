"""Stations that are killed at any time while they work, with a service that often fails, until all is enrolled.

Some cards belong to somebody else at the service; the station knows of half of these. Some are enrolled a second time
with another PIN while the first try may still be on its way: the later one must win.
"""

import random
import signal
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.torture.oracle import Meant
from tests.torture.stage import SPEED, Client, Place, Server, Service, Zygote
from tests.torture.verdicts import verdict

_LEVELS = tuple(f"{number:08d}-2222-4333-8444-555555555555" for number in range(5))
# Few, so that every one of them can be looked for; none of them looks like a year or a row's number.
_PINS = tuple(str(digits) for digits in range(8642, 8682))
_FOREIGN_PART, _TWICE_PART = 0.05, 0.1
# Between which times after a start the processes are killed, in seconds.
_SOONEST_S, _LATEST_S = 0.02, 0.7
# A client's patience where all its first requests are late; and how long it takes for the last of them to land.
_SHORT_DEADLINE_S, _LANDED_S = 0.15, 0.8
_HASTY = 1e6
_FIRST_CARD = 0x20000000


@dataclass(frozen=True, slots=True)
class Amount:
    """How much. rows: enrollments. kills: of processes. processes: on one store at a time. faults: part of answers."""

    rows: int = 150
    kills: int = 12
    processes: int = 1
    faults: float = 0.4


@dataclass(frozen=True, slots=True)
class Run:
    """What came of it. wrong: empty where nothing is."""

    amount: Amount
    kills: int
    acknowledged: int
    requests: int
    foreign: int
    seconds: float
    wrong: tuple[str, ...]


def run_random_kills(folder: Path, server: Server, zygote: Zygote, amount: Amount, seed: int) -> Run:
    """Run it, and judge."""
    begun, chance = time.monotonic(), random.Random(seed)
    place, service = Place.made(folder), server.service(uuid.uuid4().hex)
    groups = _meant(amount.rows, chance)
    meant = [one for group in groups for one in group]
    wrong = _prepare(place, service, zygote, meant)
    service.faults(amount.faults, seed)
    desks = [_Desk(place, zygote, service, groups[turn :: amount.processes]) for turn in range(amount.processes)]
    for _ in range(amount.kills):
        time.sleep(chance.uniform(_SOONEST_S, _LATEST_S))
        chance.choice(desks).kill()
    for desk in desks:
        wrong += desk.end()
    service.faults(0.0)
    status = zygote.start(**place.job(service, "recover")).wait()
    wrong += [f"it does not recover: {status}: {place.said()}"] if status else []
    wrong += verdict(place, service, meant)
    return Run(
        amount,
        sum(desk.kills for desk in desks),
        len(place.acks()),
        sum('"got"' in line for line in service.journal.read_text("utf-8").splitlines()),
        sum(bool(one.foreign) for one in meant),
        time.monotonic() - begun,
        tuple(wrong),
    )


def run_late_edits(folder: Path, server: Server, zygote: Zygote, cards: int, *, hasty: bool = False) -> list[str]:
    """Enroll cards whose first request lands late, each with another PIN at once after that; what is wrong.

    hasty: the uptime runs so fast that no quarantine lasts until the late request has landed.
    """
    place, service = Place.made(folder), server.service(uuid.uuid4().hex)
    meant = []
    for turn in range(cards):
        first = Meant(f"token-{turn}", f"0x{_FIRST_CARD + turn:08x}", _PINS[0], "Anna", f"Svensson {turn}")
        meant += [first, replace(first, token=f"again-{turn}", pin=_PINS[1])]
        service.plan(first.identification, ["very-late" if hasty else "late"])
    more = {"speed": _HASTY if hasty else SPEED, "deadline_s": _SHORT_DEADLINE_S}
    for task in ("work", "recover"):
        if zygote.start(**place.job(service, task, meant, **more)).wait():
            return [place.said()]
    # What is still on its way by now has landed then.
    time.sleep(_LANDED_S)
    return verdict(place, service, meant)


class _Desk:
    """One process at a time, started anew when it was killed, with the first enrollment that was not acknowledged."""

    def __init__(self, place: Place, zygote: Zygote, service: Service, groups: Sequence[Sequence[Meant]]) -> None:
        self._place = place
        self._zygote = zygote
        self._service = service
        self._meant = [one for group in groups for one in group]
        self._client: Client | None = None
        self.kills = 0
        self._wrong: list[str] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def kill(self) -> None:
        """Kill what runs now."""
        client = self._client
        if client is not None and not client.ended.is_set():
            client.kill()
            self.kills += 1

    def end(self) -> list[str]:
        """Wait until everything was acknowledged; what went wrong."""
        self._thread.join()
        return self._wrong

    def _run(self) -> None:
        while (left := self._left()) and not self._wrong:
            self._client = self._zygote.start(**self._place.job(self._service, "work", left))
            status = self._client.wait()
            if status not in (0, -signal.SIGKILL):
                self._wrong.append(f"a desk ended with {status}: {self._place.said()}")

    def _left(self) -> list[Meant]:
        acknowledged = {token for token, _ in self._place.acks()}
        return [one for one in self._meant if one.token not in acknowledged]


def _meant(rows: int, chance: random.Random) -> list[list[Meant]]:
    """The enrollments, those of one card together."""
    groups: list[list[Meant]] = []
    while sum(map(len, groups)) < rows:
        turn = len(groups)
        foreign = chance.choice(("known", "new")) if chance.random() < _FOREIGN_PART else ""
        first = Meant(
            f"token-{turn}",
            f"0x{_FIRST_CARD + turn:08x}",
            chance.choice(_PINS),
            "Anna",
            f"Svensson {turn}",
            tuple(sorted(chance.sample(_LEVELS, chance.randint(1, 3)))),
            chance.choice((None, "2099-12-31T22:59:59Z")),
            foreign,
        )
        again = replace(first, token=f"again-{turn}", pin=chance.choice(_PINS))
        groups.append([first, again] if not foreign and chance.random() < _TWICE_PART else [first])
    return groups


def _prepare(place: Place, service: Service, zygote: Zygote, meant: Sequence[Meant]) -> list[str]:
    """Give the foreign cards to others, and let the station hear of those that it is to know."""
    foreign = [one for one in meant if one.foreign]
    keys = service.seed([_theirs(one, turn) for turn, one in enumerate(foreign)])
    heard = [
        {"id": key["id"], "identification": one.identification, "person": key["person"]}
        for one, key in zip(foreign, keys, strict=True)
        if one.foreign == "known"
    ]
    client = zygote.start(**place.job(service, "know", keys=heard))
    return [f"it cannot be told of keys: {place.said()}"] if client.wait() else []


def _theirs(one: Meant, turn: int) -> dict[str, Any]:
    return {
        "key": {"identification": one.identification, "type": "proximity"},
        "pin": "7531",
        "access_levels": [],
        "person": {"first_name": "Beata", "last_name": f"Lind {turn}"},
    }
