"""Ports behind which a modem is: opening one may end its connection, and what is written to it are commands.

By its USB vendor: those for which ModemManager has a plugin (linux-mobile-broadband/ModemManager 9a2d586 src/plugins,
`vendor_ids`) and which make nothing but modems. Makers of other things too (Intel 8086, Dell 413C, Nokia 0421, D-Link
2001, TP-Link 2357, Foxconn 0489, u-blox 1546) are left to the words of the device's USB descriptors; which words is a
choice of ours. A modem behind a plain serial cable cannot be told.

A port that is found with hwgrep:// is only refused by its vendor, since whoever writes that has chosen the device by
its own words. This is the way to a reader that calls itself a modem.
"""

import os
import re
from collections.abc import Iterable
from typing import Protocol

# In the order of the plugins: AnyDATA, Cellient, Cinterion, Fibocom, Gosuncn, Huawei, Iridium, Longcheer (and Alcatel),
# NetPrisma, Option, Pantech, Quectel, Rolling, Sierra, SIMCom, Telit, Thuraya, ZTE.
MODEM_VENDORS = frozenset(
    {0x16D5, 0x2692, 0x1E2D, 0x2CB7, 0x1508, 0x305A, 0x12D1, 0x1EDD, 0x1C9E, 0x1BBB}
    | {0x3731, 0x0AF0, 0x106C, 0x2C7C, 0x33F8, 0x1199, 0x1519, 0x1E0E, 0x1BC7, 0x1A26, 0x19D2}
)
# Not the port's own name: every CDC device of macOS is called usbmodem.
_WORDS = re.compile(r"\b(?:modem|lte|wwan|gsm|umts|hsdpa|hspa|cdma|mobile broadband)\b", re.IGNORECASE)
_GREP = "hwgrep://"


class PortInfo(Protocol):
    """What is used of pyserial's `ListPortInfo`."""

    device: str
    description: str
    hwid: str
    vid: int | None
    product: str | None
    manufacturer: str | None


def modem_hint(port: str, known: Iterable[PortInfo]) -> str:
    """What to say of a port that is a modem's, empty of any other. known: the ports of this computer."""
    grep = port.lower().startswith(_GREP)
    for info in known:
        meant = _found_by(port, info) if grep else _same(port, info.device)
        if meant and (info.vid in MODEM_VENDORS or (not grep and _says_modem(info))):
            return f"{info.device} is the port of a modem ({info.description}) and is left alone. Name another port."
    return ""


def _says_modem(info: PortInfo) -> bool:
    return any(_WORDS.search(words or "") for words in (info.description, info.product, info.manufacturer))


def _found_by(port: str, info: PortInfo) -> bool:
    """Whether a URL such as hwgrep://0403:6001&skip_busy means this port."""
    pattern = port[len(_GREP) :].partition("&")[0]
    words = (info.device, info.description, info.hwid)
    try:
        return any(re.search(pattern, word, re.IGNORECASE) for word in words)
    except re.error:
        return False


def _same(port: str, device: str) -> bool:
    # \\.\COM12 is another spelling of COM12; a link such as /dev/serial/by-id/… leads to its port.
    return port.upper().removeprefix("\\\\.\\") == device.upper() or os.path.realpath(port) == os.path.realpath(device)
