#!/usr/bin/env python3
"""How long after a card came its number is told, with a real smart-card service and a pseudo-terminal.

pcsc    from the reader's state change to the event with the number, against a bare loop of SCardGetStatusChange,
        SCardConnect and SCardTransmit in the same run: pairs in turn, medians. The change is taken to happen when the
        virtual card has answered the service's power-on, which the service then tells. The card takes 5 ms for its
        number, a choice of ours: full-speed USB alone, with its frames of 1 ms, takes 2 ms for a command and its
        answer, and the air comes to that. What is added to a card that answers at once is printed, too.
serial  from the last byte of a frame to the event.

Exit code 1 when a figure is above its bound. Takes the smart-card service's turn from the tests while it runs.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from smartcard import scard

from drivers.opening import open_reader
from drivers.reader import CardSeen, ReaderEvent, ReadersChanged, State
from tests.hardware_doubles.pcscd import FIRST_READER, Pcscd
from tests.hardware_doubles.serial_pair import SerialPair
from tests.hardware_doubles.vpcd import GET_UID, VirtualCard

RATIO_BOUND, SERIAL_BOUND_MS = 1.1, 5.0
UID = bytes.fromhex("11223344")
# How long the card takes for its number, in seconds.
CARD_S = 0.005
# How long a loop that has just begun is given to wait for its first change, and anything else to happen, in seconds.
_SETTLE_S, _PATIENCE_S = 0.3, 10.0


class _TimedCard(VirtualCard):
    """Notes when it answered to the last power-on before it was asked for its number.

    delay_s: how long it takes for the answer with the number.
    """

    def __init__(self, delay_s: float) -> None:
        super().__init__(UID)
        self._delay_s = delay_s
        self.changed_at = 0.0

    def _answer(self, message: bytes) -> bytes | None:
        if len(message) == 1 and not self.asked:
            self.changed_at = time.perf_counter()
        elif message == GET_UID and self._delay_s:
            time.sleep(self._delay_s)
        return super()._answer(message)


class _Listening:
    """Runs a loop on a thread; `told` has the times at which it told a card's number."""

    def __init__(self, loop: Callable[[Event, Event, "SimpleQueue[float]"], None]) -> None:
        self.told: SimpleQueue[float] = SimpleQueue()
        self.ready, self._stop = Event(), Event()
        self._thread = Thread(target=loop, args=(self._stop, self.ready, self.told), daemon=True)
        self._thread.start()
        if not self.ready.wait(_PATIENCE_S):
            raise RuntimeError("the reader was not ready in time")

    def end(self) -> None:
        self._stop.set()
        self._thread.join(_PATIENCE_S)


def _listen(address: str) -> Callable[[Event, Event, "SimpleQueue[float]"], None]:
    def loop(stop: Event, ready: Event, told: "SimpleQueue[float]") -> None:
        for event in open_reader(address).events(stop):
            _note(event, ready, told)

    return loop


def _note(event: ReaderEvent, ready: Event, told: "SimpleQueue[float]") -> None:
    if isinstance(event, CardSeen):
        told.put(time.perf_counter())
    elif isinstance(event, ReadersChanged) and event.readers and event.readers[0].state is State.READY:
        ready.set()


def _bare(stop: Event, ready: Event, told: "SimpleQueue[float]") -> None:
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    _, states = scard.SCardGetStatusChange(context, 0, [(FIRST_READER, scard.SCARD_STATE_UNAWARE)])
    known = states[0][1] & ~scard.SCARD_STATE_CHANGED
    ready.set()
    while not stop.is_set():
        code, states = scard.SCardGetStatusChange(context, 400, [(FIRST_READER, known)])
        known = states[0][1] & ~scard.SCARD_STATE_CHANGED
        if code != scard.SCARD_S_SUCCESS or not known & scard.SCARD_STATE_PRESENT or not told.empty():
            continue
        _, card, protocol = scard.SCardConnect(context, FIRST_READER, scard.SCARD_SHARE_SHARED, protocols)
        pci = scard.SCARD_PCI_T0 if protocol == scard.SCARD_PROTOCOL_T0 else scard.SCARD_PCI_T1
        _, answer = scard.SCardTransmit(card, pci, list(GET_UID))
        if bytes(answer[:-2]) == UID:
            told.put(time.perf_counter())
        scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
    scard.SCardReleaseContext(context)


