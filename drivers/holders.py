"""Who holds a device: read from /proc, as far as this account may see it. Linux; elsewhere nobody is found.

Nothing is opened and nobody is disturbed. Which files another account's program has open is for root alone to see;
locks, and the names of programs, are for everybody.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
# Programs that are known to take readers away, and under which names they run.
BRLTTY = "brltty"
MODEM_MANAGER = "ModemManager"


@dataclass(frozen=True, slots=True)
class Holder:
    """A program that runs. name: as /proc/…/comm has it; empty where it is hidden."""

    pid: int
    name: str = ""

    def __str__(self) -> str:
        return f"{f'The program {self.name}' if self.name else 'Another program'} (process {self.pid})"


class Processes:
    """The programs that run now, but for this one."""

    def __init__(self, proc: Path = PROC, *, own_pid: int | None = None) -> None:
        self._proc = proc
        self._own = os.getpid() if own_pid is None else own_pid

    def named(self, name: str) -> Holder | None:
        """A program of this name that runs now."""
        return next((Holder(pid, name) for pid in self._pids() if self._name(pid) == name), None)

    def holders(self, devices: Collection[str]) -> Mapping[str, Holder]:
        """Who has these device files open or locked, by their paths; those that nobody is seen to hold are left out."""
        found: dict[str, Holder] = {}
        real = {os.path.realpath(device): device for device in devices}
        if not real:
            return found
        for pid, path in self._open_files():
            if path in real:
                found.setdefault(real[path], Holder(pid, self._name(pid)))
        locks = self._locks()
        for path, device in real.items() if locks else ():
            pid = locks.get(_place(path), 0)
            if pid and device not in found:
                found[device] = Holder(pid, self._name(pid))
        return found

    def _pids(self) -> Iterator[int]:
        try:
            names = os.listdir(self._proc)  # noqa: PTH208  a third of iterdir's time, in what is polled
        except OSError:
            return
        yield from (pid for pid in map(int, filter(str.isdecimal, names)) if pid != self._own)

    def _name(self, pid: int) -> str:
        try:
            return (self._proc / str(pid) / "comm").read_text("utf-8", errors="replace").strip()
        except OSError:
            return ""

    def _open_files(self) -> Iterator[tuple[int, str]]:
        for pid in self._pids():
            folder = f"{self._proc}/{pid}/fd"
            try:
                numbers = os.listdir(folder)  # noqa: PTH208  as above
            except OSError:
                # Not ours to see, or it has just ended.
                continue
            for number in numbers:
                with suppress(OSError):  # closed since
                    yield pid, os.readlink(f"{folder}/{number}")  # noqa: PTH115  as above

    def _locks(self) -> dict[tuple[int, int, int], int]:
        """Who holds each locked file, by the device and the inode where it lies. A line is described in proc(5)."""
        try:
            lines = (self._proc / "locks").read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return {}
        found: dict[tuple[int, int, int], int] = {}
        for line in lines:
            words = line.split()
            try:
                if "->" in words:  # somebody who waits for the lock
                    continue
                pid, (major, minor, inode) = int(words[4]), words[5].split(":")
                # A holder in another container has no number here.
                if pid > 0 and pid != self._own:
                    found[int(major, 16), int(minor, 16), int(inode)] = pid
            except (IndexError, ValueError):
                continue
        return found


def _place(path: str) -> tuple[int, int, int]:
    """The device and the inode where a file lies; what no file has, where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116  a path of the system's, as text
    except OSError:
        return -1, -1, -1
    return os.major(status.st_dev), os.minor(status.st_dev), status.st_ino
