"""Finds readers, and opens them by their addresses."""

import os
import sys
from collections.abc import Sequence

from drivers.reader import Reader, ReaderInfo, State
from drivers.uri import AutoUri, PcscUri, Protocol, ReaderUri, SerialUri, VirtualUri, parse

# What pyserial's list says of a port behind which no device was found, such as a bare /dev/ttyS0.
_NO_DEVICE = "n/a"


def open_reader(uri: str) -> Reader:
    """The reader at an address. Nothing is touched before its `events` are asked for.

    Raises BadReaderUri at once. Whether the reader is there now is told by the first event of `events`, which is
    always a ReadersChanged: its readers' states, or no readers at all.
    """
    return _reader(parse(uri))


def open_readers(uris: Sequence[str]) -> Reader:
    """The readers at several addresses, as one. Raises BadReaderUri at once."""
    from drivers.many import ManyReaders

    readers = [open_reader(uri) for uri in uris]
    return readers[0] if len(readers) == 1 else ManyReaders(readers)


def find_readers() -> list[ReaderInfo]:
    """Every reader that is found now. May take some hundred milliseconds.

    A PC/SC service that does not answer is listed as one entry with its cause. A serial port is listed when a device
    is behind it, though nobody can tell whether that is a reader.
    """
    from drivers.pcsc import find_pcsc

    return [*find_pcsc(), *_find_serial()]


def _reader(address: ReaderUri) -> Reader:
    # Each kind is imported only when it is used, for the start of the window.
    match address:
        case PcscUri() | AutoUri():
            from drivers.pcsc import PcscReader

            name = address.name if isinstance(address, PcscUri) else ""
            return PcscReader(PcscUri(name), uri=str(address))
        case SerialUri():
            from drivers.serial_port import SerialReader

            return SerialReader(address)
        case VirtualUri():
            from drivers.virtual import VirtualReader

            return VirtualReader(address.uids)


def _find_serial() -> list[ReaderInfo]:
    from serial.tools import list_ports

    return [
        port_info(port.device, port.description) for port in sorted(list_ports.comports()) if port.hwid != _NO_DEVICE
    ]


def port_info(device: str, description: str) -> ReaderInfo:
    """A serial port as it is listed, with the protocol that the most readers speak."""
    from drivers.serial_faults import refused_hint

    uri = str(SerialUri(device, Protocol.RDM6300))
    if sys.platform != "win32" and not os.access(device, os.R_OK | os.W_OK):
        return ReaderInfo(uri, "serial", device, State.REFUSED, refused_hint(device))
    hint = f"A serial port ({description}). If a card reader is behind it, choose its protocol."
    return ReaderInfo(uri, "serial", device, State.READY, hint)
