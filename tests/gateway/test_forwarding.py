"""What reaches the service, what comes back, and what never does."""

import json
import time
from pathlib import Path

import httpx
import pytest
import trustme

from tests.gateway.site import KEY, Papers, Site, free_port, request, spoken
from tests.gateway.upstream import NAME, Upstream

PIN = "8642"
ADD = {"key": {"identification": "0x00499602d2", "type": "proximity"}, "pin": PIN, "person": {"first_name": "Canary"}}
HEAD = "ab" * 32
PATHS = ["accesskeys/add", "accesskeys/status", "accesskeys/remove", "accesslevels/list", "events/list"]


def failed(reply: httpx.Response) -> tuple[int, str | None]:
    """Status, and whose error it is."""
    assert KEY not in reply.text + str(reply.headers)
    return reply.status_code, reply.headers.get("x-gateway-error")


def test_each_of_the_five_calls_arrives_with_the_key(desk: httpx.Client, upstream: Upstream) -> None:
    made = desk.post("accesskeys/add", json=ADD)
    bodies = [{"id": made.json()["id"]}, {"id": made.json()["id"]}, {}, {}]
    replies = [made, *(desk.post(path, json=body) for path, body in zip(PATHS[1:], bodies, strict=True))]
    assert [reply.status_code for reply in replies] == [200, 200, 204, 200, 200]
    seen = upstream.taken()
    assert [(each.method, each.target) for each in seen] == [("POST", f"/v1/{path}") for path in PATHS]
    assert json.loads(seen[0].body) == ADD
    assert {each.headers["authorization"] for each in seen} == {f"Bearer {KEY}"}
    assert not any(KEY in reply.text + str(reply.headers) for reply in replies)


def test_of_what_a_desk_sends_the_body_alone_is_passed_on(desk: httpx.Client, upstream: Upstream, site: Site) -> None:
    before = len(site.audit())
    odd = {"Authorization": "Bearer of-the-desk", "Cookie": "a=b", "X-Evil": "1", "X-Chain-Head": HEAD, "TE": "gzip"}
    assert desk.post("accesslevels/list", json={}, headers=odd).status_code == 200
    (seen,) = upstream.taken()
    assert set(seen.headers) == {
        *("host", "connection", "content-length", "content-type", "accept", "accept-encoding"),
        *("authorization", "x-request-id"),
    }
    assert seen.headers["authorization"] == f"Bearer {KEY}"
    assert seen.headers["host"] == NAME
    (line,) = site.audited(before)
    assert line["req"] == seen.headers["x-request-id"]
    assert "of-the-desk" not in str(line)


def test_the_audit_log_has_a_line_for_each_call(desk: httpx.Client, site: Site, papers: Papers) -> None:
    before = len(site.audit())
    reply = desk.post("accesskeys/add", json=ADD, headers={"X-Chain-Head": HEAD})
    desk.post("accesskeys/nothing", json=ADD)
    called, astray = site.audited(before, 2)
    assert (called["desk"], called["verify"], called["chain"]) == ("desk-01", "SUCCESS", HEAD)
    assert (called["m"], called["p"], called["st"], called["up"], called["err"]) == (
        *("POST", "/v1/accesskeys/add", 200, "200", ""),
    )
    assert called["serial"].lower() in site.do("list").lower()
    assert called["req"] == reply.headers["x-request-id"]
    assert (astray["st"], astray["err"], astray["up"]) == (404, "no_such_path", "")
    assert not any(secret in str(called) for secret in ("Canary", KEY, "pin"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429, 500, 502, 503])
def test_the_services_own_errors_come_through_as_they_are(desk: httpx.Client, upstream: Upstream, status: int) -> None:
    upstream.training.faults.plan("/v1/accesskeys/add", "status", status=status, retry_after="77")
    reply = desk.post("accesskeys/add", json=ADD)
    assert failed(reply) == (status, None)
    assert reply.headers["retry-after"] == "77"
    assert reply.json()["error"]


def test_a_key_that_the_service_quotes_ends_at_the_gateway(desk: httpx.Client, upstream: Upstream) -> None:
    upstream.quotes = True
    reply = desk.post("accesslevels/list", json={})
    assert failed(reply) == (401, None)
    assert reply.json() == {"error": "the service refused (401)"}


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("POST", "accesskeys/other", 404, "no_such_path"),
        ("POST", "accesskeys/add/", 404, "no_such_path"),
        ("POST", "", 404, "no_such_path"),
        ("GET", "accesslevels/list", 403, "denied"),
        ("DELETE", "accesskeys/remove", 403, "denied"),
        ("POST", "accesslevels/list?a=b", 400, "malformed"),
    ],
)
def test_nothing_else_is_passed_on(
    desk: httpx.Client, upstream: Upstream, method: str, path: str, status: int, error: str
) -> None:
    assert failed(desk.request(method, path, content=b"{}")) == (status, error)
    assert not upstream.taken()


