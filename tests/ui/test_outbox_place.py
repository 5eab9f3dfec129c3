"""The outbox's place: what waits, in words and numbers that add up, and what a person does about it by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import KeyRecord, Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.operations import Purpose, SecretState, Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinRule
from enroll_app.domain.ports import OutboxStore
from enroll_app.domain.problems import Problem
from enroll_app.services.desk import Desk
from enroll_app.services.outbox import Outbox
from enroll_app.services.outbox_board import Deed
from enroll_app.store.outbox import SqlOutbox
from enroll_app.training.server import TrainingServer
from enroll_app.ui.navigation import Place
from enroll_app.ui.outbox.rows import change
from enroll_app.ui.outbox.view import OutboxView
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_outbox_window import away

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY_ID = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
ASA, BO = Person("Åsa", "Lindström"), Person("Bo", "Ek")
LOST = Problem("no-answer", "No answer came.", "It is asked again by itself.")
OWNED = Problem("owned", "The card is somebody else’s.", "Decide.")


@pytest.fixture
def outbox(make_desk: Callable[..., Desk], virtual: VirtualReader) -> Outbox:
    """That of the very records that `hands` sees."""
    return make_desk(lambda _uris: virtual).records().outbox


def card(number: int) -> str:
    return f"EM:{number}"


def store_of(outbox: Outbox) -> OutboxStore:
    found = outbox._store  # what a real service would take minutes for
    assert isinstance(found, SqlOutbox)
    return found


def save(outbox: Outbox, number: int, person: Person = ASA) -> int:
    order = Order(parse_identification(card(number)), person, PinRule.LEAVE)
    step = outbox.step(Purpose.ENROLL, order)
    return store_of(outbox).save([step], "", NOW - timedelta(hours=1))[0].number


def answer(outbox: Outbox, number: int, settlement: Settlement) -> None:
    store_of(outbox).claim(number, NOW)
    store_of(outbox).settle(number, settlement, NOW)


def place(hands: Hands) -> OutboxView:
    """Go there, by keyboard."""
    hands.press(Qt.Key.Key_2, modifier=CONTROL)
    view = dict(hands.window.navigation.made())[Place.OUTBOX]
    assert isinstance(view, OutboxView)
    return view


def rows(view: OutboxView) -> list[str]:
    """Every row, as assistive technology reads it."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(view.model.index(row, 0).data(role)) for row in range(view.model.rowCount())]


def until_rows(hands: Hands, view: OutboxView, *words: str) -> None:
    """Until there are just these rows, each with its words."""

    def there() -> bool:
        found = rows(view)
        return len(found) == len(words) and all(word in row for word, row in zip(words, found, strict=True))

    hands.until(there)


def test_nothing_waits_and_it_says_so(hands: Hands) -> None:
    view = place(hands)
    hands.until(lambda: "Nothing waits" in hands.reads())
    assert not view.table.isVisible()


