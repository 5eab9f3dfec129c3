"""The serial loop on real pseudo-terminals."""

import errno
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import serial

from drivers.errors import BadReaderUri
from drivers.opening import open_reader
from drivers.reader import CardGone, CardSeen, CardUnreadable, ReadersChanged, State
from drivers.serial_faults import why_closed
from drivers.serial_port import SerialReader
from drivers.uri import SerialUri
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.serial_pair import SerialPair

# forum.arduino.cc 251993 (RDM6300), ID-2/12/20LA data sheet
FRAME, UID = b"\x02010063E9AE25\x03", bytes.fromhex("010063E9AE")
FRAME_12, UID_12 = b"\x020C000621A58E\r\n\x03", bytes.fromhex("0C000621A5")
DAMAGED = FRAME.replace(b"25\x03", b"24\x03")


@pytest.fixture
def listener(serial_pair: SerialPair) -> Iterator[Listener]:
    """Listens to the frames of the pair, and has heard that it is ready."""
    with Listener(open_reader(f"serial:{serial_pair.port}")) as listener:
        listener.skip_to_state(State.READY)
        yield listener


def test_a_frame_is_a_card(listener: Listener, serial_pair: SerialPair) -> None:
    serial_pair.send(FRAME_12)
    assert listener.next(CardSeen) == CardSeen(UID_12, serial_pair.port, technology="em4100")


def test_a_split_frame_is_a_card(listener: Listener, serial_pair: SerialPair) -> None:
    for byte in FRAME:
        serial_pair.send(bytes([byte]))
        time.sleep(0.002)
    assert listener.next(CardSeen).uid == UID


def test_a_resting_card_is_one_event_and_its_end_is_told(listener: Listener, serial_pair: SerialPair) -> None:
    for _ in range(20):
        serial_pair.send(FRAME)
        time.sleep(0.06)
    serial_pair.send(DAMAGED)
    assert listener.next(CardSeen).uid == UID
    assert listener.next(CardGone, 1) == CardGone(serial_pair.port)
    assert listener.silent_for(0.7)


def test_another_card_is_told_at_once(listener: Listener, serial_pair: SerialPair) -> None:
    serial_pair.send(FRAME + FRAME_12)
    assert listener.next(CardSeen).uid == UID
    listener.next(CardGone, 0.2)
    assert listener.next(CardSeen, 0.2).uid == UID_12


def test_a_damaged_frame_is_told_in_words(listener: Listener, serial_pair: SerialPair) -> None:
    serial_pair.send(DAMAGED)
    assert "damaged" in listener.next(CardUnreadable, 1).problem
    serial_pair.send(FRAME)
    assert listener.next(CardSeen).uid == UID


def test_noise_is_not_told(listener: Listener, serial_pair: SerialPair) -> None:
    serial_pair.send(bytes(range(256)))
    assert listener.silent_for(0.7)


def test_a_card_is_told_within_5_ms_of_its_last_byte(listener: Listener, serial_pair: SerialPair) -> None:
    delays = []
    for number in range(20):
        uid, sum_ = bytes([number, 0, 0, 0, 1]), number ^ 1
        serial_pair.send(b"\x02" + uid.hex().encode())
        time.sleep(0.02)
        sent = time.monotonic()
        serial_pair.send(f"{sum_:02X}\x03".encode())
        at, event = listener.next_at()
        while not isinstance(event, CardSeen):
            at, event = listener.next_at()
        assert event.uid == uid
        delays.append(at - sent)
    # The median: a busy machine may hold up single ones.
    assert sorted(delays)[10] < 0.005


@pytest.mark.parametrize(
    ("settings", "sent", "uid"),
    [
        ("format=hex", b"11:22:33:44:55\r\n", "1122334455"),
        ("format=dec&technology=em4100", b"0000000037521\r", "0000009291"),
        ("format=hex&technology=mifare-classic", b"90D752C5", "90D752C5"),
    ],
)
def test_a_line_is_a_card(serial_pair: SerialPair, settings: str, sent: bytes, uid: str) -> None:
    with Listener(open_reader(f"serial:{serial_pair.port}?protocol=line&{settings}")) as listener:
        listener.skip_to_state(State.READY)
        serial_pair.send(sent)
        seen = listener.next(CardSeen)
        assert seen.uid == bytes.fromhex(uid)
        assert seen.technology in settings


def test_a_bad_line_is_told_in_words(serial_pair: SerialPair) -> None:
    with Listener(open_reader(f"serial:{serial_pair.port}?protocol=line&format=hex")) as listener:
        listener.skip_to_state(State.READY)
        serial_pair.send(b"hello\r\n")
        assert "hello" in listener.next(CardUnreadable, 1).problem


