"""What httpx, anyio and ssl raise, told as the domain's service errors. Nothing of theirs is kept.

Their exceptions carry the request, and with it the API key and the PIN; so they are read and dropped, never chained.
"""

import errno
import socket
import ssl
from collections.abc import Iterator

import anyio
import httpx

from enroll_app.api.failures import Asked, unknown
from enroll_app.api.wire import Flaw
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import NotTrusted, OutcomeUnknown, ServiceError, SignInNeeded, Unreachable

BREAKAGES = (
    httpx.HTTPError,
    httpx.StreamError,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
    OSError,  # with ssl.SSLError and TimeoutError
    UnicodeError,  # the resolver's word for a name that cannot be one
)

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})

# Alerts with which the other side refuses our certificate (RFC 8446, 6.2); with TLS 1.3 they come after the handshake
# is over on our side. It then has carried nothing out.
_ALERTS_OF_OURS = (
    "CERTIFICATE_REQUIRED",
    "BAD_CERTIFICATE",
    "CERTIFICATE_EXPIRED",
    "CERTIFICATE_REVOKED",
    "CERTIFICATE_UNKNOWN",
    "UNSUPPORTED_CERTIFICATE",
    "ALERT_UNKNOWN_CA",
    "ACCESS_DENIED",
)

# OpenSSL's X509_V_ERR_… numbers, as ssl.SSLCertVerificationError.verify_code gives them.
_EXPIRED, _NOT_YET_VALID, _REVOKED = 10, 9, 23
_WRONG_NAME = frozenset({62, 64})
_UNKNOWN_ISSUER = frozenset({18, 19, 20, 21, 24, 26, 27, 28})

_CHECK_NETWORK = "Check this computer's network, and the service's address in the settings."


def explain(error: BaseException, asked: Asked, host: str, *, given: bool) -> ServiceError:
    """Say what a broken call amounts to.

    host: for the words. given: the body was handed to the connection, so the order may have been carried out.
    """
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) and _refuses_our_certificate(cause) for cause in causes):
        return SignInNeeded(
            Problem(
                "certificate-refused",
                "{host} does not accept this computer's certificate.",
                "It may be missing, expired or revoked: install a new one.",
                {"host": host},
            )
        )
    if given:
        return unknown(asked, Flaw("answer-lost", "The connection broke before the service's answer was here."))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return NotTrusted(_distrust(cause, host))
    # Its subclasses tell of connections that ended or are still waiting.
    if any(type(cause) is ssl.SSLError for cause in causes):
        return NotTrusted(
            Problem(
                "tls-failed",
                "No protected connection with {host} could be agreed on.",
                "Check that the address is right and answers with https; a gateway may also want a certificate of "
                "this computer.",
                {"host": host},
            )
        )
    return Unreachable(_unreachable(causes, host))


def too_late(asked: Asked, host: str, *, given: bool) -> OutcomeUnknown | Unreachable:
    """The deadline passed; before or after the body was handed over."""
    if given:
        return unknown(asked, Flaw("answer-too-late", "The service gave no whole answer in time."))
    return Unreachable(_no_answer(host))


def stopped(asked: Asked, host: str, *, given: bool) -> OutcomeUnknown | Unreachable:
    """The client was closed during the call, or before it."""
    if given:
        return unknown(asked, Flaw("answer-not-awaited", "The program ended before the service's answer was here."))
    return Unreachable(
        Problem("client-closed", "Nothing was sent to {host}: the program is ending.", "", {"host": host})
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that led to it, groups opened."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions


def _refuses_our_certificate(error: ssl.SSLError) -> bool:
    # Only those of OpenSSL's making have a reason; truststore's, on Windows and macOS, have not even the attribute.
    reason = getattr(error, "reason", None) or ""
    return "ALERT" in reason and reason.endswith(_ALERTS_OF_OURS)


def _no_answer(host: str) -> Problem:
    words = "The service cannot be reached: {host} did not answer in time."
    return Problem("connect-timeout", words, _CHECK_NETWORK, {"host": host})


def _unreachable(causes: list[BaseException], host: str) -> Problem:
    if any(isinstance(cause, socket.gaierror | UnicodeError) for cause in causes):
        code, words = "name-not-found", "The service cannot be reached: the name {host} was not found."
    elif any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        code, words = "connection-refused", "The service cannot be reached: {host} refuses the connection."
    elif any(isinstance(cause, OSError) and cause.errno in _NO_ROUTE for cause in causes):
        code, words = "no-route", "The service cannot be reached: the network has no way to {host}."
    elif any(isinstance(cause, httpx.TimeoutException | TimeoutError) for cause in causes):
        return _no_answer(host)
    else:
        code = "connection-failed"
        words = "The service cannot be reached: the connection with {host} broke before anything was sent."
    return Problem(code, words, _CHECK_NETWORK, {"host": host})


def _distrust(error: ssl.SSLCertVerificationError, host: str) -> Problem:
    code = getattr(error, "verify_code", 0)
    # Windows and macOS verify in their own words, through truststore, and give no code of OpenSSL's.
    words = str(getattr(error, "verify_message", "") or error).lower()
    clock = "Check this computer's date and time; if they are right, tell whoever looks after the service."
    if code in _WRONG_NAME or "mismatch" in words or "does not match" in words or "not match" in words:
        cause, kind = "{host} showed a certificate that is made out to another name.", "certificate-other-name"
        remedy = "Check the service's address in the settings, letter by letter."
    elif code == _EXPIRED or "expired" in words:
        cause, kind, remedy = "The certificate of {host} has expired.", "certificate-expired", clock
    elif code == _NOT_YET_VALID or "not yet valid" in words:
        cause, kind, remedy = "The certificate of {host} is not valid yet.", "certificate-not-yet-valid", clock
    elif code == _REVOKED or "revoked" in words:
        cause, kind = "The certificate of {host} was revoked.", "certificate-revoked"
        remedy = "Tell whoever looks after the service; nothing is sent until it is mended."
    elif code in _UNKNOWN_ISSUER or not code:
        cause, kind = "The certificate of {host} comes from nobody this computer trusts.", "certificate-unknown-issuer"
        remedy = "Ask your IT: a proxy may read along, or the issuer's certificate must be installed here."
    else:
        cause, kind = "{host} could not prove who it is.", "certificate-invalid"
        remedy = "Ask your IT to look at the service's certificate."
    return Problem(kind, f"{cause} Nothing was sent.", remedy, {"host": host})
