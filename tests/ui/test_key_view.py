"""A known card opens its key, and what is done with it there: keys alone, a virtual reader, the API over real HTTP."""

import logging
from datetime import timedelta

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from drivers.virtual import VirtualReader
from enroll_app.domain.person import Person
from enroll_app.services.key_acts import Act
from enroll_app.services.steps import Step
from enroll_app.training.faults import Kind
from enroll_app.training.server import TrainingServer
from enroll_app.ui.navigation import Place
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.key_bench import (
    CARD,
    EM,
    ENDS,
    NEW,
    NEW_CARD,
    OTHER,
    OTHER_CARD,
    at_service,
    begin,
    begun,
    block,
    draw_pin,
    hand,
    known,
    letter,
    level_names,
    made_at,
    tap_known,
    tap_new,
    view,
)
from tests.ui.test_look import settled_cuts
from tests.ui.test_outbox_window import away
from tests.ui.test_wizard_window import ADD


def test_a_known_card_opens_its_key(hands: Hands, virtual: VirtualReader, service: TrainingServer) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    hands.until(lambda: "Applied" in hands.reads())
    assert "Åsa Lindström" in hands.reads()
    assert "Office" in hands.reads()
    assert "24 December 2026" in hands.reads()
    assert "0x\u200901\u200910\u200918\u20095c\u20095b" in hands.reads()
    assert "0\u2009004\u2009564\u2009999\u2009259" in hands.reads()
    assert "Known at this desk since" in hands.reads()
    assert hands.wizard.step is Step.CARD
    assert hands.wizard.tap is None


