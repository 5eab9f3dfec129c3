"""Each named step of an enrollment, ended there, with each thing that can become of the request."""

import random
import signal
import uuid
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.torture.kill_steps import AT_THE_SERVICE, STEPS
from tests.torture.oracle import Meant
from tests.torture.power_trace import CREATE, RENAME, SIZE, SYNC, UNLINK, WRITE, read_trace
from tests.torture.server import OUTCOMES
from tests.torture.stage import Place, Server, Service, Zygote
from tests.torture.verdicts import verdict

CELLS = tuple((step, outcome) for step in STEPS for outcome in OUTCOMES)
# These wait more than they work.
_AT_A_TIME = 8
_FILE_STEPS = {WRITE: "write", SIZE: "size", SYNC: "sync", CREATE: "create", UNLINK: "unlink", RENAME: "rename"}
_LEVEL = "11111111-2222-4333-8444-555555555555"


@dataclass(frozen=True, slots=True)
class Cell:
    """What came of one. wrong: empty where nothing is."""

    step: str
    outcome: str
    wrong: tuple[str, ...]


def run_matrix(folder: Path, server: Server, zygote: Zygote, cells: Sequence[tuple[str, str]] = CELLS) -> list[Cell]:
    """Run the cells, several at a time."""

    def one(turn: int) -> Cell:
        return Cell(*cells[turn], tuple(_wrong(folder / f"cell-{turn}", server, zygote, cells[turn], turn)))

    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        return list(pool.map(one, range(len(cells))))


def run_sweep(folder: Path, server: Server, zygote: Zygote, most: int | None, seed: int) -> list[Cell]:
    """End an enrollment before each single thing that it does to the files of a station, from their making on.

    most: no more than so many of these moments, by chance.
    """
    place, service, meant = Place.made(folder / "whole"), server.service(uuid.uuid4().hex), _meant(0)
    job = place.job(service, "one", [meant], trace=str(folder / "trace"), folder=str(place.home))
    assert zygote.start(**job).wait() == 0, place.said()
    counted = Counter(done.kind for done in read_trace(folder / "trace"))
    moments = [(kind, turn) for kind in _FILE_STEPS for turn in range(1, counted[kind] + 1)]
    if most is not None:
        moments = random.Random(seed).sample(moments, min(most, len(moments)))

    def one(turn: int) -> Cell:
        place, service, meant = Place.made(folder / f"sweep-{turn}"), server.service(uuid.uuid4().hex), _meant(turn)
        kind, which = moments[turn]
        job = place.job(service, "one", [meant], kill_before=[kind, which])
        wrong = _ended(place, service, zygote, meant, job)
        return Cell(f"{_FILE_STEPS[kind]} {which}", "ok", tuple(wrong))

    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        return list(pool.map(one, range(len(moments))))


def _meant(turn: int) -> Meant:
    card = f"0x{0x10000000 + turn:08x}"
    return Meant(f"token-{turn}", card, "8642", "Anna", f"Svensson {turn}", (_LEVEL,), "2099-12-31T22:59:59Z")


def _wrong(folder: Path, server: Server, zygote: Zygote, cell: tuple[str, str], turn: int) -> list[str]:
    step, outcome = cell
    place, service = Place.made(folder), server.service(uuid.uuid4().hex)
    meant = _meant(turn)
    service.plan(meant.identification, [outcome], kill=int(step == AT_THE_SERVICE))
    return _ended(place, service, zygote, meant, place.job(service, "one", [meant], step=step))


def _ended(place: Place, service: Service, zygote: Zygote, meant: Meant, job: dict[str, Any]) -> list[str]:
    """Do a job that does not live to its end, recover, and judge."""
    status = zygote.start(**job).wait()
    if status != -signal.SIGKILL:
        return [f"it was not killed there, but ended with {status}: {place.said()}"]
    status = zygote.start(**place.job(service, "recover")).wait()
    if status:
        return [f"it does not recover: {status}: {place.said()}"]
    return verdict(place, service, [meant])
