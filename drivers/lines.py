"""Numbers that a reader sends as lines of text, hexadecimal or decimal. Pure.

Sources: Promag MF7xx manual p. 13 and Idteck SR10 manual p. 10 (manualshive.com, easymanua.ls), Priority1 WIE232 page,
S4A Wiegand-Ethernet manual p. 5 (manualshive.com). Which lines count is a choice of ours.

A line ends with CR, LF, both, or ETX, and may begin with STX. A reader that ends its lines with nothing (Promag MF7xx
as delivered) is known by the silence after the number; that needs the technology, which says how long a whole number
is.

A number is never shortened, padded or guessed, and a piece of one is never taken for the whole: that would enroll a
stranger's card.
"""

import re
from collections.abc import Iterable, Iterator

from drivers.readings import Reading, Unread
from drivers.uri import UID_SIZES, NumberFormat

# STX and ETX as in Idteck's frames (SR10 manual p. 10). STX begins a number and ends none.
_STX = b"\x02"
_MARKS = re.compile(rb"([\r\n\x02\x03])")
# The longest number, 10 bytes as “AA:BB:…”, has 29 characters; twice that leaves room for padding.
LONGEST_LINE = 64
# Read timeouts of 50 ms after which an unterminated number of exactly the right length is whole, and those
# after which anything else without an end is given up: one second. Both are choices of ours.
SILENCES_WHOLE, SILENCES_TORN = 1, 20
# Digits to bytes, where no technology is configured: the number types of the API (deduced).
SIZES_BY_DIGITS = {
    NumberFormat.HEX: {8: 4, 10: 5, 14: 7},
    NumberFormat.DEC: {10: 4, 13: 5, 17: 7},
}
_ALPHABETS = {
    NumberFormat.HEX: re.compile(r"[0-9A-Fa-f]+(?:[ :-]+[0-9A-Fa-f]+)*"),
    NumberFormat.DEC: re.compile(r"[0-9]+"),
}
_WORDS = {NumberFormat.HEX: "hexadecimal", NumberFormat.DEC: "decimal"}
# As much of a bad line as a sentence can hold.
_SHOWN = 24

TORN = Unread("Only a piece of a number came from the reader.", "Tap the card again.")
UNENDED = Unread(
    "The reader sent digits without an end, which may be only a piece of a number.",
    "Tap the card again; if it stays so, set the reader to end each number with CR or LF, or name the technology in "
    "its settings.",
)
_SEND_WHOLE = "Set the reader to send the whole number with its leading zeros."
TOO_LONG = Unread(
    f"The reader sent more than {LONGEST_LINE} characters without an end.",
    "Check the speed (baud) and the protocol in the reader's settings.",
)


class LineParser:
    """Cuts a stream of bytes into lines and reads each as a number.

    Where the technology fixes the size, the length proves that a number is whole. Elsewhere the tail of a long number
    may look like a short one, so a line counts only when it came without a pause and an end of line closed it.

    Starts out of step: what comes before the first end of line, or the first silence, may be the tail of a number.
    """

    def __init__(self, number_format: NumberFormat, technology: str = "") -> None:
        self._format = number_format
        self._technology = technology
        self._sized = technology in UID_SIZES
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
        """Yield each number, or why it is none, that `chunk` completes. An empty chunk is a silence."""
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
        if part.strip():
            self._untouched = False
            self._torn = self._torn or self._paused
        elif not self._line:
            return
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
        if torn and not (line and self._sized):
            yield TORN
        elif line:
            yield uid_of_line(line, self._format, self._technology)

    def _silence(self) -> Iterator[Reading]:
        self._silences += 1
        if self._skipping:
            # What was dropped may go on after this silence, and only a known size would show it.
            self._skipping = not (self._sized or self._untouched)
            self._paused = self._skipping
        elif self._line and self._silences < self._patience():
            self._paused = True
        elif self._line:
            yield from self._give_up()

    def _give_up(self) -> Iterator[Reading]:
        """End the line without an end of line."""
        line, torn = self._take()
        if self._sized and not torn and not self._terminates:
            yield uid_of_line(line, self._format, self._technology)
            return
        # Its tail may still come.
        self._skipping = self._paused = not self._sized
        yield TORN if torn or self._terminates else UNENDED

    def _take(self) -> tuple[bytes, bool]:
        """The line so far, and whether it was torn; the next begins."""
        line, torn = self._line, self._torn
        self._line, self._paused, self._torn = b"", False, False
        return line, torn

    def _patience(self) -> int:
        whole = self._sized and len(_digits(self._line)) == full_digits(self._format, UID_SIZES[self._technology])
        return SILENCES_WHOLE if whole and not self._torn and not self._terminates else SILENCES_TORN


def numbers(chunks: Iterable[bytes], number_format: NumberFormat, technology: str = "") -> Iterator[Reading]:
    """Yield each number in `chunks`; see `LineParser`."""
    parser = LineParser(number_format, technology)
    for chunk in chunks:
        yield from parser.feed(chunk)


def full_digits(number_format: NumberFormat, size: int) -> int:
    """How many digits a number of `size` bytes has with its leading zeros."""
    return 2 * size if number_format is NumberFormat.HEX else len(str(256**size - 1))


def uid_of_line(line: bytes, number_format: NumberFormat, technology: str = "") -> Reading:
    """The serial number that one line writes, or why it writes none."""
    text = line.decode("latin-1").strip(" ")
    if not _ALPHABETS[number_format].fullmatch(text):
        return Unread(
            f"The reader sent {_shown(line)}, which is no {_WORDS[number_format]} number.",
            "Check the format, the speed (baud) and the protocol in the reader's settings.",
        )
    digits = _digits(line)
    size = UID_SIZES.get(technology) or SIZES_BY_DIGITS[number_format].get(len(digits))
    if size is None:
        return Unread(
            f"The reader sent {_shown(line)}: no card's number has {len(digits)} {_WORDS[number_format]} digits.",
            _SEND_WHOLE,
        )
    whole = full_digits(number_format, size)
    if len(digits) != whole:
        return Unread(
            f"The reader sent {_shown(line)}, which is {len(digits)} {_WORDS[number_format]} digits; a whole number of "
            f"{technology} has {whole}.",
            _SEND_WHOLE,
        )
    value = int(digits, 16 if number_format is NumberFormat.HEX else 10)
    if value >= 256**size:
        return Unread(
            f"The reader sent {_shown(line)}, which is more than the {size} bytes of {technology or 'such a number'}.",
            "Check the technology and the format in the reader's settings.",
        )
    return value.to_bytes(size, "big")


def _digits(line: bytes) -> bytes:
    return re.sub(rb"[ :-]", b"", line)


def _shown(line: bytes) -> str:
    """The line for a person: escaped, and cut."""
    text = line.decode("latin-1")
    cut = text[:_SHOWN].encode("unicode_escape").decode("ascii")
    return f"“{cut}{'…' if len(text) > _SHOWN else ''}”"
