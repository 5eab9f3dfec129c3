"""When a list that is in sight is looked at anew: now and then, and soon after something may have changed."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot


class Glances(QObject):
    """Signals: due() when it is time to look.

    often_ms: how often without a reason, for another window or a command may have changed something. soon_ms: how long
    after one, as the session speaks several times a second while an outbox drains.
    """

    due = Signal()

    def __init__(self, often_ms: int, soon_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._often, self._soon = QTimer(self), QTimer(self)
        self._often.setInterval(often_ms)
        self._often.timeout.connect(self.due)
        self._soon.setSingleShot(True)
        self._soon.setInterval(soon_ms)
        self._soon.timeout.connect(self.due)

    def start(self) -> None:
        """Look now, and from now on."""
        self._often.start()
        self.due.emit()

    def rest(self) -> None:
        """Cost nothing while nobody looks."""
        self._often.stop()
        self._soon.stop()

    @Slot()
    def soon(self) -> None:
        """Something may have changed."""
        if self._often.isActive() and not self._soon.isActive():
            self._soon.start()
