"""Whose a serial port is: not ours if a modem or another program has it, and nobody else's while we have it."""

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
    holder = Processes().holders([port]).get(port) if Path(port).exists() else None
    return (State.BUSY, port_held(port, holder, None)) if holder else None


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
