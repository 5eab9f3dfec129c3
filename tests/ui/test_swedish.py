"""The window is switched to Swedish and back while somebody works: no word stays behind, and nothing is lost."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drivers.reader import ReaderInfo, State
from drivers.virtual import VirtualReader
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.training.server import TrainingServer
from enroll_app.ui import language
from enroll_app.ui.navigation import Place
from enroll_app.ui.settings.view import SettingsView
from tests.ui.hands import Hands
from tests.ui.in_sight import english_left, in_front
from tests.ui.key_bench import known, tap_known
from tests.ui.reader_bench import ToldReader
from tests.ui.test_rebuilding import switch

EM = bytes.fromhex("0110185C5B")
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
BUSY = ReaderInfo(
    "pcsc:Plate",
    "pcsc",
    "Plate PICC",
    State.BUSY,
    "Another program is using Plate PICC. Close it, and it will be tried again.",
)


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    """The language belongs to the process; the next test begins as this one did."""
    yield
    language.speak(qapp, "en")


def swedish(hands: Hands) -> list[str]:
    """Switch to Swedish; what is English still when all is laid out."""
    to(hands, "sv")
    return english_left(in_front(hands.window))


def to(hands: Hands, code: str) -> None:
    old = hands.window.content
    switch(hands, language=code)
    hands.until(lambda: hands.window.content is not old and hands.window.content.isVisible())


def test_each_page_of_the_wizard_changes_its_language_with_what_is_typed_and_what_is_wrong(
    hands: Hands, virtual: VirtualReader
) -> None:
    assert english_left(hands.window), "English is recognized as such"
    assert swedish(hands) == []
    virtual.present(EM)
    hands.until_step(Step.PERSON)
    to(hands, "en")
    hands.type("x" * 33)
    hands.enter()
    hands.until(lambda: "The first name has 33 letters" in hands.reads())
    assert swedish(hands) == []
    assert "Det är 33 bokstäver i förnamnet" in hands.reads()
    hands.press(Qt.Key.Key_A, modifier=CONTROL)
    hands.type("Åsa")
    to(hands, "en")
    hands.enter()
    hands.until_step(Step.PIN)
    hands.type("12")
    hands.enter()
    hands.until(lambda: "The PIN has 2 digits" in hands.reads())
    assert swedish(hands) == []
    hands.until_step(Step.PIN)
    assert hands.line.text() == "12"
    hands.enter()
    assert "PIN-koden har 2 siffror" in hands.reads()
    hands.type("34")
    hands.enter()
    hands.until_step(Step.ACCESS)
    to(hands, "en")
    hands.press(Qt.Key.Key_U, modifier=ALT)
    hands.type("2020-01-01")
    assert swedish(hands) == []
    hands.until_step(Step.ACCESS)
    assert hands.wizard.draft.valid_to == "2020-01-01"
    to(hands, "en")
    hands.press(Qt.Key.Key_Return, modifier=CONTROL)
    hands.until_step(Step.REVIEW)
    assert swedish(hands) == []
    assert "Giltighetens slut" in hands.reads()
    assert (hands.wizard.draft.first_name, hands.wizard.draft.pin) == ("Åsa", "1234")


def test_a_result_changes_its_language_with_what_the_doors_said(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    service.training.state.fail_system("abc123-002")
    known(hands, service)
    tap_known(hands, virtual)
    hands.until(lambda: "abc123-001" in hands.reads())
    assert swedish(hands) == []
    assert "Åsa Lindström" in hands.reads()
    to(hands, "en")
    assert "In the door systems" in hands.reads()


def test_what_a_driver_says_of_a_reader_is_swedish_at_once(qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    reader = ToldReader(BUSY)
    with Hands(qtbot, make_desk(lambda _uris: reader)) as hands:
        assert swedish(hands) == []
        assert "Ett annat program använder Plate PICC." in hands.reads()


def test_the_settings_keep_what_was_typed_and_not_saved_in_sight_of_the_other_language(hands: Hands) -> None:
    hands.press(Qt.Key.Key_5, modifier=CONTROL)
    view = dict(hands.window.navigation.made())[Place.SETTINGS]
    assert isinstance(view, SettingsView)
    hands.until(lambda: view.section is not None)
    to(hands, "sv")
    hands.until(lambda: "Språk" in hands.reads().replace("&", ""))
    assert english_left(in_front(hands.window)) == []
