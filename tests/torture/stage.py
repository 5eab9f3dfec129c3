"""The processes of a run of torture: the service, which outlives everything, and the clients, which do not."""

import json
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Any, Self

from tests.torture.oracle import Meant

ROOT = Path(__file__).resolve().parents[2]
# How long one waits for a process to begin or to answer, and for one to have done its work, in seconds.
_PATIENCE_S, _LIFE_S = 90.0, 3600.0
SPEED = 250.0
"""How much faster the stations' uptime runs: a quarantine of 60 s is over in 0.24 s, and a late request before that."""
DEADLINE_S = 0.6
"""How long a client waits for an answer."""


class Server:
    """The services of `server.py`, in a process of their own, from `with` to its end. folder: for the journals."""

    def __init__(self, folder: Path, latency_s: float = 0.0) -> None:
        self._folder = folder
        self._latency_s = latency_s

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.torture.server", str(self._folder), "--latency-s", str(self._latency_s)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._port = int(self._process.stdout.readline())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def service(self, name: str) -> "Service":
        """One of the services; it has no keys before it is told of some."""
        return Service(f"http://127.0.0.1:{self._port}/{name}", self._folder / name)


@dataclass(frozen=True, slots=True)
class Service:
    """An access-control service."""

    address: str
    journal: Path

    @property
    def url(self) -> str:
        """The base address of its API."""
        return f"{self.address}/v1/"

    def plan(self, identification: str, outcomes: Sequence[str], *, kill: int = 0) -> None:
        """What becomes of the next requests about a card, or about any; kill: the how-manieth ends its client."""
        self._tell("plan", {"identification": identification, "outcomes": list(outcomes), "kill": kill})

    def faults(self, rate: float, seed: int = 0) -> None:
        """Which part of the other requests meets a fault."""
        self._tell("faults", {"rate": rate, "seed": seed})

    def seed(self, requests: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Let it have keys from before; returns them."""
        keys: list[dict[str, Any]] = self._tell("seed", requests)
        return keys

    def _tell(self, path: str, what: object) -> Any:
        url = f"{self.address}/torture/{path}"
        with urllib.request.urlopen(url, json.dumps(what).encode(), timeout=_PATIENCE_S) as answer:  # noqa: S310  our own
            return json.load(answer)


@dataclass
class Client:
    """A client that was started. status: as Popen.returncode, None while it lives."""

    pid: int = 0
    status: int | None = None
    begun: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def kill(self) -> None:
        """End it where it is, unless it has ended."""
        # It may have ended a moment ago without anybody having said so yet.
        with suppress(ProcessLookupError):
            if not self.ended.is_set():
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; returns its status."""
        assert self.ended.wait(_LIFE_S), "the client does not end"
        assert self.status is not None
        return self.status


class Zygote:
    """Starts clients, from `with` to its end. Usable from any thread. library: of powercut.c, loaded into each."""

    def __init__(self, library: Path | None = None) -> None:
        self._library = library
        self._clients: dict[str, Client] = {}
        self._lock = threading.Lock()
        self._count = 0

    def __enter__(self) -> Self:
        preload = {"LD_PRELOAD": str(self._library)} if self._library else {}
        command = [sys.executable, "-m", "tests.torture.zygote"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **preload}
        )
        ready: Queue[bool] = Queue()
        self._reader = threading.Thread(target=self._read, args=(ready,))
        self._reader.start()
        ready.get(timeout=_PATIENCE_S)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(_PATIENCE_S)
        self._reader.join()
        self._process.stdout.close()

    def start(self, **job: Any) -> Client:
        """Start a client; see `client.run` for what a job is."""
        client = Client()
        with self._lock:
            self._count += 1
            name = str(self._count)
            self._clients[name] = client
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps({**job, "job": name}).encode() + b"\n")
            self._process.stdin.flush()
        assert client.begun.wait(_PATIENCE_S), "the client does not begin"
        return client

    def _read(self, ready: "Queue[bool]") -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            if "ready" in said:
                ready.put(True)
            elif "pid" in said:
                self._clients[said["job"]].pid = said["pid"]
                self._clients[said["job"]].begun.set()
            else:
                client = self._clients.pop(said["job"])
                client.status = said["status"]
                client.ended.set()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a station lives, and what is known of it outside. home: the folder that is searched for secrets."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "Place":
        """A place with nothing in it yet."""
        (folder / "home").mkdir(parents=True)
        return cls(folder)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def store(self) -> Path:
        return self.home / "enroll.sqlite3"

    def job(self, service: Service, task: str, meant: Sequence[Meant] = (), **more: Any) -> dict[str, Any]:
        """A job for a client at this place."""
        return {
            "task": task,
            "home": str(self.home),
            "vault": str(self.folder / "vault"),
            "acks": str(self.folder / "acks"),
            "told": str(self.folder / "told"),
            # Whatever a client says goes where it is searched for secrets, too.
            "log": str(self.home / "client.log"),
            "url": service.url,
            "speed": SPEED,
            "deadline_s": DEADLINE_S,
            "step": "",
            "meant": [asdict(one) for one in meant],
            **more,
        }

    def acks(self) -> list[tuple[str, int]]:
        """What a person was told to be saved: token and number."""
        return [(token, number) for token, number in _lines(self.folder / "acks")]

    def told(self) -> list[tuple[str, int, str]]:
        """What a person was told to have come of it: token, number and state."""
        return [(token, number, state) for token, number, state in _lines(self.folder / "told")]

    def said(self) -> str:
        """The end of what the clients wrote to their standard error."""
        log = self.home / "client.log"
        return log.read_text("utf-8")[-3000:] if log.exists() else ""


def _lines(path: Path) -> Iterator[list[Any]]:
    if path.exists():
        for line in path.read_text("ascii").splitlines():
            yield json.loads(line)
