"""What takes two requests, ended in the middle.

A lost card replaced, a card taken from its owner, a key changed by its id, a card asked for its owner before it is
filled in.
"""

import random
import signal
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tests.torture.kill_steps import AT_THE_SERVICE, STEPS
from tests.torture.oracle import Meant
from tests.torture.stage import Place, Server, Service, Zygote
from tests.torture.verdicts import verdict

KINDS = ("replace", "reassign", "change", "probe")
_OUTCOMES = ("ok", "dropped-before", "dropped-after", "late", "5xx", "garbage")
_TURNS = (1, 2)
_AT_A_TIME = 8


@dataclass(frozen=True, slots=True)
class Saga:
    """Ended when it comes to a step for the first or the second time; that is what became of the request then."""

    kind: str
    step: str
    turn: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What came of one. ended: whether it came to that step at all. wrong: empty where nothing is."""

    saga: Saga
    ended: bool
    wrong: tuple[str, ...]


SAGAS = tuple(
    Saga(kind, step, turn, outcome) for kind in KINDS for step in STEPS for turn in _TURNS for outcome in _OUTCOMES
)


def run_sagas(folder: Path, server: Server, zygote: Zygote, most: int | None, seed: int) -> list[Ending]:
    """Run them, several at a time. most: no more than so many, by chance."""
    sagas = SAGAS if most is None else random.Random(seed).sample(SAGAS, most)
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        turns = range(len(sagas))
        return list(pool.map(lambda turn: _ending(folder / f"saga-{turn}", server, zygote, sagas[turn]), turns))


def _ending(folder: Path, server: Server, zygote: Zygote, saga: Saga) -> Ending:
    place, service = Place.made(folder), server.service(uuid.uuid4().hex)
    meant, own = _meant(saga.kind)
    wrong = _before(place, service, zygote, meant[0])
    if wrong:
        return Ending(saga, ended=False, wrong=(wrong,))
    before = [] if saga.turn == 1 else ["ok"]
    service.plan("", [*before, saga.outcome], kill=saga.turn if saga.step == AT_THE_SERVICE else 0)
    status = zygote.start(**place.job(service, saga.kind, own, step=saga.step, turn=saga.turn)).wait()
    if status not in (0, -signal.SIGKILL):
        return Ending(saga, ended=False, wrong=(f"it ended with {status}: {place.said()}",))
    ended = status != 0
    service.plan("", [])
    status = zygote.start(**place.job(service, "recover")).wait()
    if status:
        return Ending(saga, ended, (f"it does not recover: {status}: {place.said()}",))
    return Ending(saga, ended, tuple(verdict(place, service, meant)))


def _meant(kind: str) -> tuple[list[Meant], list[Meant]]:
    """All that is meant, the one from before first; and what the client is given."""
    first = Meant("token-first", "0x40000001", "8642", "Anna", "Svensson")
    if kind == "reassign":
        first = replace(first, foreign="taken")
        return [first], [first]
    second = replace(first, token="token-second", pin="8643")
    if kind == "probe":
        new = replace(second, identification="0x40000002", last_name="Lind")
        return [first, new], [new]
    if kind == "replace":
        second = replace(second, identification="0x40000002")
    return [first, second], [first, second]


def _before(place: Place, service: Service, zygote: Zygote, first: Meant) -> str:
    """The card is enrolled already; for whom, is what differs. Returns what went wrong."""
    if first.foreign:
        theirs = {"first_name": "Beata", "last_name": "Lind"}
        card = {"identification": first.identification, "type": "proximity"}
        [key] = service.seed([{"key": card, "pin": "7531", "access_levels": [], "person": theirs}])
        heard = {"id": key["id"], "identification": first.identification, "person": key["person"]}
        client = zygote.start(**place.job(service, "know", keys=[heard]))
    else:
        client = zygote.start(**place.job(service, "enroll", [first]))
    return place.said() or "it failed" if client.wait() else ""
