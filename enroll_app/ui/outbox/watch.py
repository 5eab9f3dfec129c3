"""Looks how the outbox stands while its place is in sight: when the session says so, and now and then besides."""

from array import array
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal, Slot

from enroll_app.domain.operations import Group
from enroll_app.services.desk import Desk
from enroll_app.ui.failures import words_of
from enroll_app.ui.lists.changes import Change, change
from enroll_app.ui.lists.glances import Glances
from enroll_app.ui.outbox.rows import Listing
from enroll_app.ui.threads import Background

# Another window or a command may send, settle or drop rows. Seeing 50,000 of them takes some 30 ms of another thread.
_LOOK_MS, _SOON_MS = 2_000, 300


class OutboxWatch(QObject):
    """Signals: seen(Listing, Change) with the list as it is now, and what makes the shown one of it; failed(str)."""

    seen = Signal(object, object)
    failed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        background: Background,
        shown: "Callable[[], tuple[array[int], Group | None]]",
        parent: QObject | None = None,
    ) -> None:
        """shown: the numbers that are in the table now, and the group that is wanted there."""
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._shown = shown
        self._looking = self._once_more = False
        self._asked = shown()
        self.glances = Glances(_LOOK_MS, _SOON_MS, self)
        self.glances.due.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Look now."""
        if self._looking:
            self._once_more = True
            return
        self._looking = True
        numbers, group = self._asked = self._shown()
        self._background.run(lambda: self._see(numbers, group), self._done)

    def _see(self, numbers: "array[int]", group: Group | None) -> tuple[Listing, Change]:
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
            self.glances.soon()
