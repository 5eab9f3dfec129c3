"""What readers do to the bytes of a CSN before they write it down.

Each of the four undoes itself, and they can be combined in any order with the same outcome. Sources: the settings of
pcProx readers to reverse bytes and bits and to invert (micolous/pcprox protocol.md, commit 82061a1); the Unique TAG ID
of EM cards, every byte with its bits reversed (proxmark3 client/src/cmdlfem410x.c, commit 1c8c3b7); inverted readings
such as 7384CF for 8C7B30 (monkeyboard/Wiegand-Protocol-Library-for-Arduino#36).
"""

from collections.abc import Iterable
from enum import Enum


class BitOrder(Enum):
    """The four, by the ending that a format's name has, in the order in which a name combines them."""

    REVERSED = "reversed"
    BITREV = "bitrev"
    NIBBLE = "nibble"
    INVERTED = "inverted"

    @property
    def words(self) -> str:
        """What it does, for people."""
        return _WORDS[self]

    def apply(self, number: bytes) -> bytes:
        """Do it, or undo it, to whole bytes."""
        if self is BitOrder.REVERSED:
            return number[::-1]
        return number.translate(_TABLES[self])


_WORDS = {
    BitOrder.REVERSED: "bytes in reverse order",
    BitOrder.BITREV: "bits of each byte in reverse order",
    BitOrder.NIBBLE: "halves of each byte swapped",
    BitOrder.INVERTED: "every bit inverted",
}

_BYTES = range(256)
_TABLES = {
    BitOrder.BITREV: bytes(int(f"{byte:08b}"[::-1], 2) for byte in _BYTES),
    BitOrder.NIBBLE: bytes(byte >> 4 | (byte & 0x0F) << 4 for byte in _BYTES),
    BitOrder.INVERTED: bytes(byte ^ 0xFF for byte in _BYTES),
}


def reorder(number: bytes, orders: Iterable[BitOrder]) -> bytes:
    """Apply several."""
    for order in orders:
        number = order.apply(number)
    return number
