"""The number of a card, spelled as the access-control service wants it.

Source: the vendor's public API documentation (IntServ Access API, "Identification numbers"). A proximity key is
named by the card's raw serial number, spelled as fixed-size decimal, as `0x` and fixed-size lower-case hexadecimal,
or as a format specifier and a number. The fixed size is that of the CSN: dropping a leading zero, or padding to
another card's size, names another card. Parts of a card with several technologies are joined by `|`.
"""

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from enroll_app.domain.cards import CLASSIC_BYTES, DESFIRE_BYTES, EM_BYTES, Card
from enroll_app.domain.number_problems import shown
from enroll_app.domain.problems import InvalidInputError, Problem

# The sizes that the service's rule names: 4 → 10, 5 → 13, 7 → 17, 8 → 20 and 10 → 25 decimal digits.
SIZES = (4, 5, 7, 8, 10)
SPECIFIERS = {"EM": EM_BYTES, "MC": CLASSIC_BYTES, "MD": DESFIRE_BYTES}
_SPECIFIER_OF = {size: name for name, size in SPECIFIERS.items()}


class Spelling(Enum):
    """The two spellings that carry their size with them, and so are the ones that are sent."""

    HEX = "hex"
    DECIMAL = "decimal"


def decimal_digits(size: int) -> int:
    """How many digits the fixed-size decimal spelling of `size` bytes has: those of the largest number."""
    return len(str(2 ** (8 * size) - 1))


_SIZE_BY_DECIMAL_DIGITS = {decimal_digits(size): size for size in SIZES}


@dataclass(frozen=True, slots=True)
class Identification:
    """What the service knows a card by. Two of them are equal when they name the same card, however spelled.

    parts: one CSN for each technology of the card, each in the order in which the card sends it; EM comes first,
    as in the vendor's sample.
    """

    parts: tuple[bytes, ...]

    def __post_init__(self) -> None:
        ordered = sorted(self.parts, key=lambda part: (len(part) != EM_BYTES, len(part)))
        if not ordered or any(len(part) not in SIZES for part in ordered):
            raise ValueError([len(part) for part in self.parts])
        if any(len(one) == len(other) for one, other in pairwise(ordered)):
            raise ValueError("a composite has one part for each technology")
        object.__setattr__(self, "parts", tuple(ordered))

    @property
    def decimal(self) -> str:
        """Fixed-size decimal: `0001234567890`."""
        return "|".join(str(int.from_bytes(part, "big")).zfill(decimal_digits(len(part))) for part in self.parts)

    @property
    def hex(self) -> str:
        """Fixed-size hexadecimal, lower case as in the vendor's samples: `0x00499602d2`."""
        return "|".join(f"0x{part.hex()}" for part in self.parts)

    @property
    def specifier(self) -> str | None:
        """Format specifier and number, `EM:1234567890`; None where the service documents none for the size."""
        names = [_SPECIFIER_OF.get(len(part)) for part in self.parts]
        if None in names:
            return None
        return "|".join(f"{name}:{int.from_bytes(part, 'big')}" for name, part in zip(names, self.parts, strict=True))

    def spelled(self, spelling: Spelling) -> str:
        """The identification as it goes over the wire."""
        return self.hex if spelling is Spelling.HEX else self.decimal

    @staticmethod
    def of(*cards: Card) -> "Identification":
        """The identification of one card, or of the technologies of a composite one.

        Raises ValueError for a CSN of a size that the service has no spelling for.
        """
        return Identification(tuple(card.uid for card in cards))


def parse_identification(text: str) -> Identification:
    """Read an identification in any of the service's spellings.

    Raises InvalidInputError; a number is never guessed to be hexadecimal or decimal by its look.
    """
    parts = tuple(_parse_part(part.strip()) for part in text.split("|"))
    try:
        return Identification(parts)
    except ValueError:
        raise InvalidInputError(
            Problem(
                "composite-same-size",
                "The number “{text}” joins two card numbers of the same kind.",
                "A card with two technologies has one number of each; read both sides again.",
                {"text": shown(text)},
                "card",
            )
        ) from None


def _parse_part(text: str) -> bytes:
    if text[:2] in ("0x", "0X"):
        return _parse_hex(text)
    name, colon, number = text.partition(":")
    if colon:
        return _parse_specified(text, name, number)
    if re.fullmatch(r"[0-9]+", text) and len(text) in _SIZE_BY_DECIMAL_DIGITS:
        return _fit(text, int(text), _SIZE_BY_DECIMAL_DIGITS[len(text)])
    raise InvalidInputError(
        Problem(
            "card-number-unclear",
            "“{text}” is not a card number in a spelling that carries its size.",
            "Write 0x and 8, 10 or 14 hexadecimal digits, or exactly 10, 13 or 17 decimal digits, or EM:, MC: or MD: "
            "and the number.",
            {"text": shown(text)},
            "card",
        )
    )


def _parse_hex(text: str) -> bytes:
    digits = text[2:]
    if not re.fullmatch(r"[0-9a-fA-F]+", digits) or len(digits) not in {2 * size for size in SIZES}:
        raise InvalidInputError(
            Problem(
                "card-number-hex-size",
                "“{text}” is not a whole card number: after 0x there must be 8, 10, 14, 16 or 20 hexadecimal digits.",
                "Write every digit, leading zeros too.",
                {"text": shown(text)},
                "card",
            )
        )
    return bytes.fromhex(digits)


def _parse_specified(text: str, name: str, number: str) -> bytes:
    size = SPECIFIERS.get(name.upper())
    if size is None or not re.fullmatch(r"[0-9]+", number) or len(number) > decimal_digits(size):
        raise InvalidInputError(
            Problem(
                "card-number-specifier",
                "“{text}” is not a card number with a format specifier.",
                "Write EM:, MC: or MD: and then the number in decimal digits.",
                {"text": shown(text)},
                "card",
            )
        )
    return _fit(text, int(number), size)


def _fit(text: str, number: int, size: int) -> bytes:
    try:
        return number.to_bytes(size, "big")
    except OverflowError:
        raise InvalidInputError(
            Problem(
                "card-number-too-large",
                "The card number {text} is larger than {bits} bits can hold.",
                "Check its digits, and which kind of card it is.",
                {"text": shown(text), "bits": size * 8},
                "card",
            )
        ) from None


def parse_code(text: str) -> str:
    """A code that is typed at a door instead of a card: decimal digits. Raises InvalidInputError.

    The vendor sets no length; what no keypad entry could be (nothing, or more than 20 digits) is refused.
    """
    if not re.fullmatch(r"[0-9]{1,20}", text):
        raise InvalidInputError(
            Problem(
                "code-not-digits",
                "A code is typed at the door's keypad, so it has digits only, 20 at the most.",
                "Leave it out, and the service makes a unique one.",
                field="code",
            )
        )
    return text
