"""The Qt binding itself: a fault in it ended the process after half a minute of drawing."""

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