def test_what_it_did_last_at_the_doors_is_told_with_what_helps(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    state = service.training.state
    state.record_event(102, CARD, event_time=NOW - timedelta(days=3))
    state.record_event(205, CARD, event_time=NOW - timedelta(days=2), door_name="Laboratory")
    state.record_event(102, OTHER_CARD, event_time=NOW - timedelta(days=2), door_name="Elsewhere")
    tap_known(hands, virtual)
    hands.until(lambda: "Laboratory: turned away: the door asks for a PIN, and the key has none" in hands.reads())
    assert "Set a PIN." in hands.reads()
    assert "Entrance: let in by a card" in hands.reads()
    assert "Elsewhere" not in hands.reads()


def test_a_person_who_is_being_typed_is_not_interrupted_by_the_key_of_a_card(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    virtual.present(OTHER)
    hands.until_step(Step.PERSON)
    hands.type("Bo")
    virtual.present(EM)
    hands.until(lambda: hands.wizard.other is not None)
    letter(hands, Qt.Key.Key_U)
    hands.until(lambda: hands.wizard.acquaintance.key is not None)
    assert hands.session.holding.hand is None
    assert hands.wizard.draft.first_name == "Bo"


def test_the_next_card_is_on_where_nothing_was_typed(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    known(hands, service, card=OTHER_CARD, person=Person("Bo", "Ek"))
    tap_known(hands, virtual)
    virtual.present(EM)
    virtual.present(OTHER)
    hands.until(lambda: "Bo Ek" in hands.reads())
    virtual.present(NEW)
    hands.until_step(Step.PERSON)
    assert hands.session.holding.hand is None


def test_another_card_asks_first_where_something_was_typed(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.VALIDITY)
    hands.type("2027-06-30")
    virtual.present(NEW)
    hands.until(lambda: "Another card was tapped" in hands.reads())
    assert "What was typed for this key is lost when you use the other card" in hands.reads()
    letter(hands, Qt.Key.Key_K)
    hands.until(lambda: hand(hands).other is None)
    assert hand(hands).draft.valid_to == "2027-06-30"
    virtual.present(NEW)
    hands.until(lambda: "Another card was tapped" in hands.reads())
    # The keyboard is on what keeps everything; the other answer is before it.
    hands.press(Qt.Key.Key_Backtab, Qt.Key.Key_Space)
    hands.until_step(Step.PERSON)
    assert hands.session.holding.hand is None


def test_a_pin_is_changed_and_shown_to_nobody(
    hands: Hands, virtual: VirtualReader, service: TrainingServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    begun(hands, virtual, service, Act.PIN)
    hands.enter()
    assert "must have exactly four" in hands.reads()
    hands.type("8642")
    assert hands.line.echoMode() is QLineEdit.EchoMode.Password
    assert "What will happen" in hands.reads()
    hands.enter()
    hands.until(lambda: "Done: the doors have the new PIN" in hands.reads())
    made = made_at(service)
    assert (made.pin, made.valid_to) == ("8642", ENDS)
    assert "8642" not in hands.reads()
    assert "8642" not in caplog.text
    hands.enter()
    hands.until_step(Step.CARD)


def test_a_drawn_pin_is_looked_at_before_the_key_is_left(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.PIN)
    drawn = draw_pin(hands)
    hands.enter()
    hands.until(lambda: hand(hands).done)
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: "has not been looked at" in hands.reads())
    assert drawn.digits not in hands.reads()
    QTest.keyPress(hands.focus, Qt.Key.Key_Space)
    assert drawn.digits in hands.reads()
    QTest.keyRelease(hands.focus, Qt.Key.Key_Space)
    assert drawn.digits not in hands.reads()
    made = made_at(service)
    assert made.pin == drawn.digits
    letter(hands, Qt.Key.Key_N)
    hands.until_step(Step.CARD)


def test_levels_are_changed_and_what_it_loses_is_said_before(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.LEVELS)
    hands.type("entré")
    hands.enter()
    hands.until(lambda: "The key gets Entré" in hands.reads())
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: "opens these doors now" in hands.reads())
    assert level_names(service) == {"Office", "Entré"}


def test_a_card_is_blocked_and_opened_again_until_the_end_of_before(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.BLOCK)
    assert "no door opens for it" in hands.reads()
    hands.enter()
    hands.until(lambda: hand(hands).act is None)
    block(hands)
    hands.until(lambda: "opens nothing any more" in hands.reads())
    made = made_at(service)
    assert made.valid_to is not None
    assert made.valid_to < NOW
    letter(hands, Qt.Key.Key_G)
    hands.until(lambda: hand(hands).act is Act.VALIDITY)
    assert hands.line.text() == "2026-12-24"
    hands.until(lambda: "it opens its doors again until" in hands.reads())
    hands.enter()
    hands.until(lambda: hand(hands).done)
    made = made_at(service)
    assert made.valid_to == ENDS


def test_a_removed_key_is_gone_and_its_card_is_anybodys(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.REMOVE)
    hands.enter()
    hands.until(lambda: hand(hands).act is None)
    begin(hands, Act.REMOVE)
    letter(hands, Qt.Key.Key_M)
    hands.until(lambda: "has removed the key" in hands.reads())
    assert at_service(service) is None
    virtual.present(EM)
    hands.until_step(Step.PERSON)


def test_a_lost_card_is_replaced(hands: Hands, virtual: VirtualReader, service: TrainingServer) -> None:
    known(hands, service)
    known(hands, service, card=OTHER_CARD, person=Person("Bo", "Ek"))
    old = made_at(service)
    hands.window.content.enroll.open_key(known(hands, service))
    hands.until(lambda: "Åsa Lindström" in hands.reads())
    assert not view(hands).overview.buttons[Act.HAND_OVER].isEnabled()
    begin(hands, Act.REPLACE)
    assert "Hold the new card to the reader" in hands.reads()
    virtual.present(EM)
    hands.until(lambda: "the card that is to be replaced" in hands.reads())
    virtual.present(OTHER)
    hands.until(lambda: "already belongs to Bo Ek" in hands.reads())
    tap_new(hands, virtual)
    assert "the old card cannot be copied" in hands.reads()
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: "The key of the old card is removed" in hands.reads())
    made = made_at(service, NEW_CARD)
    assert made.person.id == old.person.id
    assert (made.access_levels, made.valid_to, made.pin) == (old.access_levels, ENDS, None)
    assert at_service(service) is None


def test_a_new_card_that_turns_out_to_be_somebody_elses_leaves_the_old_one_as_it_is(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    # Another desk has given the new card to Bo, of which this one has not heard.
    body = {
        "key": {"type": "proximity", "identification": NEW_CARD},
        "person": {"first_name": "Bo", "last_name": "Ek"},
    }
    headers = {"Authorization": f"Bearer {service.key}"}
    httpx.post(f"{service.url}accesskeys/add", json=body, headers=headers, trust_env=False).raise_for_status()
    tap_known(hands, virtual)
    begin(hands, Act.REPLACE)
    tap_new(hands, virtual)
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: "This card is somebody else’s" in hands.reads())
    assert "Bo Ek" in hands.reads()
    assert "stays in the outbox until somebody decides" in hands.reads()
    assert at_service(service) is not None


def test_a_key_opened_from_elsewhere_does_not_take_away_what_is_being_typed(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    other = known(hands, service, card=OTHER_CARD, person=Person("Bo", "Ek"))
    begun(hands, virtual, service, Act.VALIDITY)
    hands.type("2027-06-30")
    hands.session.holding.open(other)
    assert "Finish this first" in hands.reads()
    assert hand(hands).draft.valid_to == "2027-06-30"
    hands.session.holding.back()
    hands.session.holding.open(other)
    assert "Bo Ek" in hands.reads()


def test_handing_over_asks_for_the_new_person(hands: Hands, virtual: VirtualReader, service: TrainingServer) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    letter(hands, Qt.Key.Key_V)
    hands.until_step(Step.PERSON)
    assert hands.session.holding.hand is None
    assert hands.wizard.hand_over_from is not None
    # Knowing whose card it is does not open its key a second time.
    hands.until(lambda: hands.wizard.acquaintance.key is not None)
    assert hands.session.holding.hand is None


def test_an_answer_that_is_lost_is_not_said_to_be_done(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.BLOCK)
    service.training.faults.plan(ADD, Kind.DROP_AFTER, times=50)
    letter(hands, Qt.Key.Key_K)
    hands.until(lambda: "may or may not be active" in hands.reads())
    assert "The card may still open doors" in hands.reads()
    assert "Not confirmed yet" in hands.reads()


def test_what_is_saved_while_the_service_is_away_is_done_when_it_is_back(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    hands.until(lambda: hand(hands).lately is not None)
    begin(hands, Act.PIN)
    hands.type("8642")
    with away(service) as back:
        hands.enter()
        hands.until(lambda: "Saved, not delivered yet" in hands.reads())
        assert "sent by itself" in hands.reads()
        assert "count on the PIN of before" in hands.reads()
        back()
        letter(hands, Qt.Key.Key_T)
        hands.until(lambda: hand(hands).done)
    made = made_at(service)
    assert made.pin == "8642"


def test_escape_goes_back_and_asks_before_what_was_typed_is_lost(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.VALIDITY)
    hands.type("2027-06-30")
    hands.press(Qt.Key.Key_Escape)
    assert "What was typed is lost" in hands.asked().informativeText()
    hands.press(Qt.Key.Key_Escape)
    hands.back()
    assert hand(hands).draft.valid_to == "2027-06-30"
    hands.session.holding.back()
    hands.press(Qt.Key.Key_Escape)
    hands.until_step(Step.CARD)
    assert hands.session.holding.hand is None


def test_a_known_card_comes_into_sight_from_another_place(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    hands.window.navigation.go_to(Place.OUTBOX)
    tap_known(hands, virtual)
    assert hands.window.navigation.present is Place.ENROLL


@pytest.mark.parametrize("act", [Act.PIN, Act.VALIDITY, Act.LEVELS, Act.REPLACE, Act.BLOCK, Act.REMOVE])
def test_no_word_is_cut(hands: Hands, virtual: VirtualReader, service: TrainingServer, act: Act) -> None:
    hands.window.resize(1024, 560)
    known(hands, service, person=Person("W" * 32, "Ö" * 32))
    tap_known(hands, virtual)
    assert settled_cuts(hands) == []
    hands.session.holding.begin(act)
    assert settled_cuts(hands) == []
