"""The program around the window: a desk that cannot be opened, and two windows on one home."""

import os
from concurrent.futures import Future
from pathlib import Path
from threading import Timer

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from enroll_app.only_window import BESIDE, hold
from enroll_app.services.desk import Desk
from enroll_app.ui import single_instance
from enroll_app.ui.application import Program
from enroll_app.ui.single_instance import Alone, raise_other
from enroll_app.ui.window import MainWindow
from tests.ui.hands import Hands


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(training=False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_desk_that_cannot_be_opened_is_told_and_written_down(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENROLL_APP_HOME", str(tmp_path))
    made: list[Desk] = []
    program = Program(window, lambda _: made[0], None, training=False, exit_when_ready=False)
    future: Future[Desk] = Future()
    future.set_exception(OSError(28, "No space left on device"))
    program._begin(future)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert "No space left on device" in box.text()
    assert "No space left on device" in "".join(path.read_text() for path in tmp_path.rglob("*.log*"))


def test_a_kiosk_is_not_closed_before_the_window_knows_a_password(qtbot: QtBot) -> None:
    window = MainWindow(training=False, kiosk=True)
    qtbot.addWidget(window)
    window.showFullScreen()
    window.close()
    assert window.isVisible()


def test_a_window_that_was_taken_for_a_kiosk_is_an_ordinary_one_again(hands: Hands) -> None:
    window = MainWindow(training=False, kiosk=True)
    window.showFullScreen()
    window.attach(hands.session)
    hands.until(lambda: not window.isFullScreen())
    window.close()
    assert not window.isVisible()


def test_a_start_while_the_window_of_before_is_still_closing_becomes_the_one_window(tmp_path: Path) -> None:
    closing = hold(tmp_path)
    assert closing is not None
    assert hold(tmp_path) is None
    Timer(0.3, os.close, (closing,)).start()
    held = raise_other(tmp_path)
    assert held not in (None, BESIDE)
    assert hold(tmp_path) is None
    os.close(held or 0)


def test_a_second_window_takes_over_when_the_one_that_hung_is_gone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_TAKE_OVER_MS", 20)
    hanging = hold(tmp_path)
    assert hanging is not None
    alone = Alone(tmp_path, window, alone=False)
    assert alone.door is None
    os.close(hanging)
    qtbot.waitUntil(lambda: alone.door is not None)
    assert hold(tmp_path) is None
