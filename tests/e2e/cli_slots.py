"""Slots of the real smart-card service.

It asks vpcd a few times a second whether a card is there. Who swaps cards faster than that is not seen to have done
so: the service then goes on with the ATR of the card before.
"""

import time

from smartcard import scard

from tests.hardware_doubles.pcscd import FIRST_READER, SECOND_READER
from tests.hardware_doubles.vpcd import FIRST_SLOT, VirtualCard

_PATIENCE_S = 10.0


def wait_until_empty(card: VirtualCard) -> None:
    """Wait until the service has noticed that no card lies where this one is to be laid."""
    name = FIRST_READER if card._port == FIRST_SLOT else SECOND_READER
    deadline = time.monotonic() + _PATIENCE_S
    while not _empty(name):
        assert time.monotonic() < deadline, f"a card lies on {name}"
        time.sleep(0.02)


def take_away(card: VirtualCard) -> None:
    """Take the card away, and wait until the service has noticed."""
    card.remove()
    wait_until_empty(card)


def _empty(name: str) -> bool:
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    assert code == scard.SCARD_S_SUCCESS
    try:
        code, states = scard.SCardGetStatusChange(context, 0, [(name, scard.SCARD_STATE_UNAWARE)])
        return code == scard.SCARD_S_SUCCESS and bool(states[0][1] & scard.SCARD_STATE_EMPTY)
    finally:
        scard.SCardReleaseContext(context)
