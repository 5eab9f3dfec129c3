"""What goes on behind the wizard: the reader's loop, the calls to the service, and what they do to the wizard.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from drivers.keystrokes import Form
from drivers.reader import CardGone, CardUnreadable, NumberSeen, ReaderInfo, ReadersChanged
from drivers.reader import State as ReaderState
from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.enrollment import KeyStatus, Outcome, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import ServiceError
from enroll_app.services.desk import Desk
from enroll_app.services.enroll import Enroller
from enroll_app.services.tapping import Read, understand_read
from enroll_app.services.typing_readers import UNNAMED, forms, split
from enroll_app.services.wizard import Tapped, Wizard
from enroll_app.ui.health import Condition, Health, starting
from enroll_app.ui.keyboard_reader import KeyboardReader
from enroll_app.ui.threads import Background, LoopThread

# How long a key's way to the doors is watched, in seconds; the vendor names no bound.
_FOLLOW_S = 600.0
_LOG = logging.getLogger(__name__)
# What a call behind the window may fail with and be told in its own words; the rest is an error of ours.
_EXPECTED = (ServiceError, StoreError, InvalidInputError)


class Session(QObject):
    """One desk at work.

    Signals: changed() after anything that a face shows; read(Read) for every card at a reader, whatever is shown;
    tapped(Tapped) after a card that the wizard was given; unreadable(str) when a card could not be read; failed(str)
    when an enrollment could not even be saved, so that nothing was sent.
    """

    changed = Signal()
    read = Signal(object)
    tapped = Signal(object)
    unreadable = Signal(str)
    failed = Signal(str)
    _status_heard = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.wizard = Wizard(desk.zone, dual=desk.dual)
        self.reader_health, self.service_health = starting()
        self.listening: tuple[ReaderInfo, ...] = ()
        self.unfinished = 0
        self.levels_loading = False
        self._background = Background(self)
        # Watching a key takes minutes where doors are slow: it must never keep the next card from being saved.
        self._watching = Background(self)
        self._signalling = Background(self)
        self._reader: LoopThread | None = None
        self._reopening = False
        self._enrolling = True
        self._keyboard: KeyboardReader | None = None
        self._split = split(desk.readers)
        # Any number, until the profiles have been read.
        self._forms: tuple[Form, ...] = (UNNAMED,)
        self._status_heard.connect(self._show_status)

    def start(self) -> None:
        """Begin to listen and to load; called once the first page is on the screen."""
        self._listen()
        if self._split.watched:
            self._keyboard = KeyboardReader(lambda: self._forms, self)
            self._keyboard.came.connect(self._typed)
            self._keyboard.start()
            self._refresh_forms()
        self.load_levels()

    def stop(self) -> None:
        """End every loop and call; the window is closing."""
        if self._keyboard:
            self._keyboard.stop()
        self._reopening = False
        if self._reader:
            self._reader.stop()
        for background in (self._background, self._watching, self._signalling):
            background.cancel()
        self.desk.close()
        for background in (self._background, self._watching, self._signalling):
            background.stop()

    def _listen(self) -> None:
        others = self._split.others
        self._reader = LoopThread(lambda stop: self.desk.listen(others, stop, forgiving=True), self)
        self._reader.came.connect(self._reader_came)
        self._reader.failed.connect(self._reader_failed)
        self._reader.start()

    def profiles_changed(self) -> None:
        """A reader has another profile from now on: what is listened for changes with it."""
        if self._split.watched:
            self._refresh_forms()
        if self._split.unformed and not self._reopening:
            # Such a line was opened with what its profile said of its speed and its digits.
            self._reopening = True
            self._end_listening()

    def _end_listening(self) -> None:
        assert self._reader is not None
        self._reader.finished.connect(self._listen_again)
        if self._reader.isFinished():
            self._listen_again()
        else:
            self._reader.end()

    @Slot()
    def _listen_again(self) -> None:
        if not self._reopening or self._reader is None:
            return
        self._reopening = False
        # It said itself that it has finished, so that this waits for nothing.
        self._reader.stop()
        self._reader.deleteLater()
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
                self.unreadable.emit(self._words_of(failure))

        self._background.run(lambda: forms(typing, self.desk.profiles), done)

    @Slot(object)
    def _typed(self, seen: NumberSeen | CardUnreadable) -> None:
        if isinstance(seen, CardUnreadable):
            self._reader_came(seen)
        else:
            # The profiles were read with the forms: this asks no disk.
            self.take(understand_read(seen, self.desk.profiles.for_event))

    # -- the reader ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _reader_came(self, event: object) -> None:
        if isinstance(event, Read):
            self.take(event)
        elif isinstance(event, CardUnreadable):
            facts = {"problem": event.problem, "remedy": event.remedy}
            self.take(Read(event.reader, "", problem=Problem("card-unreadable", "{problem}", "{remedy}", facts)))
        elif isinstance(event, ReadersChanged):
            self.listening = (*event.readers, *self._split.infos)
            self.reader_health = self._health_of(self.listening)
            self.changed.emit()
        else:
            assert isinstance(event, CardGone)

    def _health_of(self, readers: tuple[ReaderInfo, ...]) -> Health:
        ready = [info.name for info in readers if info.state is ReaderState.READY]
        hints = " ".join(dict.fromkeys(info.hint for info in readers if info.hint))
        waiting = [info.name for info in readers if info.name not in ready]
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
    def _reader_failed(self, error: Exception) -> None:
        _LOG.error("the reader's loop ended: %s", type(error).__name__)
        self.listening = ()
        self.reader_health = Health(Condition.ILL, self.tr("The reader cannot be used"), str(error))
        self.changed.emit()

    def set_enrolling(self, enrolling: bool) -> None:  # noqa: FBT001  the one thing that it sets
        """Whether a tapped card is enrolled; elsewhere than in the wizard it is only looked at."""
        self._enrolling = enrolling

    def take(self, read: Read) -> None:
        """Take a card that a reader saw."""
        self.read.emit(read)
        if not self._enrolling:
            return
        if read.tap is None:
            self.unreadable.emit(str(read.problem))
            return
        tap = read.tap
        # Beside the enrollments: a reader that is slow to blink must not hold up the saving of a card.
        self._signalling.run(lambda: self.desk.signal(tap), lambda _: None)
        result = self.wizard.tapped(tap, monotonic())
        self.tapped.emit(result)
        self.changed.emit()
        if result in (Tapped.STARTED, Tapped.JOINED):
            self._ask_what_is_known()

    def use_other(self) -> None:
        """Go on with the other card that was tapped in the middle."""
        self.wizard.take_other()
        self._ask_what_is_known()
        self.changed.emit()

    def join_other(self) -> None:
        """Go on with both: the other card that was tapped is the other side of the card in hand."""
        self.wizard.join_other()
        self._ask_what_is_known()
        self.changed.emit()

    def _ask_what_is_known(self) -> None:
        """Look up what this station knows of the card in hand."""
        identification = self.wizard.draft.credential
        if not isinstance(identification, Identification):
            return

        def done(future: Future[Acquaintance]) -> None:
            failure = future.exception()
            if failure is not None:
                # The enrollment itself will say so, if the records cannot be used.
                _LOG.warning("what is known of a card could not be looked up: %s", type(failure).__name__)
            elif self.wizard.draft.credential == identification:
                self.wizard.acquaintance = future.result()
                self.changed.emit()

        self._background.run(lambda: self.desk.enroller().acquaintance(identification), done)

    # -- the service --------------------------------------------------------------------------------------------

    def load_levels(self) -> None:
        """Ask for the levels; those that were heard of before stand in where the service is away."""
        if self.levels_loading:
            return
        self.levels_loading = True
        self.changed.emit()
        self._background.run(self._levels_call, self._levels_came)

    def _levels_call(self) -> tuple[tuple[AccessLevel, ...], int, Exception | None]:
        enroller = self.desk.enroller()
        try:
            return enroller.levels(), enroller.unfinished(), None
        except ServiceError as error:
            return enroller.remembered_levels(), enroller.unfinished(), error

    def _levels_came(self, future: Future[tuple[tuple[AccessLevel, ...], int, Exception | None]]) -> None:
        self.levels_loading = False
        failure = future.exception()
        if failure is None:
            levels, self.unfinished, failure = future.result()
            self.wizard.know_levels(levels)
        if failure is None:
            self.service_health = Health(Condition.WELL, self.desk.place)
        else:
            self.service_health = Health(Condition.ILL, self.tr("Not connected"), self._words_of(failure))
        self.changed.emit()

    def _words_of(self, error: BaseException) -> str:
        if isinstance(error, _EXPECTED):
            return str(error)
        _LOG.error("a call behind the window failed", exc_info=error)
        return self.tr("Something went wrong in this program ({name}); the log has the details.").format(
            name=type(error).__name__
        )

    def submit(self) -> None:
        """Create the access key that the review shows."""
        order, tap = self.wizard.order, self.wizard.tap
        assert order is not None
        reader = tap.card.reader if tap else ""
        self.wizard.sent()
        self.changed.emit()
        self._background.run(lambda: self._enroll(lambda enroller: enroller.enroll(order, reader)), self._enrolled)

    def retry(self) -> None:
        """Send again what is saved or has no answer."""
        last = self.wizard.outcome
        assert last is not None
        self.wizard.outcome = None
        self.changed.emit()

        def done(future: Future[tuple[Outcome, int]]) -> None:
            failure = future.exception()
            if isinstance(failure, StoreError):
                # What came of the first try stands.
                self._came(replace(last, problem=failure.problem))
            else:
                self._enrolled(future)

        self._background.run(lambda: self._enroll(lambda enroller: enroller.resend(last)), done)

    def _enroll(self, act: Callable[[Enroller], Outcome]) -> tuple[Outcome, int]:
        enroller = self.desk.enroller()
        outcome = act(enroller)
        try:
            return outcome, enroller.unfinished()
        except StoreError:
            # The count is for the eye; its failure must not hide what came of the enrollment.
            return outcome, self.unfinished

    def _enrolled(self, future: Future[tuple[Outcome, int]]) -> None:
        failure = future.exception()
        if isinstance(failure, StoreError | InvalidInputError):
            # Nothing was written and nothing was sent.
            self.wizard.not_sent()
            self.changed.emit()
            self.failed.emit(self._words_of(failure))
        elif failure is not None:
            # An error of ours, at a moment that nobody knows: it may have been sent.
            assert self.wizard.order is not None
            problem = Problem("error-of-ours", "{words}", facts={"words": self._words_of(failure)})
            self._came(Outcome(State.UNKNOWN, 0, self.wizard.order, problem=problem))
        else:
            outcome, self.unfinished = future.result()
            self._came(outcome)

    def _came(self, outcome: Outcome) -> None:
        self.wizard.came(outcome)
        if outcome.state is State.ACCEPTED:
            self.service_health = Health(Condition.WELL, self.desk.place)
            self._watching.run(lambda: self._follow(outcome), self._followed)
        elif outcome.state is State.SAVED and outcome.problem:
            self.service_health = Health(Condition.ILL, self.tr("Not connected"), str(outcome.problem))
        self.changed.emit()

    def _follow(self, outcome: Outcome) -> None:
        end = monotonic() + _FOLLOW_S

        def wait(seconds: float) -> bool:
            # The next card is on: nobody looks at this one's way any more.
            left = self.wizard.outcome is not outcome
            return left or self._watching.pause(seconds) or monotonic() >= end

        for status in self.desk.enroller().follow(outcome, wait):
            self._status_heard.emit((outcome.outbox_id, status))

    def _followed(self, future: Future[None]) -> None:
        failure = future.exception()
        if failure is not None and not isinstance(failure, _EXPECTED):
            self._words_of(failure)

    @Slot(object)
    def _show_status(self, heard: tuple[int, KeyStatus]) -> None:
        outbox_id, status = heard
        outcome = self.wizard.outcome
        # The next card may be on the way already: its page is not this key's.
        if outcome is not None and outcome.outbox_id == outbox_id:
            self.wizard.heard(status)
            self.changed.emit()
