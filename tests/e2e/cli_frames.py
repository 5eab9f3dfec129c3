"""What an RDM6300 sends, and cards resting on serial readers."""

import time
from functools import reduce
from operator import xor
from typing import Any

from tests.e2e.cli_program import PATIENCE_S, Running
from tests.hardware_doubles.serial_pair import SerialPair

# An RDM6300 repeats its frame each 50 to 65 ms (hobbycomponents forum, arduino12/rdm6300 README).
_REPEAT_S = 0.06


def frame(uid: bytes) -> bytes:
    """STX, the number and its checksum in hexadecimal digits, ETX."""
    return b"\x02" + (uid + bytes([reduce(xor, uid)])).hex().upper().encode() + b"\x03"


def until_said(pair: SerialPair, data: bytes, running: Running) -> None:
    """Let a reader repeat its number until the program has said one line more on stdout, or has ended."""
    before, deadline = running.came(), time.monotonic() + PATIENCE_S
    while running.came() == before and not running.ended:
        assert time.monotonic() < deadline, "the card was not noticed"
        pair.send(data)
        time.sleep(_REPEAT_S)


def until_told(pair: SerialPair, data: bytes, running: Running) -> dict[str, Any]:
    """Let a reader repeat its number until it is told, and return what is told."""
    until_said(pair, data, running)
    return running.next()


def rest(pair: SerialPair, uid: bytes, running: Running) -> None:
    """Let a card rest on the RDM6300 until the program has said one line more on stdout, or has ended."""
    until_said(pair, frame(uid), running)


def tap(pair: SerialPair, uid: bytes, running: Running) -> dict[str, Any]:
    """Let a card rest on the RDM6300 until it is told, and return what is told."""
    return until_told(pair, frame(uid), running)
