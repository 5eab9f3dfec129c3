"""Ports behind which a modem is: opening one may end its connection, and what is written to it are commands.

By its USB vendor: those for which ModemManager has a plugin (linux-mobile-broadband/ModemManager 9a2d586 src/plugins,
`vendor_ids`) and which make nothing but modems. Modems by makers of other things too (Intel 8086, Dell 413C, Nokia
0421, D-Link 2001, TP-Link 2357, Foxconn 0489, u-blox 1546), and those behind a plain serial cable, cannot be told:
readers, too, call themselves “LTE-125” or “GSM/RFID terminal”.

A port that is found by its vendor and product, hwgrep://VID:PID, is never refused: whoever writes that means it.
"""

import os
import re
import sys
from collections.abc import Iterable
from typing import Protocol

# In the order of the plugins: AnyDATA, Cellient, Cinterion, Fibocom, Gosuncn, Huawei, Iridium, Longcheer (and Alcatel),
# NetPrisma, Option, Pantech, Quectel, Rolling, Sierra, SIMCom, Telit, Thuraya, ZTE.
MODEM_VENDORS = frozenset(
    {0x16D5, 0x2692, 0x1E2D, 0x2CB7, 0x1508, 0x305A, 0x12D1, 0x1EDD, 0x1C9E, 0x1BBB}
    | {0x3731, 0x0AF0, 0x106C, 0x2C7C, 0x33F8, 0x1199, 0x1519, 0x1E0E, 0x1BC7, 0x1A26, 0x19D2}
)
_GREP = "hwgrep://"


class PortInfo(Protocol):
    """What is used of pyserial's `ListPortInfo`."""

    device: str
    description: str
    hwid: str
    vid: int | None
    pid: int | None


def modem_hint(port: str, known: Iterable[PortInfo]) -> str:
    """What to say of a port that is a modem's, empty of any other. known: the ports of this computer."""
    grep = port.lower().startswith(_GREP)
    for info in known:
        meant = _found_by(port, info) if grep else _same(port, info.device)
        if meant and info.vid in MODEM_VENDORS:
            identity = f"{info.vid:04X}:{info.pid or 0:04X}"
            if not (grep and identity in port.upper()):
                return (
                    f"{info.device} is the port of a modem ({info.description}) and is left alone. "
                    f"Name another port; if it is a reader after all, write serial:{_GREP}{identity}."
                )
    return ""


def _found_by(port: str, info: PortInfo) -> bool:
    """Whether a URL such as hwgrep://0403:6001&skip_busy means this port."""
    pattern = port[len(_GREP) :].partition("&")[0]
    words = (info.device, info.description, info.hwid)
    try:
        return any(re.search(pattern, word, re.IGNORECASE) for word in words)
    except re.error:
        return False


def _same(port: str, device: str) -> bool:
    # \\.\COM12 is another spelling of COM12.
    if port.upper().removeprefix("\\\\.\\") == device.upper():
        return True
    # A link such as /dev/serial/by-id/… leads to its port. Windows has none, and looking for one there opens the port.
    return sys.platform != "win32" and os.path.realpath(port) == os.path.realpath(device)
