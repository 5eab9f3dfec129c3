"""A service that quotes the API key, as none should: what of it a desk gets to see."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.gateway.site import Papers, Site, request, spoken
from tests.gateway.upstream import Parrot

KEY = "canary+key/Zq7Xw9==Zq7Xw9"
QUOTED = json.dumps({"error": f"{KEY} is revoked"})


@pytest.fixture(scope="module")
def parrot(trusted: Path, vendors_authority: trustme.CA) -> Iterator[Parrot]:
    with Parrot(trusted.parent, vendors_authority) as parrot:
        yield parrot


@pytest.fixture(scope="module")
def site(parrot: Parrot, trusted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A gateway in front of a service that says what it is told to."""
    rates = ("--desk-rate", "500", "--total-rate", "500")
    with Site(tmp_path_factory.mktemp("quoting"), parrot, trusted, *rates, key=KEY) as site:
        yield site


@pytest.fixture(scope="module")
def papers(site: Site) -> Papers:
    """What desk-01 was given."""
    return site.enroll("desk-01")


def answer(status: str, headers: str, body: bytes) -> bytes:
    """An answer as a service sends it."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


def told(site: Site, papers: Papers, parrot: Parrot, said: bytes) -> tuple[str, bytes]:
    """Head and body of what a desk gets when the service says this. The key stands nowhere in it."""
    parrot.answer = said
    got = spoken(site, papers, request("accesskeys/add"))
    assert KEY.encode() not in got
    head, _, body = got.partition(b"\r\n\r\n")
    return head.decode(), body


@pytest.mark.parametrize("status", [302, 401, 403, 405, 429, 500, 502, 503, 504])
def test_of_answers_that_need_no_words_only_the_status_is_passed_on(
    site: Site, papers: Papers, parrot: Parrot, status: int
) -> None:
    loud = f"WWW-Authenticate: Bearer {KEY}\r\nLocation: /{KEY}\r\nX-Of-Its-Own: {KEY}\r\nRetry-After: 77\r\n"
    head, body = told(site, papers, parrot, answer(f"{status} {KEY}", loud, QUOTED.encode()))
    assert head.startswith(f"HTTP/1.1 {status} ")
    names = {line.partition(":")[0].lower() for line in head.splitlines()[1:]}
    ours = {"server", "date", "content-type", "content-length", "connection", "x-request-id", "cache-control"}
    assert names == {*ours, "retry-after"}
    assert "Retry-After: 77" in head
    assert f"({status})" in body.decode()


@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request", "404 Not Found", "409 Conflict"])
def test_headers_in_which_a_service_might_quote_it_end_at_the_gateway(
    site: Site, papers: Papers, parrot: Parrot, status: str
) -> None:
    names = ["WWW-Authenticate", "Location", "Link", "Set-Cookie", "Warning", "X-Error-Message", "X-Debug-Auth"]
    loud = "".join(f"{name}: {KEY}\r\n" for name in [*names, "Retry-After", "X-Gateway-Error"])
    head, _ = told(site, papers, parrot, answer(status, loud, b"{}"))
    assert head.startswith(f"HTTP/1.1 {status}")
    assert "canary" not in head


@pytest.mark.parametrize(
    "spelled",
    [
        QUOTED,
        QUOTED.replace("/", "\\/"),
        QUOTED.replace("+", "\\u002B"),
        QUOTED.replace("+", "\\u002B").replace("/", "\\/").replace("=", "\\u003d"),
        QUOTED.replace(KEY, "".join(f"\\u{ord(each):04X}" for each in KEY)),
        QUOTED.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"),
        QUOTED.replace("+", "&#43;").replace("/", "&#x2F;").replace("=", "&#61;"),
        f"{KEY}{KEY} {KEY}",
    ],
)
@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request"])
def test_in_words_for_people_it_is_struck_out_however_json_spells_it(
    site: Site, papers: Papers, parrot: Parrot, spelled: str, status: str
) -> None:
    _, body = told(site, papers, parrot, answer(status, "", spelled.encode()))
    assert b"(API key)" in body
    assert b"Zq7Xw9" not in body
    assert b"\\u0063" not in body


@pytest.mark.parametrize("encoding", ["gzip", "x-of-its-own"])
def test_an_encoded_answer_that_nobody_asked_for_is_unreadable(
    site: Site, papers: Papers, parrot: Parrot, encoding: str
) -> None:
    packed = gzip.compress(QUOTED.encode())
    head, body = told(site, papers, parrot, answer("200 OK", f"Content-Encoding: {encoding}\r\n", packed))
    assert "content-encoding" not in head.lower()
    assert b"?" * len(packed) in b"".join(body.split(b"\r\n")[1::2])


def test_an_answer_in_plain_utf_8_comes_through_unchanged(site: Site, papers: Papers, parrot: Parrot) -> None:
    said = json.dumps({"error": "Ä + / = ?"}, ensure_ascii=False).encode()
    _, body = told(site, papers, parrot, answer("400 Bad Request", "Content-Encoding: identity\r\n", said))
    assert said in body


def test_what_is_no_http_tells_no_key_either(site: Site, papers: Papers, parrot: Parrot) -> None:
    told(site, papers, parrot, f"garbage {KEY}\r\n\r\n".encode())
    head, _ = told(site, papers, parrot, answer("200 OK", f"X {KEY}: \0\r\n", b"{}"))
    assert "X-Gateway-Error: outcome_unknown" in head
    assert site.files_holding(KEY) == [site.conf / "secrets/api_key.conf"]
