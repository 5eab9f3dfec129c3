"""What is on USB: a table of the devices that stand on desks, and what Linux's sysfs says is attached. Pure but for it.

Most identifiers name a reader. Those of a bridge name a chip that turns USB into a serial line, whatever is behind it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from drivers.uri import Protocol

SYSFS = Path("/sys/bus/usb/devices")

# USB classes: smart card; a keyboard by the HID boot protocol (usb.org, defined class codes; HID 1.11, 4.2 and 4.3).
_SMART_CARD = 0x0B
_BOOT_KEYBOARD = (0x03, 0x01, 0x01)
# Makers of nothing but card readers: HID OMNIKEY, Elatec, rf IDEAS, ACS. What of theirs is a keyboard is a reader.
READER_VENDORS: Mapping[int, str] = {0x076B: "HID OMNIKEY", 0x09D8: "Elatec", 0x0C27: "rf IDEAS", 0x072F: "ACS"}


class Mode(Enum):
    """How a device shows itself to the system."""

    BRIDGE = "a serial line, of whatever is behind it"
    SERIAL = "a reader with a serial line"
    SMART_CARD = "a reader for the smart-card service"
    KEYBOARD = "a reader that types"
    REPORTS = "a reader with a language of its own maker's"


@dataclass(frozen=True, slots=True)
class Known:
    """What a USB identifier stands for. protocol: of a reader with a serial line. module: Linux's driver for it."""

    name: str
    mode: Mode
    protocol: Protocol | None = None
    module: str = ""


def _smart_card(name: str) -> Known:
    return Known(name, Mode.SMART_CARD)


# Bridges: brltty's metainfo (Autostart/Metainfo) and torvalds/linux drivers/usb/serial/pl2303.h. Elatec:
# ephraim/twn4sp-client src/twn4.sys.h. rf IDEAS: micolous/pcprox README. Smart-card readers:
# LudovicRousseau/CCID 5de6a96 readers/supported_readers.txt; acr1552u on PyPI. Keyboards: charlysan/pyrfidhid#3,
# MiczFlor/RPi-Jukebox-RFID#327, a public list of devices; 076B:5428 is what an OMNIKEY 5x27 CK is while it types, by
# public programs that switch it over (none of HID's own papers was seen to say so).
KNOWN: Mapping[tuple[int, int], Known] = {
    (0x1A86, 0x7523): Known("WCH CH340", Mode.BRIDGE, module="ch341"),
    (0x1A86, 0x55D3): Known("WCH CH34x (CDC)", Mode.BRIDGE, module="cdc_acm"),
    (0x10C4, 0xEA60): Known("Silicon Labs CP210x", Mode.BRIDGE, module="cp210x"),
    (0x0403, 0x6001): Known("FTDI FT232R", Mode.BRIDGE, module="ftdi_sio"),
    (0x0403, 0x6010): Known("FTDI FT2232", Mode.BRIDGE, module="ftdi_sio"),
    (0x067B, 0x2303): Known("Prolific PL2303", Mode.BRIDGE, module="pl2303"),
    (0x09D8, 0x0410): Known("Elatec TWN4 (keyboard)", Mode.KEYBOARD),
    (0x09D8, 0x0420): Known("Elatec TWN4 (CDC)", Mode.SERIAL, Protocol.TWN4, "cdc_acm"),
    (0x09D8, 0x0425): _smart_card("Elatec TWN4 (CCID and HID)"),
    (0x09D8, 0x0426): Known("Elatec TWN4 (HID reports)", Mode.REPORTS),
    (0x09D8, 0x0427): Known("Elatec TWN4 (CCID and CDC)", Mode.SERIAL, Protocol.TWN4, "cdc_acm"),
    (0x09D8, 0x0428): _smart_card("Elatec TWN4 (CCID)"),
    (0x0C27, 0x3BFA): Known("rf IDEAS pcProx (keyboard)", Mode.KEYBOARD),
    (0x0C27, 0xCCDA): _smart_card("rf IDEAS pcProx Plus"),
    (0x0C27, 0xCCDB): _smart_card("rf IDEAS pcProx Plus"),
    (0x076B, 0x5427): _smart_card("HID OMNIKEY 5427 CK"),
    (0x076B, 0x5428): Known("HID OMNIKEY 5x27 CK (keyboard)", Mode.KEYBOARD),
    (0x076B, 0x5127): _smart_card("HID OMNIKEY 5127 CK"),
    (0x076B, 0x5422): _smart_card("HID OMNIKEY 5422"),
    (0x076B, 0x5022): _smart_card("HID OMNIKEY 5022"),
    (0x076B, 0x5023): _smart_card("HID OMNIKEY 5023"),
    (0x076B, 0x5321): _smart_card("HID OMNIKEY 5321"),
    (0x076B, 0x5A27): _smart_card("HID OMNIKEY 5027 CK"),
    (0x076B, 0x502A): _smart_card("HID OMNIKEY 5025 CL"),
    (0x072F, 0x2200): _smart_card("ACS ACR122U"),
    (0x072F, 0x90CC): _smart_card("ACS ACR122U"),
    (0x072F, 0x223B): _smart_card("ACS ACR1252 Dual"),
    (0x072F, 0x223E): _smart_card("ACS ACR1252"),
    (0x072F, 0x2224): _smart_card("ACS ACR1281U"),
    (0x072F, 0x2308): _smart_card("ACS ACR1552U"),
    (0x04E6, 0x5790): _smart_card("Identiv uTrust 3700 F"),
    (0x04E6, 0x5724): _smart_card("Identiv uTrust 4701 F"),
    (0xFFFF, 0x0035): Known("Sycreader 125 kHz reader", Mode.KEYBOARD),
    (0x413D, 0x2107): Known("KKMOON card reader", Mode.KEYBOARD),
    (0x08FF, 0x0009): Known("USB card reader (08FF:0009)", Mode.KEYBOARD),
}


