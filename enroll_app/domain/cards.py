"""A card as a reader saw it, and which technology it is.

Facts about ATRs: PC/SC part 3 as documented by Microsoft (windows-hardware/drivers/nfc/pc-sc-interface), the
Gemalto Prox-DU manual p. 47 and 101, and Ludovic Rousseau's pcsc-tools smartcard_list.txt (commit 3e819c6).
"""

from dataclasses import dataclass
from enum import Enum


class Technology(Enum):
    """The technologies of the command-line contract, by their spelling there."""

    EM4100 = "em4100"
    MIFARE_CLASSIC = "mifare-classic"
    MIFARE_DESFIRE = "mifare-desfire"
    MIFARE_ULTRALIGHT = "mifare-ultralight"
    HID_PROX = "hid-prox"
    ICLASS = "iclass"
    ISO15693 = "iso15693"
    FELICA = "felica"
    UNKNOWN = "unknown"


# A contactless storage card: 3B 8F 80 01 80 4F 0C, the RID of the PC/SC workgroup, then SS (standard), NN NN
# (card name), four reserved bytes and TCK.
_STORAGE_PREFIX = bytes.fromhex("3B8F8001804F0CA000000306")
_STORAGE_LENGTH = 20
_STANDARD_AT = len(_STORAGE_PREFIX)

# The card names NN NN. Mini and Plus in security level 1 answer to readers as a Classic does.
_NAMES = {
    0x0001: Technology.MIFARE_CLASSIC,  # 1K
    0x0002: Technology.MIFARE_CLASSIC,  # 4K
    0x0026: Technology.MIFARE_CLASSIC,  # Mini
    0x0036: Technology.MIFARE_CLASSIC,  # Plus SL1 2K
    0x0037: Technology.MIFARE_CLASSIC,  # Plus SL1 4K
    0x0003: Technology.MIFARE_ULTRALIGHT,
    0x003A: Technology.MIFARE_ULTRALIGHT,  # Ultralight C
    0x003D: Technology.MIFARE_ULTRALIGHT,  # Ultralight EV1
    0x0014: Technology.ISO15693,  # ICODE SLI
    0x0035: Technology.ISO15693,  # i-Code SL2
    0x003B: Technology.FELICA,
    0xF011: Technology.FELICA,  # ACS' private name for FeliCa 212 kbit/s
} | dict.fromkeys(range(0x0018, 0x0021), Technology.ICLASS)  # the PicoPass sizes

# ACS' private name FF 20: a card of ISO 14443-4 (SAK 20) met by a reader that did not ask for its ATS. One
# DESFire EV3 is listed with it.
_NAME_SAK20 = 0xFF20
# What smartcard_list.txt lists for phones: ACS' private name FF 40, and neither standard nor name (Android Beam,
# 3B 8F 80 01 80 4F 0C A0 00 00 03 06 00 00 00 00 00 00 00 68).
_NAME_PHONE = 0xFF40
_STANDARD_AND_NAME_BEAM = (0x00, 0x0000)
_STANDARDS_15693 = frozenset({0x09, 0x0A, 0x0B, 0x0C})
_STANDARD_FELICA = 0x11
_STANDARD_LOW_FREQUENCY = 0x40

EM_BYTES, CLASSIC_BYTES, DESFIRE_BYTES = 5, 4, 7

# With no ATR to ask, the length decides, by the service's own table of sizes ("Identification numbers": 40, 32 and
# 56 bits), and for eight bytes ISO 15693-3, which alone of the technologies here has a 64-bit UID that begins with E0.
_BY_LENGTH = {
    EM_BYTES: Technology.EM4100,
    CLASSIC_BYTES: Technology.MIFARE_CLASSIC,
    DESFIRE_BYTES: Technology.MIFARE_DESFIRE,
}
_ISO15693_FIRST_BYTE = 0xE0
_ISO15693_BYTES = 8


