"""What the session listens to, with the desk as the program makes it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from drivers.reader import ReaderEvent, State
from drivers.virtual import VirtualReader
from enroll_app.composition import make_desk
from enroll_app.services.desk import Desk
from enroll_app.services.tapping import Read
from enroll_app.ui.health import Condition
from enroll_app.ui.session import Session
from tests.hardware_doubles.serial_pair import SerialPair


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENROLL_APP_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def session(qtbot: QtBot, home: Path, serial_pair: SerialPair) -> Iterator[Session]:
    """Listens to a line of digits whose meaning its profile tells, and to a reader whose profile is lost."""
    listening = Session(make_desk((f"serial:{serial_pair.port}?protocol=line", "serial:COM9?profile=lost")))
    listening.start()
    qtbot.waitUntil(lambda: State.READY in [info.state for info in listening.listening], timeout=5000)
    yield listening
    listening.stop()


def test_a_profile_takes_effect_at_once_and_a_lost_one_keeps_no_other_reader_from_being_heard(
    qtbot: QtBot, session: Session, serial_pair: SerialPair
) -> None:
    heard: list[Read] = []
    session.read.connect(heard.append)
    port = serial_pair.port
    # Nothing ends the reader's numbers, so that it is heard only once its profile says how many digits they have.
    for name in ("em-10h", "mifare-8h", "em-10h-reversed"):
        session.desk.profiles.choose(port, name)
        session.profiles_changed()
    qtbot.waitUntil(lambda: "digits=10" in _uri_of(session, port), timeout=5000)
    serial_pair.send(b"5B5C181001")
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert heard[0].tap is not None
    assert heard[0].tap.card.uid == bytes.fromhex("0110185C5B")
    states = {info.name: (info.state, info.hint) for info in session.listening}
    assert states[port] == (State.READY, "")
    assert states["COM9"][0] is State.ABSENT
    assert "lost" in states["COM9"][1]


class Reluctant:
    """A reader whose driver lets go of its port when it may."""

    uri = "serial:/dev/ttyUSB0?protocol=line"

    def __init__(self, cards: VirtualReader, may: Event) -> None:
        self._cards, self._may = cards, may

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        yield from self._cards.events(stop)
        self._may.wait()


def test_a_driver_that_lets_go_late_is_awaited_and_its_reader_heard_again(
    qtbot: QtBot, make_desk: Callable[..., Desk]
) -> None:
    may, cards = Event(), VirtualReader()
    desk = replace(make_desk(lambda _uris: Reluctant(cards, may)), readers=(Reluctant.uri,))
    session = Session(desk)
    session.start()
    qtbot.waitUntil(lambda: session.reader_health.condition is Condition.WELL, timeout=5000)
    heard: list[Read] = []
    session.read.connect(heard.append)
    session.profiles_changed()
    qtbot.waitUntil(lambda: session.reader_health.condition is Condition.PENDING, timeout=5000)
    may.set()
    qtbot.waitUntil(lambda: session.reader_health.condition is Condition.WELL, timeout=5000)
    cards.present(bytes.fromhex("0110185C5B"))
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    session.stop()


def _uri_of(session: Session, port: str) -> str:
    return next((info.uri for info in session.listening if info.name == port), "")
