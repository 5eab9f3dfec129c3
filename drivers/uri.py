"""Addresses of readers: `pcsc:NAME`, `serial:PORT?protocol=…`, `virtual:HEX,HEX`, `auto:`. Pure.

`parse` and `str` are each other's inverse. In names and ports `%xx` stands for a character (`%3F` for `?`).

A later kind of reader is one more dataclass with its `_parse_…` in `_KINDS`; a later serial protocol is one more
member of `Protocol` with its parser in `drivers.serial_port`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from drivers.errors import BadReaderUri

# The spellings that the command line promises to scripts: a choice of ours.
TECHNOLOGIES = (
    "em4100",
    "mifare-classic",
    "mifare-desfire",
    "mifare-ultralight",
    "hid-prox",
    "iclass",
    "iso15693",
    "felica",
    "unknown",
)

# Bytes of the serial number, where the technology fixes it. Deduced, but for Ultralight, which has the double size of
# ISO/IEC 14443-3 (nfc-tools/libnfc 3fa0751 iso14443-subr.c).
UID_SIZES: Mapping[str, int] = {
    "em4100": 5,
    "mifare-classic": 4,
    "mifare-desfire": 7,
    "mifare-ultralight": 7,
    "iso15693": 8,
}

# As in the sheets of Seeed 113020002, ID-2/12/20LA, Idteck SR10 and Priority1 WIE232; as the default a choice of ours.
DEFAULT_BAUD = 9600
# Slowest and fastest of pyserial's SerialBase.BAUDRATES.
SLOWEST_BAUD, FASTEST_BAUD = 50, 4_000_000
# Frames of RDM6300 and ID-12 carry version byte and 4 data bytes (Seeed 113020002 data sheet p. 3).
FRAME_UID_SIZE = 5
# The triple size of ISO/IEC 14443-3 is the longest serial number (libnfc, as above).
LONGEST_UID = 10
# pyserial's URL handlers that lead to a reader; `spy` and `alt` are for developers.
_PORT_SCHEMES = ("socket", "rfc2217", "hwgrep")
_NETWORK_SCHEMES = ("socket", "rfc2217")


class Protocol(StrEnum):
    """How a serial reader writes a number."""

    AUTO = "auto"
    RDM6300 = "rdm6300"
    ID12 = "id12"
    LINE = "line"


class NumberFormat(StrEnum):
    """How a line of text writes a number; a number is never guessed to be one or the other by its look."""

    HEX = "hex"
    DEC = "dec"


_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class PcscUri:
    """PC/SC readers; an empty `name` means every contactless one."""

    name: str = ""

    def __str__(self) -> str:
        return f"pcsc:{_escaped(self.name)}"


@dataclass(frozen=True, slots=True)
class SerialUri:
    """A reader on a serial port.

    port: a device such as COM3 or /dev/ttyUSB0, or a URL of pyserial. baud: bits per second.
    number_format: set with `Protocol.LINE` and only there. technology: of the cards it reads; empty if not said.
    """

    port: str
    protocol: Protocol = Protocol.RDM6300
    baud: int = DEFAULT_BAUD
    number_format: NumberFormat | None = None
    technology: str = ""

    def __post_init__(self) -> None:
        _check_together(self)

    def __str__(self) -> str:
        parts = [f"protocol={self.protocol}"]
        if self.baud != DEFAULT_BAUD:
            parts.append(f"baud={self.baud}")
        if self.number_format:
            parts.append(f"format={self.number_format}")
        if self.technology:
            parts.append(f"technology={self.technology}")
        return f"serial:{_escaped(self.port)}?{'&'.join(parts)}"


@dataclass(frozen=True, slots=True)
class VirtualUri:
    """A reader in software that presents these cards, one after the other."""

    uids: tuple[bytes, ...] = ()

    def __str__(self) -> str:
        return "virtual:" + ",".join(uid.hex().upper() for uid in self.uids)


@dataclass(frozen=True, slots=True)
class AutoUri:
    """Whatever can be told without being set up: for now every contactless PC/SC reader."""

    def __str__(self) -> str:
        return "auto:"


ReaderUri = PcscUri | SerialUri | VirtualUri | AutoUri


def parse(text: str) -> ReaderUri:
    """Understand an address. Raises BadReaderUri, which says what to write instead."""
    scheme, colon, rest = text.strip().partition(":")
    kind = _KINDS.get(scheme.lower())
    if not colon or kind is None:
        kinds = ", ".join(f"{name}:" for name in _KINDS)
        raise BadReaderUri(f"“{text}” is not the address of a reader.", f"An address begins with one of {kinds}.")
    return kind(rest)


def _parse_pcsc(rest: str) -> PcscUri:
    return PcscUri(unquote(rest).strip())


def _parse_auto(rest: str) -> AutoUri:
    if rest:
        raise BadReaderUri(f"“auto:” takes nothing after it, but “{rest}” stands there.", "Write “auto:” alone.")
    return AutoUri()


def _parse_virtual(rest: str) -> VirtualUri:
    return VirtualUri(tuple(_virtual_uid(part.strip()) for part in rest.split(","))) if rest else VirtualUri()


def _virtual_uid(text: str) -> bytes:
    if not re.fullmatch(rf"(?:[0-9A-Fa-f]{{2}}){{1,{LONGEST_UID}}}", text):
        raise BadReaderUri(
            f"“{text}” is not the number of a virtual card.",
            f"Write 1 to {LONGEST_UID} bytes, two hexadecimal digits each, such as virtual:04A1B2C3.",
        )
    return bytes.fromhex(text)


def _parse_serial(rest: str) -> SerialUri:
    # The last question mark: a pyserial URL may have one of its own.
    port, mark, query = rest.rpartition("?")
    settings = _settings(query) if mark else {}
    return SerialUri(
        port=_port(unquote(port if mark else rest).strip()),
        protocol=_one_of(Protocol, "protocol", settings.get("protocol", Protocol.RDM6300)),
        baud=_baud(settings.get("baud", str(DEFAULT_BAUD))),
        number_format=_one_of(NumberFormat, "format", settings["format"]) if "format" in settings else None,
        technology=_technology(settings.get("technology", "")),
    )


def _settings(query: str) -> dict[str, str]:
    pairs = parse_qsl(query, keep_blank_values=True)
    settings = {name.lower(): value.lower() for name, value in pairs}
    known = ("protocol", "baud", "format", "technology")
    for name in settings:
        if name not in known:
            raise BadReaderUri(f"A serial reader has no setting “{name}”.", f"It has {', '.join(known)}.")
    if len(settings) != len(pairs):
        raise BadReaderUri("A setting of the serial reader is given twice.", "Give each setting once.")
    return settings


def _port(port: str) -> str:
    if not port:
        raise BadReaderUri("The serial port is missing.", "Name it, such as serial:COM3 or serial:/dev/ttyUSB0.")
    scheme, mark, _ = port.partition("://")
    if not mark:
        return port
    if scheme.lower() not in _PORT_SCHEMES:
        raise BadReaderUri(
            f"A serial port cannot be reached by “{scheme}://”.",
            f"Name a port of this computer, or use one of {', '.join(f'{s}://' for s in _PORT_SCHEMES)}.",
        )
    if scheme.lower() in _NETWORK_SCHEMES and not _has_host_and_port(port):
        raise BadReaderUri(
            f"“{port}” lacks the host or the port number.", f"Write {scheme}://HOST:PORT, such as {scheme}://desk:7000."
        )
    return port


def _has_host_and_port(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and bool(parts.port)
    except ValueError:
        return False


def _one_of(kind: type[_Choice], name: str, value: str) -> _Choice:
    try:
        return kind(value)
    except ValueError:
        raise BadReaderUri(f"“{value}” is not a known {name}.", f"Known are {', '.join(kind)}.") from None


def _baud(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", text) or not SLOWEST_BAUD <= int(text) <= FASTEST_BAUD:
        raise BadReaderUri(
            f"“{text}” is not a speed of a serial line.",
            f"Write a whole number of bits per second, such as {DEFAULT_BAUD}.",
        )
    return int(text)


def _technology(text: str) -> str:
    if text and text not in TECHNOLOGIES:
        raise BadReaderUri(f"“{text}” is not a known technology.", f"Known are {', '.join(TECHNOLOGIES)}.")
    return text


def _check_together(uri: SerialUri) -> None:
    """Refuse settings that are right alone and wrong together."""
    if uri.protocol is Protocol.LINE:
        if uri.number_format is None:
            raise BadReaderUri(
                "A reader that sends lines of text needs to be told how it writes numbers.",
                "Add format=hex or format=dec.",
            )
        return
    if uri.number_format is not None:
        raise BadReaderUri(
            f"The protocol {uri.protocol} always sends hexadecimal frames.", "Leave out format, or use protocol=line."
        )
    if UID_SIZES.get(uri.technology, FRAME_UID_SIZE) != FRAME_UID_SIZE:
        raise BadReaderUri(
            f"A reader with the protocol {uri.protocol} reads {FRAME_UID_SIZE} bytes, which {uri.technology} has not.",
            "Leave out technology, or use protocol=line.",
        )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("?", "%3F")


_KINDS: Mapping[str, Callable[[str], ReaderUri]] = {
    "pcsc": _parse_pcsc,
    "serial": _parse_serial,
    "virtual": _parse_virtual,
    "auto": _parse_auto,
}
