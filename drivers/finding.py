"""Finds what is attached, and says what keeps it from being used.

Cheap enough to be asked again and again: nothing is opened but the smart-card service, for the opening of a serial
port resets some boards. Who holds what, and what is on USB, can be seen on Linux alone; elsewhere the lists of the
smart-card service and of the serial ports are all there is.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drivers import finding_words as words
from drivers.holders import BRLTTY, MODEM_MANAGER, PROC, Holder, Processes
from drivers.ports import list_ports
from drivers.reader import ReaderInfo, State
from drivers.uri import KeyboardUri, PcscUri, Protocol, SerialUri
from drivers.usb_devices import KNOWN, SYSFS, Mode, UsbDevice, attached

if TYPE_CHECKING:
    from serial.tools.list_ports_common import ListPortInfo

# What pyserial's list says of a port behind which no device was found, such as a bare /dev/ttyS0.
_NO_DEVICE = "n/a"
# Of a CDC port's interface: communications, abstract control model, one of the sets of AT commands (USB CDC PSTN 1.2,
# table 2). These are what ModemManager tries (linux-mobile-broadband/ModemManager 9a2d586 src/mm-filter.c).
_CDC_ACM, _AT_COMMANDS = (0x02, 0x02), range(1, 7)
# Linux's drivers for what comes with a modem alone: its network, its control channel, its serial ports.
_MODEM_DRIVERS = frozenset({"qmi_wwan", "cdc_mbim", "huawei_cdc_ncm", "cdc_wdm", "option", "sierra", "qcserial", "hso"})
_NFC_DRIVERS = frozenset({"pn533_usb", "pn533"})
# What claims a device for a program that talks to it itself.
_FOR_A_PROGRAM = "usbfs"
_SCDAEMON, _PCSCD = "scdaemon", "pcscd"
_SERIAL_GROUP = "dialout"


FindPcsc = Callable[[PcscUri], list[ReaderInfo]]


@dataclass(frozen=True, slots=True)
class Places:
    """Where Linux tells of devices and programs. programs: the folders of services' binaries."""

    sysfs: Path = SYSFS
    proc: Path = PROC
    dev: Path = Path("/dev")
    run: Path = Path("/run")
    programs: tuple[Path, ...] = (Path("/usr/sbin"), Path("/usr/local/sbin"), Path("/usr/bin"))


def find_readers(
    places: Places | None = None,
    *,
    find_pcsc: FindPcsc | None = None,
    ports: "Callable[[], Iterable[ListPortInfo]] | None" = None,
) -> list[ReaderInfo]:
    """Every reader that is found now, and everything that would be one if nothing stood in its way.

    A PC/SC service that does not answer is listed as one entry with its cause. A serial port is listed when a device
    is behind it, though nobody can tell whether that is a reader; a modem's is not.
    """
    places = places or Places()
    devices, processes = attached(places.sysfs), Processes(places.proc)
    slots = (find_pcsc or list_pcsc)(PcscUri(all_slots=True))
    return [
        *_smart_card_readers(slots, devices, processes, places),
        *_serial_ports((ports or list_ports)(), devices, processes, places),
        *_without_port(devices, processes),
        *_keyboards(devices, places),
    ]


def list_pcsc(address: PcscUri) -> list[ReaderInfo]:
    """What the smart-card service has at an address."""
    # Each kind is imported only when it is used, for the start of the window.
    from drivers.pcsc import find_pcsc

    return find_pcsc(address)


