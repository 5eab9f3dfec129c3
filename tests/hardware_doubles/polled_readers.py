"""Readers that speak only when asked, as their sheets describe them: independent readings of those sheets."""

import binascii
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Card:
    """A card with its number, its SAK, and what it answers DESFire's GetVersion with (empty: nothing)."""

    uid: bytes
    sak: int = 0x08
    ats: bytes = b""
    version: bytes = b""


CLASSIC = Card(bytes.fromhex("FB0EE20B"))
OTHER_CLASSIC = Card(bytes.fromhex("11223344"))
DESFIRE = Card(
    bytes.fromhex("048A4AAAA62D80"), 0x20, bytes.fromhex("067577810280"), bytes.fromhex("04010101001805 91AF")
)
RANDOM_ID = Card(bytes.fromhex("08A1B2C3"), 0x20, bytes.fromhex("067577810280"), DESFIRE.version)
OTHER_ISO14443_4 = Card(bytes.fromhex("04112233445566"), 0x20, bytes.fromhex("0578807002"), bytes.fromhex("6D00"))
ULTRALIGHT = Card(bytes.fromhex("04A3C6CAE26180"), 0x00)
EM = Card(bytes.fromhex("06008E6D5D"))


SL025_TYPES = {(0x08, 4): 1, (0x00, 7): 3, (0x20, 7): 6, (0x20, 4): 6}
SL032_TYPES = {(0x08, 4): 3, (0x00, 7): 7, (0x20, 7): 9, (0x20, 4): 9}


class Reader(Protocol):
    """A reader's end of the line."""

    cards: list[Card]

    def answer(self, data: bytes) -> bytes:
        """What it sends when it has received `data`."""
        ...


class Twn4:
    """TWN4 Simple Protocol DocRev17: lines of hexadecimal bytes. `sak`: it knows ISO14443A_GetSak."""

    def __init__(self, *, crc: bool = False, sak: bool = True) -> None:
        self.cards: list[Card] = []
        self._sak = sak
        self._crc = crc
        self._line = b""

    def answer(self, data: bytes) -> bytes:
        *lines, self._line = (self._line + data).split(b"\r")
        return b"".join(self._told(self._run(line)) for line in lines)

    def _run(self, line: bytes) -> bytes:
        command = bytes.fromhex(line.decode())
        if self._crc:
            if twn4_crc(command[:-2]) != command[-2:]:
                return b"\x05"
            command = command[:-2]
        if command == b"\x00\x04\xff":
            text = b"TWN4/B1.64/NCF4.64/PRS1.04"
            return b"\x00" + bytes([len(text)]) + text
        if command == b"\x12\x05" and self._sak:
            return b"\x00\x01" + bytes([self.cards[0].sak]) if self.cards else b"\x00\x00"
        if command[:2] != b"\x05\x00":
            return b"\x01"
        if not self.cards:
            return b"\x00\x00"
        uid = self.cards[0].uid
        assert command[2] >= len(uid)
        kind = 0x40 if len(uid) == 5 else 0x80
        return b"\x00\x01" + bytes([kind, 8 * len(uid), len(uid)]) + uid

    def _told(self, answer: bytes) -> bytes:
        return (answer + (twn4_crc(answer) if self._crc else b"")).hex().upper().encode() + b"\r"


def twn4_crc(data: bytes) -> bytes:
    """The reversed CRC by the one of the library that is not reversed: every bit the other way round."""
    mirrored = bytes(int(f"{byte:08b}"[::-1], 2) for byte in data)
    return int(f"{binascii.crc_hqx(mirrored, 0xFFFF):016b}"[::-1], 2).to_bytes(2, "little")


class StrongLink:
    """SL025M manual p. 5 to 11, SL032 V3.1 p. 8. `types`: the codes of card types by their SAK and length."""

    def __init__(self, types: Mapping[tuple[int, int], int] = SL025_TYPES) -> None:
        self.cards: list[Card] = []
        self._types = types
        self._got = b""

    def answer(self, data: bytes) -> bytes:
        self._got += data
        sent = b""
        while len(self._got) >= 2 and len(self._got) >= 2 + self._got[1]:
            request, self._got = self._got[: 2 + self._got[1]], self._got[2 + self._got[1] :]
            assert request[0] == 0xBA
            sent += self._run(request)
        return sent

    def _run(self, request: bytes) -> bytes:
        command = request[2]
        if _xor(request):
            return _strong(command, 0xF0)
        if command == 0xF0:
            return _strong(command, 0, b"SL025M-1.4")
        assert command == 1
        if not self.cards:
            return _strong(command, 1)
        if len(self.cards) > 1:
            return _strong(command, 0x0A)
        card = self.cards[0]
        kind = self._types[card.sak, len(card.uid)]
        return _strong(command, 0, card.uid + bytes([kind]))


def _strong(command: int, status: int, data: bytes = b"") -> bytes:
    body = bytes([0xBD, 3 + len(data), command, status]) + data
    return body + bytes([_xor(body)])


