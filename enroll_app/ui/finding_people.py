"""Looks for known people behind the window, as somebody types."""

import logging
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from enroll_app.services.desk import Desk
from enroll_app.services.people import KnownPerson
from enroll_app.ui.threads import Background

# Nobody is asked for between two letters of a fast typist.
_PAUSE_MS = 150
_LOG = logging.getLogger(__name__)


class FindingPeople(QObject):
    """Signals: found() when `people` are those of the names asked for last."""

    found = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = Background(self, workers=1)
        self._names = ""
        self._ended = False
        self.people: tuple[KnownPerson, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._ask)

    def look_for(self, names: str) -> None:
        """Somebody typed this much of a name."""
        if names == self._names:
            return
        if not names.startswith(self._names):
            # Those found for another name are nobody's namesakes here.
            self.people = ()
        self._names = names
        if not self._ended:
            self._timer.start()

    def _ask(self) -> None:
        names = self._names

        def done(future: Future[tuple[KnownPerson, ...]]) -> None:
            failure = future.exception()
            if failure is not None:
                # A person is enrolled as well without; whether the records can be used is told when they are needed.
                _LOG.warning("people could not be looked for: %s", type(failure).__name__)
            elif names == self._names:
                self.people = future.result()
                self.found.emit()

        self._background.run(lambda: self._desk.records().people.find(names), done)

    def end(self) -> None:
        """Ask nothing any more."""
        self._ended = True
        self._timer.stop()
        self._background.cancel()

    def stop(self) -> None:
        """Wait for what `end` has left under way."""
        self._background.stop()
