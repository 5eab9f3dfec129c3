"""Fixtures of the tests that run the program. Loaded by each of them as a plugin."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enroll_app.training.server import TrainingServer
from tests.e2e.cli_program import KEY, PIN, Program


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    """A training server with the canary as its key; changes reach its doors at once."""
    with TrainingServer(key=KEY) as running:
        yield running


@pytest.fixture
def program(server: TrainingServer, tmp_path: Path) -> Iterator[Program]:
    """The program, set to the training server. After every test its secrets are searched for."""
    made = Program(tmp_path, server.url)
    yield made
    made.assert_secret(KEY, PIN)
