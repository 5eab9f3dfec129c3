"""One request and its answer, within a deadline and a size.

Spoken over httpx's transport rather than its client: that knows no redirects, cookies, proxies or `.netrc`, sends
exactly the headers it is given, and keeps no request.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import cast

import anyio
import httpx

from enroll_app.api.breakages import BREAKAGES, explain, stopped, too_late
from enroll_app.api.failures import Asked, unknown
from enroll_app.api.wire import Flaw
from enroll_app.domain.service_errors import ServiceError

CONNECT_TIMEOUT_S = 10.0
"""For the connection, and once more for its protection (TLS)."""

# Both together must end before the deadline: httpcore 1.0.9 closes a connection whose handshake took too long by its
# own clock, but leaves it to the garbage collector when the handshake is cancelled from outside.
_CONNECT_PARTS = 3
_TOO_LARGE = Flaw("answer-too-large", "The service's answer is far larger than it can rightly be; it was not read.")


@dataclass(frozen=True, slots=True)
class Call:
    """What to send, and how much of an answer to bear. limit: in bytes. The body holds the PIN: never shown."""

    asked: Asked
    url: httpx.URL
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    limit: int
    deadline_s: float


@dataclass(slots=True)
class Answer:
    """An answer's head, and what came of its body. failure: why the body is not whole, None when it is.

    It may repeat what was sent, and so shows nothing of itself.
    """

    status: int
    headers: httpx.Headers = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    failure: ServiceError | None = None


class _Body(httpx.AsyncByteStream):
    """The body of a request, which remembers whether it was handed to the connection.

    Before that, nobody can have carried the order out: the headers alone say nothing of it.
    """

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.given = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.given = True
        yield self._body


class Exchange:
    """One call in flight. `run` on the event loop's thread; `stop` there too."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._body = _Body(call.body)
        self._scope: anyio.CancelScope | None = None
        self._answer: Answer | None = None
        self._stopped = False

    @property
    def given(self) -> bool:
        """Whether the body was handed to the connection."""
        return self._body.given

    def stop(self) -> None:
        """Let go of the call; `run` then returns at once, or sends nothing when it was not called yet."""
        self._stopped = True
        if self._scope is not None:
            self._scope.cancel()

    async def run(self, transport: httpx.AsyncHTTPTransport) -> Answer | ServiceError:
        """Send, and return the answer or what went wrong, not later than the deadline. Never raises a breakage."""
        if self._stopped:
            return self._cut_off()
        self._scope = anyio.CancelScope(deadline=anyio.current_time() + self._call.deadline_s)
        try:
            with self._scope:
                await self._send(transport)
        except BREAKAGES as error:
            return self._ended(explain(error, self._call.asked, self._call.url.host, given=self.given))
        if self._scope.cancelled_caught or self._answer is None:
            return self._ended(self._cut_off())
        return self._answer

    def _cut_off(self) -> ServiceError:
        tell = stopped if self._stopped else too_late
        return tell(self._call.asked, self._call.url.host, given=self.given)

    def _ended(self, failure: ServiceError) -> Answer | ServiceError:
        """Once the head of an answer is there, its status counts; the failure is then the body's alone."""
        if self._answer is None:
            return failure
        self._answer.failure = failure
        return self._answer

    async def _send(self, transport: httpx.AsyncHTTPTransport) -> None:
        call = self._call
        headers = {**call.headers, "Content-Length": str(len(call.body))}
        timeouts = httpx.Timeout(None, connect=min(CONNECT_TIMEOUT_S, call.deadline_s / _CONNECT_PARTS)).as_dict()
        request = httpx.Request("POST", call.url, headers=headers, stream=self._body, extensions={"timeout": timeouts})
        response = await transport.handle_async_request(request)
        try:
            answer = Answer(response.status_code, response.headers)
            self._answer = answer
            received = bytearray()
            # A generator, whatever its type says: closed here and now rather than by the garbage collector.
            async with aclosing(cast("AsyncGenerator[bytes]", response.aiter_raw())) as chunks:
                async for chunk in chunks:
                    received += chunk
                    if len(received) > call.limit:
                        answer.failure = unknown(call.asked, _TOO_LARGE)
                        return
            answer.body = bytes(received)
        finally:
            await response.aclose()
