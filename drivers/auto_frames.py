"""`protocol=auto`: listens, sends nothing, and recognizes a protocol by its frames and their checksums alone. Pure.

Digits without a checksum are never recognized: what they look like does not tell what they mean.
"""

from collections.abc import Iterator, Mapping

from drivers.frames import FrameParser
from drivers.frames_7941 import Parser7941
from drivers.framing import DAMAGED, SILENCES
from drivers.idteck import STX, IdteckParser
from drivers.inditag import IndiTagParser
from drivers.readings import Parser, Reading, Unread
from drivers.uri import Protocol

# A message of fewer bytes is the noise of a plug; the shortest number has 8 characters, or 4 bytes and what stands
# around them. Without any silence, so many bytes are enough to be sure: 16 of the longest frames. Choices of ours.
FEWEST_BYTES, MANY_BYTES = 6, 16 * 24

# How far a protocol is trusted: at first, after one of its frames was damaged (and while another is believed), and from
# where on it is believed; and what a whole frame adds to it. By these values one whole frame is enough at first and
# two are needed after damage. A weak frame adds half as much. Choices of ours.
_FRESH, _DOUBTED, _SURE = 2, 0, 4
_WHOLE, _WEAK = 2, 1

UNEXPLAINED = Unread(
    "Bytes arrive from the reader that no protocol with a checksum explains.",
    "Choose the reader's protocol and its speed (baud) in its settings.",
)


class AutoParser:
    """Stays with the first protocol whose frame is whole, as long as no other proves to be the right one.

    A reader of plain lines may by chance send one that fits a checksum of 8 bits. So a protocol of which damaged
    frames were seen before any whole one is recognized only at its second whole one. For the same reason two whole
    frames of another protocol, with none of the recognized one between them, show that it was recognized by chance.

    An Idteck frame whose checksum is STX is weak: an RDM6300's frame that lost two digits, with the beginning of the
    next one, looks like it.
    """

    def __init__(self, technology: str = "") -> None:
        self.protocol: Protocol | None = None
        """What was recognized."""
        self._parsers: Mapping[Protocol, Parser] = {
            Protocol.RDM6300: FrameParser(technology),
            Protocol.SEVEN941: Parser7941(),
            Protocol.INDITAG: IndiTagParser(),
            Protocol.IDTECK: IdteckParser(),
        }
        self._trust = dict.fromkeys(self._parsers, _FRESH)
        self._silences = 0
        # Bytes since the last silence. The first message may be the tail of one that began before, unless a silence
        # came first.
        self._bytes = 0
        self._in_step = self._told = False

    def feed(self, chunk: bytes) -> Iterator[Reading]:
        """Yield what the recognized protocol makes of `chunk`, or `UNEXPLAINED`, once, if none is."""
        if not chunk:
            yield from self._feed_all(chunk)
            yield from self._silence()
            return
        self._silences = 0
        for byte in chunk:
            yield from self._feed_all(bytes((byte,)))
            self._bytes += 1
            yield from self._unexplained(MANY_BYTES)

    def _feed_all(self, chunk: bytes) -> Iterator[Reading]:
        """Let each protocol look at one byte, or at a silence."""
        for protocol, parser in self._parsers.items():
            for reading in parser.feed(chunk):
                weak = protocol is Protocol.IDTECK and chunk == bytes((STX,))
                yield from self._judged(protocol, reading, _WEAK if weak else _WHOLE)

    def _judged(self, protocol: Protocol, reading: Reading, worth: int) -> Iterator[Reading]:
        if reading == DAMAGED:
            self._trust[protocol] = _DOUBTED
            if protocol is self.protocol:
                yield reading
            return
        self._trust[protocol] += worth
        if protocol is self.protocol or self._trust[protocol] >= _SURE:
            self.protocol = protocol
            self._trust = dict.fromkeys(self._parsers, _DOUBTED)
            yield reading
        else:
            yield DAMAGED

    def _silence(self) -> Iterator[Reading]:
        self._silences += 1
        if self._silences < SILENCES:
            return
        if self._in_step:
            yield from self._unexplained(FEWEST_BYTES)
        self._in_step, self._bytes = True, 0

    def _unexplained(self, enough: int) -> Iterator[Reading]:
        if self.protocol is None and not self._told and self._bytes >= enough:
            self._told = True
            yield UNEXPLAINED
