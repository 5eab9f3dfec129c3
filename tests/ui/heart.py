"""Tells whether the window's thread was ever held up."""

from time import monotonic

from PySide6.QtCore import Qt, QTimer


class Heart:
    """Beats in the window's thread. worst: the longest time between two beats, in seconds. last: when it beat."""

    def __init__(self) -> None:
        self.worst, self.last = 0.0, monotonic()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(2)

    def _beat(self) -> None:
        now = monotonic()
        self.worst, self.last = max(self.worst, now - self.last), now
