"""A training server on a real port, and an httpx client that has its key."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from enroll_app.training.server import TrainingServer
from enroll_app.training.training import Training
from tests.training.talk import client_of


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[TrainingServer]:
    """A fresh server, whose changes take 2 and 5 seconds of `clock` to reach the door systems."""
    with TrainingServer(training=Training(clock=clock)) as running:
        yield running


@pytest.fixture
def client(server: TrainingServer) -> Iterator[httpx.Client]:
    with client_of(server) as opened:
        yield opened


@pytest.fixture(scope="session")
def lasting_server() -> Iterator[TrainingServer]:
    """One server for tests that leave nothing behind."""
    with TrainingServer() as running:
        yield running


@pytest.fixture(scope="session")
def lasting(lasting_server: TrainingServer) -> Iterator[httpx.Client]:
    with client_of(lasting_server) as opened:
        yield opened
