#!/usr/bin/env python3
"""Ends the program at every step, at any time, and cuts its power: nothing acknowledged may be lost, doubled or leaked.

matrix  12 named steps of an enrollment, times 8 things that can become of its request: 96 cells
sweep   an enrollment ended before each single thing that it does to its files
sagas   what takes two requests (a replaced card, a card taken from its owner, a changed key), ended in the middle
kills   random ends of one and of several processes on one store, with a service that fails at 40 % of the requests
late    corrections whose first request lands after them
cuts    what the disk may hold after a power cut, sector by sector, in every order that was not synced

Each is judged by an oracle that knows the file and the service's journal alone (tests/torture/oracle.py). 0 losses in
n trials bound the rate of losses below 3 / n (95 %). A minute by default; --long goes on for hours.

Exit code 1 when anything is wrong.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.torture.kill_matrix import CELLS, Cell, run_matrix, run_sweep
from tests.torture.power_cuts import cut_bare_file, cut_station
from tests.torture.power_trace import build
from tests.torture.random_kills import Amount, run_late_edits, run_random_kills
from tests.torture.sagas import run_sagas
from tests.torture.stage import Server, Zygote

_PROCESSES = (1, 3)
# What is wrong everywhere need not be read a hundred times.
_MOST_TOLD = 8


@dataclass(frozen=True)
class Size:
    """How much of each. rows, kills: of each of the runs, one per number of processes. cuts: of the power.

    moments: of the sweep; these and sagas: None for every one there is.
    """

    matrices: int
    moments: int | None
    sagas: int | None
    rows: int
    kills: int
    late: int
    cuts: int
    cut_rows: int


_SHORT = Size(matrices=1, moments=40, sagas=48, rows=150, kills=12, late=15, cuts=100, cut_rows=15)
_LONG = Size(matrices=20, moments=None, sagas=None, rows=2000, kills=250, late=300, cuts=2000, cut_rows=120)


def main() -> int:
    """Run what was asked for and say what came of it."""
    given = _given()
    size = _size(given)
    until = time.monotonic() + given.hours * 3600
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**6)
    wrong = 0
    with _folder() as folder, Server(folder / "services") as server, Zygote(build(folder)) as zygote:
        for turn in _rounds(until):
            say(f"seed {seed + turn}")
            place = folder / f"round-{turn}"
            wrong += sum(_PARTS[part](place, server, zygote, size, seed + turn) for part in given.parts)
            if wrong:
                kept = Path(tempfile.mkdtemp(prefix="torture-"))
                shutil.copytree(folder, kept, dirs_exist_ok=True, ignore=shutil.ignore_patterns("powercut.so"))
                say(f"{wrong} wrong; everything is kept in {kept}")
                return 1
            shutil.rmtree(place)
    say("nothing lost, doubled, overwritten or leaked")
    return 0


def _rounds(until: float) -> Iterator[int]:
    """The first round in any case, and more while there is time."""
    turn = 0
    yield turn
    while time.monotonic() < until:
        turn += 1
        yield turn


def _matrix(place: Path, server: Server, zygote: Zygote, size: Size, _seed: int) -> int:
    begun, cells = time.monotonic(), []
    for turn in range(size.matrices):
        cells += run_matrix(place / f"matrix-{turn}", server, zygote)
    return _told(f"matrix  {size.matrices} x {len(CELLS)} cells", begun, _of_cells(cells))


def _sweep(place: Path, server: Server, zygote: Zygote, size: Size, seed: int) -> int:
    begun = time.monotonic()
    cells = run_sweep(place / "sweep", server, zygote, size.moments, seed)
    return _told(f"sweep   {len(cells)} moments", begun, _of_cells(cells))


def _of_cells(cells: Sequence[Cell]) -> list[str]:
    return [f"{cell.step} / {cell.outcome}: {what}" for cell in cells for what in cell.wrong]


def _sagas(place: Path, server: Server, zygote: Zygote, size: Size, seed: int) -> int:
    begun = time.monotonic()
    endings = run_sagas(place / "sagas", server, zygote, size.sagas, seed)
    ended = sum(ending.ended for ending in endings)
    wrong = [f"{ending.saga}: {what}" for ending in endings for what in ending.wrong]
    return _told(f"sagas   {len(endings)}, of which {ended} came to the step they were to end at", begun, wrong)


def _kills(place: Path, server: Server, zygote: Zygote, size: Size, seed: int) -> int:
    wrong = 0
    for processes in _PROCESSES:
        begun, amount = time.monotonic(), Amount(size.rows, size.kills, processes)
        run = run_random_kills(place / f"kills-{processes}", server, zygote, amount, seed)
        what = (
            f"kills   {processes} process(es), {run.kills} kills, {run.acknowledged} acknowledged, {run.requests} "
            f"requests, {run.foreign} foreign cards"
        )
        wrong += _told(what, begun, run.wrong)
    return wrong


def _late(place: Path, server: Server, zygote: Zygote, size: Size, _seed: int) -> int:
    begun = time.monotonic()
    wrong = run_late_edits(place / "late", server, zygote, size.late)
    return _told(f"late    {size.late} corrections", begun, wrong)


def _cuts(place: Path, server: Server, _zygote: Zygote, size: Size, seed: int) -> int:
    begun = time.monotonic()
    damage = cut_station(place / "cuts", server, rows=size.cut_rows, count=size.cuts, seed=seed)
    bare = cut_bare_file(place / "cuts", "DELETE", "OFF", count=size.cuts, seed=seed)
    wrong = list(damage.wrong)
    if damage.lost or damage.corrupt:
        wrong.append(f"{damage.lost} cuts lost acknowledged rows, {damage.corrupt} left no sound file")
    if not bare.lost:
        wrong.append("the cuts lose nothing even of a file that is never synced: they show nothing")
    what = f"cuts    {damage.cuts} in {damage.steps} steps (without syncing {bare.lost} of {bare.cuts} lose something)"
    return _told(what, begun, wrong)


def _told(what: str, begun: float, wrong: Sequence[str]) -> int:
    for one in wrong[:_MOST_TOLD]:
        say(f"  {one}")
    if len(wrong) > _MOST_TOLD:
        say(f"  and {len(wrong) - _MOST_TOLD} more")
    say(f"{what}: {len(wrong)} wrong, {time.monotonic() - begun:.0f} s")
    return len(wrong)


_PARTS: dict[str, Callable[[Path, Server, Zygote, Size, int], int]] = {
    "matrix": _matrix,
    "sweep": _sweep,
    "sagas": _sagas,
    "kills": _kills,
    "late": _late,
    "cuts": _cuts,
}


@contextmanager
def _folder() -> Iterator[Path]:
    """Where it all happens: a folder of its own, on a real disk if that is where temporary files are."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        yield Path(folder)


def _size(given: argparse.Namespace) -> Size:
    standard = _LONG if given.long else _SHORT
    return Size(
        given.matrices or standard.matrices,
        standard.moments,
        standard.sagas,
        given.rows or standard.rows,
        given.kills or standard.kills,
        standard.late,
        given.cuts or standard.cuts,
        standard.cut_rows,
    )


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Crash the program in every way there is, and judge what is left.")
    parser.add_argument("parts", nargs="*", default=list(_PARTS), help=f"which of {', '.join(_PARTS)} (all)")
    parser.add_argument("--long", action="store_true", help="much more of everything: hours")
    parser.add_argument("--matrices", type=int, help="how often the 96 cells")
    parser.add_argument("--rows", type=int, help="enrollments in each run of kills")
    parser.add_argument("--kills", type=int, help="kills in each run of kills")
    parser.add_argument("--cuts", type=int, help="power cuts")
    parser.add_argument("--hours", type=float, default=0.0, help="go on for so long, with another seed each round")
    parser.add_argument("--seed", type=int, help="of chance; what the system does meanwhile is not repeatable")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(_PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    return given


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
