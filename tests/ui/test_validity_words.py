"""What a validity means, in sentences, also on the nights that change the clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from enroll_app.domain.draft import Draft, check_validity, faults
from enroll_app.domain.roles import SHIPPED_ROLES, Role
from enroll_app.ui import validity_told
from enroll_app.ui.role_words import role_name
from enroll_app.ui.widgets.calendar import Calendar
from enroll_app.ui.widgets.validity_choice import ValidityChoice

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = Qt.Key


def focus() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "", "Valid at once, never expires. By the clock of Europe/Stockholm (UTC+01:00)."),
        ("", "2027-06-10", "(UTC+02:00)."),
        ("2027-01-10", "2027-06-10", "(UTC+01:00 at the start, UTC+02:00 at the end)."),
    ],
)
def test_the_clock_is_told_as_it_will_be_then(start: str, end: str, words: str) -> None:
    validity = check_validity(Draft(valid_from=start, valid_to=end), STOCKHOLM)
    assert validity_told.meaning(validity, STOCKHOLM, NOW).endswith(words)


@pytest.mark.usefixtures("qapp")
def test_of_an_hour_that_comes_twice_it_is_told_which_is_meant() -> None:
    text = "2027-10-31 02:30"
    start = check_validity(Draft(valid_from=text), STOCKHOLM)
    end = check_validity(Draft(valid_to=text), STOCKHOLM)
    assert "the first time is meant (UTC+02:00)" in validity_told.repeated(text, "", start, STOCKHOLM)
    assert "the second time is meant (UTC+01:00)" in validity_told.repeated("", text, end, STOCKHOLM)
    assert validity_told.repeated("", "2027-10-31", check_validity(Draft(valid_to=text), STOCKHOLM), STOCKHOLM) == ""


@pytest.mark.usefixtures("qapp")
def test_every_shipped_role_has_a_name_and_an_own_one_keeps_its_own() -> None:
    names = [role_name(role) for role in SHIPPED_ROLES]
    assert not {role.key for role in SHIPPED_ROLES} & set(names)
    assert len(set(names)) == len(names)
    assert role_name(Role("visitor", "Gäst")) == "Gäst"


@pytest.fixture
def choice(qtbot: QtBot) -> ValidityChoice:
    made = ValidityChoice(STOCKHOLM, lambda: NOW)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show_roles(SHIPPED_ROLES)
    made.edited.connect(lambda: made.show_problems(faults(Draft(valid_from=made.start, valid_to=made.end), STOCKHOLM)))
    made.show()
    qtbot.waitExposed(made)
    made.focus_first()
    return made


def type_(text: str) -> None:
    QTest.keyClick(focus(), KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focus(), text)


def words(choice: ValidityChoice) -> str:
    return "\n".join(label.text() for label in choice.findChildren(QLabel) if label.isVisible())


def checked_roles(choice: ValidityChoice) -> list[QPushButton]:
    return [one for one in choice.findChildren(QPushButton) if one.isChecked()]


def test_days_ahead_are_the_day_they_are_as_soon_as_they_are_typed(choice: ValidityChoice) -> None:
    type_("+14")
    assert choice.end == "2026-12-06"
    assert "6 December 2026" in words(choice)
    QTest.keyClick(focus(), KEY.Key_Tab)
    assert "2026-12-06" in [one.text() for one in choice.findChildren(QLineEdit)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2027-03-28 02:30", "that night the clocks go from 02:00 to 03:00"),
        ("2027-10-31 02:30", "the second time is meant (UTC+01:00)"),
        ("2020-01-01", "lies in the past"),
        ("31/12", "is not a date that can be used"),
    ],
)
def test_what_a_night_does_to_an_end_is_told_while_it_is_typed(choice: ValidityChoice, text: str, told: str) -> None:
    type_(text)
    assert told in words(choice)
    type_("2027-06-01")
    assert told not in words(choice)


def test_a_calendar_takes_a_day_and_leaves_the_time(choice: ValidityChoice, qtbot: QtBot) -> None:
    type_("2027-02-27 08:00")
    QTest.keyClick(focus(), KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Calendar)
    QTest.keyClick(popup.focusWidget(), KEY.Key_Right)
    QTest.keyClick(popup.focusWidget(), KEY.Key_Right)
    with qtbot.waitSignal(choice.edited):
        QTest.keyClick(popup.focusWidget(), KEY.Key_Return)
    assert choice.end == "2027-03-01 08:00"
    assert QApplication.activePopupWidget() is None


def test_a_calendar_opens_at_today_by_the_desks_clock_and_escape_takes_nothing(choice: ValidityChoice) -> None:
    QTest.keyClick(focus(), KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Calendar)
    taken: list[date] = []
    popup.taken.connect(taken.append)
    QTest.keyClick(popup.focusWidget(), KEY.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert not taken
    assert choice.end == ""


def test_a_role_is_wanted_by_its_key_wherever_the_keyboard_is_and_shows_a_tick(
    choice: ValidityChoice, qtbot: QtBot
) -> None:
    for key, role in ((KEY.Key_F2, "visitor"), (KEY.Key_F6, "semester"), (KEY.Key_F8, "permanent")):
        with qtbot.waitSignal(choice.role_wanted) as wanted:
            QTest.keyClick(focus(), key)
        assert wanted.args == [role]
        checked = checked_roles(choice)
        assert [one.property("role") for one in checked] == [role]
        assert not checked[0].icon().isNull()
    choice.show_roles(SHIPPED_ROLES, "")
    assert not checked_roles(choice)


def test_with_a_key_that_exists_what_is_left_out_stays(choice: ValidityChoice) -> None:
    choice.set_known(known=True)
    choice.fill("", "2027-01-01")
    assert "start left as it is" in words(choice)
    assert "empty: as it is" in words(choice)
