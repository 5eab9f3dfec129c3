"""One press does one thing: a nervous hand passes no page that nobody has seen, and no word that nobody has read."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.person import Person
from enroll_app.domain.preferences import Form, Preferences
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.services.unwritten import UnwrittenSettings
from tests.ui.hands import Hands

EM = bytes.fromhex("0110185C5B")
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
# Longer than any test: whatever comes at once is the second press of a double one.
_LONG_MS = 60_000


@pytest.fixture
def slow(qapp: QApplication) -> Iterator[None]:
    """A desk at which two presses are a double one however far apart they are."""
    yield qapp.setDoubleClickInterval(_LONG_MS)
    qapp.setDoubleClickInterval(0)


@pytest.fixture
def express(qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader) -> Iterator[Hands]:
    desk = replace(make_desk(lambda _uris: virtual), settings=UnwrittenSettings(Preferences(form=Form.ONE_PAGE)))
    with Hands(qtbot, desk) as hands:
        virtual.present(EM)
        hands.until_step(Step.FORM)
        hands.until(lambda: bool(hands.wizard.levels))
        hands.type("Bo")
        yield hands


def to_access(hands: Hands, virtual: VirtualReader) -> None:
    virtual.present(EM)
    hands.until_step(Step.PERSON)
    hands.until(lambda: bool(hands.wizard.levels))
    hands.type("Bo")
    for step in (Step.PIN, Step.ACCESS):
        hands.enter()
        hands.until_step(step)


def mouse(button: QPushButton, kind: QEvent.Type) -> None:
    at = QPointF(button.rect().center())
    held = NONE if kind is QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(kind, at, button.mapToGlobal(at), LEFT, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(button, event)


def test_a_double_click_goes_on_by_one_page(hands: Hands, virtual: VirtualReader) -> None:
    to_access(hands, virtual)
    primary = hands.window.view.primary
    down, up = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    for kind in (down, up, QEvent.Type.MouseButtonDblClick, up):
        mouse(primary, kind)
    assert hands.wizard.step is Step.REVIEW
    mouse(primary, down)
    mouse(primary, up)
    hands.until_step(Step.RESULT)


@pytest.mark.parametrize("way", ["enter", "click", "letter", "space"])
def test_a_second_press_that_comes_at_once_is_not_about_the_page_that_the_first_one_brought(
    hands: Hands, virtual: VirtualReader, way: str, qapp: QApplication
) -> None:
    to_access(hands, virtual)
    hands.enter()
    hands.until_step(Step.REVIEW)
    qapp.setDoubleClickInterval(_LONG_MS)
    try:
        primary = hands.window.view.primary
        if way == "enter":
            hands.enter()
        elif way == "click":
            QTest.mouseClick(primary, LEFT)
        elif way == "letter":
            hands.press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.AltModifier)
            hands.until(lambda: not primary.isDown())
        else:
            primary.setFocus()
            hands.press(Qt.Key.Key_Space)
        assert (hands.wizard.step, hands.wizard.outcome) == (Step.REVIEW, None)
    finally:
        qapp.setDoubleClickInterval(0)


def test_a_press_that_began_on_the_page_before_is_about_that_one(hands: Hands, virtual: VirtualReader) -> None:
    to_access(hands, virtual)
    primary = hands.window.view.primary
    mouse(primary, QEvent.Type.MouseButtonPress)
    hands.window.view.forward()
    assert hands.wizard.step is Step.REVIEW
    mouse(primary, QEvent.Type.MouseButtonRelease)
    assert hands.wizard.step is Step.REVIEW


def test_what_came_of_it_is_seen_before_the_next_card(hands: Hands, virtual: VirtualReader, qapp: QApplication) -> None:
    to_access(hands, virtual)
    hands.enter()
    hands.until_step(Step.REVIEW)
    hands.enter()
    qapp.setDoubleClickInterval(_LONG_MS)
    try:
        hands.until(lambda: hands.wizard.outcome is not None and hands.window.view.primary.isEnabled())
        hands.enter()
        assert hands.wizard.step is Step.RESULT
    finally:
        qapp.setDoubleClickInterval(0)


def test_a_click_on_the_form_passes_no_word_that_was_not_said(express: Hands) -> None:
    primary = express.window.view.primary
    assert "a new key then opens no door" not in express.reads()
    QTest.mouseClick(primary, LEFT)
    assert express.wizard.step is Step.FORM
    assert "a new key then opens no door" in express.reads()
    # What is heard of the card meanwhile is to be read, too, though the keyboard is at the button.
    express.wizard.acquaintance = Acquaintance(Person("Anna", "Berg"))
    express.session.changed.emit()
    QTest.mouseClick(primary, LEFT)
    assert express.wizard.step is Step.FORM
    assert "already belongs to Anna Berg" in express.reads()
    QTest.mouseClick(primary, LEFT)
    express.until_step(Step.RESULT)


def test_what_was_read_is_read_again_once_something_else_was_typed(express: Hands) -> None:
    express.enter()
    assert express.focus is express.window.view.primary
    express.window.view.page(Step.FORM).focus_first()
    express.type("Eva")
    express.enter()
    assert express.wizard.step is Step.FORM
    express.enter()
    express.until_step(Step.RESULT)


@pytest.mark.usefixtures("slow")
def test_a_double_press_on_the_form_does_not_answer_what_it_says(express: Hands) -> None:
    express.window.view.presses.enter(express.window.view.forward)
    assert express.wizard.step is Step.FORM
    express.window.view.forward()
    assert "a new key then opens no door" in express.reads()
    QTest.mouseClick(express.window.view.primary, LEFT)
    assert express.wizard.step is Step.FORM
