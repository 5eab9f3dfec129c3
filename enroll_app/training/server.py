"""The training server on a loopback port: in a thread for tests, or blocking for a process of its own."""

import asyncio
import contextlib
import errno
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from types import FrameType, TracebackType
from typing import Self

import uvicorn

from .app import build_app
from .training import Training
from .wire import TrainingProtocol

HOST = "127.0.0.1"
START_TIMEOUT_S = 10.0
STOP_TIMEOUT_S = 5.0


class PortTaken(OSError):
    """Another program listens on the port. `port`: its number."""

    def __init__(self, port: int) -> None:
        super().__init__(errno.EADDRINUSE, f"port {port} is taken by another program")
        self.port = port


class TrainingServer:
    """A training server in a daemon thread, from `with` to its end.

    port: 0 picks a free one. training: its records, faults and key; a seeded one whose changes reach the door systems
    at once and with `key` or a random one, unless given. Entering raises PortTaken, or OSError when the port may not
    be used.
    """

    def __init__(self, port: int = 0, key: str | None = None, *, training: Training | None = None) -> None:
        self.training = training or Training(key, scale=0)
        self._port = port
        self._socket: socket.socket | None = None
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Base URL of the service, e.g. http://127.0.0.1:41234/v1/. Known once started."""
        if self._socket is None:
            raise RuntimeError("the training server was not started")
        return f"http://{HOST}:{self._port}/v1/"

    @property
    def key(self) -> str:
        """The bearer key."""
        return self.training.key

    def start(self) -> None:
        """Listen, and return once requests are answered."""
        self._socket = listen(self._port)
        self._port = self._socket.getsockname()[1]
        self._server = _Server(self.training)
        run = self._server.run
        self._thread = threading.Thread(target=run, args=([self._socket],), name="training-server", daemon=True)
        self._thread.start()
        if not self._server.ready.wait(START_TIMEOUT_S):
            raise RuntimeError("the training server did not start in time")

    def stop(self) -> None:
        """End every connection and the thread. Harmless when repeated."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(STOP_TIMEOUT_S)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve(
    port: int,
    key: str | None,
    on_ready: Callable[[str, str], None],
    *,
    stop_when_stdin_closes: bool = False,
    training: Training | None = None,
) -> None:
    """Serve until SIGINT, SIGTERM or, if asked for, the end of the standard input; then return.

    on_ready: called with the URL and the key once the port listens. `training` overrides `key`.
    Raises PortTaken, or OSError when the port may not be used.
    """
    training = training or Training(key)
    listener = listen(port)
    server = _Server(training)
    if stop_when_stdin_closes:
        threading.Thread(target=_watch_stdin, args=(server,), name="training-stdin", daemon=True).start()
    with listener, _signals(server):
        on_ready(f"http://{HOST}:{listener.getsockname()[1]}/v1/", training.key)
        server.run([listener])


def listen(port: int) -> socket.socket:
    """Listen on a loopback port, 0 for any. Raises PortTaken, OSError, or ValueError for a number that is no port."""
    if not 0 <= port <= 65535:
        raise ValueError(f"{port} is not a port number")
    # The protocol is named because asyncio switches Nagle's delay (40 ms an answer, measured) off for it alone.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        _claim(listener)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as exc:
        listener.close()
        if exc.errno == errno.EADDRINUSE:
            raise PortTaken(port) from exc
        raise
    return listener


def _claim(listener: socket.socket) -> None:
    if sys.platform == "win32":  # there, SO_REUSEADDR would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


class _Server(uvicorn.Server):
    """uvicorn, quiet, without its signal handlers, and ending at once: nothing here is worth waiting for."""

    def __init__(self, training: Training) -> None:
        config = uvicorn.Config(
            build_app(training),
            http=TrainingProtocol,
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=30,
        )
        super().__init__(config)
        self.ready = threading.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to whoever started the server; uvicorn would raise them again at the end."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  uvicorn's
        """End without uvicorn's patience: the port, then the connections, then what still waits in them."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        tasks = list(self.server_state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # one turn of the loop, in which the connections learn that they are lost


@contextlib.contextmanager
def _signals(server: _Server) -> Iterator[None]:
    """End the server upon SIGINT and SIGTERM. Python handles signals on the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the signature of signal handlers
        server.should_exit = True

    old = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _watch_stdin(server: _Server) -> None:
    """End the server when the standard input ends, or was never there: its parent is gone.

    Reads the descriptor itself: a thread that waits in sys.stdin would break Python's shutdown.
    """
    with contextlib.suppress(OSError):
        while os.read(0, 4096):
            pass
    server.should_exit = True
