"""Who is alive: a folder of locks, where one that cannot be looked at hinders nobody else."""

import logging
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from enroll_app.domain.enrollment import State
from enroll_app.store.claims import Claims
from tests.store.support import AT, OTHER, PLAIN, Desk


@pytest.fixture
def odd_lock(desk: Desk) -> str:
    """A lock file that cannot be opened, such as another user's; here a folder, for nothing else keeps root out."""
    token = "deadbeef" * 4
    (desk.path.parent / "claims" / f"{token}.lock").mkdir(parents=True)
    return token


def test_one_lock_that_cannot_be_opened_stops_nothing(desk: Desk, odd_lock: str) -> None:
    gone = Claims(desk.path.parent / "claims")
    left = desk.path.parent / "claims" / f"{gone.name}.lock"
    left.touch()
    assert desk.outbox.renew(AT) == 0
    assert not left.exists()
    assert desk.outbox.due(AT, 4) == []
    number = desk.save(claim=True)
    assert desk.state(number) is State.SENDING
    assert not desk.database.claims.is_dead(odd_lock)
    assert desk.outbox.renew(AT) == 0


def test_what_it_may_be_sending_is_not_sent_twice_and_is_told_once(
    desk: Desk, odd_lock: str, caplog: pytest.LogCaptureFixture
) -> None:
    number = desk.save(claim=True)
    with desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE operations SET claimed_by = ?", (odd_lock,))
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert desk.outbox.renew(AT) == 0
    assert desk.blocked(number)[0] == "being-sent"
    desk.done(type(PLAIN)(OTHER, PLAIN.person))
    told = [record.getMessage() for record in caplog.records]
    assert told == ["whether a process lives cannot be seen: IsADirectoryError"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no open file")
def test_a_process_gets_its_token_while_others_look_for_dead_ones(tmp_path: Path) -> None:
    folder, stop = tmp_path / "claims", Event()

    def look() -> None:
        others = Claims(folder)
        while not stop.is_set():
            others.sweep()

    lookers = [Thread(target=look) for _ in range(2)]
    for one in lookers:
        one.start()
    try:
        watching = Claims(folder)
        for _ in range(100):
            claims = Claims(folder)
            token = claims.token()
            assert not watching.is_dead(token)
            claims.close()
    finally:
        stop.set()
        for one in lookers:
            one.join(10)
