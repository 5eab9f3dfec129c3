"""The history's place: searched by names, numbers and taps, read by keyboard, exported and checked; on a real store."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import State
from enroll_app.domain.history import Happening, Query
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.services.desk import Desk
from enroll_app.store.database import Database
from enroll_app.store.history import append
from enroll_app.store.outbox import SqlOutbox
from enroll_app.ui.history.view import HistoryView
from enroll_app.ui.navigation import Place
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_wizard_window import EM, send, to_review

CONTROL = Qt.KeyboardModifier.ControlModifier
PAGE = 64
ALT = Qt.KeyboardModifier.AltModifier
LEVEL, KEY_ID = UUID(int=7), UUID(int=8)
_PEOPLE = (Person("Åsa", "Öberg"), Person("Bo", "Ek"), Person("Cia", "Dahl"))


@pytest.fixture
def database(make_desk: Callable[..., Desk], virtual: VirtualReader) -> Database:
    """Of the very records that `hands` sees."""
    store = make_desk(lambda _uris: virtual).records().outbox._store  # no service writes so fast
    assert isinstance(store, SqlOutbox)
    return store._database


def write(database: Database, count: int, begin: int = 0) -> None:
    """So many entries, three days apart in all; each third of them Åsa's."""
    meant = {"valid_to_date": "2027-01-01T22:59:59Z", "pin": "set", "access_levels": [str(LEVEL)]}
    with database.writing() as connection:
        for number in range(begin, begin + count):
            card = Identification(((number + 1).to_bytes(5, "big"),))
            at = NOW - timedelta(days=3) + timedelta(minutes=number)
            person = _PEOPLE[number % 3]
            told = Happening(at, "kerstin", "desk-01", "Plate", Purpose.ENROLL, State.APPLIED, number, card, None,
                             person, meant=meant)  # fmt: skip
            append(connection, told)


def tell(database: Database, number: int, purpose: Purpose, meant: dict[str, object], *states: State) -> None:
    """One thing that was done to Åsa's key, step by step, each a second after the one before."""
    card = Identification(((77).to_bytes(5, "big"),))
    with database.writing() as connection:
        for at, state in enumerate(states):
            moment = NOW + timedelta(minutes=number, seconds=at)
            told = Happening(
                moment, "kerstin", "desk-01", "Plate", purpose, state, 1000 + number, card, KEY_ID, _PEOPLE[0],
                meant=meant,
            )  # fmt: skip
            append(connection, told)


def tell_of_a_day(database: Database) -> None:
    """A key is made, given a PIN, extended, blocked and removed: five things in fourteen entries."""
    sent = (State.SAVED, State.ACCEPTED, State.APPLIED)
    tell(database, 1, Purpose.ENROLL, {"access_levels": [str(LEVEL)]}, *sent)
    tell(database, 2, Purpose.CHANGE, {"pin": "set"}, *sent)
    tell(database, 3, Purpose.CHANGE, {"valid_to_date": "2027-01-01T22:59:59Z"}, State.SAVED, State.UNKNOWN, *sent[1:])
    tell(database, 4, Purpose.BLOCK, {"valid_to_date": "2026-11-22T12:00:00Z"}, State.SAVED, State.ACCEPTED)
    tell(database, 5, Purpose.REMOVE, {}, State.SAVED, State.REJECTED)


def place(hands: Hands) -> HistoryView:
    """Go there, by keyboard."""
    hands.press(Qt.Key.Key_3, modifier=CONTROL)
    view = dict(hands.window.navigation.made())[Place.HISTORY]
    assert isinstance(view, HistoryView)
    return view


