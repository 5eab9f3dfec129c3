"""What an answer that is not 2xx means, in words; the gateway's refusals apart from the service's.

The gateway is the site's own nginx that holds the API key; what it refuses itself it marks with `X-Gateway-Error`,
but for what nginx says before it comes to its rules (no certificate, no TLS, too large a request).
"""

from enroll_app.domain.problems import Fact, Problem
from enroll_app.domain.service_errors import KEY_UNKNOWN

MISSING = Problem(KEY_UNKNOWN, "The service does not know this key.", "It may have been removed since.")

_CHECK_ADDRESS = "Check the service's address in the settings."

# nginx's own codes (ngx_http_request.h): the client's certificate is wrong, or missing; plain HTTP on a TLS port. It
# tells them as 400 unless it is configured otherwise, with these words on its page (ngx_http_special_response.c).
_WRONG_CERTIFICATE, _NO_CERTIFICATE, _NOT_TLS = 495, 496, 497
_WORDS = {
    _WRONG_CERTIFICATE: b"The SSL certificate error",
    _NO_CERTIFICATE: b"No required SSL certificate was sent",
    _NOT_TLS: b"The plain HTTP request was sent to HTTPS port",
}


def certificate(status: int, gateway: str, body: bytes) -> Problem | None:
    """What is wrong with this computer's certificate, None where the answer is about something else."""
    facts: dict[str, Fact] = {"status": status}
    if _is(_NO_CERTIFICATE, status, body):
        return Problem(
            "certificate-missing",
            "The gateway wants a certificate of this computer, and was shown none (HTTP {status}).",
            "Have one made for this computer on the gateway, and name its file in the settings.",
            facts,
        )
    if gateway == "client_cert" or _is(_WRONG_CERTIFICATE, status, body):
        return Problem(
            "certificate-refused",
            "The gateway does not accept this computer's certificate (HTTP {status}).",
            "It may be missing, expired or revoked: install a new one.",
            facts,
        )
    return None


def sign_in(status: int, gateway: str, *, keyed: bool) -> Problem:
    """Who does not let this computer or its key in (401 and 403)."""
    facts: dict[str, Fact] = {"status": status}
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
            "Check what the key is allowed to do in the service's portal, or set another one: enroll-app key set.",
            facts,
        )
    if keyed:
        return Problem(
            "key-not-accepted",
            "The service does not accept the API key (HTTP {status}).",
            "Making a new key in the service's portal ends the old one at once: set the present one, with enroll-app "
            "key set or in ENROLL_APP_API_KEY.",
            facts,
        )
    return Problem(
        "key-not-accepted",
        "The service was shown no API key by this computer, and accepts none from a gateway (HTTP {status}).",
        "Tell whoever looks after the gateway that it needs the present key; without a gateway, set the key here: "
        "enroll-app key set.",
        facts,
    )


def busy(*, gateway: bool) -> Problem:
    """Too many requests (429)."""
    if gateway:
        return Problem(
            "gateway-busy",
            "The gateway asks to wait: this site sent too many requests.",
            "Wait, then try again; if it happens often, ask whoever looks after the gateway to raise its limit.",
        )
    return Problem("service-busy", "The service asks to wait: it got too many requests.", "Wait, then try again.")


def not_tls(status: int, body: bytes) -> bool:
    """Whether a TLS port was spoken to without TLS."""
    return _is(_NOT_TLS, status, body)


def address(status: int, gateway: str, path: str, body: bytes, words: str) -> Problem:
    """The address is not the API's, or leads elsewhere, or a gateway does not know the path."""
    facts: dict[str, Fact] = {"status": status, "path": path}
    if not_tls(status, body):
        cause, remedy = "The service's address begins with http, but answers to https alone.", "Write it with https."
        return Problem("address-not-https", cause, remedy, facts, "url")
    if gateway:
        return Problem(
            "gateway-no-such-path",
            "The gateway does not let this question through to the service ({path}, HTTP {status}).",
            "Ask whoever looks after the gateway to put {path} on its list; check the service's address, too.",
            facts,
        )
    if status < 400:
        cause = "The service's address leads on to another one (HTTP {status}), which is not followed."
        return Problem("address-leads-on", cause, _CHECK_ADDRESS, facts)
    cause = "The service's API is not found at this address (HTTP {status})."
    return _with_words(Problem("address-wrong", cause, _CHECK_ADDRESS, facts), words)


def refusal(status: int, words: str) -> Problem:
    """The request itself is refused."""
    facts: dict[str, Fact] = {"status": status}
    if status == 409:
        problem = Problem(
            "service-conflict",
            "The service refused: this does not go together with what it already has (HTTP {status}).",
            "Check whose card this is.",
            facts,
        )
    elif status == 413:
        problem = Problem(
            "request-too-large",
            "The request is larger than the gateway or the service takes (HTTP {status}).",
            "Choose fewer access levels, or ask whoever looks after the gateway to raise its limit.",
            facts,
        )
    else:
        problem = Problem(
            "service-refused",
            "The service refused the request (HTTP {status}).",
            "Correct what it complains of, then send it anew.",
            facts,
        )
    return _with_words(problem, words)


def _is(meant: int, status: int, body: bytes) -> bool:
    return status == meant or (status == 400 and _WORDS[meant] in body)


def _with_words(problem: Problem, words: str) -> Problem:
    if not words:
        return problem
    cause = f"{problem.cause} It says: “{{said}}”."
    return Problem(problem.code, cause, problem.remedy, {**problem.facts, "said": words})
