"""Practice cards: a new one at every tap, and now and then one that must be refused."""

import itertools
import secrets

from drivers.virtual import VirtualReader
from enroll_app.training.names import READER

# A phone's UID: four bytes of which the first is 08, the rest made up at each tap (NXP AN10927).
_PHONE_PREFIX = b"\x08"
# The ATRs that PC/SC readers make for a Mifare Classic 1K and for a DESFire (pcsc-tools smartcard_list.txt).
_CLASSIC_ATR = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")
_DESFIRE_ATR = bytes.fromhex("3B8180018080")
# NXP's manufacturer code, the first byte of its seven-byte UIDs (ISO/IEC 7816-6).
_NXP = b"\x04"


class PracticeReader:
    """A virtual reader with an endless box of cards beside it."""

    def __init__(self) -> None:
        self.reader = VirtualReader(name=READER)
        self._box = itertools.cycle((_em, _desfire, _classic, _phone))
        self._last: tuple[bytes, bytes, str] | None = None

    def tap(self) -> None:
        """Present the next card."""
        self._last = next(self._box)()
        self.reader.present(*self._last)

    def tap_again(self) -> None:
        """Present the card of the last tap once more; the next one where there was none."""
        if self._last is None:
            self.tap()
        else:
            self.reader.present(*self._last)


def _em() -> tuple[bytes, bytes, str]:
    return b"\x01" + secrets.token_bytes(4), b"", "em4100"


def _desfire() -> tuple[bytes, bytes, str]:
    return _NXP + secrets.token_bytes(6), _DESFIRE_ATR, ""


def _classic() -> tuple[bytes, bytes, str]:
    # A first byte from 10 to 7E whose low half is not F: neither random, nor half a number, nor marked as not unique.
    first = 16 * (1 + secrets.randbelow(7)) + secrets.randbelow(15)
    return bytes([first]) + secrets.token_bytes(3), _CLASSIC_ATR, ""


def _phone() -> tuple[bytes, bytes, str]:
    return _PHONE_PREFIX + secrets.token_bytes(3), b"", ""
