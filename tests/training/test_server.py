"""Starting and stopping, in a thread and as a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from enroll_app.training.server import PortTaken, TrainingServer, listen, serve
from tests.training.talk import client_of

ROOT = Path(__file__).parents[2]
CHILD = """
import json
from enroll_app.training.server import serve
serve(0, "k", lambda url, key: print(json.dumps([url, key]), flush=True), stop_when_stdin_closes=True)
print("end", flush=True)
"""


def test_it_starts_and_stops_quickly_and_leaves_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    threads = threading.active_count()
    begun = time.monotonic()
    with TrainingServer() as server, client_of(server) as client:
        assert client.post("accesslevels/list").status_code == 200
    assert time.monotonic() - begun < 1
    assert threading.active_count() == threads
    with pytest.raises(httpx.ConnectError):
        httpx.post(server.url, trust_env=False)
    assert capfd.readouterr() == ("", "")


def test_every_start_has_a_key_of_its_own() -> None:
    one, other = TrainingServer(), TrainingServer()
    assert one.key != other.key
    assert len(one.key) >= 32
    assert TrainingServer(key="given").key == "given"


def test_an_answer_does_not_wait_for_nagle() -> None:
    """Without TCP_NODELAY every answer takes 40 ms, and every measurement of the client measures that."""
    with TrainingServer() as server, client_of(server) as client:
        client.post("accesslevels/list")
        begun = time.monotonic()
        for _ in range(10):
            client.post("accesslevels/list")
        assert time.monotonic() - begun < 0.35


def test_it_listens_on_the_loopback_address_alone() -> None:
    with listen(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as caught, TrainingServer(port):
            pytest.fail("started")
        assert caught.value.port == port
        assert isinstance(caught.value, OSError)
        with pytest.raises(PortTaken):
            serve(port, None, lambda *_: pytest.fail("ready"))


def test_a_number_that_is_no_port_is_refused() -> None:
    with pytest.raises(ValueError, match="70000"):
        listen(70000)


def test_a_port_can_be_used_again_at_once() -> None:
    with TrainingServer() as server, client_of(server) as client:
        client.post("accesslevels/list")
        port = int(server.url.split(":")[2].split("/")[0])
    with TrainingServer(port) as again, client_of(again) as client:
        assert client.post("accesslevels/list").status_code == 200


def test_a_server_that_was_not_started_has_no_url_and_stops_in_peace() -> None:
    server = TrainingServer()
    with pytest.raises(RuntimeError):
        _ = server.url
    server.stop()


@pytest.mark.skipif(os.name == "nt", reason="signals are a POSIX matter; Windows ends the child by its stdin")
@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT", "stdin"])
def test_a_process_of_its_own_ends_when_told(how: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin
        assert child.stdout
        assert child.stderr
        url, key = json.loads(child.stdout.readline())
        headers = {"Authorization": f"Bearer {key}"}
        assert httpx.post(f"{url}accesslevels/list", headers=headers, trust_env=False).status_code == 200
        begun = time.monotonic()
        if how == "stdin":
            child.stdin.close()
        else:
            child.send_signal(signal.Signals[how])
        assert child.wait(5) == 0
        assert time.monotonic() - begun < 1.5
        assert child.stdout.read() == "end\n"
        assert child.stderr.read() == ""


def test_it_imports_nothing_of_the_product() -> None:
    probe = (
        "import sys, enroll_app.training\n"
        "own = [n for n in sys.modules if n.startswith(('enroll_app.', 'drivers', 'PySide6'))]\n"
        "print([n for n in own if not n.startswith('enroll_app.training')])"
    )
    found = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
