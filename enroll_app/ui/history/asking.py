"""What the history is asked behind the window: what there is, what matches, a file of it, and whether it is whole."""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from enroll_app.domain.history import Entry, Query, Verdict
from enroll_app.services.desk import Desk
from enroll_app.ui.history.model import PAGE
from enroll_app.ui.threads import Background

# Another window or a command may have done something.
_LOOK_MS = 3_000
# While an outbox drains, the session speaks four times a second.
_SOON_MS = 1_000
# So long a worker computes at a stretch, in seconds.
_WORK_S = 0.002


class Breath:
    """Lets a worker rest for as long as it has worked, so that the window's thread always gets its turn in between.

    Two threads that both compute wait for each other in Python; one that never rests would be felt while scrolling.
    """

    def __init__(self) -> None:
        self._since = time.monotonic()

    def __call__(self) -> None:
        """Rest, where something was worked since the last time."""
        worked = time.monotonic() - self._since
        if worked >= _WORK_S:
            time.sleep(worked)
            self._since = time.monotonic()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: the latest that match, and how many there are."""

    query: Query
    entries: Sequence[Entry]
    count: int


class Asking(QObject):
    """Signals: bounds(int, int), found(Found), written(int, str), verified(Verdict), key(object) and failed(Exception).

    bounds: the first and the last entry there are. written: how many entries into which file. key: the known key that
    was asked for, None for none.
    """

    bounds = Signal(int, int)
    found = Signal(object)
    written = Signal(int, str)
    verified = Signal(object)
    failed = Signal(object)
    key = Signal(object)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        # These take as long as the history is long, and keep no search waiting.
        self._long = Background(self)
        self._looking = False
        self._searched = 0
        self._now_and_then, self._soon = QTimer(self), QTimer(self)
        self._now_and_then.setInterval(_LOOK_MS)
        self._now_and_then.timeout.connect(self.look)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on what there is."""
        self._now_and_then.start()
        self.look()

    def rest(self) -> None:
        """Cost nothing while nobody looks."""
        self._now_and_then.stop()
        self._soon.stop()

    def cancel(self) -> None:
        """Begin nothing new."""
        self.rest()
        self._long.cancel()

    @Slot()
    def look_soon(self) -> None:
        """Something may have been written."""
        if self._now_and_then.isActive() and not self._soon.isActive():
            self._soon.start()

    @Slot()
    def look(self) -> None:
        """Look now what there is."""
        if self._looking:
            return
        self._looking = True

        def done(future: Future[tuple[int, int]]) -> None:
            self._looking = False
            failure = future.exception()
            if failure is None:
                self.bounds.emit(*future.result())
            else:
                self.failed.emit(failure)

        self._background.run(lambda: self._desk.records().history.bounds(), done)

    def search(self, query: Query) -> None:
        """Look for these; of several searches only the last is answered."""
        self._searched += 1
        asked = self._searched

        def seek() -> Found:
            book = self._desk.records().history
            return Found(query, book.search(query, PAGE), book.count(query))

        def done(future: Future[Found]) -> None:
            if asked != self._searched:
                return
            failure = future.exception()
            if failure is None:
                self.found.emit(future.result())
            else:
                self.failed.emit(failure)

        self._background.run(seek, done)

    def forget_search(self) -> None:
        """No search is waited for any more."""
        self._searched += 1

    def export(self, path: str, query: Query) -> None:
        """Write all that match into a new file."""

        def done(future: Future[int]) -> None:
            failure = future.exception()
            if failure is None:
                self.written.emit(future.result(), path)
            else:
                self.failed.emit(failure)

        self._long.run(lambda: self._desk.records().history.export(Path(path), query, Breath()), done)

    def verify(self) -> None:
        """Check every entry, and what searches rely on."""

        def done(future: Future[Verdict]) -> None:
            failure = future.exception()
            if failure is None:
                self.verified.emit(future.result())
            else:
                self.failed.emit(failure)

        self._long.run(lambda: self._desk.records().history.verify(Breath()), done)

    def find_key(self, entry: Entry) -> None:
        """What this station knows of the key that an entry is about."""
        what = entry.happening

        def find() -> object:
            keys = self._desk.records().keys
            found = keys.known_id(what.key_id) if what.key_id else None
            return found or (keys.known(what.identification) if what.identification and not what.key_id else None)

        def done(future: Future[object]) -> None:
            failure = future.exception()
            if failure is None:
                self.key.emit(future.result())
            else:
                self.failed.emit(failure)

        self._background.run(find, done)
