"""Answers and broken connections, told as the domain's service errors.

Which is which is a choice of ours. What counts is whether the order can have been carried out, so an error after the
body was handed to the connection is OutcomeUnknown, whatever its type, and one before it never is.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum

from enroll_app.api.safe_text import said
from enroll_app.api.wire import Flaw
from enroll_app.domain.problems import Fact, Problem
from enroll_app.domain.service_errors import Busy, Misconfigured, OutcomeUnknown, Refused, ServiceError, SignInNeeded

LONGEST_WAIT_S = 900.0
"""The longest that a `Retry-After` is heeded, in seconds."""

_NOT_THE_API = frozenset({404, 405, 410, 501, 505})
_UNDECIDED = frozenset({408, 425})
_CERTIFICATE = frozenset({495, 496})  # nginx: the client's certificate is wrong, or missing

_CHECK_ADDRESS = "Check the service's address in the settings."


class Asked(Enum):
    """What was asked, by its path below the base address."""

    ADD = "accesskeys/add"
    STATUS = "accesskeys/status"
    LEVELS = "accesslevels/list"
    EVENTS = "events/list"


def unknown(asked: Asked, flaw: Flaw) -> OutcomeUnknown:
    """No usable answer, in words that fit what was asked: only an `add` can have changed something."""
    if asked is Asked.ADD:
        remedy = "The key may or may not have been changed: send the same again, and hand out no card before."
    else:
        remedy = "Nothing was changed by asking: ask again later."
    return OutcomeUnknown(Problem(flaw.code, flaw.cause, remedy, flaw.facts))


def from_status(
    asked: Asked, status: int, headers: Mapping[str, str], body: bytes, secrets: Iterable[str]
) -> ServiceError:
    """What an answer that is not 2xx amounts to.

    body: what came of it; may be empty or cut. secrets: texts that must not be shown even if the service does.
    """
    if status in (401, 403) or status in _CERTIFICATE:
        return SignInNeeded(_sign_in(status, headers.get("x-gateway-error", "")))
    if status == 429:
        return Busy(_busy(), retry_after_s(headers.get("retry-after", ""), datetime.now(UTC)))
    if status == 404 and asked is Asked.STATUS and "x-gateway-error" not in headers:
        return Refused(
            Problem("key-unknown", "The service does not know this key.", "It may have been removed; enroll the card.")
        )
    if status in _UNDECIDED or status < 300 or (status >= 500 and status not in _NOT_THE_API):
        cause = "The service had a failure of its own (HTTP {status})."
        return unknown(asked, Flaw("service-failure", cause, {"status": status}))
    words = said(body, headers.get("content-type", ""), secrets)
    if status < 400:
        cause = "The service's address leads on to another one (HTTP {status}), which is not followed."
        return Misconfigured(Problem("address-leads-on", cause, _CHECK_ADDRESS, {"status": status}))
    if status in _NOT_THE_API:
        cause = "The service's API is not found at this address (HTTP {status})."
        return Misconfigured(_with_words(Problem("address-wrong", cause, _CHECK_ADDRESS, {"status": status}), words))
    return Refused(_refusal(status, words))


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


def _sign_in(status: int, gateway: str) -> Problem:
    facts: dict[str, Fact] = {"status": status}
    if gateway == "client_cert" or status in _CERTIFICATE:
        return Problem(
            "certificate-refused",
            "The gateway does not accept this computer's certificate (HTTP {status}).",
            "It may be missing, expired or revoked: install a new one.",
            facts,
        )
    if gateway:
        return Problem(
            "gateway-denied",
            "The gateway does not let this computer through (HTTP {status}).",
            "Ask whoever looks after the gateway to list this computer.",
            facts,
        )
    if status == 403:
        return Problem(
            "key-not-allowed",
            "The service does not allow this with the API key in use (HTTP {status}).",
            "Check what the key is allowed to do in the service's portal, or put another key into ENROLL_APP_API_KEY.",
            facts,
        )
    return Problem(
        "key-not-accepted",
        "The service does not accept the API key (HTTP {status}).",
        "Making a new key in the service's portal ends the old one at once: put the present key into "
        "ENROLL_APP_API_KEY.",
        facts,
    )


def _busy() -> Problem:
    return Problem("service-busy", "The service asks to wait: it got too many requests.", "Wait, then try again.")


def _refusal(status: int, words: str) -> Problem:
    if status == 409:
        problem = Problem(
            "service-conflict",
            "The service refused: this does not go together with what it already has (HTTP {status}).",
            "Check whose card this is.",
            {"status": status},
        )
    else:
        problem = Problem(
            "service-refused",
            "The service refused the request (HTTP {status}).",
            "Correct what it complains of, then send it anew.",
            {"status": status},
        )
    return _with_words(problem, words)


def _with_words(problem: Problem, words: str) -> Problem:
    if not words:
        return problem
    cause = f"{problem.cause} It says: “{{said}}”."
    return Problem(problem.code, cause, problem.remedy, {**problem.facts, "said": words})
