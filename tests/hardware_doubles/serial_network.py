"""A serial port in the network: RFC 2217, as pyserial itself serves it."""

import socket
import threading
from types import TracebackType
from typing import Self

import serial
import serial.rfc2217


class _Connection:
    """What pyserial's `PortManager` writes to; it asks for safety from several threads."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._lock = threading.Lock()

    def write(self, data: bytes) -> None:
        with self._lock:
            self._line.sendall(data)


class NetworkPort:
    """Serves one client after the other. The reader's end of the port is pyserial's loop://; see `send`."""

    def __init__(self) -> None:
        self._port = serial.serial_for_url("loop://", timeout=0.05)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0.1)
        self._stop = threading.Event()
        self._cut = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="rfc2217-server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._cut.set()
        self._thread.join(5)
        self._server.close()
        self._port.close()

    @property
    def url(self) -> str:
        """The port's address for pyserial."""
        host, port = self._server.getsockname()
        return f"rfc2217://{host}:{port}"

    @property
    def speed(self) -> int:
        """Bits per second, as the client has set them."""
        return self._port.baudrate

    def send(self, data: bytes) -> None:
        """What the reader sends."""
        self._port.write(data)

    def cut_off(self) -> None:
        """End the present connection, as a lost network does; the next one is served again."""
        self._cut.set()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                line, _ = self._server.accept()
            except TimeoutError:
                continue
            with line:
                self._cut.clear()
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        connection = _Connection(line)
        # The stubs ask for the client's class; the documentation for any port, and anything with `write`.
        manager = serial.rfc2217.PortManager(self._port, connection)  # type: ignore[arg-type]
        forwarding = threading.Thread(target=self._forward, args=(manager, connection), daemon=True)
        forwarding.start()
        line.settimeout(0.05)
        while not self._cut.is_set():
            try:
                data = line.recv(1024)
            except TimeoutError:
                continue
            except OSError:
                break
            if not data:
                break
            self._port.write(b"".join(manager.filter(data)))
        self._cut.set()
        forwarding.join(5)

    def _forward(self, manager: serial.rfc2217.PortManager, connection: _Connection) -> None:
        while not self._cut.is_set():
            data = self._port.read(self._port.in_waiting or 1)
            try:
                connection.write(b"".join(manager.escape(data)))
            except OSError:
                return
