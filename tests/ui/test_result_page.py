"""The result page as an operator sees it: real HTTP, real doors of the training server, and keys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import Code, KeyRecord, KeyStatus, Order, Propagation, State, SystemStatus
from enroll_app.domain.operations import Outcome
from enroll_app.domain.person import Person
from enroll_app.services.desk import Desk
from enroll_app.services.lateness import LATE_S
from enroll_app.services.steps import Step
from enroll_app.training.server import TrainingServer
from enroll_app.ui import theme
from enroll_app.ui.navigation import Place
from enroll_app.ui.pages.result import ResultPage
from enroll_app.ui.slips.printing import SlipPrinter
from enroll_app.ui.slips.text import Line
from tests.services.fakes import KEY_ID
from tests.ui.hands import Hands
from tests.ui.test_wizard_window import OTHER, name_person, send, to_review

CARD = "0x0110185c5b"
MAIN, ANNEX = "abc123-001", "abc123-002"
ENTRANCE = 0


@pytest.fixture
def today(qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader) -> Iterator[Hands]:
    """An operator whose desk has the service's clock, so that what doors tell counts."""
    desk = replace(make_desk(lambda _uris: virtual), now=lambda: datetime.now(UTC))
    with Hands(qtbot, desk) as operator:
        yield operator


def result_page(hands: Hands) -> ResultPage:
    page = hands.window.view.page(Step.RESULT)
    assert isinstance(page, ResultPage)
    return page


def enroll(hands: Hands, virtual: VirtualReader, service: TrainingServer, *levels: int) -> None:
    to_review(hands, virtual)
    ids = [service.training.state.levels[at].id for at in levels]
    order = hands.wizard.order
    assert order is not None
    known = [level for level in hands.wizard.levels if str(level.level_id) in ids]
    hands.wizard.order = replace(order, levels=tuple(level.level_id for level in known))
    send(hands)


def shown(hands: Hands, outcome: Outcome, status: KeyStatus | None = None) -> None:
    """The result page, as it is for this outcome."""
    hands.wizard.start_over()
    hands.wizard.step = Step.RESULT
    hands.wizard.outcome, hands.wizard.status = outcome, status
    hands.session.changed.emit()
    hands.until_step(Step.RESULT)


def made_code(digits: str = "735129") -> Outcome:
    person = Person(first_name="Anna", last_name="Berg")
    return Outcome(State.ACCEPTED, 7, Order(Code(), person), KeyRecord(KEY_ID, digits, Code(digits), person))


