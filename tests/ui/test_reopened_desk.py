"""A desk that is opened anew asks as closing does."""

import gc
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from weakref import ref

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.pin import random_pin
from enroll_app.services.desk import Desk
from enroll_app.services.key_acts import Act
from enroll_app.services.steps import Step
from enroll_app.store.drafts import DraftFile
from enroll_app.training.faults import Kind
from enroll_app.training.server import TrainingServer
from enroll_app.ui.application import Program
from enroll_app.ui.closing import Closing
from enroll_app.ui.session import Session
from enroll_app.ui.window import MainWindow
from tests.ui.hands import Hands
from tests.ui.key_bench import EM, at_service, begin, hand, known, tap_known, view
from tests.ui.test_wizard_window import ADD


@pytest.fixture
def program(
    qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """The program with its window on a desk that keeps drafts."""
    drafts = DraftFile(tmp_path_factory.mktemp("home"))
    window = MainWindow(training=False)
    qtbot.addWidget(window)
    window.show()

    def make(_training: bool = False) -> Desk:
        return replace(make_desk(lambda _uris: virtual), drafts=drafts)

    made = Program(window, make, None, training=False, exit_when_ready=False)
    window.reopening.connect(made._reopen_soon)
    made._open(make())
    yield made
    window.content.stop()
    made.stop()


def question(qtbot: QtBot) -> QMessageBox:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox), timeout=8_000)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    return box


def enrolled_with_a_drawn_pin(qtbot: QtBot, program: Program, virtual: VirtualReader) -> Session:
    session = program._session
    assert session is not None
    qtbot.waitUntil(lambda: bool(session.wizard.levels), timeout=8_000)
    virtual.present(EM)
    qtbot.waitUntil(lambda: session.wizard.step is Step.PERSON, timeout=8_000)
    session.wizard.draft = replace(session.wizard.draft, first_name="Anna", last_name="Berg")
    session.wizard.choose_pin(random_pin(secrets.randbelow))
    view = program._window.view
    qtbot.waitUntil(lambda: not session.wizard.looking, timeout=8_000)
    for _ in range(4):
        view.forward()
    qtbot.waitUntil(lambda: session.wizard.outcome is not None, timeout=8_000)
    return session


def test_a_drawn_pin_that_nobody_has_seen_is_not_lost_to_a_reopening_without_a_word(
    qtbot: QtBot, program: Program, virtual: VirtualReader
) -> None:
    session = enrolled_with_a_drawn_pin(qtbot, program, virtual)
    assert session.wizard.pin_owed
    session.reopening.emit(False)
    box = question(qtbot)
    assert "The PIN that was drawn has not been looked at" in box.informativeText()
    box.reject()
    assert program._session is session
    session.wizard.pin_seen = True
    session.reopening.emit(False)
    qtbot.waitUntil(lambda: program._session not in (None, session), timeout=8_000)
    again = program._session
    assert again is not None
    qtbot.waitUntil(lambda: bool(again.wizard.levels), timeout=8_000)


def test_a_desk_of_before_is_forgotten_with_all_that_was_typed(
    qtbot: QtBot, program: Program, virtual: VirtualReader
) -> None:
    """A question that outlives its answer would keep all of it, PIN, API key and open files, as long as the window."""
    session = enrolled_with_a_drawn_pin(qtbot, program, virtual)
    program._window.close()
    question(qtbot).reject()
    session.wizard.pin_seen = True
    session.reopening.emit(False)
    wizard = ref(session.wizard)
    del session

    def forgotten() -> bool:
        gc.collect()
        return wizard() is None

    qtbot.waitUntil(forgotten, timeout=8_000)


def test_what_comes_to_light_while_the_new_desk_is_made_is_asked_about(
    qtbot: QtBot, program: Program, virtual: VirtualReader
) -> None:
    session = enrolled_with_a_drawn_pin(qtbot, program, virtual)
    session.wizard.pin_seen = True
    program.reopen()
    session.wizard.pin_seen = False
    question(qtbot).reject()
    assert program._session is session


def test_a_pin_on_its_way_to_a_key_is_asked_about_before_the_window_goes(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    begin(hands, Act.PIN)
    pin = random_pin(secrets.randbelow)
    hand(hands).draft = replace(hand(hands).draft, pin=pin)
    service.training.faults.plan(ADD, Kind.DELAY, seconds=1)
    view(hands).forward()
    hands.until(lambda: hand(hands).under_way)
    closing = Closing(hands.session)
    assert closing.loses
    assert closing.to_be_asked
    assert "is on its way" in closing.words()[1]
    hands.until(lambda: hand(hands).outcome is not None)
    assert closing.loses
    key = at_service(service)
    assert key is not None
    assert key.pin == pin.digits
