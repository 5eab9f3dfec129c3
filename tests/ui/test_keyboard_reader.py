"""What the filter does with Qt's events, where no window system is needed; the rest is in tests/e2e."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from drivers.keystroke_quiet import PAUSE_MS
from drivers.keystrokes import DECIMAL, GAP_MS, NAME, Form
from drivers.reader import CardUnreadable, NumberSeen
from enroll_app.ui.keyboard_reader import KeyboardReader

NUMBER = "0004329479"
TEN, ANY = Form(DECIMAL, frozenset({10}), profile="ten"), Form(DECIMAL, profile="any")


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
        self.forms: tuple[Form, ...] = (TEN,)
        self.reader = KeyboardReader(lambda: self.forms)
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


def settled(qtbot: QtBot) -> None:
    """Let so much time pass that no key can be the rest of a number, with room for a busy machine."""
    qtbot.wait(2 * PAUSE_MS)


def test_a_number_of_any_length_is_told_after_a_pause(qtbot: QtBot, window: Window, listening: Listening) -> None:
    listening.forms = (ANY,)
    settled(qtbot)
    type_fast(handle(window), NUMBER)
    qtbot.waitUntil(lambda: listening.came == [NumberSeen(NUMBER, NAME, "any")])
    assert window.line.text() == ""


def test_what_a_person_tore_is_told_as_no_number(qtbot: QtBot, window: Window, listening: Listening) -> None:
    listening.forms = (ANY,)
    settled(qtbot)
    type_fast(handle(window), "100K8479771714")
    qtbot.waitUntil(lambda: listening.came != [])
    (told,) = listening.came
    assert isinstance(told, CardUnreadable)
    assert "whether its number is whole" in told.problem
    assert window.line.text() == "100k"


def test_what_follows_on_another_window_is_no_number(qtbot: QtBot, window: Window, listening: Listening) -> None:
    listening.forms = (ANY,)
    other = Window()
    qtbot.addWidget(other)
    other.show()
    qtbot.waitUntil(other.line.hasFocus)
    settled(qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.line.hasFocus)
    type_fast(handle(window), NUMBER)
    qtbot.waitUntil(lambda: listening.came != [])
    assert isinstance(listening.came[0], CardUnreadable)
    settled(qtbot)
    type_fast(handle(window), NUMBER)
    qtbot.waitUntil(lambda: listening.came[1:] == [NumberSeen(NUMBER, NAME, "any")])


def test_who_begins_to_listen_in_the_middle_hears_no_number(qtbot: QtBot, window: Window, listening: Listening) -> None:
    """What was held until then went to the field, and is not told as well."""
    settled(qtbot)
    type_fast(handle(window), NUMBER, end=False)
    listening.reader.stop()
    listening.forms = (ANY,)
    listening.reader.start()
    type_fast(handle(window), NUMBER[3:])
    qtbot.waitUntil(lambda: listening.came != [])
    qtbot.wait(2 * GAP_MS)
    assert [type(told) for told in listening.came] == [CardUnreadable]
    assert window.line.text() == NUMBER
