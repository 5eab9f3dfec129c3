"""The readers that are there, joined with those that this desk is set to."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from drivers.errors import BadReaderUri
from drivers.finding import port_info
from drivers.keystrokes import NAME as KEYBOARD_NAME
from drivers.pcsc_names import matching
from drivers.reader import ReaderInfo, State
from drivers.uri import AutoUri, KeyboardUri, PcscUri, ReaderUri, SerialUri, VirtualUri, parse


def attached(found: Sequence[ReaderInfo], uris: Iterable[str]) -> tuple[ReaderInfo, ...]:
    """Every reader that was found, and then those that are set and not found.

    A reader that is both has the address of the settings. uris: these addresses; one that cannot be understood is
    listed with its fault.
    """
    listed = list(found)
    for uri in uris:
        try:
            address = parse(uri)
        except BadReaderUri as error:
            listed.append(ReaderInfo(uri, uri.partition(":")[0], uri, State.ABSENT, str(error)))
            continue
        _join(listed, address)
    return tuple(listed)


def _join(listed: list[ReaderInfo], address: ReaderUri) -> None:
    match address:
        case SerialUri(port=port):
            _join_port(listed, address, port)
        case PcscUri(name=name) if name:
            if not matching([info.name for info in listed if info.kind == "pcsc"], name):
                hint = "This reader is not attached. Attach it, or choose another one."
                listed.append(ReaderInfo(str(address), "pcsc", name, State.ABSENT, hint))
        case KeyboardUri(device=device):
            listed.append(ReaderInfo(str(address), "keyboard", device or KEYBOARD_NAME, State.READY))
        case VirtualUri():
            listed.append(ReaderInfo(str(address), "virtual", "Virtual reader", State.READY))
        case PcscUri() | AutoUri():
            pass


def _join_port(listed: list[ReaderInfo], address: SerialUri, port: str) -> None:
    network = "://" in port
    for number, info in enumerate(listed):
        if info.kind == "serial" and (info.name == port or (not network and _is_link(port, info.name))):
            listed[number] = _as_set(info, address, port)
            return
    if not network and Path(port).exists():
        # A port behind which the system sees no device of its own, such as a built-in one.
        listed.append(_as_set(port_info(port, ""), address, port))
        return
    hint = (
        "A port on the network; it is opened when it is listened to."
        if network
        else f"There is no port {port} now. Attach the reader, or name another port."
    )
    listed.append(ReaderInfo(str(address), "serial", port, State.READY if network else State.ABSENT, hint))


def _is_link(port: str, name: str) -> bool:
    """Whether the port is another name of a device, such as /dev/serial/by-id/…."""
    return Path(port).is_symlink() and Path(port).resolve() == Path(name).resolve()


def _as_set(info: ReaderInfo, address: ReaderUri, port: str) -> ReaderInfo:
    # The hint to choose a protocol is of no more use; one about a fault is.
    hint = "" if info.state is State.READY else info.hint
    return ReaderInfo(str(address), "serial", port, info.state, hint)
