"""What every status amounts to, and what is shown of the service's own words."""

from datetime import UTC, datetime
from itertools import chain

import pytest

from enroll_app.api.failures import LONGEST_WAIT_S, retry_after_s
from enroll_app.domain.service_errors import (
    Busy,
    KeyConflict,
    Misconfigured,
    OutcomeUnknown,
    Refused,
    ServiceError,
    SignInNeeded,
)
from tests.api.raw_server import RawServer, answering, in_turn
from tests.api.support import (
    GOOD,
    KEY,
    PIN,
    Call,
    add,
    as_json,
    ask_levels,
    ask_status,
    connect,
    failure,
    http,
)

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)
NOT_THE_API = {*range(300, 400), 404, 405, 410, 497, 501, 505}


def expected(status: int) -> type[ServiceError]:
    """The meanings, a choice of ours, spelled another way than the product does."""
    if status in NOT_THE_API:
        return Misconfigured
    if status in (401, 403, 495, 496):
        return SignInNeeded
    if status == 429:
        return Busy
    if status == 409:
        return KeyConflict
    return Refused if 400 <= status < 500 and status not in (408, 425) else OutcomeUnknown


def test_every_status_has_a_meaning() -> None:
    # 1xx announce an answer that then does not come, and 101 another protocol: those connections end.
    bodies = {status: b"" if status in (204, 304) else b"{}" for status in range(100, 600)}
    answers = [answering(http(body, status), keep=status >= 200) for status, body in bodies.items()]
    with RawServer(in_turn(*answers)) as server, connect(server.url) as client:
        found = {status: failure(client) for status in range(100, 600)}
    wrong = {status: error for status, error in found.items() if type(error) is not expected(status)}
    assert not wrong
    assert all(error.problem.code and error.problem.cause for error in found.values())
    assert len(server.requests) == 500


@pytest.mark.parametrize("status", [200, 201, 202, 299])
def test_a_good_body_counts_with_every_success(status: int) -> None:
    with RawServer(http(GOOD, status)) as server, connect(server.url) as client:
        assert add(client).identification == "0001234567890"


@pytest.mark.parametrize("answer", [http(status=204), http(), http(status=205)])
def test_an_add_that_answers_nothing_is_undecided(answer: bytes) -> None:
    with RawServer(answer) as server, connect(server.url) as client:
        error = failure(client)
    assert isinstance(error, OutcomeUnknown)
    assert error.problem.code == "answer-empty"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_the_pin_follows_no_redirect(status: int) -> None:
    with RawServer(http(GOOD)) as elsewhere:
        answer = http(b"", status, f"Location: {elsewhere.url}accesskeys/add")
        with RawServer(answer) as server, connect(server.url) as client:
            assert isinstance(failure(client), Misconfigured)
        assert elsewhere.connections == 0


@pytest.mark.parametrize(
    ("call", "words"),
    [(add, "may or may not"), (ask_status, "Nothing was changed"), (ask_levels, "Nothing was changed")],
)
def test_only_an_add_can_have_changed_something(call: Call, words: str) -> None:
    with RawServer(http(b"", 500)) as server, connect(server.url) as client:
        error = failure(client, call)
    assert isinstance(error, OutcomeUnknown)
    assert words in str(error)


def test_the_status_of_a_key_that_is_gone_is_refused() -> None:
    with RawServer(http(b'{"error":"no such key"}', 404)) as server, connect(server.url) as client:
        error = failure(client, ask_status)
    assert isinstance(error, Refused)
    assert error.problem.code == "key-unknown"


def test_a_gateway_without_the_path_is_a_wrong_address() -> None:
    answer = http(b"", 404, "X-Gateway-Error: no_such_path")
    with RawServer(answer) as server, connect(server.url) as client:
        assert isinstance(failure(client, ask_status), Misconfigured)


@pytest.mark.parametrize(
    ("status", "header", "code"),
    [
        (401, "X-Y: z", "key-not-accepted"),
        (403, "X-Y: z", "key-not-allowed"),
        (403, "X-Gateway-Error: client_cert", "certificate-refused"),
        (403, "X-Gateway-Error: denied", "gateway-denied"),
        (495, "X-Y: z", "certificate-refused"),
        (496, "X-Y: z", "certificate-missing"),
    ],
)
def test_who_is_not_let_in_learns_by_whom(status: int, header: str, code: str) -> None:
    with RawServer(http(b"{}", status, header)) as server, connect(server.url) as client:
        error = failure(client)
    assert isinstance(error, SignInNeeded)
    assert error.problem.code == code


