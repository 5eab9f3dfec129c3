"""Leaves the program in order when the system wants it to end."""

import signal

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

# How often signals are looked at, in milliseconds.
_LOOK_MS = 300


def quit_on_signals(owner: QObject) -> None:
    """Ctrl-C and the system's request to end close the program in order, with its threads and its files."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _frame: QApplication.exit(128 + got))
    # Python looks at signals between its own steps only; Qt's loop is one long step without this.
    timer = QTimer(owner)
    timer.timeout.connect(lambda: None)
    timer.start(_LOOK_MS)
