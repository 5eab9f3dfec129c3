"""Asks a card on a PC/SC reader for its serial number.

GET DATA and its status: SCL3711 reference manual p. 28, ACR1281U-C1 API p. 57 (manualshive.com).
"""

from collections.abc import Callable
from dataclasses import dataclass

from drivers.pcsc_codes import CARD_LEFT, CONTEXT_LOST, NO_NUMBER, PASSING, READER_LEFT, Code, unread
from drivers.readings import Reading, Unread
from drivers.scard import Card, Context

# GET DATA of PC/SC part 3; Le 00 asks for the whole number.
GET_UID = bytes.fromhex("FFCA000000")
# ISO 14443 has 4, 7 and 10 bytes, ISO 15693 has 8, EM4100 has 5.
UID_LENGTHS = (4, 5, 7, 8, 10)
# Attempts at a card that moves or that another program holds, and the seconds between them: a choice of ours.
ATTEMPTS, PAUSE_S = 4, 0.2

# Every answer ends with two bytes of status. 6282: the number ended before Le, and is whole. 6Cxx: Le has to be xx.
STATUS_LENGTH = 2
_WHOLE = (0x9000, 0x6282)
_WRONG_LENGTH = 0x6C


class ContextLost(Exception):
    """The context died: a turn of the loop, not an error of its caller. `code`: what PC/SC said."""

    def __init__(self, code: int) -> None:
        super().__init__(f"{code:08X}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading a card; `reading` is None when the card or the reader left meanwhile.

    atr: the answer to reset that the card gave just now; empty where it was not asked for.
    """

    code: int
    reading: Reading | None
    atr: bytes = b""


def read_uid(context: Context, reader: str, pause: Callable[[float], bool], *, unseen: bool = False) -> Outcome:
    """The card's serial number, or why there is none. Blocks; `pause` waits, and says True to give up.

    unseen: nobody saw the card come, so that the service may know another one's answer to reset. Raises ContextLost.
    """
    code = 0
    for attempt in range(ATTEMPTS):
        if attempt and pause(PAUSE_S):
            return Outcome(code, None)
        # What failed at first may have been another card, whose answer to reset the service goes on telling.
        code, reading, atr = _attempt(context, reader, doubtful=unseen or attempt > 0)
        if code in CONTEXT_LOST:
            raise ContextLost(code)
        if code == Code.OK or code in CARD_LEFT or code in READER_LEFT:
            return Outcome(code, reading, atr)
        if code not in PASSING:
            break
    return Outcome(code, unread(code))


def _attempt(context: Context, reader: str, *, doubtful: bool) -> tuple[int, Reading | None, bytes]:
    code, card = context.connect(reader)
    if code != Code.OK:
        return code, None, b""
    try:
        code, reading = _ask(card)
        if code != Code.OK or not doubtful:
            return code, reading, b""
        # Asked first and switched off then: a reset of a card that has gone takes the next one from vpcd's sight.
        code, atr = card.reset()
        if code != Code.OK:
            return code, None, b""
        return (*_ask(card), atr)
    finally:
        card.disconnect()


def _ask(card: Card) -> tuple[int, Reading | None]:
    code, answer = card.transmit(GET_UID)
    if code == Code.OK and len(answer) == STATUS_LENGTH and answer[0] == _WRONG_LENGTH:
        code, answer = card.transmit(GET_UID[:-1] + answer[1:])
    if code == Code.OK and len(answer) < STATUS_LENGTH:
        # Some drivers say so of a card that left while it was asked.
        code = Code.NOT_TRANSACTED
    return (code, reading_of(answer)) if code == Code.OK else (code, None)


def reading_of(answer: bytes) -> Reading:
    """The number in an answer to GET DATA, or why it holds none."""
    uid, status = answer[:-STATUS_LENGTH], int.from_bytes(answer[-STATUS_LENGTH:], "big")
    if status not in _WHOLE or not uid:
        return NO_NUMBER
    if len(uid) not in UID_LENGTHS:
        return Unread(f"The card's number has {len(uid)} bytes, which no known kind of card has.", NO_NUMBER.remedy)
    return uid
