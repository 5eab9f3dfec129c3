"""A known number that is typed digit by digit, or only in part, teaches nothing before it is whole."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from enroll_app.services.desk import Desk
from tests.ui.reader_bench import LINE, Bench


@pytest.fixture
def bench(qtbot: QtBot, make_desk: Callable[..., Desk]) -> Iterator[Bench]:
    """A person at the page that learns what the serial reader writes."""
    made = Bench(qtbot, make_desk, LINE)
    with made.hands:
        made.to_readers()
        made.learn()
        yield made


def test_while_a_number_is_being_typed_nothing_is_said_of_its_first_digits(bench: Bench) -> None:
    bench.write("048A4AAAA62D80")
    bench.says("048A4AAAA62D80")
    said = set()
    for letter in "0x048a4aaaa62d8":
        bench.hands.type(letter)
        said.add(bench.hands.reads())
    verdicts = (
        "the reader's number format",
        "cannot be used",
        "No number format",
        "another known card",
        "Check the number",
    )
    assert [words for words in verdicts if any(words in seen for seen in said)] == []
    bench.hands.type("0")
    bench.says("This is the reader's number format")


def test_half_a_number_is_no_lesson(bench: Bench) -> None:
    bench.teach("048A4AAAA62D80", "0x048a4aaa")
    bench.says("It takes another known card")
    assert "The reader sent 7 bytes, and you typed 4." in bench.hands.reads()
    assert not bench.learning.use.isEnabled()
    bench.hands.enter()
    QTest.qWait(50)
    assert bench.book().of(LINE.name) is None
    bench.hands.type("a62d80")
    bench.says("This is the reader's number format")
