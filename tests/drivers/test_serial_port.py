"""Serial ports that come and go, are taken, forbidden, a modem's or far away; on real pseudo-terminals and loopback."""

import errno
import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import serial
from serial.tools.list_ports_common import ListPortInfo

from drivers.errors import BadReaderUri
from drivers.modems import modem_hint
from drivers.opening import open_reader
from drivers.reader import CardGone, CardSeen, ReadersChanged, State
from drivers.serial_claim import taken
from drivers.serial_faults import why_closed
from drivers.serial_port import SerialReader
from drivers.uri import Protocol, SerialUri
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.protocol_late import Serial as LatePort
from tests.hardware_doubles.serial_network import NetworkPort
from tests.hardware_doubles.serial_pair import SerialPair

# forum.arduino.cc 251993 (RDM6300), ID-2/12/20LA data sheet
FRAME, UID = b"\x02010063E9AE25\x03", bytes.fromhex("010063E9AE")
FRAME_12, UID_12 = b"\x020C000621A58E\r\n\x03", bytes.fromhex("0C000621A5")


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


# TIOCGEXCL of Linux: whether TIOCEXCL was asked for (asm-generic/ioctls.h).
_TIOCGEXCL = 0x80045440


def is_claimed(port: str) -> bool:
    """Whether the system keeps programs from opening this port; root may open it all the same, and is told."""
    try:
        line = os.open(port, os.O_RDWR | os.O_NOCTTY)
    except OSError as exc:
        return exc.errno == errno.EBUSY
    try:
        return fcntl.ioctl(line, _TIOCGEXCL, bytes(4)) != bytes(4)
    finally:
        os.close(line)


def test_a_port_is_nobody_elses_while_it_is_read(serial_pair: SerialPair) -> None:
    assert not is_claimed(serial_pair.port)
    with Listener(open_reader(f"serial:{serial_pair.port}")) as listener:
        listener.skip_to_state(State.READY)
        assert is_claimed(serial_pair.port)
    assert not is_claimed(serial_pair.port)


# Opens a port as most programs do: without a lock.
_USING = "import os, sys; os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY); print('open', flush=True); sys.stdin.read()"


