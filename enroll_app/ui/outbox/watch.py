"""Looks how the outbox stands while its place is in sight: when the session says so, and now and then besides."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from enroll_app.domain.operations import Group
from enroll_app.services.desk import Desk
from enroll_app.ui.failures import words_of
from enroll_app.ui.outbox.rows import Change, Listing, change
from enroll_app.ui.threads import Background

# Another window or a command may send, settle or drop rows. Seeing 50,000 of them takes some 30 ms of another thread.
_LOOK_MS = 2_000
# While rows are delivered by the hundred the session speaks four times a second.
_SOON_MS = 300


class OutboxWatch(QObject):
    """Signals: seen(Listing, Change) with the list as it is now, and what makes the shown one of it; failed(str)."""

    seen = Signal(object, object)
    failed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        background: Background,
        shown: Callable[[], tuple[tuple[int, ...], Group | None]],
        parent: QObject | None = None,
    ) -> None:
        """shown: the numbers that are in the table now, and the group that is wanted there."""
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._shown = shown
        self._looking = self._once_more = False
        self._asked = shown()
        self._now_and_then, self._soon = QTimer(self), QTimer(self)
        self._now_and_then.setInterval(_LOOK_MS)
        self._now_and_then.timeout.connect(self.look)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._now_and_then.start()
        self.look()

    def rest(self) -> None:
        """Cost nothing while nobody looks."""
        self._now_and_then.stop()
        self._soon.stop()

    @Slot()
    def look_soon(self) -> None:
        """Something may have changed."""
        if self._now_and_then.isActive() and not self._soon.isActive():
            self._soon.start()

    @Slot()
    def look(self) -> None:
        """Look now."""
        if self._looking:
            self._once_more = True
            return
        self._looking = True
        numbers, group = self._asked = self._shown()
        self._background.run(lambda: self._see(numbers, group), self._done)

    def _see(self, numbers: tuple[int, ...], group: Group | None) -> tuple[Listing, Change]:
        listing = Listing(self._desk.records().outbox.listing())
        return listing, change(numbers, listing.numbers(group))

    def _done(self, future: "Future[tuple[Listing, Change]]") -> None:
        self._looking = False
        once_more, self._once_more = self._once_more, False
        if self._asked != self._shown():
            # This answers a question of before: another group is wanted by now.
            self.look()
            return
        failure = future.exception()
        if failure is not None:
            self.failed.emit(words_of(failure))
        else:
            self.seen.emit(*future.result())
        if once_more:
            self.look_soon()
