"""Who is let in: told as the product's own client tells it, at a gateway that the command set up."""

import contextlib
import ssl
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import trustme

from enroll_app.api.client import IntServClient
from enroll_app.domain.enrollment import Order
from enroll_app.domain.identification import Spelling
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.service_errors import Busy, KeyMissing, OutcomeUnknown, ServiceError, SignInNeeded
from tests.api.support import CARD, REMOVAL, added, send
from tests.gateway.site import KEY, Papers, Site, connected, request
from tests.gateway.upstream import Upstream

DAY = timedelta(days=1)
HEAD = "cd" * 32
NEW_KEY = "canary-key.the-next-one"
ORDER = Order(CARD, Person("Åsa", "Öberg"), Pin("8642"))


def product(site: Site, papers: Papers | None) -> IntServClient:
    """The product, set to the gateway: no key of its own."""
    return IntServClient(
        url=site.url, key=None, spelling=Spelling.HEX, trust=site.trust(papers), chain_head=lambda: HEAD
    )


def problem(site: Site, papers: Papers | None) -> tuple[type[ServiceError], str]:
    """What the product says when it is not let in."""
    with product(site, papers) as client, pytest.raises(ServiceError) as error:
        added(client, ORDER)
    return type(error.value), error.value.problem.code


def test_the_product_does_all_its_work_through_the_gateway(site: Site, papers: Papers, upstream: Upstream) -> None:
    before = len(site.audit())
    with product(site, papers) as client:
        assert client.levels()
        made = added(client, ORDER)
        client.status(made.key_id)
        client.events(datetime.now(UTC) - DAY)
        with pytest.raises(KeyMissing):
            send(client, REMOVAL)
    assert {each.headers["authorization"] for each in upstream.taken()} == {f"Bearer {KEY}"}
    lines = site.audited(before, 5)
    assert [line["desk"] for line in lines] == ["desk-01"] * 5
    assert {line["chain"] for line in lines} == {HEAD}


def foreign(site: Site, folder: Path) -> Papers:
    authority = trustme.CA()
    certificate = authority.issue_cert("foreign.example", common_name="desk-01")
    certificate.cert_chain_pems[0].write_to_path(folder / "client.pem")
    certificate.private_key_pem.write_to_path(folder / "client.key")
    (folder / "client.key").chmod(0o600)
    return Papers(folder, "")


def nobodys(site: Site, folder: Path) -> None:
    return None


def revoked(site: Site, folder: Path) -> Papers:
    papers = site.enroll("desk-revoked")
    site.do("revoke", "desk-revoked")
    return papers


def unlisted(site: Site, folder: Path) -> Papers:
    return site.issue("desk-unlisted", start=-DAY, end=DAY)


@pytest.mark.parametrize(
    ("whose", "code", "verify"),
    [
        (nobodys, "certificate-missing", "NONE"),
        (foreign, "certificate-refused", "FAILED:unable to verify the first certificate"),
        (revoked, "certificate-refused", "FAILED:certificate revoked"),
        (unlisted, "gateway-denied", "SUCCESS"),
    ],
)
def test_who_is_not_let_in_is_told_why(
    site: Site,
    upstream: Upstream,
    tmp_path: Path,
    whose: Callable[[Site, Path], Papers | None],
    code: str,
    verify: str,
) -> None:
    papers = whose(site, tmp_path)
    before = len(site.audit())
    assert problem(site, papers) == (SignInNeeded, code)
    (line,) = site.audited(before)
    assert (line["verify"], line["desk"], line["up"]) == (verify, "", "")
    assert not upstream.taken()


def test_an_expired_certificate_is_refused_by_the_gateway_too(site: Site, upstream: Upstream) -> None:
    papers = site.issue("desk-01", start=-9 * DAY, end=-DAY)
    trust = site.trust(None)
    trust.load_cert_chain(papers.folder / "client.pem", papers.folder / "client.key")
    with httpx.Client(base_url=site.url, verify=trust, trust_env=False) as desk:
        reply = desk.post("accesslevels/list", json={})
    assert (reply.status_code, reply.headers["x-gateway-error"]) == (403, "client_cert")
    assert reply.json()["why"] == "FAILED:certificate has expired"
    assert not upstream.taken()


