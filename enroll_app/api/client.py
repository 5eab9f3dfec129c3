"""The IntServ Access API, spoken over httpx. Source: apidocs.intserv.se.

Importing this loads httpx, ssl and truststore (some 80 ms): not before the window is on the screen.
"""

import logging
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

import truststore

from enroll_app.api import wire
from enroll_app.api.address import parse_base
from enroll_app.api.exchange import Answer, Call
from enroll_app.api.failures import Asked, from_status, unknown
from enroll_app.api.loop import Loop
from enroll_app.api.safe_text import struck
from enroll_app.domain.door_events import EventPage
from enroll_app.domain.enrollment import KeyRecord, KeyStatus, Order
from enroll_app.domain.identification import Spelling
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret

T = TypeVar("T")

DEADLINE_S = 45.0
"""Longer than a gateway's 40 s for the service (5 to connect, 10 to send, 25 to read): a choice of ours."""

_KIB = 1024
_LIMITS = {Asked.ADD: 64 * _KIB, Asked.STATUS: 64 * _KIB, Asked.LEVELS: 1024 * _KIB, Asked.EVENTS: 1024 * _KIB}
_SUCCESS = range(200, 300)

# These two write addresses and answers' headers at their lower levels.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class IntServClient:
    """The access-control service, as the port AccessService wants it. Usable from any thread, by several at once.

    A call blocks for at most `deadline_s` seconds and raises a ServiceError. Nothing is ever sent twice by itself.
    """

    def __init__(
        self,
        *,
        url: str,
        key: Secret | None,
        spelling: Spelling,
        deadline_s: float = DEADLINE_S,
        trust: ssl.SSLContext | None = None,
        user_agent: str = "enroll-app",
    ) -> None:
        """Check the settings; nothing is sent yet. Raises InvalidInputError for an address or key that cannot be one.

        url: the base address. key: the Integration API Key, None where a gateway holds it. trust: whom to believe,
        and with which client certificate to answer; the operating system's roots when None.
        """
        self._base = parse_base(url)
        self._key = _checked(key)
        self._spelling = spelling
        self._deadline_s = deadline_s
        self._user_agent = user_agent
        self._loop = Loop(trust or _system_trust())

    def __repr__(self) -> str:
        return f"IntServClient({str(self._base)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the calls in flight and of the connections. A later call raises Unreachable."""
        self._loop.close()

    def add(self, order: Order) -> KeyRecord:
        """Create the access key, or update the one that the card already has. Raises a ServiceError."""
        pin = order.pin.digits if isinstance(order.pin, Pin) else ""
        answer = self._ask(Asked.ADD, wire.add_body(order, self._spelling), pin)
        return self._read(Asked.ADD, lambda: wire.read_record(answer.body, order), pin)

    def status(self, key_id: UUID) -> KeyStatus:
        """Ask what the door systems made of a key. Raises a ServiceError; Refused where there is no such key."""
        answer = self._ask(Asked.STATUS, wire.status_body(key_id))
        return self._read(Asked.STATUS, lambda: wire.read_status(answer.body, key_id))

    def levels(self) -> tuple[AccessLevel, ...]:
        """List the access levels of every door system. Raises a ServiceError."""
        answer = self._ask(Asked.LEVELS, wire.LEVELS_BODY)
        return self._read(Asked.LEVELS, lambda: wire.read_levels(answer.body))

    def events(self, since: datetime, continuation: str = "") -> EventPage:
        """List what happened at the doors since then, page by page. Raises a ServiceError."""
        answer = self._ask(Asked.EVENTS, wire.events_body(since, continuation))
        return self._read(Asked.EVENTS, lambda: wire.read_events(answer.body))

    def _ask(self, asked: Asked, body: bytes, *unshown: str) -> Answer:
        """Send and return a whole 2xx answer. unshown: what the service must not be quoted with, besides the key."""
        call = Call(asked, self._base.join(asked.value), self._headers(), body, _LIMITS[asked], self._deadline_s)
        answer = self._loop.run(call)
        if not isinstance(answer, Answer):
            raise answer
        if answer.status not in _SUCCESS:
            raise from_status(asked, answer.status, answer.headers, answer.body, (self._key_text(), *unshown))
        if answer.failure:
            raise answer.failure
        return answer

    def _read(self, asked: Asked, read: Callable[[], T], *unshown: str) -> T:
        try:
            return read()
        except wire.UnusableAnswerError as error:
            flaw = error.flaw
        facts: dict[str, str | int] = {
            name: struck(str(fact), (self._key_text(), *unshown)) for name, fact in flaw.facts.items()
        }
        raise unknown(asked, replace(flaw, facts=facts))  # outside the handler: chained to nothing

    def _key_text(self) -> str:
        return self._key.reveal() if self._key else ""

    def _headers(self) -> dict[str, str]:
        headers = {
            "Host": self._base.netloc.decode("ascii"),
            "User-Agent": self._user_agent,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
        }
        if self._key:
            headers["Authorization"] = f"Bearer {self._key_text()}"
        return headers


def _checked(key: Secret | None) -> Secret | None:
    if key is None:
        return None
    text = key.reveal()
    if text and text.isascii() and text.isprintable() and " " not in text:
        return key
    raise InvalidInputError(
        Problem(
            "key-unusable",
            "The API key is empty, or holds spaces or letters that no key has.",
            "Copy it anew from the service's portal.",
            field="key",
        )
    )


def _system_trust() -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