def row(view: HistoryView, number: int) -> str:
    """A row as assistive technology reads it."""
    return str(view.model.index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")


def until_row(hands: Hands, view: HistoryView, number: int, words: str) -> None:
    hands.until(lambda: view.model.rowCount() > number and words in row(view, number))


def test_a_station_that_did_nothing_says_so(hands: Hands) -> None:
    view = place(hands)
    hands.until(lambda: "This station has done nothing yet" in hands.reads())
    assert not view.table.isVisible()


def test_each_thing_that_was_done_has_one_line_that_says_what_it_was(hands: Hands, database: Database) -> None:
    tell_of_a_day(database)
    view = place(hands)
    hands.until(lambda: view.model.rowCount() == 5)
    until_row(hands, view, 4, "Enroll the card")
    assert "Remove the key" in row(view, 0)
    assert "Refused" in row(view, 0)
    assert "Block the key" in row(view, 1)
    assert "Accepted by the service" in row(view, 1)
    assert "Change how long it is valid" in row(view, 2)
    assert "Change the PIN" in row(view, 3)
    assert all("Applied at the doors" in row(view, at) for at in (2, 3, 4))
    assert "5 actions" in view.count.text()


def test_the_details_say_how_it_went_step_by_step(hands: Hands, database: Database) -> None:
    tell_of_a_day(database)
    view = place(hands)
    until_row(hands, view, 2, "valid")
    view.table.setFocus()
    view.table.choose(2)
    hands.enter()
    hands.until(lambda: "Not confirmed" in hands.reads())
    seen = hands.reads()
    steps = [seen.index(words) for words in ("13:03:00", "13:03:01", "13:03:02", "13:03:03")]
    assert steps == sorted(steps)
    assert "13:02" not in seen, "another change of the same key"


def test_what_is_done_while_somebody_has_searched_is_there_too(hands: Hands, database: Database) -> None:
    write(database, 9)
    view = place(hands)
    hands.until(lambda: view.model.rowCount() == 9)
    hands.type("åsa")
    hands.until(lambda: view.model.rowCount() == 3)
    hands.press(Qt.Key.Key_1, modifier=CONTROL)
    tell_of_a_day(database)
    place(hands)
    hands.until(lambda: view.model.rowCount() == 8)
    until_row(hands, view, 0, "Remove the key")


def test_a_line_that_is_chosen_goes_along_when_its_service_answers(hands: Hands, database: Database) -> None:
    tell(database, 1, Purpose.ENROLL, {}, State.SAVED)
    write(database, 3)
    view = place(hands)
    until_row(hands, view, 3, "Saved, not sent yet")
    view.table.setFocus()
    view.table.choose(3)
    hands.enter()
    hands.until(view.details.isVisible)
    tell(database, 1, Purpose.ENROLL, {}, State.ACCEPTED)
    hands.session.stands.emit()
    hands.until(lambda: view.model.rowCount() == 4 and view.table.row() == 0)
    hands.until(lambda: "Accepted by the service" in view.details.state.words)


def test_enter_on_what_was_found_opens_it(hands: Hands, database: Database) -> None:
    write(database, 9)
    view = place(hands)
    hands.until(lambda: view.model.rowCount() == 9)
    hands.type("Dahl")
    hands.enter()
    hands.until(lambda: view.model.rowCount() == 3)
    assert not view.details.isVisible()
    hands.enter()
    hands.until(view.details.isVisible)
    assert "Cia Dahl" in hands.reads()


def test_an_enrollment_is_there_the_latest_first_and_its_key_opens(hands: Hands, virtual: VirtualReader) -> None:
    to_review(hands, virtual)
    send(hands)
    hands.until(lambda: "Åsa Lindström has a key" in hands.reads())
    view = place(hands)
    until_row(hands, view, 0, "Åsa Lindström")
    assert "Enroll the card" in row(view, 0)
    assert "0x\u200901\u200910\u200918\u20095c\u20095b" in row(view, 0)
    hands.press(Qt.Key.Key_Down)
    hands.until(lambda: hands.focus is view.table and view.key.isEnabled())
    hands.press(Qt.Key.Key_K, modifier=ALT)
    hands.until(lambda: hands.session.holding.hand is not None)
    assert hands.window.navigation.present is Place.ENROLL


def test_names_are_found_while_they_are_typed_whatever_their_accents(hands: Hands, database: Database) -> None:
    write(database, 30)
    view = place(hands)
    hands.until(lambda: view.model.rowCount() == 30)
    hands.type("asa ob")
    hands.until(lambda: view.model.rowCount() == 10)
    assert "10" in view.count.text()
    assert all("Åsa Öberg" in row(view, number) for number in range(10))
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: view.model.rowCount() == 30)
    hands.type("zzyzx")
    hands.until(lambda: "Nothing matches" in hands.reads())


def test_a_card_is_found_by_its_number_and_a_wrong_one_is_told(hands: Hands, database: Database) -> None:
    write(database, 30)
    view = place(hands)
    hands.until(lambda: view.model.rowCount() == 30)
    hands.type("00:00:00:00:08")
    hands.until(lambda: view.model.rowCount() == 1)
    assert "Bo Ek" in row(view, 0)
    hands.press(Qt.Key.Key_Escape)
    hands.type("0x12")
    hands.until(lambda: "not a whole card number" in hands.reads())