@contextmanager
def held(port: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another program has this file open, without a lock."""
    command = [sys.executable, "-c", _USING, port]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"open\n"
        yield program


def test_a_port_that_another_program_uses_without_a_lock_is_left_alone(serial_pair: SerialPair) -> None:
    with held(serial_pair.port) as program, Listener(open_reader(f"serial:{serial_pair.port}")) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert info.state is State.BUSY
        assert f"process {program.pid}" in info.hint
        program.communicate()
        listener.skip_to_state(State.READY, 3)


def test_what_is_no_serial_port_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with Listener(open_reader(f"serial:{file}")) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert info.state is State.ABSENT
        assert "not a serial port" in info.hint


def test_what_is_no_serial_port_is_told_though_other_programs_have_it_open() -> None:
    with held(os.devnull), Listener(open_reader(f"serial:{os.devnull}")) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert info.state is State.ABSENT
        assert "not a serial port" in info.hint


@pytest.fixture
def own_ports() -> Iterator[None]:
    """Let pyserial find the ports of `hardware_doubles` too."""
    serial.protocol_handler_packages.append("tests.hardware_doubles")
    yield
    serial.protocol_handler_packages.remove("tests.hardware_doubles")


@pytest.mark.usefixtures("own_ports")
def test_a_port_that_is_pulled_while_it_is_opened_does_not_end_the_loop() -> None:
    with Listener(SerialReader(SerialUri("pulled://"))) as listener:
        assert listener.next(ReadersChanged).readers[0].state is State.ABSENT
        assert not listener.ended_within(0.2)
    assert listener.raised is None


@pytest.mark.usefixtures("own_ports")
def test_a_port_that_opens_when_nobody_wants_it_any_more_is_closed() -> None:
    LatePort.made.clear()
    LatePort.let.clear()
    with Listener(SerialReader(SerialUri("late://"))) as listener:
        until(lambda: LatePort.made)
        assert listener.stopped_within(1)
    (port,) = LatePort.made
    LatePort.let.set()
    until(lambda: port.was_open and not port.is_open)


def until(met: Callable[[], object]) -> None:
    """Wait for a condition."""
    deadline = time.monotonic() + 5
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def modem(device: str, vendor: int, words: str) -> ListPortInfo:
    """A USB device as pyserial lists it."""
    info = ListPortInfo(device)
    info.vid, info.pid = vendor, 0x9071
    info.product, info.manufacturer = words, "Maker"
    info.apply_usb_info()
    return info


@pytest.mark.parametrize(("vendor", "words"), [(0x1199, "MC7455"), (0x2C7C, "")])
def test_a_modem_is_left_alone_until_it_is_gone(
    serial_pair: SerialPair, tmp_path: Path, vendor: int, words: str
) -> None:
    link = tmp_path / "by-id"
    link.symlink_to(serial_pair.port)
    attached = [modem(serial_pair.port, vendor, words)]
    with Listener(SerialReader(SerialUri(str(link)), ports=lambda: list(attached))) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert info.state is State.REFUSED
        assert "modem" in info.hint
        serial_pair.send(FRAME)
        assert listener.silent_for(1.2)
        attached.clear()
        listener.skip_to_state(State.READY, 3)


def test_a_modem_found_by_its_description_is_left_alone_too(serial_pair: SerialPair) -> None:
    attached = [modem(serial_pair.port, 0x1BC7, "LE910")]
    with Listener(SerialReader(SerialUri("hwgrep://LE910"), ports=lambda: attached)) as listener:
        assert listener.next(ReadersChanged).readers[0].state is State.REFUSED


def test_a_reader_of_a_maker_of_modems_can_be_meant_by_what_the_hint_says(serial_pair: SerialPair) -> None:
    attached = [modem(serial_pair.port, 0x1BC7, "LE910")]
    hint = modem_hint(serial_pair.port, attached)
    assert hint.endswith("write serial:hwgrep://1BC7:9071.")
    assert not modem_hint("hwgrep://1bc7:9071&skip_busy", attached)


def test_windows_is_not_asked_for_the_files_of_ports_which_would_open_them(
    serial_pair: SerialPair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link"
    link.symlink_to(serial_pair.port)
    attached = [modem(serial_pair.port, 0x1BC7, "LE910")]
    with held(serial_pair.port):
        assert modem_hint(str(link), attached)
        assert taken(serial_pair.port, [])
        monkeypatch.setattr(sys, "platform", "win32")
        assert not modem_hint(str(link), attached)
        assert not taken(serial_pair.port, [])
        assert modem_hint(rf"\\.\{serial_pair.port}", attached)


def test_other_devices_are_no_modems(serial_pair: SerialPair) -> None:
    others = [
        modem(serial_pair.port, 0x09D8, "TWN4/B1.09/CCL4.04/PRS1.04"),
        modem(serial_pair.port, 0x1A86, "USB Serial"),
        modem(serial_pair.port, 0x0403, "Reader LTE-125"),
        modem(serial_pair.port, 0x10C4, "GSM/RFID terminal"),
        modem("/dev/cu.usbmodem1401", 0x1199, "LTE"),
    ]
    with Listener(SerialReader(SerialUri(serial_pair.port), ports=lambda: others)) as listener:
        listener.skip_to_state(State.READY)


def test_a_port_that_takes_no_bytes_is_told_and_can_be_stopped(serial_pair: SerialPair) -> None:
    with serial_pair.clogged(), Listener(SerialReader(SerialUri(serial_pair.port, Protocol.TWN4))) as listener:
        assert "takes no bytes" in listener.skip_to_state(State.ABSENT, 3).readers[0].hint
        assert listener.stopped_within(1.5)


# pyserial's own client calls a method of `Thread` that Python has deprecated.
@pytest.mark.filterwarnings("ignore:set(Daemon|Name).. is deprecated:DeprecationWarning")
def test_a_port_behind_rfc2217_is_read_and_heard_again_after_it_broke_off() -> None:
    with (
        NetworkPort() as network,
        Listener(open_reader(f"serial:{network.url}?protocol=id12&baud=19200")) as listener,
    ):
        for _ in range(2):
            listener.skip_to_state(State.READY, 8)
            assert network.speed == 19200
            network.send(b"\xff" + FRAME_12)
            assert listener.next(CardSeen).uid == UID_12
            network.cut_off()
            listener.next(CardGone, 2)
            assert "does not answer" in listener.skip_to_state(State.ABSENT, 2).readers[0].hint


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


def keepalive_s(server_port: int) -> float:
    """After how many seconds Linux will ask whether this server is there; 0: it will not. proc(5), /proc/net/tcp."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        columns = line.split()
        kind, when = columns[5].split(":")
        if columns[2].endswith(f":{server_port:04X}") and kind == "02":
            return int(when, 16) / os.sysconf("SC_CLK_TCK")
    return 0


def test_a_network_port_that_vanishes_is_noticed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        host, port = server.getsockname()
        with Listener(open_reader(f"serial:socket://{host}:{port}")) as listener, server.accept()[0]:
            listener.skip_to_state(State.READY, 3)
            assert 0 < keepalive_s(port) <= 5


@pytest.mark.filterwarnings("ignore:set(Daemon|Name).. is deprecated:DeprecationWarning")
def test_a_port_behind_rfc2217_that_vanishes_is_noticed() -> None:
    with NetworkPort() as network, Listener(open_reader(f"serial:{network.url}?protocol=id12")) as listener:
        listener.skip_to_state(State.READY, 8)
        port = int(network.url.rpartition(":")[2])
        # While what was written last is not confirmed yet, another timer runs.
        until(lambda: 0 < keepalive_s(port) <= 5)


def test_stopping_does_not_wait_for_a_network_port() -> None:
    # A full queue of connections: Linux then leaves further ones without an answer.
    with ExitStack() as open_sockets:
        server = open_sockets.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        host, port = server.getsockname()
        open_sockets.enter_context(socket.create_connection((host, port)))
        with Listener(open_reader(f"serial:socket://{host}:{port}")) as listener:
            assert listener.silent_for(0.5)
            assert listener.stopped_within(0.5)


def test_stopping_is_quick(serial_pair: SerialPair) -> None:
    with Listener(open_reader(f"serial:{serial_pair.port}")) as listener:
        listener.skip_to_state(State.READY)
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
        (serial.SerialTimeoutException("Write timeout"), State.ABSENT, "takes no bytes"),
        (serial.SerialException("device reports readiness to read but returned no data"), State.ABSENT, "broke off"),
        (TypeError("closed"), State.ABSENT, "broke off"),
    ],
)
def test_faults_are_told_in_words(exc: Exception, state: State, word: str) -> None:
    told, hint = why_closed(exc, "COM3")
    assert told is state
    assert word in hint


def test_a_description_that_fits_no_port_is_told() -> None:
    with Listener(open_reader("serial:hwgrep://no-such-reader?protocol=line")) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert info.state is State.ABSENT
        assert "No port matches" in info.hint


def test_windows_says_access_denied_for_a_port_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    exc = serial.SerialException("could not open port 'COM3': PermissionError(13, 'Access is denied.', None, 5)")
    assert why_closed(exc, "COM3")[0] is State.BUSY
    assert "administrator" in why_closed(serial.SerialException(errno.EACCES, ""), "COM3")[1]
