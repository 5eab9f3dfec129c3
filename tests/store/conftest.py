"""A station's records on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.support import Desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "enroll.sqlite3"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    opened = Desk(path)
    yield opened
    opened.close()
