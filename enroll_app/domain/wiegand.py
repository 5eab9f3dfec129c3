"""The bits of a Wiegand line: data between two parity bits.

H10301 has 26 bits (even parity over the first 12 data bits, 8 of facility code, 16 of card number, odd parity over the
last 12), H10306 has 34 (16 and 16, parity over 16 each), H10302 and H10304 have 37 (35 of card number, or 16 and 19;
parity over 18 each, the middle bit in both). Source: proxmark3 client/src/wiegand_formats.c, Pack_H10301, Pack_H10306,
Pack_H10302 and Pack_H10304 (commit 1c8c3b7).
"""

import re
from dataclasses import dataclass

from enroll_app.domain.number_problems import refusal


@dataclass(frozen=True, slots=True)
class WiegandLayout:
    """data_bits: how many there are between the two parity bits; covered: how many each parity bit looks after."""

    data_bits: int
    covered: int

    @property
    def bits(self) -> int:
        """All bits, parity among them."""
        return self.data_bits + 2

    def pack(self, number: int) -> str:
        """The bits on the line, as the digits 0 and 1, for a number of `data_bits` bits."""
        data = f"{number:0{self.data_bits}b}"
        even = data[: self.covered].count("1") % 2
        odd = 1 - data[-self.covered :].count("1") % 2
        return f"{even}{data}{odd}"

    def unpack(self, text: str) -> int:
        """The data. Raises InvalidInputError for anything else than that many bits with the right parity."""
        if not re.fullmatch("[01]+", text) or len(text) != self.bits:
            raise refusal(
                "wiegand-not-bits",
                text,
                "“{text}” is not a Wiegand message of {bits} bits, each written as 0 or 1.",
                "Give every bit, the two parity bits too, and check which format the reader writes.",
                bits=self.bits,
            )
        number = int(text[1:-1], 2)
        if self.pack(number) != text:
            raise refusal(
                "wiegand-parity",
                text,
                "The parity of the Wiegand message “{text}” is wrong, so that a bit of it is.",
                "Present the card again; if it stays so, the two data wires are swapped or the format is another.",
            )
        return number


H10301 = WiegandLayout(24, 12)
H10306 = WiegandLayout(32, 16)
# H10302 and H10304 differ in where the facility code ends, which no bit of the message tells.
H10302 = WiegandLayout(35, 18)
