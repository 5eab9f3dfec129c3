"""The training server's own reading of identification numbers.

It shares no code with the product, so that the two can check each other.
Source of every fact: the vendor's public API documentation, apidocs.intserv.se, "Access Keys".
"""

import re
from dataclasses import dataclass
from typing import Literal

Spelling = Literal["other", "same", "decimal"]
"""How answers spell an identification.

other: sent in hexadecimal, answered in decimal; sent in decimal or with a specifier, answered in hexadecimal.
same: as it was last sent. decimal: always the fixed-size decimal.
"""

DIGITS_OF_SIZE = {4: 10, 5: 13, 7: 17, 8: 20, 10: 25}
"""Size of a serial number in bytes, and the decimal digits of the largest number of that size."""

SIZE_OF_DIGITS = {digits: size for size, digits in DIGITS_OF_SIZE.items()}
SIZE_OF_SPECIFIER = {"EM": 5, "MC": 4, "MD": 7}

MOST_PARTS = 4
"""Technologies of one card; the vendor names no limit, and two as the usual case."""

_HEX = re.compile(r"0x([0-9A-Fa-f]+)")
_SPECIFIED = re.compile(r"(EM|MC|MD):([0-9]+)")
_DECIMAL = re.compile(r"[0-9]+")
_CODE = re.compile(r"[0-9]{1,20}")


@dataclass(frozen=True, slots=True)
class Part:
    """One serial number: its size in bytes, and the number. 0x00000001 and 0x0000000001 are two cards."""

    size: int
    number: int

    @property
    def decimal(self) -> str:
        """Fixed-size decimal, e.g. 0001234567890."""
        return str(self.number).zfill(DIGITS_OF_SIZE[self.size])

    @property
    def hexadecimal(self) -> str:
        """Fixed-size hexadecimal in lower case, e.g. 0x00499602d2."""
        return f"0x{self.number:0{2 * self.size}x}"


@dataclass(frozen=True, slots=True)
class Proximity:
    """One card: the serial number of each of its technologies, and the spelling it was sent in."""

    parts: tuple[Part, ...]
    text: str

    @property
    def identity(self) -> tuple[str, frozenset[Part]]:
        """Equal for equal cards. The order of a composite's parts says nothing (this server's choice)."""
        return ("proximity", frozenset(self.parts))

    def spelled(self, spelling: Spelling) -> str:
        """Spell the card for an answer."""
        if spelling == "same":
            return self.text
        hexadecimal = spelling == "other" and not self.text.startswith("0x")
        return "|".join(part.hexadecimal if hexadecimal else part.decimal for part in self.parts)


@dataclass(frozen=True, slots=True)
class Code:
    """A code typed at a door. Its leading zeros are keys that a person presses: 0042 is not 42."""

    text: str

    @property
    def identity(self) -> tuple[str, str]:
        """Equal for equal codes."""
        return ("code", self.text)

    def spelled(self, spelling: Spelling) -> str:  # noqa: ARG002  a code has one spelling
        """Spell the code for an answer."""
        return self.text


Identification = Proximity | Code


def parse_proximity(text: str) -> Proximity:
    """Read one card, composite or not. Raises ValueError with a sentence for the caller."""
    pieces = text.split("|")
    if len(pieces) > MOST_PARTS:
        raise ValueError(f"a composite identification has more than {MOST_PARTS} parts")
    parts = tuple(_part(piece) for piece in pieces)
    if len(set(parts)) != len(parts):
        raise ValueError("a composite identification names the same serial number twice")
    return Proximity(parts, text)


def parse_code(text: str) -> Code:
    """Read a code. Raises ValueError with a sentence for the caller."""
    if not _CODE.fullmatch(text):
        raise ValueError("a code is 1 to 20 decimal digits")
    return Code(text)


def _part(text: str) -> Part:
    if match := _HEX.fullmatch(text):
        return _hexadecimal(match[1])
    if match := _SPECIFIED.fullmatch(text):
        size = SIZE_OF_SPECIFIER[match[1]]
        if len(match[2]) > DIGITS_OF_SIZE[size]:
            raise ValueError(f"{match[1]}: takes at most {DIGITS_OF_SIZE[size]} digits")
        return _fitting(size, int(match[2]))
    if _DECIMAL.fullmatch(text):
        if len(text) not in SIZE_OF_DIGITS:
            raise ValueError(f"{len(text)} decimal digits are the fixed size of no card (10, 13, 17, 20 or 25)")
        return _fitting(SIZE_OF_DIGITS[len(text)], int(text))
    raise ValueError("identification is neither fixed-size decimal, 0x and fixed-size hexadecimal, nor EM:, MC:, MD:")


def _hexadecimal(digits: str) -> Part:
    size, odd = divmod(len(digits), 2)
    if odd or size not in DIGITS_OF_SIZE:
        raise ValueError(f"{len(digits)} hexadecimal digits are the fixed size of no card (8, 10, 14, 16 or 20)")
    return Part(size, int(digits, 16))


def _fitting(size: int, number: int) -> Part:
    if number >= 1 << (8 * size):
        raise ValueError(f"the number does not fit in {size} bytes")
    return Part(size, number)
