"""A line whose letters nobody reads along: not by assistive technology, not by undoing, copying or the input method."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from enroll_app.ui.widgets.secret_line import SecretLine

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def line(qtbot: QtBot) -> SecretLine:
    made = SecretLine()
    made.setAccessibleName("PIN")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def heard(line: SecretLine) -> str:
    """What assistive technology may ask of it."""
    found: QAccessibleInterface = QAccessible.queryAccessibleInterface(line)
    texts = [found.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)]
    # As Qt itself has it, which is what its events are made of.
    return "".join(texts) + QLineEdit.text(line) + line.displayText() + line.selectedText()


def test_what_is_typed_is_known_here_and_nowhere_else(line: SecretLine) -> None:
    typed: list[str] = []
    line.textEdited.connect(typed.append)
    QTest.keyClicks(line, "4071")
    line.selectAll()
    assert (line.text(), typed) == ("4071", ["4", "40", "407", "4071"])
    assert not set("4071") & set(heard(line))
    line.show_letters(shown=True)
    assert not set("4071") & set(heard(line))


def test_it_is_edited_as_every_line_is(line: SecretLine) -> None:
    QTest.keyClicks(line, "4071")
    QTest.keyClick(line, KEY.Key_Backspace)
    QTest.keyClick(line, KEY.Key_Home)
    QTest.keyClick(line, KEY.Key_Delete)
    QTest.keyClicks(line, "9")
    assert (line.text(), line.cursorPosition()) == ("907", 1)
    QTest.keyClick(line, KEY.Key_End, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(line, "8")
    assert line.text() == "98"
    QTest.keyClick(line, KEY.Key_A, CTRL)
    QTest.keyClick(line, KEY.Key_Backspace)
    assert line.text() == ""
    line.setMaxLength(3)
    QTest.keyClicks(line, "12345")
    assert line.text() == "123"


def test_nothing_is_undone_or_copied_and_a_key_may_be_pasted(line: SecretLine) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("from the portal")
    QTest.keyClick(line, KEY.Key_V, CTRL)
    assert line.text() == "from the portal"
    for key in (KEY.Key_A, KEY.Key_C, KEY.Key_X):
        QTest.keyClick(line, key, CTRL)
    assert line.text() == "from the portal"
    clipboard.setText("else")
    QTest.keyClick(line, KEY.Key_C, CTRL)
    assert clipboard.text() == "else"
    line.clear()
    QTest.keyClick(line, KEY.Key_Z, CTRL)
    assert (line.text(), line.isUndoAvailable()) == ("", False)


def test_the_input_method_is_off_also_once_the_letters_were_shown(line: SecretLine) -> None:
    for shown in (False, True, False):
        line.show_letters(shown=shown)
        assert not line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(line, composed)
    assert line.text() == "é"
    assert "é" not in heard(line)


def test_the_letters_are_seen_only_while_they_are_shown(line: SecretLine) -> None:
    line.setText("4071")
    line.clearFocus()

    def picture(text: str) -> bytes:
        line.setText(text)
        image = line.grab().toImage()
        return bytes(image.constBits())

    assert picture("4071") == picture("8888")
    line.show_letters(shown=True)
    assert picture("4071") != picture("8888")


def test_what_assistive_technology_writes_is_taken_and_hidden(line: SecretLine) -> None:
    QLineEdit.setText(line, "4071")
    assert line.text() == "4071"
    assert not set("4071") & set(heard(line))
