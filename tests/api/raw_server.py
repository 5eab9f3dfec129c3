"""A server on loopback that says exactly the bytes it is told to, and remembers exactly the bytes it got."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

Behaviour = Callable[[socket.socket], bool]
"""Answers one request, which was read already; True to wait for another one on the same connection."""


class RawServer:
    """Listens from `with` to its end. `requests`: what came, byte for byte. `connections`: how many there were."""

    def __init__(
        self, behave: Behaviour | bytes, *, tls: ssl.SSLContext | None = None, reads: bool = True, accepts: bool = True
    ) -> None:
        self.requests: list[bytes] = []
        self.connections = 0
        self._behave = answering(behave) if isinstance(behave, bytes) else behave
        self._tls = tls
        self._reads = reads
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        if accepts:
            self._start(self._accept)

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://localhost:{self.port}/v1/"

    @property
    def bodies(self) -> list[bytes]:
        return [request.partition(b"\r\n\r\n")[2] for request in self.requests]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self._threads:
            thread.join(5)
            assert not thread.is_alive()

    def _start(self, run: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=run, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                plain, _ = self._listener.accept()
                self.connections += 1
                self._sockets.append(plain)
                self._start(self._serve, plain)

    def _serve(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain:
            connection = plain
            if self._tls:
                connection = self._tls.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
                self._sockets.append(connection)
                _shake_hands(connection)
            with connection:
                while self._hear(connection) and self._behave(connection):
                    pass

    def _hear(self, connection: socket.socket) -> bool:
        """Read one request; False where the client is gone."""
        if not self._reads:
            return True
        heard = b""
        while b"\r\n\r\n" not in heard:
            more = connection.recv(65_536)
            if not more:
                return False
            heard += more
        head, _, body = heard.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        while len(body) < length:
            body += connection.recv(65_536)
        self.requests.append(head + b"\r\n\r\n" + body)
        return True


def _shake_hands(connection: ssl.SSLSocket) -> None:
    """Agree on TLS; where that fails, wait for the client to go, since closing earlier can swallow the alert."""
    try:
        connection.do_handshake()
    except ssl.SSLError:
        socket.socket.shutdown(connection, socket.SHUT_WR)
        while socket.socket.recv(connection, 4096):
            pass
        raise


def answering(data: bytes, *, keep: bool = False) -> Behaviour:
    """Send the bytes; then close, or keep the connection."""

    def behave(connection: socket.socket) -> bool:
        connection.sendall(data)
        return keep

    return behave


def resetting(data: bytes = b"") -> Behaviour:
    """Send the bytes, then reset the connection."""

    def behave(connection: socket.socket) -> bool:
        connection.sendall(data)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        return False

    return behave


def dripping(at_once: bytes, slowly: bytes, pause_s: float) -> Behaviour:
    """Send the one part at once and the other byte by byte."""

    def behave(connection: socket.socket) -> bool:
        connection.sendall(at_once)
        for byte in slowly:
            time.sleep(pause_s)
            connection.sendall(bytes([byte]))
        return False

    return behave


def pouring(head: bytes, block: bytes, most: int = 64 * 1024 * 1024) -> Behaviour:
    """Send a head and then blocks, until the client has had enough or `most` bytes are out."""

    def behave(connection: socket.socket) -> bool:
        connection.sendall(head)
        for _ in range(most // len(block)):
            connection.sendall(block)
        return False

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Another behaviour for each request, over all connections."""
    waiting = iter(behaviours)
    return lambda connection: next(waiting)(connection)
