"""What is sent is what was looked at, with all that is known of the card; a PIN that was drawn is owed until seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.identification import Identification
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import StoreError
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.problems import Problem
from enroll_app.domain.roles import PinHabit, Role
from enroll_app.domain.validity import Validity
from enroll_app.services.desk import Desk
from enroll_app.services.enroll import Enroller
from enroll_app.services.station import Station
from enroll_app.services.steps import Step
from enroll_app.services.unwritten import UnwrittenSettings
from enroll_app.training.faults import Kind
from enroll_app.training.rules import read_add
from enroll_app.training.server import TrainingServer
from enroll_app.ui.key.questions import hand_over as begin_hand_over
from enroll_app.ui.navigation import Place
from tests.ui.hands import Hands
from tests.ui.key_bench import CARD, EM, OTHER, OTHER_CARD, at_service, hand, known, tap_known
from tests.ui.test_wizard_window import ADD, send, to_pin_with_known, to_review

VISITOR = Role("visitor", days=0, pin=PinHabit.RANDOM, levels=("Workshop",))
MakeHands = Callable[..., Hands]


@pytest.fixture
def make_visited(qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader) -> MakeHands:
    """Makes an operator at a desk whose cards begin as a visitor's; `changes` are those of the desk."""

    def make(change: Callable[[Desk], Desk] = lambda desk: desk) -> Hands:
        settings = UnwrittenSettings(Preferences(role="visitor", roles=(VISITOR,)))
        return Hands(qtbot, change(replace(make_desk(lambda _uris: virtual), settings=settings)))

    return make


def name_her(hands: Hands) -> None:
    hands.type("Åsa")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Lindström")
    hands.enter()
    hands.until_step(Step.PIN)


def on_to_review(hands: Hands) -> None:
    hands.window.view.forward()
    hands.until_step(Step.ACCESS)
    hands.window.view.forward()
    hands.until(lambda: hands.wizard.step is Step.REVIEW)


def test_what_the_desk_gives_a_visitor_does_not_go_to_the_key_of_a_card_taken_at_the_review(
    make_visited: MakeHands, virtual: VirtualReader, service: TrainingServer
) -> None:
    with make_visited() as hands:
        known(hands, service, validity=Validity(None, None), pin=Pin("1111"))
        virtual.present(OTHER)
        hands.until_step(Step.PERSON)
        name_her(hands)
        on_to_review(hands)
        virtual.present(EM)
        hands.until(lambda: hands.wizard.other is not None)
        hands.session.use_other()
        hands.until(lambda: hands.wizard.for_owner)
        assert "left as it is" in hands.reads()
        assert "set (hidden)" not in hands.reads()
        hands.window.view.forward()
        hands.until(lambda: hands.wizard.outcome is not None)
        key = at_service(service)
        assert key is not None
        assert (key.pin, key.valid_to) == ("1111", None)


class SlowEnroller:
    """An enroller whose look-up of a card takes until it is let go on."""

    def __init__(self, real: Enroller, go_on: Event) -> None:
        self._real, self._go_on = real, go_on

    def acquaintance(self, identification: Identification) -> Acquaintance:
        self._go_on.wait(20)
        return self._real.acquaintance(identification)


def slow(desk: Desk, go_on: Event) -> Desk:
    """The same desk, at which records are slow to be read for a card that was tapped."""
    records = desk.records

    def read() -> Station:
        station = records()
        return replace(station, enroller=SlowEnroller(station.enroller, go_on))  # type: ignore[arg-type]

    return replace(desk, records=read)


def test_nothing_is_sent_before_it_is_known_whose_card_it_is(
    make_visited: MakeHands, virtual: VirtualReader, service: TrainingServer
) -> None:
    go_on = Event()
    with make_visited(lambda desk: slow(desk, go_on)) as hands:
        known(hands, service, validity=Validity(None, None))
        virtual.present(EM)
        hands.until_step(Step.PERSON)
        name_her(hands)
        on_to_review(hands)
        hands.window.view.forward()
        assert hands.wizard.step is Step.REVIEW
        assert "It is still being looked up whose card this is" in hands.reads()
        go_on.set()
        hands.until(lambda: hands.wizard.for_owner)
        assert hands.wizard.order is not None
        assert (hands.wizard.order.pin, hands.wizard.order.validity) == (PinRule.LEAVE, Validity())
        assert "still being looked up" not in hands.reads()
        assert "left as it is" in hands.reads()
        assert hands.wizard.step is Step.REVIEW


class BusyEnroller:
    """An enroller whose first look-up of a card fails, once it is let go on."""

    def __init__(self, real: Enroller, go_on: Event, asked: list[Identification]) -> None:
        self._real, self._go_on, self._asked = real, go_on, asked

    def acquaintance(self, identification: Identification) -> Acquaintance:
        self._go_on.wait(20)
        self._asked.append(identification)
        if len(self._asked) == 1:
            raise StoreError(Problem("busy", "The records are busy."))
        return self._real.acquaintance(identification)