def _one_tap(loop: Callable[[Event, Event, "SimpleQueue[float]"], None], delay_s: float) -> float:
    """Milliseconds from the change of the state to the number."""
    listening = _Listening(loop)
    time.sleep(_SETTLE_S)
    with _TimedCard(delay_s) as card:
        told_at = listening.told.get(timeout=_PATIENCE_S)
        took = told_at - card.changed_at
    _wait_until_empty()
    listening.end()
    return took * 1000


def _wait_until_empty() -> None:
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        _, states = scard.SCardGetStatusChange(context, 0, [(FIRST_READER, scard.SCARD_STATE_UNAWARE)])
        if states[0][1] & scard.SCARD_STATE_EMPTY:
            break
        if time.monotonic() > deadline:
            raise RuntimeError("the card was taken away, and the service does not notice")
        time.sleep(0.02)
    scard.SCardReleaseContext(context)


def measure_pcsc(pairs: int) -> bool:
    """Print the ratio, and return whether it holds."""
    service = Pcscd()
    service.begin()
    try:
        product = _listen(f"pcsc:{FIRST_READER}")
        _one_tap(product, 0), _one_tap(_bare, 0)
        runs, at_once = _pairs(product, pairs, CARD_S), _pairs(product, pairs, 0)
    finally:
        service.end()
    ratio = statistics.median(own / bare for own, bare in runs)
    added_us = statistics.median(own - bare for own, bare in at_once) * 1000
    own_ms, bare_ms = (statistics.median(column) for column in zip(*runs, strict=True))
    say(f"pcsc, {pairs} pairs: product {own_ms:.2f} ms, bare loop {bare_ms:.2f} ms (medians)")
    say(f"  state change to number  {ratio:.2f} times the bare loop's (bound {RATIO_BOUND})")
    say(f"  with a card that answers at once  {added_us:.0f} µs more than the bare loop")
    return ratio <= RATIO_BOUND


def _pairs(
    product: Callable[[Event, Event, "SimpleQueue[float]"], None], pairs: int, delay_s: float
) -> list[tuple[float, float]]:
    """Milliseconds of the product and of the bare loop, in turn."""
    return [(_one_tap(product, delay_s), _one_tap(_bare, delay_s)) for _ in range(pairs)]


def measure_serial(taps: int) -> bool:
    """Print the latency after the last byte, and return whether it holds."""
    took: list[float] = []
    with SerialPair() as pair:
        listening = _Listening(_listen(f"serial:{pair.port}?protocol=rdm6300"))
        for number in range(taps):
            uid = UID + bytes([number % 256])
            frame = _frame(uid)
            pair.send(frame[:-1])
            time.sleep(0.02)
            pair.send(frame[-1:])
            sent_at = time.perf_counter()
            took.append((listening.told.get(timeout=_PATIENCE_S) - sent_at) * 1000)
        listening.end()
    median = statistics.median(took)
    say(f"serial, {taps} frames: {median:.2f} ms after the last byte (median; bound {SERIAL_BOUND_MS:.0f} ms)")
    say(f"  the slowest {max(took):.2f} ms")
    return median <= SERIAL_BOUND_MS


def _frame(uid: bytes) -> bytes:
    """RDM6300: STX, ten digits, the XOR of the bytes as two more, ETX (Seeed 113020002 data sheet p. 3)."""
    checksum = 0
    for byte in uid:
        checksum ^= byte
    return b"\x02" + (uid + bytes([checksum])).hex().upper().encode() + b"\x03"


def main() -> int:
    """Print the figures and say whether they hold."""
    parser = argparse.ArgumentParser(description="Measure how long after a card came its number is told.")
    parser.add_argument("--pairs", type=int, default=30, help="how many pairs of taps, twice (30)")
    parser.add_argument("--frames", type=int, default=50, help="how many serial frames (50)")
    given = parser.parse_args()
    held = [measure_pcsc(given.pairs), measure_serial(given.frames)]
    return 0 if all(held) else 1


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
