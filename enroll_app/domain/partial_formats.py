"""The number formats that carry a part of a CSN, and which bytes of it.

Of an EM card's bytes b0 b1 b2 b3 b4: 08h10d is the low 32 bits in 10 digits, 06h08d the low 24 in 8; 3.5a, 3.5b and
3.5c are b0, b1 or b2 in 3 digits and b3 b4 in 5; 5.5 is b1 b2 and b3 b4 in 5 digits each; paxton is b0 before the low
24 bits, plus 0x143E00. Sources: proxmark3 client/src/cmdlfem410x.c, printEM410x (commit 1c8c3b7); zgznk.com product
49, which prints a comma (`111,27706`), as Roger's FAQ on EMC-1 cards does; Nitgen eNCard-i manual p. 56 for 3.5c
without a separator. Older proxmark3 clients print their “DEZ 10” from 24 bits only; that is not 08h10d.

A Wiegand reader sends the low bits of the number: 24 of it in 26 bits, 32 in 34, 35 in 37. Of a four-byte CSN the 35
bits hold everything, with three zeros before it; of a longer one they hold the last four bytes and the low three bits
of the byte before. H10302 and H10304 are the same bits: the one reads them as a card number of 35 bits, the other as a
facility code of 16 and a card number of 19.
"""

import re
from dataclasses import dataclass

from enroll_app.domain.cards import EM_BYTES
from enroll_app.domain.number_problems import malformed, not_digits, refusal, too_large
from enroll_app.domain.wiegand import H10301, H10302, H10306, WiegandLayout

PAXTON_OFFSET = 0x143E00
_LONGEST_PAXTON = 10


def _last(count: int) -> tuple[int, ...]:
    return tuple(range(-count, 0))


@dataclass(frozen=True, slots=True)
class DecimalForm:
    """A fixed count of decimal digits for `size` bytes."""

    digits: int
    size: int

    def parse(self, text: str) -> bytes:
        """The carried bytes. Raises InvalidInputError."""
        if not re.fullmatch("[0-9]+", text):
            raise not_digits(text)
        if len(text) != self.digits:
            raise malformed(text, "0" * self.digits)
        return _bytes(text, text, self.size)

    def texts(self, value: bytes) -> tuple[str, ...]:
        """How readers write these bytes, the usual way first."""
        return (str(int.from_bytes(value, "big")).zfill(self.digits),)


@dataclass(frozen=True, slots=True)
class PairForm:
    """Two decimal numbers with a point or a comma between them: `left` digits for all but two bytes, 5 for these.

    joined: they may also stand without a separator.
    """

    left: int
    joined: bool = False

    def parse(self, text: str) -> bytes:
        """The carried bytes. Raises InvalidInputError."""
        separator = "[.,]?" if self.joined else "[.,]"
        found = re.fullmatch(f"([0-9]{{{self.left}}}){separator}([0-9]{{5}})", text)
        if not found:
            raise malformed(text, "0" * self.left + ".00000")
        return _bytes(text, found[1], 1 if self.left == 3 else 2) + _bytes(text, found[2], 2)

    def texts(self, value: bytes) -> tuple[str, ...]:
        """How readers write these bytes, the usual way first."""
        left, right = (int.from_bytes(part, "big") for part in (value[:-2], value[-2:]))
        separators = (".", ",", "") if self.joined else (".", ",")
        return tuple(f"{left:0{self.left}}{separator}{right:05}" for separator in separators)


@dataclass(frozen=True, slots=True)
class PaxtonForm:
    """A decimal number without leading zeros, 0x143E00 above the four bytes it carries."""

    def parse(self, text: str) -> bytes:
        """The carried bytes. Raises InvalidInputError."""
        if not re.fullmatch("[0-9]+", text):
            raise not_digits(text)
        if len(text) > _LONGEST_PAXTON or int(text) < PAXTON_OFFSET:
            raise refusal(
                "number-out-of-range",
                text,
                "“{text}” is not a Paxton number: these go from {first} to {last}.",
                "Check its digits, and which format the reader writes.",
                first=PAXTON_OFFSET,
                last=PAXTON_OFFSET + 0xFFFFFFFF,
            )
        return _bytes(text, str(int(text) - PAXTON_OFFSET), 4)

    def texts(self, value: bytes) -> tuple[str, ...]:
        """How readers write these bytes."""
        return (str(int.from_bytes(value, "big") + PAXTON_OFFSET),)