def test_every_state_has_its_words_and_the_numbers_add_up(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        lost, owned, aside, waiting = (save(outbox, number) for number in range(4))
        answer(outbox, lost, Settlement(State.UNKNOWN, problem=LOST, wait_s=600))
        record = KeyRecord(KEY_ID, card(1), parse_identification(card(1)), BO)
        answer(outbox, owned, Settlement(State.CONFLICT, record, OWNED, BO, overwritten=True))
        outbox.set_aside(aside)
        answer(outbox, waiting, Settlement(State.SAVED, problem=LOST, wait_s=600))
        view = place(hands)
        until_rows(hands, view, "Not confirmed", "Somebody else", "Set aside", "Waits for another try")
        assert "4 in all: 1 waiting, 1 not confirmed, 2 for you to decide" in hands.reads()
        assert [button.text() for button in view.groups.buttons.values()] == [
            "&All 4",
            "&Waiting 1",
            "Not con&firmed 1",
            "Nee&ds you 2",
        ]
        hands.press(Qt.Key.Key_D, modifier=ALT)
        until_rows(hands, view, "Somebody else", "Set aside")
        counts = outbox.counts()
        assert (counts.waiting, counts.unconfirmed, counts.needing) == (1, 1, 2)


def test_a_row_is_set_aside_let_go_on_and_delivered_by_keyboard(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service) as back:
        number = save(outbox, 1)
        view = place(hands)
        until_rows(hands, view, "Lindström")
        hands.until(lambda: hands.focus is view.table and view.bar.aside.isEnabled())
        hands.press(Qt.Key.Key_S, modifier=ALT)
        until_rows(hands, view, "Set aside")
        hands.until(lambda: "&go on" in view.bar.primary.text() and view.bar.primary.isEnabled())
        back()
        held = outbox.operation(number)
        assert held is not None
        assert held.held is not None
        hands.press(Qt.Key.Key_G, modifier=ALT)
        hands.until(lambda: "the service accepted it (Åsa Lindström)" in hands.reads())
        hands.until(lambda: "Nothing waits" in hands.reads())
        assert service.training.state.key("0x0000000001") is not None


def test_taking_a_row_out_asks_first_and_says_what_is_lost(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        number = save(outbox, 1)
        answer(outbox, number, Settlement(State.UNKNOWN, problem=LOST, wait_s=600))
        view = place(hands)
        until_rows(hands, view, "Not confirmed")
        hands.until(view.bar.drop.isEnabled)
        hands.press(Qt.Key.Key_T, modifier=ALT)
        box = hands.asked()
        assert "not sent any more" in box.informativeText()
        assert "may have done it all the same" in box.informativeText()
        hands.press(Qt.Key.Key_Escape)
        hands.back()
        assert outbox.operation(number) is not None
        hands.press(Qt.Key.Key_T, modifier=ALT)
        hands.asked()
        hands.press(Qt.Key.Key_T, modifier=ALT)
        hands.until(lambda: "was taken out of the outbox" in hands.reads())
        assert outbox.operation(number) is None


def test_a_card_of_somebody_elses_is_handed_over_from_here(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    held = Order(parse_identification(card(1)), BO)
    outcome = outbox.submit([outbox.step(Purpose.ENROLL, held)])[0]
    assert outcome.record is not None
    number = save(outbox, 1)
    answer(outbox, number, Settlement(State.CONFLICT, outcome.record, OWNED, BO, overwritten=True))
    view = place(hands)
    until_rows(hands, view, "Somebody else")
    hands.until(lambda: view.operation() is not None)
    hands.enter()
    hands.until(lambda: "Takes the key away from Bo Ek" in hands.reads())
    view.pane.choices.buttons[next(iter(view.pane.choices.buttons))].click()
    assert "Takes the key away from Bo Ek" in hands.asked().informativeText()
    hands.press(Qt.Key.Key_D, modifier=ALT)
    hands.until(lambda: "Nothing waits" in hands.reads())
    key = service.training.state.key("0x0000000001")
    assert key is not None
    assert key.person.first_name == "Åsa"


def test_digits_are_hidden_while_they_are_typed(hands: Hands) -> None:
    assert place(hands).pane.digits.line.echoMode() is QLineEdit.EchoMode.Password


def test_a_call_for_help_is_copied_without_names(hands: Hands, service: TrainingServer, outbox: Outbox) -> None:
    with away(service):
        save(outbox, 1)
        view = place(hands)
        until_rows(hands, view, "Lindström")
        hands.until(lambda: view.operation() is not None)
        hands.press(Qt.Key.Key_C, modifier=ALT)
        hands.asked()
        words = QGuiApplication.clipboard().text()
        assert "Number 1: enroll" in words
        assert "Lindström" not in words
        hands.press(Qt.Key.Key_Escape)


def test_the_line_at_the_bottom_leads_here(hands: Hands, service: TrainingServer, outbox: Outbox) -> None:
    with away(service):
        outbox.set_aside(save(outbox, 1))
        hands.session.nudge()
        shown = hands.window.content._health._show  # a button without a letter of its own
        hands.until(shown.isVisible)
        shown.click()
        assert hands.window.navigation.present is Place.OUTBOX


def test_only_what_is_another_is_told_to_the_list() -> None:
    same = change((1, 2, 3), (1, 2, 3))
    assert (same.gone, same.come, same.whole) == ((), (), False)
    some = change((1, 2, 3, 7, 8), (2, 3, 8, 9, 10))
    assert some.gone == ((3, 3), (0, 0))
    assert some.come == ((3, 4),)
    assert change(tuple(range(200)), tuple(range(0, 200, 2))).whole


def test_the_row_that_is_chosen_stays_chosen_while_others_go(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        numbers = [save(outbox, number) for number in range(30)]
        for number in numbers:
            outbox.set_aside(number)
        view = place(hands)
        hands.until(lambda: view.model.rowCount() == 30)
        view.table.choose(20)
        for number in numbers[:10]:
            outbox.drop(number)
        view._watch.look()  # now, and not in two seconds
        hands.until(lambda: view.model.rowCount() == 20)
        assert view.model.number_at(view.table.row()) == numbers[20]


def test_where_the_chosen_row_goes_nothing_is_done_about_the_next_one(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        first, second = save(outbox, 1), save(outbox, 2, BO)
        for number in (first, second):
            answer(outbox, number, Settlement(State.SAVED, problem=LOST, wait_s=600))
        view = place(hands)
        hands.until(lambda: view.operation() is not None and view.bar.aside.isEnabled())
        view.bar.aside.setFocus()
        outbox.drop(first)  # another desk, or its delivery
        view._watch.look()
        hands.until(lambda: view.model.numbers == (second,))
        assert view.table.row() < 0
        assert not view.bar.aside.isEnabled()
        assert hands.focus is view.table
        hands.press(Qt.Key.Key_S, modifier=ALT)
        view.doing.do(first, Deed.SET_ASIDE)
        hands.press(Qt.Key.Key_Down)
        hands.until(view.bar.aside.isEnabled)
        kept = outbox.operation(second)
        assert kept is not None
        assert kept.held is None


def test_a_pin_that_was_typed_for_one_row_never_goes_to_another(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader, service: TrainingServer
) -> None:
    desk = make_desk(lambda _uris: virtual)
    outbox = desk.records().outbox
    with away(service), Hands(qtbot, desk) as hands:
        first, second = save(outbox, 1), save(outbox, 2, BO)
        view = place(hands)
        hands.until(lambda: view.model.rowCount() == 2 and view.operation() is not None)
        operation = view.operation()
        assert operation is not None
        hands.enter()
        view.pane.show_row(replace(operation, secret=SecretState.MISSING))
        view.pane.show_first()
        assert hands.focus is view.pane.digits.line
        hands.type("25")
        outbox.drop(first)
        view._watch.look()
        hands.until(lambda: view.model.numbers == (second,))
        hands.type("80")
        hands.enter()
        assert view.pane.digits.text == ""
        assert f"Number {first} is not in the outbox any more" in hands.reads()
        assert view.acts.busy == set()


def test_what_a_person_wanted_done_is_done_where_the_place_is_made_anew_meanwhile(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        number = save(outbox, 1)
        view = place(hands)
        hands.until(lambda: view.operation() is not None and view.bar.aside.isEnabled())
        view.bar.aside.click()
        hands.window.rebuild()
        hands.until(lambda: f"Number {number} is set aside" in hands.reads())
        kept = outbox.operation(number)
        assert kept is not None
        assert kept.held is not None
