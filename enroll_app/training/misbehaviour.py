"""The ASGI layer that carries the faults out. Everything under /v1/ passes through it."""

import asyncio
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .faults import Fault, Faults, Kind
from .spoiling import Answer, refusal, spoil
from .wire import EXTENSION, Wire

PREFIX = "/v1/"

_RAW = {Kind.TRUNCATED, Kind.BYTES_CUT_AT, Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.SLOW, Kind.HANG}
_NOT_APPLIED = {Kind.STATUS, Kind.REDIRECT, Kind.DROP_BEFORE, Kind.HANG}


class Misbehaviour:
    """Lets requests go wrong as planned."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        meant = scope["type"] == "http" and scope["path"].startswith(PREFIX)
        fault = self._faults.take(scope["path"]) if meant else None
        if fault is None:
            await self._app(scope, receive, send)
        else:
            await self._misbehave(fault, scope, receive, send)

    async def _misbehave(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        request = await _whole(receive)
        if fault.kind is Kind.DELAY:
            await asyncio.sleep(2.0 if fault.seconds is None else fault.seconds)
        answer = Answer(200, b"")
        if fault.applied or fault.kind not in _NOT_APPLIED:
            answer = spoil(await self._answered(scope, request), fault)
        if fault.kind in (Kind.STATUS, Kind.REDIRECT):
            answer = refusal(fault)
        if fault.kind not in _RAW:
            await _send(answer, send)
            return
        wire: Wire = scope["extensions"][EXTENSION]
        await _play(fault, answer, wire)

    async def _answered(self, scope: Scope, request: Iterable[Message]) -> Answer:
        """Carry the request out and keep its answer."""
        messages, sent = iter(request), list[Message]()

        async def receive() -> Message:
            return next(messages, {"type": "http.disconnect"})

        async def send(message: Message) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        headers = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in sent[0]["headers"])
        return Answer(
            sent[0]["status"],
            b"".join(message.get("body", b"") for message in sent[1:]),
            tuple((name, value) for name, value in headers if name != "content-length"),
        )


async def _whole(receive: Receive) -> list[Message]:
    """Receive the request to its end, or to the client's."""
    messages = [await receive()]
    while messages[-1]["type"] == "http.request" and messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


async def _send(answer: Answer, send: Send) -> None:
    headers = [*answer.headers]
    if answer.status != 204:
        headers.append(("content-length", str(len(answer.body))))
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": answer.status, "headers": raw})
    await send({"type": "http.response.body", "body": answer.body})


async def _play(fault: Fault, answer: Answer, wire: Wire) -> None:
    """Break the answer on the connection itself."""
    raw = answer.raw()
    head = len(raw) - len(answer.body)
    match fault.kind:
        case Kind.HANG:
            await wire.gone()
        case Kind.TRUNCATED:
            wire.write(raw[: head + len(answer.body) // 2])
        case Kind.BYTES_CUT_AT:
            wire.write(raw[: fault.at])
        case Kind.SLOW:
            await _trickle(raw, head, wire, 0.5 if fault.seconds is None else fault.seconds)
    await wire.close()


async def _trickle(raw: bytes, head: int, wire: Wire, pause_s: float) -> None:
    wire.write(raw[:head])
    for position in range(head, len(raw)):
        if await wire.gone(pause_s):
            return
        wire.write(raw[position : position + 1])
