"""Tells when nobody has touched the keyboard, the mouse, the screen or a reader for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

# A timer stands still while the computer sleeps: soon after it wakes it is looked again. A choice of ours.
_LOOK_S = 15.0


def awake_or_asleep() -> float:
    """Seconds since the computer was started, those in which it slept among them, where the system counts those."""
    # macOS has none of that name; there the monotonic one goes on in sleep, unlike on Linux, and unlike Python's own.
    clock: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if clock is None else time.clock_gettime(clock)


_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Watches the windows themselves, not the application, where every event of every object would come by.

    Signals: idle() once after that time; again after the next touch.
    """

    idle = Signal()

    def __init__(self, parent: QObject, uptime: Callable[[], float] = awake_or_asleep) -> None:
        super().__init__(parent)
        self._uptime = uptime
        self._after_s = 0.0
        self._touched = uptime()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def start(self, after_s: float) -> None:
        """Watch from now on; no longer where the time is 0."""
        if after_s == self._after_s:
            return
        watching, self._after_s = self._after_s > 0, after_s
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        if after_s and not watching:
            application.focusWindowChanged.connect(self._focus_moved)
            for window in QGuiApplication.allWindows():
                window.installEventFilter(self)
        elif watching and not after_s:
            application.focusWindowChanged.disconnect(self._focus_moved)
            for window in QGuiApplication.allWindows():
                window.removeEventFilter(self)
        self._timer.stop()
        if after_s:
            self.begin_anew()
            self._look()

    @Slot()
    def begin_anew(self) -> None:
        """Somebody is there, and may be."""
        self._touched = self._uptime()
        if self._after_s and not self._timer.isActive():
            self._wait(self._after_s)

    def touch(self) -> bool:
        """Somebody did something. True where that comes too late and no timer has told of it yet: it is told now."""
        late = self._after_s > 0 and self._timer.isActive() and self._left_s <= 0
        if late:
            self._look()
        else:
            self.begin_anew()
        return late

    def _look(self) -> None:
        left = self._left_s
        if left > 0:
            self._wait(left)
        else:
            self._timer.stop()
            self.idle.emit()

    @property
    def _left_s(self) -> float:
        return self._touched + self._after_s - self._uptime()

    def _wait(self, seconds: float) -> None:
        # A little longer, so that the time is over then.
        self._timer.start(int(min(seconds, _LOOK_S) * 1000) + 10)

    @Slot(QWindow)
    def _focus_moved(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt's entry point; takes nothing but a touch that comes too late."""
        return event.type() in _TOUCHES and self.touch()
