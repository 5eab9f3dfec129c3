"""Keeps the enrollment that was begun on disk, behind the window, and offers what an earlier run has left."""

import logging
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.memory import KeptDraft
from enroll_app.services.desk import Desk
from enroll_app.services.drafts import Drafts
from enroll_app.services.wizard import Wizard
from enroll_app.ui.failures import problem_of
from enroll_app.ui.threads import Background

# A crash loses what was typed in so many milliseconds at the most.
_WRITE_MS = 400
_LOG = logging.getLogger(__name__)


class Drafting(QObject):
    """Signals: changed() when there is something to be offered, or not any more.

    resumed() when it is gone on with; told(Problem) for what a person is to be told of that.
    """

    changed = Signal()
    resumed = Signal()
    told = Signal(object)

    def __init__(self, desk: Desk, wizard: Wizard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts = Drafts(wizard)
        # One worker: what was asked for last is what stands at the end.
        self._background = Background(self, workers=1)
        self._looking = Background(self, workers=1)
        self._written: KeptDraft | None = None
        self._loaded = self._failed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WRITE_MS)
        self._timer.timeout.connect(self._write)

    @property
    def keeps(self) -> bool:
        """Whether a window that is closed leaves what was typed to the next one; not where that failed last."""
        return self._desk.drafts is not None and not self._failed

    @property
    def offer(self) -> KeptDraft | None:
        """What an earlier run left, while nobody has said what becomes of it, and nothing else is in hand."""
        return self._drafts.offer if self._drafts.may_resume else None

    def start(self) -> None:
        """Look for what an earlier run left."""
        store = self._desk.drafts
        if store is not None:
            self._background.run(store.load, self._found)

    def _found(self, future: Future[KeptDraft | None]) -> None:
        self._loaded = True
        failure = future.exception()
        if failure is not None:
            _LOG.warning("an unfinished enrollment could not be looked for: %s", type(failure).__name__)
        else:
            self._written = self._drafts.offer = future.result()
            if self.offer:
                self.changed.emit()
        self.look()

    @Slot()
    def look(self) -> None:
        """Something was typed, tapped or sent: what is on disk will follow in a moment."""
        if self._loaded and not self._timer.isActive():
            self._timer.start()

    def resume(self) -> None:
        """Go on with what is offered; of a card that was to change hands, once it is known whose it is now."""
        kept = self.offer
        if kept is None:
            return
        handed_over = kept.handed_over
        if handed_over is None:
            self._go_on(kept, None)
            return

        def done(future: Future[KnownKey | None]) -> None:
            failure = future.exception()
            if failure is None:
                self._go_on(kept, future.result())
            else:
                # It is offered on.
                self.told.emit(problem_of(failure))

        self._looking.run(lambda: self._desk.records().keys.known_id(handed_over), done)

    def _go_on(self, kept: KeptDraft, key: KnownKey | None) -> None:
        if kept is not self.offer:
            # Somebody has begun something else meanwhile.
            return
        problem = self._drafts.resume(key)
        self.look()
        self.resumed.emit()
        self.changed.emit()
        if problem is not None:
            self.told.emit(problem)

    def discard(self) -> None:
        """What is offered is not wanted any more."""
        self._drafts.discard()
        self.look()
        self.changed.emit()

    def _write(self) -> None:
        store, wanted = self._desk.drafts, self._drafts.wanted(self._desk.now())
        if store is None or wanted == self._written:
            return

        def done(future: Future[None]) -> None:
            failure = future.exception()
            if failure is None:
                self._written, self._failed = wanted, False
            elif not self._failed:
                # The enrollment itself goes on, and every change of it tries again; closing says that it is lost.
                self._failed = True
                _LOG.warning("an unfinished enrollment could not be kept: %s", type(failure).__name__)

        if wanted is None:
            self._background.run(store.forget, done)
        else:
            self._background.run(lambda: store.keep(wanted), done)

    def stop(self) -> None:
        """Write how it stands, and wait for it; the window is closing."""
        self._timer.stop()
        self._looking.cancel()
        if self._loaded:
            self._write()
        # What is told of the end of everything else is nothing to be kept.
        self._loaded = False
        self._background.finish()
