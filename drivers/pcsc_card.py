"""Asks a card on a PC/SC reader for its serial number.

GET DATA and its status: SCL3711 reference manual p. 28, ACR1281U-C1 API p. 57 (manualshive.com).
"""

from collections.abc import Callable

from drivers.pcsc_codes import CARD_LEFT, CONTEXT_LOST, NO_NUMBER, Code
from drivers.pcsc_version import has_version, with_version
from drivers.readings import Number, Unread
from drivers.scard import Card, Context

# GET DATA of PC/SC part 3; Le 00 asks for the whole number.
GET_UID = bytes.fromhex("FFCA000000")
# ISO 14443 has 4, 7 and 10 bytes, ISO 15693 has 8, EM4100 has 5.
UID_LENGTHS = (4, 5, 7, 8, 10)

# Every answer ends with two bytes of status. 6282: the number ended before Le, and is whole. 6Cxx: Le has to be xx.
STATUS_LENGTH = 2
_WHOLE = (0x9000, 0x6282)
_WRONG_LENGTH = 0x6C
# A plain number, as in pcsc_slot.
_OK = int(Code.OK)


def read_card(
    context: Context,
    reader: str,
    atr: bytes,
    tell: Callable[[Number | Unread, bytes], None],
    *,
    doubtful: bool = False,
) -> int:
    """Ask the card once, give what it answers and its answer to reset to `tell`, and return PC/SC's code. Blocks.

    atr: the answer to reset that the service knows. doubtful: nobody saw the card come, so that this may be another
    one's. The card is let go only after it was told, which costs the person no time; `tell` must not block.
    """
    code, card = context.connect(reader)
    if code != _OK:
        return code
    try:
        code, reading = _number(card)
        if doubtful and code == _OK:
            # Asked first and switched off then: a reset of a card that has gone takes the next one from vpcd's sight.
            code, atr = card.reset()
            if code == _OK:
                code, reading = _number(card)
        if isinstance(reading, Number) and code == _OK and has_version(atr, reading.uid):
            code, reading = _versioned(card, reading)
        if reading is not None and code == _OK:
            tell(reading, atr)
        return code
    finally:
        card.disconnect()


def _versioned(card: Card, number: Number) -> tuple[int, Number | Unread]:
    """As `with_version`, where only what became of the card or the service is a fault: the number itself is known."""
    code, reading = with_version(card, number)
    return (code if code in CARD_LEFT or code in CONTEXT_LOST else Code.OK), reading


def _number(card: Card) -> tuple[int, Number | Unread | None]:
    code, answer = card.transmit(GET_UID)
    if code == _OK and len(answer) == STATUS_LENGTH and answer[0] == _WRONG_LENGTH:
        code, answer = card.transmit(GET_UID[:-1] + answer[1:])
    if code != _OK:
        return code, None
    if len(answer) < STATUS_LENGTH:
        # Some drivers say so of a card that left while it was asked.
        return Code.NOT_TRANSACTED, None
    return _OK, reading_of(answer)


def reading_of(answer: bytes) -> Number | Unread:
    """The number in an answer to GET DATA, or why it holds none."""
    uid, status = answer[:-STATUS_LENGTH], int.from_bytes(answer[-STATUS_LENGTH:], "big")
    if status not in _WHOLE or not uid:
        return NO_NUMBER
    if len(uid) not in UID_LENGTHS:
        return Unread(f"The card's number has {len(uid)} bytes, which no known kind of card has.", NO_NUMBER.remedy)
    return Number(uid)