def _smart_card_readers(
    listed: list[ReaderInfo], devices: list[UsbDevice], processes: Processes, places: Places
) -> Iterator[ReaderInfo]:
    """What the smart-card service lists, and what it cannot see."""
    from drivers.pcsc import SERVICE_NAME
    from drivers.pcsc_names import matching

    troubled = [info for info in listed if info.name == SERVICE_NAME]
    names = [info.name for info in listed if info.name != SERVICE_NAME]
    shown = set(matching(names, ""))
    yield from (_service_trouble(info, places) for info in troubled)
    yield from (info for info in listed if info.name in shown)
    if names and not shown:
        hint = words.slots_set_aside(len(names))
        yield ReaderInfo(str(PcscUri(all_slots=True)), "pcsc", SERVICE_NAME, State.ABSENT, hint)
    for device in devices:
        if any(one.driver in _NFC_DRIVERS for one in device.interfaces):
            yield _of_service(device, State.BUSY, words.kernel_took(device.name))
        elif device.known and device.known.mode is Mode.SMART_CARD and not names and not troubled:
            holder = _taker(device, processes, _SCDAEMON, {_FOR_A_PROGRAM})
            hint = words.program_took(device.name, holder) if holder else words.not_listed(device.name)
            yield _of_service(device, State.BUSY if holder else State.ABSENT, hint)
        elif device.known and device.known.mode is Mode.REPORTS:
            yield _of_service(device, State.ABSENT, words.speaks_otherwise(device))


def _of_service(device: UsbDevice, state: State, hint: str) -> ReaderInfo:
    return ReaderInfo(str(PcscUri()), "pcsc", device.name, state, hint)


def _service_trouble(info: ReaderInfo, places: Places) -> ReaderInfo:
    """The service's entry with its cause looked up, where Linux tells more than the service's code."""
    hint = info.hint
    if sys.platform == "linux" and info.state is State.REFUSED:
        hint = words.polkit_refused(remotely="SSH_CONNECTION" in os.environ)
    elif sys.platform == "linux" and info.state is State.SERVICE_MISSING:
        if not _has_library():
            hint = words.LIBRARY_MISSING
        elif not any((folder / _PCSCD).exists() for folder in places.programs):
            hint = words.SERVICE_NOT_INSTALLED
        elif not (places.run / "pcscd" / "pcscd.comm").exists():
            hint = words.SERVICE_NOT_RUNNING
    return replace(info, uri=str(PcscUri()), hint=hint)


def _has_library() -> bool:
    """Whether pyscard can be loaded, which it cannot where the system has no PC/SC library."""
    try:
        from drivers import scard  # noqa: F401
    except ImportError:
        return False
    return True


def _taker(device: UsbDevice, processes: Processes, suspect: str, signs: set[str]) -> Holder | None:
    """The program that talks to a device itself.

    suspect: who is taken for it where that cannot be seen, if it runs and the device has one of these drivers.
    """
    holder = processes.holders([device.node]).get(device.node)
    if holder:
        return None if holder.name == _PCSCD else holder
    return processes.named(suspect) if signs & {one.driver for one in device.interfaces} else None


def _serial_ports(
    ports: "Iterable[ListPortInfo]", devices: list[UsbDevice], processes: Processes, places: Places
) -> Iterator[ReaderInfo]:
    from drivers.modems import modem_hint

    behind = {port: device for device in devices for port in device.ports}
    offered = [
        port
        for port in sorted(ports)
        if port.hwid != _NO_DEVICE and not modem_hint(port.device, [port]) and not _is_modem(behind.get(port.name))
    ]
    held = processes.holders([port.device for port in offered])
    manager = processes.named(MODEM_MANAGER) if offered else None
    for port in offered:
        device = behind.get(port.name)
        yield port_info(
            port.device,
            port.description,
            identity=_identity(port),
            holder=held.get(port.device),
            probed=bool(manager and device and _may_be_probed(device, places)),
        )


def _identity(port: "ListPortInfo") -> tuple[int, int] | None:
    return None if port.vid is None or port.pid is None else (port.vid, port.pid)


def _is_modem(device: UsbDevice | None) -> bool:
    return device is not None and any(one.driver in _MODEM_DRIVERS for one in device.interfaces)


