"""Changes and removals: which key an answer has to be about, and what a missing key is told apart from."""

from uuid import UUID

import pytest

from enroll_app.domain.enrollment import Code, Order
from enroll_app.domain.operations import Change, Intent
from enroll_app.domain.pin import PinRule
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import (
    KeyConflict,
    KeyMissing,
    Misconfigured,
    OutcomeUnknown,
    Refused,
    ServiceError,
)
from tests.api.raw_server import RawServer, answering, in_turn, resetting
from tests.api.support import (
    CARD,
    CHANGE,
    GOOD,
    KEY_ID,
    ORDER,
    PIN,
    REMOVAL,
    REMOVAL_BY_CARD,
    Call,
    add,
    added,
    as_json,
    ask_status,
    change,
    changed,
    connect,
    failure,
    http,
    remove,
    remove_by_card,
    send,
)

OTHER = UUID("00000000-0000-4000-8000-00000000dead")
OTHER_CARD = {"identification": "0x00deadbeef", "type": "proximity"}
PAGE = b"<html><head><title>404 Not Found</title></head></html>"


def error_of(answer: bytes, call: Call) -> ServiceError:
    with RawServer(answer) as server, connect(server.url) as client:
        return failure(client, call)


def test_a_change_goes_by_the_keys_id() -> None:
    with RawServer(http(GOOD)) as server, connect(server.url) as client:
        assert change(client).key_id == KEY_ID
        assert server.requests[0].startswith(b"POST /v1/accesskeys/add ")
        assert server.bodies == [f'{{"id":"{KEY_ID}","pin":"{PIN}","access_levels":[]}}'.encode()]


def test_a_repeat_of_any_run_has_the_same_bytes() -> None:
    sealed = Change(KEY_ID, CARD, pin=PinRule.SEALED, levels=())
    with RawServer(in_turn(resetting(), answering(http(GOOD)))) as server, connect(server.url) as client:
        kept = client.body(CHANGE)
        failure(client, change)
        client.send(sealed, kept, Secret(PIN))
        assert server.requests[0] == server.requests[1]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (changed(id=str(OTHER)), "answer-other-key"),
        (changed(id=None), "answer-without-id"),
        (changed(key=OTHER_CARD), "answer-other-card"),
    ],
)
def test_a_change_answered_about_another_key_is_undecided(answer: bytes, code: str) -> None:
    error = error_of(http(answer), change)
    assert isinstance(error, OutcomeUnknown)
    assert error.problem.code == code


@pytest.mark.parametrize(
    ("key", "credential"),
    [
        (OTHER_CARD | {"identification": "EM:1234567890"}, CARD),
        ({"identification": "007495", "type": "code"}, Code("007495")),
        ({"identification": "7", "type": "fob"}, None),
    ],
)
def test_a_change_that_knows_no_card_learns_it(key: object, credential: object) -> None:
    with RawServer(http(changed(key=key))) as server, connect(server.url) as client:
        assert added(client, Change(KEY_ID, levels=())).credential == credential


def test_a_code_is_compared_with_its_digits_though_no_row_shows_them() -> None:
    body = changed(key={"identification": "735128", "type": "code"})
    with RawServer(http(body)) as server, connect(server.url) as client:
        kept = client.body(Order(Code("735129")))
        error = failure(client, lambda each: each.send(Order(Code()), kept, Secret("735129")))
    assert error.problem.code == "answer-other-card"
    assert "735128" not in str(error) + repr(error.problem)


@pytest.mark.parametrize("intent", [REMOVAL, REMOVAL_BY_CARD])
@pytest.mark.parametrize(
    "answer", [http(status=204), http(), http(b"{}"), http(GOOD), b"HTTP/1.1 204 No Content\r\n\r\n"]
)
def test_what_is_removed_has_no_record(intent: Intent, answer: bytes) -> None:
    with RawServer(answer) as server, connect(server.url) as client:
        assert send(client, intent) is None
        assert server.requests[0].startswith(b"POST /v1/accesskeys/remove ")


