"""PC/SC's return codes and state bits, and what they mean to a person. Pure.

Values: LudovicRousseau/PCSC aa97f4b src/PCSC/pcsclite.h.in, the same as Windows' winscard.h.
"""

import sys
from enum import IntEnum

from drivers.reader import State
from drivers.readings import Unread


class Code(IntEnum):
    """Return codes that are told apart here; every other one is an unknown fault."""

    OK = 0x00000000
    CANCELLED = 0x80100002
    INVALID_HANDLE = 0x80100003
    NO_MEMORY = 0x80100006
    UNKNOWN_READER = 0x80100009
    TIMEOUT = 0x8010000A
    SHARING_VIOLATION = 0x8010000B
    NO_SMARTCARD = 0x8010000C
    PROTO_MISMATCH = 0x8010000F
    SYSTEM_CANCELLED = 0x80100012
    COMM_ERROR = 0x80100013
    NOT_TRANSACTED = 0x80100016
    READER_UNAVAILABLE = 0x80100017
    NO_SERVICE = 0x8010001D
    SERVICE_STOPPED = 0x8010001E
    NO_READERS_AVAILABLE = 0x8010002E
    COMM_DATA_LOST = 0x8010002F
    SERVER_TOO_BUSY = 0x80100031
    UNSUPPORTED_CARD = 0x80100065
    UNRESPONSIVE_CARD = 0x80100066
    UNPOWERED_CARD = 0x80100067
    RESET_CARD = 0x80100068
    REMOVED_CARD = 0x80100069
    SECURITY_VIOLATION = 0x8010006A
    # Not of PC/SC, whose codes have 32 bits: pyscard cannot pass a reader's name on.
    BAD_NAME = 0x1_0000_0000


class Bits(IntEnum):
    """Bits of a reader's state."""

    CHANGED = 0x0002
    UNKNOWN = 0x0004
    UNAVAILABLE = 0x0008
    EMPTY = 0x0010
    PRESENT = 0x0020
    EXCLUSIVE = 0x0080
    INUSE = 0x0100
    MUTE = 0x0200


# The upper half counts insertions and removals (pcsclite.h.in, winscard_clnt.c of the same commit).
COUNTER_SHIFT, COUNTER_MASK = 16, 0xFFFF

# The card left while it was read: there is nothing to say about it.
CARD_LEFT = {Code.NO_SMARTCARD, Code.REMOVED_CARD}
# The reader left: the list of readers has changed.
READER_LEFT = {Code.UNKNOWN_READER, Code.READER_UNAVAILABLE}
# Another attempt may succeed: the card moved, somebody reset it, or another program is about to finish.
PASSING = {
    Code.SHARING_VIOLATION,
    Code.RESET_CARD,
    Code.COMM_ERROR,
    Code.COMM_DATA_LOST,
    Code.NOT_TRANSACTED,
    Code.UNPOWERED_CARD,
    Code.UNRESPONSIVE_CARD,
    Code.PROTO_MISMATCH,
}
# The context is of no more use; a new one has to be made.
CONTEXT_LOST = {
    Code.INVALID_HANDLE,
    Code.NO_SERVICE,
    Code.SERVICE_STOPPED,
    Code.SYSTEM_CANCELLED,
    Code.CANCELLED,
    Code.NO_MEMORY,
    Code.SERVER_TOO_BUSY,
}

NO_NUMBER = Unread(
    "The card gives no serial number to this reader.",
    "Tap the card again; if that does not help, this reader cannot read this kind of card.",
)
_BUSY = Unread(
    "Another program keeps this card reader to itself.",
    "Close programs that use smart cards, such as GnuPG, browsers or other enrollment software, and tap again.",
)
_REFUSED = Unread(
    "The system does not let this account use card readers.",
    "Sign in at this computer itself, not remotely, or ask the administrator to allow "
    "org.debian.pcsc-lite.access_pcsc and access_card in polkit.",
)
_SILENT = Unread("The card does not answer.", "Hold it flat and still on the reader, alone, and tap it again.")
_UNFIT = Unread("The reader cannot talk to this card.", "Tap it again, or use another card or reader.")

_CARD_WORDS = {
    Code.SHARING_VIOLATION: _BUSY,
    Code.SECURITY_VIOLATION: _REFUSED,
    Code.PROTO_MISMATCH: _UNFIT,
    Code.UNSUPPORTED_CARD: _UNFIT,
}
_DEAD = Unread("The service lists this reader, and it does not answer.", "Unplug it and plug it in again.")
_BAD_NAME = Unread(
    "The reader's name has characters that this program's PC/SC module cannot pass on.",
    "Give it a name of plain English letters where it is set up (FRIENDLYNAME in /etc/reader.conf.d), or use another "
    "reader.",
)
_TROUBLES = {
    Code.BAD_NAME: (State.ABSENT, _BAD_NAME),
    Code.SHARING_VIOLATION: (State.BUSY, _BUSY),
    Code.SECURITY_VIOLATION: (State.REFUSED, _REFUSED),
    Code.READER_UNAVAILABLE: (State.ABSENT, _DEAD),
}


def unread(code: int) -> Unread:
    """Why a card could not be read."""
    known = _known(code)
    if known in _CARD_WORDS:
        return _CARD_WORDS[known]
    if known is not None:
        return _SILENT
    return Unread(f"The card could not be read (PC/SC {code:08X}).", _SILENT.remedy)


def trouble(code: int) -> tuple[State, str] | None:
    """The state of a reader for which `code` came, if that is the reader's trouble and not the card's."""
    known = _known(code)
    if known not in _TROUBLES:
        return None
    state, words = _TROUBLES[known]
    return state, f"{words.problem} {words.remedy}"


def service_trouble(code: int) -> tuple[State, str]:
    """The state of a service that answers `code` instead of a context or a list, and the hint for it."""
    if code == Code.SECURITY_VIOLATION:
        return State.REFUSED, f"{_REFUSED.problem} {_REFUSED.remedy}"
    if code == Code.BAD_NAME:
        return State.SERVICE_MISSING, (
            "No card reader can be listed: one has a name that this program's PC/SC module cannot read. "
            "Take away the reader whose name is not in plain English letters."
        )
    if sys.platform == "win32":
        # It stops by itself when the last reader is taken away (ludovicrousseau.blogspot.com 2021/12).
        hint = "The smart-card service is not running. Attach the reader, or start the service “Smart Card”."
    elif sys.platform == "darwin":
        hint = "The smart-card service does not answer. Attach the reader again, or restart the computer."
    elif code == Code.SERVICE_STOPPED:
        # On Linux its only cause: two versions of pcsc-lite (blog.apdu.fr 2023/04).
        hint = "The smart-card service has another version than this program's library. Update pcscd and libpcsclite1."
    else:
        hint = "The smart-card service is not running. Install pcscd, and start it: sudo systemctl start pcscd.socket."
    return State.SERVICE_MISSING, hint


def service_silent() -> tuple[State, str]:
    """The state of a service that answers nothing at all, not even with a fault, and the hint for it."""
    if sys.platform == "win32":
        remedy = "Restart the service “Smart Card”, or the computer."
    elif sys.platform == "darwin":
        remedy = "Restart the computer."
    else:
        remedy = "Restart it: sudo systemctl restart pcscd."
    return State.SERVICE_MISSING, f"The smart-card service hangs: it is there and does not answer. {remedy}"


def _known(code: int) -> Code | None:
    return Code(code) if code in Code.__members__.values() else None
