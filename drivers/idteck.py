"""Frames of Idteck SR10 and SR30 readers. Pure.

STX, 10 characters (34-bit mode) or 8 (26-bit mode), ETX, and one byte of checksum: the XOR from STX to ETX, which does
not notice that two equal characters are missing. Source:
Idteck SR10 manual p. 10 (easymanua.ls/idteck/sr10, manualslib.com 1008105). What the characters mean is a matter of
the reader's profile.
"""

import re

from drivers.framing import DAMAGED, FrameFinder, Verdict, xor_of
from drivers.readings import Reading, Text

STX = 0x02

_WHOLE = re.compile(rb"\x02([0-9A-Za-z]{8}|[0-9A-Za-z]{10})\x03.", re.DOTALL)
_BEGUN = re.compile(rb"\x02(?:[0-9A-Za-z]{0,10}|(?:[0-9A-Za-z]{8}|[0-9A-Za-z]{10})\x03)")
# 10 characters whose second was damaged into an STX: the rest looks like a frame of 8, and its checksum may fit.
_HIDING = re.compile(rb"\x02[0-9A-Za-z]\x02[0-9A-Za-z]{8}\x03.", re.DOTALL)
_HIDING_BEGUN = re.compile(rb"\x02[0-9A-Za-z]\x02[0-9A-Za-z]{0,8}\x03?")


class IdteckParser(FrameFinder):
    """Yields the characters of each frame. digits: how many a whole number has; 0: not known."""

    def __init__(self, digits: int = 0) -> None:
        super().__init__(STX, self._judge)
        self._digits = digits

    def _judge(self, data: bytes) -> Reading | Verdict:
        if _HIDING.fullmatch(data):
            return DAMAGED
        whole = _WHOLE.fullmatch(data)
        if not whole:
            return Verdict.BEGUN if _BEGUN.fullmatch(data) or _HIDING_BEGUN.fullmatch(data) else Verdict.NOTHING
        text = whole[1].decode("ascii")
        # The XOR over everything and its checksum is 0.
        return DAMAGED if xor_of(data) or self._digits not in (0, len(text)) else Text(text)
