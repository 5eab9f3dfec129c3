"""What a power cut may leave of the files that powercut.c watched. Standard library only.

Sure is only what was synced: a file's data and size with fsync or fdatasync of it, names with fsync of their folder.
Of the rest anything may be there: each sector of 512 bytes holds any of the versions that it had since the sync, a
file has any of its sizes since then, a name stands for any of what it stood for since then; names that were renamed
go together. Folders themselves are taken to be there.
"""

import ctypes
import os
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
WRITE, SIZE, SYNC, CREATE, UNLINK, RENAME, SYNC_FOLDER, MARK = range(1, 9)
_HEAD = struct.Struct("<4Q")
_SOURCE = Path(__file__).with_name("powercut.c")


def build(folder: Path) -> Path:
    """Compile the library and return where it is."""
    library = folder / "powercut.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", str(library), str(_SOURCE)], check=True)
    return library


class Watch:
    """The library from within the process that it was loaded into (LD_PRELOAD)."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)

    def begin(self, folder: Path, trace: Path) -> None:
        """Note what is done to the files of an empty folder from now on."""
        self._library.powercut_trace(os.fsencode(folder.resolve()), os.fsencode(trace))

    def mark(self, text: str) -> None:
        """Note a text among what is done."""
        self._library.powercut_mark(text.encode())

    def kill_before(self, operation: int, turn: int) -> None:
        """Let this process be killed when it is about to do such an operation for the n-th time from now on."""
        self._library.powercut_kill(operation, turn)


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done to the files."""

    kind: int
    file: int
    offset: int
    data: bytes


def read_trace(trace: Path) -> list[Done]:
    """Everything that was noted, in its order; a last record that is not whole is left out."""
    raw = trace.read_bytes()
    found, at = [], 0
    while at + _HEAD.size <= len(raw):
        kind, file, offset, length = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        if at + length > len(raw):
            break
        found.append(Done(kind, file, offset, raw[at : at + length]))
        at += length
    return found


@dataclass(slots=True)
class _File:
    """live: as the processes see it. sectors, sizes: the versions since the last sync, the synced one first."""

    live: bytearray = field(default_factory=bytearray)
    sectors: dict[int, list[bytes]] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=lambda: [0])

    def sector(self, number: int) -> bytes:
        return bytes(self.live[number * SECTOR : (number + 1) * SECTOR]).ljust(SECTOR, b"\0")

    def write(self, offset: int, data: bytes) -> None:
        touched = range(offset // SECTOR, (offset + len(data) - 1) // SECTOR + 1)
        for number in touched:
            self.sectors.setdefault(number, [self.sector(number)])
        if offset + len(data) > len(self.live):
            self.resize(offset + len(data))
        self.live[offset : offset + len(data)] = data
        for number in touched:
            self.sectors[number].append(self.sector(number))

    def resize(self, size: int) -> None:
        kept, before = size // SECTOR, len(self.live)
        for number in range(kept, (before + SECTOR - 1) // SECTOR):
            self.sectors.setdefault(number, [self.sector(number)])
        self.live = self.live[:size].ljust(size, b"\0")
        for number in range(kept, (before + SECTOR - 1) // SECTOR):
            self.sectors[number].append(self.sector(number))
        self.sizes.append(size)

    def sync(self) -> None:
        self.sectors.clear()
        self.sizes = [len(self.live)]

    def after_cut(self, chance: random.Random) -> bytes:
        size = chance.choice(self.sizes)
        left = bytearray(self.live[:size].ljust(size, b"\0"))
        for number, versions in self.sectors.items():
            begin = number * SECTOR
            if begin < size:
                left[begin : min(size, begin + SECTOR)] = chance.choice(versions)[: size - begin]
        return bytes(left)


_Names = dict[str, int]


class Disk:
    """Files and their names, as the processes see them and as a power cut may leave them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[int, _File] = {}
        self._names: _Names = {}
        # What happened to names since their folder was synced: each step with the names that it touches.
        self._sure: _Names = {}
        self._steps: list[dict[str, int | None]] = []

    def do(self, done: Done) -> None:
        """Take one more step."""
        if done.kind == WRITE:
            self._files[done.file].write(done.offset, done.data)
        elif done.kind == SIZE:
            self._files[done.file].resize(done.offset)
        elif done.kind == SYNC:
            self._files[done.file].sync()
        elif done.kind == CREATE:
            self._files[done.file] = _File()
            self._rename({os.fsdecode(done.data): done.file})
        elif done.kind == UNLINK:
            self._rename({os.fsdecode(done.data): None})
        elif done.kind == RENAME:
            old, new = (os.fsdecode(name) for name in done.data.split(b"\0"))
            self._rename({old: None, new: self._names[old]})
        elif done.kind == SYNC_FOLDER:
            self._sync_folder(os.fsdecode(done.data))

    def _rename(self, step: dict[str, int | None]) -> None:
        self._steps.append(step)
        _apply(self._names, step)

    def _sync_folder(self, folder: str) -> None:
        rest = []
        for step in self._steps:
            if any(Path(name).parent == Path(folder) for name in step):
                _apply(self._sure, step)
            else:
                rest.append(step)
        self._steps = rest

    def cut(self, into: Path, chance: random.Random) -> None:
        """Write down what is left when the power fails now."""
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir(parents=True)
        names = dict(self._sure)
        for group in _groups(self._steps):
            for step in group[: chance.randint(0, len(group))]:
                _apply(names, step)
        for name, file in names.items():
            path = into / Path(name).relative_to(self._root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._files[file].after_cut(chance))
            path.chmod(0o600)


def _apply(names: _Names, step: dict[str, int | None]) -> None:
    for name, file in step.items():
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


def _groups(steps: Sequence[dict[str, int | None]]) -> list[list[dict[str, int | None]]]:
    """The steps by the names that they have in common, each group in its order."""
    groups: list[tuple[set[str], list[dict[str, int | None]]]] = []
    for step in steps:
        own: tuple[set[str], list[dict[str, int | None]]] = (set(step), [step])
        joined = [group for group in groups if group[0] & own[0]]
        for group in joined:
            groups.remove(group)
        names = own[0].union(*(group[0] for group in joined))
        groups.append((names, [one for group in joined for one in group[1]] + [step]))
    return [group[1] for group in groups]


@dataclass(frozen=True, slots=True)
class Cut:
    """One power cut. marks: what had been noted before it; folder: what it left."""

    number: int
    marks: tuple[str, ...]
    folder: Path


def cuts(root: Path, trace: Sequence[Done], into: Path, *, count: int, seed: int) -> Iterator[Cut]:
    """Cut the power at random moments; each leaves a folder, which is the caller's to remove.

    Half of the moments are within the three steps after a mark: there an acknowledged row is at its most fragile.
    """
    chance = random.Random(seed)
    marked = [at for at, done in enumerate(trace, 1) if done.kind == MARK]
    moments = sorted(
        min(len(trace), chance.choice(marked) + chance.randint(0, 3)) if marked and chance.random() < 0.5
        else chance.randint(1, len(trace))
        for _ in range(count)
    )  # fmt: skip
    disk, marks, at = Disk(root.resolve()), [], 0
    for number, moment in enumerate(moments):
        for done in trace[at:moment]:
            disk.do(done)
            if done.kind == MARK:
                marks.append(done.data.decode())
        at = moment
        folder = into / f"cut-{number}"
        disk.cut(folder, chance)
        yield Cut(number, tuple(marks), folder)
