"""What is on USB, from a tree of files like the system's."""

import re
from pathlib import Path

import pytest

from drivers.uri import Protocol
from drivers.usb_devices import KNOWN, Mode, attached
from tests.drivers.fake_usb import CDC_AT, KEYBOARD, SMART_CARD, FakeComputer


@pytest.fixture
def computer(tmp_path: Path) -> FakeComputer:
    return FakeComputer(tmp_path)


def test_a_system_without_sysfs_has_nothing_attached(tmp_path: Path) -> None:
    assert attached(tmp_path / "none") == []


def test_a_device_tells_what_it_is_and_where(computer: FakeComputer) -> None:
    computer.plug("1A86:7523", driver="ch341", port="ttyUSB0", said=("", "USB Serial"))
    [device] = attached(computer.places.sysfs)
    assert (device.name, device.identifier, device.said) == ("WCH CH340", "1A86:7523", "USB Serial")
    assert (device.ports, device.node, device.major_minor) == (("ttyUSB0",), "/dev/bus/usb/001/001", "189:1")
    assert device.interfaces[0].driver == "ch341"


def test_the_port_of_a_cdc_device_is_found_too(computer: FakeComputer) -> None:
    computer.plug("09D8:0420", CDC_AT, (0x0A, 0, 0), driver="cdc_acm", port="ttyACM3")
    [device] = attached(computer.places.sysfs)
    assert device.ports == ("ttyACM3",)
    assert device.known is not None
    assert device.known.protocol is Protocol.TWN4


def test_of_a_reader_with_two_faces_the_keyboard_is_taken(computer: FakeComputer) -> None:
    # MiczFlor/RPi-Jukebox-RFID#327: it shows up as a keyboard and as a mouse.
    computer.plug("413D:2107", KEYBOARD, (3, 1, 2), driver="usbhid", event="event5")
    [device] = attached(computer.places.sysfs)
    assert [one.inputs for one in device.keyboards] == [("event5",)]


def test_what_a_maker_of_readers_alone_sells_is_a_reader_by_what_it_does(computer: FakeComputer) -> None:
    computer.plug("076B:9999", KEYBOARD, said=("HID Global", "OMNIKEY 5999"))
    computer.plug("076B:9998", KEYBOARD, SMART_CARD, said=("HID Global", "OMNIKEY 5998"))
    computer.plug("076B:9997", (0xFF, 0, 0))
    typing, both, other = (device.known for device in attached(computer.places.sysfs))
    assert typing
    assert (typing.name, typing.mode) == ("HID Global OMNIKEY 5999 (keyboard)", Mode.KEYBOARD)
    assert both
    assert both.mode is Mode.SMART_CARD
    assert other is None


def test_an_ordinary_keyboard_is_no_reader(computer: FakeComputer) -> None:
    computer.plug("046D:C31C", KEYBOARD, said=("Logitech", "USB Keyboard"), event="event2")
    [device] = attached(computer.places.sysfs)
    assert device.known is None
    assert device.name == "Logitech USB Keyboard"


def test_a_device_that_leaves_while_it_is_looked_at_is_left_out(computer: FakeComputer) -> None:
    (computer.plug("1A86:7523") / "idProduct").unlink()
    computer.plug("0403:6001")
    assert [device.name for device in attached(computer.places.sysfs)] == ["FTDI FT232R"]


@pytest.mark.parametrize("known", KNOWN.values(), ids=lambda one: one.name)
def test_only_what_has_a_serial_line_has_a_protocol_or_a_driver_of_its_own(known: object) -> None:
    assert isinstance(known, type(KNOWN[0x1A86, 0x7523]))
    assert bool(known.module) == (known.mode in (Mode.BRIDGE, Mode.SERIAL))
    assert (known.protocol is not None) == (known.mode is Mode.SERIAL)
    assert re.fullmatch(r"[\w .,():-]+", known.name)
