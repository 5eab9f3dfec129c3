"""The list of serial ports while a device is being pulled out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from serial.tools.list_ports_common import ListPortInfo

from drivers.ports import list_ports

# What pyserial does with the identifier of a device that is not there any more, and with an empty one.
FAULTS: list[Callable[[], ListPortInfo]] = [
    lambda: _port(int(None, 16)),  # type: ignore[call-overload]
    lambda: _port(int("", 16)),
    lambda: _port(Path("/dev/none").stat().st_dev),
]


def _port(vid: int, name: str = "/dev/ttyUSB0") -> ListPortInfo:
    port = ListPortInfo(name)
    port.vid = vid
    return port


@pytest.mark.parametrize("fault", FAULTS)
def test_a_device_that_leaves_is_looked_at_again(fault: Callable[[], ListPortInfo]) -> None:
    looks = [lambda: _port(1), fault]
    assert [port.vid for port in list_ports(lambda: [looks.pop()()])] == [1]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_device_that_cannot_be_read_is_left_out_alone(fault: Callable[[], ListPortInfo]) -> None:
    found = list_ports(lambda: [fault()], [lambda: _port(1), fault, lambda: _port(2)])
    assert [port.vid for port in found] == [1, 2]


def test_one_by_one_the_same_ports_are_found_as_together() -> None:
    together = list_ports()
    assert sorted(list_ports(lambda: [FAULTS[0]()])) == sorted(together)
