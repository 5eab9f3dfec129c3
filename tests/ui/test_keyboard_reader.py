"""What the filter does with Qt's events, where no window system is needed; the rest is in tests/e2e."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from drivers.keystrokes import DECIMAL, GAP_MS, NAME, Form
from drivers.reader import CardUnreadable, NumberSeen
from enroll_app.ui.keyboard_reader import KeyboardReader

NUMBER = "0004329479"
TEN = Form(DECIMAL, frozenset({10}), profile="ten")


class Window(QWidget):
    """A window with one line."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)


class Listening:
    """A reader at work; `came` is what it told."""

    def __init__(self) -> None:
        self.came: list[object] = []
        self.reader = KeyboardReader(lambda: (TEN,))
        self.reader.came.connect(self.came.append)
        self.reader.start()


@pytest.fixture
def listening(qtbot: QtBot) -> Iterator[Listening]:
    made = Listening()
    yield made
    made.reader.stop()


@pytest.fixture
def window(qtbot: QtBot, listening: Listening) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.line.hasFocus)
    return made


def handle(widget: QWidget) -> QWindow:
    native = widget.windowHandle()
    assert native is not None
    return native


def type_fast(native: QWindow, keys: str, *, end: bool = True) -> None:
    """As fast as Qt takes keys: faster than any reader."""
    for key in keys:
        QTest.keyClick(native, Qt.Key(ord(key)))
    if end:
        QTest.keyClick(native, Qt.Key.Key_Return)


def test_a_number_is_told_once_and_no_field_gets_it(qtbot: QtBot, window: Window, listening: Listening) -> None:
    entered: list[object] = []
    window.line.returnPressed.connect(lambda: entered.append(None))
    type_fast(handle(window), NUMBER)
    qtbot.waitUntil(lambda: listening.came != [])
    qtbot.wait(2 * GAP_MS)
    assert listening.came == [NumberSeen(NUMBER, NAME, "ten")]
    assert (window.line.text(), entered) == ("", [])


def test_a_single_key_arrives_within_a_moment(qtbot: QtBot, window: Window, listening: Listening) -> None:
    type_fast(handle(window), "7", end=False)
    qtbot.waitUntil(lambda: window.line.text() == "7", timeout=1_000)
    assert listening.came == []


def test_a_few_keys_and_enter_arrive_at_once_and_in_order(window: Window, listening: Listening) -> None:
    held: list[str] = []
    window.line.returnPressed.connect(lambda: held.append(window.line.text()))
    type_fast(handle(window), "0042")
    assert held == ["0042"]


def test_a_dialog_is_watched_as_soon_as_it_has_the_focus(qtbot: QtBot, window: Window, listening: Listening) -> None:
    dialog = QDialog(window)
    line = QLineEdit(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(line.hasFocus)
    type_fast(handle(dialog), NUMBER)
    qtbot.waitUntil(lambda: listening.came != [])
    assert (line.text(), dialog.isVisible()) == ("", True)


def test_a_window_may_go_while_its_keys_are_held(qtbot: QtBot, window: Window, listening: Listening) -> None:
    other = Window()
    qtbot.addWidget(other)
    other.show()
    qtbot.waitExposed(other)
    other.activateWindow()
    qtbot.waitUntil(other.line.hasFocus)
    type_fast(handle(other), "12", end=False)
    other.close()
    other.destroy()
    qtbot.wait(2 * GAP_MS)
    window.activateWindow()
    qtbot.waitUntil(window.line.hasFocus)
    type_fast(handle(window), NUMBER)
    qtbot.waitUntil(lambda: listening.came == [NumberSeen(NUMBER, NAME, "ten")])


def test_what_is_held_is_given_back_at_the_end(window: Window, listening: Listening) -> None:
    type_fast(handle(window), "12", end=False)
    listening.reader.stop()
    assert window.line.text() == "12"
    type_fast(handle(window), NUMBER, end=False)
    assert window.line.text() == "12" + NUMBER
    listening.reader.start()


def test_what_no_form_explains_is_told_in_words(qtbot: QtBot, window: Window, listening: Listening) -> None:
    type_fast(handle(window), NUMBER[:8])
    qtbot.waitUntil(lambda: listening.came != [])
    (told,) = listening.came
    assert isinstance(told, CardUnreadable)
    assert "typed 8 characters" in told.problem
    assert window.line.text() == ""
