"""Numbers that a reader sends as lines of text. Pure.

Sources: Promag MF7xx manual p. 13 and Idteck SR10 manual p. 10 (manualshive.com, easymanua.ls), Priority1 WIE232 page,
S4A Wiegand-Ethernet manual p. 5 (manualshive.com). Which lines count is a choice of ours; what their characters mean is
a matter of the reader's profile.

A line ends with CR, LF, both, or ETX, and may begin with STX. A reader that ends its lines with nothing (Promag MF7xx
as delivered) is known by the silence after the number; that needs `digits`, how many characters a whole number has.

A number is never shortened, padded or guessed, and a piece of one is never taken for the whole: that would enroll a
stranger's card.
"""

import re
from collections.abc import Iterator

from drivers.readings import Reading, Text, Unread

# STX and ETX as in Idteck's frames (SR10 manual p. 10). STX begins a number and ends none.
_STX = b"\x02"
_MARKS = re.compile(rb"([\r\n\x02\x03])")
# The longest number, 10 bytes as “AA:BB:…”, has 29 characters; twice that leaves room for what is put around it.
LONGEST_LINE = 64
# Read timeouts of 50 ms after which an unterminated number of exactly the right length is whole, and those
# after which anything else without an end is given up: one second. Both are choices of ours.
SILENCES_WHOLE, SILENCES_TORN = 1, 20
_PRINTABLE = re.compile(rb"[ -~]+")
# As much of a bad line as a sentence can hold.
_SHOWN = 24

TORN = Unread("Only a piece of a number came from the reader.", "Tap the card again.")
UNENDED = Unread(
    "The reader sent digits without an end, which may be only a piece of a number.",
    "Tap the card again; if it stays so, set the reader to end each number with CR or LF, or say in its settings how "
    "many digits a number has.",
)
TOO_LONG = Unread(
    f"The reader sent more than {LONGEST_LINE} characters without an end.",
    "Check the speed (baud) and the protocol in the reader's settings.",
)

_GROUPING = re.compile(rb"[ :-]")


class LineParser:
    """Cuts a stream of bytes into lines.

    Where `digits` says how many characters a whole number has (0: not known), the length proves that it is whole.
    Elsewhere the tail of a long number may look like a short one, so a line counts only when it came without a pause
    and an end of line closed it.

    Starts out of step: what comes before the first end of line, or the first silence, may be the tail of a number.
    """

    def __init__(self, digits: int = 0) -> None:
        self._digits = digits
        self._line = b""
        # Out of step: bytes are dropped up to the next beginning of a line.
        self._skipping = True
        # Nothing has come since the port was opened.
        self._untouched = True
        self._silences = 0
        # A silence came after the line's first bytes; more bytes came after that silence.
        self._paused = self._torn = False
        # The reader has shown that it ends its lines: then a number without an end is torn.
        self._terminates = False

    def feed(self, chunk: bytes) -> Iterator[Reading]:
        """Yield each line, or why it is no number, that `chunk` completes. An empty chunk is a silence."""
        if not chunk:
            yield from self._silence()
            return
        self._silences = 0
        # Every second part is a mark: the pattern's group.
        for at, part in enumerate(_MARKS.split(chunk)):
            if at % 2 == 0:
                yield from self._more(part)
            elif part == _STX:
                yield from self._begin()
            else:
                yield from self._end()

    def _more(self, part: bytes) -> Iterator[Reading]:
        if not self._line:
            part = part.lstrip(b" ")
        if not part:
            return
        if part.strip(b" "):
            self._untouched = False
            self._torn = self._torn or self._paused
        if self._skipping:
            return
        self._line += part
        if len(self._line) > LONGEST_LINE:
            self._line, self._skipping = b"", True
            yield TOO_LONG

    def _begin(self) -> Iterator[Reading]:
        line, _ = self._take()
        self._skipping = False
        if line:
            yield TORN

    def _end(self) -> Iterator[Reading]:
        self._skipping = False
        line, torn = self._take()
        if line:
            self._terminates = True
        if torn and not (line and self._digits):
            yield TORN
        elif line:
            yield text_of_line(line, self._digits)

    def _silence(self) -> Iterator[Reading]:
        self._silences += 1
        if self._skipping:
            # What was dropped may go on after this silence, and only a known length would show it.
            self._skipping = not (self._digits or self._untouched)
            self._paused = self._skipping
        elif self._line and self._silences < self._patience():
            self._paused = True
        elif self._line:
            yield from self._give_up()

    def _give_up(self) -> Iterator[Reading]:
        """End the line without an end of line."""
        line, torn = self._take()
        if self._digits and not torn and not self._terminates:
            yield text_of_line(line, self._digits)
            return
        # Its tail may still come.
        self._skipping = self._paused = not self._digits
        yield TORN if torn or self._terminates else UNENDED

    def _take(self) -> tuple[bytes, bool]:
        """The line so far, and whether it was torn; the next begins."""
        line, torn = self._line.rstrip(b" "), self._torn
        self._line, self._paused, self._torn = b"", False, False
        return line, torn

    def _patience(self) -> int:
        whole = self._digits and len(self._line.rstrip(b" ")) == self._digits
        return SILENCES_WHOLE if whole and not self._torn and not self._terminates else SILENCES_TORN


def text_of_line(line: bytes, digits: int = 0) -> Reading:
    """What one line writes, or why it is no number. digits: as in `LineParser`."""
    if not _PRINTABLE.fullmatch(line):
        return Unread(
            f"The reader sent {_shown(line)}, which is no text.",
            "Check the speed (baud) and the protocol in the reader's settings.",
        )
    # Digits may come in groups, which the count in the settings need not have foreseen; the profile looks closer.
    if digits and digits not in (len(line), len(_GROUPING.sub(b"", line))):
        return Unread(
            f"The reader sent {_shown(line)}, which has {len(line)} characters; a whole number has {digits}.",
            "Set the reader to send the whole number with its leading zeros, or correct the digits in its settings.",
        )
    return Text(line.decode("ascii"))


def _shown(line: bytes) -> str:
    """The line for a person: escaped, and cut."""
    text = line.decode("latin-1")
    cut = text[:_SHOWN].encode("unicode_escape").decode("ascii")
    return f"“{cut}{'…' if len(text) > _SHOWN else ''}”"
