"""Choosing access levels by keys alone, among a few and among thousands."""

from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from enroll_app.domain.levels import AccessLevel
from enroll_app.ui import theme
from enroll_app.ui.widgets.level_picker import LevelPicker

KEY = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NAMES = ("Entrance", "Förråd", "Office", "Workshop")
LEVELS = tuple(AccessLevel(UUID(int=at), name, f"abc123-00{1 + at // 2}") for at, name in enumerate(NAMES))


def focus() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def picker(qtbot: QtBot) -> LevelPicker:
    made = LevelPicker()
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.set_none_words("This card opens no door.")
    made.show_levels(LEVELS, ())
    made.show()
    qtbot.waitExposed(made)
    made.focus_first()
    return made


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(focus(), key, modifier)


def type_(text: str) -> None:
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(focus(), event)


def chosen(picker: LevelPicker) -> list[str]:
    return [NAMES[UUID(one).int] for one in picker.chosen]


def rows(picker: LevelPicker) -> list[str]:
    model = picker.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def words(picker: LevelPicker) -> str:
    return "\n".join(label.text() for label in picker.findChildren(QLabel) if label.isVisible())


def chips(picker: LevelPicker) -> list[QPushButton]:
    return [one for one in picker.findChildren(QPushButton) if one.isVisible()]


def test_levels_stand_below_their_door_systems_and_none_is_chosen(picker: LevelPicker) -> None:
    assert rows(picker) == [
        *("Door system abc123-001", "Entrance", "Förråd"),
        *("Door system abc123-002", "Office", "Workshop"),
    ]
    assert "opens no door" in words(picker)


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return, KEY.Key_Enter])
def test_space_and_enter_choose_in_the_list_and_take_back(picker: LevelPicker, key: Qt.Key) -> None:
    press(KEY.Key_Down, KEY.Key_Down, key)
    assert chosen(picker) == ["Förråd"]
    assert "opens no door" not in words(picker)
    press(KEY.Key_Down, key, KEY.Key_Up, key)
    assert chosen(picker) == ["Office"]


def test_enter_chooses_the_only_one_that_was_found_and_the_search_is_empty_again(picker: LevelPicker) -> None:
    type_("forrad")
    assert "1 found" in words(picker)
    press(KEY.Key_Return)
    type_("work")
    press(KEY.Key_Return)
    assert chosen(picker) == ["Förråd", "Workshop"]
    assert len(rows(picker)) == 6


def test_enter_leads_to_several_that_were_found_and_letters_lead_back(picker: LevelPicker) -> None:
    type_("o")
    press(KEY.Key_Return)
    assert picker.list.hasFocus()
    assert not picker.chosen
    type_("f")
    assert picker.search.line.hasFocus()
    assert picker.search.text == "of"
    press(KEY.Key_Down, KEY.Key_Space)
    assert chosen(picker) == ["Office"]
    press(KEY.Key_Backspace)
    assert picker.search.text == "o"
    press(KEY.Key_Down, KEY.Key_Up, KEY.Key_Up)
    assert picker.search.line.hasFocus()


def test_nothing_found_is_said_and_enter_chooses_nothing(picker: LevelPicker) -> None:
    type_("zzz")
    press(KEY.Key_Return, KEY.Key_Down, KEY.Key_Space)
    assert "No access level has these letters" in words(picker)
    assert not picker.chosen


def test_escape_leaves_the_search_first(picker: LevelPicker) -> None:
    type_("off")
    press(KEY.Key_Escape)
    assert picker.search.text == ""
    assert len(rows(picker)) == 6


def test_enter_that_chooses_nothing_is_left_to_the_page(picker: LevelPicker) -> None:
    for modifier, widget in ((Qt.KeyboardModifier.NoModifier, picker.search.line), (CONTROL, picker.list)):
        widget.setFocus()
        event = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Return, modifier)
        QApplication.sendEvent(widget, event)
        assert not event.isAccepted()
        assert not picker.chosen


def test_a_favorite_comes_first_with_its_system_and_goes_back(picker: LevelPicker, qtbot: QtBot) -> None:
    type_("work")
    press(KEY.Key_Down)
    with qtbot.waitSignal(picker.favourites_changed):
        press(KEY.Key_D, modifier=CONTROL)
    press(KEY.Key_Up, KEY.Key_Escape)
    assert rows(picker)[:3] == ["Favorites", "Workshop (abc123-002)", "Door system abc123-001"]
    assert [UUID(one).int for one in picker.favourites] == [3]
    picker.list.go_to_first()
    press(KEY.Key_Down)
    press(KEY.Key_D, modifier=CONTROL)
    assert not picker.favourites
    assert "Favorites" not in rows(picker)


def test_what_is_chosen_stays_in_sight_and_can_be_taken_away_by_keys(picker: LevelPicker) -> None:
    picker.show_chosen((str(UUID(int=0)), str(UUID(int=3))))
    type_("office")
    assert [one.text() for one in chips(picker)] == ["Entrance", "Workshop"]
    assert chips(picker)[0].accessibleName() == "Take Entrance away"
    chips(picker)[0].setFocus()
    press(KEY.Key_Return)
    assert chosen(picker) == ["Workshop"]
    assert picker.search.line.hasFocus()


def test_the_keyboard_goes_from_the_search_to_the_list_to_what_is_chosen(picker: LevelPicker) -> None:
    picker.show_chosen((str(UUID(int=0)),))
    QApplication.processEvents()
    press(KEY.Key_Tab)
    assert picker.list.hasFocus()
    press(KEY.Key_Tab)
    assert chips(picker)[0].hasFocus()


def test_thousands_of_levels_hold_nothing_up(qtbot: QtBot) -> None:
    many = tuple(
        AccessLevel(UUID(int=at), f"Dörr {at} {'Förråd' if at % 3 else 'Entré'}", f"abc123-{at % 20:03}")
        for at in range(7_000)
    )
    made = LevelPicker()
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    qtbot.waitExposed(made)
    made.show_levels(many, (str(UUID(int=6_999)),))
    qtbot.waitUntil(lambda: len(rows(made)) == 7_021)
    assert rows(made)[:2] == ["Favorites", "Dörr 6999 Entré (abc123-019)"]
    made.focus_first()
    type_("dorr 6999")
    press(KEY.Key_Return)
    assert made.chosen == (str(UUID(int=6_999)),)
    made.show_chosen(tuple(str(one.level_id) for one in many))
    qtbot.waitUntil(lambda: "7000 levels chosen" in words(made))
    # What is beyond two lines is counted, not shown.
    assert 0 < len(chips(made)) < 24


def test_what_is_drawn_follows_the_theme(picker: LevelPicker, qapp: QApplication) -> None:
    picker.show_chosen((str(UUID(int=0)),))
    before = chips(picker)[0].icon().pixmap(16).toImage()
    try:
        theme.apply(qapp, dark=True)
        assert chips(picker)[0].icon().pixmap(16).toImage() != before
    finally:
        theme.apply(qapp, dark=False)
