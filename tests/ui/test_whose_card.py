"""Whose card it is: nobody gets the name, the PIN, the doors or the dates of somebody else without a word about it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.memory import KeptDraft
from enroll_app.domain.operations import Removal
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import StoreError
from enroll_app.domain.preferences import Form, Preferences
from enroll_app.domain.problems import Problem
from enroll_app.domain.roles import PinHabit, Role
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.services.unwritten import UnwrittenSettings
from enroll_app.store.drafts import DraftFile
from tests.ui.hands import Hands
from tests.ui.test_enroll_flow import EM, KEPT, OTHER, know, tap_of

THIRD = bytes.fromhex("0110185C77")
LAST_CARD = "As for the last card"
MakeHands = Callable[..., Hands]


@pytest.fixture
def make_hands(qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader) -> MakeHands:
    """Makes an operator at a window; `changes` are those of the desk."""
    return lambda **changes: Hands(qtbot, replace(make_desk(lambda _uris: virtual), **changes))


@pytest.fixture
def express(make_hands: MakeHands) -> Hands:
    return make_hands(settings=UnwrittenSettings(Preferences(form=Form.ONE_PAGE)))


def at(hands: Hands, virtual: VirtualReader, uid: bytes, step: Step = Step.PERSON) -> None:
    """Tap a card, and wait for the page that it leads to."""
    virtual.remove()
    virtual.present(uid)
    hands.until_step(step)
    hands.until(lambda: bool(hands.wizard.levels))


def walk(hands: Hands, *steps: Step) -> None:
    for step in steps:
        hands.enter()
        hands.until_step(step)


def tick_first_level(hands: Hands) -> None:
    level = hands.wizard.levels[0].name
    hands.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.AltModifier)
    hands.type(level)
    hands.enter()
    if not hands.wizard.draft.levels:
        hands.enter()


def came(hands: Hands, state: State | None = None) -> None:
    hands.until(lambda: hands.wizard.outcome is not None)
    if state is not None:
        assert hands.wizard.outcome is not None
        hands.wizard.came(replace(hands.wizard.outcome, state=state))
        hands.session.changed.emit()


def test_what_the_last_card_had_is_said_on_the_form_too_until_it_is_another_role(
    express: Hands, virtual: VirtualReader
) -> None:
    with express as hands:
        at(hands, virtual, EM, Step.FORM)
        hands.type("Boss")
        tick_first_level(hands)
        assert LAST_CARD not in hands.reads()
        hands.window.view.page(Step.FORM).focus_first()
        walk(hands, Step.RESULT)
        came(hands)
        at(hands, virtual, OTHER, Step.FORM)
        assert hands.wizard.draft.levels
        assert LAST_CARD in hands.reads()
        hands.press(Qt.Key.Key_F2)
        assert LAST_CARD not in hands.reads()
        assert hands.wizard.draft.levels == ()


@pytest.mark.parametrize("state", [State.REJECTED, State.CONFLICT])
def test_a_card_tapped_after_a_refusal_is_the_next_persons(hands: Hands, virtual: VirtualReader, state: State) -> None:
    at(hands, virtual, EM)
    hands.type("Anna")
    walk(hands, Step.PIN)
    hands.type("4837")
    walk(hands, Step.ACCESS, Step.REVIEW, Step.RESULT)
    came(hands, state)
    at(hands, virtual, OTHER)
    assert hands.line.text() == ""
    assert hands.wizard.draft.pin is PinRule.LEAVE


def test_an_offer_waits_while_somebody_else_is_in_hand(
    make_hands: MakeHands, virtual: VirtualReader, tmp_path: Path
) -> None:
    drafts = DraftFile(tmp_path)
    drafts.keep(KEPT)
    with make_hands(drafts=drafts) as hands:
        hands.until(lambda: "Anna Berg" in hands.reads())
        at(hands, virtual, THIRD)
        hands.type("Bo")
        walk(hands, Step.PIN, Step.ACCESS, Step.REVIEW, Step.RESULT)
        came(hands, State.CONFLICT)
        hands.session.another_card()
        hands.until_step(Step.CARD)
        assert "Anna Berg" not in hands.reads()
        hands.enter()
        assert (hands.wizard.step, hands.wizard.draft.first_name) == (Step.CARD, "Bo")
        hands.session.next_card()
        assert "Anna Berg" in hands.reads()
        # Whoever comes from the card before has another one in mind.
        assert not isinstance(hands.focus, QPushButton)


def test_a_card_that_changes_hands_has_no_pin_to_be_left(hands: Hands) -> None:
    know(hands, EM, "Anna", "Berg")
    tap = tap_of(EM)
    assert tap.identification is not None
    key = hands.session.desk.enroller().acquaintance(tap.identification).key
    assert key is not None
    hands.session.hand_over(tap, key)
    hands.until_step(Step.PERSON)
    hands.until(lambda: hands.wizard.acquaintance.owner is not None)
    hands.type("Bo")
    walk(hands, Step.PIN)
    choices = [one.text() for one in hands.window.findChildren(QRadioButton) if one.isVisible()]
    assert choices[0] == "N&o PIN"
    assert len(choices) == 3
    # Back leads to the key that the card has, as it came from there.
    hands.wizard.draft = replace(hands.wizard.draft, first_name="")
    for _ in range(2):
        hands.press(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: hands.session.holding.hand is not None)
    assert hands.wizard.hand_over_from is None


def test_what_the_desk_begins_with_is_not_given_to_the_key_of_the_cards_owner(
    make_hands: MakeHands, virtual: VirtualReader
) -> None:
    roles = (Role("visitor", days=0, pin=PinHabit.RANDOM),)
    settings = UnwrittenSettings(Preferences(role="visitor", roles=roles, form=Form.ONE_PAGE))
    with make_hands(settings=settings) as hands:
        know(hands, EM, "Anna", "Berg")
        at(hands, virtual, OTHER, Step.FORM)
        hands.type("Anna")
        hands.press(Qt.Key.Key_Tab)
        hands.type("Berg")
        drawn = hands.wizard.draft.pin
        assert isinstance(drawn, Pin)
        virtual.remove()
        virtual.present(EM)
        hands.until(lambda: hands.wizard.other is not None)
        hands.session.use_other()
        hands.until(lambda: hands.wizard.for_owner)
        assert hands.wizard.draft.pin != drawn
        assert hands.wizard.draft.valid_to == ""
        chosen = [one.text() for one in hands.window.findChildren(QRadioButton) if one.isVisible() and one.isChecked()]
        assert chosen == ["Leave the PIN &as it is"]
        lines = [one.text() for one in hands.window.findChildren(QLineEdit) if one.isVisible()]
        assert "2026-11-22" not in lines


def test_a_namesake_is_heard_of_however_fast_somebody_types(hands: Hands, virtual: VirtualReader) -> None:
    know(hands, OTHER, "Anna", "Berg")
    at(hands, virtual, EM)
    hands.type("Anna")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Berg")
    walk(hands, Step.PIN, Step.ACCESS, Step.REVIEW)
    hands.until(lambda: "Anna Berg is known here already" in hands.reads())


def test_the_keyboard_stays_with_the_known_person_when_others_are_found(hands: Hands, virtual: VirtualReader) -> None:
    know(hands, OTHER, "Anders", "Ek")
    know(hands, THIRD, "Anna", "Berg")
    at(hands, virtual, EM)
    hands.type("an")
    hands.until(lambda: len(hands.session.people.people) == 2)
    hands.type("n")
    hands.press(Qt.Key.Key_Down)
    hands.until(lambda: len(hands.session.people.people) == 1)
    hands.enter()
    assert hands.wizard.holder is not None
    assert hands.wizard.holder.full_name == "Anna Berg"


def test_closing_promises_nothing_that_a_full_disk_has_not_kept(
    make_hands: MakeHands, virtual: VirtualReader, tmp_path: Path
) -> None:
    class Full(DraftFile):
        def keep(self, _draft: KeptDraft) -> None:
            raise StoreError(Problem("draft-unwritten", "The disk is full.", ""))

    with make_hands(drafts=Full(tmp_path)) as hands:
        at(hands, virtual, EM)
        hands.type("Anna")
        hands.until(lambda: not hands.session.drafting.keeps)
        hands.window.close()
        assert "offered again" not in hands.asked().informativeText()
        hands.press(Qt.Key.Key_Escape)


def test_a_role_is_one_of_several_to_a_screen_reader(hands: Hands, virtual: VirtualReader) -> None:
    at(hands, virtual, EM)
    hands.type("Bo")
    walk(hands, Step.PIN, Step.ACCESS)
    roles = [one for one in hands.window.findChildren(QPushButton) if one.isVisible() and one.isCheckable()]
    told = {QAccessible.queryAccessibleInterface(one).role() for one in roles if one.property("role") is not None}
    assert told == {QAccessible.Role.RadioButton}


def hand_over_begun(hands: Hands, first_name: str) -> KnownKey:
    """The card of Anna is to be somebody else's; the key that it has."""
    know(hands, EM, "Anna", "Berg")
    tap = tap_of(EM)
    assert tap.identification is not None
    key = hands.session.desk.enroller().acquaintance(tap.identification).key
    assert key is not None
    hands.session.hand_over(tap, key)
    hands.until_step(Step.PERSON)
    hands.type(first_name)
    return key


