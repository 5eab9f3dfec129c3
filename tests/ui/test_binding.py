"""The Qt binding itself: faults in it ended the process, now and then."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

_CALLS = 2_000


@pytest.mark.usefixtures("qapp")
def test_calls_that_return_nothing_leave_nothing_as_it_was(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 took a reference from None at each such call, until none was left."""
    widget = QWidget()
    qtbot.addWidget(widget)
    canvas = QPixmap(8, 8)
    painter = QPainter(canvas)
    color = QColor("#123456")
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        painter.setPen(color)
        widget.update()
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < _CALLS / 10


# Whose child a screen is after a window was asked how large it would like to be, and where it was asked for its screen.
_WHOSE = """
import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from enroll_app.ui.window import MainWindow
application, window = QApplication([]), MainWindow(training=True)
screen = QGuiApplication.primaryScreen()
for ask in window.sizeHint, window.screen:
    ask()
    print([line.split()[1] for line in shiboken6.dump(screen).splitlines() if line.startswith("parent")])
"""


def test_a_window_does_not_take_the_screen_with_it() -> None:
    """PySide6 6.11 deletes the screen of a widget that was asked for it, where that widget is found as garbage."""
    told = subprocess.run([sys.executable, "-c", _WHOSE], capture_output=True, check=True, text=True)
    assert told.stdout.split() == ["[]", "['<MainWindow']"], told.stderr
