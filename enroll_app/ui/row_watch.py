"""Looks at rows of the outbox now and then: another window or a command may send, settle or drop them."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from enroll_app.domain.operations import Operation
from enroll_app.services.desk import Desk
from enroll_app.services.station import Station
from enroll_app.ui.threads import Background

# A choice of ours: soon enough for somebody who waits with the card in hand.
_LOOK_MS = 1_000


def _row(station: Station, number: int) -> Operation | None:
    return station.outbox.operation(number)


class RowWatch(QObject):
    """Signals: seen(dict[int, Operation | None]), the rows by their numbers; None for those that are gone.

    wanted: the numbers that are of interest now; nothing is looked at where there are none. read: on a worker, what is
    to be told of a row.
    """

    seen = Signal(object)

    def __init__(
        self,
        desk: Desk,
        wanted: Callable[[], tuple[int, ...]],
        parent: QObject | None = None,
        read: Callable[[Station, int], Operation | None] = _row,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._desk = desk
        self._wanted = wanted
        self._looking = False
        self._background = Background(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def cancel(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._background.cancel()

    def stop(self) -> None:
        """Wait for the look that is under way."""
        self._background.stop()

    @Slot()
    def look(self) -> None:
        """Look now."""
        numbers = self._wanted()
        if self._looking or not numbers:
            return
        self._looking = True
        self._background.run(lambda: self._look_at(numbers), self._done)

    def _look_at(self, numbers: tuple[int, ...]) -> dict[int, Operation | None]:
        station = self._desk.records()
        return {number: self._read(station, number) for number in numbers}

    def _done(self, future: Future[dict[int, Operation | None]]) -> None:
        self._looking = False
        # Records that cannot be read now may be next time; whoever enrolls is told.
        if future.exception() is None:
            self.seen.emit(future.result())