def test_where_nobody_can_tell_whose_card_it_is_that_is_said_and_asked_again_before_anything_is_sent(
    make_visited: MakeHands, virtual: VirtualReader, service: TrainingServer
) -> None:
    go_on = Event()
    asked: list[Identification] = []

    def busy(desk: Desk) -> Desk:
        records = desk.records

        def read() -> Station:
            station = records()
            return replace(station, enroller=BusyEnroller(station.enroller, go_on, asked))  # type: ignore[arg-type]

        return replace(desk, records=read)

    with make_visited(busy) as hands:
        known(hands, service, validity=Validity(None, None), pin=Pin("1111"))
        virtual.present(EM)
        hands.until_step(Step.PERSON)
        name_her(hands)
        on_to_review(hands)
        hands.window.view.forward()
        assert "It is still being looked up whose card this is" in hands.reads()
        go_on.set()
        hands.until(lambda: hands.wizard.in_the_dark)
        assert "Whose card this is could not be looked up" in hands.reads()
        hands.window.view.forward()
        hands.until(lambda: hands.wizard.for_owner)
        assert hands.wizard.step is Step.REVIEW
        assert "could not be looked up" not in hands.reads()
        assert "left as it is" in hands.reads()
        key = at_service(service)
        assert key is not None
        assert (key.pin, key.valid_to) == ("1111", None)


def test_what_nobody_has_a_key_of_goes_by_itself_once_that_is_known(
    make_visited: MakeHands, virtual: VirtualReader
) -> None:
    go_on = Event()
    with make_visited(lambda desk: slow(desk, go_on)) as hands:
        virtual.present(EM)
        hands.until_step(Step.PERSON)
        name_her(hands)
        on_to_review(hands)
        hands.window.view.forward()
        assert hands.wizard.step is Step.REVIEW
        go_on.set()
        hands.until(lambda: hands.wizard.outcome is not None)
        assert hands.wizard.pin_owed


def test_what_was_to_go_by_itself_does_not_go_from_a_desk_that_was_locked_meanwhile(
    make_visited: MakeHands, virtual: VirtualReader
) -> None:
    go_on = Event()
    with make_visited(lambda desk: slow(desk, go_on)) as hands:
        virtual.present(EM)
        hands.until_step(Step.PERSON)
        name_her(hands)
        on_to_review(hands)
        hands.window.view.forward()
        hands.session.set_locked(locked=True)
        go_on.set()
        hands.until(lambda: not hands.wizard.looking)
        hands.session.set_locked(locked=False)
        assert hands.wizard.step is Step.REVIEW
        hands.window.view.forward()
        hands.until_step(Step.RESULT)


def plant(service: TrainingServer, **more: object) -> None:
    """A key of Åsa Lindström's card that another desk has made."""
    state = service.training.state
    key = {
        "key": {"identification": CARD, "type": "proximity"},
        "pin": "1111",
        "access_levels": [state.levels[0].id],
        "person": {"first_name": "Åsa", "last_name": "Lindström"},
    }
    state.add(read_add({**key, **more}))


def enrolled(hands: Hands, virtual: VirtualReader, service: TrainingServer) -> None:
    """Åsa Lindström's card, with one level and no end, as far as to what the doors say of it."""
    to_review(hands, virtual)
    hands.window.view.go_back()
    hands.until_step(Step.ACCESS)
    hands.wizard.choose_levels((str(service.training.state.levels[0].id),))
    hands.window.view.forward()
    hands.until_step(Step.REVIEW)
    hands.window.view.forward()
    hands.until(lambda: hands.wizard.status is not None)