class Chip:
    """What a PN532 does with a command (UM0701-02 chapter 7). A card of part 4 that was selected hears no request."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.tries_for_ever = True
        self._selected: list[Card] = []

    def run(self, command: bytes) -> bytes | None:
        """The answer from its code on; None while it waits for ever."""
        match command[0]:
            case 0x14:
                return b"\x15"
            case 0x32:
                if command[1] == 5:
                    self.tries_for_ever = command[4] == 0xFF
                if command[1] == 1 and not command[2] & 1:
                    self._selected = []
                return b"\x33"
            case 0x4A:
                return self._list(command[1])
            case 0x40:
                return self._exchange(command[1], command[2:])
        return None

    def _list(self, most: int) -> bytes | None:
        heard = [card for card in self.cards if not (card.sak & 0x20 and card in self._selected)][:most]
        if not heard and self.tries_for_ever:
            return None
        self._selected = heard
        told = bytes([0x4B, len(heard)])
        for number, card in enumerate(heard, 1):
            atqa = b"\x03\x44" if card.sak == 0x20 else b"\x00\x04"
            told += bytes([number]) + atqa + bytes([card.sak, len(card.uid)]) + card.uid + card.ats
        return told

    def _exchange(self, target: int, data: bytes) -> bytes:
        card = self._selected[target - 1] if target <= len(self._selected) else None
        if card is None or card not in self.cards or data != b"\x90\x60\0\0\0" or not card.version:
            return b"\x41\x01"
        return b"\x41\x00" + card.version


class _OverChip:
    """What lies on the reader lies on its chip."""

    chip: Chip

    @property
    def cards(self) -> list[Card]:
        return self.chip.cards

    @cards.setter
    def cards(self, cards: list[Card]) -> None:
        self.chip.cards = cards


class Pn532(_OverChip):
    """UM0701-02 chapter 6.2: asleep until 55 comes, in low battery mode until SAMConfiguration."""

    def __init__(self) -> None:
        self.chip = Chip()
        self._got = b""
        self._awake = False
        self._normal = False

    def answer(self, data: bytes) -> bytes:
        self._got += data
        self._awake = self._awake or b"\x55" in data
        sent = b""
        while (at := self._got.find(b"\x00\x00\xff")) >= 0 and len(self._got) >= at + 4 + 3 + self._got[at + 3]:
            size = self._got[at + 3]
            assert (size + self._got[at + 4]) & 0xFF == 0
            payload = self._got[at + 5 : at + 6 + size]
            self._got = self._got[at + 7 + size :]
            assert sum(payload) & 0xFF == 0
            assert payload[0] == 0xD4
            if self._awake:
                sent += b"\x00\x00\xff\x00\xff\x00" + self._run(payload[1:-1])
        return sent

    def _run(self, command: bytes) -> bytes:
        self._normal = self._normal or command[0] == 0x14
        told = self.chip.run(command) if self._normal else None
        if told is None:
            return b""
        body = b"\xd5" + told
        return b"\x00\x00\xff" + bytes([len(body), 256 - len(body)]) + body + bytes([-sum(body) & 0xFF]) + b"\x00"


class Acs:
    """The frames of ACS (ACR122S V2.01 p. 8-14, ACR1281S V1.01 p. 14-23); `told` is what the models differ in."""

    def __init__(self) -> None:
        self._got = b""

    def answer(self, data: bytes) -> bytes:
        self._got += data
        sent = b""
        while len(self._got) >= 13:
            size = struct.unpack_from("<I", self._got, 2)[0]
            if len(self._got) < 13 + size:
                break
            request, self._got = self._got[: 13 + size], self._got[13 + size :]
            assert (request[0], request[-1]) == (2, 3)
            if _xor(request[1:-1]):
                sent += b"\x02\xff\xff\x03"
                continue
            sent += b"\x02\x00\x00\x03" + self._run(request[1], request[7], request[11:-2])
        return sent

    def _run(self, kind: int, sequence: int, data: bytes) -> bytes:
        told = self.told(kind, data)
        if told is None:
            return b""
        answer, status, body = told
        head = struct.pack("<BIBBBBB", answer, len(body), 0, sequence, status, 0x81 if status == 0 else 0, 0)
        return b"\x02" + head + body + bytes([_xor(head + body), 3])

    def told(self, kind: int, data: bytes) -> tuple[int, int, bytes] | None:
        """The kind of the answer, its status and its data."""
        raise NotImplementedError


class Acr122s(_OverChip, Acs):
    """A PN532 behind “direct transmit”, once the SAM interface is on."""

    def __init__(self) -> None:
        super().__init__()
        self.chip = Chip()
        self._on = False

    def told(self, kind: int, data: bytes) -> tuple[int, int, bytes] | None:
        if kind == 0x62:
            self._on = True
            return 0x80, 0, bytes.fromhex("3B2A00806524B0000200829000")
        assert kind == 0x6F
        if data == bytes.fromhex("FF00480000"):
            return 0x80, 0, b"ACR122S203"
        assert data[:4] == b"\xff\0\0\0"
        assert data[4] == len(data) - 5
        if not self._on:
            return 0x80, 0x40, b"\x63\x00"
        answer = self.chip.run(data[6:])
        return None if answer is None else (0x80, 1, b"\xd5" + answer + b"\x90\x00")


class Acr1281s(Acs):
    """Slot 0 is the contactless one; the ATR is made as PC/SC part 3 says."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []

    def told(self, kind: int, data: bytes) -> tuple[int, int, bytes]:
        card = self.cards[0] if self.cards else None
        if kind == 0x65:
            return 0x81, 0 if card else 2, b""
        if card is None:
            return 0x80, 0x42, b"\x63\x00" if kind == 0x6F else b""
        if kind == 0x62:
            return 0x80, 0, _atr(card)
        return 0x80, 0, card.uid + b"\x90\x00" if data == bytes.fromhex("FFCA000000") else b"\x6a\x81"


def _atr(card: Card) -> bytes:
    if card.sak & 0x20:
        atr = bytes.fromhex("3B8180 01 80")
    else:
        name = b"\x00\x01" if card.sak == 0x08 else b"\x00\x03"
        atr = bytes.fromhex("3B8F8001804F0CA000000306 03") + name + bytes(4)
    return atr + bytes([_xor(atr[1:])])


def _xor(data: bytes) -> int:
    result = 0
    for byte in data:
        result ^= byte
    return result
