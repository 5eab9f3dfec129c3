"""Elatec TWN4 with the Simple Protocol firmware (“TWN4_Cxxxx_PRSxxx.bix”). Pure.

Lines of hexadecimal bytes that end with CR; the first byte of an answer is an error code. Sources: TWN4 Simple
Protocol DocRev17 p. 9-11 and 21 (thenewwazoo/elatec-twn4-simple bd1599c, doc/), whose example is `050010` answered by
`000180200466CF4DC2`; that a version is its length and its letters: c3rebro/Elatec.NET 84a9b1e, ProtocolTests.cs; the
codes of tags: 13dc4a9, DataAccessLayer/Constants.cs; the SAK of the last card (not verified on a reader; a card is told
without it where the reader does not know it): 6340d30, TWN4ReaderDevice.Iso.cs.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum

from drivers.iso14443a import number, technology
from drivers.polling import LONGEST_PATIENCE_S, MISSES, PATIENCE_S, Asker, Question, no_answer
from drivers.readings import Absent, Number, Reading, Unread
from drivers.uri import LONGEST_UID, UID_SIZES

# How long a search may take: the read timeout of Elatec.NET. In seconds.
_SEARCH_S = LONGEST_PATIENCE_S
# The longest answer, of the version: error, length, 255 letters and the checksum, two characters each.
_LONGEST_LINE = 2 * (2 + 255 + 2)
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2})+")

_ERRORS: Mapping[int, str] = {
    1: "unknown function",
    2: "missing parameter",
    3: "unused parameters",
    4: "invalid function",
    5: "the command was not understood",
}

_EM4X02, _HID_PROX, _ISO14443A = 0x40, 0x49, 0x80
_TECHNOLOGIES: Mapping[int, str] = {
    _EM4X02: "em4100",
    _HID_PROX: "hid-prox",
    0x82: "iso15693",
    0x84: "iclass",
    0x85: "felica",
}

NO_ANSWER = no_answer(
    "a TWN4", "the TWN4 needs the Simple Protocol firmware, and crc=on in its address if it was set to send checksums"
)


def crc(data: bytes) -> bytes:
    """The checksum of `data`: starts with FFFF, polynomial 8408 (reversed), low byte first (DocRev17 p. 10)."""
    remainder = 0xFFFF
    for byte in data:
        remainder ^= byte
        for _ in range(8):
            remainder = remainder >> 1 ^ (0x8408 if remainder & 1 else 0)
    return remainder.to_bytes(2, "little")


class _Step(Enum):
    """What is asked now: the command without checksum."""

    # GetVersionString, with room for 255 letters.
    VERSION = bytes.fromhex("0004FF")
    # SearchTag, with room for the longest serial number.
    SEARCH = bytes.fromhex("0500") + bytes([LONGEST_UID])
    # ISO14443A_GetSak of the card that was found last.
    SAK = bytes.fromhex("1205")


class Twn4Poller(Asker):
    """Asks for the version until it is told, then for a tag. `crc`: the reader appends and expects checksums.

    The version does more than to greet: after a question without an answer it is asked again, and no answer to a
    search looks like it, so that the late answer to an earlier search is not taken for a card that lies there now.

    A Mifare card is asked for its SAK, once in a presentation: its size alone would make a DESFire of an Ultralight.

    Without checksums one digit that was damaged on the line would make another number. Then only what two answers in
    a row agree on is told; the second is asked for at once.
    """

    def __init__(self, *, crc: bool = False) -> None:
        super().__init__(NO_ANSWER)
        self._crc = crc
        self._step = _Step.VERSION
        self._line = b""
        # The card of type 80 that lies there, and what is told of it; None until its SAK is known.
        self._uid = b""
        self._number: Number | None = None
        self._sak_misses = 0
        # The last answer that told of a card.
        self._before = b""

    def _question(self) -> Question:
        self._line = b""
        return Question(self._words(self._step.value), _SEARCH_S if self._step is _Step.SEARCH else PATIENCE_S)

    def _words(self, command: bytes) -> bytes:
        return (command + (crc(command) if self._crc else b"")).hex().upper().encode() + b"\r"

    def _restart(self) -> None:
        if self._step is _Step.SAK:
            self._sak_misses += 1
        self._step = _Step.VERSION
        self._before = b""

    def _frames(self, chunk: bytes) -> Iterator[bytes]:
        *ended, self._line = (self._line + chunk).split(b"\r")
        # What is longer is no answer; of its tail nothing makes sense either.
        self._line = self._line[-_LONGEST_LINE - 1 :]
        yield from ended

    def _hear(self, frame: bytes) -> Iterator[Reading]:
        line = frame.strip()
        if not line:
            return
        answer = self._decoded(line)
        if not answer:
            yield from self._misunderstood()
        elif self._step is _Step.SAK:
            yield from self._hear_sak(answer)
        elif len(answer) == 1 and answer[0]:
            yield from self._refused(_refusal(answer[0]))
        elif self._step is _Step.VERSION:
            if _is_version(answer):
                self._step = _Step.SEARCH
                self._answered(more=True)
        elif answer.startswith(b"\0\0"):
            self._uid = self._before = b""
            self._answered()
            yield Absent()
        elif answer.startswith(b"\0\1"):
            yield from self._found(answer[2:])

    def _confirmed(self, answer: bytes) -> bool:
        """Whether an answer is certain. If it is not, the same question is asked again at once."""
        certain, self._before = self._crc or answer == self._before, answer
        if not certain:
            self._answered(more=True)
        return certain

    def _decoded(self, line: bytes) -> bytes:
        """The bytes of a line without the checksum; empty if it is none of an answer."""
        if len(line) > _LONGEST_LINE or not _HEX.fullmatch(line):
            return b""
        data = bytes.fromhex(line.decode())
        if not self._crc:
            return data
        return data[:-2] if crc(data[:-2]) == data[-2:] else b""

    def _found(self, tag: bytes) -> Iterator[Reading]:
        """`tag`: type, count of bits, count of bytes, and the serial number."""
        bits, size = tag[1:3] if len(tag) > 3 else (0, 0)
        if not 0 < size <= LONGEST_UID or len(tag) != 3 + size or (bits + 7) // 8 != size:
            yield from self._misunderstood()
            return
        if not self._confirmed(tag):
            return
        kind, uid = tag[0], tag[3:]
        reading = _reading(kind, bits, uid)
        if kind != _ISO14443A or isinstance(reading, Unread):
            self._uid = b""
            self._answered()
            yield reading
            return
        if uid != self._uid:
            self._uid, self._number, self._sak_misses = uid, None, 0
        if self._number is None and self._sak_misses < MISSES:
            self._step = _Step.SAK
            self._answered(more=True)
            return
        self._answered()
        yield self._number or reading

    def _hear_sak(self, answer: bytes) -> Iterator[Reading]:
        """A reader that does not know the SAK leaves the technology to the size of the number."""
        if not self._confirmed(answer):
            return
        if len(answer) == 3 and answer.startswith(b"\0\1"):
            sak = answer[2]
            self._number = number(self._uid, sak, technology(self._uid, sak) or "")
        else:
            self._number = Number(self._uid)
        self._step = _Step.SEARCH
        self._answered()
        yield self._number


def _is_version(answer: bytes) -> bool:
    return len(answer) > 3 and answer[0] == 0 and answer[1] == len(answer) - 2 and answer[2:].isascii()


def _reading(kind: int, bits: int, uid: bytes) -> Reading:
    # Mifare of every kind is told by its size, where its SAK does not tell it.
    name = "" if kind == _ISO14443A else _TECHNOLOGIES.get(kind, "unknown")
    if kind == _EM4X02 and len(uid) != UID_SIZES["em4100"]:
        name = "unknown"
    # What an HID Prox card says is no serial number, whatever its length: the product refuses it by its technology.
    if bits % 8 and kind != _HID_PROX:
        return Unread(
            f"The reader found a card of kind {kind:02X} whose number has {bits} bits, which are no whole bytes.",
            "Use another card, or another reader for this kind of card.",
        )
    return Number(uid, name)


def _refusal(error: int) -> Unread:
    words = _ERRORS.get(error, "not in its sheet")
    return Unread(
        f"The TWN4 answers with error {error} ({words}).",
        "Load its Simple Protocol firmware anew, and check whether it is set to send checksums (crc=on).",
    )
