"""Frames of RDM6300 and ID-12 readers, and of the many desk readers that copy them. Pure.

STX, 10 hexadecimal digits (version byte and 4 data bytes), 2 digits of checksum, perhaps CR LF, ETX. The checksum is
the XOR of the 5 bytes. Source: Seeed 113020002 data sheet p. 3 (RDM6300), ID-2/12/20LA data sheet (CR LF).
"""

import re

from drivers.framing import DAMAGED, FrameFinder, Verdict, xor_of
from drivers.readings import Number, Reading

STX = 0x02
UID_SIZE = 5
# ID-2/12/20LA data sheet: EM4001 or compatible; RDM6300: deduced.
TECHNOLOGY = "em4100"

_WHOLE = re.compile(rb"\x02([0-9A-Fa-f]{12})(?:\r\n)?\x03")
# The beginning of a frame, cut anywhere.
_BEGUN = re.compile(rb"\x02(?:[0-9A-Fa-f]{0,12}|[0-9A-Fa-f]{12}\r\n?)")


class FrameParser(FrameFinder):
    """Yields the 5 bytes of each frame. technology: what the address says that the cards are, if it does."""

    def __init__(self, technology: str = "") -> None:
        super().__init__(STX, self._judge)
        self._technology = technology or TECHNOLOGY

    def _judge(self, data: bytes) -> Reading | Verdict:
        whole = _WHOLE.fullmatch(data)
        if not whole:
            return Verdict.BEGUN if _BEGUN.fullmatch(data) else Verdict.NOTHING
        body = bytes.fromhex(whole[1].decode("ascii"))
        # The XOR over the bytes and their checksum is 0.
        return DAMAGED if xor_of(body) else Number(body[:UID_SIZE], self._technology)