@pytest.mark.parametrize("odd", ["/accesskeys//add", "accesskeys/%61dd", "x/../accesskeys/add"])
def test_an_oddly_spelled_path_arrives_as_the_right_one(
    site: Site, papers: Papers, upstream: Upstream, odd: str
) -> None:
    spoken(site, papers, request(odd))
    assert {each.target for each in upstream.taken()} == {"/v1/accesskeys/add"}


def test_a_body_that_might_not_fit_into_memory_is_refused(
    desk: httpx.Client, upstream: Upstream, site: Site, papers: Papers
) -> None:
    assert failed(desk.post("accesskeys/add", content=b"x" * 32_769)) == (413, "too_large")
    chunks = "1\r\nx\r\n" * 8_000 + "0\r\n\r\n"
    head = f"POST /v1/accesskeys/add HTTP/1.1\r\nHost: {NAME}\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert b"X-Gateway-Error: malformed" in spoken(site, papers, (head + chunks).encode())
    assert failed(desk.post("accesskeys/add", content=b"x" * 32_768)) == (400, None)
    assert len(upstream.taken()) == 1
    assert "temporary file" not in site.errors()


def test_who_asks_for_another_host_gets_no_answer(site: Site, papers: Papers, upstream: Upstream) -> None:
    elsewhere = request("accesslevels/list", "other.example")
    assert spoken(site, papers, elsewhere) == b""
    with pytest.raises(OSError, match=r"(?i)unrecognized.name"):
        spoken(site, papers, elsewhere, "other.example")
    assert not upstream.taken()


def test_a_service_that_is_away_leaves_the_outcome_unknown(site: Site, desk: httpx.Client) -> None:
    with site.service_at(free_port()):
        assert failed(desk.post("accesskeys/add", json=ADD)) == (502, "outcome_unknown")
        assert "service at localhost is not reached" in site.run("check").stderr
    assert desk.post("accesslevels/list", json={}).status_code == 200


@pytest.mark.parametrize("why", ["unknown authority", "another name"])
def test_a_service_that_cannot_prove_its_name_is_sent_nothing(
    site: Site, desk: httpx.Client, tmp_path: Path, vendors_authority: trustme.CA, why: str
) -> None:
    authority = trustme.CA() if why == "unknown authority" else vendors_authority
    name = "api.other.example" if why == "another name" else NAME
    with Upstream(tmp_path, authority, KEY, name=name) as impostor:
        with site.service_at(impostor.port):
            assert failed(desk.post("accesskeys/add", json=ADD)) == (502, "outcome_unknown")
        assert not impostor.taken()
    assert "certificate" in site.errors()


def test_an_answer_that_was_lost_is_not_asked_for_again(desk: httpx.Client, upstream: Upstream) -> None:
    upstream.training.faults.plan("/v1/accesskeys/add", "drop_after")
    assert failed(desk.post("accesskeys/add", json=ADD)) == (502, "outcome_unknown")
    assert len(upstream.taken()) == 1


def test_a_call_goes_on_when_the_desk_hangs_up(site: Site, papers: Papers, upstream: Upstream) -> None:
    before = len(site.audit())
    upstream.training.faults.plan("/v1/accesskeys/add", "delay", seconds=0.5)
    chain = {"X-Chain-Head": "ef" * 32}
    with site.desk(papers) as hasty, pytest.raises(httpx.ReadTimeout):
        hasty.post("accesskeys/add", json=ADD, headers=chain, timeout=httpx.Timeout(10, read=0.2))
    (line,) = site.audited(before, chain="ef" * 32)
    assert (line["p"], line["up"]) == ("/v1/accesskeys/add", "200")


def test_no_file_but_its_own_ever_holds_the_key_and_none_the_pin(
    site: Site, desk: httpx.Client, upstream: Upstream
) -> None:
    upstream.training.faults.plan("/v1/accesskeys/add", "status", status=500)
    for body in (ADD, ADD, {"pin": PIN, "padding": "x" * 30_000}, {"pin": PIN, "padding": "x" * 40_000}):
        desk.post("accesskeys/add", json=body)
    upstream.quotes = True
    desk.post("accesskeys/add", json=ADD)
    assert site.files_holding(KEY) == [site.conf / "secrets/api_key.conf"]
    assert site.files_holding(f'"pin":"{PIN}"', f'"pin": "{PIN}"', "Canary") == []
    assert {path.name for path in (site.prefix / "run").rglob("*") if path.is_file()} == {"nginx.pid", "loaded"}


def test_who_is_too_fast_is_told_how_long_to_wait(running_upstream: Upstream, trusted: Path, tmp_path: Path) -> None:
    with Site(tmp_path, running_upstream, trusted) as site, site.desk(site.enroll("desk-01")) as desk:
        begun = time.monotonic()
        replies = [desk.post("accesslevels/list", json={}) for _ in range(30)]
        allowed = 11 + 5 * (time.monotonic() - begun)
    late = [reply for reply in replies if reply.status_code == 429]
    assert 11 <= len(replies) - len(late) <= allowed + 1
    assert late
    assert {(*failed(reply), reply.headers["retry-after"]) for reply in late} == {(429, "gateway_rate", "2")}
