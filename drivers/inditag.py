"""Lines of Elatec readers in IndiTag mode. Pure.

A colon, the number in hexadecimal, the two's complement of the sum of its bytes, CR LF. Source: Elatec TWN3 Mifare
manual p. 25 (manualshive.com elatec/twn3-mifare).
"""

import re

from drivers.framing import DAMAGED, FrameFinder, Verdict
from drivers.readings import Reading, Text

COLON = 0x3A
# Bytes of a number: the triple size of ISO/IEC 14443-3 is the longest. The shortest is a choice of ours: fewer bytes
# (26 bits without parity are 3) make no card.
_SHORTEST, _LONGEST = 3, 10

_WHOLE = re.compile(rb":([0-9A-Fa-f]{%d,%d})\r\n" % (2 * _SHORTEST + 2, 2 * _LONGEST + 2))
_BEGUN = re.compile(rb":[0-9A-Fa-f]{0,%d}\r?" % (2 * _LONGEST + 2))
# A line one of whose characters was damaged into a colon: the rest looks like a line, and its sum may fit.
_HIDING = re.compile(rb":(?:[0-9A-Fa-f]{2})*[0-9A-Fa-f]:(?:[0-9A-Fa-f]{2})+\r\n")
_HIDING_BEGUN = re.compile(rb":(?:[0-9A-Fa-f]{2})*[0-9A-Fa-f]:[0-9A-Fa-f]*\r?")
_LONGEST_LINE = 2 * _LONGEST + 2 + len(":\r\n")


class IndiTagParser(FrameFinder):
    """Yields each line's number, without its checksum. digits: how many a whole number has; 0: not known."""

    def __init__(self, digits: int = 0) -> None:
        super().__init__(COLON, self._judge)
        self._digits = digits

    def _judge(self, data: bytes) -> Reading | Verdict:
        reading = _judge(data)
        if self._digits and isinstance(reading, Text) and len(reading.text) != self._digits:
            return DAMAGED
        return reading


def _judge(data: bytes) -> Reading | Verdict:
    if len(data) > _LONGEST_LINE:
        return Verdict.NOTHING
    if _HIDING.fullmatch(data):
        return DAMAGED
    whole = _WHOLE.fullmatch(data)
    if not whole:
        return Verdict.BEGUN if _BEGUN.fullmatch(data) or _HIDING_BEGUN.fullmatch(data) else Verdict.NOTHING
    digits = whole[1].decode("ascii")
    # The bytes and the two's complement of their sum add up to 0.
    if len(digits) % 2 or sum(bytes.fromhex(digits)) % 256:
        return DAMAGED
    return Text(digits[:-2])
