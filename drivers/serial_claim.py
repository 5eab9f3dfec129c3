"""Whose a serial port is: not ours if a modem or another program has it, and nobody else's while we have it."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.finding_words import port_held
from drivers.holders import Processes
from drivers.modems import PortInfo, modem_hint
from drivers.reader import State

if TYPE_CHECKING:
    from serial import Serial


def taken(port: str, known: Iterable[PortInfo]) -> tuple[State, str] | None:
    """Why a port must not be opened, in words; None if it may be. known: the ports of this computer.

    Most programs take no lock on a port that they use. Who has it open can be seen on Linux, as far as this account
    may see it.
    """
    hint = modem_hint(port, known)
    if hint:
        return State.REFUSED, hint
    # What is no port, such as /dev/null, may be open in every program. On Windows, asking for the file opens the port.
    if sys.platform == "win32" or not _is_terminal(port):
        return None
    holder = Processes().holders([port]).get(port)
    return (State.BUSY, port_held(port, holder, None)) if holder else None


def _is_terminal(port: str, drivers: Path = Path("/proc/tty/drivers")) -> bool:
    """Whether a file is a serial port or a like device of Linux, without opening it; proc(5) has the columns."""
    try:
        status = os.stat(port)  # noqa: PTH116  a path of the system's, as text
        lines = drivers.read_text("ascii", errors="replace").splitlines()
    except (OSError, ValueError):
        return False
    majors = {columns[-3] for columns in map(str.split, lines) if len(columns) >= 5}
    return stat.S_ISCHR(status.st_mode) and str(os.major(status.st_rdev)) in majors


@contextmanager
def claimed(port: "Serial") -> Iterator[None]:
    """Let no other program open the port: pyserial's lock stops only those that ask for one.

    The system lets root open it all the same. Windows opens every port exclusively.
    """
    if sys.platform == "win32" or "://" in (port.name or ""):
        yield
        return
    import fcntl
    import termios

    fcntl.ioctl(port.fileno(), termios.TIOCEXCL)
    try:
        yield
    finally:
        # A cable that was pulled took the port with it.
        with suppress(OSError):
            fcntl.ioctl(port.fileno(), termios.TIOCNXCL)
