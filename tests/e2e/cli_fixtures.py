"""Fixtures of the tests that run the program. Loaded by each of them as a plugin."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from enroll_app.training.server import TrainingServer
from tests.e2e.cli_program import KEY, PIN, Program
from tests.e2e.cli_slots import wait_until_empty
from tests.hardware_doubles.vpcd import VirtualCard


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
    # Four digits may stand in a name that the server made up: no search where no PIN was told.
    made.assert_secret(KEY, *([PIN] if made.told_pin else []))


@pytest.fixture
def lay(lay_card: Callable[[VirtualCard], VirtualCard]) -> Callable[[VirtualCard], VirtualCard]:
    """Lays a card on the virtual reader, once the service has seen that the one before it is gone."""

    def lay(card: VirtualCard) -> VirtualCard:
        wait_until_empty(card)
        return lay_card(card)

    return lay
