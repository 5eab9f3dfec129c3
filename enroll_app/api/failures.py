"""Answers and broken connections, told as the domain's service errors.

Which is which is a choice of ours. What counts is whether the order can have been carried out, so an error after the
body was handed to the connection is OutcomeUnknown, whatever its type, and one before it never is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum

from enroll_app.api import refusals
from enroll_app.api.safe_text import may_tell_key, said
from enroll_app.api.strict_json import NotJsonError, parse
from enroll_app.api.wire import Flaw
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import (
    Busy,
    KeyConflict,
    KeyMissing,
    Misconfigured,
    OutcomeUnknown,
    Refused,
    ServiceError,
    SignInNeeded,
)

LONGEST_WAIT_S = 900.0
"""The longest that a `Retry-After` is heeded, in seconds."""

_NOT_THE_API = frozenset({404, 405, 410, 501, 505})
_UNDECIDED = frozenset({408, 425})
_OWN_FAILURE = 500


class Asked(Enum):
    """What was asked. CHANGE: an update by id, on the same path as ADD."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    STATUS = "status"
    LEVELS = "levels"
    EVENTS = "events"

    @property
    def path(self) -> str:
        """The path below the base address."""
        return _PATHS[self]

    @property
    def names_key(self) -> bool:
        """Whether it is about one key that has to be there."""
        return self in (Asked.CHANGE, Asked.REMOVE, Asked.STATUS)


_PATHS = {
    Asked.ADD: "accesskeys/add",
    Asked.CHANGE: "accesskeys/add",
    Asked.REMOVE: "accesskeys/remove",
    Asked.STATUS: "accesskeys/status",
    Asked.LEVELS: "accesslevels/list",
    Asked.EVENTS: "events/list",
}

_ASK_LATER = "Nothing was changed by asking: ask again later."
_AGAIN = {
    Asked.ADD: "The key may or may not have been changed: send the same again, and hand out no card before.",
    Asked.CHANGE: "The key may or may not have been changed: send the same again.",
    Asked.REMOVE: "The key may or may not have been removed: send the same again, and count on it still opening doors.",
}


def unknown(
    asked: Asked, flaw: Flaw, *, retry_after_s: float | None = None, own_failure: bool = False
) -> OutcomeUnknown:
    """No usable answer, in words that fit what was asked: only what changes something can have changed something."""
    problem = Problem(flaw.code, flaw.cause, _AGAIN.get(asked, _ASK_LATER), flaw.facts)
    return OutcomeUnknown(problem, retry_after_s=retry_after_s, own_failure=own_failure)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is not 2xx. body: what came of it; may be empty or cut, and may repeat what was sent."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def gateway(self) -> str:
        """What a gateway of ours says of itself in `X-Gateway-Error`; empty where the service itself answered."""
        return self.headers.get("x-gateway-error", "").strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether the body is neither JSON nor nothing: a web server's own page, or its own words."""
        if not self.body.strip():
            return "html" in self.headers.get("content-type", "").lower()
        try:
            parse(self.body)
        except NotJsonError:
            return True
        return False


def from_status(asked: Asked, reply: Reply, secrets: Iterable[Secret], *, keyed: bool = True) -> ServiceError:
    """What an answer that is not 2xx amounts to.

    secrets: what must not be shown even if the service does. keyed: whether an API key was sent; a gateway has its own,
    which cannot be struck out here, so that the service is not quoted where its words may tell it.

    A 404 to a question about one key can mean that the key is missing, or that the whole API is. Nothing documented
    tells these apart. A missing key is believed only where the answer is JSON or empty, as a program's answer is; the
    page of a web server, plain words, and whatever a gateway says of itself are a wrong address. The error is meant to
    be on that side: who takes a wrong address for a missing key believes that a removal is done, and the card goes on
    opening doors; the other way round somebody looks at the settings for nothing.
    """
    status = reply.status
    if problem := refusals.certificate(status, reply.gateway, reply.body):
        return SignInNeeded(problem)
    if status in (401, 403):
        return SignInNeeded(refusals.sign_in(status, reply.gateway, keyed=keyed))
    if status == 429:
        slow = _wait_asked(reply)
        return Busy(refusals.busy(gateway=reply.gateway != "" or b'"gateway_rate"' in reply.body), slow)
    if status == 404 and asked.names_key and not reply.gateway and not reply.is_page:
        return KeyMissing(refusals.MISSING)
    if status in _UNDECIDED or status < 300 or (status >= 500 and status not in _NOT_THE_API):
        own = status == _OWN_FAILURE and not reply.gateway
        return unknown(asked, _failure(reply), retry_after_s=_wait_asked(reply), own_failure=own)
    words = said(reply.body, reply.headers.get("content-type", ""), (one.reveal() for one in secrets))
    if not keyed and may_tell_key(words):
        words = ""
    if status < 400 or status in _NOT_THE_API or refusals.not_tls(status, reply.body):
        return Misconfigured(refusals.address(status, reply.gateway, asked.path, reply.body, words))
    kind = KeyConflict if status == 409 else Refused
    return kind(refusals.refusal(status, words))


def _failure(reply: Reply) -> Flaw:
    if reply.gateway:
        return Flaw(
            "gateway-no-answer",
            "The gateway got no usable answer from the service (HTTP {status}).",
            {"status": reply.status},
        )
    return Flaw("service-failure", "The service had a failure of its own (HTTP {status}).", {"status": reply.status})


def _wait_asked(reply: Reply) -> float | None:
    return retry_after_s(reply.headers.get("retry-after", ""), datetime.now(UTC))


def retry_after_s(text: str, now: datetime) -> float | None:
    """Read `Retry-After`, seconds or an HTTP date (RFC 9110, 10.2.3); at most LONGEST_WAIT_S.

    None where it is left out or says nothing that can be understood.
    """
    stripped = text.strip()
    if re.fullmatch(r"[0-9]+", stripped):
        # Not int() first: it refuses very long numbers.
        return LONGEST_WAIT_S if len(stripped.lstrip("0")) > 3 else min(float(stripped), LONGEST_WAIT_S)
    try:
        moment = parsedate_to_datetime(stripped)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max((aware - now).total_seconds(), 0.0), LONGEST_WAIT_S)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
