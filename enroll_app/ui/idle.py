"""Tells when nobody has touched the keyboard, the mouse, the screen or a reader for a while."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

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

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._after_s = 0.0
        self._touched = monotonic()
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
            self.touch()
            self._look()

    @Slot()
    def touch(self) -> None:
        """Somebody is there."""
        self._touched = monotonic()
        if self._after_s and not self._timer.isActive():
            self._wait(self._after_s)

    def _look(self) -> None:
        left = self._touched + self._after_s - monotonic()
        if left > 0:
            self._wait(left)
        else:
            self.idle.emit()

    def _wait(self, seconds: float) -> None:
        # A little longer, so that the time is over then.
        self._timer.start(int(seconds * 1000) + 10)

    @Slot(QWindow)
    def _focus_moved(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt's entry point; takes nothing."""
        if event.type() in _TOUCHES:
            self.touch()
        return False
