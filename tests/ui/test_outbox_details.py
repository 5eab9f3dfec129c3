"""A row of the outbox and what a person does about it: the digits that it lacks, whose the card is, a call for help."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.operations import Purpose, SecretState, Settlement
from enroll_app.domain.pin import Pin
from enroll_app.services.checkup import Checkup
from enroll_app.services.desk import Desk
from enroll_app.services.outbox import Outbox
from enroll_app.store.database import Database
from enroll_app.store.outbox import SqlOutbox
from enroll_app.store.uptime import system_uptime
from enroll_app.training.server import TrainingServer
from enroll_app.ui.pages.conflict import Choice
from tests.services.surroundings import state_of, surroundings
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_conflict_window import key, overwritten
from tests.ui.test_outbox_place import ASA, BO, OWNED, answer, card, outbox, place, save, until_rows
from tests.ui.test_outbox_window import away

__all__ = ["outbox", "overwritten"]

ALT = Qt.KeyboardModifier.AltModifier


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


def test_an_owner_is_put_back_from_here_with_a_pin_that_was_typed(overwritten: Hands, service: TrainingServer) -> None:
    hands = overwritten
    view = place(hands)
    until_rows(hands, view, "Somebody else")
    hands.until(lambda: view.operation() is not None)
    hands.enter()
    hands.until(lambda: "Gives Eva Åberg the levels and dates of before" in hands.reads())
    hands.until(view.pane.digits.isVisible)
    view.pane.digits.line.setFocus()
    hands.type("12")
    back = view.pane.choices.buttons[Choice.RESTORE]
    back.click()
    hands.until(lambda: "PIN has 2 digits" in hands.reads())
    assert key(service).pin == "4071", "nothing is put back with half a PIN"
    view.pane.digits.line.selectAll()
    hands.type("2580")
    back.click()
    assert "Gives Eva Åberg" in hands.asked().informativeText()
    hands.press(Qt.Key.Key_D, modifier=ALT)
    hands.until(lambda: "Nothing waits" in hands.reads())
    assert (key(service).person.first_name, key(service).pin) == ("Eva", "2580")
    assert "2580" not in hands.reads()


def test_a_pin_that_nobody_has_any_more_is_typed_here_and_sent(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader, service: TrainingServer
) -> None:
    desk = make_desk(lambda _uris: virtual)
    # A program that had no vault, and has ended: its PINs ended with it.
    with_no_vault = Database(desk.home / "enroll.sqlite3", uptime=system_uptime)
    order = Order(parse_identification(card(1)), ASA, Pin("8642"))
    SqlOutbox(with_no_vault).save([desk.records().outbox.step(Purpose.ENROLL, order)], "", NOW)
    with_no_vault.close()
    with Hands(qtbot, desk) as hands:
        view = place(hands)
        until_rows(hands, view, "Digits are missing")
        hands.until(lambda: "PIN" in view.bar.primary.text() and view.bar.primary.isEnabled())
        view.bar.primary.click()
        assert hands.focus is view.pane.digits.line
        hands.type("86")
        hands.enter()
        hands.until(lambda: "PIN has 2 digits" in hands.reads())
        hands.type("42")
        hands.enter()
        hands.until(lambda: "the service accepted it (Åsa Lindström)" in hands.reads())
        sent = service.training.state.key("0x0000000001")
        assert sent is not None
        assert sent.pin == "8642"
        assert "8642" not in hands.reads()


def test_a_bundle_for_support_is_saved_from_here_and_replaces_none(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader, service: TrainingServer, tmp_path: Path
) -> None:
    home = tmp_path / "looked-over"
    home.mkdir()
    desk = replace(make_desk(lambda _uris: virtual), checkup=lambda: Checkup(surroundings(home), state_of=state_of))
    path = tmp_path / "bundle.zip"
    with away(service), Hands(qtbot, desk) as hands:
        save(desk.records().outbox, 1)
        view = place(hands)
        until_rows(hands, view, "Lindström")
        hands.press(Qt.Key.Key_C, modifier=ALT)
        assert "without secrets, names and card numbers" in hands.asked().informativeText()
        hands.press(Qt.Key.Key_Escape)
        view.help.save(str(path))
        hands.until(lambda: f"The bundle was written to {path}" in hands.reads())
        with ZipFile(path) as bundle:
            inside = "".join(bundle.read(name).decode("utf-8", "replace") for name in bundle.namelist())
        assert "Lindström" not in inside
        before = path.read_bytes()
        view.help.save(str(path))
        hands.until(lambda: "The bundle was not written" in hands.reads())
        assert path.read_bytes() == before


def test_each_button_says_what_it_does(hands: Hands, service: TrainingServer, outbox: Outbox) -> None:
    with away(service):
        number = save(outbox, 1)
        view = place(hands)
        hands.until(lambda: view.operation() is not None and view.bar.aside.isEnabled())
        buttons = (view.bar.help, view.bar.drop, view.bar.aside, view.bar.look, view.bar.primary)
        assert all(button.toolTip() and button.accessibleDescription() == button.toolTip() for button in buttons)
        assert "when its turn comes" in view.bar.primary.toolTip()
        outbox.set_aside(number)
        view._watch.look()
        hands.until(lambda: "somebody’s word" in view.bar.primary.toolTip())


def test_where_there_is_no_room_beside_the_list_the_details_stand_in_its_place(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        save(outbox, 1)
        view = place(hands)
        hands.window.resize(1280, 800)
        hands.until(lambda: view.operation() is not None and view.width() > 1000)
        hands.enter()
        assert (view.table.isVisible(), view.pane.isVisible()) == (True, True)
        hands.window.resize(800, 600)
        hands.until(lambda: not view.table.isVisible())
        assert view.pane.isVisible()
        hands.press(Qt.Key.Key_Escape)
        assert (view.table.isVisible(), view.pane.isVisible()) == (True, False)
        assert hands.focus is view.table


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
        hands.until(lambda: list(view.model.ids) == [second])
        hands.type("80")
        hands.enter()
        assert view.pane.digits.text == ""
        assert f"Number {first} is not in the outbox any more" in hands.reads()
        assert view.acts.busy == set()
