"""What the window tells of what it sends by itself: real HTTP, a real database, and a service that comes and goes."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.training.faults import Kind
from enroll_app.training.server import TrainingServer
from tests.ui.hands import Hands
from tests.ui.test_wizard_window import ADD, EM, OTHER, name_person, send, to_person, to_review

ALT = Qt.KeyboardModifier.AltModifier


@contextmanager
def away(service: TrainingServer) -> Iterator[Callable[[], TrainingServer]]:
    """Nothing listens where the service was, until what this gives is called."""
    port = int(service.url.split(":")[2].split("/")[0])
    service.stop()
    again = TrainingServer(port, training=service.training)

    def back() -> TrainingServer:
        again.start()
        return again

    try:
        yield back
    finally:
        again.stop()


def draw_pin(hands: Hands, virtual: VirtualReader) -> Pin:
    """Up to the review, with a PIN that nobody has seen."""
    to_person(hands, virtual)
    name_person(hands)
    hands.press(Qt.Key.Key_D, modifier=ALT)
    hands.until(lambda: isinstance(hands.wizard.draft.pin, Pin))
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.enter()
    hands.until_step(Step.REVIEW)
    drawn = hands.wizard.draft.pin
    assert isinstance(drawn, Pin)
    return drawn


def button(hands: Hands, words: str) -> QPushButton:
    return next(one for one in hands.window.findChildren(QPushButton) if words in one.text())


def test_what_is_saved_while_the_service_is_away_is_done_by_itself_when_it_is_back(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    drawn = draw_pin(hands, virtual)
    with away(service) as back:
        send(hands)
        assert "Do not hand out the card of Åsa Lindström yet" in hands.reads()
        assert "sent by itself" in hands.reads()
        assert "not delivered" in hands.reads()
        back()
        hands.until(lambda: "Åsa Lindström has a key" in hands.reads())
        made = service.training.state.key("0x0110185c5b")
        assert made is not None
        assert made.pin == drawn.digits
        assert hands.wizard.pin_owed, "the page still knows the PIN, which nobody has looked at"
        assert button(hands, "Hold to sho").isVisible()
        hands.until(lambda: hands.session.counts.unfinished == 0)


def test_an_answer_that_was_lost_is_confirmed_by_itself(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    before = len(service.training.state.keys)
    service.training.faults.plan(ADD, Kind.DROP_AFTER)
    send(hands)
    assert "Not confirmed yet" in hands.reads()
    hands.until(lambda: "Åsa Lindström has a key" in hands.reads())
    assert len(service.training.state.keys) == before + 1


def test_the_next_card_is_a_tap_away_and_the_one_left_behind_is_told_of(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    with away(service) as back:
        send(hands)
        to_person(hands, virtual, OTHER)
        assert "Do not hand out yet: Åsa Lindström" in hands.reads()
        hands.type("Bo")
        back()
        hands.until(lambda: "Delivered now: Åsa Lindström" in hands.reads())
        assert hands.line.text() == "Bo"


def test_what_somebody_else_takes_out_of_the_outbox_is_told(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="600")
    send(hands)
    assert hands.wizard.outcome is not None
    hands.session.desk.records().outbox.drop(hands.wizard.outcome.outbox_id)
    hands.until(lambda: "Not sent any more" in hands.reads())
    assert "taken out of the outbox" in hands.reads()


def test_a_drawn_pin_is_looked_at_before_an_enrollment_that_waits_is_left(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    drawn = draw_pin(hands, virtual)
    service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="600")
    send(hands)
    virtual.present(OTHER)
    hands.until(lambda: "Tap the next card again" in hands.reads())
    hands.enter()
    assert hands.wizard.step is Step.RESULT
    assert "has not been looked at yet" in hands.reads()
    hold = hands.focus
    assert isinstance(hold, QPushButton)
    hold.pressed.emit()
    assert drawn.digits in hands.reads()
    hold.released.emit()
    hands.window.view.forward()
    hands.until_step(Step.CARD)


def test_a_key_that_is_not_accepted_stops_the_outbox_until_somebody_says_so(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    service.training.faults.plan(ADD, Kind.STATUS, times=2, status=401)
    send(hands)
    hands.until(lambda: hands.session.pause is not None)
    # A sentence that has no room is not cut in its middle.
    hands.until(lambda: "Nothing is sent" in hands.reads().splitlines())
    assert "1 enrollment not delivered" in hands.reads().splitlines()
    hands.window.resize(1024, 560)
    hands.until(lambda: "Nothing is sent: " in hands.reads())
    assert not [line for line in hands.reads().splitlines() if line.endswith("…")]
    assert hands.wizard.outcome is not None
    assert hands.wizard.outcome.state is State.SAVED
    hands.press(Qt.Key.Key_Y, modifier=ALT)
    hands.until(lambda: "Åsa Lindström has a key" in hands.reads())
    hands.until(lambda: "Nothing is sent" not in hands.reads())
    assert not button(hands, "Tr&y").isVisible()


def test_closing_with_what_waits_says_how_many_and_that_nothing_is_lost(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    to_review(hands, virtual)
    service.training.faults.plan(ADD, Kind.STATUS, status=429, retry_after="600")
    send(hands)
    for _ in range(2):
        # On its page, and after it was left for the next card.
        assert not hands.window.close()
        assert "1 enrollment" in hands.asked().text()
        assert "Nothing is lost" in hands.asked().informativeText()
        hands.press(Qt.Key.Key_Escape)
        hands.until(lambda: QApplication.activeModalWidget() is None)
        hands.session.next_card()
        hands.until(lambda: hands.session.counts.unfinished == 1)


def test_closing_while_the_outbox_waits_for_an_answer_takes_no_time(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader, service: TrainingServer
) -> None:
    desk = make_desk(lambda _uris: virtual)
    service.training.faults.plan(ADD, Kind.HANG)
    save(desk, 1)
    with Hands(qtbot, desk) as hands:
        hands.until(lambda: hands.session.counts.waiting == 1)
        QTest.qWait(300)
        begun = time.monotonic()
    assert time.monotonic() - begun < 2.0


def test_records_that_were_damaged_are_told_of_once(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader, tmp_path: Path
) -> None:
    (tmp_path / "enroll.sqlite3").write_bytes(b"no database at all" * 300)
    desk = make_desk(lambda _uris: virtual)
    told = desk.notices()
    assert told
    with Hands(qtbot, desk) as hands:
        hands.until(lambda: QApplication.activeModalWidget() is not None)
        assert str(told[0]) == hands.asked().informativeText()
        hands.press(Qt.Key.Key_Return)
        hands.until(lambda: QApplication.activeModalWidget() is None)
        hands.session.load_levels()
        hands.until(lambda: not hands.session.levels_loading)
        assert QApplication.activeModalWidget() is None


def test_records_that_cannot_be_used_are_told_and_the_window_stays(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader
) -> None:
    desk = make_desk(lambda _uris: virtual)
    with Hands(qtbot, desk) as hands:
        to_review(hands, virtual)
        # What keeps other programs from writing: a transaction that does not end.
        with closing(sqlite3.connect(desk.home / "enroll.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            hands.enter()
            hands.until(lambda: hands.wizard.step is Step.REVIEW and "Nothing was sent" in hands.reads())
            other.execute("ROLLBACK")
        hands.enter()
        hands.until(lambda: "Åsa Lindström has a key" in hands.reads())


def save(desk: Desk, count: int) -> None:
    """Write one enrollment down, and so many in all with its bytes, each of another card."""
    outbox = desk.station().outbox
    card = parse_identification("0x0000000001")
    step = outbox.step(Purpose.ENROLL, Order(card, Person("Åsa", "Lindström")))
    desk.station().delivery.store.save([step], "", desk.now())
    if count == 1:
        return
    with closing(sqlite3.connect(desk.home / "enroll.sqlite3")) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(operations)") if row[1] != "id"]
        own = {"uid": "'u' || n", "unit": "printf('%032x', n)", "subject": "printf('0x%010x', n)", "turn": "n"}
        chosen = ", ".join(own.get(name, name) for name in columns)
        numbers = "WITH RECURSIVE ns(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM ns WHERE n < ?)"
        connection.execute(
            f"{numbers} INSERT INTO operations ({', '.join(columns)}) SELECT {chosen} FROM operations, ns WHERE id = 1",  # noqa: S608
            (count,),
        )


def test_with_fifty_thousand_that_wait_the_next_card_is_enrolled_as_ever(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader, service: TrainingServer
) -> None:
    desk = make_desk(lambda _uris: virtual)
    save(desk, 50_000)
    service.training.faults.plan(ADD, Kind.STATUS, times=10_000, status=429, retry_after="600")
    with Hands(qtbot, desk) as hands:
        # How quick the window is meanwhile is measured by scripts/bench_window.py.
        hands.until(lambda: hands.session.counts.unfinished == 50_000)
        to_person(hands, virtual, EM)
        hands.type("Åsa")
        assert hands.line.text() == "Åsa"
