"""Whether the readers that a desk is set to could be used now."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from drivers.finding import FindPcsc, list_pcsc, port_info
from drivers.holders import Processes
from drivers.reader import ReaderInfo, State
from drivers.uri import AutoUri, KeyboardUri, PcscUri, ReaderUri, SerialUri, VirtualUri


def state_of(address: ReaderUri, found: Sequence[ReaderInfo], find_pcsc: FindPcsc | None = None) -> ReaderInfo:
    """Whether the reader at an address could be used now, as far as that can be told without opening it.

    found: what `drivers.finding.find_readers` found. find_pcsc: as there.
    """
    match address:
        case PcscUri() | AutoUri():
            return _state_of_pcsc(address, found, find_pcsc or list_pcsc)
        case SerialUri(port=port) if "://" not in port:
            return _state_of_port(address, found)
        case KeyboardUri(device=device) if device and not os.access(device, os.R_OK):
            known = (info for info in found if info.uri == str(KeyboardUri(device)))
            hint = f"There is no {device}, or this account may not read it. Attach the reader, or name another one."
            absent = ReaderInfo(str(address), "keyboard", device, State.ABSENT, hint)
            return replace(next(known, absent), uri=str(address))
        case SerialUri() | KeyboardUri() | VirtualUri():
            kind, _, name = str(address).partition(":")
            hint = "Whether it answers is known when it is opened." if isinstance(address, SerialUri) else ""
            return ReaderInfo(str(address), kind, name, State.READY, hint)


def _state_of_pcsc(address: PcscUri | AutoUri, found: Sequence[ReaderInfo], find_pcsc: FindPcsc) -> ReaderInfo:
    from drivers.pcsc import SERVICE_NAME

    meant = find_pcsc(address if isinstance(address, PcscUri) else PcscUri())
    best = next((info for info in meant if info.state is State.READY), meant[0] if meant else None)
    if best is None:
        name = address.name if isinstance(address, PcscUri) else ""
        cause = f"{name} is not attached." if name else "No smart-card reader is attached where a card can be tapped."
        return ReaderInfo(str(address), "pcsc", name, State.ABSENT, f"{cause} Attach it, or name another reader.")
    # Of a service that does not answer, the cause was looked up already.
    known = (info for info in found if info.name == SERVICE_NAME and info.state is best.state)
    return replace(next(known, best), uri=str(address))


def _state_of_port(address: SerialUri, found: Sequence[ReaderInfo]) -> ReaderInfo:
    real = os.path.realpath(address.port)
    for info in found:
        if info.kind == "serial" and os.path.realpath(info.name) == real:
            return replace(info, uri=str(address), hint="" if info.state is State.READY else info.hint)
    if sys.platform != "win32" and not Path(address.port).exists():
        hint = f"There is no port {address.port} now. Attach the reader, or name another port."
        return ReaderInfo(str(address), "serial", address.port, State.ABSENT, hint)
    info = port_info(address.port, "", holder=Processes().holders([address.port]).get(address.port))
    return replace(info, uri=str(address), hint="" if info.state is State.READY else info.hint)
