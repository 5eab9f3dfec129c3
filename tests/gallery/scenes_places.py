"""The gallery's stories of the window's other places: the outbox, the history, the settings, a key, a locked desk."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.preferences import Form
from enroll_app.services.key_acts import Act
from enroll_app.services.steps import Step
from enroll_app.store.outbox import SqlOutbox
from enroll_app.training.faults import Kind
from enroll_app.ui.history.view import HistoryView
from enroll_app.ui.navigation import Place, in_rail
from tests.gallery.stage import ADD, CONTROL, OTHER, Stage
from tests.ui.conftest import NOW
from tests.ui.key_bench import hand, known, tap_known, view
from tests.ui.test_history_place import tell_of_a_day, until_row, write
from tests.ui.test_outbox_place import BO, LOST, OWNED, answer, save

_LONG = Person("W" * 32, "W" * 32)
# So many entries fill more than one screen.
_ENTRIES = 60


def go_to(stage: Stage, place: Place) -> None:
    """Go to a place by its shortcut."""
    hands = stage.hands
    hands.press(Qt.Key(Qt.Key.Key_1 + in_rail().index(place)), modifier=CONTROL)
    hands.until(lambda: hands.window.navigation.present is place)


def outbox(stage: Stage) -> Iterator[str]:
    """What waits, what needs somebody, and nothing."""
    desk = stage.make_desk(lambda _uris: stage.reader)
    book = desk.records().outbox
    stage.service.training.faults.plan(ADD, Kind.STATUS, times=50, status=429, retry_after="600")
    with stage.open(desk) as hands:
        go_to(stage, Place.OUTBOX)
        QTest.qWait(100)
        yield "outbox-empty"
        answer(book, save(book, 1, BO), Settlement(State.CONFLICT, None, OWNED))
        answer(book, save(book, 2, _LONG), Settlement(State.REJECTED, None, OWNED))
        answer(book, save(book, 3), Settlement(State.UNKNOWN, None, LOST))
        save(book, 4)
        save(book, 5, _LONG)
        hands.session.try_now()
        hands.until(lambda: hands.session.counts.unfinished >= 3)
        table = hands.window.navigation.view.findChild(QTableView)
        assert isinstance(table, QTableView)
        hands.until(lambda: all(table.model().index(row, 1).data() for row in range(4)))
        QTest.qWait(200)
        yield "outbox-filled"
        hands.press(Qt.Key.Key_End)
        QTest.qWait(50)
        yield "outbox-chosen"
        hands.window.close()
        hands.asked()
        yield "question-close-with-rows"


def history(stage: Stage) -> Iterator[str]:
    """Nothing yet, many entries, none that is looked for."""
    desk = stage.make_desk(lambda _uris: stage.reader)
    store = desk.records().outbox._store
    assert isinstance(store, SqlOutbox)
    with stage.open(desk) as hands:
        go_to(stage, Place.HISTORY)
        QTest.qWait(100)
        yield "history-empty"
        write(store._database, _ENTRIES)
        tell_of_a_day(store._database)
        go_to(stage, Place.ENROLL)
        go_to(stage, Place.HISTORY)
        book = dict(hands.window.navigation.made())[Place.HISTORY]
        assert isinstance(book, HistoryView)
        until_row(hands, book, 30, "kerstin")
        yield "history-filled"
        hands.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
        hands.enter()
        # The step before the last one: it comes after the rest.
        hands.until(lambda: "13:03:02" in hands.reads())
        yield "history-details"
        hands.press(Qt.Key.Key_Escape)
        hands.press(Qt.Key.Key_F, modifier=CONTROL)
        hands.type("zzyzx")
        hands.enter()
        QTest.qWait(300)
        yield "history-none-found"


def known_card(stage: Stage) -> Iterator[str]:
    """A card that has a key, and every act on it, up to what came of one and what went wrong."""
    with stage.open() as hands:
        known(hands, stage.service)
        state = stage.service.training.state
        state.record_event(102, "0x0110185c5b", event_time=NOW - timedelta(days=3))
        state.record_event(205, "0x0110185c5b", event_time=NOW - timedelta(days=2), door_name="Laboratory")
        tap_known(hands, stage.reader)
        QTest.qWait(300)
        yield "key"
        for act in Act:
            if act is Act.HAND_OVER:
                continue
            view(hands).overview.chosen.emit(act)
            hands.until(lambda: view(hands).form.isVisible())
            assert hand(hands).act is act
            yield f"key-{act.name.lower()}"
            view(hands).forward()
            if hand(hands).act is act and not hand(hands).sent:
                yield f"key-{act.name.lower()}-not-yet"
                view(hands).go_back()
            else:
                hands.until(lambda: view(hands).result.isVisible())
                QTest.qWait(200)
                yield f"key-{act.name.lower()}-done"
                return


def handing_over(stage: Stage) -> Iterator[str]:
    """A card whose service is away while its validity is changed; then it is handed over."""
    with stage.open() as hands:
        known(hands, stage.service)
        tap_known(hands, stage.reader)
        stage.service.training.faults.plan("*", Kind.STATUS, times=20, status=429, retry_after="600")
        view(hands).overview.chosen.emit(Act.VALIDITY)
        hands.until(lambda: hand(hands).act is Act.VALIDITY and view(hands).form.isVisible())
        hands.press(Qt.Key.Key_A, modifier=CONTROL)
        hands.type("2031-12-31")
        yield "key-validity-filled"
        view(hands).forward()
        hands.until(lambda: view(hands).result.isVisible())
        QTest.qWait(200)
        yield "key-validity-saved"


def conflict(stage: Stage) -> Iterator[str]:
    """A card that is handed over, to a service where it has somebody else by then."""
    with stage.open() as hands:
        known(hands, stage.service)
        tap_known(hands, stage.reader)
        view(hands).overview.chosen.emit(Act.HAND_OVER)
        hands.until_step(Step.PERSON)
        yield "hand-over-person"
        hands.type("Bo")
        for step in (Step.PIN, Step.ACCESS, Step.REVIEW):
            hands.press(Qt.Key.Key_Return, modifier=CONTROL)
            hands.until_step(step)
        yield "hand-over-review"


def express(stage: Stage) -> Iterator[str]:
    """All on one page."""
    desk = stage.make_desk(lambda _uris: stage.reader)
    desk.settings.change({"window.form": Form.ONE_PAGE.value})
    with stage.open(desk) as hands:
        yield "express-waiting"
        stage.reader.present(OTHER)
        hands.until(lambda: hands.wizard.tap is not None)
        QTest.qWait(100)
        yield "express-empty"
        hands.type("x" * 33)
        hands.press(Qt.Key.Key_Return, modifier=CONTROL)
        yield "express-invalid"
        hands.press(Qt.Key.Key_A, modifier=CONTROL)
        hands.type("Bo")
        hands.press(Qt.Key.Key_F6)
        QTest.qWait(50)
        yield "express-filled"


def refused_change(stage: Stage) -> Iterator[str]:
    """The service says no to another PIN."""
    with stage.open() as hands:
        known(hands, stage.service)
        tap_known(hands, stage.reader)
        view(hands).overview.chosen.emit(Act.PIN)
        hands.until(lambda: hand(hands).act is Act.PIN and view(hands).form.isVisible())
        hands.type("4071")
        stage.service.training.faults.plan("*", Kind.STATUS, times=20, status=400)
        view(hands).forward()
        hands.until(lambda: view(hands).result.isVisible() and not hand(hands).under_way)
        yield "key-pin-refused"


PLACES = (outbox, history, known_card, handing_over, conflict, express, refused_change)
