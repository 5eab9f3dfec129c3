"""What a key is, as its page says it: what the service answered, else what was ordered laid over what is known."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.validity import Validity
from enroll_app.services.desk import Desk
from enroll_app.services.key_acts import Act
from enroll_app.services.steps import Step
from enroll_app.training.faults import Kind
from enroll_app.training.records import Key
from enroll_app.training.requests import Which
from enroll_app.training.rules import read_add
from enroll_app.training.server import TrainingServer
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.key_bench import (
    CARD,
    ENDS,
    OTHER,
    OTHER_CARD,
    at_service,
    begin,
    block,
    hand,
    known,
    letter,
    level_names,
    made_at,
    tap_known,
    view,
)
from tests.ui.test_wizard_window import ADD

FOREVER = Validity(None, None)
MIFARE = bytes.fromhex("CAFE1234")
LATER = datetime(2027, 12, 31, 22, 59, 59, tzinfo=UTC)


def removed_elsewhere(service: TrainingServer) -> None:
    """Somebody has removed the key of the card, at the portal."""
    service.training.state.remove(Which(made_at(service).id, None))


def made_elsewhere(service: TrainingServer, first: str, last: str) -> Key:
    """Somebody else has a key of the card by now, made at another desk."""
    body = {"key": {"identification": CARD, "type": "proximity"}, "person": {"first_name": first, "last_name": last}}
    return service.training.state.add(read_add({**body, "pin": "4839", "valid_to_date": "2027-01-01T00:00:00Z"}))


def busy(service: TrainingServer, seconds: int = 2) -> None:
    """The service asks to wait with the next change."""
    service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after=str(seconds), times=1)


def level(service: TrainingServer, name: str) -> str:
    return next(one.id for one in service.training.state.levels if one.name == name)


def typed(hands: Hands, **draft: object) -> None:
    """Fill in the form of the act that was begun."""
    hand(hands).draft = replace(hand(hands).draft, **draft)  # type: ignore[arg-type]  # the names are those of a draft
    hands.session.holding.changed.emit()


def saved(hands: Hands) -> None:
    """Do what stands in the form, while the service asks to wait; and go back to the key."""
    view(hands).forward()
    hands.until(lambda: hand(hands).outcome is not None)
    outcome = hand(hands).outcome
    assert outcome is not None
    assert outcome.state is State.SAVED
    view(hands).go_back()
    hands.until(lambda: "Something for this key is not done yet" in hands.reads())


def delivered(hands: Hands) -> None:
    """Nothing waits any more."""
    hands.until(lambda: hands.session.desk.records().outbox.counts().unfinished == 0)


def spare(hands: Hands, service: TrainingServer, end: datetime) -> None:
    """A second card of the same person's, with a key of its own that has a PIN and an end."""
    first = known(hands, service, validity=FOREVER)
    known(hands, service, card=OTHER_CARD, person=first.owner, pin=Pin("4839"), validity=Validity(None, end))


@pytest.fixture
def dual_hands(qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader) -> Iterator[Hands]:
    with Hands(qtbot, replace(make_desk(lambda _uris: virtual), dual=True)) as hands:
        yield hands


