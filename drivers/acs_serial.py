"""ACS readers on a serial line: ACR122S, ACR122L and ACR1281S. Pure.

`02`, a header of ten bytes as CCID has it, data, the XOR of header and data, `03`. The reader confirms each frame with
`02 00 00 03` before it answers. Sources: ACR122S Communication Protocol V2.01 p. 8-22 and ACR122L V1.03 p. 9-10, 23
and 43 (manualshive.com), ACR1281S Specification V1.01 p. 14-25 (manualshelf.com), nfc-tools/libnfc 3fa0751
libnfc/drivers/acr122s.c.

The first question is for the version. Who answers it with “ACR122…” has a PN532 that is asked through “direct
transmit”, which libnfc does too. Who answers anything else is taken for an ACR1281S: slot 0 is the contactless one, and
is asked for its status, the serial number and the ATR. Not verified: what an ACR1281S answers where no card lies; the
status is read as CCID Rev 1.1 section 6.2.6 has it, and SW 6300 as “no card”.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import reduce
from operator import xor

from drivers.iso14443a import SIZES
from drivers.pn532 import FIELD_OFF, MAX_RETRIES, Dialog
from drivers.polling import LONGEST_PATIENCE_S, Asker, Framer, Question, no_answer
from drivers.readings import Absent, Number, Reading, Unread
from drivers.uri import UID_SIZES

_STX, _ETX = 0x02, 0x03
_POWER_ON, _SLOT_STATUS, _TRANSFER = 0x62, 0x65, 0x6F
# The answers: data, status, parameters, escape. The manuals' examples answer a transfer with 80 and with 81.
_RESPONSES = range(0x80, 0x84)
# “Card inserted or removed”, which an ACR1281S sends unasked: one byte of states follows.
_NOTICE = 0x50
# Status bytes: received; and checksum, length, ETX, time (ACR122S, ACR1281S) and slot wrong.
_RECEIVED = 0x00
_REFUSALS = frozenset({0xFF, 0xFE, 0xFD, 0xFC, 0x99, 0xFB})
# Header, and what is around the data: STX, header, checksum, ETX.
_HEADER, _AROUND = 10, 13
# More is refused by the readers themselves.
_MOST_DATA = 0x0105

_GET_VERSION = bytes.fromhex("FF 00 48 00 00")
_GET_UID = bytes.fromhex("FF CA 00 00 00")
_DIRECT_TRANSMIT = bytes.fromhex("FF 00 00 00")
_WITH_PN532 = b"ACR122"
_OK, _SHORTER, _FAILED = b"\x90\x00", b"\x62\x82", b"\x63\x00"
# bmICCStatus: the two low bits of the status; 2: no card. bmCommandStatus: the two high ones; 1: failed.
_NO_CARD = 2
# At 9600 bits per second, and while a SAM that is not there is being switched on. In seconds.
_PATIENCE_S = LONGEST_PATIENCE_S
# Bytes of a number by ISO/IEC 14443-3, and of ISO/IEC 15693-3.
_SIZES = (*SIZES, UID_SIZES["iso15693"])

# The ATR that readers make for a storage card, and the card names in it: see enroll_app/domain/cards.py.
_STORAGE = bytes.fromhex("3B8F8001804F0CA000000306")
_STORAGE_LENGTH = 20
_NAMES: Mapping[int, str] = {
    **dict.fromkeys((0x0001, 0x0002, 0x0026, 0x0036, 0x0037), "mifare-classic"),
    **dict.fromkeys((0x0003, 0x003A, 0x003D), "mifare-ultralight"),
}
_NAME_SAK20 = 0xFF20

NO_NUMBER = Unread(
    "A card lies on the reader, which gives no number for it.", "Use another card, or another reader for this card."
)


class _Step(Enum):
    """What is asked now."""

    VERSION = auto()
    # Of those with a PN532: the SAM interface, through which the chip is reached.
    SAM = auto()
    CHIP = auto()
    # Of the others.
    STATUS = auto()
    UID = auto()
    ATR = auto()


def frame(kind: int, sequence: int, data: bytes = b"") -> bytes:
    """A frame to slot 0."""
    body = bytes([kind]) + len(data).to_bytes(4, "little") + bytes([0, sequence, 0, 0, 0]) + data
    return bytes([_STX]) + body + bytes([reduce(xor, body), _ETX])


def _measure(data: bytes) -> int | None:
    if len(data) < 4:
        return None
    if data[1] in _RESPONSES:
        return _measure_response(data)
    if data[1] == _NOTICE:
        if len(data) < 5:
            return None
        return 5 if data[3] == data[1] ^ data[2] and data[4] == _ETX else 0
    return 4 if data[1] == data[2] and data[3] == _ETX else 0


def _measure_response(data: bytes) -> int | None:
    if len(data) < 6:
        return None
    size = int.from_bytes(data[2:6], "little")
    if size > _MOST_DATA:
        return 0
    whole = size + _AROUND
    if len(data) < whole:
        return None
    return 0 if reduce(xor, data[1 : whole - 1]) or data[whole - 1] != _ETX else whole


class AcsPoller(Asker):
    """Asks for the version, and then for cards in the way that fits the model. Every question has its own number."""

    def __init__(self) -> None:
        super().__init__(no_answer("an ACS serial reader", "readers of ACS on USB belong to pcsc:"))
        self._framer = Framer(_STX, _MOST_DATA + _AROUND, _measure)
        self._dialog = Dialog((MAX_RETRIES, FIELD_OFF))
        self._step = _Step.VERSION
        self._sequence = 0
        # Of the card that lies on an ACR1281S, and what is told of it.
        self._uid = b""
        self._number: Number | None = None

    def _question(self) -> Question:
        self._framer.clear()
        self._sequence = (self._sequence + 1) % 256
        match self._step:
            case _Step.SAM | _Step.ATR:
                words = frame(_POWER_ON, self._sequence)
            case _Step.STATUS:
                words = frame(_SLOT_STATUS, self._sequence)
            case _Step.VERSION:
                words = frame(_TRANSFER, self._sequence, _GET_VERSION)
            case _Step.UID:
                words = frame(_TRANSFER, self._sequence, _GET_UID)
            case _Step.CHIP:
                command = self._dialog.command
                words = frame(_TRANSFER, self._sequence, _DIRECT_TRANSMIT + bytes([len(command)]) + command)
        return Question(words, _PATIENCE_S)

    def _restart(self) -> None:
        self._step = _Step.VERSION
        self._dialog.restart()

    def _frames(self, chunk: bytes) -> Iterator[bytes]:
        yield from self._framer.cut(chunk)

    def _hear(self, frame: bytes) -> Iterator[Reading]:
        if frame[1] in _REFUSALS and len(frame) == 4:
            yield from self._misunderstood()
            return
        # Header: type, length, slot, sequence number, status, error, and a byte that does not matter.
        if frame[1] not in _RESPONSES or frame[7] != self._sequence:
            return
        status, data = frame[8], frame[1 + _HEADER : -2]
        match self._step:
            case _Step.CHIP:
                yield from self._hear_chip(data)
            case _Step.STATUS:
                yield from self._hear_status(status)
            case _Step.UID:
                yield from self._hear_uid(data)
            case _Step.ATR:
                yield from self._tell(Number(self._uid, *_of_atr(data)))
            case _Step.SAM:
                self._go(_Step.CHIP)
            case _Step.VERSION:
                self._go(_Step.SAM if data.startswith(_WITH_PN532) else _Step.STATUS)

    def _go(self, step: _Step) -> None:
        """On to what tells more of the reader or the card."""
        self._step = step
        self._answered(more=True)

    def _hear_chip(self, data: bytes) -> Iterator[Reading]:
        payload = data[: -len(_OK)]
        told = self._dialog.hear(payload) if data.endswith(_OK) and self._dialog.answers(payload) else None
        if told is None:
            yield from self._misunderstood()
            return
        self._answered(more=self._dialog.more)
        yield from told

    def _hear_status(self, status: int) -> Iterator[Reading]:
        if status & 0x03 == _NO_CARD:
            yield from self._tell(Absent())
        else:
            self._go(_Step.UID)

    def _hear_uid(self, data: bytes) -> Iterator[Reading]:
        """The number can be asked for without the ATR (ACR1281S p. 15), which is asked for once in a presentation."""
        uid, status_word = data[:-2], data[-2:]
        if status_word in (b"", _FAILED):
            yield from self._tell(Absent())
        elif status_word not in (_OK, _SHORTER) or len(uid) not in _SIZES:
            yield from self._tell(NO_NUMBER)
        elif self._number is not None and uid == self._uid:
            yield from self._tell(self._number)
        else:
            self._uid = uid
            self._go(_Step.ATR)

    def _tell(self, reading: Reading) -> Iterator[Reading]:
        """The end of one round."""
        self._number = reading if isinstance(reading, Number) else None
        self._step = _Step.STATUS
        self._answered()
        yield reading


def _of_atr(atr: bytes) -> tuple[str, bool]:
    """The technology, empty where the ATR does not tell, and whether the card speaks ISO/IEC 14443-4."""
    if len(atr) == _STORAGE_LENGTH and atr.startswith(_STORAGE):
        card = int.from_bytes(atr[13:15], "big")
        return ("", True) if card == _NAME_SAK20 else (_NAMES.get(card, "unknown"), False)
    return "", len(atr) > 4 and atr[0] == 0x3B and atr[1] & 0xF0 == 0x80 and atr[2:4] == b"\x80\x01"
