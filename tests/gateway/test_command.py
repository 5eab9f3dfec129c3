"""The command that looks after the gateway: what it makes, and what it refuses to do."""

import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.gateway.site import COMMAND, KEY, Papers, Site, program
from tests.gateway.upstream import Upstream

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def site(running_upstream: Upstream, trusted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A gateway that may be damaged a little."""
    with Site(tmp_path_factory.mktemp("command"), running_upstream, trusted) as site:
        yield site


@pytest.fixture(scope="module")
def papers(site: Site) -> Papers:
    """What desk-01 was given."""
    return site.enroll("desk-01")


def refused(site: Site, *words: str, said: str = "") -> str:
    """The one sentence that a command refuses with."""
    done = site.run(*words, said=said)
    assert done.returncode in (1, 2)
    assert done.stderr.startswith("Gateway: ")
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def text_of(path: Path) -> str:
    """What openssl reads in a certificate."""
    words = [program("openssl"), "x509", "-in", str(path), "-noout", "-text"]
    return subprocess.run(words, check=True, capture_output=True, text=True, timeout=30).stdout


def test_a_desks_papers_are_good_for_a_desk_alone(site: Site, papers: Papers) -> None:
    text = text_of(papers.folder / "client.pem")
    assert "Subject: CN = desk-01" in text
    assert "prime256v1" in text
    assert "TLS Web Client Authentication" in text
    assert "TLS Web Server Authentication" not in text
    assert "CA:FALSE" in text
    assert (papers.folder / "client.key").read_text().startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert re.search(r"[0-9a-f]{4}(-[0-9a-f]{4}){4}", papers.passphrase)
    assert not site.files_holding(papers.passphrase)
    assert (papers.folder / "gateway-ca.pem").read_text() == site.authority.read_text()


def test_nobody_else_may_read_what_it_writes(site: Site, papers: Papers) -> None:
    readable = [path for path in site.prefix.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert {path.name for path in readable} <= {"desk-ca.pem", "server.pem", "desk.crl", "nginx.stderr"}
    assert (site.conf / "secrets/api_key.conf").stat().st_mode & 0o777 == 0o400


def test_a_passphrase_of_ones_own_is_taken_from_the_standard_input(site: Site) -> None:
    assert "at least 12" in refused(site, "enroll", "desk-06", "--ask", said="too short\n")
    assert "shown this once" not in site.do("enroll", "desk-06", "--ask", said="of my very own choice\n")
    Papers(site.state / "for-desks/desk-06", "of my very own choice").context(site.authority)


def test_what_would_do_harm_is_refused_in_a_sentence(site: Site, papers: Papers) -> None:
    assert "nothing was changed" in refused(site, "init", "--name", "other.example")
    assert "enrolled already" in refused(site, "enroll", "desk-01")
    assert "enrolled already" in refused(site, "enroll", "DESK-01")
    assert "there is no desk desk-77" in refused(site, "revoke", "desk-77")
    assert "not enrolled" in refused(site, "renew", "desk-77")
    assert "never given on the command line" in refused(site, "key", KEY)
    for name in ("a b", "ä", "x/y", "x-", "x;y", 'x"', "a" * 64, "x\ny"):
        assert "letters, digits and hyphens" in refused(site, "enroll", name)
    for bad in ("", "short", "with space in it", 'quo"te-quo"te', "dollar$dollar", "x" * 513, "semi;colon}"):
        assert "the one before stays" in refused(site, "key", said=bad)
    assert KEY in (site.conf / "secrets/api_key.conf").read_text()


def test_the_list_tells_of_every_certificate(site: Site) -> None:
    site.enroll("desk-07")
    site.do("revoke", "desk-07")
    site.issue("desk-08", start=-9 * DAY, end=-DAY)
    site.issue("desk-09", start=-DAY, end=DAY)
    lines = {line.split()[0]: line.split(None, 3)[3] for line in site.do("list").splitlines()}
    assert [lines[f"desk-0{number}"] for number in (7, 8, 9)] == ["revoked", "expired", "not listed"]


def test_check_finds_what_is_wrong(site: Site, running_upstream: Upstream) -> None:
    assert "all is well" in site.do("check")
    key = site.conf / "secrets/api_key.conf"
    whole = key.read_text()
    key.chmod(0o640)
    assert "chmod 400" in refused(site, "check", "--offline")
    key.write_text(whole.replace("}", ""))
    key.chmod(0o400)
    done = site.run("check", "--offline")
    assert done.returncode == 1
    assert "run: gateway key" in done.stderr
    assert KEY not in done.stderr + done.stdout
    site.do("key", said=KEY)
    settings = site.conf / "nginx.conf"
    settings.write_text(settings.read_text() + f"\nnonsense {KEY};\n")
    done = site.run("check", "--offline")
    assert "unknown directive" in done.stderr
    assert KEY not in done.stderr + done.stdout
    site.do("install")


def test_a_list_of_the_revoked_that_grows_old_is_told_and_renewed(site: Site) -> None:
    crl, config = site.conf / "tls/desk.crl", site.state / "desk-ca/openssl.cnf"
    crl.chmod(0o600)
    words = [program("openssl"), "ca", "-config", str(config), "-gencrl", "-crldays", "80", "-out", str(crl)]
    subprocess.run(words, check=True, capture_output=True, env={"GATEWAY_SAN": "DNS:none"}, timeout=30)
    site.do("reload")
    assert "every desk is locked out" in refused(site, "check", "--offline")
    site.do("refresh")
    assert "all is well" in site.do("check", "--offline")


def test_a_certificate_that_is_about_to_expire_is_told(site: Site) -> None:
    site.issue("desk-10", start=-DAY, end=9.5 * DAY)
    desks = site.conf / "desks.map"
    before = desks.read_text()
    desks.write_text(before + '"SUCCESS:CN=desk-10" desk-10;\n"SUCCESS:CN=desk-11" desk-11;\n')
    done = site.run("check", "--offline")
    desks.write_text(before)
    assert "desk-10 expires in 9 days" in done.stderr
    assert "desk-11 has expired" in done.stderr


def test_the_gateways_own_certificate_is_renewed_in_time(site: Site) -> None:
    own = site.conf / "tls/server.pem"
    before = own.read_text()
    site.do("refresh")
    assert own.read_text() == before
    config, environment = site.state / "server-ca/openssl.cnf", {"GATEWAY_SAN": "DNS:localhost"}
    key = site.conf / "tls/server.key"
    short = [
        "req",
        "-x509",
        "-key",
        str(key),
        "-subj",
        "/CN=localhost",
        "-days",
        "20",
        "-out",
        str(site.prefix / "short"),
    ]
    subprocess.run([program("openssl"), *short, "-config", str(config)], check=True, env=environment, timeout=30)
    own.chmod(0o600)
    own.write_text((site.prefix / "short").read_text())
    site.do("reload")
    assert "own certificate expires in " in refused(site, "check", "--offline")
    assert "renewed the gateway's own" in site.do("refresh")
    assert "all is well" in site.do("check", "--offline")
    with site.desk(None) as nobody:
        assert nobody.post("accesslevels/list").json()["error"] == "client_cert"


@pytest.mark.parametrize("command", ["key", "install", "enroll", "revoke", "list", "check"])
def test_before_there_is_a_gateway_each_command_says_how_to_begin(tmp_path: Path, command: str) -> None:
    words = [str(COMMAND), command, *(["desk-01"] if command in ("enroll", "revoke") else [])]
    environment = {"PREFIX": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(words, capture_output=True, text=True, input="", env=environment, timeout=30, check=False)
    assert done.returncode == 1
    assert "run: gateway init" in done.stderr
