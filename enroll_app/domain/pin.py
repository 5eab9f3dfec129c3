"""The PIN that goes with a card.

Source: IntServ Access API, `/accesskeys/add`: `pin` is string(4) or null and has three states: omitted leaves it
as it is, null clears it, exactly four digits set it. Leading zeros are digits.
"""

import re
from collections.abc import Callable
from enum import Enum

from enroll_app.domain.problems import InvalidInputError, Problem

PIN_LENGTH = 4
_RUNS = ("01234567890", "09876543210")
# What else leads the list of the PINs that people choose: N. Berry, "PIN number analysis" (DataGenetics, 2012), has two
# doubles (1122), years of birth and the keypad's middle column (2580) among the most frequent; every other digit, the
# other columns and the years to 2039 are our addition. Days of the year are left out: they are a fifteenth of all PINs,
# and help only those who know the birthday.
_LINES = (*_RUNS, "02468", "13579", "1470", "0741", "2580", "0852", "3690", "0963")
_YEARS = range(1940, 2040)


class PinRule(Enum):
    """What to do with the PIN where its digits are not at hand.

    SEALED: digits were meant, and are kept apart from where this stands; only the outbox knows of them.
    """

    LEAVE = "leave"
    CLEAR = "clear"
    SEALED = "set"


class Pin:
    """Four digits that no repr, log or exception text may show; `digits` is the one way to them."""

    __slots__ = ("_digits",)

    def __init__(self, text: str) -> None:
        """Raise InvalidInputError, without showing the text, unless it is four ASCII digits."""
        if not re.fullmatch(r"[0-9]*", text):
            raise InvalidInputError(
                Problem(
                    "pin-not-digits",
                    "The PIN contains something other than the digits 0 to 9.",
                    "Type four digits with the number keys.",
                    field="pin",
                )
            )
        if len(text) != PIN_LENGTH:
            raise InvalidInputError(
                Problem(
                    "pin-not-four-digits",
                    "The PIN has {count} digits; it must have exactly four.",
                    "Type four digits.",
                    {"count": len(text)},
                    "pin",
                )
            )
        self._digits = text

    @property
    def digits(self) -> str:
        """The four digits."""
        return self._digits

    @property
    def weak(self) -> bool:
        """Whether it is among the first that somebody would try.

        Those are one digit, two pairs or two doubles, a run up or down, every other digit upwards, a column of the
        keypad, and a year in which somebody alive was born or will soon be.
        """
        digits = self._digits
        doubled = digits[0] == digits[1] and digits[2] == digits[3]
        patterned = any(digits in line for line in _LINES)
        return digits[:2] == digits[2:] or doubled or patterned or int(digits) in _YEARS

    def __repr__(self) -> str:
        return "Pin(****)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pin) and self._digits == other._digits

    def __hash__(self) -> int:
        return hash((Pin, self._digits))

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a PIN is not pickled")


PinOrder = Pin | PinRule


def random_pin(below: Callable[[int], int]) -> Pin:
    """Draw a PIN that is not weak. below: a secure source, as `secrets.randbelow`."""
    while True:
        pin = Pin(str(below(10**PIN_LENGTH)).zfill(PIN_LENGTH))
        if not pin.weak:
            return pin