@dataclass(frozen=True, slots=True)
class Card:
    """A card in the hand: its CSN in the order the card sends it, its technology, and where it was read.

    iso14443_4: the ATR or the reader says that the card speaks ISO 14443-4 (DESFire, bank cards, phones), which matters
    because such a card with a four-byte UID makes up a new one each time. phone: the ATR is one that readers make for
    a phone, of which the same is true. low_frequency: the ATR says 125 kHz and no more, so that the number may be an
    EM card's serial number or what was printed into an HID card.
    """

    uid: bytes
    technology: Technology
    reader: str = ""
    iso14443_4: bool = False
    phone: bool = False
    low_frequency: bool = False


def recognize(
    uid: bytes, atr: bytes = b"", technology: str = "", reader: str = "", *, iso14443_4: bool = False
) -> Card:
    """Conclude what card this is.

    uid: the CSN. atr: the answer to reset, empty where the reader gives none. technology: what the reader itself
    knows, in the contract's spelling; empty where it knows nothing. iso14443_4: the reader itself says that the card
    speaks it. Raises ValueError for a technology that is not of the contract.
    """
    if technology:
        kind = Technology(technology)
    elif atr:
        kind = _from_atr(atr, uid)
    elif iso14443_4:
        # No Classic and no EM speaks it, whatever the size.
        kind = Technology.MIFARE_DESFIRE if len(uid) == DESFIRE_BYTES else Technology.UNKNOWN
    else:
        kind = _from_length(uid)
    return Card(
        uid,
        kind,
        reader,
        iso14443_4=iso14443_4 or _speaks_iso14443_4(atr),
        phone=_is_phone(atr),
        low_frequency=_is_storage_card(atr) and atr[_STANDARD_AT] == _STANDARD_LOW_FREQUENCY,
    )


def _from_length(uid: bytes) -> Technology:
    if len(uid) == _ISO15693_BYTES and uid[0] == _ISO15693_FIRST_BYTE:
        return Technology.ISO15693
    return _BY_LENGTH.get(len(uid), Technology.UNKNOWN)


def _from_atr(atr: bytes, uid: bytes) -> Technology:
    if not _is_storage_card(atr):
        # ISO 14443-4 with the double-size UID that DESFire has. The ATR alone is only a hint: Legic Advant is listed
        # with DESFire's 3B 81 80 01 80 80, and both have seven bytes here.
        desfire = _speaks_iso14443_4(atr) and len(uid) == DESFIRE_BYTES
        return Technology.MIFARE_DESFIRE if desfire else Technology.UNKNOWN
    standard = atr[_STANDARD_AT]
    name = _name(atr)
    if standard == _STANDARD_LOW_FREQUENCY:
        return Technology.EM4100 if len(uid) == EM_BYTES else Technology.UNKNOWN
    if name in _NAMES:
        return _NAMES[name]
    if name == _NAME_SAK20 and len(uid) == DESFIRE_BYTES:
        return Technology.MIFARE_DESFIRE
    if standard in _STANDARDS_15693:
        return Technology.ISO15693
    return Technology.FELICA if standard == _STANDARD_FELICA else Technology.UNKNOWN


def _name(atr: bytes) -> int:
    return int.from_bytes(atr[_STANDARD_AT + 1 : _STANDARD_AT + 3], "big")


def _is_phone(atr: bytes) -> bool:
    if not _is_storage_card(atr):
        return False
    return _name(atr) == _NAME_PHONE or (atr[_STANDARD_AT], _name(atr)) == _STANDARD_AND_NAME_BEAM


def _is_storage_card(atr: bytes) -> bool:
    return len(atr) == _STORAGE_LENGTH and atr.startswith(_STORAGE_PREFIX)


def _speaks_iso14443_4(atr: bytes) -> bool:
    """3B 8n 80 01, n historical bytes, TCK: a card of ISO 14443-4; or ACS' name for SAK 20."""
    if _is_storage_card(atr):
        return _name(atr) == _NAME_SAK20
    return len(atr) >= 5 and atr[0] == 0x3B and atr[1] & 0xF0 == 0x80 and atr[2:4] == b"\x80\x01"
