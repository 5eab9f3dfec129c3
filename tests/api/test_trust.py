"""Who is believed: real TLS with certificates made for each case."""

import errno
import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from enroll_app.api.breakages import explain
from enroll_app.api.client import IntServClient
from enroll_app.api.failures import Asked
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import NotTrusted, ServiceError, SignInNeeded, Unreachable
from tests.api.raw_server import RawServer, answering
from tests.api.support import GOOD, add, connect, failure, http

OURS = trustme.CA()
DAY = timedelta(days=1)


def server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def client_side(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context


def over_tls(server: RawServer) -> IntServClient:
    """A client that expects TLS of a server without."""
    return connect(server.url.replace("http:", "https:"), trust=client_side(OURS))


def now() -> datetime:
    return datetime.now(UTC)


def test_who_shows_a_good_certificate_is_believed() -> None:
    tls = server_side(OURS.issue_cert("localhost"))
    behave = answering(http(GOOD), keep=True)
    with RawServer(behave, tls=tls) as server, connect(server.url, trust=client_side(OURS)) as client:
        add(client)
        add(client)
        assert server.connections == 1


@pytest.mark.parametrize(
    ("issue", "code"),
    [
        (lambda: OURS.issue_cert("other.example"), "certificate-other-name"),
        (lambda: OURS.issue_cert("127.0.0.1"), "certificate-other-name"),
        (lambda: trustme.CA().issue_cert("localhost"), "certificate-unknown-issuer"),
        (
            lambda: OURS.issue_cert("localhost", not_before=now() - 9 * DAY, not_after=now() - DAY),
            "certificate-expired",
        ),
        (lambda: OURS.issue_cert("localhost", not_before=now() + DAY), "certificate-not-yet-valid"),
    ],
)
def test_who_shows_another_certificate_gets_nothing(issue: Callable[[], trustme.LeafCert], code: str) -> None:
    with RawServer(http(GOOD), tls=server_side(issue())) as server:
        with connect(server.url, trust=client_side(OURS)) as client:
            error = failure(client)
        assert isinstance(error, NotTrusted)
        assert error.problem.code == code
        assert "Nothing was sent" in str(error)
        assert not server.requests


def test_without_a_word_the_systems_roots_are_believed() -> None:
    tls = server_side(OURS.issue_cert("localhost"))
    with RawServer(http(GOOD), tls=tls) as server, connect(server.url) as client:
        error = failure(client)
    assert isinstance(error, NotTrusted)
    assert error.problem.code == "certificate-unknown-issuer"


@pytest.mark.parametrize(
    ("version", "kind", "code"),
    [
        # TLS 1.2 has one alert for this and for much else.
        (ssl.TLSVersion.TLSv1_2, NotTrusted, "tls-failed"),
        (ssl.TLSVersion.TLSv1_3, SignInNeeded, "certificate-refused"),
    ],
)
def test_a_missing_client_certificate_is_named(version: ssl.TLSVersion, kind: type[ServiceError], code: str) -> None:
    tls = server_side(OURS.issue_cert("localhost"))
    OURS.configure_trust(tls)
    tls.verify_mode = ssl.CERT_REQUIRED
    tls.minimum_version = tls.maximum_version = version
    with RawServer(http(GOOD), tls=tls) as server:
        with connect(server.url, trust=client_side(OURS)) as client:
            error = failure(client)
        assert not server.requests
    assert isinstance(error, kind)
    assert error.problem.code == code


def test_a_client_certificate_is_shown() -> None:
    tls = server_side(OURS.issue_cert("localhost"))
    OURS.configure_trust(tls)
    tls.verify_mode = ssl.CERT_REQUIRED
    trust = client_side(OURS)
    OURS.issue_cert("desk-01.example").configure_cert(trust)
    with RawServer(http(GOOD), tls=tls) as server, connect(server.url, trust=trust) as client:
        add(client)


def test_what_speaks_no_tls_gets_nothing() -> None:
    def behave(connection: socket.socket) -> bool:
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        return False

    with RawServer(behave, reads=False) as server, over_tls(server) as client:
        error = failure(client)
    assert isinstance(error, NotTrusted)
    assert error.problem.code == "tls-failed"


def test_who_hangs_up_during_the_handshake_was_sent_nothing() -> None:
    with RawServer(b"", reads=False) as server, over_tls(server) as client:
        error = failure(client)
    assert isinstance(error, Unreachable)


def told(error: BaseException, *, given: bool = False) -> Problem:
    found: ServiceError = explain(error, Asked.ADD, "api.example", given=given)
    return found.problem


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENETUNREACH, "no-route"),
        (errno.EHOSTUNREACH, "no-route"),
        (errno.ECONNREFUSED, "connection-refused"),
        (errno.ETIMEDOUT, "connect-timeout"),
        (errno.ECONNRESET, "connection-failed"),
        (errno.EMFILE, "connection-failed"),
    ],
)
def test_the_network_is_told_in_words(number: int, code: str) -> None:
    # As anyio and httpcore pass it on: in a group, below another error.
    outer = OSError("All connection attempts failed")
    outer.__cause__ = ExceptionGroup("several", [OSError(number, "said so")])
    assert told(outer).code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("“api.example” certificate is not standards compliant", "certificate-unknown-issuer"),
        ("A required certificate is not within its validity period: expired", "certificate-expired"),
        ("The certificate's CN name does not match the passed value.", "certificate-other-name"),
        ("The certificate is revoked.", "certificate-revoked"),
    ],
)
def test_windows_and_macos_say_it_in_their_own_words(words: str, code: str) -> None:
    assert told(ssl.SSLCertVerificationError(words)).code == code


def test_another_fault_of_a_certificate_is_told_too() -> None:
    error = ssl.SSLCertVerificationError("invalid purpose")
    error.verify_code = 79
    assert told(error).code == "certificate-invalid"


def test_errors_that_go_in_circles_come_to_an_end() -> None:
    one, other = OSError("one"), OSError("other")
    one.__cause__, other.__cause__ = other, one
    assert told(one).code == "connection-failed"
