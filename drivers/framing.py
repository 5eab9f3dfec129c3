"""Finds frames with a checksum in a stream of bytes. Pure; what a frame looks like is told by a grammar.

Bytes are taken one by one, so that it does not matter in which pieces they come, and a frame is told with its last
byte. A false start never hides a frame: every start byte begins a frame of its own until its bytes cannot be one.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from functools import reduce
from operator import xor

from drivers.readings import Number, Reading, Text, Unread

# Read timeouts of 50 ms that end a torn frame. More than one: a network or a USB bridge may pause within a frame,
# and some readers (ID-12) send a frame only once.
SILENCES = 5

DAMAGED = Unread("The reader sent a damaged frame, so the card's number is not certain.", "Tap the card again.")


class Verdict(Enum):
    """What bytes are that are no whole frame."""

    # More bytes may complete them.
    BEGUN = auto()
    # No more bytes can.
    NOTHING = auto()


Grammar = Callable[[bytes], Reading | Verdict]
"""Judges bytes that begin with the start byte and grew by one since they were BEGUN."""


class FrameFinder:
    """Yields what each frame carries, and `Unread` for one that is damaged or of an unknown kind.

    start: the byte with which frames begin. An `Unread` costs its own bytes alone; a number costs all bytes so far.
    Of those that end with the same byte only the one that began first is told: the others are pieces of it.
    """

    def __init__(self, start: int, grammar: Grammar) -> None:
        self._start = start
        self._grammar = grammar
        self._begun: list[bytes] = []
        self._silences = 0

    def feed(self, chunk: bytes) -> Iterator[Reading]:
        """Yield what `chunk` completes. An empty chunk is a silence, and several of them drop a torn frame."""
        self._silences = 0 if chunk else self._silences + 1
        if self._silences >= SILENCES:
            self._begun = []
        for byte in chunk:
            if self._begun or byte == self._start:
                yield from self._grown(byte)

    def _grown(self, byte: int) -> Sequence[Reading]:
        """What the frames that were begun, in this order, become with one more byte: one reading at the most."""
        if byte == self._start:
            self._begun.append(b"")
        grown = [before + bytes((byte,)) for before in self._begun]
        verdicts = [self._grammar(candidate) for candidate in grown]
        self._begun = [data for data, verdict in zip(grown, verdicts, strict=True) if verdict is Verdict.BEGUN]
        told = [verdict for verdict in verdicts if not isinstance(verdict, Verdict)][:1]
        if any(isinstance(reading, Number | Text) for reading in told):
            self._begun = []
        return told


def xor_of(data: bytes) -> int:
    """All bytes, exclusive-or: the checksum of most readers."""
    return reduce(xor, data, 0)
