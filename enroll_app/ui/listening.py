"""The readers of a desk behind the window: what they saw, and how they are.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

import logging
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from drivers.keystrokes import Form
from drivers.reader import CardGone, CardUnreadable, NumberSeen, ReaderInfo, ReadersChanged
from drivers.reader import State as ReaderState
from enroll_app.domain.problems import Problem
from enroll_app.services.desk import Desk
from enroll_app.services.tapping import Read, understand_read
from enroll_app.services.typing_readers import UNNAMED, forms, split
from enroll_app.ui.failures import words_of
from enroll_app.ui.health import Condition, Health, starting
from enroll_app.ui.keyboard_reader import KeyboardReader
from enroll_app.ui.said import said
from enroll_app.ui.threads import Background, LoopThread

_LOG = logging.getLogger(__name__)
# A reader that is opened anew is let go of within half a second; after so long it is said to be awaited, milliseconds.
_SLOW_MS = 2_000


class Listening(QObject):
    """Keeps every reader's loop going.

    Signals: took(Read) for every card; changed() when a reader came, went or is otherwise; failed(str) when it could
    not be looked up how the readers that type write their numbers.
    readers: those that are listened to, as they are now.
    """

    took = Signal(object)
    changed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.readers: tuple[ReaderInfo, ...] = ()
        # None: nothing was heard of them yet; an error: the loop has ended with it.
        self._heard: bool | Exception | None = None
        self._background = Background(self)
        self._loop: LoopThread | None = None
        self._reopening = False
        self._keyboard: KeyboardReader | None = None
        self._split = split(desk.readers)
        # Any number, until the profiles have been read.
        self._forms: tuple[Form, ...] = (UNNAMED,)

    def start(self) -> None:
        """Begin to listen."""
        self._listen()
        if self._split.watched:
            self._keyboard = KeyboardReader(lambda: self._forms, self)
            self._keyboard.came.connect(self._typed)
            self._keyboard.start()
            self._refresh_forms()

    def end(self) -> None:
        """Listen no more."""
        if self._keyboard:
            self._keyboard.stop()
        self._reopening = False
        if self._loop:
            self._loop.end()
        self._background.cancel()

    def stop(self) -> None:
        """Wait for what `end` has left under way."""
        if self._loop:
            self._loop.stop()
        self._background.stop()

    def profiles_changed(self) -> None:
        """A reader has another profile from now on: what is listened for changes with it."""
        if self._split.watched:
            self._refresh_forms()
        if self._split.unformed and not self._reopening:
            # Such a line was opened with what its profile said of its speed and its digits.
            self._reopening = True
            self._end_listening()
            QTimer.singleShot(_SLOW_MS, self, self._tell_slow)

    def _listen(self) -> None:
        others = self._split.others
        self._loop = LoopThread(lambda stop: self._desk.listen(others, stop, forgiving=True), self)
        self._loop.came.connect(self._came)
        self._loop.failed.connect(self._loop_failed)
        self._loop.start()

    def _end_listening(self) -> None:
        assert self._loop is not None
        self._loop.finished.connect(self._listen_again)
        if self._loop.is_finished():
            self._listen_again()
        else:
            self._loop.end()

    @Slot()
    def _tell_slow(self) -> None:
        """A driver that does not let go: until it does no card is heard, which is told."""
        if self._reopening:
            self.readers, self._heard = self._split.infos, None
            self.changed.emit()

    @Slot()
    def _listen_again(self) -> None:
        if not self._reopening or self._loop is None:
            return
        self._reopening = False
        # It said itself that it has finished, so that this waits for nothing.
        self._loop.stop()
        self._loop.deleteLater()
        self._listen()

    # -- readers that type --------------------------------------------------------------------------------------

    def _refresh_forms(self) -> None:
        """Look up how keyboard readers write their numbers, which changes with the profiles that are chosen."""
        typing = self._split.typing

        def done(future: Future[tuple[Form, ...]]) -> None:
            failure = future.exception()
            if failure is None:
                self._forms = future.result()
            else:
                self.failed.emit(words_of(failure))

        self._background.run(lambda: forms(typing, self._desk.profiles), done)

    @Slot(object)
    def _typed(self, seen: NumberSeen | CardUnreadable) -> None:
        if isinstance(seen, CardUnreadable):
            self._came(seen)
        else:
            # The profiles were read with the forms: this asks no disk.
            self.took.emit(understand_read(seen, self._desk.profiles.for_event))

    # -- the loop -----------------------------------------------------------------------------------------------

    @Slot(object)
    def _came(self, event: object) -> None:
        if isinstance(event, Read):
            self.took.emit(event)
        elif isinstance(event, CardUnreadable):
            facts = {"problem": event.problem, "remedy": event.remedy}
            self.took.emit(Read(event.reader, "", problem=Problem("card-unreadable", "{problem}", "{remedy}", facts)))
        elif isinstance(event, ReadersChanged):
            self.readers = (*event.readers, *self._split.infos)
            self._heard = True
            self.changed.emit()
        else:
            assert isinstance(event, CardGone)

    @property
    def health(self) -> Health:
        """How the readers are, in words."""
        if self._heard is None:
            return starting()[0]
        if isinstance(self._heard, Exception):
            return Health(Condition.ILL, self.tr("The reader cannot be used"), said(str(self._heard)))
        ready = [said(info.name) for info in self.readers if info.state is ReaderState.READY]
        hints = " ".join(said(hint) for hint in dict.fromkeys(info.hint for info in self.readers) if hint)
        waiting = [said(info.name) for info in self.readers if info.state is not ReaderState.READY]
        if ready and waiting:
            words = self.tr("{ready}; not ready: {waiting}").format(ready=", ".join(ready), waiting=", ".join(waiting))
            return Health(Condition.ILL, words, hints)
        if ready:
            return Health(Condition.WELL, ", ".join(ready), hints)
        words = self.tr("No reader is ready")
        return Health(
            Condition.ILL, words, hints or self.tr("Attach a card reader; it is found by itself within seconds.")
        )

    @Slot(object)
    def _loop_failed(self, error: Exception) -> None:
        _LOG.error("the reader's loop ended: %s", type(error).__name__)
        self.readers = ()
        self._heard = error
        self.changed.emit()
