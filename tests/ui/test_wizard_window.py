"""The wizard as an operator uses it: keys alone, a virtual reader, and the documented API over real HTTP."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QMessageBox, QPushButton

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import State
from enroll_app.domain.pin import Pin
from enroll_app.services.steps import Step
from enroll_app.training.faults import Kind
from enroll_app.training.server import TrainingServer
from enroll_app.ui.pages.person import PersonPage
from tests.ui.hands import Hands

EM, OTHER = bytes.fromhex("0110185C5B"), bytes.fromhex("048A4AAAA62D80")
STRANGER = bytes.fromhex("0110185C5D")
ADD = "/v1/accesskeys/add"


def to_person(hands: Hands, virtual: VirtualReader, uid: bytes = EM) -> None:
    virtual.present(uid)
    hands.until_step(Step.PERSON)


def name_person(hands: Hands, first: str = "Åsa", last: str = "Lindström") -> None:
    hands.type(first)
    hands.press(Qt.Key.Key_Tab)
    hands.type(last)
    hands.enter()
    hands.until_step(Step.PIN)


def to_pin_with_known(hands: Hands, virtual: VirtualReader, first: str, last: str, uid: bytes = EM) -> None:
    """A card that may have a key is enrolled all the same: the person was being typed when it was tapped."""
    to_person(hands, virtual, STRANGER)
    hands.type(first)
    virtual.present(uid)
    hands.until(lambda: hands.wizard.other is not None)
    hands.press(Qt.Key.Key_U, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: hands.wizard.tap is not None and hands.wizard.tap.card.uid == uid)
    hands.until(lambda: isinstance(hands.focus, QLineEdit))
    hands.press(Qt.Key.Key_Tab)
    hands.type(last)
    hands.enter()
    hands.until_step(Step.PIN)


def to_review(hands: Hands, virtual: VirtualReader, uid: bytes = EM) -> None:
    to_person(hands, virtual, uid)
    name_person(hands)
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.enter()
    hands.until_step(Step.REVIEW)
    # Hands that are faster than the records are told to wait, which is not what most tests are about.
    hands.until(lambda: not hands.wizard.looking)


def send(hands: Hands) -> None:
    hands.enter()
    hands.until(lambda: hands.wizard.outcome is not None)


def test_the_whole_job_is_done_by_keyboard_alone(hands: Hands, virtual: VirtualReader, service: TrainingServer) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.type("0042")
    assert hands.line.echoMode() is QLineEdit.EchoMode.Password
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.type("2026-12-31")
    while not isinstance(hands.focus, QListView):
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    hands.until_step(Step.REVIEW)
    assert "0x\u200901\u200910\u200918\u20095c\u20095b" in hands.reads()
    assert "2026-12-31T22:59:59Z" in hands.reads()
    assert "0042" not in hands.reads()
    send(hands)
    hands.until(lambda: "opens its doors now" in hands.reads())
    made = service.training.state.key("0x0110185c5b")
    assert made is not None
    assert (made.pin, made.person.first_name, made.person.last_name) == ("0042", "Åsa", "Lindström")
    assert made.valid_to is not None
    assert made.valid_to.isoformat() == "2026-12-31T22:59:59+00:00"
    assert [level.name for level in service.training.state.levels if level.id in made.access_levels] == ["Entré"]


def test_a_card_that_opens_later_is_not_said_to_open_now(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.enter()
    hands.until_step(Step.ACCESS)
    while not isinstance(hands.focus, QListView):
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    hands.wizard.draft = replace(hands.wizard.draft, valid_from="2027-01-01")
    hands.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    hands.until_step(Step.REVIEW)
    send(hands)
    hands.until(lambda: "opens its doors from" in hands.reads())
    assert "2027" in hands.reads()
    assert "opens its doors now" not in hands.reads()


def test_a_card_that_must_not_be_enrolled_stays_on_the_card_page_with_its_reason(
    hands: Hands, virtual: VirtualReader
) -> None:
    virtual.present(bytes.fromhex("08112233"))
    hands.until(lambda: "must not be enrolled" in hands.reads())
    assert hands.wizard.step is Step.CARD
    assert not hands.window.view.primary.isEnabled()
    assert "makes up a new number" in hands.reads()


def test_a_card_to_be_careful_with_waits_for_a_second_look(hands: Hands, virtual: VirtualReader) -> None:
    virtual.present(bytes.fromhex("0F112233"))
    hands.until(lambda: "second look" in hands.reads())
    assert hands.wizard.step is Step.CARD
    hands.enter()
    hands.until_step(Step.PERSON)


def test_a_name_too_long_is_told_at_its_field_and_holds_the_wizard_there(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    hands.type("x" * 33)
    hands.enter()
    assert hands.wizard.step is Step.PERSON
    assert "33 letters" in hands.reads()
    assert hands.line.text() == "x" * 33
    hands.press(Qt.Key.Key_Backspace)
    assert "33 letters" not in hands.reads()
    hands.enter()
    hands.until_step(Step.PIN)


def test_a_person_without_a_name_is_asked_for_one(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    hands.enter()
    assert hands.wizard.step is Step.PERSON
    assert "no name yet" in hands.reads()


@pytest.mark.parametrize("typed", ["123", "12345", "12a4", "１２３４"])
def test_a_pin_that_is_not_four_digits_goes_no_further(hands: Hands, virtual: VirtualReader, typed: str) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    hands.type(typed)
    hands.enter()
    assert hands.wizard.step is Step.PIN
    assert "four digits" in hands.reads()
    hands.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    hands.type("4071")
    hands.enter()
    hands.until_step(Step.ACCESS)


def test_an_expiry_before_the_start_is_told_at_its_field(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.type("2026-04-01")
    hands.press(Qt.Key.Key_Tab, modifier=Qt.KeyboardModifier.ShiftModifier)
    hands.type("2026-05-01")
    hands.enter()
    assert hands.wizard.step is Step.ACCESS
    assert "expire before it becomes valid" in hands.reads()


def test_function_keys_choose_the_end_of_the_validity(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.enter()
    hands.until_step(Step.ACCESS)
    for key, end in ((Qt.Key.Key_F2, "2026-11-22"), (Qt.Key.Key_F4, "2026-12-22"), (Qt.Key.Key_F8, "")):
        hands.press(key)
        assert hands.wizard.draft.valid_to == end
    assert "never expires" in hands.reads()


def test_going_back_loses_nothing(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.press(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until_step(Step.PERSON)
    assert hands.line.text() == "Åsa"
    hands.press(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until_step(Step.CARD)
    hands.enter()
    hands.until_step(Step.PERSON)
    assert hands.line.text() == "Åsa"


def test_another_card_tapped_in_the_middle_waits_for_a_word_and_loses_nothing(
    hands: Hands, virtual: VirtualReader
) -> None:
    to_person(hands, virtual)
    hands.type("Åsa")
    virtual.present(OTHER)
    hands.until(lambda: "Another card was tapped" in hands.reads())
    assert hands.wizard.tap is not None
    assert hands.wizard.tap.card.uid == EM
    assert hands.line.text() == "Åsa"
    use = next(one for one in hands.window.findChildren(QPushButton) if "Use this card" in one.text())
    use.click()
    assert hands.wizard.tap.card.uid == OTHER
    assert hands.wizard.step is Step.PERSON
    assert hands.line.text() == "Åsa"


def test_the_same_card_tapped_twice_changes_nothing(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    hands.type("Åsa")
    with_tap: list[object] = []
    hands.session.tapped.connect(with_tap.append)
    virtual.present(EM)
    hands.until(lambda: bool(with_tap))
    assert "Another card" not in hands.reads()
    assert hands.line.text() == "Åsa"


def test_the_next_card_keeps_validity_and_levels_and_forgets_the_person_and_the_pin(
    hands: Hands, virtual: VirtualReader
) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.type("4071")
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.press(Qt.Key.Key_F6)
    while not isinstance(hands.focus, QListView):
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    hands.until_step(Step.REVIEW)
    kept = (hands.wizard.draft.valid_to, hands.wizard.draft.levels)
    assert all(kept)
    send(hands)
    hands.enter()
    hands.until_step(Step.CARD)
    to_person(hands, virtual, OTHER)
    draft = hands.wizard.draft
    assert (draft.valid_to, draft.levels) == kept
    assert (draft.first_name, draft.last_name) == ("", "")
    assert not isinstance(draft.pin, str)


def test_a_tap_on_the_result_page_starts_the_next_card(hands: Hands, virtual: VirtualReader) -> None:
    to_review(hands, virtual)
    send(hands)
    virtual.present(OTHER)
    hands.until_step(Step.PERSON)
    assert hands.wizard.tap is not None
    assert hands.wizard.tap.card.uid == OTHER
    assert hands.wizard.draft.first_name == ""


def test_a_drawn_pin_is_hidden_until_the_button_is_held(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.press(Qt.Key.Key_D, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: isinstance(hands.wizard.draft.pin, Pin))
    drawn = hands.wizard.draft.pin
    assert isinstance(drawn, Pin)
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.enter()
    hands.until_step(Step.REVIEW)
    send(hands)
    made = service.training.state.key("0x0110185c5b")
    assert made is not None
    assert made.pin == drawn.digits
    hold = next(
        one for one in hands.window.findChildren(QPushButton) if "Hold to sho" in one.text() and one.isVisible()
    )
    assert drawn.digits not in hands.reads()
    hands.enter()
    assert "has not been looked at yet" in hands.reads()
    assert hands.wizard.step is Step.RESULT
    assert hands.focus is hold
    hold.pressed.emit()
    assert drawn.digits in hands.reads()
    hold.released.emit()
    assert drawn.digits not in hands.reads()
    hands.window.view.forward()
    hands.until_step(Step.CARD)


def test_a_service_that_is_away_leaves_the_enrollment_saved_and_it_can_be_tried_again(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="7")
    send(hands)
    assert hands.wizard.outcome is not None
    assert hands.wizard.outcome.state is State.SAVED
    assert "Do not hand out the card of Åsa Lindström yet" in hands.reads()
    assert service.training.state.key("0x0110185c5b") is None
    assert "Not connected" in hands.reads()
    hands.press(Qt.Key.Key_T, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: "Åsa Lindström has a key" in hands.reads())
    assert service.training.state.key("0x0110185c5b") is not None
    hands.until(lambda: hands.session.counts.unfinished == 0)
    assert "Not connected" not in hands.reads()


def test_an_answer_that_is_lost_is_never_shown_as_done(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    before = len(service.training.state.keys)
    service.training.faults.plan(ADD, Kind.DROP_AFTER)
    send(hands)
    assert hands.wizard.outcome is not None
    assert hands.wizard.outcome.state is State.UNKNOWN
    assert "Not confirmed yet" in hands.reads()
    assert "has a key" not in hands.reads()
    hands.press(Qt.Key.Key_T, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: "Åsa Lindström has a key" in hands.reads())
    assert len(service.training.state.keys) == before + 1


def test_a_refused_enrollment_can_be_corrected_without_typing_it_again(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    service.training.faults.plan(ADD, Kind.STATUS, status=400)
    send(hands)
    assert "The service refused" in hands.reads()
    hands.press(Qt.Key.Key_C, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until_step(Step.PERSON)
    assert hands.line.text() == "Åsa"


def test_a_card_of_somebody_else_stops_with_both_names_and_nothing_is_sent(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    send(hands)
    before = service.training.state.key("0x0110185c5b")
    hands.enter()
    hands.until_step(Step.CARD)
    to_pin_with_known(hands, virtual, "Bo", "Ek")
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.enter()
    hands.until_step(Step.REVIEW)
    hands.until(lambda: "already belongs to Åsa Lindström" in hands.reads())
    send(hands)
    assert hands.wizard.outcome is not None
    assert hands.wizard.outcome.state is State.CONFLICT
    assert "Åsa Lindström" in hands.reads()
    assert "Bo Ek" in hands.reads()
    assert service.training.state.key("0x0110185c5b") == before
    hands.press(Qt.Key.Key_C, modifier=Qt.KeyboardModifier.AltModifier)
    assert "Åsa Lindström keeps this card" in hands.asked().informativeText()
    hands.press(Qt.Key.Key_C, modifier=Qt.KeyboardModifier.AltModifier)
    hands.back()
    hands.until_step(Step.CARD)
    to_person(hands, virtual, OTHER)
    assert hands.line.text() == "Bo"


def test_escape_asks_before_anything_typed_is_lost(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    hands.type("Åsa")
    hands.press(Qt.Key.Key_Escape)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: QApplication.activeModalWidget() is None)
    assert hands.wizard.draft.first_name == "Åsa"


def test_closing_the_window_by_mistake_loses_nothing_without_a_word(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    hands.type("Åsa")
    assert not hands.window.close()
    assert isinstance(QApplication.activeModalWidget(), QMessageBox)
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: QApplication.activeModalWidget() is None)
    assert hands.window.isVisible()
    hands.wizard.start_over()


def test_levels_that_cannot_be_listed_are_said_and_can_be_asked_for_again(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    service.training.faults.plan("/v1/accesslevels/list", Kind.HTML)
    hands.session.load_levels()
    hands.until(lambda: not hands.session.levels_loading)
    assert "Not connected" in hands.reads()
    to_person(hands, virtual)
    name_person(hands)
    hands.enter()
    hands.until_step(Step.ACCESS)
    assert "as the service last listed them" in hands.reads()
    hands.press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: "Not connected" not in hands.reads())


def test_a_name_in_html_is_shown_as_it_is_typed(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    name_person(hands, "<b>Bo</b>", "&amp;")
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.enter()
    hands.until_step(Step.REVIEW)
    send(hands)
    hands.until(lambda: "has a key" in hands.reads())
    title = hands.window.view.page(Step.RESULT).title
    assert title.startswith("<b>Bo</b> &amp;")
    labels = [one for one in hands.window.findChildren(QLabel) if one.text() == title]
    assert [one.textFormat() for one in labels] == [Qt.TextFormat.PlainText]


def test_the_pages_are_made_when_they_are_needed(hands: Hands) -> None:
    assert not hands.window.findChildren(PersonPage)


def test_another_card_taken_at_the_review_is_the_one_that_is_shown_and_sent(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    virtual.present(OTHER)
    hands.until(lambda: "Another card was tapped" in hands.reads())
    hands.enter()
    assert hands.wizard.step is Step.REVIEW, "nothing is sent before it is said which card it is"
    next(one for one in hands.window.findChildren(QPushButton) if "Use this card" in one.text()).click()
    assert "0x\u200904\u20098a" in hands.reads()
    assert "0x\u200901\u200910" not in hands.reads()
    hands.window.view.primary.setFocus()
    send(hands)
    assert service.training.state.key("0x048a4aaaa62d80") is not None
    assert service.training.state.key("0x0110185c5b") is None
    assert "Another card" not in hands.reads()


def test_enter_held_down_goes_on_by_one_page_only(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    hands.type("Åsa")
    for repeat in range(12):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=repeat > 0
        )
        QApplication.sendEvent(hands.focus, event)
    assert hands.wizard.step is Step.PIN


def test_doors_that_never_answer_do_not_keep_the_next_cards_waiting(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    service.training.faults.plan("/v1/accesskeys/status", Kind.HANG, times=20)
    for number in range(4):
        to_review(hands, virtual, bytes([1, 2, 3, 4, number]))
        send(hands)
        assert hands.wizard.outcome is not None
        assert hands.wizard.outcome.state is State.ACCEPTED
        hands.enter()
        hands.until_step(Step.CARD)


def test_a_known_persons_review_says_what_is_left_as_it_is(hands: Hands, virtual: VirtualReader) -> None:
    to_review(hands, virtual)
    assert "at once, never expires" in hands.reads()
    send(hands)
    hands.enter()
    hands.until_step(Step.CARD)
    to_pin_with_known(hands, virtual, "Åsa", "Lindström")
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.enter()
    hands.until_step(Step.REVIEW)
    hands.until(lambda: "end left as it is" in hands.reads())
    assert "never expires" not in hands.reads()


def test_enter_in_the_search_chooses_the_one_level_that_was_found(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.AltModifier)
    hands.type("work")
    hands.enter()
    assert hands.wizard.step is Step.ACCESS
    chosen = [level.name for level in hands.wizard.levels if str(level.level_id) in hands.wizard.draft.levels]
    assert chosen == ["Workshop"]
    hands.enter()
    hands.until_step(Step.REVIEW)


def test_the_space_bar_ticks_only_a_level_that_can_be_seen(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.AltModifier)
    hands.type("off")
    hands.press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert "1 level chosen" in hands.reads()
    chosen = [level.name for level in hands.wizard.levels if str(level.level_id) in hands.wizard.draft.levels]
    assert chosen == ["Office"]


def test_what_is_kept_from_the_last_card_is_said(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    name_person(hands)
    hands.enter()
    hands.until_step(Step.ACCESS)
    assert "As for the last card" not in hands.reads()
    hands.press(Qt.Key.Key_F6)
    hands.enter()
    hands.until_step(Step.REVIEW)
    send(hands)
    hands.enter()
    hands.until_step(Step.CARD)
    to_person(hands, virtual, OTHER)
    name_person(hands)
    hands.enter()
    hands.until_step(Step.ACCESS)
    assert "As for the last card" in hands.reads()


def test_the_card_pages_title_is_about_the_card_that_was_read(hands: Hands, virtual: VirtualReader) -> None:
    page = hands.window.view.page(Step.CARD)
    assert page.title == "Hold the card to the reader"
    virtual.present(bytes.fromhex("08112233"))
    hands.until(lambda: page.title == "Hold another card to the reader")
    virtual.remove()
    virtual.present(bytes.fromhex("0F112233"))
    hands.until(lambda: page.title == "The card was read")
    hands.session.next_card()
    assert page.title == "Hold the card to the reader"


def test_the_primary_button_stands_at_the_same_place_on_every_page_where_the_page_ends(
    hands: Hands, virtual: VirtualReader
) -> None:
    hands.window.resize(1600, 900)
    to_review(hands, virtual)
    primary, places = hands.window.view.primary, []
    for step in (Step.REVIEW, Step.ACCESS, Step.PIN, Step.PERSON, Step.CARD):
        hands.until_step(step)
        shown = hands.window.view.page(step)
        QTest.qWait(20)
        right = primary.mapToGlobal(primary.rect().topRight()).x()
        places.append((right, right - shown.mapToGlobal(shown.rect().topRight()).x()))
        hands.press(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert set(places) == {(places[0][0], 0)}
