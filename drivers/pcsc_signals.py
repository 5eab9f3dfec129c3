"""Light and sound of ACS readers: a sign that a card was understood, or was not.

A nicety: whatever goes wrong is silent, for most drivers forbid it as they are delivered (pokusew/nfc-pcsc#13, #23).
"""

from collections.abc import Callable
from enum import Enum
from queue import Empty, SimpleQueue
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

from drivers.pcsc_codes import Code
from drivers.pcsc_service import Establish, establish_context

if TYPE_CHECKING:
    from drivers.scard import Context

# How long the caller waits at most, in seconds. A reader that hangs keeps a thread of its own, and nothing else.
PATIENCE_S = 1.0

# ACR122U: FF 00 40, LED state, four bytes of times: T1, T2 (of 100 ms), repetitions, link to the buzzer. The states
# are those of pokusew/nfc-pcsc f2284c0 examples/led.js for success and for an error, and so are the times of the first;
# those of the second are shorter, for the card is held meanwhile. The answer is 90 and the LEDs' state (ACR122L manual
# p. 24).
_LED_GOOD = bytes.fromhex("FF00402E0401000101")
_LED_BAD = bytes.fromhex("FF00405D0401010201")
_LED_DONE = 0x90
# ACR1252/1255/1281/1283: E0 00 00 28 01, time of the buzzer in 10 ms (ACR1281U manual p. 18). A short sound is good;
# two long ones are not. The times are a choice of ours.
_SHORT = bytes.fromhex("E00000280105")
_LONG = bytes.fromhex("E00000280114")
_BETWEEN_S = 0.3
_BUZZER_DONE = 0xE1
# The escape command of drivers that follow Microsoft's: SCARD_CTL_CODE(3500) (LudovicRousseau/pyscard 4f46bf8 scard.i).
_ESCAPE = 3500

_LED_MODELS = ("ACR122",)
_BUZZER_MODELS = ("ACR1252", "ACR1255", "ACR1281", "ACR1283")


class Signal(Enum):
    """What the reader shall say to the person in front of it."""

    GOOD = "good"
    BAD = "bad"


def signal(reader: str, sign: Signal, *, establish: Establish | None = None) -> bool:
    """Let a PC/SC reader of ACS say something, and return whether it did. Never raises; blocks PATIENCE_S at most.

    reader: its name. An ACR122 takes this only while a card lies on it, and the card is held for as long as the
    reader takes to answer.
    """
    means = _means(reader)
    if means is None:
        return False
    done: SimpleQueue[bool] = SimpleQueue()
    asked = establish or establish_context
    Thread(target=lambda: done.put(_said(asked, reader, sign, means)), name="pcsc-signal", daemon=True).start()
    try:
        return done.get(timeout=PATIENCE_S)
    except Empty:
        return False


def _means(reader: str) -> "Callable[[Context, str, Signal], bool] | None":
    name = reader.upper()
    if any(model in name for model in _LED_MODELS):
        return _with_light
    return _with_buzzer if any(model in name for model in _BUZZER_MODELS) else None


def _said(establish: Establish, reader: str, sign: Signal, means: "Callable[[Context, str, Signal], bool]") -> bool:
    _, context = establish()
    if context is None:
        return False
    try:
        return means(context, reader, sign)
    finally:
        context.release()


def _with_light(context: "Context", reader: str, sign: Signal) -> bool:
    code, card = context.connect(reader)
    if code != Code.OK:
        return False
    try:
        code, answer = card.transmit(_LED_GOOD if sign is Signal.GOOD else _LED_BAD)
        return code == Code.OK and answer[:1] == bytes([_LED_DONE])
    finally:
        card.disconnect()


def _with_buzzer(context: "Context", reader: str, sign: Signal) -> bool:
    if sign is Signal.GOOD:
        return _buzzed(context, reader, _SHORT)
    if not _buzzed(context, reader, _LONG):
        return False
    sleep(_BETWEEN_S)
    return _buzzed(context, reader, _LONG)


def _buzzed(context: "Context", reader: str, command: bytes) -> bool:
    code, answer = context.control(reader, _ESCAPE, command)
    return code == Code.OK and answer[:1] == bytes([_BUZZER_DONE])
