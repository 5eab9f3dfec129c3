from collections.abc import Iterator
from pathlib import Path

import pytest

from enroll_app.training.server import TrainingServer
from tests.cli.bench import Commands
from tests.e2e.cli_program import KEY


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    """A training server; changes reach its doors at once."""
    with TrainingServer(key=KEY) as running:
        yield running


@pytest.fixture
def commands(
    server: TrainingServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Commands:
    """The commands, set to the training server."""
    return Commands(capsys, monkeypatch, tmp_path / "home", server.url)
