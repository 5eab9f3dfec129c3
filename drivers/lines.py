"""Numbers that a reader sends as lines of text, hexadecimal or decimal. Pure. Source: readers.md 1.4 and 1.5.

A line ends with CR, LF, both, or ETX, and may begin with STX. A reader that ends its lines with nothing (Promag MF7xx
as delivered) is known by the silence after the number.

A number is never shortened, never guessed, and a piece of one is never taken for the whole: that would enroll a
stranger's card.
"""

import re
from collections.abc import Iterable, Iterator

from drivers.readings import Reading, Unread
from drivers.uri import UID_SIZES, NumberFormat

# STX and ETX as in Idteck's frames (readers.md 1.4).
_TERMINATORS = re.compile(rb"[\r\n\x02\x03]")
# The longest number, 10 bytes as “AA:BB:…”, has 29 characters; twice that leaves room for padding.
LONGEST_LINE = 64
# Read timeouts of 50 ms after which an unterminated number is whole. A number of the full length needs one (readers.md
# 1.4: 20 to 50 ms); a shorter one waits longer, for it may be torn.
SILENCES_FULL, SILENCES_SHORT = 1, 4
# The same once the reader has shown that it ends its lines: then a number without an end is torn. One second.
SILENCES_TORN = 20
# Digits to bytes, where no technology is configured: the number types of the API (readers.md 0).
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
TOO_LONG = Unread(
    f"The reader sent more than {LONGEST_LINE} characters without an end.",
    "Check the speed (baud) and the protocol in the reader's settings.",
)


class LineParser:
    """Cuts a stream of bytes into lines and reads each as a number.

    Starts out of step: what comes before the first end of line, or the first silence, may be the tail of a number.
    """

    def __init__(self, number_format: NumberFormat, technology: str = "") -> None:
        self._format = number_format
        self._technology = technology
        self._line = b""
        self._skipping = True
        self._silences = 0
        self._terminates = False

    def feed(self, chunk: bytes) -> Iterator[Reading]:
        """Yield each number, or why it is none, that `chunk` completes. An empty chunk is a silence."""
        if not chunk:
            yield from self._silence()
            return
        self._silences = 0
        *ended, rest = _TERMINATORS.split(chunk)
        for piece in ended:
            line, skipped = self._line + piece, self._skipping
            self._line, self._skipping = b"", False
            if line.strip() and not skipped:
                self._terminates = True
                yield TOO_LONG if len(line) > LONGEST_LINE else self._number(line)
        if not self._skipping:
            self._line += rest
            yield from self._bounded()

    def _bounded(self) -> Iterator[Reading]:
        if len(self._line) > LONGEST_LINE:
            self._line, self._skipping = b"", True
            yield TOO_LONG

    def _silence(self) -> Iterator[Reading]:
        self._skipping = False
        self._silences += 1
        if not self._line or self._silences < self._patience():
            return
        line, self._line = self._line, b""
        if line.strip():
            yield TORN if self._terminates else self._number(line)

    def _patience(self) -> int:
        if self._terminates:
            return SILENCES_TORN
        return SILENCES_FULL if self._is_full(self._line) else SILENCES_SHORT

    def _is_full(self, line: bytes) -> bool:
        digits = len(re.sub(rb"[ :-]", b"", line))
        size = UID_SIZES.get(self._technology)
        if size is None:
            # A longer number may still be on its way: only the longest is surely whole.
            return digits >= max(SIZES_BY_DIGITS[self._format])
        return digits >= full_digits(self._format, size)

    def _number(self, line: bytes) -> Reading:
        return uid_of_line(line, self._format, self._technology)


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
    digits = re.sub(r"[ :-]", "", text)
    fixed = UID_SIZES.get(technology)
    size = fixed or SIZES_BY_DIGITS[number_format].get(len(digits))
    if size is None:
        return Unread(
            f"The reader sent {_shown(line)}: no card's number has {len(digits)} {_WORDS[number_format]} digits.",
            "Set the reader to send the whole number with its leading zeros, or name the technology in its settings.",
        )
    value = int(digits, 16 if number_format is NumberFormat.HEX else 10)
    # Hexadecimal digits are bytes, zeros too; a decimal number may be padded with as many zeros as it likes.
    too_many = number_format is NumberFormat.HEX and len(digits) > 2 * size
    if too_many or value >= 256**size:
        return Unread(
            f"The reader sent {_shown(line)}, which is more than the {size} bytes of {technology or 'such a number'}.",
            "Check the technology and the format in the reader's settings.",
        )
    return value.to_bytes(size, "big")


def _shown(line: bytes) -> str:
    """The line for a person: escaped, and cut."""
    text = line.decode("latin-1")
    cut = text[:_SHOWN].encode("unicode_escape").decode("ascii")
    return f"“{cut}{'…' if len(text) > _SHOWN else ''}”"