def test_a_card_that_is_tapped_into_the_search_is_looked_for_and_not_enrolled(
    hands: Hands, virtual: VirtualReader, database: Database
) -> None:
    write(database, 3)
    view = place(hands)
    hands.until(lambda: hands.focus is view.search.text.line)
    virtual.present(EM)
    hands.until(lambda: view.search.text.text == "0x0110185c5b")
    hands.until(lambda: "Nothing matches" in hands.reads())
    assert hands.wizard.tap is None
    assert hands.window.navigation.present is Place.HISTORY


def test_days_narrow_the_search_and_a_wrong_one_is_told_at_its_field(hands: Hands, database: Database) -> None:
    write(database, 30)
    view = place(hands)
    hands.until(lambda: view.model.rowCount() == 30)
    hands.press(Qt.Key.Key_F, modifier=ALT)
    hands.type("2026-11-20")
    hands.enter()
    hands.until(lambda: view.model.rowCount() == 0)
    hands.press(Qt.Key.Key_U, modifier=ALT)
    hands.type("June")
    hands.enter()
    hands.until(lambda: "is not a date" in hands.reads())


def test_the_details_say_in_words_what_was_meant(hands: Hands, database: Database) -> None:
    write(database, 2)
    view = place(hands)
    until_row(hands, view, 0, "Bo Ek")
    hands.press(Qt.Key.Key_Down)
    hands.until(lambda: hands.focus is view.table and view.look.isEnabled())
    hands.enter()
    seen = hands.reads()
    for words in ("Applied at the doors", "PIN set (hidden)", "the end of", "2027", "kerstin at desk-01"):
        assert words in seen
    assert "valid_to_date" not in seen
    assert "{" not in seen
    hands.press(Qt.Key.Key_Escape)
    assert not view.details.isVisible()


def test_pages_far_apart_come_when_somebody_looks_and_new_entries_move_nothing(
    hands: Hands, database: Database
) -> None:
    count = 5 * PAGE + 7
    write(database, count)
    view = place(hands)
    hands.until(lambda: view.model.rowCount() == count)
    view.table.setFocus()
    hands.press(Qt.Key.Key_End)
    until_row(hands, view, count - 1, "Åsa Öberg")
    chosen = view.model.id_at(view.table.row())
    assert chosen == 1
    top = view.model.id_at(view.table.rows_in_sight()[0])
    write(database, 10, begin=count)
    hands.session.stands.emit()
    hands.until(lambda: view.model.rowCount() == count + 10)
    assert view.model.id_at(view.table.row()) == chosen
    assert view.model.id_at(view.table.rows_in_sight()[0]) == top
    until_row(hands, view, 0, "kerstin")
    assert view.model.id_at(0) == count + 10


def test_what_is_found_is_loaded_page_by_page(hands: Hands, database: Database) -> None:
    write(database, 3 * PAGE + 30)
    view = place(hands)
    hands.until(lambda: view.model.rowCount() == 3 * PAGE + 30)
    hands.type("öberg")
    hands.until(lambda: view.model.rowCount() == PAGE + 10)
    assert str(PAGE + 10) in view.count.text().replace(",", "")
    view.table.setFocus()
    view.table.choose(view.model.rowCount() - 1)
    view.table.scrollToBottom()
    hands.until(lambda: view.model.rowCount() == PAGE + 10)


def test_what_is_shown_is_exported_and_no_file_is_replaced(hands: Hands, database: Database, tmp_path: Path) -> None:
    write(database, 30)
    view = place(hands)
    hands.until(lambda: view.model.rowCount() == 30)
    hands.type("Ek")
    hands.until(lambda: view.model.rowCount() == 10)
    path = tmp_path / "history.csv"
    view.errands.write(str(path), Query(person="Ek"))
    hands.until(lambda: f"written to {path}" in hands.reads())
    assert len(path.read_text("utf-8-sig").splitlines()) == 11
    view.errands.write(str(path), Query(person="Ek"))
    hands.until(lambda: "no export replaces one" in hands.reads())


def test_the_history_is_checked_and_a_change_is_told(hands: Hands, database: Database) -> None:
    write(database, 5)
    place(hands)
    hands.press(Qt.Key.Key_C, modifier=ALT)
    hands.until(lambda: "The history is whole: 5 entries" in hands.reads())
    with database.writing() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
        for (name,) in names:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE history SET note = 'changed' WHERE seq = 3")
    hands.press(Qt.Key.Key_C, modifier=ALT)
    hands.until(lambda: "Broken at entry 3" in hands.reads())