@dataclass(frozen=True, slots=True)
class WiegandForm:
    """The bits of a Wiegand message as the digits 0 and 1."""

    layout: WiegandLayout

    def parse(self, text: str) -> bytes:
        """The carried bytes, of the first one perhaps the low bits only. Raises InvalidInputError."""
        return self.layout.unpack(text).to_bytes((self.layout.data_bits + 7) // 8, "big")

    def texts(self, value: bytes) -> tuple[str, ...]:
        """How readers write these bytes."""
        return (self.layout.pack(int.from_bytes(value, "big")),)


def _bytes(text: str, digits: str, size: int) -> bytes:
    number = int(digits)
    if number >= 1 << 8 * size:
        raise too_large(text, 8 * size)
    return number.to_bytes(size, "big")


@dataclass(frozen=True, slots=True)
class PartialCoding:
    """Which bytes of a CSN are carried, and in what form.

    positions: their indexes in the CSN, as Python counts: negative ones from its end. masks: which bits of each.
    em_only: the bytes are those of an EM card's number; without it the format exists for every CSN that has the whole
    bytes.
    """

    name: str
    words: str
    form: DecimalForm | PairForm | PaxtonForm | WiegandForm
    positions: tuple[int, ...]
    em_only: bool = False
    first_mask: int = 0xFF

    @property
    def masks(self) -> bytes:
        """Which bits of each carried byte are carried: all, but for the first byte of 35 bits."""
        return bytes((self.first_mask, *(0xFF for _ in self.positions[1:])))

    @property
    def bits(self) -> int:
        """How many bits of the CSN are carried."""
        return sum(mask.bit_count() for mask in self.masks)

    def exists_for(self, size: int) -> bool:
        """Say whether a CSN of so many bytes can be written in this format."""
        return size == EM_BYTES if self.em_only else 8 * size >= self.bits // 8 * 8

    def places(self, size: int) -> set[int]:
        """The indexes, from the front, of the bytes that are carried wholly of a number of `size` bytes."""
        carried = zip(self.positions, self.masks, strict=True)
        return {at % size for at, mask in carried if mask == 0xFF and -size <= at < size}

    def carried(self, number: bytes) -> bytes:
        """The carried bytes of a number; a byte that it does not have is zero."""
        values = (number[at] if -len(number) <= at < len(number) else 0 for at in self.positions)
        return bytes(value & mask for value, mask in zip(values, self.masks, strict=True))

    def spread(self, value: bytes, size: int) -> bytes:
        """A number of `size` bytes with the carried bytes in their places, and zeros elsewhere."""
        number = bytearray(size)
        for at, byte in zip(self.positions, value, strict=True):
            if -size <= at < size:
                number[at] = byte
        return bytes(number)


PARTIAL_CODINGS = (
    PartialCoding("08h10d", "10 digits, the low 32 bits", DecimalForm(10, 4), _last(4)),
    PartialCoding("06h08d", "8 digits, the low 24 bits", DecimalForm(8, 3), _last(3)),
    PartialCoding(
        "3.5a", "3 and 5 digits: first byte and last two of an EM card", PairForm(3), (0, -2, -1), em_only=True
    ),
    PartialCoding(
        "3.5b", "3 and 5 digits: second byte and last two of an EM card", PairForm(3), (1, -2, -1), em_only=True
    ),
    PartialCoding("3.5c", "3 and 5 digits: the last three bytes", PairForm(3, joined=True), _last(3)),
    PartialCoding("5.5", "5 and 5 digits: the last four bytes", PairForm(5), _last(4)),
    PartialCoding(
        "paxton", "Paxton: first byte and last three of an EM card", PaxtonForm(), (0, *_last(3)), em_only=True
    ),
    PartialCoding("wiegand26", "Wiegand 26 bits (H10301): the low 24 bits", WiegandForm(H10301), _last(3)),
    PartialCoding("wiegand34", "Wiegand 34 bits (H10306): the low 32 bits", WiegandForm(H10306), _last(4)),
    PartialCoding(
        "h10302",
        "Wiegand 37 bits (H10302), card number only: the low 35 bits",
        WiegandForm(H10302),
        _last(5),
        first_mask=7,
    ),
    PartialCoding(
        "h10304",
        "Wiegand 37 bits (H10304), facility code too: the low 35 bits",
        WiegandForm(H10302),
        _last(5),
        first_mask=7,
    ),
)
