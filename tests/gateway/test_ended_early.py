"""Commands that end early, that lose nginx out of sight, or that meet what is damaged: nothing good is lost by it."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.gateway.site import COMMAND, KEY, Papers, Site, program, request, spoken
from tests.gateway.upstream import Upstream

DAY = timedelta(days=1)
NEXT_KEY = "canary-key.never-stored"


@pytest.fixture(scope="module")
def site(running_upstream: Upstream, trusted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A gateway that may be damaged a little, if it is mended."""
    rates = ("--desk-rate", "500", "--total-rate", "500")
    with Site(tmp_path_factory.mktemp("early"), running_upstream, trusted, *rates) as site:
        yield site


@pytest.fixture(scope="module")
def others(site: Site) -> Papers:
    """What a desk was given that nobody shuts out."""
    return site.enroll("desk-09")


@contextlib.contextmanager
def damaged(path: Path, text: str) -> Iterator[None]:
    """For a while, this stands in the file."""
    before, mode = path.read_bytes(), path.stat().st_mode
    path.chmod(0o600)
    path.write_text(text)
    try:
        yield
    finally:
        path.write_bytes(before)
        path.chmod(mode)


def status(site: Site, papers: Papers) -> int:
    """What a desk is answered."""
    return int(spoken(site, papers, request("accesslevels/list")).split()[1])


def test_revoking_may_be_repeated_when_nginx_could_not_take_it(site: Site) -> None:
    papers = site.enroll("desk-01")
    with damaged(site.conf / "secrets/api_key.conf", "broken {"):
        done = site.run("revoke", "desk-01")
    assert done.returncode == 1
    assert "desk-01 may still be let in; mend this, then run gateway revoke desk-01 again" in done.stderr
    assert status(site, papers) == 200
    assert "that was changed since; run gateway reload" in site.run("check", "--offline").stderr
    assert "no call of it is under way" in site.do("revoke", "desk-01")
    assert status(site, papers) == 403
    assert "all is well" in site.do("check", "--offline")


def test_a_desk_is_shut_out_even_if_the_list_of_the_revoked_cannot_be_made(site: Site, others: Papers) -> None:
    papers = site.enroll("desk-02")
    crl = site.conf / "tls/desk.crl"
    before = crl.read_bytes()
    with damaged(site.state / "desk-ca/crlnumber", "zz\n"):
        done = site.run("revoke", "desk-02")
        refresh = site.run("refresh")
        assert (done.returncode, refresh.returncode, crl.read_bytes()) == (1, 1, before)
    assert "run gateway revoke desk-02 again" in done.stderr
    assert "what was there before stays" in refresh.stderr
    assert (status(site, papers), status(site, others)) == (403, 200)
    assert "revoked desk-02" in site.do("revoke", "desk-02")
    assert b"certificate revoked" in spoken(site, papers, request("accesslevels/list"))


@pytest.mark.parametrize(
    ("setting", "why"),
    [("UPSTREAM_CA=/there/is/none.pem", "does not accept"), ("UPSTREAM_ADDRESS=", "names no name server")],
)
def test_settings_that_do_not_work_replace_none_that_do(site: Site, setting: str, why: str) -> None:
    (site.prefix / "etc/resolv.conf").write_text("search example.internal\n")
    files = [site.conf / "nginx.conf", site.conf / "forward.conf"]
    before = [path.read_bytes() for path in files]
    settings = site.state / "gateway.settings"
    name = setting.partition("=")[0]
    with damaged(settings, re.sub(f"{name}=.*", setting, settings.read_text())):
        done = site.run("install")
    assert done.returncode == 1
    assert why in done.stderr
    assert [path.read_bytes() for path in files] == before
    assert "all is well" in site.do("check", "--offline")
    assert not list(site.prefix.rglob("*.unfinished"))


def test_who_only_looks_writes_nothing(site: Site) -> None:
    site.issue("desk-04", start=-9 * DAY, end=-DAY)
    folder = site.state / "desk-ca"
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert re.search(r"desk-04 .* expired", site.do("list"))
    site.run("check", "--offline")
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_revoking_finds_nginx_without_its_file_and_harms_no_stranger(site: Site) -> None:
    pid = site.prefix / "run/enroll-gateway/nginx.pid"
    with subprocess.Popen([program("sleep"), "60"]) as stranger:
        with damaged(pid, f"{stranger.pid}\n"):
            papers = site.enroll("desk-05")
            assert status(site, papers) == 200
        with damaged(pid, ""):
            assert "no call of it" in site.do("revoke", "desk-05")
        assert stranger.poll() is None
        stranger.kill()
    assert status(site, papers) == 403


def test_revoking_claims_nothing_when_something_answers_that_it_does_not_know(
    running_upstream: Upstream, trusted: Path, tmp_path: Path
) -> None:
    site = Site(tmp_path, running_upstream, trusted)
    site.do("enroll", "desk-01")
    with socket.create_server(("127.0.0.1", site.port)):
        done = site.run("revoke", "desk-01")
    assert done.returncode == 1
    assert "revoked" not in done.stdout
    assert "no process is known" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_key_that_was_being_stored_is_left_nowhere(site: Site, tmp_path: Path, how: signal.Signals) -> None:
    slow = tmp_path / "chmod"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o700)
    environment = {"PREFIX": str(site.prefix), "PATH": f"{tmp_path}:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        [COMMAND, "key"], env=environment, start_new_session=True, stdin=pipe, stdout=nowhere, stderr=nowhere
    ) as key:
        assert key.stdin
        key.stdin.write(f"{NEXT_KEY}\n".encode())
        key.stdin.close()
        end = time.monotonic() + 10
        while not site.files_holding(NEXT_KEY) and time.monotonic() < end:
            time.sleep(0.05)
        assert site.files_holding(NEXT_KEY)
        os.killpg(key.pid, how)
        assert key.wait(10) != 0
    if how is signal.SIGKILL:
        site.do("refresh")
    assert not site.files_holding(NEXT_KEY)
    assert site.files_holding(KEY) == [site.conf / "secrets/api_key.conf"]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (b"POST /v1/\xff\xfe HTTP/1.1", "(not ASCII)"),
        (b"POST /v1/accesskeys/add%00 HTTP/1.1", ""),
        (b"CONNECT api.example:443 HTTP/1.1", ""),
        (b"POST /v1/accesslevels/list", ""),
        (b"\x16\x03\x01 hello", ""),
        (b"POST /v1/accesslevels/list HTTP/1.1\r\nX-Chain-Head: \xff\xfe" + b"a" * 62, "/v1/accesslevels/list"),
        (b"POST /v1/accesslevels/list HTTP/1.1\r\nX-Chain-Head: " + b"x" * 3000, "/v1/accesslevels/list"),
    ],
)
def test_whatever_is_said_is_refused_by_name_and_the_log_stays_readable(
    site: Site, others: Papers, line: bytes, path: str
) -> None:
    before = len(site.audit())
    got = spoken(site, others, line + b"\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}")
    (logged,) = site.audited(before)
    assert (logged["p"], logged["chain"]) == (path, "")
    if path.startswith("/v1/accesslevels"):
        assert logged["st"] == 200
    elif path == "(not ASCII)":
        assert logged["err"] == "no_such_path"
    else:
        assert (logged["st"], logged["err"]) == (400, "malformed")
        assert b'{"error":"gateway_malformed"}' in got