def test_an_end_that_the_card_had_elsewhere_is_told_and_not_said_to_be_done(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    plant(service, valid_to_date="2025-01-01T00:00:00Z")
    enrolled(hands, virtual, service)
    hands.until(lambda: "it has ended: it opens nothing" in hands.reads())
    assert "Done" not in hands.reads()
    assert "The card had a key already" in hands.reads()


def test_an_end_ahead_that_the_card_had_elsewhere_is_told(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    plant(service, valid_to_date="2026-12-24T22:59:59Z")
    enrolled(hands, virtual, service)
    hands.until(lambda: "only until the end of" in hands.reads())
    assert "Done" not in hands.reads()


def test_a_known_key_that_has_ended_is_not_enrolled_again_without_an_end(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service, validity=Validity(None, datetime(2026, 11, 1, tzinfo=UTC)))
    to_pin_with_known(hands, virtual, "Åsa", "Lindström")
    hands.until(lambda: hands.wizard.for_owner)
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.window.view.forward()
    assert hands.wizard.step is Step.ACCESS
    assert "has ended on 2026-11-01 00:00 UTC" in hands.reads()
    hands.wizard.choose_validity("", "2026-12-31")
    hands.window.view.forward()
    hands.until_step(Step.REVIEW)


def hand_over(hands: Hands, virtual: VirtualReader, *, levels: tuple[str, ...] = ()) -> None:
    """Bo Ek's card is to be Cee's, as far as the review."""
    tap_known(hands, virtual)
    begin_hand_over(hands.window, hands.session, hand(hands))
    hands.until_step(Step.PERSON)
    hands.type("Cee")
    hands.enter()
    hands.until_step(Step.PIN)
    hands.window.view.forward()
    hands.until_step(Step.ACCESS)
    hands.wizard.choose_levels(levels)
    hands.window.view.forward()
    hands.until_step(Step.REVIEW)


def test_a_refusal_after_the_old_key_is_gone_says_so_and_what_is_corrected_is_nobodys_card(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service, person=Person("Bo", "Ek"))
    hand_over(hands, virtual)
    service.training.faults.plan(ADD, Kind.STATUS, status=400, times=1)
    hands.window.view.forward()
    hands.until(lambda: hands.wizard.outcome is not None)
    assert at_service(service) is None
    assert "The card opens nothing now" in hands.reads()
    assert "The key of Bo Ek is removed already, and Cee got none" in hands.reads()
    hands.window.view.forward()
    hands.until_step(Step.PERSON)
    assert "Bo Ek" not in hands.reads()
    hands.window.view.forward()
    hands.window.view.forward()
    hands.window.view.forward()
    hands.until_step(Step.REVIEW)
    assert "Bo Ek" not in hands.reads()
    assert hands.window.view.primary.text() == "Create &key"


def test_a_key_is_not_removed_for_one_with_levels_that_are_gone(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service, person=Person("Bo", "Ek"))
    gone = replace(hands.wizard.levels[0], level_id=UUID(int=99), name="Boat house")
    hands.wizard.know_levels((*hands.wizard.levels, gone))
    hand_over(hands, virtual, levels=(str(gone.level_id),))
    hands.window.view.forward()
    hands.until(lambda: hands.wizard.step is Step.REVIEW and "Nothing was sent" in hands.reads())
    assert at_service(service) is not None


def test_an_enrollment_on_its_way_is_not_left_for_a_hand_over_and_its_answer_stays_its_own(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    key = known(hands, service, card=OTHER_CARD, person=Person("Bo", "Ek"))
    to_review(hands, virtual)
    hands.wizard.choose_pin(Pin("4071"))
    hands.window.view.go_back()
    hands.window.view.forward()
    hands.until_step(Step.REVIEW)
    service.training.faults.plan(ADD, Kind.DELAY, seconds=1.5)
    hands.window.view.forward()
    hands.until(lambda: hands.wizard.under_way)
    hands.window.navigation.go_to(Place.HISTORY)
    hands.window.content.enroll.open_key(key)
    virtual.remove()
    virtual.present(OTHER)
    hands.until(lambda: hand(hands).tap is not None)
    begin_hand_over(hands.window, hands.session, hand(hands))
    told = hands.asked()
    assert "on its way" in told.text()
    told.reject()
    assert hands.wizard.under_way
    hands.until(lambda: hands.wizard.pin_owed)
    begin_hand_over(hands.window, hands.session, hand(hands))
    asked = hands.asked()
    assert "The PIN that was drawn has not been looked at" in asked.informativeText()
    asked.reject()


def test_a_late_answer_is_told_beside_the_reader_and_not_on_the_page_of_the_next(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    service.training.faults.plan(ADD, Kind.DELAY, seconds=0.5)
    hands.window.view.forward()
    hands.until(lambda: hands.wizard.under_way)
    # Whatever left it behind.
    hands.wizard.next_card()
    virtual.remove()
    virtual.present(OTHER)
    hands.until_step(Step.PERSON)
    hands.until(lambda: "Delivered now: Åsa Lindström" in hands.reads())
    assert hands.wizard.step is Step.PERSON
    assert hands.wizard.outcome is None


def test_a_card_that_waits_for_somebody_is_told_of_before_it_is_enrolled_again(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="600", times=9)
    to_review(hands, virtual)
    send(hands)
    virtual.remove()
    virtual.present(OTHER)
    hands.until(lambda: hands.wizard.tap is not None and hands.wizard.tap.card.uid == OTHER)
    hands.session.next_card()
    virtual.remove()
    virtual.present(EM)
    hands.until_step(Step.PERSON)
    hands.until(lambda: "This card was enrolled for Åsa Lindström already" in hands.reads())


def test_cards_that_an_earlier_window_left_behind_lie_beside_the_reader_again(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader, service: TrainingServer
) -> None:
    service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="600", times=9)
    desk = make_desk(lambda _uris: virtual)
    with Hands(qtbot, desk) as hands:
        to_review(hands, virtual)
        send(hands)
    with Hands(qtbot, make_desk(lambda _uris: virtual)) as hands:
        hands.until(lambda: "Do not hand out yet: Åsa Lindström" in hands.reads())


def test_enter_in_the_search_does_not_take_away_what_is_chosen(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    hands.window.view.go_back()
    hands.until_step(Step.ACCESS)
    for _ in range(2):
        hands.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.AltModifier)
        hands.type("work")
        hands.enter()
        assert len(hands.wizard.draft.levels) == 1


def test_the_dates_of_an_owners_key_are_said_to_stay(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    to_pin_with_known(hands, virtual, "Åsa", "Lindström")
    hands.until(lambda: hands.wizard.for_owner)
    hands.enter()
    hands.until_step(Step.ACCESS)
    assert "never expires" not in hands.reads()
