"""What the doors say of the key in hand: what their systems have of it, and what it did last.

Everything here runs on the window's thread; what blocks is handed to `threads`.
"""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Signal

from enroll_app.domain.enrollment import KeyStatus
from enroll_app.domain.operations import Operation, Outcome
from enroll_app.domain.service_errors import KeyMissing
from enroll_app.domain.validity import Validity
from enroll_app.services.desk import Desk
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.key_validity import former_validity
from enroll_app.services.key_waiting import waiting_for
from enroll_app.services.last_at_doors import Lately, lately
from enroll_app.ui.failures import problem_of
from enroll_app.ui.threads import Background

# How long a key's way to the doors is watched, in seconds; the vendor names no bound.
_FOLLOW_S = 600.0
# A wait is cut into slices of so many seconds, so that the next key does not wait for this one's thread.
_SLICE_S = 0.5
IsLeft = Callable[[KeyInHand, Outcome | None], bool]


class DoorWatch(QObject):
    """Takes what is heard to the key in hand, for as long as somebody looks at it.

    Signals: changed() after anything that is shown. is_left: whether nobody looks at a key, or at an act on it.
    """

    changed = Signal()

    def __init__(self, desk: Desk, is_left: IsLeft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._is_left = desk, is_left
        self._following, self._looking = Background(self), Background(self)
        # Its own: doors that tell much must not keep from sight what the outbox has.
        self._records = Background(self)

    def cancel(self) -> None:
        """Ask no more."""
        for background in (self._following, self._looking, self._records):
            background.cancel()

    def stop(self) -> None:
        """Wait for the question that is under way."""
        for background in (self._following, self._looking, self._records):
            background.stop()

    def ask(self, hand: KeyInHand) -> None:
        """Ask what the door systems have of a key, and what it did last."""
        key, now = hand.key, self._desk.now()

        def done(future: Future[Lately]) -> None:
            failure = future.exception()
            hand.lately = future.result() if failure is None else None
            hand.doors_silent = problem_of(failure) if failure else None
            self.changed.emit()

        self.follow(hand, None)
        self.look_at_waiting(hand)
        self._looking.run(lambda: lately(self._desk.station().keys, key, now, lambda: self._is_left(hand, None)), done)

    def look_at_waiting(self, hand: KeyInHand) -> None:
        """Look what the outbox has of a key, and how the key was before it was blocked."""
        key, ended = hand.key, hand.ended

        def look() -> tuple[tuple[Operation, ...], Validity | None]:
            station = self._desk.records()
            former = former_validity(station.history, key.key_id) if ended else None
            return waiting_for(station.outbox, key), former

        def done(future: Future[tuple[tuple[Operation, ...], Validity | None]]) -> None:
            failure = future.exception()
            if failure is not None:
                # Whatever is sent looks once more, and says what is wrong with the records.
                problem_of(failure)
                return
            waiting, former = future.result()
            hand.know_waiting(waiting)
            if former is not None:
                hand.know_former(former)
            self.changed.emit()

        self._records.run(look, done)

    def follow(self, hand: KeyInHand, outcome: Outcome | None) -> None:
        """Tell how the key is in the door systems. outcome: after this act; None before any."""

        def done(future: Future[None]) -> None:
            failure = future.exception()
            if failure is not None and not self._is_left(hand, outcome):
                hand.systems_silent = problem_of(failure)
                hand.missing = isinstance(failure, KeyMissing)
                self.changed.emit()

        self._following.run(lambda: self._follow(hand, outcome), done)

    def _follow(self, hand: KeyInHand, outcome: Outcome | None) -> None:
        begun = monotonic()
        key_id = outcome.record.key_id if outcome and outcome.record else hand.key.key_id

        def wait(seconds: float) -> bool:
            till = monotonic() + seconds
            while (left := till - monotonic()) > 0:
                if self._is_left(hand, outcome) or self._following.pause(min(left, _SLICE_S)):
                    return True
            return self._is_left(hand, outcome) or monotonic() - begun >= _FOLLOW_S

        for status in self._desk.station().keys.follow(key_id, wait, outcome.outbox_id if outcome else None):
            self._following.tell(partial(self._show_status, hand, outcome, status, monotonic() - begun))

    def _show_status(self, hand: KeyInHand, outcome: Outcome | None, status: KeyStatus, waited_s: float) -> None:
        if self._is_left(hand, outcome):
            return
        hand.standing, hand.systems_silent, hand.missing = status, None, False
        if outcome is not None:
            hand.heard(status, waited_s)
        self.changed.emit()
