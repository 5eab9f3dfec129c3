"""The gallery's stories of the window's other places: the outbox, the history, the settings, a key, a locked desk."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.preferences import Form
from enroll_app.services.key_acts import Act
from enroll_app.services.password import make
from enroll_app.services.steps import Step
from enroll_app.store.outbox import SqlOutbox
from enroll_app.training.faults import Kind
from enroll_app.ui.navigation import Place, in_rail
from enroll_app.ui.setup.view import SetupView
from tests.gallery.stage import ADD, CONTROL, EM, OTHER, Stage
from tests.ui.conftest import NOW
from tests.ui.key_bench import hand, known, tap_known, view
from tests.ui.test_history_place import write
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
        QTest.qWait(200)
        yield "outbox-filled"
        hands.press(Qt.Key.Key_Tab, Qt.Key.Key_Home)
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
        go_to(stage, Place.ENROLL)
        go_to(stage, Place.HISTORY)
        QTest.qWait(300)
        yield "history-filled"
        hands.type("zzyzx")
        hands.enter()
        QTest.qWait(300)
        yield "history-none-found"


def settings(stage: Stage) -> Iterator[str]:
    """Every part of the settings."""
    with stage.open() as hands:
        go_to(stage, Place.SETTINGS)
        hands.until(lambda: isinstance(hands.focus, QListWidget))
        parts = hands.focus
        assert isinstance(parts, QListWidget)
        for at in range(parts.count()):
            parts.setCurrentRow(at)
            QTest.qWait(50)
            yield f"settings-{at + 1}"


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


def locked(stage: Stage) -> Iterator[str]:
    """A desk that nobody sits at, and the keys that there are."""
    desk = stage.make_desk(lambda _uris: stage.reader)
    desk.settings.change({"window.password": make("four quiet cards")})
    with stage.open(desk) as hands:
        stage.reader.present(EM)
        hands.until_step(Step.PERSON)
        hands.press(Qt.Key.Key_L, modifier=CONTROL)
        hands.until(lambda: hands.window.keeper.page is not None)
        yield "locked"
        hands.type("wrong")
        hands.enter()
        QTest.qWait(300)
        yield "locked-wrong-password"
        hands.window.keeper.stop()


def help_sheet(stage: Stage) -> Iterator[str]:
    """The keys that there are."""
    with stage.open() as hands:
        hands.press(Qt.Key.Key_F1)
        QTest.qWait(50)
        yield "help"


def first_start(stage: Stage) -> Iterator[str]:
    """A computer on which nothing is set up."""
    from enroll_app.composition import make_desk

    desk = replace(stage.make_desk(lambda _uris: stage.reader), connecting=make_desk(("virtual:",)).connecting)
    with stage.open(desk) as hands:
        assert desk.connecting is not None
        shown = SetupView(hands.session, desk.connecting, hands.window)
        shown.setGeometry(hands.window.rect())
        hands.window.content.hide()
        column = hands.window.layout()
        assert column is not None
        column.addWidget(shown)
        shown.show()
        QTest.qWait(50)
        yield "first-start"
        shown.forward()
        yield "first-start-connect"
        shown.forward()
        QTest.qWait(100)
        yield "first-start-connect-not-yet"
        shown.stop()
        shown.hide()
        hands.window.content.show()


PLACES = (outbox, history, settings, known_card, handing_over, conflict, express, locked, help_sheet, first_start)
