"""The number formats that carry a whole CSN: hexadecimal, decimal and the 20 digits of ZK.

The decimal lengths of an EM card are 12, 13, 14 (10H12D, 10H13D, IK2) and, with the bits of every byte reversed, 15
(IK3). Sources: proxmark3 client/src/cmdlfem410x.c, printEM410x (commit 1c8c3b7); zgznk.com product 49 (10H12D); the
FAQ of Roger on numbers printed on EMC-1 cards (13 digits); NXP AN10927 section 1: there is no agreed way to turn a UID
into an integer, so that the order of bytes belongs to the format's name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from enroll_app.domain.bit_orders import BitOrder
from enroll_app.domain.cards import EM_BYTES
from enroll_app.domain.identification import SIZES, decimal_digits
from enroll_app.domain.number_problems import (
    NO_PADDING,
    WHOLE_READER,
    either,
    malformed,
    not_digits,
    refusal,
    too_large,
    wrong_size,
)

# Two for each half of a byte.
_ZK_DIGITS = 4 * EM_BYTES
_EM_DECIMAL_DIGITS = (13, 12, 14, 15)
# Digit counts that a reader of EM cards writes when it throws bytes away, and what is missing then.
_FIRST_BYTE_MISSING = (
    "“{text}” has {count} digits. {count} digits of an EM card are its low 32 bits (08H10D): the first of its five "
    "bytes is missing, and a guess at it would name another card."
)
_TWO_BYTES_MISSING = (
    "“{text}” has {count} digits. {count} digits of an EM card are its low 24 bits (06H08D, or 3+5 digits): the first "
    "two of its five bytes are missing, and a guess at them would name another card."
)
_SHORT_EM_HEX = {8: _FIRST_BYTE_MISSING, 6: _TWO_BYTES_MISSING}
_SHORT_EM_DECIMAL = {10: _FIRST_BYTE_MISSING, 8: _TWO_BYTES_MISSING}

# Groups of whole bytes only: of “4 8A 10” a zero was left out, and what follows would slip into the wrong byte.
_HEX = re.compile(r"(?:0[xX])?([0-9A-Fa-f]+(?:[ :-][0-9A-Fa-f]+)*)")


def _decimal_counts(size: int) -> tuple[int, ...]:
    """The digit counts of a CSN of `size` bytes, the usual one first."""
    return _EM_DECIMAL_DIGITS if size == EM_BYTES else (decimal_digits(size),)


_SIZE_BY_DECIMAL_COUNT = {count: size for size in SIZES for count in _decimal_counts(size)}
_HEX_COUNTS = tuple(2 * size for size in SIZES)


@dataclass(frozen=True, slots=True)
class HexCoding:
    """Two hexadecimal digits for each byte; `0x` before them, and spaces, colons or dashes between bytes, may be."""

    name = "hex"
    words = "hexadecimal, the whole number"

    def read(self, text: str, size: int | None) -> bytes:
        """The bytes. Raises InvalidInputError."""
        found = _HEX.fullmatch(text)
        if not found:
            raise refusal(
                "number-not-hex",
                text,
                "“{text}” has something else than hexadecimal digits in it.",
                "Check which format the reader writes.",
            )
        groups = re.split("[ :-]", found[1])
        digits = "".join(groups)
        _check_count(text, len(digits), size, (2 * size,) if size else _HEX_COUNTS, _SHORT_EM_HEX)
        if any(len(group) % 2 for group in groups):
            raise refusal("number-halved-byte", text, "In “{text}” a byte has only one of its two digits.", NO_PADDING)
        return bytes.fromhex(digits)

    def texts(self, number: bytes) -> tuple[str, ...]:
        """How readers write it, the usual way first."""
        return (number.hex().upper(),)


@dataclass(frozen=True, slots=True)
class DecimalCoding:
    """The number in decimal digits, padded with zeros to the fixed count of its size."""

    name = "dec"
    words = "decimal, the whole number"

    def read(self, text: str, size: int | None) -> bytes:
        """The bytes. Raises InvalidInputError."""
        if not re.fullmatch("[0-9]+", text):
            raise not_digits(text)
        counts = _decimal_counts(size) if size else tuple(_SIZE_BY_DECIMAL_COUNT)
        _check_count(text, len(text), size, counts, _SHORT_EM_DECIMAL)
        wanted = size or _SIZE_BY_DECIMAL_COUNT[len(text)]
        try:
            return int(text).to_bytes(wanted, "big")
        except OverflowError:
            raise too_large(text, 8 * wanted) from None

    def texts(self, number: bytes) -> tuple[str, ...]:
        """How readers write it, the usual way first."""
        digits = str(int.from_bytes(number, "big"))
        return tuple(digits.zfill(count) for count in _decimal_counts(len(number)) if len(digits) <= count)


@dataclass(frozen=True, slots=True)
class ZkCoding:
    """ZK's 20 digits: every half byte of the EM card's number, bits of each byte reversed, as 00 to 15."""

    name = "zk20"
    words = "20 digits of ZK, the whole number of an EM card"

    def read(self, text: str, size: int | None) -> bytes:
        """The bytes. Raises InvalidInputError."""
        if size not in (None, EM_BYTES):
            raise wrong_size(text, self.name, size or 0)
        if not re.fullmatch("[0-9]+", text):
            raise not_digits(text)
        pairs = [int(text[at : at + 2]) for at in range(0, _ZK_DIGITS, 2)] if len(text) == _ZK_DIGITS else []
        if not pairs or max(pairs) > 0x0F:
            raise malformed(text, "08000008010803101310, ten pairs of 00 to 15")
        halves = zip(pairs[::2], pairs[1::2], strict=True)
        return BitOrder.BITREV.apply(bytes(high << 4 | low for high, low in halves))

    def texts(self, number: bytes) -> tuple[str, ...]:
        """How readers write it; nothing for another size than an EM card's."""
        if len(number) != EM_BYTES:
            return ()
        return ("".join(f"{int(half, 16):02}" for half in BitOrder.BITREV.apply(number).hex()),)


WholeCoding = HexCoding | DecimalCoding | ZkCoding


def _check_count(text: str, count: int, size: int | None, counts: tuple[int, ...], short_em: Mapping[int, str]) -> None:
    """Raises InvalidInputError when a number of `size` bytes, of any known size if None, has no such digit count.

    short_em: the cause to tell by the digit count where the card is an EM card.
    """
    if count in counts:
        return
    if size == EM_BYTES and count in short_em:
        raise refusal("number-not-whole", text, short_em[count], WHOLE_READER, count=count)
    cause = "“{text}” has {count} digits; a whole card number has {expected} in this format."
    if size:
        cause = "“{text}” has {count} digits; a card number of {bytes} bytes has {expected} in this format."
    expected = either(sorted(counts))
    raise refusal("number-digit-count", text, cause, NO_PADDING, count=count, expected=expected, bytes=size or 0)
