"""The connection beneath a request: an h11 protocol of uvicorn that lets a fault reach the socket.

uvicorn offers no public way to end a connection early, so its protocol class is extended in the smallest way: each
request's ASGI scope carries the transport as an extension. Written against uvicorn 0.32 to 0.54.
"""

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from .spoiling import Answer

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope

EXTENSION = "enroll.training.transport"

_GARBAGE = Answer(
    400,
    b'{"error":{"code":"bad_http","message":"this is not an HTTP request"}}',
    (("content-type", "application/json"), ("connection", "close")),
)


class TrainingProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, with the transport in the scope, and JSON for what is no HTTP at all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._application = self.app
        self.app = self._with_transport

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  the sentence is ours
        """Answer garbage with JSON, where an answer can still be given."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and not self.transport.is_closing():
            self.transport.write(_GARBAGE.raw())
        self.transport.close()

    async def _with_transport(self, scope: "Scope", receive: "ASGIReceiveCallable", send: "ASGISendCallable") -> None:
        cast("dict[str, Any]", scope)["extensions"] = {EXTENSION: Wire(self.transport, receive)}
        await self._application(scope, receive, send)


class Wire:
    """One request's connection. Once something was written or closed here, nothing may be sent through ASGI."""

    def __init__(self, transport: asyncio.Transport, receive: "ASGIReceiveCallable") -> None:
        self._transport = transport
        self._receive = receive
        self._gone: asyncio.Task[None] | None = None

    def write(self, data: bytes) -> None:
        """Write bytes as they are."""
        self._transport.write(data)

    async def close(self) -> None:
        """Send what was written, close, and wait until the connection is gone."""
        self._transport.close()
        await self.gone()

    async def gone(self, timeout_s: float | None = None) -> bool:
        """Wait until the connection is gone, at most `timeout_s` seconds. Call only after the body was received."""
        if self._gone is None:
            self._gone = asyncio.create_task(self._until_gone())
        try:
            done, _ = await asyncio.wait({self._gone}, timeout=timeout_s)
        except asyncio.CancelledError:
            self._gone.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._gone
            raise
        return bool(done)

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
