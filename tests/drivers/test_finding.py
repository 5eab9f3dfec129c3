"""What is attached and what is wrong with it: made-up USB trees, made-up lists of ports, real pseudo-terminals."""

import os
import re
import sys
import time
from pathlib import Path

import pytest
from serial.tools.list_ports_common import ListPortInfo

from drivers.finding import find_readers, port_info
from drivers.holders import Holder
from drivers.pcsc import SERVICE_NAME, reader_info
from drivers.reader import ReaderInfo, State
from drivers.uri import PcscUri, parse
from tests.drivers.fake_usb import CDC_AT, KEYBOARD, SMART_CARD, FakeComputer
from tests.hardware_doubles.serial_pair import SerialPair


class Desk(FakeComputer):
    """A computer with a list of serial ports and of PC/SC readers of its own."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.ports: list[ListPortInfo] = []
        self.slots: list[ReaderInfo] = []

    def port(self, path: str, name: str, identity: str = "", description: str = "USB Serial") -> None:
        """List a port at a real path, under the kernel's name for it."""
        port = ListPortInfo(path)
        port.name, port.description, port.hwid = name, description, f"USB VID:PID={identity}" if identity else "ACPI"
        if identity:
            port.vid, port.pid = (int(part, 16) for part in identity.split(":"))
        self.ports.append(port)

    def find(self) -> list[ReaderInfo]:
        def find_pcsc(address: PcscUri) -> list[ReaderInfo]:
            assert address == PcscUri(all_slots=True)
            return self.slots

        found = find_readers(self.places, find_pcsc=find_pcsc, ports=lambda: self.ports)
        for info in found:
            assert_plain(info.hint)
            assert parse(info.uri) is not None
        return found

    def only(self) -> ReaderInfo:
        [info] = self.find()
        return info


def assert_plain(hint: str) -> None:
    """One or two sentences."""
    if not hint:
        return
    assert hint[0].isupper() or hint[0] in "/“", hint
    assert hint.endswith((".", "});")), hint
    prose = re.sub(r"polkit\.addRule.*", "", hint)
    assert len(re.findall(r"[.!?](?:\s+(?=[A-Z“/])|$)", prose)) <= 2, hint


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_nothing_attached_is_nothing_found(desk: Desk) -> None:
    assert desk.find() == []


def test_a_known_reader_gets_its_protocol_and_a_bridge_is_left_to_the_user(desk: Desk, tmp_path: Path) -> None:
    with SerialPair() as twn4, SerialPair() as bridge, SerialPair() as stranger:
        desk.port(twn4.port, "ttyACM0", "09D8:0420")
        desk.port(bridge.port, "ttyUSB0", "1A86:7523")
        desk.port(stranger.port, "ttyS7", description="Some board")
        found = {info.name: info for info in desk.find()}
        assert {info.state for info in found.values()} == {State.READY}
        assert found[twn4.port].uri == f"serial:{twn4.port}?protocol=twn4"
        assert found[twn4.port].hint.startswith("Elatec TWN4 (CDC).")
        assert found[bridge.port].uri == f"serial:{bridge.port}?protocol=auto"
        assert "WCH CH340, a chip that does not say" in found[bridge.port].hint
        assert "choose its protocol" in found[bridge.port].hint
        assert found[stranger.port].hint.startswith("A serial port (Some board).")


def test_ports_without_a_device_and_modems_are_not_offered(desk: Desk) -> None:
    with SerialPair() as bare, SerialPair() as named, SerialPair() as hidden:
        desk.port(bare.port, "ttyS0")
        desk.ports[-1].hwid = "n/a"
        desk.port(named.port, "ttyUSB2", "2C7C:0125", description="Quectel EC25")
        # Its maker sells other things too; that it is a modem is known by what else it has.
        desk.plug("1546:1141", (2, 2, 1), driver="cdc_mbim", port="ttyACM0")
        desk.port(hidden.port, "ttyACM0", "1546:1141")
        assert desk.find() == []


def test_who_holds_a_port_is_named(desk: Desk) -> None:
    with SerialPair() as pair:
        desk.port(pair.port, "ttyUSB0", "0403:6001")
        desk.start(4711, "minicom", pair.port)
        info = desk.only()
        assert (info.state, info.hint) == (
            State.BUSY,
            f"The program minicom (process 4711) is using {pair.port}. Close it, and it will be tried again.",
        )


def test_a_forbidden_port_is_told_with_group_and_rule() -> None:
    info = port_info("/dev/no-such-port", "", identity=(0x1A86, 0x7523))
    assert info.state is State.REFUSED
    assert "group dialout" in info.hint
    assert 'ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="7523", TAG+="uaccess"' in info.hint
    # systemd hands out access in 73-seat-late.rules: the file has to sort before it.
    assert "/etc/udev/rules.d/70-" in info.hint
    assert_plain(info.hint)
    assert_plain(port_info("/dev/no-such-port", "").hint)