def test_a_door_system_that_takes_no_codes_is_told_with_what_helps(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    service.training.state.fail_system(ANNEX)
    enroll(hands, virtual, service, ENTRANCE, 3)
    hands.until(lambda: "would not take the key" in hands.reads())
    said = hands.reads()
    assert "does not take codes" in said
    assert "enable codes there" in said
    assert "opens the doors of the others" in said


def test_the_first_use_is_told_when_a_door_opens(today: Hands, virtual: VirtualReader, service: TrainingServer) -> None:
    enroll(today, virtual, service, ENTRANCE)
    today.until(lambda: "opens its doors now" in today.reads())
    service.training.state.record_event(102, CARD, door_name="North gate")
    today.until(lambda: "First use: North gate, " in today.reads())


def test_a_denial_is_told_with_its_fix_and_gives_way_to_the_door_that_opens(
    today: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    enroll(today, virtual, service, ENTRANCE)
    service.training.state.record_event(205, CARD, door_name="Server room")
    today.until(lambda: "Turned away: Server room" in today.reads())
    assert "set a PIN" in today.reads()


def test_in_the_training_mode_a_door_can_be_tried(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader, service: TrainingServer
) -> None:
    def hold(identification: str, allowed: bool) -> None:
        service.training.state.record_event(102 if allowed else 206, identification)

    desk = replace(make_desk(lambda _uris: virtual), now=lambda: datetime.now(UTC), practice_door=hold)
    with Hands(qtbot, desk) as hands:
        enroll(hands, virtual, service, ENTRANCE)
        hands.press(Qt.Key.Key_D, modifier=Qt.KeyboardModifier.AltModifier)
        hands.until(lambda: "First use: Entrance" in hands.reads())
        assert not result_page(hands).door.isVisible()


def test_what_the_last_card_did_is_not_told_on_the_page_of_the_next(
    today: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    enroll(today, virtual, service, ENTRANCE)
    first = today.wizard.outcome
    assert first is not None
    virtual.present(OTHER)
    today.until_step(Step.PERSON)
    assert today.wizard.first_use is None
    assert today.wizard.status is None


def test_a_door_system_that_is_silent_for_minutes_is_one_calm_word(hands: Hands) -> None:
    status = KeyStatus(
        Propagation.PARTLY_APPLIED,
        (SystemStatus(MAIN, Propagation.APPLIED), SystemStatus(ANNEX, Propagation.PENDING)),
    )
    shown(hands, replace(made_code(), intent=Order(Code("735129"), Person())), status)
    assert "on its way to the others" in hands.reads()
    hands.wizard.heard(status, LATE_S + 60)
    hands.session.changed.emit()
    said = hands.reads()
    assert "not at every door yet" in said
    assert f"No answer for 4 minutes from: {ANNEX}" in said


def test_a_code_that_the_service_made_is_hidden_and_looked_at_before_it_is_left(hands: Hands) -> None:
    shown(hands, made_code())
    assert "735129" not in hands.reads()
    assert "Anna Berg has a code" in hands.reads()
    hands.enter()
    assert hands.wizard.step is Step.RESULT
    assert "The code has not been looked at yet" in hands.reads()
    hold = hands.focus
    hold.pressed.emit()  # type: ignore[attr-defined]
    assert "735\N{THIN SPACE}129" in hands.reads()
    hold.released.emit()  # type: ignore[attr-defined]
    assert "735\N{THIN SPACE}129" not in hands.reads()
    hands.window.setFocus()
    hands.window.view.forward()
    hands.until_step(Step.CARD)


def test_a_code_is_copied_ungrouped(hands: Hands) -> None:
    shown(hands, made_code())
    hands.press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: not hands.wizard.code_owed)
    assert QApplication.clipboard().text() == "735129"
    assert QApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
    hands.window.view.forward()
    hands.until_step(Step.CARD)
    assert QApplication.clipboard().text() == ""


def test_what_somebody_copied_since_stays_on_the_clipboard(hands: Hands) -> None:
    shown(hands, made_code())
    hands.press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: not hands.wizard.code_owed)
    QApplication.clipboard().setText("a shopping list")
    hands.window.view.forward()
    hands.until_step(Step.CARD)
    assert QApplication.clipboard().text() == "a shopping list"


def test_digits_are_hidden_again_when_the_page_is_covered(hands: Hands) -> None:
    shown(hands, made_code())
    page = result_page(hands)
    QTest.mousePress(page._code.hold, Qt.MouseButton.LeftButton)
    assert "735\N{THIN SPACE}129" in hands.reads()
    hands.window.navigation.go_to(Place.HISTORY)
    hands.window.navigation.go_to(Place.ENROLL)
    hands.until(page.isVisible)
    assert "735\N{THIN SPACE}129" not in hands.reads()


def test_whose_key_it_is_is_said_as_it_was_typed(hands: Hands) -> None:
    outcome = made_code()
    assert outcome.record is not None
    record = replace(outcome.record, person=Person(first_name="Bo", last_name="40753e4"))
    meant = Order(Code(), Person(first_name="Bo"))
    shown(hands, replace(outcome, intent=meant, record=record), KeyStatus(Propagation.NOT_APPLIED))
    assert "Bo has a key that opens no door" in hands.reads()


def test_no_printer_is_said_in_a_sentence(hands: Hands, virtual: VirtualReader, service: TrainingServer) -> None:
    enroll(hands, virtual, service, ENTRANCE)
    hands.press(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until(lambda: "The slip was not printed" in hands.reads())
    assert "no printer" in hands.reads()


def test_a_code_that_was_printed_counts_as_looked_at(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(hands, made_code())
    said: list[str] = []

    def at_once(
        _self: SlipPrinter,
        lines: Sequence[Line],
        *,
        secret: bool,
        begun: Callable[[], None],
        then: Callable[[None], None],
    ) -> None:
        begun()
        said.extend(line.text for line in lines)
        assert secret
        then(None)

    monkeypatch.setattr(SlipPrinter, "print_slip", at_once)
    result_page(hands).printing.click()
    assert "735129" in said
    assert not hands.wizard.owed
    assert "at the printer" in hands.reads()


def test_a_long_name_is_shown_whole_in_a_small_window(hands: Hands) -> None:
    hands.window.resize(1024, 560)
    long = Person(first_name="Maximiliane-Theodora Elisabeth", last_name="von Hohenzollern-Sigmaringen zu")
    outcome = made_code()
    status = KeyStatus(Propagation.APPLIED, (SystemStatus(MAIN, Propagation.APPLIED),))
    assert outcome.record is not None
    intent = replace(outcome.intent, person=long)
    shown(hands, replace(outcome, intent=intent, record=replace(outcome.record, person=long)), status)
    assert "von Hohenzollern-Sigmaringen zu" in hands.reads()
    bars = [area.verticalScrollBar() for area in hands.window.view.findChildren(QScrollArea) if area.isVisible()]
    hands.until(lambda: all(bar.maximum() == 0 for bar in bars))


def test_another_look_leaves_the_name_as_large(
    hands: Hands, virtual: VirtualReader, service: TrainingServer, qapp: QApplication
) -> None:
    enroll(hands, virtual, service)
    title = next(one for one in hands.window.findChildren(QLabel) if one.text() == result_page(hands).title)
    before = title.font().pointSizeF()
    try:
        for dark in (True, False, True):
            theme.apply(qapp, dark=dark)
            assert title.font().pointSizeF() == before
    finally:
        theme.apply(qapp, dark=False)


def test_a_line_of_a_slip_shows_no_pin_in_its_repr() -> None:
    from enroll_app.ui.slips.text import Weight

    assert "7302" not in repr(Line(Weight.SECRET, "7302"))


def test_a_card_that_is_handed_over_needs_no_second_answer(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    enroll(hands, virtual, service, ENTRANCE)
    tap, before = hands.wizard.tap, service.training.state.key(CARD)
    assert tap is not None
    assert tap.identification is not None
    assert before is not None
    known = hands.session.desk.station().keys.known(tap.identification)
    assert known is not None
    hands.session.next_card()
    hands.session.hand_over(tap, known)
    hands.until_step(Step.PERSON)
    name_person(hands, "Bo", "Ek")
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.enter()
    hands.until_step(Step.REVIEW)
    send(hands)
    hands.until(lambda: "Bo Ek has a key" in hands.reads())
    now = service.training.state.key(CARD)
    assert now is not None
    assert (now.person.first_name, now.id != before.id) == ("Bo", True)
