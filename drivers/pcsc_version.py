"""Tells a DESFire from other cards of ISO 14443-4 by its own answer to GetVersion.

The answer to reset is a hint only: Legic Advant is listed with DESFire's 3B 81 80 01 80 80 (LudovicRousseau/pcsc-tools
3e819c6 smartcard_list.txt). GetVersion wrapped in ISO 7816-4 and its three frames: example-a.com/answer/15381838; the
type in the second byte of the first: RfidResearchGroup/proxmark3 1c8c3b7 client/src/cmdhfmfdes.c getProductTypeStr.
"""

from drivers.pcsc_codes import Code
from drivers.readings import Number, Unread
from drivers.scard import Card

GET_VERSION = bytes.fromhex("9060000000")
MORE = bytes.fromhex("90AF000000")

_DESFIRE, _OTHER = "mifare-desfire", "unknown"
_UID_LENGTH = 7
_STATUS_LENGTH = 2
# “Another frame follows” and “done” of NXP's native commands.
_FOLLOWS, _DONE = 0x91AF, 0x9100
# What another card says: done (ISO 7816-4); illegal command code (NXP; proxmark3 as above, include/protocols.h), or
# done at once.
_OTHERS = (0x9000, 0x911C, 0x9100)
# The first bytes of every status of ISO 7816-4 that tells of an error: no DESFire answers this command with one. But
# 6300 and 6A81 are what readers say themselves when they cannot pass a command on (SCL3711 reference manual p. 28,
# ACR1281U-C1 API p. 57), and the first of them is none of these.
_ERRORS, _READERS_OWN = range(0x64, 0x70), 0x6A81
# Hardware and software frame, and the last with the UID, production batch and date.
_FRAMES, _SHORTEST = 3, 7
_NXP = 0x04
# Native chip, DESFire Light, implementation on a microcontroller (two), applet, phone.
_TYPES = frozenset({0x01, 0x08, 0x81, 0x83, 0x91, 0xA1})

# The storage ATR's beginning, and ACS' private name in it for a card of SAK 20, which speaks ISO 14443-4. One
# DESFire EV3 is listed with it (smartcard_list.txt).
_STORAGE, _SAK20 = bytes.fromhex("3B8F8001804F0CA000000306"), b"\xff\x20"
_STORAGE_LENGTH, _NAME = 20, slice(13, 15)
# 3B 8n 80 01, historical bytes, TCK.
_SHORTEST_ATR = 5

_TWO_NUMBERS = Unread(
    "Two different numbers came from one card.", "Lay one card on the reader, alone and flat, and tap it again."
)


def has_version(atr: bytes, uid: bytes) -> bool:
    """Whether a card may be a DESFire, and only its own answer can tell."""
    if len(uid) != _UID_LENGTH:
        return False
    if atr.startswith(_STORAGE) and len(atr) == _STORAGE_LENGTH:
        return atr[_NAME] == _SAK20
    return len(atr) >= _SHORTEST_ATR and atr[0] == 0x3B and atr[1] & 0xF0 == 0x80 and atr[2:4] == b"\x80\x01"


def with_version(card: Card, number: Number) -> tuple[int, Number | Unread]:
    """PC/SC's code, and the number with the technology that the card's answers show. Blocks for up to three commands.

    The technology is “mifare-desfire”, “unknown” for any other card, and empty where the card could not be asked.
    """
    frames: list[bytes] = []
    for command in (GET_VERSION, MORE, MORE):
        code, answer = card.transmit(command)
        if code != Code.OK:
            return code, number
        frames.append(answer)
        if _status(answer) != _FOLLOWS:
            break
    return Code.OK, _judged(frames, number)


def _judged(frames: list[bytes], number: Number) -> Number | Unread:
    status, first = _status(frames[0]), frames[0][:-_STATUS_LENGTH]
    if status in _OTHERS or _refuses(frames[0]):
        return Number(number.uid, _OTHER)
    if status != _FOLLOWS:
        return number
    if len(first) < _SHORTEST or first[0] != _NXP or first[1] not in _TYPES:
        return Number(number.uid, _OTHER)
    if len(frames) < _FRAMES or _status(frames[-1]) != _DONE:
        return number
    uid = frames[-1][:_UID_LENGTH]
    if not any(uid):
        # It hides its number, and then gives none of seven bytes to anybody.
        return Number(number.uid, _OTHER)
    return Number(number.uid, _DESFIRE) if uid == number.uid else _TWO_NUMBERS


def _refuses(answer: bytes) -> bool:
    """Whether it is an error of the card's, and nothing else."""
    return len(answer) == _STATUS_LENGTH and answer[0] in _ERRORS and _status(answer) != _READERS_OWN


def _status(answer: bytes) -> int:
    return int.from_bytes(answer[-_STATUS_LENGTH:], "big")