def test_a_busy_service_says_how_long() -> None:
    with RawServer(http(b"", 429, "Retry-After: 7")) as server, connect(server.url) as client:
        error = failure(client)
    assert isinstance(error, Busy)
    assert error.retry_after_s == 7.0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 0030 ", 30.0),
        ("901", LONGEST_WAIT_S),
        ("9" * 5000, LONGEST_WAIT_S),
        ("Thu, 01 Jan 2026 12:01:00 GMT", 60.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("Fri, 01 Jan 2027 12:00:00 GMT", LONGEST_WAIT_S),
        ("Thu, 01 Jan 2026 12:01:00 -0000", 60.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("Thu, 99 Jan 2026 12:01:00 GMT", None),
        ("Thu, 01 Jan 99999999999 12:01:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_or_nothing(text: str, seconds: float | None) -> None:
    assert retry_after_s(text, NOW) == seconds


def told(body: bytes, kind: str = "application/json", status: int = 400) -> str:
    """What a refusal shows of the service's words, empty where nothing."""
    with RawServer(http(body, status, kind=kind)) as server, connect(server.url) as client:
        error = failure(client)
    said = str(error.problem.facts.get("said", ""))
    assert (f"“{said}”" in str(error)) == bool(said)
    return said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": "bad key"}, "bad key"),
        ({"message": "bad key", "code": "E7"}, "bad key"),
        ({"Message": "bad key"}, "bad key"),
        ({"error": {"code": "E7", "message": "bad key"}}, "bad key"),
        ({"errors": {"pin": ["four digits"], "name": ["too long"]}}, "four digits; too long"),
        ({"detail": [{"loc": ["pin"], "msg": "wrong"}]}, "wrong"),
        ({"errors": ["a", "b", "c", "d"]}, "a; b; c"),
        ({"title": "Bad", "detail": "bad key"}, "bad key; Bad"),
        ("bad key", "bad key"),
        ({"error": "a\x00\x1b[0mb\n\u202ec\ud7ff"}, "a[0mb c"),
        ({"error": "{pin} {0}"}, "{pin} {0}"),
        ({"error": "x" * 500}, "x" * 200),
        ({"unknown": "nothing"}, ""),
        ({"error": None}, ""),
        ({"error": 7}, ""),
        ({"error": "<html><body>bad"}, ""),
        ({"error": "< script>x"}, ""),
        ([], ""),
        ({"error": {"error": {"error": {"error": {"error": {"error": {"error": "deep"}}}}}}}, ""),
    ],
)
def test_a_refusal_tells_what_the_service_said(body: object, said: str) -> None:
    assert told(as_json(body)) == said


@pytest.mark.parametrize(
    "text",
    [
        f"PIN {PIN} is taken",
        f"PIN {PIN[:2]}\u200b{PIN[2:]} is taken",
        f"PIN {PIN[:2]}\u200d{PIN[2:]} is taken",
        f"PIN {''.join(chr(ord(digit) + 0xFEE0) for digit in PIN)} is taken",
        f"key {KEY} is revoked",
        f"key {KEY.upper()} is revoked",
        "x" * 190 + KEY,
    ],
)
def test_a_refusal_repeats_no_secret(text: str) -> None:
    said = told(as_json({"error": text}))
    assert said
    assert KEY[:6] not in said


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"no such card", "text/plain; charset=utf-8", "no such card"),
        (b"no \xff card", "text/plain", "no card"),
        (b"<h1>no</h1>", "text/plain", ""),
        (b"no such card", "text/html", ""),
        (b'{"error":"a","error":"b"}', "application/json", ""),
        (b"", "application/json", ""),
    ],
)
def test_text_is_shown_but_no_page(body: bytes, kind: str, said: str) -> None:
    assert told(body, kind) == said


@pytest.mark.parametrize("status", [400, 409, 413, 415, 422, 418])
def test_a_refusal_names_its_status(status: int) -> None:
    with RawServer(http(b"", status)) as server, connect(server.url) as client:
        error = failure(client)
    assert isinstance(error, Refused)
    assert str(status) in str(error)


def test_a_wrong_address_tells_what_was_said_there() -> None:
    assert told(b'{"message":"no route"}', status=404) == "no route"


@pytest.mark.parametrize("tail", [b"", b"x" * 200_000])
def test_a_status_counts_even_when_its_body_is_spoiled(tail: bytes) -> None:
    answer = b"HTTP/1.1 401 X\r\nContent-Length: 1000000\r\n\r\n" + tail
    with RawServer(answer) as server, connect(server.url) as client:
        assert isinstance(failure(client), SignInNeeded)


def test_all_calls_fail_alike() -> None:
    kinds = chain.from_iterable(
        (type(failure_of(call, status)) for call in (ask_status, ask_levels)) for status in (401, 429)
    )
    assert list(kinds) == [SignInNeeded, SignInNeeded, Busy, Busy]


def failure_of(call: Call, status: int) -> ServiceError:
    with RawServer(http(b"", status)) as server, connect(server.url) as client:
        return failure(client, call)