def _may_be_probed(device: UsbDevice, places: Places) -> bool:
    """Whether ModemManager may write to a device to see if it is a modem: it looks like one, and no rule forbids it."""
    if not any(one.kind[:2] == _CDC_ACM and one.kind[2] in _AT_COMMANDS for one in device.interfaces):
        return False
    try:
        record = (places.run / "udev" / "data" / f"c{device.major_minor}").read_text("utf-8", errors="replace")
    except OSError:
        return True
    return "E:ID_MM_DEVICE_IGNORE=1" not in record.splitlines()


def port_info(
    device: str,
    description: str,
    *,
    identity: tuple[int, int] | None = None,
    holder: Holder | None = None,
    probed: bool = False,
) -> ReaderInfo:
    """A serial port as it is listed, with its reader's protocol where that is known.

    identity: its USB vendor and product. holder: who has it open. probed: ModemManager may write to it.
    """
    known = KNOWN.get(identity) if identity else None
    uri = str(SerialUri(device, (known.protocol if known else None) or Protocol.AUTO))
    if sys.platform != "win32" and not os.access(device, os.R_OK | os.W_OK):
        group, listed = _group(device)
        hint = words.port_refused(device, group, identity, listed=listed)
        return ReaderInfo(uri, "serial", device, State.REFUSED, hint)
    if holder:
        return ReaderInfo(uri, "serial", device, State.BUSY, words.port_held(device, holder, identity))
    hint = words.port_found(description or device, known, probed_as=identity if probed else None)
    return ReaderInfo(uri, "serial", device, State.READY, hint)


def _group(device: str) -> tuple[str, bool]:
    """The group that may use a device, and whether this account is in it, by the system's list."""
    import grp
    import pwd

    try:
        group = grp.getgrgid(Path(device).stat().st_gid)
        account = pwd.getpwuid(os.getuid()).pw_name
    except (OSError, KeyError):
        return _SERIAL_GROUP, False
    # Nobody is to be put into root's own group.
    return (group.gr_name, account in group.gr_mem) if group.gr_gid else (_SERIAL_GROUP, False)


def _without_port(devices: list[UsbDevice], processes: Processes) -> Iterator[ReaderInfo]:
    """Serial lines on USB of which no port was made."""
    for device in devices:
        known = device.known
        if known is None or known.mode not in (Mode.BRIDGE, Mode.SERIAL) or device.ports:
            continue
        uri = str(SerialUri(f"hwgrep://{device.identifier}", known.protocol or Protocol.AUTO))
        # brltty takes the kernel's driver away first, and does not always keep the device itself.
        holder = _taker(device, processes, BRLTTY, {_FOR_A_PROGRAM, ""})
        if holder:
            yield ReaderInfo(uri, "serial", known.name, State.BUSY, words.program_took(known.name, holder))
        else:
            yield ReaderInfo(uri, "serial", known.name, State.ABSENT, words.no_driver(known))


def _keyboards(devices: list[UsbDevice], places: Places) -> Iterator[ReaderInfo]:
    for device in devices:
        if device.known is None or device.known.mode is not Mode.KEYBOARD:
            continue
        path = _input_path(device, places)
        uri = str(KeyboardUri(path))
        if path and not os.access(path, os.R_OK):
            yield ReaderInfo(uri, "keyboard", device.name, State.REFUSED, words.typing_refused(device, path))
        else:
            yield ReaderInfo(uri, "keyboard", device.name, State.READY, words.types(device))


def _input_path(device: UsbDevice, places: Places) -> str:
    """The input device of a reader that types, by a name that stays the same when it is attached again."""
    events = [event for one in device.keyboards for event in one.inputs]
    if not events:
        return ""
    folder = places.dev / "input"
    links = sorted(folder.glob("by-id/*-event-kbd"))
    lasting = next((link for link in links if os.path.realpath(link) == os.path.realpath(folder / events[0])), None)
    return str(lasting or folder / events[0])
