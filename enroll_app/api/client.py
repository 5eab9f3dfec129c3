"""The IntServ Access API, spoken over httpx. Source: apidocs.intserv.se.

Importing this loads httpx, ssl and truststore (some 80 ms): not before the window is on the screen.
"""

import logging
import re
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

from enroll_app.api import bodies, wire
from enroll_app.api.address import parse_base
from enroll_app.api.exchange import Answer, Call
from enroll_app.api.failures import Asked, Reply, from_status, unknown
from enroll_app.api.loop import Loop
from enroll_app.api.safe_text import struck, tidy
from enroll_app.api.trust import make_trust
from enroll_app.domain.door_events import EventPage
from enroll_app.domain.enrollment import Code, KeyRecord, KeyStatus, Order
from enroll_app.domain.identification import Spelling
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Change, Intent, Removal
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret

T = TypeVar("T")

DEADLINE_S = 45.0
"""Longer than a gateway's 40 s for the service (5 to connect, 10 to send, 25 to read): a choice of ours."""

_KIB = 1024
# Bytes of an answer that are borne. A page of 1,000 events, each with a key and a person, takes some 600 KiB.
_LIMITS = {Asked.LEVELS: 1024 * _KIB, Asked.EVENTS: 4096 * _KIB}
_LIMIT = 64 * _KIB
_SUCCESS = range(200, 300)
_HEAD = re.compile(r"[0-9a-f]{64}")

ChainHead = Callable[[], str]
"""The hash of the history's last entry, 64 hexadecimal digits."""

_log = logging.getLogger(__name__)

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
        chain_head: ChainHead | None = None,
    ) -> None:
        """Check the settings; nothing is sent yet. Raises InvalidInputError for an address or key that cannot be one.

        url: the base address. key: the Integration API Key, None where a gateway holds it. trust: whom to believe,
        and with which client certificate to answer (`api/trust.py`); the operating system's roots when None.
        chain_head: asked for at each call and sent along as `X-Chain-Head`, so that the gateway's log is a witness of
        the history; a call does without where it cannot be had.
        """
        self._base = parse_base(url)
        self._key = _checked(key)
        self._spelling = spelling
        self._deadline_s = deadline_s
        self._user_agent = user_agent
        self._chain_head = chain_head
        self._loop = Loop(trust or make_trust())

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

    def body(self, intent: Intent) -> bytes:
        """The bytes to send for an intent, with marks where its secret belongs. Raises InvalidInputError."""
        return bodies.template(intent, self._spelling)

    def send(self, intent: Intent, body: bytes, secret: Secret | None) -> KeyRecord | None:
        """Send what `body` gave, its marks filled, once. None for what was removed.

        Raises a ServiceError; KeyMissing where a key that is named is not there (`failures.from_status` says when that
        is believed), KeyConflict for HTTP 409. InvalidInputError where something to fill in is missing: nothing was
        sent then, for a mark never is.
        """
        asked = _asked(intent)
        secrets = (secret,) if secret else ()
        answer = self._ask(self._call(asked, bodies.filled(body, intent, secret)), secrets)
        meant = _meant(intent, secret if bodies.has_code(body) else None)
        if isinstance(intent, Removal):
            return self._read(asked, lambda: wire.read_removal(answer.body, meant), secrets)
        clean = self._clean(secrets, (intent.person.first_name, intent.person.last_name))
        return self._read(asked, lambda: wire.read_record(answer.body, meant, clean), secrets)

    def status(self, key_id: UUID) -> KeyStatus:
        """Ask what the door systems made of a key. Raises a ServiceError; KeyMissing where there is no such key."""
        answer = self._ask(self._call(Asked.STATUS, bodies.status_body(key_id)))
        return self._read(Asked.STATUS, lambda: wire.read_status(answer.body, key_id, self._clean()))

    def levels(self) -> tuple[AccessLevel, ...]:
        """List the access levels of every door system. Raises a ServiceError."""
        answer = self._ask(self._call(Asked.LEVELS, bodies.LEVELS_BODY))
        return self._read(Asked.LEVELS, lambda: wire.read_levels(answer.body, self._clean()))

    def events(self, since: datetime, continuation: str = "", *, until: datetime | None = None) -> EventPage:
        """List what happened at the doors since then, at most 1,000 events a page. Raises a ServiceError."""
        answer = self._ask(self._call(Asked.EVENTS, bodies.events_body(since, until, continuation)))
        return self._read(Asked.EVENTS, lambda: wire.read_events(answer.body, self._clean()))

    def _call(self, asked: Asked, body: bytes) -> Call:
        url, limit = self._base.join(asked.path), _LIMITS.get(asked, _LIMIT)
        return Call(asked, url, self._headers(), body, limit, self._deadline_s)

    def _ask(self, call: Call, secrets: tuple[Secret, ...] = ()) -> Answer:
        """Send and return a whole 2xx answer. secrets: what the service must not be quoted with, besides the key."""
        answer = self._loop.run(call)
        if not isinstance(answer, Answer):
            raise answer
        if answer.status not in _SUCCESS:
            reply = Reply(answer.status, answer.headers, answer.body)
            raise from_status(call.asked, reply, self._unshown(secrets), keyed=self._key is not None)
        if answer.failure:
            raise answer.failure
        return answer

    def _read(self, asked: Asked, read: Callable[[], T], secrets: tuple[Secret, ...] = ()) -> T:
        try:
            return read()
        except wire.UnusableAnswerError as error:
            flaw = error.flaw
        hidden = [one.reveal() for one in self._unshown(secrets)]
        flaw = replace(flaw, facts={name: struck(str(fact), hidden) for name, fact in flaw.facts.items()})
        del hidden  # no frame of a traceback is to hold it
        raise unknown(asked, flaw)

    def _clean(self, secrets: tuple[Secret, ...] = (), sent: tuple[str, ...] = ()) -> wire.Clean:
        """Makes a name in an answer safe to show. sent: the names as we gave them, which may hold four digits too."""
        unshown, own = self._unshown(secrets), {tidy(name) for name in sent}

        def clean(name: str) -> str:
            return tidy(name) if tidy(name) in own else tidy(name, unshown)

        return clean

    def _unshown(self, secrets: tuple[Secret, ...]) -> tuple[Secret, ...]:
        return (self._key, *secrets) if self._key else secrets

    def _headers(self) -> dict[str, str]:
        headers = {
            "Host": self._base.netloc.decode("ascii"),
            "User-Agent": self._user_agent,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
        }
        if self._key:
            headers["Authorization"] = f"Bearer {self._key.reveal()}"
        if head := self._head():
            headers["X-Chain-Head"] = head
        return headers

    def _head(self) -> str:
        """The history's head; empty where there is none to be had."""
        if self._chain_head is None:
            return ""
        try:
            head = self._chain_head()
        except Exception as error:  # noqa: BLE001  whatever ails the witness, the call has to go on
            _log.warning("the history's head could not be had: %s", type(error).__name__)
            return ""
        return head if _HEAD.fullmatch(head) else ""


def _asked(intent: Intent) -> Asked:
    if isinstance(intent, Removal):
        return Asked.REMOVE
    return Asked.CHANGE if isinstance(intent, Change) else Asked.ADD


def _meant(intent: Intent, code: Secret | None) -> wire.Meant:
    """Which key the answer has to be about. code: the digits, where they are no part of the intent any more."""
    credential = Code(code.reveal()) if code else intent.credential
    return wire.Meant(None if isinstance(intent, Order) else intent.key_id, credential)


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
