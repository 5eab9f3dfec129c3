"""A gateway of its own below a folder: set up by the command, run by a real nginx, called by desks."""

import contextlib
import json
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

import httpx

from enroll_app.api.trust import make_trust
from enroll_app.domain.secret import Secret
from tests.gateway.upstream import NAME, Parrot, Upstream

COMMAND = Path(__file__).parents[2] / "installer" / "gateway" / "gateway"
KEY = "canary-key.Zq7Xw9-Zq7Xw9"
_START_S = 10.0


def program(name: str) -> str:
    """Where a program of the system is. Fails where there is none: nothing here is ever left out."""
    found = shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin:/usr/local/bin")
    assert found, f"{name} is not installed; `make test` installs it"
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Papers:
    """What a desk was given."""

    folder: Path
    passphrase: str

    @cache  # noqa: B019  a key is slow to open, on purpose
    def context(self, authority: Path) -> ssl.SSLContext:
        """Believe the gateway alone, and show it the certificate. The product's own, as a desk sets it."""
        certificate, key = self.folder / "client.pem", self.folder / "client.key"
        secret = Secret(self.passphrase) if self.passphrase else None
        return make_trust(ca=authority, certificate=certificate, key=key, passphrase=secret)


class Site:
    """A gateway below `prefix`. Running from `with` to its end."""

    def __init__(self, prefix: Path, upstream: Upstream | Parrot, trusted: Path, *rates: str, key: str = KEY) -> None:
        self.prefix = prefix
        self.port = free_port()
        self.conf = prefix / "etc/nginx/enroll-gateway"
        self.state = prefix / "var/lib/enroll-gateway"
        self.logs = prefix / "var/log/enroll-gateway"
        self._nginx: subprocess.Popen[bytes] | None = None
        self._trusted = trusted
        program("openssl")
        address = f"127.0.0.1:{upstream.port}"
        words = ["--name", NAME, "--upstream", NAME, "--upstream-address", address, "--upstream-ca", str(trusted)]
        self.do("init", *words, "--port", str(self.port), "--listen", "127.0.0.1", *rates)
        self.do("key", said=key)
        self.do("install")
        self.authority = self.state / "server-ca/ca.pem"

    @property
    def url(self) -> str:
        return f"https://{NAME}:{self.port}/v1/"

    def run(self, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
        """The command with these words; `said` on its standard input."""
        return subprocess.run(
            [COMMAND, *words],
            input=said,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={"PREFIX": str(self.prefix), "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )

    def do(self, *words: str, said: str = "") -> str:
        """The same, for what must go well: what it printed."""
        done = self.run(*words, said=said)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def enroll(self, desk: str, command: str = "enroll") -> Papers:
        """Enroll a desk, and carry its papers away."""
        printed = self.do(command, desk)
        passphrase = re.search(r"shown this once: (\S+)", printed)
        assert passphrase
        folder = self.prefix / "carried" / f"{desk}-{time.monotonic_ns()}"
        folder.parent.mkdir(exist_ok=True)
        (self.state / "for-desks" / desk).rename(folder)
        return Papers(folder, passphrase[1])

    def issue(self, name: str, *, start: timedelta, end: timedelta) -> Papers:
        """A certificate of the desks' authority for any name and time, past the command."""
        folder = self.prefix / "carried" / f"{name}-{time.monotonic_ns()}"
        folder.mkdir(parents=True)
        config = ["-config", str(self.state / "desk-ca/openssl.cnf")]
        key, request = str(folder / "client.key"), str(folder / "request")
        new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key]
        self._openssl("req", "-new", *config, *new, "-subj", f"/CN={name}", "-out", request)
        now = datetime.now(UTC)
        times = [(now + each).strftime("%Y%m%d%H%M%SZ") for each in (start, end)]
        when = ["-startdate", times[0], "-enddate", times[1]]
        out = ["-in", request, "-out", str(folder / "client.pem")]
        self._openssl("ca", *config, "-batch", "-notext", "-extensions", "desk", *when, *out)
        return Papers(folder, "")

    def _openssl(self, *words: str) -> None:
        environment = {"GATEWAY_SAN": "DNS:none", "PATH": "/usr/bin:/bin"}
        subprocess.run([program("openssl"), *words], check=True, capture_output=True, env=environment, timeout=30)

    def trust(self, papers: Papers | None) -> ssl.SSLContext:
        """What a desk with these papers, or none, believes and shows."""
        return papers.context(self.authority) if papers else make_trust(ca=self.authority)

    def desk(self, papers: Papers | None) -> httpx.Client:
        """A desk with these papers, or none, that is not our product."""
        return httpx.Client(base_url=self.url, verify=self.trust(papers), trust_env=False, timeout=15)

    def audit(self) -> list[dict[str, Any]]:
        """The lines of the audit log."""
        return [json.loads(line) for line in (self.logs / "audit.log").read_text().splitlines()]

    def audited(self, before: int, count: int = 1, chain: str | None = None) -> list[dict[str, Any]]:
        """The audit log's lines after the first ones, waited for: nginx writes one once it has answered.

        chain: of calls with this head alone, where the line of an earlier call may still be on its way.
        """
        end = time.monotonic() + 5
        while True:
            lines = [line for line in self.audit()[before:] if chain in (None, line["chain"])]
            if len(lines) >= count or time.monotonic() > end:
                return lines
            time.sleep(0.01)

    def errors(self) -> str:
        return (self.logs / "error.log").read_text()

    @contextlib.contextmanager
    def service_at(self, port: int) -> Iterator[None]:
        """For a while, the service is looked for on another port."""
        settings = self.state / "gateway.settings"
        before = settings.read_text()
        settings.write_text(re.sub("UPSTREAM_ADDRESS=.*", f"UPSTREAM_ADDRESS=127.0.0.1:{port}", before))
        self.do("install")
        try:
            yield
        finally:
            settings.write_text(before)
            self.do("install")

    def files_holding(self, *secrets: str) -> list[Path]:
        """Files below the prefix that hold one of these."""
        wanted = [secret.encode() for secret in secrets]
        files = [path for path in self.prefix.rglob("*") if path.is_file()]
        return [path for path in files if any(secret in path.read_bytes() for secret in wanted)]

    def __enter__(self) -> Self:
        words = [program("nginx"), "-e", "stderr", "-c", str(self.conf / "nginx.conf"), "-g", "daemon off;"]
        with (self.prefix / "nginx.stderr").open("wb") as said:
            self._nginx = subprocess.Popen(words, stderr=said)
        end = time.monotonic() + _START_S
        while not self._listens():
            assert time.monotonic() < end, (self.prefix / "nginx.stderr").read_text()
            time.sleep(0.01)
        return self

    def _listens(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def __exit__(self, *_: object) -> None:
        assert self._nginx
        self._nginx.terminate()
        self._nginx.wait(10)


def spoken(site: Site, papers: Papers, said: bytes, name: str = NAME) -> bytes:
    """Say this over TLS; all that comes back."""
    with connected(site, papers, name) as tls:
        tls.sendall(said)
        answer = b""
        while chunk := tls.recv(65_536):
            answer += chunk
        return answer


def connected(site: Site, papers: Papers, name: str = NAME) -> ssl.SSLSocket:
    """A connection after its handshake, for what no HTTP library would say."""
    raw = socket.create_connection(("127.0.0.1", site.port), timeout=10)
    with contextlib.ExitStack() as undo:
        undo.enter_context(raw)
        tls = papers.context(site.authority).wrap_socket(raw, server_hostname=name)
        undo.pop_all()
    return tls


def request(path: str, host: str = NAME) -> bytes:
    """A call with an empty body."""
    return f"POST /v1/{path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\n{{}}".encode()
