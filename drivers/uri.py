"""Addresses of readers: `pcsc:NAME`, `serial:PORT?protocol=…`, `keyboard:`, `virtual:HEX,HEX`, `auto:`. Pure.

`parse` and `str` are each other's inverse. In names and ports `%xx` stands for a character (`%3F` for `?`).

`profile=` and `format=` are only carried along here: what they do to a number is no matter of the drivers.

A later kind of reader is one more dataclass with its `_parse_…` in `_KINDS`; a later serial protocol is one more
member of `Protocol`, with its speed in `_BAUDS` and its place in `drivers.serial_port`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlsplit

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

# Slowest and fastest of pyserial's SerialBase.BAUDRATES.
SLOWEST_BAUD, FASTEST_BAUD = 50, 4_000_000
# Frames of RDM6300, ID-12 and 7941 carry version byte and 4 data bytes (Seeed 113020002 data sheet p. 3).
FRAME_UID_SIZE = 5
# The triple size of ISO/IEC 14443-3 is the longest serial number (libnfc, as above).
LONGEST_UID = 10
# More characters than any number of 10 bytes has in any known format.
MOST_DIGITS = 40
# pyserial's URL handlers that lead to a reader; `spy` and `alt` are for developers.
_PORT_SCHEMES = ("socket", "rfc2217", "hwgrep")
_NETWORK_SCHEMES = ("socket", "rfc2217")


class Protocol(StrEnum):
    """How a serial reader writes a number."""

    AUTO = "auto"
    RDM6300 = "rdm6300"
    ID12 = "id12"
    SEVEN941 = "7941"
    LINE = "line"
    IDTECK = "idteck"
    INDITAG = "inditag"
    TWN4 = "twn4"
    SL025 = "sl025"
    SL032 = "sl032"
    PN532 = "pn532"
    ACS = "acs"


# The protocols whose numbers are text, of which a profile has to tell what they mean.
TEXT_PROTOCOLS = frozenset({Protocol.LINE, Protocol.IDTECK, Protocol.INDITAG})
# The protocols whose frames always carry the five bytes of an EM card.
_EM_PROTOCOLS = frozenset({Protocol.RDM6300, Protocol.ID12})

# Bits per second where the address names none. 9600: the sheets of Seeed 113020002, ID-2/12/20LA, Idteck SR10 and
# Priority1 WIE232; TWN4 simple protocol clients (thenewwazoo/elatec-twn4-simple bd1599c); ACR1281S manual. 115200:
# SL025M manual (manualshive.com stronglink/sl025m p. 5), nfc-tools/libnfc 3fa0751 libnfc/drivers/pn532_uart.c.
_BAUD = 9600
_BAUDS: Mapping[Protocol, int] = {Protocol.SL025: 115200, Protocol.SL032: 115200, Protocol.PN532: 115200}

_Choice = TypeVar("_Choice", bound=StrEnum)
# Names of profiles and number formats: they are names of files and of the command line's contract.
_NAME = re.compile(r"[a-z0-9][a-z0-9._+-]{0,63}")


@dataclass(frozen=True, slots=True)
class PcscUri:
    """PC/SC readers; an empty `name` means every contactless one.

    all_slots: those that are set aside by default (contact slots, SAMs, Windows Hello) count too. profile: what these
    readers do to a number; empty where it is remembered elsewhere, or nothing.
    """

    name: str = ""
    all_slots: bool = False
    profile: str = ""

    def __str__(self) -> str:
        return f"pcsc:{_escaped(self.name)}" + _query(slots="all" if self.all_slots else "", profile=self.profile)


@dataclass(frozen=True, slots=True)
class SerialUri:
    """A reader on a serial port.

    port: a device such as COM3 or /dev/ttyUSB0, or a URL of pyserial. baud: bits per second; 0 for the protocol's own,
    see `speed`. number_format, profile: of a reader that writes text. technology: of the cards it reads; empty if not
    said. digits: how many characters a whole number has, for readers that end it with nothing; 0 if not known.
    crc: the reader appends a checksum that it can be set to append (TWN4).
    """

    port: str
    protocol: Protocol = Protocol.RDM6300
    baud: int = 0
    number_format: str = ""
    technology: str = ""
    profile: str = ""
    digits: int = 0
    crc: bool = False

    def __post_init__(self) -> None:
        _check_together(self)

    def __str__(self) -> str:
        return f"serial:{_escaped(self.port)}" + _query(
            protocol=str(self.protocol),
            baud=str(self.baud or ""),
            format=self.number_format,
            technology=self.technology,
            profile=self.profile,
            digits=str(self.digits or ""),
            crc="on" if self.crc else "",
        )

    @property
    def speed(self) -> int:
        """Bits per second."""
        return self.baud or _BAUDS.get(self.protocol, _BAUD)


@dataclass(frozen=True, slots=True)
class KeyboardUri:
    """A reader that types like a keyboard.

    device: an input device of Linux such as /dev/input/by-id/…-event-kbd, which is then taken from every other
    program; empty for whatever types into the window of this program. The rest as in `SerialUri`.
    """

    device: str = ""
    number_format: str = ""
    technology: str = ""
    profile: str = ""

    def __str__(self) -> str:
        return f"keyboard:{_escaped(self.device)}" + _query(
            format=self.number_format, technology=self.technology, profile=self.profile
        )


@dataclass(frozen=True, slots=True)
class VirtualUri:
    """A reader in software that presents these cards, one after the other."""

    uids: tuple[bytes, ...] = ()

    def __str__(self) -> str:
        return "virtual:" + ",".join(uid.hex().upper() for uid in self.uids)


@dataclass(frozen=True, slots=True)
class AutoUri:
    """Whatever can be told without being set up: every contactless PC/SC reader."""

    def __str__(self) -> str:
        return "auto:"


ReaderUri = PcscUri | SerialUri | KeyboardUri | VirtualUri | AutoUri


def parse(text: str) -> ReaderUri:
    """Understand an address. Raises BadReaderUri, which says what to write instead."""
    scheme, colon, rest = text.strip().partition(":")
    kind = _KINDS.get(scheme.lower())
    if not colon or kind is None:
        kinds = ", ".join(f"{name}:" for name in _KINDS)
        raise BadReaderUri(f"“{text}” is not the address of a reader.", f"An address begins with one of {kinds}.")
    return kind(rest)


def _parse_pcsc(rest: str) -> PcscUri:
    name, settings = _split(rest, "PC/SC reader", ("slots", "profile"))
    slots = settings.get("slots", "")
    if slots not in ("", "all"):
        raise BadReaderUri(f"“{slots}” says nothing of a reader's slots.", "Write slots=all, or leave it out.")
    return PcscUri(name, all_slots=slots == "all", profile=_name("profile", settings))


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
    known = ("protocol", "baud", "format", "technology", "profile", "digits", "crc")
    port, settings = _split(rest, "serial reader", known)
    # What a reader writes is told of, which is text unless the address says otherwise.
    text = "profile" in settings or "format" in settings
    protocol = settings.get("protocol", Protocol.LINE if text else Protocol.RDM6300)
    return SerialUri(
        port=_port(port),
        protocol=_one_of(Protocol, "protocol", protocol),
        baud=_baud(settings["baud"]) if "baud" in settings else 0,
        number_format=_name("format", settings),
        technology=_technology(settings.get("technology", "")),
        profile=_name("profile", settings),
        digits=_digits(settings["digits"]) if "digits" in settings else 0,
        crc=_switch("crc", settings),
    )


def _parse_keyboard(rest: str) -> KeyboardUri:
    device, settings = _split(rest, "keyboard reader", ("format", "technology", "profile"))
    return KeyboardUri(
        device,
        number_format=_name("format", settings),
        technology=_technology(settings.get("technology", "")),
        profile=_name("profile", settings),
    )


def _split(rest: str, what: str, known: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """The name or port, and the settings behind the last question mark: a URL of pyserial may have one of its own."""
    name, mark, query = rest.rpartition("?")
    settings = _settings(query, what, known) if mark else {}
    # What stands around it by mistake goes; a blank of the name itself is written as %20.
    return unquote((name if mark else rest).strip()), settings


def _settings(query: str, what: str, known: tuple[str, ...]) -> dict[str, str]:
    pairs = parse_qsl(query, keep_blank_values=True)
    settings = {name.lower(): value.lower() for name, value in pairs}
    for name in settings:
        if name not in known:
            raise BadReaderUri(f"A {what} has no setting “{name}”.", f"It has {', '.join(known)}.")
    if len(settings) != len(pairs):
        raise BadReaderUri(f"A setting of the {what} is given twice.", "Give each setting once.")
    return settings


def _port(port: str) -> str:
    if not port.strip():
        raise BadReaderUri("The serial port is missing.", "Name it, such as serial:COM3 or serial:/dev/ttyUSB0.")
    scheme, mark, _ = port.partition("://")
    if not mark:
        return port
    if scheme.lower() not in _PORT_SCHEMES:
        raise BadReaderUri(
            f"A serial port cannot be reached by “{scheme}://”.",
            f"Name a port of this computer, or use one of {', '.join(f'{s}://' for s in _PORT_SCHEMES)}.",
        )
    if "@" in port:
        raise BadReaderUri(
            "A serial port on the network takes no name and no password in its address.",
            f"Write {scheme}://HOST:PORT, such as {scheme}://desk:7000.",
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


def _name(setting: str, settings: Mapping[str, str]) -> str:
    value = settings.get(setting, "")
    if setting in settings and not _NAME.fullmatch(value):
        raise BadReaderUri(f"“{value}” cannot be the name of a {setting}.", f"Write {setting}=NAME, or leave it out.")
    return value


def _baud(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", text) or not SLOWEST_BAUD <= int(text) <= FASTEST_BAUD:
        raise BadReaderUri(
            f"“{text}” is not a speed of a serial line.",
            f"Write a whole number of bits per second, such as {_BAUD}.",
        )
    return int(text)


def _digits(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", text) or not 1 <= int(text) <= MOST_DIGITS:
        raise BadReaderUri(f"“{text}” is no number of digits.", f"Write a whole number from 1 to {MOST_DIGITS}.")
    return int(text)


def _switch(setting: str, settings: Mapping[str, str]) -> bool:
    value = settings.get(setting, "off")
    if value not in ("on", "off"):
        raise BadReaderUri(f"“{value}” is no value of {setting}.", f"Write {setting}=on, or leave it out.")
    return value == "on"


def _technology(text: str) -> str:
    if text and text not in TECHNOLOGIES:
        raise BadReaderUri(f"“{text}” is not a known technology.", f"Known are {', '.join(TECHNOLOGIES)}.")
    return text


def _check_together(uri: SerialUri) -> None:
    """Refuse settings that are right alone and wrong together."""
    if uri.crc and uri.protocol is not Protocol.TWN4:
        raise BadReaderUri(f"The protocol {uri.protocol} has no checksum to be chosen.", "Leave out crc.")
    if uri.protocol in TEXT_PROTOCOLS:
        return
    # What `auto` recognizes may be text, but always text with an end.
    if uri.digits or (uri.number_format and uri.protocol is not Protocol.AUTO):
        raise BadReaderUri(
            f"The protocol {uri.protocol} always sends whole serial numbers.",
            "Leave out format and digits, or use protocol=line.",
        )
    if uri.protocol in _EM_PROTOCOLS and UID_SIZES.get(uri.technology, FRAME_UID_SIZE) != FRAME_UID_SIZE:
        raise BadReaderUri(
            f"A reader with the protocol {uri.protocol} reads {FRAME_UID_SIZE} bytes, which {uri.technology} has not.",
            "Leave out technology, or use protocol=line.",
        )


def _escaped(text: str) -> str:
    escaped = text.replace("%", "%25").replace("?", "%3F")
    begin, end = len(escaped) - len(escaped.lstrip()), len(escaped.rstrip())
    if begin >= end:
        return quote(escaped)
    return quote(escaped[:begin]) + escaped[begin:end] + quote(escaped[end:])


def _query(**settings: str) -> str:
    given = [f"{name}={quote(value)}" for name, value in settings.items() if value]
    return f"?{'&'.join(given)}" if given else ""


_KINDS: Mapping[str, Callable[[str], ReaderUri]] = {
    "pcsc": _parse_pcsc,
    "serial": _parse_serial,
    "keyboard": _parse_keyboard,
    "virtual": _parse_virtual,
    "auto": _parse_auto,
}
