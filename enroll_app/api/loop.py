"""The thread with the event loop on which calls run, so that a deadline can cut them off wherever they stand."""

import ssl
import threading
from concurrent.futures import CancelledError
from contextlib import ExitStack

import anyio
import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from enroll_app.api.breakages import stopped, too_late
from enroll_app.api.exchange import Answer, Call, Exchange
from enroll_app.domain.service_errors import ServiceError

# An unused connection is given up after this many seconds: before common servers do so (uvicorn 5, nginx 30 here),
# since a request that crosses their goodbye has an unknown outcome.
_KEEP_ALIVE_S = 4.0

# Verifying a certificate is done by the operating system, in one blocking call on the loop's thread; should that hang,
# the caller is let go this much after the deadline.
_GRACE_S = 2.0
_LOOK_S = 0.01


class Loop:
    """Runs exchanges, any number at a time, for any thread. Starts with the first of them."""

    def __init__(self, trust: ssl.SSLContext) -> None:
        self._trust = trust
        self._lock = threading.Lock()
        self._open = ExitStack()
        self._portal: BlockingPortal | None = None
        self._transport: httpx.AsyncHTTPTransport | None = None
        self._flying: set[Exchange] = set()  # touched on the loop's thread alone
        self._closed = False

    def run(self, call: Call) -> Answer | ServiceError:
        """Send a call and wait for what comes of it, for little more than the call's deadline at the most."""
        exchange = Exchange(call)
        portal = self._started()
        if portal is None:
            return stopped(call.asked, call.url.host, given=False)
        try:
            future = portal.start_task_soon(self._fly, exchange)
        except RuntimeError:  # closed by another thread since
            return stopped(call.asked, call.url.host, given=False)
        try:
            return future.result(call.deadline_s + _GRACE_S)
        except CancelledError:
            return stopped(call.asked, call.url.host, given=exchange.given)
        except TimeoutError:
            future.cancel()
            return too_late(call.asked, call.url.host, given=exchange.given)

    def close(self) -> None:
        """Cut off what is in flight, close the connections and end the thread. May be called again."""
        with self._lock:
            self._closed = True
            portal, self._portal = self._portal, None
        if portal is not None:
            portal.call(self._land)
            self._open.close()

    def _started(self) -> BlockingPortal | None:
        """The running portal; None once closed."""
        with self._lock:
            if self._portal is None and not self._closed:
                self._portal = self._open.enter_context(start_blocking_portal(name="api"))
            return self._portal

    async def _fly(self, exchange: Exchange) -> Answer | ServiceError:
        if self._closed:
            exchange.stop()
        if self._transport is None:
            self._transport = httpx.AsyncHTTPTransport(
                verify=self._trust,
                trust_env=False,
                http2=False,
                retries=0,
                limits=httpx.Limits(keepalive_expiry=_KEEP_ALIVE_S),
            )
        self._flying.add(exchange)
        try:
            return await exchange.run(self._transport)
        finally:
            self._flying.discard(exchange)

    async def _land(self) -> None:
        while self._flying:
            for exchange in self._flying:
                exchange.stop()
            await anyio.sleep(_LOOK_S)
        if self._transport is not None:
            await self._transport.aclose()
