"""An access-control service that misbehaves as it is told, and writes down what it does. Standard library only.

Run as a process of its own (`python -m tests.torture.server`), so that it outlives the clients that are killed. It
says its port on its first line. It is any number of services, which know nothing of each other: the first part of the
path names one, whose journal is a file of that name in a folder. Each line of a journal is a JSON object: `got` (a
request with its raw body), `applied` (the key as it is from then on, with its PIN), `removed`, `seeded`; `turn` counts.

Told over HTTP: /NAME/torture/plan {identification, outcomes, kill}, …/faults {rate, seed}, …/seed [request, …].
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.torture.key_book import Json, KeyBook, RefusedError, card_of, decimal

OUTCOMES = ("ok", "refused", "dropped-before", "dropped-after", "late", "429", "5xx", "garbage")
"""What can become of a request. late: applied when the client has gone. 5xx: half of them after it was applied.

Besides, to be asked for only: very-late, which is so late that a hurried clock's quarantine is over.
"""

# When a late request is applied after its client went, and how long it waits for that, in seconds.
_LATE_S, _LATEST_S = (0.01, 0.1), 20.0
# A machine that is that much behind would apply it after any quarantine: it is lost instead, as requests are.
_BEHIND_S, _LOOK_S = 0.1, 0.01
_VERY_LATE_S = 0.4
# What is only asked is answered, always and shortly.
_QUESTIONS: dict[str, Json] = {
    "/accesskeys/status": {"status": "Applied"},
    "/accesslevels/list": {"levels": []},
    "/events/list": {"events": [], "has_more": False},
}
_FAULTS = tuple(outcome for outcome in OUTCOMES if outcome not in ("ok", "refused"))


class Service:
    """Carries requests out, or does not, and journals."""

    def __init__(self, journal: Path, latency_s: float) -> None:
        self._journal = journal.open("a", encoding="utf-8")
        self._book = KeyBook()
        self._turn = 0
        self._latency_s = latency_s
        self._plans: dict[str, list[str]] = {}
        self._kills: dict[str, int] = {}
        self._refused: set[str] = set()
        self._rate = 0.0
        self._random = random.Random(0)
        self._late: set[asyncio.Task[None]] = set()

    def tell(self, path: str, told: Any) -> Any:
        """Be told what to do. Returns the keys that were seeded."""
        if path == "plan":
            # Without a card: whatever comes next.
            card = card_of(told["identification"]) if told["identification"] else ""
            self._plans[card] = list(told["outcomes"])
            self._kills[card] = told["kill"]
        elif path == "faults":
            self._rate, self._random = told["rate"], random.Random(told["seed"])
        elif path == "seed":
            keys = [self._book.add(request) for request in told]
            for key in keys:
                self._note("seeded", key=key)
            return keys
        return {}

    async def carry_out(
        self, path: str, headers: dict[str, str], body: bytes, line: tuple[asyncio.StreamReader, asyncio.StreamWriter]
    ) -> bool:
        """Answer a request, or do not; whether the connection stays."""
        reader, writer = line
        if self._latency_s:
            await asyncio.sleep(self._latency_s)
        if path not in ("/accesskeys/add", "/accesskeys/remove"):
            _answer(writer, 200, _QUESTIONS[path])
            return True
        request = json.loads(body)
        self._note("got", path=path, raw=body.decode("latin-1"))
        card = card_of(request["key"]["identification"]) if "key" in request else request["id"]
        outcome = self._next_outcome(card)
        if outcome in ("late", "very-late"):
            task = asyncio.create_task(self._later(path, request, reader, outcome))
            self._late.add(task)
            task.add_done_callback(self._late.discard)
            if not self._killed(card, headers):
                await task  # the connection ends with the client's patience
            return False
        applied = outcome in ("ok", "dropped-after", "garbage") or (outcome == "5xx" and self._random.random() < 0.5)
        status, answer = self._apply(path, request) if applied else (0, None)
        if self._killed(card, headers):
            return False
        return self._reply(writer, outcome, status, answer)

    def _reply(self, writer: asyncio.StreamWriter, outcome: str, status: int, answer: Json | None) -> bool:
        if outcome == "ok":
            _answer(writer, status, answer)
        elif outcome == "refused":
            _answer(writer, 400, {"error": "invalid"})
        elif outcome == "429":
            _answer(writer, 429, {"error": "slow down"}, "Retry-After: 1\r\n")
        elif outcome == "5xx":
            _answer(writer, self._random.choice((500, 502, 503, 504)), {"error": "trouble"})
        elif outcome == "garbage":
            _answer(writer, 200, None, raw=b'{"id": "half an ans')
        else:
            writer.transport.abort()
            return False
        return True

    def _next_outcome(self, card: str) -> str:
        """The card's own plan first. A refusal is for ever: the same bytes are as wrong the second time."""
        if card in self._refused:
            return "refused"
        plan = self._plans.get(card) or self._plans.get("")
        if plan:
            outcome = plan.pop(0)
        elif self._random.random() < self._rate:
            outcome = self._random.choice(_FAULTS)
        else:
            outcome = "ok"
        if outcome == "refused":
            self._refused.add(card)
        return outcome

    def _killed(self, card: str, headers: dict[str, str]) -> bool:
        """End the client now, if that was asked for: its body is here, its answer is not there."""
        card = card if card in self._kills else ""
        self._kills[card] = self._kills.get(card, 0) - 1
        if self._kills[card]:
            return False
        os.kill(int(headers["user-agent"].rpartition("/")[2]), signal.SIGKILL)
        return True

    async def _later(self, path: str, request: Json, reader: asyncio.StreamReader, outcome: str) -> None:
        gone = asyncio.create_task(_until_gone(reader))
        behind_s = 0.0
        while not gone.done():
            behind_s = await _nap(_LOOK_S)
        left_s = self._random.uniform(*_LATE_S) if outcome == "late" else _VERY_LATE_S
        while left_s > 0:
            behind_s += await _nap(min(left_s, _LOOK_S))
            left_s -= _LOOK_S
        if behind_s < _BEHIND_S or outcome == "very-late":
            self._apply(path, request)

    def _apply(self, path: str, request: Json) -> tuple[int, Json | None]:
        try:
            if path == "/accesskeys/remove":
                self._note("removed", id=self._book.remove(request))
                return 204, None
            key = self._book.add(request)
        except RefusedError as error:
            return error.status, {"error": "no such key"}
        self._note("applied", request=request, key=key)
        answer = {name: value for name, value in key.items() if name != "pin"}
        if self._turn % 2:
            answer["key"] = {"identification": decimal(key["key"]["identification"]), "type": "proximity"}
        return 200, answer

    def _note(self, what: str, **facts: object) -> None:
        """Written before anything is answered, so that the journal knows of everything that a client knows."""
        self._turn += 1
        self._journal.write(json.dumps({"turn": self._turn, "what": what, **facts}) + "\n")
        self._journal.flush()