@dataclass(frozen=True, slots=True)
class Interface:
    """One function of a device. kind: its class, subclass and protocol. driver: of the kernel; empty without one.

    ports, inputs: the devices that the kernel made of it, such as ttyUSB0 and event5.
    """

    kind: tuple[int, int, int]
    driver: str = ""
    ports: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """A device that is attached now. said: what it calls itself. bus, number: its place, as in /dev/bus/usb.

    major_minor: as udev names its record.
    """

    vendor: int
    product: int
    said: str
    bus: int
    number: int
    major_minor: str
    interfaces: tuple[Interface, ...]

    @property
    def known(self) -> Known | None:
        """What the device is; None where its identifier and its functions do not tell."""
        listed = KNOWN.get((self.vendor, self.product))
        if listed or self.vendor not in READER_VENDORS:
            return listed
        maker = READER_VENDORS[self.vendor]
        if any(one.kind[0] == _SMART_CARD for one in self.interfaces):
            return _smart_card(self.said or f"{maker} reader")
        if self.keyboards:
            return Known(f"{self.said or maker} (keyboard)", Mode.KEYBOARD)
        return None

    @property
    def name(self) -> str:
        """A name for people."""
        return self.known.name if self.known else self.said or self.identifier

    @property
    def identifier(self) -> str:
        """Vendor and product, as lists of devices write them."""
        return f"{self.vendor:04X}:{self.product:04X}"

    @property
    def ports(self) -> tuple[str, ...]:
        """The names of its serial ports."""
        return tuple(port for one in self.interfaces for port in one.ports)

    @property
    def keyboards(self) -> tuple[Interface, ...]:
        """Its functions that type; one beside them that is a mouse does not."""
        return tuple(one for one in self.interfaces if one.kind == _BOOT_KEYBOARD)

    @property
    def node(self) -> str:
        """The file through which a program takes the whole device."""
        return f"/dev/bus/usb/{self.bus:03}/{self.number:03}"


def attached(root: Path = SYSFS) -> list[UsbDevice]:
    """Everything on USB now, hubs included; nothing where the system has no sysfs. Some files each, nothing opened."""
    try:
        names = sorted(one.name for one in root.iterdir())
    except OSError:
        return []
    # A name with a colon is an interface; each is read below its device.
    return [device for name in names if ":" not in name and (device := _device(root / name))]


def _device(folder: Path) -> UsbDevice | None:
    """The device in a folder of sysfs; None when it is no device, or is leaving at this moment."""
    try:
        return UsbDevice(
            vendor=int(_word(folder, "idVendor"), 16),
            product=int(_word(folder, "idProduct"), 16),
            said=" ".join(filter(None, (_word(folder, "manufacturer"), _word(folder, "product")))),
            bus=int(_word(folder, "busnum")),
            number=int(_word(folder, "devnum")),
            major_minor=_word(folder, "dev"),
            interfaces=tuple(_interfaces(folder)),
        )
    except (OSError, ValueError):
        return None


def _interfaces(folder: Path) -> Iterator[Interface]:
    for one in sorted(folder.glob("*:*")):
        words = (_word(one, f"bInterface{name}") for name in ("Class", "SubClass", "Protocol"))
        kind, subkind, protocol = (int(word or "0", 16) for word in words)
        driver = one / "driver"
        yield Interface(
            kind=(kind, subkind, protocol),
            driver=driver.resolve().name if driver.is_symlink() else "",
            # cdc_acm puts its port right below the interface, usb-serial one step deeper.
            ports=tuple(sorted(port.name for pattern in ("tty/tty*", "tty*/tty/tty*") for port in one.glob(pattern))),
            inputs=tuple(sorted(event.name for event in one.glob("*/input/input*/event*"))),
        )


def _word(folder: Path, name: str) -> str:
    """The content of a file of sysfs; empty where there is none, as of a device without a name."""
    try:
        return (folder / name).read_text("utf-8", errors="replace").strip()
    except FileNotFoundError:
        return ""
