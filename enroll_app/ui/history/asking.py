"""What the history is asked behind the window: what was done, what matches, and what is known of one deed."""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from enroll_app.domain.history import Entry, Query
from enroll_app.services.desk import Desk
from enroll_app.services.history_deeds import Deeds
from enroll_app.ui.lists.changes import Change, change
from enroll_app.ui.lists.glances import Glances
from enroll_app.ui.threads import Background

# Another window or a command may have done something. While an outbox drains, the session speaks four times a second.
_LOOK_MS, _SOON_MS = 3_000, 1_000
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
    """What a search came to by now, and what makes the shown list of it. anew: it is the first of a search's."""

    query: Query
    deeds: Deeds
    change: Change
    anew: bool


class Asking(QObject):
    """Signals: found(Found), course(tuple[Entry, ...]), key(object) and failed(Exception).

    course: every entry of the deed that was asked for, the oldest first. key: the known key that was asked for, None
    for none.
    """

    found = Signal(object)
    course = Signal(object)
    key = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = Background(self)
        # One after the other, for each goes on from where the one before ended.
        self._gathering = Background(self, workers=1)
        self._searched = 0
        self._query = Query()
        self._known: Deeds | None = None
        self._looking = False
        self.glances = Glances(_LOOK_MS, _SOON_MS, self)
        self.glances.due.connect(self.look)

    def cancel(self) -> None:
        """Begin nothing new."""
        self.glances.rest()
        self._searched += 1
        self._background.cancel()
        self._gathering.cancel()

    def search(self, query: Query) -> None:
        """Look for these from now on; of several searches only the last is answered."""
        self._searched += 1
        self._query, self._known, self._looking = query, None, False
        self.look()

    @Slot()
    def look(self) -> None:
        """Look now what there is, or what is new."""
        if self._looking:
            return
        self._looking = True
        asked, query, known = self._searched, self._query, self._known

        def done(future: Future[None]) -> None:
            if asked != self._searched:
                return
            self._looking = False
            failure = future.exception()
            if failure is not None:
                self.failed.emit(failure)

        if known is None:
            self._gathering.run(lambda: self._gather(asked, query), done)
        else:
            self._gathering.run(lambda: self._catch_up(asked, query, known), done)

    def _gather(self, asked: int, query: Query) -> None:
        """On a worker: look through everything, and tell of it by and by."""
        breath, before = Breath(), None

        def breathe() -> bool:
            breath()
            return asked != self._searched

        for deeds in self._desk.records().history.deeds(query, breathe):
            told = Change(deeds.seqs, whole=True) if before is None else change(before.seqs, deeds.seqs)
            self._tell(asked, Found(query, deeds, told, anew=before is None))
            before = deeds

    def _catch_up(self, asked: int, query: Query, known: Deeds) -> None:
        deeds = self._desk.records().history.deeds_since(query, known)
        if deeds is not known:
            self._tell(asked, Found(query, deeds, change(known.seqs, deeds.seqs), anew=False))

    def _tell(self, asked: int, found: Found) -> None:
        def act() -> None:
            if asked == self._searched:
                self._known = found.deeds if found.deeds.whole else None
                self.found.emit(found)

        self._gathering.tell(act)

    def find_course(self, entry: Entry) -> None:
        """Every entry of the deed that this one is of."""

        def done(future: Future[Sequence[Entry]]) -> None:
            # Where it cannot be had, the entry itself is in sight all the same.
            if future.exception() is None:
                self.course.emit(tuple(future.result()))

        self._background.run(lambda: self._desk.records().history.course(entry), done)

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
