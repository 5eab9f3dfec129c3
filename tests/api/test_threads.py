"""Many threads, one connection kept, and an end at any time."""

import asyncio
import socket
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from anyio.from_thread import start_blocking_portal

from enroll_app.api.loop import Loop
from enroll_app.domain.enrollment import KeyRecord
from enroll_app.domain.service_errors import OutcomeUnknown, ServiceError, Unreachable
from tests.api.raw_server import RawServer, answering, in_turn
from tests.api.support import GOOD, add, connect, failure, http


def slowly(connection: socket.socket) -> bool:
    time.sleep(0.8)
    connection.sendall(http(GOOD))
    return True


def until_gone(connection: socket.socket) -> bool:
    while connection.recv(4096):
        pass
    return False


def test_a_connection_is_kept_between_calls() -> None:
    with RawServer(answering(http(GOOD), keep=True)) as server, connect(server.url) as client:
        for _ in range(5):
            add(client)
        assert server.connections == 1


def test_a_connection_that_was_closed_meanwhile_is_made_anew() -> None:
    with RawServer(answering(http(GOOD))) as server, connect(server.url) as client:
        for _ in range(3):
            add(client)
            time.sleep(0.05)  # the server's goodbye arrives
        assert server.connections == 3


def test_calls_do_not_wait_for_each_other() -> None:
    with RawServer(slowly) as server, connect(server.url) as client, ThreadPoolExecutor(8) as pool:
        start = time.monotonic()
        calls: list[Future[KeyRecord]] = [pool.submit(add, client) for _ in range(8)]
        records = [call.result() for call in calls]
        assert time.monotonic() - start < 2.5
    assert len(records) == len(server.requests) == 8


def test_many_threads_get_each_their_own_answer() -> None:
    with RawServer(answering(http(GOOD), keep=True)) as server, connect(server.url) as client:
        with ThreadPoolExecutor(8) as pool:
            records = list(pool.map(lambda _: add(client), range(200)))
        assert len(records) == len(server.requests) == 200


def test_the_thread_starts_with_the_first_call_and_ends_with_the_client() -> None:
    def running() -> bool:
        return any(thread.name == "api" for thread in threading.enumerate())

    with RawServer(http(GOOD)) as server, connect(server.url) as client:
        assert not running()
        add(client)
        assert running()
        client.close()
        assert not running()
        client.close()


def test_closing_lets_go_of_the_calls_in_flight() -> None:
    with RawServer(until_gone) as server, ThreadPoolExecutor(4) as pool:
        client = connect(server.url, deadline_s=30.0)
        calls: list[Future[ServiceError]] = [pool.submit(failure, client) for _ in range(4)]
        while len(server.requests) < 4:
            time.sleep(0.01)
        start = time.monotonic()
        client.close()
        errors = [call.result() for call in calls]
        assert time.monotonic() - start < 2.0
    assert {type(error) for error in errors} == {OutcomeUnknown}
    assert {error.problem.code for error in errors} == {"answer-not-awaited"}


@pytest.mark.parametrize("used", [False, True])
def test_after_closing_nothing_is_sent(used: bool) -> None:
    with RawServer(answering(http(GOOD))) as server:
        client = connect(server.url)
        if used:
            add(client)
        client.close()
        error = failure(client)
        assert isinstance(error, Unreachable)
        assert error.problem.code == "client-closed"
        assert len(server.requests) == used


def test_closing_while_others_call_ends_every_call() -> None:
    with RawServer(answering(http(GOOD), keep=True)) as server, ThreadPoolExecutor(8) as pool:
        for _ in range(10):
            client = connect(server.url)
            calls = [pool.submit(add, client) for _ in range(16)]
            client.close()
            for call in calls:
                error = call.exception(5)
                assert error is None or isinstance(error, OutcomeUnknown | Unreachable)


def test_an_answer_after_the_deadline_is_nobody_elses() -> None:
    with RawServer(in_turn(slowly, answering(http(b"{}")))) as server, connect(server.url, deadline_s=0.5) as client:
        assert failure(client).problem.code == "answer-too-late"
        assert failure(client).problem.code == "answer-without-id"


def test_a_loop_that_hangs_lets_its_callers_go(monkeypatch: pytest.MonkeyPatch) -> None:
    # As Windows may hang in verifying a certificate, on the loop's own thread.
    monkeypatch.setattr("enroll_app.api.loop._GRACE_S", 0.2)

    async def hang(*_: object) -> None:
        time.sleep(1.0)

    monkeypatch.setattr(Loop, "_fly", hang)
    with connect("https://api.example/", deadline_s=0.1) as client:
        start = time.monotonic()
        error = failure(client)
        assert time.monotonic() - start < 0.9
    assert isinstance(error, Unreachable)


def test_a_call_that_the_loop_drops_was_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def drop(*_: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(Loop, "_fly", drop)
    with connect("https://api.example/") as client:
        assert failure(client).problem.code == "client-closed"


def test_a_call_that_comes_as_the_loop_ends_is_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with start_blocking_portal() as ended:
        pass
    monkeypatch.setattr(Loop, "_started", lambda _: ended)
    with connect("https://api.example/") as client:
        assert failure(client).problem.code == "client-closed"


def test_a_call_that_starts_as_the_loop_ends_is_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(http(GOOD)) as server, connect(server.url) as client, start_blocking_portal() as portal:
        client.close()
        monkeypatch.setattr(Loop, "_started", lambda _: portal)
        assert failure(client).problem.code == "client-closed"
        assert server.connections == 0
