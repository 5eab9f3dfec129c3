"""Each reader once, however many addresses lead to it: what is listened to twice would tell every card twice."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drivers.errors import BadReaderUri
from drivers.pcsc_names import base_name
from drivers.uri import AutoUri, KeyboardUri, PcscUri, ReaderUri, SerialUri, parse


@dataclass(frozen=True, slots=True)
class Distinct:
    """An address to open. but_not: the names of PC/SC readers that it means too and another address opens."""

    uri: str
    but_not: tuple[str, ...] = ()


def distinct(uris: Sequence[str]) -> list[Distinct]:
    """The addresses that are to be opened, in their order, so that no reader is opened twice.

    Of two addresses for one port or one named reader the first is kept, and of PC/SC's one with a profile before one
    without. All unnamed PC/SC addresses (auto: is one) become one, and leave out what a named one means. An address
    that cannot be understood is kept as it is. Links are followed as they lead now.
    """
    kept: dict[str, str] = {}
    for uri in uris:
        address = _understood(uri)
        key = _key(uri, address)
        if key not in kept:
            kept[key] = uri
        elif isinstance(address, PcscUri):
            kept[key] = _joined(kept[key], uri, address)
    named = _named(kept.values())
    return [Distinct(uri, _before(_understood(uri), named)) for uri in kept.values()]


def _understood(uri: str) -> ReaderUri | None:
    """The address, with auto: as what it stands for; None where it cannot be understood."""
    try:
        address = parse(uri)
    except BadReaderUri:
        return None
    return PcscUri() if isinstance(address, AutoUri) else address


def _key(uri: str, address: ReaderUri | None) -> str:
    """What is the same for two addresses of one reader."""
    match address:
        case PcscUri(name=name):
            return f"pcsc:{name.casefold()}"
        case SerialUri(port=port) if "://" not in port:
            return f"serial:{_real(port)}"
        case SerialUri(port=port):
            return f"serial:{port}"
        case KeyboardUri(device=device) if device:
            return f"keyboard:{_real(device)}"
        case None:
            return uri
        case _:
            return str(address)


def _real(path: str) -> str:
    # \\.\COM12 is another spelling of COM12, in whatever case.
    return path.upper().removeprefix("\\\\.\\") if sys.platform == "win32" else os.path.realpath(path)


def _joined(first: str, second: str, address: PcscUri) -> str:
    """One address for what two of PC/SC mean, in the words of one of them where these say it all."""
    before = _understood(first)
    assert isinstance(before, PcscUri)
    both = replace(before, all_slots=before.all_slots or address.all_slots, profile=before.profile or address.profile)
    return first if both == before else second if both == address else str(both)


def _named(uris: Iterable[str]) -> list[str]:
    """The names of PC/SC readers, those that mean one slot before those that may mean several."""
    addresses = (_understood(uri) for uri in uris)
    names = [address.name for address in addresses if isinstance(address, PcscUri) and address.name]
    return sorted(names, key=lambda name: name == base_name(name))


def _before(address: ReaderUri | None, named: list[str]) -> tuple[str, ...]:
    """The names whose readers an address leaves to others: those before its own, or all where it has none."""
    if not isinstance(address, PcscUri):
        return ()
    return tuple(named[: named.index(address.name)] if address.name else named)