@pytest.mark.parametrize("answer", [b"HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n", http(b"{}")])
def test_an_answer_to_a_removal_cut_at_any_byte_is_undecided(answer: bytes) -> None:
    cuts = [answering(answer[:cut]) for cut in range(len(answer) + 1)]
    with RawServer(in_turn(*cuts)) as server, connect(server.url) as client:
        errors = [failure(client, remove) for _ in range(len(answer))]
        assert remove(client) is None
    assert {type(error) for error in errors} == {OutcomeUnknown}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (http(b"<html>Sign in to the hotel</html>", kind="text/html"), "answer-unreadable"),
        (http(b"OK, removed."), "answer-unreadable"),
        (http(b"[]"), "answer-wrong-shape"),
        (http(changed(id=str(OTHER))), "answer-other-key"),
        (http(changed(key=OTHER_CARD)), "answer-other-card"),
        (http(GOOD)[:-9], "answer-lost"),
        (b"", "answer-lost"),
        (http(b"", 500), "service-failure"),
    ],
)
def test_a_removal_without_a_usable_answer_is_undecided(answer: bytes, code: str) -> None:
    error = error_of(answer, remove)
    assert isinstance(error, OutcomeUnknown)
    assert error.problem.code == code
    assert "may or may not have been removed" in str(error)


@pytest.mark.parametrize("call", [change, remove, remove_by_card, ask_status])
@pytest.mark.parametrize(
    "answer", [http(b"", 404, kind="text/plain"), http(as_json({"error": "no such key"}), 404), http(b"{}", 404)]
)
def test_a_key_that_is_not_there_is_missing(call: Call, answer: bytes) -> None:
    error = error_of(answer, call)
    assert isinstance(error, KeyMissing)
    assert error.problem.code == "key-unknown"


@pytest.mark.parametrize("call", [change, remove, remove_by_card, ask_status])
@pytest.mark.parametrize(
    "answer",
    [
        http(PAGE, 404, kind="text/html"),
        http(PAGE, 404),
        http(b"", 404, kind="text/html; charset=utf-8"),
        http(b"404 page not found", 404, kind="text/plain"),
        http(b"", 404, "X-Gateway-Error: no_such_path"),
        http(b"{}", 404, "X-Gateway-Error: anything"),
        http(b"{}", 405),
        http(b"{}", 410),
    ],
)
def test_an_api_that_is_not_there_is_no_missing_key(call: Call, answer: bytes) -> None:
    assert isinstance(error_of(answer, call), Misconfigured)


def test_a_card_that_is_enrolled_cannot_be_missing() -> None:
    assert isinstance(error_of(http(b"{}", 404), add), Misconfigured)


@pytest.mark.parametrize("call", [add, change, remove])
def test_a_conflict_is_told_from_other_refusals(call: Call) -> None:
    assert isinstance(error_of(http(b"{}", 409), call), KeyConflict)
    assert type(error_of(http(b"{}", 422), call)) is Refused


@pytest.mark.parametrize("call", [add, change, remove])
@pytest.mark.parametrize(
    ("status", "wait", "own"),
    [(500, None, True), (502, None, False), (503, 7.0, False), (504, None, False), (408, None, False)],
)
def test_a_failure_over_there_says_how_long_and_whose(call: Call, status: int, wait: float | None, own: bool) -> None:
    headers = [f"Retry-After: {wait:.0f}"] if wait else []
    error = error_of(http(b"", status, *headers), call)
    assert isinstance(error, OutcomeUnknown)
    assert (error.retry_after_s, error.own_failure) == (wait, own)


def test_an_answer_that_breaks_asks_for_no_wait() -> None:
    error = error_of(b"", lambda client: added(client, ORDER))
    assert isinstance(error, OutcomeUnknown)
    assert (error.retry_after_s, error.own_failure) == (None, False)
