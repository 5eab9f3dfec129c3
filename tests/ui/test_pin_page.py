"""The PIN by keys alone: hidden but for as long as a key is held, weak ones warned of, taken away from known keys."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from enroll_app.domain.pin import Pin, PinRule
from enroll_app.ui.widgets.pin_choice import PinChoice
from enroll_app.ui.widgets.secret_line import SecretLine

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def focus() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def choice(qtbot: QtBot) -> PinChoice:
    made = PinChoice()
    qtbot.addWidget(made)
    made.fill(PinRule.LEAVE)
    made.show()
    qtbot.waitExposed(made)
    made.focus_first()
    return made


def line(choice: PinChoice) -> SecretLine:
    found = choice.findChild(SecretLine)
    assert isinstance(found, SecretLine)
    return found


def words(choice: PinChoice) -> str:
    return "\n".join(one.text() for one in choice.findChildren(QLabel) if one.isVisible())


def options(choice: PinChoice) -> list[str]:
    return [one.text().replace("&", "") for one in choice.findChildren(QRadioButton) if one.isVisible()]


def pick(qtbot: QtBot, choice: PinChoice, key: Qt.Key) -> None:
    """By its letter; a button that is pressed by its letter moves a moment before it does something."""
    with qtbot.waitSignal(choice.edited):
        QTest.keyClick(choice, key, ALT)


def begin(qtbot: QtBot, choice: PinChoice, digits: str) -> None:
    pick(qtbot, choice, KEY.Key_C)
    QTest.keyClicks(focus(), digits)
    assert choice.pin == digits


def test_the_digits_are_seen_only_as_long_as_the_key_is_held(choice: PinChoice, qtbot: QtBot) -> None:
    begin(qtbot, choice, "4071")
    assert not line(choice).shown
    QTest.keyPress(line(choice), KEY.Key_W, ALT)
    assert line(choice).shown
    QTest.keyRelease(line(choice), KEY.Key_W, ALT)
    assert not line(choice).shown
    assert line(choice).text() == "4071"


def test_the_button_shows_them_while_space_holds_it_and_hides_them_when_it_is_left(
    choice: PinChoice, qtbot: QtBot
) -> None:
    begin(qtbot, choice, "4071")
    QTest.keyClick(line(choice), KEY.Key_Tab)
    button = focus()
    QTest.keyPress(button, KEY.Key_Space)
    assert line(choice).shown
    QTest.keyRelease(button, KEY.Key_Space)
    assert not line(choice).shown
    QTest.keyPress(button, KEY.Key_Space)
    line(choice).setFocus()
    assert not line(choice).shown


def test_digits_that_are_shown_are_hidden_with_their_page(choice: PinChoice, qtbot: QtBot) -> None:
    begin(qtbot, choice, "4071")
    QTest.keyPress(line(choice), KEY.Key_W, ALT)
    choice.hide()
    choice.show()
    assert not line(choice).shown


@pytest.mark.parametrize(("digits", "weak"), [("1984", True), ("2580", True), ("1357", True), ("4071", False)])
def test_a_weak_pin_is_warned_of_and_taken_all_the_same(
    choice: PinChoice, digits: str, weak: bool, qtbot: QtBot
) -> None:
    begin(qtbot, choice, digits)
    assert ("first that anybody would try" in words(choice)) is weak


def test_a_drawn_pin_is_never_in_sight(choice: PinChoice, qtbot: QtBot) -> None:
    pick(qtbot, choice, KEY.Key_D)
    assert isinstance(choice.pin, Pin)
    assert choice.pin.digits not in words(choice) + line(choice).text()


def test_a_new_card_has_no_pin_to_take_away(choice: PinChoice) -> None:
    assert options(choice)[0] == "No PIN"
    assert len(options(choice)) == 3


def test_a_known_keys_pin_is_left_as_it_is_or_taken_away(choice: PinChoice, qtbot: QtBot) -> None:
    choice.set_known(known=True)
    assert options(choice)[0].startswith("Leave the PIN as it is")
    pick(qtbot, choice, KEY.Key_T)
    chosen = [choice.pin]
    pick(qtbot, choice, KEY.Key_A)
    assert [*chosen, choice.pin] == [PinRule.CLEAR, PinRule.LEAVE]


def test_digits_typed_after_an_arrow_key_has_chosen_go_to_the_line(choice: PinChoice) -> None:
    QTest.keyClick(focus(), KEY.Key_Down)
    assert isinstance(focus(), QRadioButton)
    # The page hands on what its choices do not take.
    assert choice.take_digit(QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "4"))
    QTest.keyClicks(focus(), "711")
    assert choice.pin == "4711"
