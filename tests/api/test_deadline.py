"""The deadline is one for the whole call, however the other side dawdles."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from enroll_app.api.exchange import CONNECT_TIMEOUT_S
from enroll_app.domain.service_errors import OutcomeUnknown, SignInNeeded, Unreachable
from tests.api.raw_server import Behaviour, RawServer, answering, dripping, in_turn
from tests.api.support import GOOD, add, connect, failure, http

DEADLINE_S = 1.0
LATEST_S = 1.6
CONNECTING_S = 0.3
WHOLE = http(GOOD)
HEAD, _, BODY = WHOLE.partition(b"\r\n\r\n")


@contextmanager
def on_time(earliest_s: float = DEADLINE_S) -> Iterator[None]:
    start = time.monotonic()
    yield
    assert earliest_s <= time.monotonic() - start <= LATEST_S


def silent(connection: socket.socket) -> bool:
    """Wait until the client has had enough."""
    while connection.recv(4096):
        pass
    return False


@pytest.mark.parametrize(
    "behave",
    [
        dripping(b"", WHOLE, 0.2),
        dripping(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 100, 0.2),
        dripping(HEAD + b"\r\n\r\n", BODY, 0.2),
        dripping(b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 1000, 0.002),
        silent,
    ],
)
def test_a_slow_answer_is_undecided_at_the_deadline(behave: Behaviour) -> None:
    with RawServer(behave) as server, connect(server.url, deadline_s=DEADLINE_S) as client, on_time():
        error = failure(client)
    assert isinstance(error, OutcomeUnknown)
    assert error.problem.code == "answer-too-late"


def test_a_status_counts_even_when_its_body_is_late() -> None:
    behave = dripping(b"HTTP/1.1 401 X\r\nContent-Length: 100\r\n\r\n", b"x" * 100, 0.2)
    with RawServer(behave) as server, connect(server.url, deadline_s=DEADLINE_S) as client, on_time():
        assert isinstance(failure(client), SignInNeeded)


def test_who_never_shakes_hands_was_sent_nothing() -> None:
    with RawServer(silent, reads=False) as server:
        url = server.url.replace("http:", "https:")
        with connect(url, deadline_s=DEADLINE_S) as client, on_time(CONNECTING_S):
            error = failure(client)
    assert isinstance(error, Unreachable)


def test_who_never_takes_the_call_was_sent_nothing() -> None:
    # A listener whose queue is full lets further calls ring.
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        with connect(f"http://127.0.0.1:{port}/v1/", deadline_s=DEADLINE_S) as client, on_time(CONNECTING_S):
            error = failure(client)
        for one in waiting:
            one.close()
    assert isinstance(error, Unreachable)
    assert error.problem.code == "connect-timeout"


def test_connecting_alone_may_take_ten_seconds() -> None:
    assert CONNECT_TIMEOUT_S == 10.0


def test_a_late_call_spoils_no_other() -> None:
    behave = in_turn(silent, answering(WHOLE))
    with RawServer(behave) as server, connect(server.url, deadline_s=0.5) as client:
        failure(client)
        assert add(client).identification == "0001234567890"
