"""Readers and services that come and go for a long time: every later tap is told, and nothing is left behind."""

import threading
import time
from pathlib import Path

from drivers.opening import open_reader, open_readers
from drivers.pcsc import find_pcsc
from drivers.reader import CardGone, CardSeen, ReadersChanged, State
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.pcscd import FIRST_READER, SECOND_READER, Pcscd, renamed
from tests.hardware_doubles.serial_pair import SerialPair
from tests.hardware_doubles.vpcd import SECOND_SLOT, VirtualCard

TIMES = 20
# Hot plug is told within so many seconds.
SOON_S = 3.0
# How long the loop may take to end while the service hangs, in seconds.
END_S = 2.0


def held() -> tuple[int, int]:
    """How many files and threads this process has."""
    return len(list(Path("/proc/self/fd").iterdir())), threading.active_count()


def settled(before: tuple[int, int]) -> bool:
    """Whether files and threads are as they were, soon."""
    deadline = time.monotonic() + SOON_S
    while held() != before:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def uid_of(number: int) -> bytes:
    return bytes([0x11, 0x22, 0x33, number])


def test_a_service_that_restarts_twenty_times_loses_no_tap_and_leaves_nothing(own_pcscd: Pcscd) -> None:
    before = held()
    with Listener(open_reader("pcsc:")) as listener:
        listener.skip_to_state(State.READY)
        while_running: list[tuple[int, int]] = []
        for number in range(TIMES):
            own_pcscd.stop()
            own_pcscd.start()
            with VirtualCard(uid_of(number), port=[35963, SECOND_SLOT][number % 2]):
                seen = listener.skip_to(CardSeen, SOON_S)
                assert (seen.uid, seen.reader) == (uid_of(number), [FIRST_READER, SECOND_READER][number % 2])
            while_running.append(held())
        taps = [event.uid for event in listener.seen if isinstance(event, CardSeen)]
        assert taps == [uid_of(number) for number in range(TIMES)]
    # A new connection of the service may be under way at the moment of counting, and the virtual card's thread.
    assert max(while_running[TIMES // 2 :]) <= max(while_running[: TIMES // 2])
    assert settled(before)


def test_a_reader_that_leaves_and_comes_back_twenty_times_loses_no_tap(own_pcscd: Pcscd, tmp_path: Path) -> None:
    """Without a cable to pull, the service is made to go on without the reader, and with it again."""
    before = held()
    without = renamed(tmp_path / "readers", "Another Reader")
    with Listener(open_reader(f"pcsc:{FIRST_READER}")) as listener:
        listener.skip_to_state(State.READY)
        for number in range(TIMES):
            own_pcscd.stop()
            own_pcscd.start(without)
            listener.skip_to_state(State.ABSENT, SOON_S)
            own_pcscd.stop()
            own_pcscd.start()
            listener.skip_to_state(State.READY, SOON_S)
            with VirtualCard(uid_of(number)):
                assert listener.skip_to(CardSeen, SOON_S).uid == uid_of(number)
    assert settled(before)


def test_a_card_laid_and_taken_twenty_times_is_told_twenty_times(pcscd: Pcscd) -> None:
    with Listener(open_reader(f"pcsc:{FIRST_READER}")) as listener:
        listener.skip_to_state(State.READY)
        for number in range(TIMES):
            with VirtualCard(uid_of(number)):
                assert listener.next(CardSeen, SOON_S).uid == uid_of(number)
            listener.next(CardGone, SOON_S)


def test_taps_at_three_readers_at_once_are_told_once_and_by_the_right_one(
    pcscd: Pcscd, serial_pair: SerialPair
) -> None:
    """Seventeen each: at the PC/SC readers and the serial one at the same time, by a thread each."""
    each = 17
    serial = serial_pair.port
    expected = {
        FIRST_READER: [bytes([1, 1, 1, number]) for number in range(each)],
        SECOND_READER: [bytes([2, 2, 2, number]) for number in range(each)],
        serial: [bytes([3, 3, 3, 3, number]) for number in range(each)],
    }
    told: dict[str, list[bytes]] = {name: [] for name in expected}
    heard = threading.Condition()

    def wait_for(name: str, count: int) -> None:
        with heard:
            assert heard.wait_for(lambda: len(told[name]) >= count, 10), f"{name}: {told[name]}"

    def lay(name: str, port: int) -> None:
        for count, uid in enumerate(expected[name], 1):
            with VirtualCard(uid, port=port):
                wait_for(name, count)

    def send() -> None:
        for count, uid in enumerate(expected[serial], 1):
            serial_pair.send(_frame(uid))
            wait_for(serial, count)

    stop = threading.Event()
    reader = open_readers([f"pcsc:{FIRST_READER}", f"pcsc:{SECOND_READER}", f"serial:{serial}?protocol=rdm6300"])
    threads = [
        threading.Thread(target=lay, args=(FIRST_READER, 35963), daemon=True),
        threading.Thread(target=lay, args=(SECOND_READER, SECOND_SLOT), daemon=True),
        threading.Thread(target=send, daemon=True),
    ]
    for event in reader.events(stop):
        if isinstance(event, ReadersChanged) and all(info.state is State.READY for info in event.readers):
            for thread in threads:
                if thread.ident is None:
                    thread.start()
        if isinstance(event, CardSeen):
            with heard:
                told[event.reader].append(event.uid)
                heard.notify_all()
        if not any(thread.is_alive() or thread.ident is None for thread in threads):
            break
    stop.set()
    assert told == expected


def test_a_frozen_service_is_told_and_holds_nobody_up(own_pcscd: Pcscd, serial_pair: SerialPair) -> None:
    before = held()
    with Listener(open_readers(["pcsc:", f"serial:{serial_pair.port}?protocol=rdm6300"])) as listener:
        listener.skip_to(ReadersChanged)
        own_pcscd.freeze()
        try:
            hanging = listener.skip_to(ReadersChanged, SOON_S + 1)
            while hanging.readers[0].state is not State.SERVICE_MISSING:
                hanging = listener.skip_to(ReadersChanged, SOON_S + 1)
            assert "hangs" in hanging.readers[0].hint
            serial_pair.send(_frame(uid_of(0) + b"\x01"))
            assert listener.skip_to(CardSeen, 1).reader == serial_pair.port
            assert "hangs" in find_pcsc()[0].hint
        finally:
            own_pcscd.thaw()
        with VirtualCard(uid_of(1)):
            assert listener.skip_to(CardSeen, SOON_S).uid == uid_of(1)
        own_pcscd.freeze()
        try:
            assert listener.stopped_within(END_S)
        finally:
            own_pcscd.thaw()
    assert settled(before)


def _frame(uid: bytes) -> bytes:
    """RDM6300: STX, ten digits, the XOR of the bytes as two more, ETX (Seeed 113020002 data sheet p. 3)."""
    checksum = 0
    for byte in uid:
        checksum ^= byte
    return b"\x02" + (uid + bytes([checksum])).hex().upper().encode() + b"\x03"
