"""The question that a checkup asks: real servers on loopback, one for each way to fail."""

import socket
import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Event

import pytest
import trustme

from enroll_app.api.probe import NAME_DEADLINE_S, sound
from enroll_app.domain.checkup import Sounding, Step
from enroll_app.domain.secret import Secret
from tests.api.raw_server import RawServer, dripping
from tests.api.support import KEY, http

OURS = trustme.CA()
DAY = timedelta(days=1)
LEVELS = b'{"levels": [{"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "name": "Office"}]}'


def server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def client_side() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    OURS.configure_trust(context)
    return context


def ask(url: str, key: str | None = KEY, **options: object) -> Sounding:
    found = sound(url, None if key is None else Secret(key), **options)  # type: ignore[arg-type]  # as given here
    assert KEY not in repr(found)
    return found


def now() -> datetime:
    return datetime.now(UTC)


def test_a_service_that_answers_tells_its_levels_and_its_clock() -> None:
    early = format_datetime(now() - timedelta(hours=1), usegmt=True)
    tls = server_side(OURS.issue_cert("localhost"))
    with RawServer(http(LEVELS, 200, f"Date: {early}"), tls=tls) as server:
        found = ask(server.url, trust=client_side())
        [request] = server.requests
    assert (found.failed, found.problem, found.levels, found.encrypted) == (None, None, 1, True)
    assert found.host == "localhost"
    assert found.service_time is not None
    assert found.own_time is not None
    assert abs(found.own_time - found.service_time - timedelta(hours=1)) < timedelta(seconds=5)
    assert found.took_ms is not None
    # The client's own rules: its headers, and a question that changes nothing.
    assert request.startswith(b"POST /v1/accesslevels/list ")
    assert f"Authorization: Bearer {KEY}".encode() in request


@pytest.mark.parametrize(
    ("issue", "code"),
    [
        (lambda: OURS.issue_cert("other.example"), "certificate-other-name"),
        (lambda: trustme.CA().issue_cert("localhost"), "certificate-unknown-issuer"),
        (
            lambda: OURS.issue_cert("localhost", not_before=now() - 9 * DAY, not_after=now() - DAY),
            "certificate-expired",
        ),
        (lambda: OURS.issue_cert("localhost", not_before=now() + DAY), "certificate-not-yet-valid"),
    ],
)
def test_a_wrong_certificate_is_told_by_its_cause(issue: Callable[[], trustme.LeafCert], code: str) -> None:
    with RawServer(http(LEVELS), tls=server_side(issue())) as server:
        found = ask(server.url, trust=client_side())
        assert not server.requests
    assert found.failed is Step.CERTIFICATE
    assert found.problem
    assert found.problem.code == code


def test_what_speaks_no_tls_fails_at_the_certificate() -> None:
    with RawServer(b"HTTP/1.1 400 Bad Request\r\n\r\n", reads=False) as server:
        found = ask(server.url.replace("http:", "https:"), trust=client_side())
    assert found.failed is Step.CERTIFICATE


@pytest.mark.parametrize(
    ("answer", "step", "code"),
    [
        (http(b"", 401), Step.KEY, "key-not-accepted"),
        (http(b"", 403), Step.KEY, "key-not-allowed"),
        (http(b"", 403, "X-Gateway-Error: unknown"), Step.ANSWER, "gateway-denied"),
        (http(b"", 302, "Location: https://elsewhere.example/"), Step.ANSWER, "address-leads-on"),
        (http(b"", 404), Step.ANSWER, "address-wrong"),
        (http(b"", 503), Step.ANSWER, "service-failure"),
        (http(b"", 429), Step.ANSWER, "service-busy"),
        (http(b"<html>Sign in to the hotel</html>", kind="text/html"), Step.ANSWER, "answer-unreadable"),
        (http(b"{}"), Step.ANSWER, "answer-wrong-shape"),
    ],
)
def test_an_answer_is_told_by_what_it_amounts_to(answer: bytes, step: Step, code: str) -> None:
    with RawServer(answer) as server:
        found = ask(server.url)
        assert len(server.requests) == 1
    assert found.problem
    assert (found.failed, found.problem.code) == (step, code)
    assert found.passing == (code == "service-busy")
    assert not found.encrypted


def test_a_refused_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = ask(f"http://localhost:{port}/v1/")
    assert found.problem
    assert (found.failed, found.problem.code) == (Step.CONNECTION, "connection-refused")


def test_a_name_that_nobody_knows() -> None:
    def unknown(host: str, port: int) -> None:
        assert (host, port) == ("desk.invalid", 443)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    found = ask("https://desk.invalid/v1/", resolve=unknown)
    assert found.problem
    assert (found.failed, found.problem.code) == (Step.NAME, "name-not-found")


def test_name_servers_that_say_nothing_hold_nobody_up() -> None:
    let_go = Event()
    began = time.monotonic()
    found = ask("https://desk.invalid/v1/", resolve=lambda _host, _port: let_go.wait(30))
    let_go.set()
    assert time.monotonic() - began < NAME_DEADLINE_S + 1
    assert found.problem
    assert (found.failed, found.problem.code) == (Step.NAME, "name-not-answered")


def test_a_slow_answer_has_an_end() -> None:
    began = time.monotonic()
    with RawServer(dripping(b"HTTP/1.1 200 OK\r\n", b"X" * 1000, 0.05)) as server:
        found = ask(server.url, deadline_s=0.6)
        assert time.monotonic() - began < 3
    assert found.problem
    assert (found.failed, found.problem.code) == (Step.ANSWER, "answer-too-late")


def test_a_listener_that_takes_no_connection_has_an_end() -> None:
    with RawServer(b"", accepts=False) as server:
        found = ask(server.url, deadline_s=0.6)
    assert found.failed is not None
    assert found.problem


@pytest.mark.parametrize("url", ["ftp://x/", "http://api.example/", "https://asa:secret@api.example/", ""])
def test_an_address_that_cannot_be_one_is_not_asked(url: str) -> None:
    found = ask(url)
    assert found.failed is Step.ADDRESS
    assert "secret" not in repr(found)


def test_without_a_key_the_service_is_still_found() -> None:
    with RawServer(http(b"", 401)) as server:
        found = ask(server.url, None)
        assert b"Authorization" not in server.requests[0]
    assert found.failed is Step.KEY


def test_a_key_that_cannot_be_one_is_told_and_never_sent() -> None:
    with RawServer(http(b"", 401)) as server:
        found = ask(server.url, "two words")
        assert b"two words" not in server.requests[0]
    assert found.problem
    assert (found.failed, found.problem.code) == (Step.KEY, "key-unusable")


@pytest.mark.parametrize("date", ["", "soon", "Mon, 99 Foo 2026 99:99:99 GMT"])
def test_an_answer_without_a_usable_time_tells_none(date: str) -> None:
    with RawServer(http(LEVELS, 200, f"Date: {date}")) as server:
        assert ask(server.url).service_time is None
