"""Faults on demand, as a client on a real socket meets them."""

import json
import socket
import time
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from enroll_app.training.server import TrainingServer
from tests.training.talk import CARD, add, card, refused

ADD = "/v1/accesskeys/add"


def send(client: httpx.Client, timeout_s: float = 5.0) -> httpx.Response:
    return client.post("accesskeys/add", json={"key": card(), "pin": "0042"}, timeout=timeout_s)


def applied(server: TrainingServer) -> bool:
    return server.training.state.key(CARD) is not None


def plan(server: TrainingServer, client: httpx.Client, **fault: object) -> httpx.Response:
    return client.post(f"{server.url.removesuffix('v1/')}training/faults", json=fault)


@pytest.mark.parametrize("status", [400, 401, 403, 409, 429, 500, 502, 503])
def test_any_status_can_be_asked_for(server: TrainingServer, client: httpx.Client, status: int) -> None:
    plan(server, client, path=ADD, fault="status", status=status, retry_after="7", times=2)
    for _ in range(2):
        answer = send(client)
        assert refused(answer) == (status, "fault")
        assert answer.headers["retry-after"] == "7"
    assert not applied(server)
    assert send(client).status_code == 200


def test_a_status_may_hide_that_the_request_was_carried_out(server: TrainingServer, client: httpx.Client) -> None:
    server.training.faults.plan(ADD, "status", status=502, applied=True)
    assert send(client).status_code == 502
    assert applied(server)


def test_a_redirect_names_another_place(server: TrainingServer, client: httpx.Client) -> None:
    server.training.faults.plan(ADD, "redirect", location="http://127.0.0.1:9/elsewhere")
    answer = send(client)
    assert (answer.status_code, answer.headers["location"]) == (307, "http://127.0.0.1:9/elsewhere")
    assert not applied(server)


@pytest.mark.parametrize(("kind", "carried_out"), [("drop_before", False), ("drop_after", True)])
def test_a_dropped_connection(server: TrainingServer, client: httpx.Client, kind: str, *, carried_out: bool) -> None:
    server.training.faults.plan(ADD, kind)
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        send(client)
    assert applied(server) == carried_out
    assert send(client).status_code == 200


def test_a_truncated_answer_declares_more_than_it_sends(server: TrainingServer, client: httpx.Client) -> None:
    server.training.faults.plan(ADD, "truncated")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        send(client)
    assert applied(server)


@pytest.mark.parametrize("at", [0, 1, 12, 17, 40, 100, 200, 260])
def test_an_answer_can_be_cut_at_any_byte(server: TrainingServer, client: httpx.Client, at: int) -> None:
    server.training.faults.plan(ADD, "bytes_cut_at", at=at)
    with pytest.raises(httpx.RemoteProtocolError):
        send(client)
    assert applied(server)


def test_a_slow_answer_never_pauses_long_enough_for_a_read_timeout(
    server: TrainingServer, client: httpx.Client
) -> None:
    server.training.faults.plan(ADD, "slow", seconds=0.004)
    begun = time.monotonic()
    answer = send(client, timeout_s=0.5)
    assert answer.json()["key"]["type"] == "proximity"
    assert time.monotonic() - begun > 0.5


def test_a_hanging_answer_never_comes(server: TrainingServer, client: httpx.Client) -> None:
    server.training.faults.plan(ADD, "hang")
    with pytest.raises(httpx.ReadTimeout):
        send(client, timeout_s=0.2)
    assert not applied(server)


def test_a_delayed_request_lands_after_the_client_has_gone(server: TrainingServer, client: httpx.Client) -> None:
    server.training.faults.plan(ADD, "delay", seconds=0.4)
    with pytest.raises(httpx.ReadTimeout):
        send(client, timeout_s=0.1)
    assert not applied(server)
    until = time.monotonic() + 3
    while not applied(server) and time.monotonic() < until:
        time.sleep(0.02)
    assert applied(server)


@pytest.mark.parametrize(("kind", "smallest"), [("huge", 1 << 20), ("gzip_bomb", 50 << 20)])
def test_a_huge_answer_is_right_but_for_its_size(
    server: TrainingServer, client: httpx.Client, kind: str, smallest: int
) -> None:
    server.training.faults.plan(ADD, kind)
    answer = send(client)
    assert len(answer.content) > smallest
    assert int(answer.headers["content-length"]) < 3 << 20
    assert json.loads(answer.content)["key"]["identification"] == "0001234567890"


