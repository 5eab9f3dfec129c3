"""What goes on behind the wizard: the reader's loop, the calls to the service, and what they do to the wizard.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from drivers.errors import ReaderError
from drivers.reader import CardGone, CardSeen, CardUnreadable, ReadersChanged
from enroll_app.domain.enrollment import KeyStatus, Outcome, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import ServiceError
from enroll_app.services.desk import Desk
from enroll_app.services.enroll import Enroller
from enroll_app.services.tapping import tap_of
from enroll_app.services.wizard import Tapped, Wizard
from enroll_app.ui.health import Condition, Health, starting
from enroll_app.ui.threads import Background, LoopThread

# How long a key's way to the doors is watched, in seconds; the vendor names no bound.
_FOLLOW_S = 600.0
_LOG = logging.getLogger(__name__)
# What a call behind the window may fail with and be told in its own words; the rest is an error of ours.
_EXPECTED = (ServiceError, StoreError, InvalidInputError)


class Session(QObject):
    """One desk at work.

    Signals: changed() after anything that a face shows; tapped(Tapped) after a card; unreadable(str) when a card
    could not be read; failed(str) when an enrollment could not even be saved, so that nothing was sent.
    """

    changed = Signal()
    tapped = Signal(object)
    unreadable = Signal(str)
    failed = Signal(str)
    _status_heard = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.wizard = Wizard(desk.zone)
        self.reader_health, self.service_health = starting()
        self.unfinished = 0
        self.levels_loading = False
        self._background = Background(self)
        # Watching a key takes minutes where doors are slow: it must never keep the next card from being saved.
        self._watching = Background(self)
        self._reader: LoopThread | None = None
        self._status_heard.connect(self._show_status)

    def start(self) -> None:
        """Begin to listen and to load; called once the first page is on the screen."""
        try:
            source = self.desk.open_readers(self.desk.readers)
        except ReaderError as error:
            # An address in the settings is wrong: the window opens all the same, and says so.
            self._reader_failed(error)
        else:
            self._reader = LoopThread(source.events, self)
            self._reader.came.connect(self._reader_came)
            self._reader.failed.connect(self._reader_failed)
            self._reader.start()
        self.load_levels()

    def stop(self) -> None:
        """End every loop and call; the window is closing."""
        if self._reader:
            self._reader.stop()
        for background in (self._background, self._watching):
            background.cancel()
        self.desk.close()
        for background in (self._background, self._watching):
            background.stop()

    # -- the reader ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _reader_came(self, event: object) -> None:
        if isinstance(event, CardSeen):
            self.take(event)
        elif isinstance(event, CardUnreadable):
            self.unreadable.emit(f"{event.problem} {event.remedy}".strip())
        elif isinstance(event, ReadersChanged):
            self.reader_health = self._health_of(event)
            self.changed.emit()
        else:
            assert isinstance(event, CardGone)

    def _health_of(self, event: ReadersChanged) -> Health:
        ready = [info.name for info in event.readers if info.state.value == "ready"]
        hints = " ".join(dict.fromkeys(info.hint for info in event.readers if info.hint))
        waiting = [info.name for info in event.readers if info.name not in ready]
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
        self.reader_health = Health(Condition.ILL, self.tr("The reader cannot be used"), str(error))
        self.changed.emit()

    def take(self, seen: CardSeen) -> None:
        """Take a card that a reader saw."""
        tap = tap_of(seen)
        result = self.wizard.tapped(tap)
        self.tapped.emit(result)
        self.changed.emit()
        if result is Tapped.STARTED:
            self._ask_owner()

    def use_other(self) -> None:
        """Go on with the other card that was tapped in the middle."""
        self.wizard.take_other()
        self._ask_owner()
        self.changed.emit()

    def _ask_owner(self) -> None:
        """Look up whom the card in hand belongs to, as far as this station knows."""
        identification = self.wizard.draft.credential
        if not isinstance(identification, Identification):
            return

        def done(future: Future[Person | None]) -> None:
            if future.exception() is None and self.wizard.draft.credential == identification:
                self.wizard.owner = future.result()
                self.changed.emit()

        self._background.run(lambda: self.desk.enroller().known_owner(identification), done)

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
