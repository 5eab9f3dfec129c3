"""What holds for every endpoint: the key, methods, content types, sizes, and errors that are always JSON."""

import socket

import httpx
import pytest

from enroll_app.training.server import TrainingServer
from tests.training.talk import add, card, client_of, refused

PATHS = ["accesskeys/add", "accesskeys/remove", "accesskeys/status", "accesslevels/list", "events/list"]
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("path", [*PATHS, "../training/faults", "../training/state"])
@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", "Basic KEY", "KEY", "Bearer KEY KEY"])
def test_nothing_is_reached_without_the_key(lasting_server: TrainingServer, path: str, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header.replace("KEY", lasting_server.key)}
    method = "GET" if path.endswith("state") else "POST"
    url = httpx.URL(lasting_server.url).join(path)
    answer = httpx.request(method, url, headers=headers, json={}, trust_env=False)
    assert refused(answer) == (401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_renewed_key_revokes_the_old_one(server: TrainingServer, client: httpx.Client) -> None:
    add(client)
    server.training.rotate_key()
    assert client.post("accesslevels/list").status_code == 401
    with client_of(server) as renewed:
        assert renewed.post("accesslevels/list").status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", PATHS)
def test_only_post_is_served(lasting: httpx.Client, method: str, path: str) -> None:
    answer = lasting.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert method == "HEAD" or refused(answer) == (405, "method_not_allowed")


@pytest.mark.parametrize("path", ["accesskeys", "accesskeys/add/", "accesskeys/list", "../", "../v2/events/list"])
def test_another_path_is_404(lasting: httpx.Client, path: str) -> None:
    assert refused(lasting.post(path, json={})) == (404, "not_found")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "body_missing"), (b"{", "not_json"), (b"[]", "not_an_object"), (b"null", "not_an_object"),
        (b'{"pin":"1234","pin":"4321"}', "duplicate_key"), (b'{"key":{"type":"code","type":"code"}}', "duplicate_key"),
        (b'{"pin":NaN}', "not_json"), (b'{"pin":-Infinity}', "not_json"), (b"\xff\xfe{}", "not_utf8"),
        (rb'{"person":{"first_name":"\ud800"}}', "lone_surrogate"), (b'{"n":' + b"9" * 5000 + b"}", "not_json"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "too_deep"), (b"[" * 60000, "too_deep"), (b"{} {}", "not_json"),
        (rb'{"person":{"first_name":"\u0000"}}', "bad_name"),
    ],
)  # fmt: skip
def test_what_is_not_proper_json_is_refused(lasting: httpx.Client, body: bytes, code: str) -> None:
    assert refused(lasting.post("accesskeys/add", content=body, headers=JSON)) == (400, code)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"]
)
def test_another_content_type_is_refused(lasting: httpx.Client, kind: str) -> None:
    answer = lasting.post("accesskeys/add", content=b"{}", headers={"Content-Type": kind})
    assert refused(answer) == (415, "not_json")


def test_a_body_over_64_kib_is_refused_and_the_connection_serves_on(lasting: httpx.Client) -> None:
    padding = " " * (64 * 1024 - 2)
    for content, code in ((f"{{{padding}}}", "key_missing"), (f" {{{padding}}}", "too_large")):
        answer = lasting.post("accesskeys/add", content=content, headers=JSON)
        assert refused(answer)[1] == code
    endless = lasting.post("accesskeys/add", content=(b" " * 65536 for _ in range(64)), headers=JSON)
    assert refused(endless) == (413, "too_large")
    assert lasting.post("accesslevels/list").status_code == 200


def test_what_is_no_http_is_answered_in_json(lasting_server: TrainingServer) -> None:
    host, port = httpx.URL(lasting_server.url).host, httpx.URL(lasting_server.url).port
    with socket.create_connection((host, port), timeout=5) as connection:
        connection.sendall(b"\x16\x03\x01 hello\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"bad_http"' in answer


def test_the_control_interface_shows_invented_pins(server: TrainingServer, client: httpx.Client) -> None:
    key = add(client, pin="0042")
    state = client.get(f"{server.url.removesuffix('v1/')}training/state").json()
    held = {found["id"]: found for found in state["keys"]}
    assert held[key["id"]]["pin"] == "0042"
    assert key["person"] in state["persons"]


def test_no_answer_of_the_service_holds_a_pin(client: httpx.Client) -> None:
    answers = [
        client.post("accesskeys/add", json={"key": card(), "pin": "8642"}),
        client.post("accesskeys/add", json={"key": card(), "pin": "86421"}),
        client.post("accesskeys/add", json={"key": card("12345"), "pin": "8642"}),
        client.post("events/list"),
        client.post("accesskeys/status", json={"id": client.post("accesskeys/add", json={"key": card()}).json()["id"]}),
    ]
    assert not any('"pin"' in answer.text or "8642" in answer.text for answer in answers)


def test_an_error_of_the_server_itself_is_json_without_a_traceback(
    server: TrainingServer, client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    server.training.state.delays_s = None  # type: ignore[assignment]  # the fault that is to show
    key = add(client, access_levels=["6f1c1f4e-0b52-4c7e-9d0a-3f0c5a7b1e01"])
    answer = client.post("accesskeys/status", json={"id": key["id"]})
    assert refused(answer) == (500, "internal")
    assert "Traceback" not in answer.text
    assert [record.name for record in caplog.records] == ["enroll_app.training"]
    caplog.clear()
