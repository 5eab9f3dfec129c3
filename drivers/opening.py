"""Opens readers by their addresses."""

from collections.abc import Collection, Sequence

from drivers.distinct import distinct
from drivers.errors import BadReaderUri
from drivers.reader import Reader
from drivers.uri import AutoUri, KeyboardUri, PcscUri, ReaderUri, SerialUri, VirtualUri, parse


def open_reader(uri: str) -> Reader:
    """The reader at an address. Nothing is touched before its `events` are asked for.

    Raises BadReaderUri at once. Whether the reader is there now is told by the first event of `events`, which is
    always a ReadersChanged: its readers' states, or no readers at all.
    """
    return open_address(parse(uri))


def open_readers(uris: Sequence[str]) -> Reader:
    """The readers at several addresses, as one; each reader once. Raises BadReaderUri at once."""
    return as_one([open_address(parse(one.uri), but_not=one.but_not) for one in distinct(uris)])


def as_one(readers: Sequence[Reader]) -> Reader:
    """Several readers as one source of events."""
    from drivers.many import ManyReaders

    return readers[0] if len(readers) == 1 else ManyReaders(readers)


def open_address(address: ReaderUri, *, but_not: Collection[str] = ()) -> Reader:
    """The reader at an address that is understood already; the rest as in `open_reader`.

    but_not: the names of PC/SC readers that are opened by another address, see `drivers.distinct`.
    """
    # Each kind is imported only when it is used, for the start of the window.
    match address:
        case PcscUri() | AutoUri():
            from drivers.pcsc import PcscReader

            meant = address if isinstance(address, PcscUri) else PcscUri()
            return PcscReader(meant, uri=str(address), but_not=but_not)
        case SerialUri():
            from drivers.serial_port import SerialReader

            return SerialReader(address)
        case KeyboardUri():
            return _keyboard(address)
        case VirtualUri():
            from drivers.virtual import VirtualReader

            return VirtualReader(address.uids)


def _keyboard(address: KeyboardUri) -> Reader:
    if not address.device:
        raise BadReaderUri(
            "A keyboard reader types into the window that has the focus, and a command has none.",
            "Open the window, or name the reader's input device: keyboard:/dev/input/by-id/….",
        )
    from drivers.evdev import EvdevReader

    return EvdevReader(address)
