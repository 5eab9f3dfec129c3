"""The way between the places of the window: by keys, marked, and without losing what was typed."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from drivers.reader import ReadersChanged
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.ui import theme
from enroll_app.ui.navigation import Place
from enroll_app.ui.window import MainWindow
from tests.ui.reader_bench import ALT, PLATE, Bench
from tests.ui.test_startup import started

EM = "0110185C5B"


@pytest.fixture
def bench(qtbot: QtBot, make_desk: Callable[..., Desk]) -> Iterator[Bench]:
    """A person at a window that listens to one reader."""
    made = Bench(qtbot, make_desk, PLATE)
    with made.hands:
        yield made


def entries(window: MainWindow) -> dict[str, QPushButton]:
    found = window.navigation.rail.findChildren(QPushButton)
    return {button.accessibleName(): button for button in found}


def test_what_was_typed_and_where_the_cursor_was_outlive_a_visit_to_the_readers(bench: Bench) -> None:
    hands = bench.hands
    bench.tap(EM, technology="em4100")
    hands.until_step(Step.PERSON)
    hands.type("Åsa")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Lind")
    bench.to_readers()
    assert not hands.window.view.isVisible()
    bench.go(Place.ENROLL)
    assert not bench.view.isVisible()
    assert hands.line.text() == "Lind"
    hands.type("ström")
    assert (hands.wizard.draft.first_name, hands.wizard.draft.last_name) == ("Åsa", "Lindström")


def test_a_card_that_is_tapped_at_the_readers_is_looked_at_and_begins_nothing(bench: Bench) -> None:
    hands = bench.hands
    bench.to_readers()
    bench.tap(EM, technology="em4100")
    bench.says("0x\u200901\u200910\u200918\u20095c\u20095b")
    bench.go(Place.ENROLL)
    assert hands.window.view.page(Step.CARD).isVisible()
    assert not hands.wizard.touched
    bench.tap("048A4AAAA62D80")
    hands.until_step(Step.PERSON)
    assert hands.wizard.tap is not None
    assert hands.wizard.tap.card.uid.hex() == "048a4aaaa62d80"


def test_the_wizards_keys_do_nothing_while_the_readers_are_in_sight(bench: Bench) -> None:
    hands = bench.hands
    bench.tap(EM, technology="em4100")
    hands.until_step(Step.PERSON)
    hands.type("Åsa")
    bench.to_readers()
    hands.press(Qt.Key.Key_Escape, Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Left, modifier=ALT)
    assert hands.wizard.step is Step.PERSON
    assert hands.wizard.draft.first_name == "Åsa"


def test_places_are_reached_by_letter_and_by_arrow_and_the_present_one_is_marked_by_weight(bench: Bench) -> None:
    hands = bench.hands
    there = entries(hands.window)
    hands.press(Qt.Key.Key_R, modifier=ALT)
    hands.until(lambda: bench.at(Place.READERS))
    assert [name for name, button in there.items() if button.isChecked()] == ["Readers"]
    assert there["Readers"].font().bold() or there["Readers"].font().weight() > there["Enroll"].font().weight()
    bench.tab_to(lambda: hands.focus is there["Readers"])
    for _ in range(3):
        hands.press(Qt.Key.Key_Up)
        assert bench.at(Place.READERS)
    assert hands.focus is there["Enroll"]
    hands.enter()
    assert bench.at(Place.ENROLL)
    assert [name for name, button in there.items() if button.isChecked()] == ["Enroll"]
    assert f"Ctrl+{list(there).index('Readers') + 1}" in there["Readers"].toolTip()


def weights(window: MainWindow) -> list[str]:
    """The places that stand out."""
    there = entries(window)
    most = max(button.font().weight() for button in there.values())
    return [name for name, button in there.items() if button.font().weight() == most]


def test_the_present_place_stands_out_after_another_look_too(bench: Bench, qapp: QApplication) -> None:
    window = bench.hands.window
    bench.to_readers()
    try:
        for dark in (True, False):
            theme.apply(qapp, dark=dark)
            qapp.processEvents()
            assert weights(window) == ["Readers"]
        page = QWidget()
        window.cover(page)
        window.uncover(page)
        assert weights(window) == ["Readers"]
    finally:
        theme.apply(qapp, dark=False)


def test_pressing_the_present_place_leaves_it_marked(bench: Bench) -> None:
    hands = bench.hands
    there = entries(hands.window)
    bench.tab_to(lambda: hands.focus is there["Enroll"])
    hands.press(Qt.Key.Key_Space)
    assert there["Enroll"].isChecked()
    assert hands.window.view.isVisible()


def test_a_place_chosen_before_the_session_is_there_is_shown_when_it_comes(
    qtbot: QtBot, make_desk: Callable[..., Desk]
) -> None:
    bench = Bench(qtbot, make_desk, PLATE)
    entries(bench.hands.window)["Readers"].click()
    assert bench.at(Place.ENROLL)
    with bench.hands:
        assert bench.at(Place.READERS)
        bench.row(PLATE)


def test_the_keyboard_begins_at_the_first_readers_number_format(bench: Bench) -> None:
    bench.go(Place.READERS)
    assert bench.hands.focus is bench.row(PLATE).profile


def test_what_is_behind_the_first_place_costs_the_start_nothing() -> None:
    code, modules = started("--training", "--exit-when-ready")
    assert code == 0
    assert not [name for name in modules if name.startswith("enroll_app.ui.readers")]


def test_the_focus_finds_a_place_when_what_had_it_went_away_meanwhile(bench: Bench) -> None:
    hands = bench.hands
    bench.to_readers()
    button = bench.row(PLATE).learn
    bench.tab_to(lambda: hands.focus is button)
    bench.go(Place.ENROLL)
    bench.found = ()
    bench.reader.tell(ReadersChanged(()))
    hands.until(lambda: "No reader is ready" in hands.reads())
    bench.go(Place.READERS)
    bench.says("Attach a card reader")
    assert bench.view.isAncestorOf(hands.focus)


def test_tab_comes_to_the_present_place_alone_and_the_arrows_to_all_of_them(bench: Bench) -> None:
    hands = bench.hands
    there = entries(hands.window)
    bench.to_readers()
    bench.tab_to(lambda: hands.focus is there["Readers"])
    hands.press(Qt.Key.Key_Home)
    seen = [hands.focus.accessibleName()]
    for _ in there:
        hands.press(Qt.Key.Key_Down)
        seen.append(hands.focus.accessibleName())
    # The last one is the end of them.
    assert seen == [*there, list(there)[-1]]
    hands.press(Qt.Key.Key_Home, Qt.Key.Key_Tab)
    stops = []
    while hands.focus not in there.values():
        stops.append(hands.focus)
        hands.press(Qt.Key.Key_Tab)
    assert stops
    assert hands.focus is there["Readers"]
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is stops[0]


def test_a_place_is_one_of_several_for_a_screen_reader(bench: Bench) -> None:
    for name, entry in entries(bench.hands.window).items():
        told = QAccessible.queryAccessibleInterface(entry)
        assert told.role() == QAccessible.Role.RadioButton
        assert bool(told.state().checked) is (name == "Enroll")
