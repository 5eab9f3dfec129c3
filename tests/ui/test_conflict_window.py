"""A card that is somebody else's, in the window: each way out is asked about once, and what it came to is shown."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change
from enroll_app.domain.person import Person
from enroll_app.domain.validity import Validity
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.store.database import Database
from enroll_app.store.register import SqlRegister
from enroll_app.store.uptime import system_uptime
from enroll_app.training.faults import Kind
from enroll_app.training.records import Key
from enroll_app.training.requests import Which
from enroll_app.training.server import TrainingServer
from enroll_app.ui.screens import room_at
from tests.ui.hands import Hands
from tests.ui.reader_bench import looking
from tests.ui.test_look import settled_cuts
from tests.ui.test_outbox_window import away
from tests.ui.test_wizard_window import ADD, OTHER, name_person, send, to_person, to_pin_with_known, to_review

ALT = Qt.KeyboardModifier.AltModifier
CARD = "0x0110185c5b"
LONG = "W" * 32


def key(service: TrainingServer) -> Key:
    found = service.training.state.key(CARD)
    assert found is not None
    return found


def enroll_bo(hands: Hands, virtual: VirtualReader) -> None:
    """Bo Ek is to get the card, with a PIN."""
    to_person(hands, virtual)
    name_person(hands, "Bo", "Ek")
    finish_bo(hands)


def finish_bo(hands: Hands) -> None:
    """From the page of the PIN to the conflict."""
    hands.type("4071")
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.enter()
    hands.until_step(Step.REVIEW)
    send(hands)
    assert hands.wizard.outcome is not None
    assert hands.wizard.outcome.state is State.CONFLICT


def foreign(service: TrainingServer, first: str, last: str, level: str) -> Key:
    """Another desk has enrolled the card."""
    levels = [one.id for one in service.training.state.levels if one.name == level]
    body = {
        "key": {"type": "proximity", "identification": CARD},
        "person": {"first_name": first, "last_name": last},
        "access_levels": levels,
    }
    headers = {"Authorization": f"Bearer {service.key}"}
    httpx.post(f"{service.url}accesskeys/add", json=body, headers=headers, trust_env=False).raise_for_status()
    return key(service)


@pytest.fixture
def known(hands: Hands, virtual: VirtualReader) -> Hands:
    """Åsa's card, as this station knows: Bo's enrollment stops before anything is sent."""
    to_review(hands, virtual)
    send(hands)
    hands.enter()
    hands.until_step(Step.CARD)
    # A known card alone would open its key: it is taken up in the middle of Bo's enrollment.
    to_pin_with_known(hands, virtual, "Bo", "Ek")
    finish_bo(hands)
    return hands


@pytest.fixture
def overwritten(hands: Hands, virtual: VirtualReader, service: TrainingServer) -> Iterator[Hands]:
    """Eva's card, of whose key this station knows all but the card: Bo's enrollment changed it."""
    made = foreign(service, "Eva", "Åberg", "Office")
    database = Database(hands.session.desk.home / "enroll.sqlite3", uptime=system_uptime)
    levels = tuple(UUID(one) for one in made.access_levels)
    before = KnownKey(UUID(made.id), None, Person("Eva", "Åberg"), levels=levels, validity=Validity())
    SqlRegister(database).heard(replace(before, changed_at=datetime(2026, 1, 1, tzinfo=UTC)), datetime.now(UTC))
    enroll_bo(hands, virtual)
    yield hands
    database.close()


def press(hands: Hands, letter: Qt.Key) -> None:
    """Choose by its letter, and answer the question with the same one."""
    hands.press(letter, modifier=ALT)
    hands.asked()
    yes(hands, letter)


def yes(hands: Hands, letter: Qt.Key) -> None:
    """Answer the question, and wait until the window has the keyboard again."""
    hands.press(letter, modifier=ALT)
    hands.back()


def test_the_card_is_handed_over_once_that_was_asked(known: Hands, service: TrainingServer) -> None:
    before = key(service)
    known.press(Qt.Key.Key_V, modifier=ALT)
    assert known.asked().informativeText() == "Takes the key away from Åsa Lindström, then gives the card to Bo Ek."
    known.enter()
    known.back()
    assert key(service) == before, "Enter means no"
    press(known, Qt.Key.Key_V)
    known.until(lambda: "Bo Ek has a key" in known.reads())
    assert "The key of Åsa Lindström was removed" in known.reads()
    now = key(service)
    assert (now.person.first_name, now.pin) == ("Bo", "4071")
    assert now.id != before.id
    known.until(lambda: known.session.counts.unfinished == 0)


def test_a_hand_over_that_is_cut_off_goes_on_by_itself_and_names_the_new_holder(
    known: Hands, service: TrainingServer
) -> None:
    with away(service) as back:
        press(known, Qt.Key.Key_V)
        known.until(lambda: "Do not hand out the card of Bo Ek yet" in known.reads())
        back()
        known.until(lambda: "Bo Ek has a key" in known.reads())
    assert key(service).pin == "4071"


def test_the_card_stays_its_owners_with_what_was_typed(known: Hands, service: TrainingServer) -> None:
    before = key(service)
    known.press(Qt.Key.Key_O, modifier=ALT)
    assert "stays Åsa Lindström’s, and gets the PIN" in known.asked().informativeText()
    yes(known, Qt.Key.Key_C)
    known.until(lambda: "The key of Åsa Lindström is changed" in known.reads())
    assert "give it back" in known.reads()
    assert (key(service).id, key(service).person, key(service).pin) == (before.id, before.person, "4071")


def test_another_card_is_taken_for_the_same_person_and_nothing_waits(
    known: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    before = key(service)
    known.press(Qt.Key.Key_C, modifier=ALT)
    assert "Åsa Lindström keeps this card and its key as they are" in known.asked().informativeText()
    yes(known, Qt.Key.Key_C)
    known.until_step(Step.CARD)
    known.until(lambda: known.session.counts.unfinished == 0)
    to_person(known, virtual, OTHER)
    assert known.line.text() == "Bo"
    assert key(service) == before


def test_what_was_overwritten_is_put_back_with_a_pin_that_must_be_looked_at(
    overwritten: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    hands = overwritten
    assert key(service).pin == "4071"
    hands.until(lambda: hands.session.restorable)
    virtual.present(OTHER)
    hands.until(lambda: "Tap the next card again" in hands.reads())
    press(hands, Qt.Key.Key_P)
    hands.until(lambda: "The key of Eva Åberg is put back" in hands.reads())
    drawn = hands.wizard.replacement
    assert drawn is not None
    assert key(service).pin == drawn.digits
    assert key(service).person.first_name == "Eva"
    assert drawn.digits not in hands.reads()
    hands.enter()
    assert "has not been looked at yet" in hands.reads()
    hold = hands.focus
    assert isinstance(hold, QPushButton)
    hold.pressed.emit()
    assert drawn.digits in hands.reads()


def test_what_was_overwritten_can_be_meant(overwritten: Hands, service: TrainingServer) -> None:
    hands = overwritten
    hands.press(Qt.Key.Key_O, modifier=ALT)
    assert "that were just sent" in hands.asked().informativeText()
    yes(hands, Qt.Key.Key_C)
    hands.until(lambda: "The key of Eva Åberg is changed" in hands.reads())
    hands.until(lambda: hands.session.counts.unfinished == 0)
    assert key(service).pin == "4071"


def test_a_card_that_was_overwritten_is_handed_over(overwritten: Hands, service: TrainingServer) -> None:
    press(overwritten, Qt.Key.Key_V)
    overwritten.until(lambda: "Bo Ek has a key" in overwritten.reads())
    assert (key(service).person.first_name, key(service).pin) == ("Bo", "4071")


def test_leaving_an_overwritten_key_says_that_it_stays_so(overwritten: Hands) -> None:
    overwritten.press(Qt.Key.Key_C, modifier=ALT)
    assert "stays as it was changed by mistake" in overwritten.asked().informativeText()
    yes(overwritten, Qt.Key.Key_C)
    overwritten.until_step(Step.CARD)
    overwritten.until(lambda: overwritten.session.counts.needing == 1)


def test_a_conflict_that_was_settled_elsewhere_is_not_settled_again(known: Hands, service: TrainingServer) -> None:
    assert known.wizard.outcome is not None
    known.session.desk.station().outbox.drop(known.wizard.outcome.outbox_id)
    before = key(service)
    press(known, Qt.Key.Key_V)
    known.until(lambda: "has no number" in known.reads())
    assert key(service) == before


def test_every_choice_is_had_by_the_tab_key_and_by_a_letter_of_its_own(overwritten: Hands) -> None:
    hands = overwritten
    hands.until(lambda: hands.session.restorable)
    wanted = {"Hand it o&ver", "It bel&ongs to Eva Åberg", "&Put it back", "Take another &card", "Leave it, ne&xt card"}
    seen = set()
    for _ in range(20):
        hands.press(Qt.Key.Key_Tab)
        if isinstance(hands.focus, QPushButton):
            seen.add(hands.focus.text())
    assert wanted <= seen
    shown = [one.text() for one in hands.window.findChildren(QPushButton) if one.isVisible()]
    letters = [letter for text in shown if (letter := QKeySequence.mnemonic(text).toString())]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("look", ["light", "dark", "twice"])
def test_no_word_is_cut_where_names_are_long(
    look: str,
    qtbot: QtBot,
    make_desk: Callable[..., Desk],
    virtual: VirtualReader,
    service: TrainingServer,
    qapp: QApplication,
) -> None:
    with looking(qapp, look):
        hands = Hands(qtbot, make_desk(lambda _uris: virtual))
        hands.window.resize(*((1920, 1000) if look == "twice" else (1024, 560)))
        foreign(service, LONG, "<b>&" + LONG[4:], "Office")
        with hands:
            to_person(hands, virtual)
            name_person(hands, LONG, LONG)
            hands.enter()
            hands.until_step(Step.ACCESS)
            hands.enter()
            hands.until_step(Step.REVIEW)
            send(hands)
            assert "<b>&" in hands.reads()
            cut = {"conflict": settled_cuts(hands)}
            hands.press(Qt.Key.Key_V, modifier=ALT)
            QTest.qWait(50)
            box = hands.asked()
            assert box.textFormat() is Qt.TextFormat.PlainText
            room = room_at(hands.window.pos())
            assert box.width() <= max(room.width(), hands.window.width())
            service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="600")
            yes(hands, Qt.Key.Key_V)
            hands.until(lambda: "Saved, not delivered yet" in hands.reads())
            cut["waiting"] = settled_cuts(hands)
            to_person(hands, virtual, OTHER)
            cut["left behind"] = settled_cuts(hands)
        assert {state: words for state, words in cut.items() if words} == {}
        assert not isinstance(QApplication.activeModalWidget(), QMessageBox)


def gone_and_away(hands: Hands, service: TrainingServer) -> None:
    """The key that was to give way is gone already, and the service is too busy to tell whose it is."""
    service.training.state.remove(Which(key(service).id, None))
    service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="1")
    press(hands, Qt.Key.Key_V)
    hands.until(lambda: "Do not hand out the card of Bo Ek yet" in hands.reads())


def test_a_hand_over_that_asks_first_is_done_when_the_key_is_filled_in(known: Hands, service: TrainingServer) -> None:
    gone_and_away(known, service)
    assert known.wizard.outcome is not None
    number = known.wizard.outcome.outbox_id
    row = known.session.desk.records().outbox.operation(number)
    assert row is not None
    assert isinstance(row.intent, Change)
    known.session.try_now()
    known.until(lambda: "Bo Ek has a key" in known.reads())
    assert known.wizard.outcome.outbox_id == number
    assert key(service).pin == "4071"


def test_a_card_that_turns_out_to_be_somebody_elses_while_it_waits_is_decided_here(
    known: Hands, service: TrainingServer
) -> None:
    gone_and_away(known, service)
    eva = foreign(service, "Eva", "Åberg", "Office")
    known.session.try_now()
    known.until(lambda: "Eva Åberg" in known.reads() and known.wizard.outcome is not None)
    assert known.wizard.outcome is not None
    assert known.wizard.outcome.state is State.CONFLICT
    press(known, Qt.Key.Key_V)
    known.until(lambda: "Bo Ek has a key" in known.reads())
    assert (key(service).pin, key(service).id == eva.id) == ("4071", False)
    known.until(lambda: known.session.counts.unfinished == 0)
