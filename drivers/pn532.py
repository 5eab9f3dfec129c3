"""NXP PN532 on a serial line (HSU), and what is asked of this chip whatever carries the questions. Pure.

Sources: PN532 user manual UM0701-02, chapters 6.2 (frames) and 7.2-7.3 (commands); nfc-tools/libnfc 3fa0751
libnfc/drivers/pn532_uart.c (wake-up, frames) and libnfc/chips/pn53x.c (configuration, what a listing holds). A worked
listing: jinmi8.com/doc/12721/11042.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drivers.iso14443a import SIZES, number, technology
from drivers.polling import TWO_CARDS, Asker, Framer, Question, no_answer
from drivers.readings import Absent, Reading

# What stands before every command and every answer, and what answers a command that is none.
_TO_CHIP, _FROM_CHIP, _ERROR = 0xD4, 0xD5, 0x7F
# Commands with their parameters; the answer to each begins with its first byte plus one.
# Normal mode, no SAM: it brings the chip out of its low battery mode.
SAM_CONFIGURATION = bytes.fromhex("14 01")
# Three tries for a card, then it answers that there is none; by default it would wait for ever. Values of libnfc, which
# notes that a single try makes trouble.
MAX_RETRIES = bytes.fromhex("32 05 00 01 02")
# Up to two cards of ISO/IEC 14443 A.
LIST = bytes.fromhex("4A 02 00")
# The field off, so that a card that was listed before begins anew and can be listed again; the next listing switches it
# on (nfcpy/nfcpy 0457beb src/nfc/clf/pn53x.py: mute, sense_tta).
FIELD_OFF = bytes.fromhex("32 01 02")
# To the first card listed: GetVersion of DESFire, wrapped as an APDU.
GET_VERSION = bytes.fromhex("40 01 90 60 00 00 00")

# What a DESFire answers GetVersion with: maker NXP, type DESFire in the low half, and that more follows.
_NXP, _TYPE_DESFIRE, _MORE_FOLLOWS = 0x04, 0x01, b"\x91\xaf"
# How often a card is asked for its version that does not answer: a choice of ours.
_VERSION_TRIES = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """One card of a listing."""

    uid: bytes
    sak: int


def listed(data: bytes) -> tuple[int, Listed | None]:
    """How many cards a listing has, and the card if it is one and makes sense. `data`: from the count on."""
    count = data[0] if data else 0
    if count != 1 or len(data) < 6:
        return count, None
    # The count, the target's number, two bytes ATQA, SAK, length of the number.
    sak, size = data[4], data[5]
    uid, ats = data[6 : 6 + size], data[6 + size :]
    # The first byte of an ATS counts itself.
    whole = len(uid) == size and size in SIZES and (not ats or ats[0] == len(ats))
    return count, Listed(uid, sak) if whole else None


class Dialog:
    """What is asked of the chip, one command after the other: `opening`, then listings for ever.

    After a card the field is switched off, so that the next listing finds it again. A resting card is told alike each
    time: what was found out about it holds until it is gone. more: the next command is to follow at once.
    """

    def __init__(self, opening: Sequence[bytes]) -> None:
        self.more = True
        self._opening = tuple(opening)
        self._coming = list(opening)
        self._card: Listed | None = None
        # What `_card` is; None while that is being found out.
        self._technology: str | None = None
        self._failures = 0

    def restart(self) -> None:
        """Begin anew with the opening: the last command came to nothing."""
        if self._coming[:1] == [GET_VERSION]:
            self._failures += 1
        self._coming = list(self._opening)

    @property
    def command(self) -> bytes:
        """The command that is asked now, with what stands before every command."""
        return bytes([_TO_CHIP]) + (self._coming[0] if self._coming else LIST)

    def answers(self, payload: bytes) -> bool:
        """Whether `payload` is the answer to the present command."""
        return payload[:2] == bytes([_FROM_CHIP, self.command[1] + 1])

    def hear(self, payload: bytes) -> Iterator[Reading] | None:
        """Go on to the next command. What the answer tells; None when it makes no sense."""
        data = payload[2:]
        if not self._coming:
            return self._hear_listing(data)
        command = self._coming.pop(0)
        # A round ends with the field.
        self.more = command != FIELD_OFF
        return self._hear_version(data) if command == GET_VERSION else iter(())

    def _hear_listing(self, data: bytes) -> Iterator[Reading] | None:
        count, card = listed(data)
        self.more = bool(count)
        if count == 0 and data:
            self._card = None
            return iter((Absent(),))
        if count > 1:
            self._card = None
            self._coming = [FIELD_OFF]
            return iter((TWO_CARDS,))
        if card is None:
            return None
        if card != self._card:
            self._card, self._technology, self._failures = card, technology(card.uid, card.sak), 0
        if self._technology is None and self._failures < _VERSION_TRIES:
            self._coming = [GET_VERSION, FIELD_OFF]
            return iter(())
        self._coming = [FIELD_OFF]
        return iter((number(card.uid, card.sak, self._technology or ""),))

    def _hear_version(self, data: bytes) -> Iterator[Reading]:
        assert self._card is not None, "asked only of a card"
        if data and data[0] == 0:
            self._technology = _proven(data[1:])
            yield number(self._card.uid, self._card.sak, self._technology)
        else:
            # At the edge of the field a card is listed and not heard any more: it is listed again.
            self._failures += 1


def _proven(version: bytes) -> str:
    """The technology by the answer of a card to GetVersion."""
    desfire = len(version) > 1 and version[0] == _NXP and version[1] & 0x0F == _TYPE_DESFIRE
    return "mifare-desfire" if desfire and version.endswith(_MORE_FOLLOWS) else "unknown"


# HSU: the wake-up, long enough for the oscillator to start.
_WAKE_UP = b"\x55\x55" + bytes(14)
_START = b"\x00\x00\xff"
# Bytes of a frame besides its payload: start, LEN, LCS, DCS, postamble.
_AROUND = 7


def frame(payload: bytes) -> bytes:
    """A normal information frame: the length and the payload each sum up to 0 with their checksums."""
    size = len(payload)
    return _START + bytes([size, -size % 256]) + payload + bytes([-sum(payload) % 256, 0])


def _measure(data: bytes) -> int | None:
    if not data.startswith(_START[: len(data)]):
        return 0
    if len(data) < 5:
        return None
    # ACK (00 FF) and NACK (FF 00) do not sum up to 0 either: what confirms a command is dropped like noise.
    size, check = data[3], data[4]
    if (size + check) % 256:
        return 0
    whole = size + _AROUND
    if len(data) < whole:
        return None
    return 0 if sum(data[5 : whole - 1]) % 256 or data[whole - 1] else whole


class Pn532Poller(Asker):
    """Wakes the chip, sets it up, and asks for cards of ISO/IEC 14443 A.

    Nothing else is asked for: FeliCa and type B would double the time of every round.
    """

    def __init__(self) -> None:
        super().__init__(no_answer("a PN532", "its switches have to be set to HSU (serial line)"))
        self._framer = Framer(_START[0], 255 + _AROUND, _measure)
        self._dialog = Dialog((SAM_CONFIGURATION, MAX_RETRIES, FIELD_OFF))
        self._awake = False

    def _question(self) -> Question:
        self._framer.clear()
        words = frame(self._dialog.command)
        return Question(words if self._awake else _WAKE_UP + words)

    def _restart(self) -> None:
        self._awake = False
        self._dialog.restart()

    def _frames(self, chunk: bytes) -> Iterator[bytes]:
        yield from self._framer.cut(chunk)

    def _hear(self, frame: bytes) -> Iterator[Reading]:
        payload = frame[5:-2]
        if payload == bytes([_ERROR]):
            yield from self._misunderstood()
        elif self._dialog.answers(payload):
            self._awake = True
            told = self._dialog.hear(payload)
            if told is None:
                yield from self._misunderstood()
                return
            self._answered(more=self._dialog.more)
            yield from told
