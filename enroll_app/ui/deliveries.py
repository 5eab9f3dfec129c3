"""The loop that sends what waits in the outbox, for as long as the window is open."""

import logging
from collections.abc import Iterator
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from enroll_app.services.delivery import Delivered, Delivery, Standing
from enroll_app.services.desk import Desk
from enroll_app.ui.failures import EXPECTED
from enroll_app.ui.threads import LoopThread

_LOG = logging.getLogger(__name__)
# After this long the loop is begun anew where the records could not be used: a disk may have room again.
_AGAIN_MS = 10_000


class Deliveries(QObject):
    """Signals: delivered(Outcome) after every attempt; stands(Standing) when the outbox stands otherwise."""

    delivered = Signal(object)
    stands = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._thread: LoopThread | None = None
        self._delivery: Delivery | None = None
        self._stopped = False
        self._failure = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.start)

    @Slot()
    def start(self) -> None:
        """Begin to send what waits."""
        self._again.stop()
        if self._stopped:
            return
        if self._thread is not None:
            # It said itself that it failed; it ends at once.
            self._thread.stop()
            self._thread.deleteLater()
        self._thread = LoopThread(self._loop, self)
        self._thread.came.connect(self._came)
        self._thread.failed.connect(self._ended)
        self._thread.start()

    def end(self) -> None:
        """Ask the loop to end, and do not wait."""
        self._stopped = True
        self._again.stop()
        if self._thread is not None:
            self._thread.end()

    def stop(self) -> None:
        """End the loop, and wait for it: its calls are cut off by then."""
        self.end()
        if self._thread is not None:
            self._thread.stop()

    def try_now(self) -> None:
        """Somebody mended what held the outbox up, or believes so."""
        if self._again.isActive():
            self.start()
        elif self._delivery is not None:
            self._delivery.try_now()

    def nudge(self) -> None:
        """Something was saved or sent elsewhere in the window: look how the outbox stands now."""
        if self._delivery is not None:
            self._delivery.nudge()

    def _loop(self, stop: Event) -> Iterator[Delivered | Standing]:
        # Made on this thread: it opens the records and loads the HTTP client.
        self._delivery = self._desk.station().delivery
        yield from self._delivery.run(stop)

    @Slot(object)
    def _came(self, event: object) -> None:
        self._failure = ""
        if isinstance(event, Delivered):
            self.delivered.emit(event.outcome)
        else:
            assert isinstance(event, Standing)
            self.stands.emit(event)

    @Slot(object)
    def _ended(self, error: Exception) -> None:
        if not isinstance(error, EXPECTED):
            _LOG.error("the outbox's loop ended: %s", type(error).__name__, exc_info=error)
        elif str(error) != self._failure:
            # Told by whoever asks for the levels or enrolls; here it is only tried again.
            _LOG.warning("the outbox cannot be worked on: %s", type(error).__name__)
        self._failure = str(error)
        if not self._stopped:
            self._again.start()
