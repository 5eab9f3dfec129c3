"""Frames of RDM6300 and ID-12 readers, and of the many desk readers that copy them. Pure.

STX, 10 hexadecimal digits (version byte and 4 data bytes), 2 digits of checksum, perhaps CR LF, ETX. The checksum is
the XOR of the 5 bytes. Source: Seeed 113020002 data sheet p. 3 (RDM6300), ID-2/12/20LA data sheet (CR LF).
"""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import xor

from drivers.readings import Reading, Unread

STX = b"\x02"
UID_SIZE = 5
# Read timeouts of 50 ms that end a torn frame. More than one: a network or a USB bridge may pause within a frame,
# and an ID-12 sends its frame only once.
SILENCES = 5

_WHOLE = re.compile(rb"\x02([0-9A-Fa-f]{12})(?:\r\n)?\x03")
# The beginning of a frame, cut anywhere.
_BEGUN = re.compile(rb"\x02(?:[0-9A-Fa-f]{0,12}|[0-9A-Fa-f]{12}\r\n?)")

DAMAGED = Unread("The reader sent a damaged frame, so the card's number is not certain.", "Tap the card again.")


class FrameParser:
    """Finds whole frames in a stream of bytes. A damaged frame costs itself, a false start costs one byte."""

    def __init__(self) -> None:
        self._buffer = b""
        self._silences = 0

    def feed(self, chunk: bytes) -> Iterator[Reading]:
        """Yield the 5 bytes of each frame that `chunk` completes, and `DAMAGED` for one with a wrong checksum."""
        self._silences = 0 if chunk else self._silences + 1
        self._buffer = b"" if self._silences >= SILENCES else self._buffer + chunk
        while (start := self._buffer.find(STX)) >= 0:
            self._buffer = self._buffer[start:]
            whole = _WHOLE.match(self._buffer)
            if whole:
                self._buffer = self._buffer[whole.end() :]
                yield _checked(bytes.fromhex(whole[1].decode("ascii")))
            elif _BEGUN.fullmatch(self._buffer):
                return
            else:
                self._buffer = self._buffer[1:]
        self._buffer = b""


def payloads(chunks: Iterable[bytes]) -> Iterator[Reading]:
    """Yield what each frame in `chunks` carries; see `FrameParser`."""
    parser = FrameParser()
    for chunk in chunks:
        yield from parser.feed(chunk)


def _checked(body: bytes) -> Reading:
    uid, checksum = body[:UID_SIZE], body[UID_SIZE]
    return uid if reduce(xor, uid) == checksum else DAMAGED
