"""The serial ports of this computer, also while a device is being pulled out.

pyserial reads a device's files one after the other, and raises TypeError of one that is not there any more and
ValueError of one that is empty (pyserial/pyserial 3.5 serial/tools/list_ports_linux.py): all other ports would be lost
with it.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from serial.tools.list_ports_common import ListPortInfo

# A device that leaves has left by the second look; what is broken for good is left out then.
_LOOKS = 2
_FAULTS = (OSError, TypeError, ValueError)
# Where pyserial looks on Linux (list_ports_linux.py of the same version).
_NAMES = ("ttyS*", "ttyUSB*", "ttyXRUSB*", "ttyACM*", "ttyAMA*", "rfcomm*", "ttyAP*")

ListPorts = Callable[[], "Iterable[ListPortInfo]"]


def list_ports(
    look: ListPorts | None = None, each: "Iterable[Callable[[], ListPortInfo]] | None" = None
) -> "list[ListPortInfo]":
    """Every port that can be looked at; nothing is opened. Raises nothing of devices that come and go.

    look: lists all of them. each: looks at one port, for when they cannot all be listed.
    """
    for _ in range(_LOOKS):
        try:
            return list((look or _all)())
        except _FAULTS:
            continue
    return list(_readable(_one_by_one() if each is None else each))


def _readable(each: "Iterable[Callable[[], ListPortInfo]]") -> "Iterator[ListPortInfo]":
    for look in each:
        try:
            yield look()
        except _FAULTS:
            continue


def _all() -> "Iterable[ListPortInfo]":
    # Late, for the start of the window.
    from serial.tools.list_ports import comports

    return comports()


def _one_by_one() -> "Iterator[Callable[[], ListPortInfo]]":
    """How each port of Linux is looked at; nothing elsewhere, where no such fault is known."""
    if sys.platform != "linux":
        return
    from functools import partial

    from serial.tools.list_ports_linux import SysFS

    for name in _NAMES:
        for path in sorted(Path("/dev").glob(name)):
            # A built-in port that is not there is no port; see pyserial's own list.
            if Path(f"/sys/class/tty/{path.name}/device/subsystem").resolve().name != "platform":
                yield partial(SysFS, str(path))
