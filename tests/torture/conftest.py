from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.power_trace import build
from tests.torture.stage import Server, Zygote


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("services")) as server:
        yield server


@pytest.fixture(scope="module")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    with Zygote(build(tmp_path_factory.mktemp("library"))) as zygote:
        yield zygote


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
