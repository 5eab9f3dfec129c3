"""Cards that must not be enrolled, and cards to be careful with.

Sources: first bytes of a four-byte UID as libnfc (target-subr.c, commit 3fa0751) and proxmark3 (cmdhf14a.c
get_uid_type, commit 1c8c3b7) class them; NXP AN10927 on random and non-unique UIDs; docs.pretix.eu, NFC UID rules;
the fixed HCE UID 01 02 03 04 of older Android phones: AOSP device/google/taimen commit 0881758; "CSN is not
available for HID Prox cards": OMNIKEY 5x27 CK keyboard wedge guide, rev. D.0, p. 10, and its
PACS output of five bytes such as 06 05 02 52 40, p. 13; the ATRs of phones and of 125 kHz cards, one for HID Prox and
HITAG alike: Ludovic Rousseau's pcsc-tools smartcard_list.txt (commit 3e819c6).
"""

from dataclasses import dataclass

from enroll_app.domain.cards import CLASSIC_BYTES, DESFIRE_BYTES, EM_BYTES, Card, Technology
from enroll_app.domain.problems import Problem

_RANDOM_FIRST_BYTE = 0x08
_CASCADE_TAG = 0x88
_RESERVED_FIRST_BYTE = 0xF8
_OLD_PHONE = bytes.fromhex("01020304")
_LONG_SIZE = 8
_SPELLED_SIZES = (CLASSIC_BYTES, EM_BYTES, DESFIRE_BYTES, _LONG_SIZE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a card before it is enrolled: why not, or what to look out for."""

    refused: Problem | None = None
    warnings: tuple[Problem, ...] = ()


def judge(card: Card) -> Verdict:
    """Say whether the card may be enrolled."""
    refused = _refusal(card)
    return Verdict(refused) if refused else Verdict(None, _warnings(card))


def _refusal(card: Card) -> Problem | None:
    uid = card.uid
    if card.technology is Technology.HID_PROX:
        return Problem(
            "no-serial-number",
            "This is an HID Prox card; it has no serial number of its own, only what was printed into it.",
            "The service knows cards by their serial number: give this person another kind of card.",
            field="card",
        )
    if card.low_frequency and len(uid) != EM_BYTES:
        return Problem(
            "low-frequency-not-whole",
            "The reader gave {bytes} bytes for this 125 kHz card, where an EM card's number has five: a part of it, or "
            "the number printed on the card, not its serial number.",
            "Use a reader that gives the whole number; an HID Prox card has none, give this person another kind.",
            {"bytes": len(uid)},
            "card",
        )
    if card.technology is Technology.EM4100 and len(uid) != EM_BYTES:
        return Problem(
            "em-not-whole",
            "The reader gave {bytes} of the five bytes of an EM card's number.",
            "This reader throws bytes away and cannot enroll EM cards; use one that reads the whole number.",
            {"bytes": len(uid)},
            "card",
        )
    if len(uid) not in _SPELLED_SIZES:
        return Problem(
            "size-unknown-to-service",
            "The card's number has {bytes} bytes; the service has no kind of key for that.",
            "Use another card.",
            {"bytes": len(uid)},
            "card",
        )
    if uid.count(0x00) == len(uid) or uid.count(0xFF) == len(uid):
        return Problem(
            "empty-number",
            "The reader gave a number of {digit} only, which no card has.",
            "Tap again; if it stays so, the card or the reader is faulty.",
            {"digit": "zeros" if uid[0] == 0 else "ones"},
            "card",
        )
    if len(uid) == CLASSIC_BYTES:
        return _four_byte_refusal(card)
    if card.technology is Technology.MIFARE_CLASSIC and len(uid) == DESFIRE_BYTES:
        return Problem(
            "classic-seven-bytes",
            "This Mifare Classic card has a seven-byte number; the service knows Mifare Classic by four bytes only, "
            "and a number cut short would be another card's.",
            "Use another card, or ask the access-control supplier how the doors read this one.",
            field="card",
        )
    return None


def _four_byte_refusal(card: Card) -> Problem | None:
    first = card.uid[0]
    speaks = card.iso14443_4 or card.phone or card.technology is Technology.MIFARE_DESFIRE
    if first == _RANDOM_FIRST_BYTE or speaks:
        return Problem(
            "random-number",
            "This card or phone makes up a new number each time it is tapped; no door would know it again.",
            "Use another card; a DESFire card can be had with its random ID switched off.",
            field="card",
        )
    if first == _CASCADE_TAG:
        return Problem(
            "half-number",
            "The reader gave only the first half of a seven-byte number (it begins with 88).",
            "Use a reader that reads the whole number, or correct this reader's setting.",
            field="card",
        )
    return None


def _warnings(card: Card) -> tuple[Problem, ...]:
    uid, found = card.uid, []
    if uid == _OLD_PHONE:
        found.append(
            Problem(
                "shared-phone-number",
                "The number 01020304 is what many older Android phones all answer with.",
                "If this is a phone, do not enroll it: every other such phone would open the same doors.",
                field="card",
            )
        )
    if len(uid) == CLASSIC_BYTES and uid[0] == _RESERVED_FIRST_BYTE:
        found.append(
            Problem(
                "reserved-first-byte",
                "The number begins with F8, which the standard keeps in reserve.",
                "Tap again and compare; try the card at a door before it is handed out.",
                field="card",
            )
        )
    elif len(uid) == CLASSIC_BYTES and uid[0] & 0x0F == 0x0F:
        found.append(
            Problem(
                "number-not-unique",
                "The card's maker marks this number as not unique: another card may have the same one.",
                "If the service says that the key belongs to somebody else, take another card.",
                field="card",
            )
        )
    if card.low_frequency:
        found.append(
            Problem(
                "low-frequency-number",
                "This is a 125 kHz card; for an HID card some readers give the number printed into it here, which is "
                "no serial number.",
                "Try the card at a door before it is handed out.",
                field="card",
            )
        )
    if len(uid) == _LONG_SIZE:
        found.append(
            Problem(
                "size-not-documented",
                "The service documents no keys with eight-byte numbers.",
                "Try the card at a door before it is handed out.",
                field="card",
            )
        )
    return tuple(found)
