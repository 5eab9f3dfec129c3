"""Frames of 7941D/E/W “dual frequency” readers. Pure.

02, length of the whole frame, type, data, BCC, 03. The BCC is the XOR from the length to the last byte of data. Type
01 is Mifare Classic, type 02 EM4100 (one batch byte and four of the serial number). Source: neweggbusiness.com item
9b-0yh-046v-00015; gutierrezps/gwiot7941e 68c9ea4 src.

The length of 4 bytes of Mifare Classic is deduced: 4 and the 5 bytes around them.
"""

from typing import NamedTuple

from drivers.framing import DAMAGED, FrameFinder, Verdict, xor_of
from drivers.readings import Number, Reading, Unread

STX, ETX = 0x02, 0x03
# 02, length, type, BCC and 03.
AROUND = 5
# No card's serial number has fewer bytes than 4 or more than 10 (ISO/IEC 14443-3).
_SHORTEST, _LONGEST = AROUND + 4, AROUND + 10


class Kind(NamedTuple):
    """What a type of frame carries: cards of a technology, whose numbers have so many bytes."""

    technology: str
    size: int


KINDS = {0x01: Kind("mifare-classic", 4), 0x02: Kind("em4100", 5)}


class Parser7941(FrameFinder):
    """Yields each frame's number with its technology, and words for frames of a kind that no source describes."""

    def __init__(self) -> None:
        super().__init__(STX, _judge)


def _judge(data: bytes) -> Reading | Verdict:
    if len(data) < 2:
        return Verdict.BEGUN
    # By the length, not by a search for 03, which may stand in the data.
    length = data[1]
    if not _SHORTEST <= length <= _LONGEST:
        return Verdict.NOTHING
    if len(data) < length:
        return Verdict.BEGUN
    if data[-1] != ETX:
        return Verdict.NOTHING
    return _carried(data[2], data[3:-2], whole=xor_of(data[1:-1]) == 0)


def _carried(type_: int, uid: bytes, *, whole: bool) -> Reading | Verdict:
    kind = KINDS.get(type_)
    known = kind is not None and kind.size == len(uid)
    if not whole:
        # Of a type that is not known, it may as well be noise.
        return DAMAGED if known else Verdict.NOTHING
    if kind is not None and known:
        return Number(uid, kind.technology)
    return Unread(
        f"The reader sent a card of type {type_:02X} with {len(uid)} bytes, which is not known here.",
        "Read this card on another reader.",
    )