def test_a_huge_header(server: TrainingServer, client: httpx.Client) -> None:
    server.training.faults.plan(ADD, "huge_header")
    with pytest.raises(httpx.RemoteProtocolError):
        send(client)


def test_html_and_text_come_with_status_200(server: TrainingServer, client: httpx.Client) -> None:
    server.training.faults.plan(ADD, "html")
    server.training.faults.plan(ADD, "not_json")
    page, text = send(client), send(client)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (text.status_code, text.headers["content-type"]) == (200, "application/json")
    with pytest.raises(json.JSONDecodeError):
        text.json()


def test_the_answer_may_be_about_something_else(server: TrainingServer, client: httpx.Client) -> None:
    right = send(client).json()
    for kind, name in (("wrong_id", "id"), ("wrong_key", "key"), ("wrong_person", "person")):
        server.training.faults.plan(ADD, kind)
        wrong: dict[str, Any] = send(client).json()
        assert wrong.pop(name) != right[name]
        assert wrong.items() <= right.items()


def test_json_that_a_strict_reader_refuses(server: TrainingServer, client: httpx.Client) -> None:
    for kind in ("nan", "duplicate_keys", "lone_surrogate", "big_number", "deep_nesting"):
        server.training.faults.plan(ADD, kind)
    nan, twice, surrogate, number, deep = (send(client).text for _ in range(5))
    assert '"reading":NaN' in nan
    assert twice.count('"id":') == 3
    assert twice.endswith('"id":null}')
    assert r'"\ud83d"' in surrogate
    assert "9" * 5000 in number
    with pytest.raises(RecursionError):
        json.loads(deep)


@pytest.mark.parametrize("kind", ["nan", "duplicate_keys", "html", "truncated", "wrong_key", "huge", "slow"])
def test_an_answer_without_a_body_can_go_wrong_too(server: TrainingServer, client: httpx.Client, kind: str) -> None:
    key = add(client)
    server.training.faults.plan("*", kind)
    try:
        answer = client.post("accesskeys/remove", json={"id": key["id"]})
        assert answer.status_code in (200, 204)
    except httpx.RemoteProtocolError:
        pass
    assert not applied(server)


def test_plans_are_carried_out_in_order_and_can_be_forgotten(server: TrainingServer, client: httpx.Client) -> None:
    plan(server, client, path=ADD, fault="status", status=500)
    plan(server, client, path=ADD, fault="status", status=429, times=2)
    assert [send(client).status_code for _ in range(2)] == [500, 429]
    assert client.post("accesslevels/list").status_code == 200
    root = server.url.removesuffix("v1/")
    assert list(client.get(f"{root}training/state").json()["faults"]) == [ADD]
    assert client.delete(f"{root}training/faults").status_code == 204
    assert send(client).status_code == 200


@pytest.mark.parametrize(
    "fault",
    [
        {"path": ADD}, {"fault": "nan"}, {"path": ADD, "fault": "fire"}, {"path": ADD, "fault": "nan", "times": 0},
        {"path": ADD, "fault": "status", "status": 99}, {"path": ADD, "fault": "slow", "seconds": -1},
        {"path": ADD, "fault": "status", "retry_after": "1\r\nX: y"}, {"path": ADD, "fault": "nan", "at": "1"},
        {"path": ADD, "fault": "nan", "colour": 1}, {"path": ADD, "fault": "huge", "size": 1 << 40},
    ],
)  # fmt: skip
def test_a_fault_that_cannot_be_is_refused(
    lasting_server: TrainingServer, lasting: httpx.Client, fault: dict[str, object]
) -> None:
    assert refused(plan(lasting_server, lasting, **fault))[0] == 400
    assert lasting_server.training.faults.planned() == {}


def test_the_server_stops_at_once_in_the_middle_of_faults() -> None:
    server = TrainingServer()
    server.start()
    head = f"POST {ADD} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.key}\r\nContent-Type: application/json\r\n"
    body = json.dumps({"key": card()})
    url = httpx.URL(server.url)
    with ExitStack() as opened:
        for kind in ("hang", "slow", "delay"):
            server.training.faults.plan(ADD, kind, seconds=60)
            waiting = opened.enter_context(socket.create_connection((url.host, url.port)))
            waiting.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        while server.training.faults.planned():
            time.sleep(0.01)
        begun = time.monotonic()
        server.stop()
        assert time.monotonic() - begun < 1