def test_a_hand_over_that_was_not_finished_comes_back_as_one(
    make_hands: MakeHands, virtual: VirtualReader, tmp_path: Path
) -> None:
    with make_hands(drafts=DraftFile(tmp_path / "drafts")) as hands:
        hand_over_begun(hands, "Bo")
    with make_hands(drafts=DraftFile(tmp_path / "drafts")) as hands:
        hands.until(lambda: "Go on with handing the card over to Bo?" in hands.reads())
        hands.press(Qt.Key.Key_G, modifier=Qt.KeyboardModifier.AltModifier)
        hands.until_step(Step.PERSON)
        hands.until(lambda: "Anna Berg has this card now" in hands.reads())
        assert hands.wizard.hand_over_from is not None
        assert hands.wizard.draft.first_name == "Bo"
        hands.wizard.start_over()


def test_a_hand_over_of_a_key_that_is_gone_comes_back_without_its_card_and_says_why(
    make_hands: MakeHands, virtual: VirtualReader, tmp_path: Path
) -> None:
    with make_hands(drafts=DraftFile(tmp_path / "drafts")) as hands:
        key = hand_over_begun(hands, "Bo")
    with make_hands(drafts=DraftFile(tmp_path / "drafts")) as hands:
        hands.session.desk.station().keys.remove(Removal(key.key_id, key.identification, key.owner))
        hands.until(lambda: "Go on with handing the card over to Bo?" in hands.reads())
        hands.press(Qt.Key.Key_G, modifier=Qt.KeyboardModifier.AltModifier)
        assert "is not known here any more" in hands.asked().informativeText()
        hands.press(Qt.Key.Key_Escape)
        assert (hands.wizard.step, hands.wizard.tap, hands.wizard.hand_over_from) == (Step.CARD, None, None)
        assert hands.wizard.draft.first_name == "Bo"
        hands.wizard.start_over()