def test_a_spare_card_in_the_place_of_a_lost_one_takes_over_neither_end_nor_pin(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    spare(hands, service, NOW - timedelta(days=3))
    tap_known(hands, virtual)
    begin(hands, Act.REPLACE)
    virtual.present(OTHER)
    hands.until(lambda: "The new card has a key already, which ends on" in hands.reads())
    letter(hands, Qt.Key.Key_N)
    assert not hand(hands).sent
    assert view(hands).form._validity.isVisible()
    typed(hands, valid_to="2027-12-31")
    assert "nothing of it stays" in hands.reads()
    view(hands).forward()
    hands.until(lambda: "Done: the new card opens its doors now" in hands.reads())
    made = made_at(service, OTHER_CARD)
    assert (made.valid_to, made.pin) == (LATER, None)
    hands.until(lambda: at_service(service) is None)


def test_an_end_of_the_new_cards_that_nobody_knew_of_is_not_said_to_be_open(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    key = known(hands, service, validity=FOREVER)
    body = {"key": {"identification": OTHER_CARD, "type": "proximity"}, "person": {"id": str(key.owner.person_id)}}
    service.training.state.add(read_add({**body, "valid_to_date": "2025-01-01T00:00:00Z", "pin": "1111"}))
    tap_known(hands, virtual)
    begin(hands, Act.REPLACE)
    virtual.present(OTHER)
    hands.until(lambda: "The new card: 0x" in hands.reads())
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: "it has ended: it opens nothing" in hands.reads())
    assert "no end was ordered, and it ends on" in hands.reads()
    assert "opens its doors now" not in hands.reads()
    assert made_at(service, OTHER_CARD).pin is None


def test_a_key_that_was_removed_elsewhere_is_said_to_be_gone_and_is_not_given_back(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    removed_elsewhere(service)
    tap_known(hands, virtual)
    hands.until(lambda: "The service does not have this key any more" in hands.reads())
    buttons = view(hands).overview.buttons
    assert [act for act, button in buttons.items() if button.isEnabled()] == [Act.HAND_OVER]


def test_a_lost_card_is_not_replaced_before_it_is_known_that_its_key_is_gone(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    begin(hands, Act.REPLACE)
    virtual.present(OTHER)
    hands.until(lambda: "The new card: 0x" in hands.reads())
    removed_elsewhere(service)
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: "it was removed elsewhere" in hands.reads())
    assert "Nothing was sent" in hands.reads()
    assert at_service(service, OTHER_CARD) is None
    assert hands.session.desk.records().outbox.counts().unfinished == 0


def test_a_block_of_a_key_that_is_gone_is_not_said_to_leave_it_as_it_was(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    hands.until(lambda: hand(hands).standing is not None)
    removed_elsewhere(service)
    made_elsewhere(service, "Bo", "Ek")
    block(hands)
    hands.until(lambda: "Nothing was changed: the service does not have this key any more" in hands.reads())
    assert "The card may have another key by now" in hands.reads()
    assert "The key is as it was" not in hands.reads()


@pytest.mark.parametrize("same", [True, False])
def test_a_hand_over_of_a_card_that_is_somebody_elses_by_now_overwrites_nobody(
    hands: Hands, virtual: VirtualReader, service: TrainingServer, same: bool
) -> None:
    known(hands, service, person=Person("Anna", "Berg") if same else None)
    removed_elsewhere(service)
    made_elsewhere(service, "Bo", "Ek")
    tap_known(hands, virtual)
    hands.until(lambda: hand(hands).missing)
    letter(hands, Qt.Key.Key_V)
    hands.until_step(Step.PERSON)
    hands.wizard.draft = replace(hands.wizard.draft, first_name="Anna", last_name="Berg")
    for step in (Step.PIN, Step.ACCESS, Step.REVIEW):
        hands.window.view.forward()
        hands.until_step(step)
    hands.window.view.forward()
    hands.until(lambda: "Bo Ek" in hands.reads())
    outcome = hands.wizard.outcome
    assert outcome is not None
    assert (outcome.state, outcome.overwritten) == (State.CONFLICT, False)
    assert (made_at(service).person.first_name, made_at(service).pin) == ("Bo", "4839")


def test_that_the_door_systems_could_not_be_asked_is_said(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    service.training.faults.plan("/v1/accesskeys/status", Kind.STATUS, status=500, times=1)
    tap_known(hands, virtual)
    hands.until(lambda: "They could not be asked now" in hands.reads())


def test_the_next_levels_begin_with_those_that_wait(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    busy(service)
    begin(hands, Act.LEVELS)
    typed(hands, levels=(level(service, "Office"), level(service, "Workshop")))
    saved(hands)
    assert "Change of the access levels: saved, not sent yet" in hands.reads()
    begin(hands, Act.LEVELS)
    typed(hands, levels=(*hand(hands).draft.levels, level(service, "Förråd")))
    assert "The key gets Förråd" in hands.reads()
    view(hands).forward()
    delivered(hands)
    assert level_names(service) == {"Office", "Workshop", "Förråd"}


def test_a_new_card_gets_the_end_that_waits_for_the_old_one(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    busy(service)
    begin(hands, Act.VALIDITY)
    typed(hands, valid_to="2027-12-31")
    saved(hands)
    begin(hands, Act.REPLACE)
    virtual.present(OTHER)
    hands.until(lambda: "31 December 2027" in hands.reads())
    view(hands).forward()
    delivered(hands)
    assert made_at(service, OTHER_CARD).valid_to == LATER


def test_nothing_is_built_on_what_waits_for_a_person(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    busy(service, 60)
    begin(hands, Act.VALIDITY)
    typed(hands, valid_to="2027-12-31")
    saved(hands)
    (row,) = hands.session.desk.records().outbox.operations()
    hands.session.desk.records().outbox.set_aside(row.number)
    hands.until(lambda: "kept back in the outbox" in hands.reads())
    begin(hands, Act.LEVELS)
    assert "waits for a person: what the key will have is not known" in hands.reads()
    view(hands).forward()
    assert not hand(hands).sent


def test_both_sides_of_a_new_card_are_taken_up_as_one(
    dual_hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    hands = dual_hands
    known(hands, service, card=CARD)
    tap_known(hands, virtual)
    begin(hands, Act.REPLACE)
    virtual.present(bytes.fromhex("0110185CAA"))
    hands.until(lambda: "only one side of this one was read" in hands.reads())
    virtual.present(MIFARE)
    both = parse_identification("0x0110185caa|0xcafe1234")
    hands.until(lambda: (new := hand(hands).new) is not None and new.identification == both)
    assert "only one side of this one was read" not in hands.reads()
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: hand(hands).done)
    assert at_service(service, "0x0110185caa|0xcafe1234") is not None


def test_an_end_that_went_by_while_it_waited_still_ends_the_key(
    hands: Hands, virtual: VirtualReader, service: TrainingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(hands, service, validity=Validity(None, LATER))
    tap_known(hands, virtual)
    busy(service)
    begin(hands, Act.VALIDITY)
    typed(hands, valid_to="2026-11-22 18:00")
    saved(hands)
    monkeypatch.setattr("tests.ui.conftest.NOW", datetime(2026, 11, 22, 17, 5, tzinfo=UTC))
    delivered(hands)
    assert made_at(service).valid_to == datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


def test_a_blocked_card_opens_nothing_also_where_the_desks_clock_is_ahead(
    hands: Hands, virtual: VirtualReader, service: TrainingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(hands, service, validity=Validity(None, LATER))
    tap_known(hands, virtual)
    monkeypatch.setattr("tests.ui.conftest.NOW", NOW + timedelta(days=300))
    block(hands)
    hands.until(lambda: "Done: the card opens nothing any more" in hands.reads())
    end = made_at(service).valid_to
    assert end is not None
    assert end < NOW


def test_a_shorter_validity_takes_more_than_an_enter(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service, validity=Validity(None, LATER))
    tap_known(hands, virtual)
    begin(hands, Act.VALIDITY)
    hands.press(Qt.Key.Key_F2)
    assert "That takes access away" in hands.reads()
    assert "That is over" not in hands.reads()
    hands.enter()
    assert not hand(hands).sent
    assert view(hands).primary.hasFocus()
    hands.enter()
    hands.until(lambda: hand(hands).done)
    end = made_at(service).valid_to
    assert end is not None
    assert end < ENDS


def test_a_new_card_that_is_not_delivered_yet_lies_beside_the_reader(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    busy(service, 60)
    begin(hands, Act.REPLACE)
    virtual.present(OTHER)
    hands.until(lambda: "The new card: 0x" in hands.reads())
    view(hands).forward()
    hands.until(lambda: "Do not hand out the new card yet" in hands.reads())
    hands.enter()
    hands.until_step(Step.CARD)
    hands.until(lambda: "Do not hand out yet" in hands.reads() and "Åsa Lindström" in hands.reads())