def test_modem_manager_is_kept_from_a_reader_that_looks_like_a_modem(desk: Desk) -> None:
    with SerialPair() as pair:
        desk.plug("09D8:0420", CDC_AT, driver="cdc_acm", port="ttyACM0")
        desk.port(pair.port, "ttyACM0", "09D8:0420")
        assert "ModemManager" not in desk.only().hint
        desk.start(600, "ModemManager")
        info = desk.only()
        assert info.state is State.READY
        assert 'ATTRS{idVendor}=="09d8", ATTRS{idProduct}=="0420", ENV{ID_MM_DEVICE_IGNORE}="1"' in info.hint
        (desk.places.run / "udev/data/c189:1").write_text("I:1\nE:ID_MM_DEVICE_IGNORE=1\n")
        assert "ModemManager" not in desk.only().hint


def test_modem_manager_talking_to_a_reader_is_told(desk: Desk) -> None:
    with SerialPair() as pair:
        desk.port(pair.port, "ttyACM0", "09D8:0420")
        desk.start(600, "ModemManager", pair.port)
        info = desk.only()
        assert info.state is State.BUSY
        assert "ID_MM_DEVICE_IGNORE" in info.hint
    assert_plain(port_info(os.devnull, "", holder=Holder(600, "ModemManager")).hint)


@pytest.mark.parametrize("identifier", ["1A86:7523", "10C4:EA60", "0403:6001"])
def test_brltty_that_took_a_port_is_told(desk: Desk, identifier: str) -> None:
    desk.plug(identifier, driver="usbfs")
    desk.start(300, "brltty")
    info = desk.only()
    assert (info.kind, info.state) == ("serial", State.BUSY)
    assert info.uri == f"serial:hwgrep://{identifier}?protocol=auto"
    assert "sudo apt remove brltty" in info.hint
    assert "6.5" in info.hint


def test_another_program_that_took_the_usb_device_is_named(desk: Desk) -> None:
    desk.plug("10C4:EA60", driver="usbfs")
    desk.start(301, "flasher", "/dev/bus/usb/001/001")
    desk.start(300, "brltty")
    assert desk.only().hint.startswith("The program flasher (process 301) has taken Silicon Labs CP210x.")


def test_a_bridge_without_a_driver_is_told_which_one(desk: Desk) -> None:
    desk.plug("10C4:EA60")
    info = desk.only()
    assert info.state is State.ABSENT
    assert "sudo modprobe cp210x" in info.hint


def test_a_bridge_with_its_port_is_listed_once(desk: Desk) -> None:
    with SerialPair() as pair:
        desk.plug("1A86:7523", driver="ch341", port="ttyUSB0")
        desk.start(300, "brltty")
        desk.port(pair.port, "ttyUSB0", "1A86:7523")
        assert desk.only().state is State.READY


def test_an_acr122u_that_the_kernel_took_is_told_with_the_command(desk: Desk) -> None:
    desk.plug("072F:2200", SMART_CARD, driver="pn533_usb", said=("ACS", "ACR122U PICC Interface"))
    info = desk.only()
    assert (info.kind, info.name, info.state) == ("pcsc", "ACS ACR122U", State.BUSY)
    for word in (
        "blacklist pn533_usb",
        "blacklist pn533",
        "blacklist nfc",
        "/etc/modprobe.d/",
        "modprobe -r pn533_usb",
    ):
        assert word in info.hint


def test_a_reader_that_the_service_does_not_list_is_told(desk: Desk) -> None:
    desk.plug("072F:223B", SMART_CARD)
    desk.start(900, "scdaemon")
    # It runs on many desks, and takes no reader that no program has claimed.
    assert "libccid" in desk.only().hint
    desk.slots = [reader_info("ACS ACR1252 Dual Reader PICC 00 00")]
    assert [info.name for info in desk.find()] == ["ACS ACR1252 Dual Reader PICC 00 00"]


def test_a_reader_that_gnupg_took_is_told(desk: Desk) -> None:
    desk.plug("072F:223B", SMART_CARD, driver="usbfs")
    desk.start(900, "scdaemon")
    info = desk.only()
    assert info.state is State.BUSY
    assert "disable-ccid" in info.hint


def test_the_service_itself_may_hold_its_reader(desk: Desk) -> None:
    desk.plug("072F:223B", SMART_CARD, driver="usbfs")
    desk.start(900, "pcscd", "/dev/bus/usb/001/001")
    assert desk.only().state is State.ABSENT


