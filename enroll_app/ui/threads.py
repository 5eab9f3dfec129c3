"""The two ways off the window's thread. Nothing else in the window starts a thread.

No worker ever touches a QObject that may be deleted meanwhile, nor holds the last name of one: whatever it has to say
goes through the one relay of the program, with what it was given, and is dropped on the window's thread. Nor does the
window wait for a driver that hangs: what does not end in time is left behind, and ends by itself.
"""

import atexit
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import Event, Lock
from time import monotonic
from typing import TypeVar
from weakref import ref

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from shiboken6 import isValid

from enroll_app.ui.workers import Errand, Loop, Running, Workers, expect_end

T = TypeVar("T")
# So long a thread that computes keeps the interpreter while the window's waits for its turn, in seconds: a tenth of the
# interpreter's own. A painted list takes many turns.
_TURN_S = 0.0005
# So long is waited for what has to be written before the program is left, in seconds: a second start waits six.
_FINISH_S = 5.0


class _Relay(QObject):
    """Does on the window's thread what other threads ask for; there for as long as the program."""

    _asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock, self._open = Lock(), True
        # By hand, for an object that goes with a signal is let go of by the thread that sent it.
        self._acts: deque[Callable[[], None]] = deque()
        # Never at once, also where the window's own thread asks: nothing is done while the lock is held.
        self._asked.connect(self._do, Qt.ConnectionType.QueuedConnection)
        # The binding deletes every QObject at the very end, while a driver that hangs may still wake up.
        atexit.register(self._close)

    def ask(self, act: Callable[[], None]) -> None:
        """For any thread: have this done on the window's. After the program's end it is kept, and never done."""
        with self._lock:
            self._acts.append(act)
            if self._open:
                self._asked.emit()

    def _close(self) -> None:
        with self._lock:
            self._open = False

    @Slot()
    def _do(self) -> None:
        # All that are there: an event that was lost with its application leaves none behind.
        for _ in range(len(self._acts)):
            # One that shows a question may have had the rest done within it.
            if self._acts:
                self._acts.popleft()()


_relays: list[_Relay] = []


def _relay() -> _Relay:
    """The relay; made by the first who needs one."""
    if not _relays:
        sys.setswitchinterval(_TURN_S)
        relay, application = _Relay(), QCoreApplication.instance()
        if application is not None:
            relay.moveToThread(application.thread())
        _relays.append(relay)
    return _relays[0]


def _stop_with(owner: QObject, stop: Event) -> None:
    """Where the owner goes away without a word, what runs for it is told to end."""
    # Not the bound method itself: the binding would not keep its Event alive.
    owner.destroyed.connect(lambda: stop.set())


class LoopThread(QObject):
    """Runs one endless loop off the window's thread and emits what it yields.

    Signals: came(object) for each value; failed(Exception) when the loop ended by an error; finished() when it has
    ended. What comes after it was asked to end is for nobody.
    """

    came = Signal(object)
    failed = Signal(object)
    finished = Signal()

    def __init__(self, loop: Loop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        relay, owner = _relay(), ref(self)
        self._running = Running(loop, lambda what, item: relay.ask(partial(_told, owner, what, item)))
        _stop_with(self, self._running.stop)

    def start(self) -> None:
        """Begin; once."""
        self._running.start()

    def end(self) -> None:
        """Ask the loop to end, and do not wait; `finished` tells when it has."""
        self._running.stop.set()
        expect_end(self._running)

    def stop(self) -> None:
        """End the loop and wait for its thread, for two seconds since it was asked to end."""
        self.end()
        self._running.wait()

    def is_finished(self) -> bool:
        """Whether the loop has ended."""
        return self._running.over

    def tell(self, what: str, item: object) -> None:
        """On the window's thread: the loop said something."""
        if what == "came":
            self.came.emit(item)
        elif what == "failed":
            self.failed.emit(item)
        else:
            self.finished.emit()


def _told(owner: "ref[LoopThread]", what: str, item: object) -> None:
    if isinstance(item, Running):
        item.forget()
        return
    loop = owner()
    if loop is not None and isValid(loop):
        loop.tell(what, item)


class Background(QObject):
    """Runs a blocking call on a worker and hands its Future back on the window's thread.

    workers: how many at once; with one, calls are run in their order.
    """

    def __init__(self, parent: QObject | None = None, *, workers: int = 2) -> None:
        super().__init__(parent)
        self._relay = _relay()
        self._workers = Workers(workers)
        self._stop = Event()
        _stop_with(self, self._stop)

    def run(self, call: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        """Run `call` on a worker; `done` gets its Future on the window's thread, unless it was stopped before.

        After it was stopped nothing is begun any more.
        """
        ask, owner, stop = self._relay.ask, ref(self), self._stop
        self._workers.give(Errand(call, done, lambda errand: ask(partial(_deliver, owner, stop, errand))))

    def pause(self, seconds: float) -> bool:
        """For a call that runs on a worker: wait, and return True as soon as it should give up."""
        return self._stop.wait(seconds)

    def tell(self, act: Callable[[], None]) -> None:
        """For a call that runs on a worker: have this done on the window's thread, unless it was stopped before."""
        self._relay.ask(partial(_unless, self._stop, act))

    def cancel(self) -> None:
        """Begin nothing new and deliver nothing any more; what runs goes on."""
        self._close(forget=True)

    def leave(self) -> None:
        """Deliver nothing any more; what was begun is done, also what still waits for a worker."""
        self._close(forget=False)

    def finish(self) -> None:
        """Run what was begun to its end, also what still waits for a worker; deliver nothing any more.

        What takes longer than five seconds, on a disk that hangs, is left behind.
        """
        self._workers.close(forget=False)
        self._stop.set()
        self._workers.deadline = monotonic() + _FINISH_S
        self._workers.wait()

    def stop(self) -> None:
        """Cancel, and wait for what runs, for two seconds since it was cancelled."""
        self.cancel()
        self._workers.wait()

    def _close(self, *, forget: bool) -> None:
        self._stop.set()
        self._workers.close(forget=forget)
        expect_end(self._workers)


def _deliver(owner: "ref[Background]", stop: Event, errand: Errand) -> None:
    background, done, outcome = owner(), errand.done, errand.outcome
    errand.forget()
    if (
        background is not None
        and isValid(background)
        and not stop.is_set()
        and done is not None
        and outcome is not None
    ):
        done(outcome)


def _unless(stop: Event, act: Callable[[], None]) -> None:
    if not stop.is_set():
        act()
