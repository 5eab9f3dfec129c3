"""The doors' list, while the person goes on with something else."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.identification import parse_identification
from enroll_app.services.desk import Desk
from tests.ui.conftest import NOW
from tests.ui.reader_bench import ALT, LINE, Bench

SEEN = DoorEvent(NOW - timedelta(minutes=1), 201, "Front", "abc123-001", parse_identification("0x0110185c5b"))


@pytest.fixture
def bench(qtbot: QtBot, make_desk: Callable[..., Desk]) -> Iterator[Bench]:
    """A person who has asked the doors, which have not answered yet."""
    made = Bench(qtbot, make_desk, LINE)
    made.door_events = (SEEN,)
    with made.hands:
        made.to_readers()
        made.learn()
        made.asking.clear()
        made.press_button("Take it from a door…")
        made.says("Asking the service")
        yield made
        made.asking.set()


def shown(bench: Bench) -> bool:
    return any(one.isVisible() for one in bench.learning.findChildren(QListWidget))


def test_a_list_that_comes_in_mid_typing_does_not_take_the_focus(bench: Bench) -> None:
    bench.learning.focus_first()
    bench.hands.type("0x01")
    bench.asking.set()
    bench.hands.until(lambda: shown(bench))
    bench.hands.type("10")
    assert isinstance(bench.hands.focus, QLineEdit)
    assert bench.hands.line.text() == "0x0110"


def test_an_error_that_nobody_foresaw_is_told_too(bench: Bench) -> None:
    bench.door_events = RuntimeError("x")
    bench.asking.set()
    bench.says("Something went wrong in this program (RuntimeError)")
    assert "Asking" not in bench.hands.reads()
    bench.door_events = ()
    bench.press_button("Take it from a door…")
    bench.says("No door saw a card")


def test_a_list_that_was_asked_for_before_starting_over_is_not_shown(bench: Bench) -> None:
    bench.learning.focus_first()
    bench.hands.type("0x01")
    bench.hands.press(Qt.Key.Key_S, modifier=ALT)
    bench.hands.until(lambda: "Asking" not in bench.hands.reads())
    bench.asking.set()
    QTest.qWait(200)
    assert not shown(bench)
    bench.press_button("Take it from a door…")
    bench.hands.until(lambda: shown(bench))