@pytest.mark.parametrize(
    ("settings", "pieces"),
    [
        ("format=hex", (b"04A1B2C3", b"D4E5F6\r\n")),
        ("format=hex&technology=em4100", (b"0063E9AE\r\n",)),
        ("format=hex&technology=mifare-desfire", (b"08112233\r\n",)),
    ],
)
def test_a_line_torn_or_too_short_is_no_card(serial_pair: SerialPair, settings: str, pieces: tuple[bytes, ...]) -> None:
    with Listener(open_reader(f"serial:{serial_pair.port}?protocol=line&{settings}")) as listener:
        listener.skip_to_state(State.READY)
        for piece in pieces:
            serial_pair.send(piece)
            time.sleep(0.2)
        listener.next(CardUnreadable, 2)
        assert listener.silent_for(0.5)


def test_a_port_that_comes_goes_and_returns_is_told(tmp_path: Path) -> None:
    link = tmp_path / "reader"
    with Listener(open_reader(f"serial:{link}")) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert (info.name, info.kind, info.state) == (str(link), "serial", State.ABSENT)
        assert str(link) in info.hint
        for _ in range(2):
            with SerialPair(link) as pair:
                listener.skip_to_state(State.READY, 3)
                pair.send(FRAME)
                assert listener.next(CardSeen).uid == UID
            listener.next(CardGone, 1)
            listener.skip_to_state(State.ABSENT, 1)


def test_a_port_that_another_program_holds_is_busy_until_it_is_free(serial_pair: SerialPair) -> None:
    with serial.Serial(serial_pair.port, exclusive=True), Listener(open_reader(f"serial:{serial_pair.port}")) as early:
        (info,) = early.next(ReadersChanged).readers
        assert info.state is State.BUSY
        assert early.stopped_within(1)
    with Listener(open_reader(f"serial:{serial_pair.port}")) as listener:
        listener.skip_to_state(State.READY)


def test_what_is_no_serial_port_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with Listener(open_reader(f"serial:{file}")) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert info.state is State.ABSENT
        assert "not a serial port" in info.hint


def test_a_network_port_is_read_and_heard_again_after_it_broke_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        host, port = server.getsockname()
        with Listener(open_reader(f"serial:socket://{host}:{port}")) as listener:
            for _ in range(2):
                with server.accept()[0] as line:
                    listener.skip_to_state(State.READY, 3)
                    line.sendall(FRAME)
                    assert listener.next(CardSeen).uid == UID
                listener.next(CardGone, 1)
                assert "does not answer" in listener.skip_to_state(State.ABSENT, 1).readers[0].hint


def test_stopping_does_not_wait_for_a_network_port() -> None:
    # A full queue of connections: Linux then leaves further ones without an answer.
    with ExitStack() as open_sockets:
        server = open_sockets.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        host, port = server.getsockname()
        waiting = open_sockets.enter_context(socket.create_connection((host, port)))
        with Listener(open_reader(f"serial:socket://{host}:{port}")) as listener:
            assert listener.silent_for(0.5)
            assert listener.stopped_within(0.5)
        # Now the port opens after all, though nobody wants it any more: it is closed.
        waiting.close()
        for _ in range(2):
            late, _ = server.accept()
            late.settimeout(5)
            with late:
                assert late.recv(1) == b""


def test_stopping_is_quick(listener: Listener) -> None:
    assert listener.stopped_within(0.5)


def test_a_speed_that_the_port_cannot_have_is_an_error() -> None:
    with Listener(SerialReader(SerialUri("hwgrep://", baud=-1))) as listener:
        assert listener.ended_within(5)
    assert isinstance(listener.raised, BadReaderUri)


@pytest.mark.parametrize(
    ("exc", "state", "word"),
    [
        (serial.SerialException(errno.EACCES, "could not open port"), State.REFUSED, "dialout"),
        (serial.SerialException(errno.EBUSY, "could not open port"), State.BUSY, "Another program"),
        (serial.SerialException(errno.ENOENT, "could not open port"), State.ABSENT, "no port"),
        (serial.SerialException("could not open port 'COM3': FileNotFoundError(2, …)"), State.ABSENT, "no port"),
        (serial.SerialException("Could not configure port: (5, 'Input/output error')"), State.ABSENT, "not a serial"),
        (serial.SerialException("device reports readiness to read but returned no data"), State.ABSENT, "broke off"),
        (TypeError("closed"), State.ABSENT, "broke off"),
    ],
)
def test_faults_are_told_in_words(exc: Exception, state: State, word: str) -> None:
    told, hint = why_closed(exc, "COM3")
    assert told is state
    assert word in hint


def test_windows_says_access_denied_for_a_port_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    exc = serial.SerialException("could not open port 'COM3': PermissionError(13, 'Access is denied.', None, 5)")
    assert why_closed(exc, "COM3")[0] is State.BUSY
    assert "administrator" in why_closed(serial.SerialException(errno.EACCES, ""), "COM3")[1]
