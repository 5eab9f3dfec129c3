"""What the answers of a card of ISO/IEC 14443 A tell of it: the size of its number and its SAK (SEL_RES). Pure.

Sources: nfc-tools/libnfc 3fa0751 libnfc/target-subr.c; proxmark3 1c8c3b7 client/src/cmdhf14a.c for 19, 28, 38 and 88.
"""

from drivers.readings import Number

# Bytes of a number: single, double and triple size.
SINGLE, DOUBLE, TRIPLE = 4, 7, 10
SIZES = (SINGLE, DOUBLE, TRIPLE)

_SPEAKS_ISO14443_4 = 0x20
# Mini, 1K, 2K, 4K, and those that emulate them.
_CLASSIC = frozenset({0x08, 0x09, 0x18, 0x19, 0x28, 0x38, 0x88})
_ULTRALIGHT = 0x00


def technology(uid: bytes, sak: int) -> str | None:
    """What the SAK tells, in the contract's spelling; None where only the card itself could tell.

    Empty for a card of ISO/IEC 14443-4 whose size says that it is no DESFire, or that it hides behind a random number.
    """
    if sak in _CLASSIC:
        return "mifare-classic"
    if sak == _ULTRALIGHT and len(uid) == DOUBLE:
        return "mifare-ultralight"
    if not sak & _SPEAKS_ISO14443_4:
        return "unknown"
    return None if len(uid) == DOUBLE else ""


def number(uid: bytes, sak: int, name: str) -> Number:
    """The reading of a card. name: its technology."""
    return Number(uid, name, iso14443_4=bool(sak & _SPEAKS_ISO14443_4))