def test_the_product_tells_the_gateways_errors_from_the_services(
    site: Site, papers: Papers, upstream: Upstream
) -> None:
    def told(status: int) -> tuple[type[ServiceError], str]:
        upstream.training.faults.plan("/v1/accesskeys/add", "status", status=status)
        return problem(site, papers)

    assert [told(status)[1] for status in (401, 403, 429, 502)] == [
        *("key-not-accepted", "key-not-allowed", "service-busy", "service-failure"),
    ]
    upstream.training.faults.plan("/v1/accesskeys/add", "drop_after")
    assert problem(site, papers) == (OutcomeUnknown, "gateway-no-answer")


def test_the_product_waits_when_the_gateway_says_so(running_upstream: Upstream, trusted: Path, tmp_path: Path) -> None:
    with (
        Site(tmp_path, running_upstream, trusted, "--desk-rate", "1") as site,
        product(site, site.enroll("desk-01")) as client,
    ):
        for _ in range(3):
            client.levels()
        with pytest.raises(Busy) as error:
            client.levels()
    assert (error.value.problem.code, error.value.retry_after_s) == ("gateway-busy", 2.0)


def test_revoking_counts_at_once(site: Site, upstream: Upstream) -> None:
    papers = site.enroll("desk-02")
    with product(site, papers) as client:
        client.levels()
        site.do("revoke", "desk-02")
        with pytest.raises(SignInNeeded):
            client.levels()
    assert len(upstream.taken()) == 1


def test_once_a_desk_is_revoked_no_connection_of_it_lives_on(site: Site, upstream: Upstream) -> None:
    """A call that was begun is finished; after that nothing comes in, over whatever was opened before."""
    conf = site.conf / "nginx.conf"
    conf.write_text(conf.read_text().replace("client_header_timeout 5s", "client_header_timeout 1s"))
    papers = site.enroll("desk-05")
    upstream.training.faults.plan("/v1/accesslevels/list", "delay", seconds=1)
    with connected(site, papers) as busy, connected(site, papers) as unused:
        busy.sendall(request("accesslevels/list"))
        site.do("revoke", "desk-05")
        (called,) = upstream.taken()
        answer = received(busy)
        for connection in (busy, unused):
            with contextlib.suppress(OSError):
                connection.sendall(request("accesslevels/list"))
            assert received(connection) == b""
    site.do("install")
    assert called.target == "/v1/accesslevels/list"
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"Connection: close" in answer
    assert not upstream.taken()


def received(connection: ssl.SSLSocket) -> bytes:
    """All that comes until the gateway closes."""
    answer = b""
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while chunk := connection.recv(65_536):
            answer += chunk
    return answer


def test_who_was_revoked_may_be_enrolled_anew(site: Site, upstream: Upstream) -> None:
    old = site.enroll("desk-03")
    site.do("revoke", "desk-03")
    new = site.enroll("desk-03")
    with product(site, new) as client:
        assert client.levels()
    assert problem(site, old) == (SignInNeeded, "certificate-refused")


def test_a_renewed_certificate_and_the_one_before_are_both_good_until_the_desk_is_revoked(site: Site) -> None:
    old = site.enroll("desk-04")
    new = site.enroll("desk-04", "renew")
    for papers in (old, new):
        with product(site, papers) as client:
            assert client.levels()
    site.do("revoke", "desk-04")
    assert {problem(site, papers)[1] for papers in (old, new)} == {"certificate-refused"}


def test_a_key_is_changed_without_a_failed_call(site: Site, papers: Papers, upstream: Upstream) -> None:
    """The service takes both keys for a while, as the vendor's does not: the change itself fails no call."""
    upstream.accepts = {KEY, NEW_KEY}
    done = False

    def calls() -> set[int]:
        with site.desk(papers) as desk:
            codes = set()
            while not done:
                codes.add(desk.post("accesslevels/list", json={}).status_code)
        return codes

    with ThreadPoolExecutor(3) as desks:
        running = [desks.submit(calls) for _ in range(3)]
        site.do("key", said=NEW_KEY)
        upstream.taken()
        time.sleep(0.2)
        done = True
        assert [each.result() for each in running] == [{200}] * 3
    assert {each.headers["authorization"] for each in upstream.taken()[3:]} == {f"Bearer {NEW_KEY}"}
    site.do("key", said=KEY)