class Server:
    """All services behind one port."""

    def __init__(self, folder: Path, latency_s: float) -> None:
        self._folder = folder
        self._latency_s = latency_s
        self._services: dict[str, Service] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while await self._one(reader, writer):
                pass
        writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        _, name, kind, path = head.split(" ", 2)[1].split("/", 3)
        headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        body = await reader.readexactly(int(headers["content-length"]))
        if name not in self._services:
            self._services[name] = Service(self._folder / name, self._latency_s)
        if kind == "torture":
            _answer(writer, 200, self._services[name].tell(path, json.loads(body)))
            return True
        return await self._services[name].carry_out(f"/{path}", headers, body, (reader, writer))


async def _until_gone(reader: asyncio.StreamReader) -> None:
    with contextlib.suppress(TimeoutError, OSError):
        await asyncio.wait_for(reader.read(), _LATEST_S)


async def _nap(seconds: float) -> float:
    """Wait; returns how much longer it took, in seconds."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await asyncio.sleep(seconds)
    return loop.time() - begun - seconds


def _answer(
    writer: asyncio.StreamWriter,
    status: int,
    answer: Json | list[Json] | None,
    more: str = "",
    raw: bytes | None = None,
) -> None:
    body = raw if raw is not None else b"" if answer is None else json.dumps(answer).encode()
    head = f"HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\n{more}"
    length = "" if status == 204 else f"Content-Length: {len(body)}\r\n"
    writer.write(f"{head}{length}\r\n".encode() + body)


async def _run(folder: Path, latency_s: float) -> None:
    server = await asyncio.start_server(Server(folder, latency_s).serve, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serve until killed, or until whoever started this closes its standard input."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--latency-s", type=float, default=0.0)
    given = parser.parse_args()

    async def until_left() -> None:
        left = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        serving = asyncio.create_task(_run(given.folder, given.latency_s))
        await asyncio.wait({serving, left}, return_when=asyncio.FIRST_COMPLETED)
        os._exit(0)

    asyncio.run(until_left())


if __name__ == "__main__":
    main()
