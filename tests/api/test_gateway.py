"""What a gateway of ours says, told apart from what the service says. Its own words are tested on a real nginx."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import Problem
from enroll_app.domain.service_errors import (
    Busy,
    Misconfigured,
    OutcomeUnknown,
    Refused,
    ServiceError,
    SignInNeeded,
)
from tests.api.raw_server import RawServer, answering
from tests.api.support import GOOD, Call, add, ask_events, connect, failure, http, remove


def nginx(status: int, words: str) -> bytes:
    page = f"<html>\r\n<head><title>{status} {words}</title></head>\r\n<body><center>nginx</center></body></html>"
    return http(page.encode(), status, kind="text/html")


def told(error: str, status: int, *headers: str) -> bytes:
    return http(f'{{"error":"{error}"}}'.encode(), status, f"X-Gateway-Error: {error}", *headers)


CASES: list[tuple[bytes, type[ServiceError], str]] = [
    (told("client_cert", 403), SignInNeeded, "certificate-refused"),
    (nginx(400, "No required SSL certificate was sent"), SignInNeeded, "certificate-missing"),
    (nginx(400, "The SSL certificate error"), SignInNeeded, "certificate-refused"),
    (nginx(495, "SSL Certificate Error"), SignInNeeded, "certificate-refused"),
    (nginx(496, "SSL Certificate Required"), SignInNeeded, "certificate-missing"),
    (told("denied", 403), SignInNeeded, "gateway-denied"),
    (http(b"", 404, "X-Gateway-Error: no_such_path"), Misconfigured, "gateway-no-such-path"),
    (nginx(400, "The plain HTTP request was sent to HTTPS port"), Misconfigured, "address-not-https"),
    (told("gateway_rate", 429, "Retry-After: 2"), Busy, "gateway-busy"),
    (http(b'{"error":"gateway_rate"}', 429, "Retry-After: 2"), Busy, "gateway-busy"),
    (http(b"{}", 429), Busy, "service-busy"),
    (told("outcome_unknown", 502), OutcomeUnknown, "gateway-no-answer"),
    (told("outcome_unknown", 504), OutcomeUnknown, "gateway-no-answer"),
    (http(b"{}", 502), OutcomeUnknown, "service-failure"),
    (nginx(413, "Request Entity Too Large"), Refused, "request-too-large"),
    (nginx(400, "Bad Request"), Refused, "service-refused"),
    (http(b"{}", 401), SignInNeeded, "key-not-accepted"),
    (http(b"{}", 403), SignInNeeded, "key-not-allowed"),
]


@pytest.mark.parametrize("call", [add, remove])
@pytest.mark.parametrize(("answer", "kind", "code"), CASES)
def test_each_refusal_is_told_by_whose_it_is(call: Call, answer: bytes, kind: type[ServiceError], code: str) -> None:
    with RawServer(answer) as server, connect(server.url, key=None) as client:
        error = failure(client, call)
    assert type(error) is kind
    assert error.problem.code == code
    assert error.problem.remedy


def test_each_refusal_has_its_own_sentence() -> None:
    causes: dict[str, set[str]] = {}
    for answer, _, code in CASES:
        with RawServer(answer) as server, connect(server.url) as client:
            causes.setdefault(code, set()).add(failure(client).problem.cause)
    assert all(len(found) == 1 for found in causes.values())
    assert len(set.union(*causes.values())) == len(causes)


def test_a_gateway_that_does_not_list_events_is_told_by_the_path() -> None:
    answer = http(b"", 404, "X-Gateway-Error: no_such_path")
    with RawServer(answer) as server, connect(server.url, key=None) as client:
        assert "events/list" in str(failure(client, ask_events))


@pytest.mark.parametrize(("key", "words"), [("k", "set the present one"), (None, "looks after the gateway")])
def test_who_holds_no_key_is_sent_to_who_does(key: str | None, words: str) -> None:
    with RawServer(http(b"", 401)) as server, connect(server.url, key=key) as client:
        assert words in str(failure(client))


def test_a_wait_may_be_a_date() -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    with RawServer(http(b"", 429, f"Retry-After: {moment}")) as server, connect(server.url) as client:
        error = failure(client)
    assert isinstance(error, Busy)
    assert error.retry_after_s is not None
    assert 50 < error.retry_after_s <= 60


def test_the_gateways_log_is_told_the_head_of_the_history_at_each_call() -> None:
    heads = iter(["0" * 64, "ab" * 32])
    with RawServer(answering(http(GOOD), keep=True)) as server:
        with connect(server.url, chain_head=lambda: next(heads)) as client:
            add(client)
            remove(client)
        sent = [request.partition(b"X-Chain-Head: ")[2].split(b"\r\n")[0] for request in server.requests]
    assert sent == [b"0" * 64, b"ab" * 32]


def unreadable() -> str:
    raise StoreError(Problem("store-unreadable", "The records cannot be read."))


@pytest.mark.parametrize("head", [unreadable, lambda: 1 / 0, lambda: "", lambda: "x\r\nEvil: 1", lambda: "AB" * 32])
def test_no_history_stops_a_call(head: object) -> None:
    with RawServer(http(GOOD)) as server, connect(server.url, chain_head=head) as client:  # type: ignore[arg-type]
        add(client)
        assert b"x-chain-head" not in server.requests[0].lower()
        assert b"Evil" not in server.requests[0]
