"""A key that was just made, watched on its way to the doors and at its first use there.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, Signal

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.enrollment import KeyStatus
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Outcome, Removal
from enroll_app.domain.service_errors import Busy, OutcomeUnknown, ServiceError, Unreachable
from enroll_app.services.desk import Desk
from enroll_app.services.first_use import NewKey, uses
from enroll_app.services.wizard import Wizard
from enroll_app.ui.failures import EXPECTED, words_of
from enroll_app.ui.threads import Background

# How long a key's way to the doors is watched, in seconds; the vendor names no bound.
_FOLLOW_S = 600.0
# After so many seconds a service that could not be asked is asked again. Ours.
_AGAIN_S = 10.0
# A wait is cut into slices of so many seconds, so that the next card's key does not wait for this one's thread.
_SLICE_S = 0.5


class KeyWatch(QObject):
    """Takes what is heard of the key on the result page to the wizard, until the page shows another one.

    Signals: changed() after anything that the result page shows.
    """

    changed = Signal()

    def __init__(self, desk: Desk, wizard: Wizard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wizard = wizard
        # Watching a key takes minutes where doors are slow: it must never keep the next card from being saved.
        self._following = Background(self)
        self._looking = Background(self)
        self._at_door = Event()

    def watch(self, outcome: Outcome) -> None:
        """Watch the key that this outcome has."""
        self._following.run(lambda: self._follow(outcome), self._ended)
        self._looking.run(lambda: self._look(outcome), self._ended)

    def practise_door(self, outcome: Outcome) -> None:
        """Hold the key's card or code to the practice door, and look at once what came of it."""
        hold, record = self._desk.practice_door, outcome.record
        if hold is None or record is None:
            return
        levels = () if isinstance(outcome.intent, Removal) else record.levels or outcome.intent.levels or ()

        def held(future: Future[None]) -> None:
            self._at_door.set()
            self._ended(future)

        self._following.run(lambda: hold(record.identification, bool(levels)), held)

    def cancel(self) -> None:
        """Watch no more."""
        self._following.cancel()
        self._looking.cancel()

    def stop(self) -> None:
        """Wait for the question that is under way."""
        self._following.stop()
        self._looking.stop()

    def _follow(self, outcome: Outcome) -> None:
        begun = monotonic()
        wait = self._waiting(self._following, outcome, begun + _FOLLOW_S)
        while True:
            try:
                for status in self._desk.enroller().follow(outcome, wait):
                    self._tell_status(outcome, status, monotonic() - begun)
            except (Busy, Unreachable, OutcomeUnknown):
                # It says nothing now; the page is honest about what it has not heard.
                self._tell_status(outcome, None, monotonic() - begun)
                if wait(_AGAIN_S):
                    return
            except ServiceError:
                self._tell_status(outcome, None, _FOLLOW_S)
                return
            else:
                return

    def _tell_status(self, outcome: Outcome, status: KeyStatus | None, waited_s: float) -> None:
        self._following.tell(lambda: self._show_status(outcome, status, waited_s))

    def _look(self, outcome: Outcome) -> None:
        assert outcome.record is not None
        card = outcome.intent.credential
        identification = card if isinstance(card, Identification) else None
        new = NewKey(outcome.record.key_id, identification, self._desk.now())
        for event in uses(self._desk.station().keys, new, self._looks_again(outcome)):
            self._looking.tell(partial(self._show_use, outcome, event))

    def _waiting(self, background: Background, outcome: Outcome, end: float | None = None) -> Callable[[float], bool]:
        """A wait that ends early, and says True, once nobody looks at this key any more, or at the end."""

        def wait(seconds: float) -> bool:
            till = monotonic() + seconds
            while (left := till - monotonic()) > 0:
                if self._wizard.outcome is not outcome or background.pause(min(left, _SLICE_S)):
                    return True
            return self._wizard.outcome is not outcome or (end is not None and monotonic() >= end)

        return wait

    def _looks_again(self, outcome: Outcome) -> Callable[[float], bool]:
        """The same for the doors' events, cut short where a card was held to a practice door."""
        wait = self._waiting(self._looking, outcome)

        def waited(seconds: float) -> bool:
            till = monotonic() + seconds
            while (left := till - monotonic()) > 0 and not self._at_door.is_set():
                if wait(min(left, _SLICE_S)):
                    return True
            self._at_door.clear()
            return self._wizard.outcome is not outcome

        return waited

    def _ended(self, future: Future[None]) -> None:
        failure = future.exception()
        if failure is not None and not isinstance(failure, EXPECTED):
            words_of(failure)

    def _show_status(self, outcome: Outcome, status: KeyStatus | None, waited_s: float) -> None:
        # The next card may be on the way already: its page is not this key's.
        if self._wizard.outcome is outcome:
            self._wizard.heard(status, waited_s)
            self.changed.emit()

    def _show_use(self, outcome: Outcome, event: DoorEvent) -> None:
        if self._wizard.outcome is outcome:
            self._wizard.used(event)
            self.changed.emit()
