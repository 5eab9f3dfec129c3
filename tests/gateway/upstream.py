"""The training server over TLS, with a record of what reached it."""

import contextlib
import socket
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Self

import trustme
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from enroll_app.training.app import build_app
from enroll_app.training.server import TrainingServer, _Server, listen
from enroll_app.training.training import Training
from enroll_app.training.wire import TrainingProtocol

NAME = "localhost"


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the service saw it. target: path and query."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = field(repr=False)


class Upstream:
    """Listens on a loopback port from `with` to its end.

    authority: who signs its certificate. accepts: keys that it takes for its own, besides its own. quotes: it answers
    with what it was authorized with, as no service should.
    """

    def __init__(self, folder: Path, authority: trustme.CA, key: str, *, name: str = NAME) -> None:
        self.training = Training(key, scale=0)
        self.accepts: set[str] = set()
        self.quotes = False
        self.connections = 0
        self._seen: list[Seen] = []
        self._lock = Lock()
        self._server = _TlsServer(self.training, _Recorder(self), folder, authority, name)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.url.rsplit(":", 1)[1].split("/")[0])

    def taken(self) -> list[Seen]:
        """What came since the last time this was asked."""
        with self._lock:
            seen, self._seen = self._seen, []
        return seen

    def saw(self, request: Seen) -> None:
        """Write a request down."""
        with self._lock:
            self._seen.append(request)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()


class Parrot:
    """A service that says `answer` to whoever calls, byte for byte, from `with` to its end."""

    def __init__(self, folder: Path, authority: trustme.CA) -> None:
        self.answer = b""
        certificate = folder / f"parrot-{id(self)}.pem"
        authority.issue_cert(NAME).private_key_and_cert_chain_pem.write_to_path(certificate)
        self._trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._trust.load_cert_chain(certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = Thread(target=self._serve, name="parrot", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                raw, _ = self._listener.accept()
            except OSError:
                return
            with raw, contextlib.suppress(OSError), self._trust.wrap_socket(raw, server_side=True) as caller:
                caller.recv(65_536)
                caller.sendall(self.answer)
                caller.unwrap()


class _Recorder:
    """In front of the training service: writes each request down, and passes it on."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream
        self._service: ASGIApp = build_app(upstream.training)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        query = scope["query_string"].decode()
        target = scope["raw_path"].decode() + (f"?{query}" if query else "")
        self._upstream.saw(Seen(scope["method"], target, headers, body))
        given = headers.get("authorization", "")
        if self._upstream.quotes:
            await send({"type": "http.response.start", "status": 401, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": f"{given} is not valid".encode()})
            return
        if given.removeprefix("Bearer ") in self._upstream.accepts:
            own = f"Bearer {self._upstream.training.key}".encode()
            others = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
            scope = {**scope, "headers": [*others, (b"authorization", own)]}

        async def again() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        await self._service(scope, again, send)


class _TlsServer(TrainingServer):
    """The training server, listening with a certificate."""

    def __init__(self, training: Training, app: ASGIApp, folder: Path, authority: trustme.CA, name: str) -> None:
        super().__init__(training=training)
        self._app = app
        self._certificate = folder / f"upstream-{id(self)}.pem"
        authority.issue_cert(name).private_key_and_cert_chain_pem.write_to_path(self._certificate)

    def start(self) -> None:
        """Listen, and return once requests are answered."""
        self._socket = listen(0)
        self._port = self._socket.getsockname()[1]
        self._server = _Server(self.training)
        self._server.config = uvicorn.Config(
            self._app,
            http=TrainingProtocol,
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            ssl_certfile=str(self._certificate),
        )
        run = self._server.run
        self._thread = Thread(target=run, args=([self._socket],), name="upstream", daemon=True)
        self._thread.start()
        assert self._server.ready.wait(10)
