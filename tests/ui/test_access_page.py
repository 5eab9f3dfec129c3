"""Validity and access in the window: roles by keys from anywhere, remembered levels, and what is said on the page."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.preferences import Preferences
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.services.unwritten import UnwrittenSettings
from tests.ui.hands import Hands

KEY = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
EM, OTHER = bytes.fromhex("0110185C5B"), bytes.fromhex("048A4AAAA62D80")


def to_access(hands: Hands, virtual: VirtualReader, uid: bytes = EM) -> None:
    virtual.present(uid)
    hands.until_step(Step.PERSON)
    hands.type("Åsa")
    hands.enter()
    hands.until_step(Step.PIN)
    hands.enter()
    hands.until_step(Step.ACCESS)


def search(hands: Hands, letters: str) -> None:
    hands.press(KEY.Key_A, modifier=ALT)
    hands.type(letters)
    hands.enter()


def chosen(hands: Hands) -> list[str]:
    return [one.name for one in hands.wizard.levels if str(one.level_id) in hands.wizard.draft.levels]


def checked(hands: Hands) -> list[str]:
    return [
        one.accessibleName()
        for one in hands.window.findChildren(QPushButton)
        if one.property("role") and one.isChecked()
    ]


def send(hands: Hands) -> None:
    hands.press(KEY.Key_Return, modifier=CONTROL)
    hands.until_step(Step.REVIEW)
    hands.enter()
    hands.until(lambda: hands.wizard.outcome is not None)
    hands.enter()
    hands.until_step(Step.CARD)


def test_a_role_is_chosen_from_the_list_of_levels_too_and_typing_a_date_leaves_it(
    hands: Hands, virtual: VirtualReader
) -> None:
    to_access(hands, virtual)
    assert "this card opens no door" in hands.reads()
    hands.press(KEY.Key_A, modifier=ALT)
    hands.press(KEY.Key_Down, KEY.Key_Space)
    assert "this card opens no door" not in hands.reads()
    hands.press(KEY.Key_F6)
    assert (hands.wizard.role, hands.wizard.draft.valid_to) == ("semester", "2027-01-20")
    assert checked(hands) == ["Semester"]
    hands.press(KEY.Key_U, modifier=ALT)
    hands.press(KEY.Key_A, modifier=CONTROL)
    hands.type("+1")
    assert (hands.wizard.role, hands.wizard.draft.valid_to) == ("", "2026-11-23")
    assert checked(hands) == []


def test_the_keyboard_goes_from_the_roles_to_the_dates_to_the_levels(hands: Hands, virtual: VirtualReader) -> None:
    to_access(hands, virtual)
    hands.press(KEY.Key_Tab)
    assert hands.focus.accessibleName() == "Access levels"
    hands.press(KEY.Key_Tab)
    assert isinstance(hands.focus, QListView)
    hands.press(KEY.Key_F, modifier=ALT)
    hands.press(KEY.Key_Tab)
    assert hands.focus.accessibleName() == "Valid until"
    hands.press(KEY.Key_F, modifier=ALT)
    hands.press(KEY.Key_Backtab)
    assert hands.focus.accessibleName() == "Visitor today"
    hands.press(KEY.Key_Right, KEY.Key_Space)
    assert checked(hands) == ["One week"]
    hands.press(KEY.Key_F, modifier=ALT)
    hands.press(KEY.Key_Backtab)
    assert hands.focus.accessibleName() == "One week", "of the roles, only the chosen one is a stop"


def test_levels_are_remembered_with_their_role_and_favorites_without_one(hands: Hands, virtual: VirtualReader) -> None:
    to_access(hands, virtual)
    hands.press(KEY.Key_F2)
    search(hands, "work")
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_D, modifier=CONTROL)
    send(hands)
    memory = hands.session.remembering.memory
    assert memory.role == "visitor"
    assert len(memory.levels_of["visitor"]) == len(memory.favourites) == 1
    to_access(hands, virtual, OTHER)
    assert "As for the last card" in hands.reads()
    hands.press(KEY.Key_F3)
    search(hands, "off")
    # What the last card had, and its role, is not this role's.
    assert chosen(hands) == ["Office"]
    assert "As for the last card" not in hands.reads()
    hands.press(KEY.Key_F2)
    assert chosen(hands) == ["Workshop"]
    assert "1 level chosen" in hands.reads()


def test_levels_that_vanished_are_named_until_others_are_chosen(hands: Hands, virtual: VirtualReader) -> None:
    to_access(hands, virtual)
    search(hands, "work")
    hands.wizard.know_levels(tuple(one for one in hands.wizard.levels if one.name != "Workshop"))
    hands.session.changed.emit()
    assert "no longer offered" in hands.reads()
    assert "Workshop (abc123-002)" in hands.reads()
    search(hands, "off")
    assert "no longer offered" not in hands.reads()


def test_the_role_of_the_settings_is_there_before_anything_was_pressed(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader
) -> None:
    desk = replace(make_desk(lambda _uris: virtual), settings=UnwrittenSettings(Preferences(role="month")))
    with Hands(qtbot, desk) as hands:
        to_access(hands, virtual)
        assert checked(hands) == ["30 days"]
        assert hands.line.text() == "2026-12-22"
        hands.press(KEY.Key_A, modifier=CONTROL)
        hands.press(KEY.Key_Delete)
        hands.press(KEY.Key_Left, modifier=ALT)
        hands.until_step(Step.PIN)
        hands.enter()
        hands.until_step(Step.ACCESS)
        assert hands.line.text() == ""
        assert checked(hands) == []
