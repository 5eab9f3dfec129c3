"""Names of PC/SC readers: which are meant, and which are no place to tap a card. Pure.

Sources: LudovicRousseau/PCSC aa97f4b src/readerfactory.c, learn.microsoft.com dn579273, LudovicRousseau/CCID 5de6a96
readers/*.txt. Which names are hidden is a choice of ours.
"""

import re

# pcsc-lite appends reader and slot number, two hexadecimal digits each.
_LITE_SUFFIX = re.compile(r" [0-9A-F]{2} (?P<slot>[0-9A-F]{2})$", re.IGNORECASE)
# Windows appends the unit's number.
_WINDOWS_SUFFIX = re.compile(r" [0-9]{1,2}$")

# Slots where no card is tapped. SAM: a security module inside the reader. ICC (but not PICC), and “contact” or
# “contacted” (but not “contactless” or “contact-less”): the slit for contact cards. 5422 without CL: the contact half
# of an OMNIKEY 5422. Windows Hello is no reader at all; a YubiKey is a token whose card never leaves.
_HIDDEN = re.compile(
    r"\bSAM\b|Windows Hello|\bICC\b|\bcontact(?:ed)?\b(?!\W?less\b)|\b5422\b(?!CL)|YubiKey", re.IGNORECASE
)


def matching(names: list[str], wanted: str, *, all_slots: bool = False) -> list[str]:
    """The readers of `names` that `wanted` means; without a name, every one where a card can be tapped.

    all_slots: those where no card can be tapped count too, where no name says which one is meant.

    An exact name means that reader alone. Else the numbers at the end do not count, for they change when readers are
    attached in another order; the slot number does, for it belongs to the reader, and so does a serial number in
    parentheses before it. Two equal readers without serial numbers cannot be told apart once they were replugged.
    """
    if not wanted:
        return [name for name in names if all_slots or not _HIDDEN.search(name)]
    exact = [name for name in names if name.casefold() == wanted.casefold()]
    return exact or [name for name in names if _means(wanted, name)]


def base_name(name: str) -> str:
    """The name without the numbers that the system appended."""
    stripped = _LITE_SUFFIX.sub("", name)
    return stripped if stripped != name else _WINDOWS_SUFFIX.sub("", name)


def _means(wanted: str, name: str) -> bool:
    base = base_name(name).casefold()
    if wanted.casefold() == base:
        return True
    return base_name(wanted).casefold() == base and _slot(wanted) == _slot(name)


def _slot(name: str) -> str:
    suffix = _LITE_SUFFIX.search(name)
    return suffix["slot"].casefold() if suffix else ""