def test_slots_where_no_card_is_tapped_are_counted_when_there_is_no_other(desk: Desk) -> None:
    sam, contact = reader_info("ACS ACR1252 Dual Reader SAM 0"), reader_info("HID OMNIKEY 5422 Smartcard Reader 0")
    desk.slots = [sam, contact]
    info = desk.only()
    assert (info.uri, info.state) == ("pcsc:?slots=all", State.ABSENT)
    assert "2 slots" in info.hint
    desk.slots = [sam]
    assert "one slot" in desk.only().hint
    desk.slots = [reader_info("ACS ACR1252 Dual Reader PICC 0"), sam]
    assert [info.name for info in desk.find()] == ["ACS ACR1252 Dual Reader PICC 0"]


@pytest.mark.parametrize(
    ("identifier", "name", "word"),
    [
        ("0C27:3BFA", "rf IDEAS pcProx (keyboard)", "profile"),
        ("076B:5428", "HID OMNIKEY 5x27 CK (keyboard)", "OMNIKEY Workbench"),
        ("09D8:0410", "Elatec TWN4 (keyboard)", "AppBlaster"),
        ("FFFF:0035", "Sycreader 125 kHz reader", "profile"),
    ],
)
def test_a_reader_that_types_is_found_by_its_lasting_name(desk: Desk, identifier: str, name: str, word: str) -> None:
    desk.plug(identifier, KEYBOARD, (3, 0, 0), driver="usbhid", event="event5")
    path = desk.keys("event5", "usb-RFID_reader-event-kbd")
    info = desk.only()
    assert (info.uri, info.kind, info.name, info.state) == (f"keyboard:{path}", "keyboard", name, State.READY)
    assert word in info.hint


def test_a_reader_that_types_and_may_not_be_read_is_told_with_a_rule(desk: Desk) -> None:
    desk.plug("FFFF:0035", KEYBOARD, driver="usbhid", event="event5")
    info = desk.only()
    assert info.state is State.REFUSED
    assert 'SUBSYSTEM=="input", ATTRS{idVendor}=="ffff", ATTRS{idProduct}=="0035", TAG+="uaccess"' in info.hint
    desk.keys("event5")
    assert desk.only().state is State.READY


def test_a_reader_that_types_is_listed_even_without_an_input_device(desk: Desk) -> None:
    desk.plug("FFFF:0035", KEYBOARD)
    assert desk.only().uri == "keyboard:"


def test_a_twn4_that_speaks_reports_is_told_how_to_change_it(desk: Desk) -> None:
    desk.plug("09D8:0426", (3, 0, 0))
    info = desk.only()
    assert info.state is State.ABSENT
    assert "AppBlaster" in info.hint


def test_why_the_service_does_not_answer_is_looked_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.slots = [ReaderInfo("pcsc:?slots=all", "pcsc", SERVICE_NAME, State.SERVICE_MISSING, "It hangs.")]
    assert "sudo apt install pcscd" in desk.only().hint
    (desk.root / "sbin/pcscd").touch()
    assert "systemctl enable --now pcscd.socket" in desk.only().hint
    (desk.places.run / "pcscd/pcscd.comm").touch()
    assert desk.only().hint == "It hangs."
    assert desk.only().uri == "pcsc:"
    desk.slots = [ReaderInfo("pcsc:", "pcsc", SERVICE_NAME, State.REFUSED, "?")]
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    assert desk.only().hint.startswith("The system does not let")
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    assert desk.only().hint.startswith("You are signed in remotely")
    assert "polkit.addRule" in desk.only().hint


def test_a_full_desk_is_found_in_a_moment(desk: Desk) -> None:
    with SerialPair() as pair:
        for _ in range(10):
            desk.plug("1A86:7523", driver="ch341", port="ttyUSB0")
            desk.plug("046D:C31C", KEYBOARD, (3, 0, 0), driver="usbhid", event="event1")
        for pid in range(1000, 1400):
            desk.start(pid, "program", *["/dev/null"] * 20)
        desk.port(pair.port, "ttyUSB0", "1A86:7523")
        began = time.monotonic()
        assert len(desk.find()) == 1
        assert time.monotonic() - began < 0.5


def test_finding_opens_no_port(desk: Desk) -> None:
    opened: list[object] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open":
            opened.append(arguments[0])

    with SerialPair() as pair:
        desk.port(pair.port, "ttyUSB0", "1A86:7523")
        # Python tells its hooks of every file that it opens; they stay, hence the flag.
        sys.addaudithook(watch)
        desk.find()
        watching = False
        assert opened
        assert pair.port not in opened
