"""Power cuts while a station saves and sends: whatever the disk was left with, what was acknowledged is there."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.torture.oracle import Meant
from tests.torture.power_inspection import inspect
from tests.torture.power_trace import Done, build, cuts, read_trace
from tests.torture.stage import ROOT, Place, Server, Zygote

_CARD = 0x30000000
_PIN = "8653"
_BARE = """
import os, sqlite3, sys
from pathlib import Path
from tests.torture.power_trace import Watch
watch = Watch()
watch.begin(Path(sys.argv[1]), Path(sys.argv[2]))
file = sqlite3.connect(Path(sys.argv[1]) / "bare.sqlite3", isolation_level=None)
file.execute(f"PRAGMA journal_mode={sys.argv[3]}")
file.execute(f"PRAGMA synchronous={sys.argv[4]}")
file.execute("CREATE TABLE operations (id INTEGER PRIMARY KEY, body BLOB)")
for number in range(1, 41):
    file.execute("INSERT INTO operations VALUES (?, ?)", (number, os.urandom(700)))
    watch.mark(str(number))
"""


@dataclass(frozen=True, slots=True)
class Damage:
    """What the power cuts did. lost, corrupt: how many cuts lost what was acknowledged, or left no sound file."""

    cuts: int
    steps: int
    lost: int
    corrupt: int
    wrong: tuple[str, ...] = ()


def cut_bare_file(folder: Path, journal: str, synchronous: str, count: int, seed: int) -> Damage:
    """The same with a file of SQLite alone, which is as safe as its pragmas make it."""
    library, root, trace = build(folder), folder / "bare", folder / "trace"
    root.mkdir()
    subprocess.run(
        [sys.executable, "-c", _BARE, str(root), str(trace), journal, synchronous],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(library)},
        check=True,
    )
    steps, lost, corrupt = read_trace(trace), 0, 0
    for cut in cuts(root, steps, folder / "cuts", count=count, seed=seed):
        missing, sound = _look(cut.folder / "bare.sqlite3", {int(mark) for mark in cut.marks})
        lost, corrupt = lost + bool(missing), corrupt + (not sound)
        shutil.rmtree(cut.folder)
    return Damage(count, len(steps), lost, corrupt)


def cut_station(folder: Path, server: Server, *, rows: int, count: int, seed: int, unsafe: bool = False) -> Damage:
    """Let a station enroll cards, some of them waiting for a service that does not answer, and cut its power.

    unsafe: it does not wait for the disk.
    """
    place, service = Place.made(folder / "station"), server.service(uuid.uuid4().hex)
    meant = [Meant(f"token-{turn}", f"0x{_CARD + turn:08x}", _PIN, "Anna", f"Svensson {turn}") for turn in range(rows)]
    for turn, one in enumerate(meant):
        # Every third keeps its PIN, for its outcome is not known.
        if turn % 3 == 0:
            service.plan(one.identification, ["5xx"] * 100)
    trace = folder / "trace"
    with Zygote(build(folder)) as zygote:
        job = place.job(service, "enroll", meant, trace=str(trace), folder=str(place.folder), unsafe=unsafe)
        if zygote.start(**job).wait():
            return Damage(0, 0, 0, 0, (place.said(),))
    return _judged(place, read_trace(trace), folder / "cuts", count, seed)


def _judged(place: Place, steps: list[Done], into: Path, count: int, seed: int) -> Damage:
    lost = corrupt = 0
    wrong: list[str] = []
    for cut in cuts(place.folder, steps, into, count=count, seed=seed):
        left = Place(cut.folder)
        numbers = {json.loads(mark)[0] for mark in cut.marks}
        if left.store.exists():
            shutil.copytree(left.home, cut.folder / "copy")
            missing, sound = _look(cut.folder / "copy" / left.store.name, numbers)
        else:
            missing, sound = numbers, True
        lost, corrupt = lost + bool(missing), corrupt + (not sound)
        told = [tuple(json.loads(mark)) for mark in cut.marks]
        wrong += [f"cut {cut.number}: {one}" for one in inspect(left.home, cut.folder / "vault", told, _PIN)]
        shutil.rmtree(cut.folder)
    return Damage(count, len(steps), lost, corrupt, tuple(wrong))


def _look(store: Path, numbers: set[int]) -> tuple[set[int], bool]:
    """Which acknowledged rows are missing, and whether the file is sound: by SQLite alone."""
    try:
        with closing(sqlite3.connect(store)) as file:
            sound = file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            there = {row[0] for row in file.execute("SELECT id FROM operations")} if numbers else set()
    except sqlite3.Error:
        return numbers, False
    return numbers - there, sound
