"""A desk whose service is the training server over real HTTP, and a window on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drivers.opening import open_readers
from drivers.reader import Reader
from drivers.virtual import VirtualReader
from enroll_app.api.client import IntServClient
from enroll_app.config.settings import Settings
from enroll_app.domain.identification import Spelling
from enroll_app.domain.secret import Secret
from enroll_app.parts import made_station
from enroll_app.services.desk import Desk
from enroll_app.store.database import Database
from enroll_app.store.sealing import Sealer
from enroll_app.store.uptime import system_uptime
from enroll_app.store.vault import MemoryVault
from enroll_app.training.server import TrainingServer
from enroll_app.ui.application import make_application
from tests.services.fakes import fake_desk
from tests.ui.hands import Hands

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], object]:
    """The product's own look, as the program makes it. The hands of a test are faster than a double click."""

    def made(_arguments: list[str]) -> QApplication:
        application = make_application()
        QApplication.setDoubleClickInterval(0)
        return application

    return made


@pytest.fixture
def service() -> Iterator[TrainingServer]:
    """The documented API over HTTP; changes reach the doors at once."""
    with TrainingServer() as server:
        yield server


@pytest.fixture
def virtual() -> VirtualReader:
    """The reader that `hands` listens to."""
    return VirtualReader()


@pytest.fixture
def make_desk(service: TrainingServer, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Makes desks on the service, each closed at the end."""
    closing: list[Callable[[], None]] = []

    def make(open_reader: Callable[[Sequence[str]], Reader], readers: tuple[str, ...] = ()) -> Desk:
        client = IntServClient(url=service.url, key=Secret(service.key), spelling=Spelling.HEX, deadline_s=10)
        vault = MemoryVault()
        database = Database(tmp_path / "enroll.sqlite3", uptime=system_uptime, sealer=Sealer(vault))
        station = made_station(Settings(tmp_path), client, database, lambda: NOW)

        def close() -> None:
            client.close()
            database.close()

        closing.append(close)
        desk = fake_desk(
            station,
            tmp_path,
            open_readers=open_reader,
            readers=readers,
            zone=ZoneInfo("Europe/Stockholm"),
            now=lambda: NOW,
            place="Training server",
            close=close,
            vault=vault,
        )
        return replace(desk, notices=lambda: database.notices)

    yield make
    for close in closing:
        close()


@pytest.fixture
def hands(qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader) -> Iterator[Hands]:
    """An operator at a window that listens to the virtual reader."""
    with Hands(qtbot, make_desk(lambda _uris: virtual)) as operator:
        yield operator


@pytest.fixture
def pcsc_hands(qtbot: QtBot, make_desk: Callable[..., Desk]) -> Iterator[Hands]:
    """An operator at a window that listens to every PC/SC reader."""
    with Hands(qtbot, make_desk(open_readers, ("pcsc:",))) as operator:
        yield operator
