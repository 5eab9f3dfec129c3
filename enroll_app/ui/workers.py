"""Threads that know nothing of windows: a loop, workers that do calls, and waiting for what was asked to end.

All of them are left behind where the program ends first: a driver that hangs does not keep it.
"""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from threading import Condition, Event, Thread
from time import monotonic
from typing import Protocol, TypeVar

T = TypeVar("T")
Loop = Callable[[Event], Iterable[object]]
# So long is waited for what was asked to end, in seconds: a loop looks at its Event every half second.
_PATIENCE_S = 2.0
# A worker that has had nothing to do for so long goes home, in seconds.
_IDLE_S = 5.0
_NEVER = float("inf")


class Ending(Protocol):
    """What was asked to end. deadline: until when that is waited for, in seconds of the clock."""

    deadline: float

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        ...

    def wait(self) -> None:
        """Wait until it has ended, or until the deadline."""
        ...


_ending: list[Ending] = []


def at_rest() -> bool:
    """Whether everything that was asked to end has ended, or is not waited for any longer."""
    _ending[:] = [one for one in _ending if not one.over and monotonic() < one.deadline]
    return not _ending


def wait_for_rest() -> None:
    """Wait for all that was asked to end, as long as each is waited for; the program is being left."""
    for one in tuple(_ending):
        one.wait()


def expect_end(one: Ending) -> None:
    """It was asked to end, now."""
    if one.deadline == _NEVER:
        at_rest()
        one.deadline = monotonic() + _PATIENCE_S
        _ending.append(one)


class Running:
    """A loop on its thread. say: told "came" with each value, "failed" with an error, and "finished" at the end.

    stop: set to ask it to end; from then on nothing is said but its end, and of one that ends too late not even that.
    """

    def __init__(self, loop: Loop, say: Callable[[str, object], None]) -> None:
        self._loop, self._say = loop, say
        self.stop = Event()
        self.deadline = _NEVER
        self._thread = Thread(target=self._run, name="loop", daemon=True)

    def start(self) -> None:
        """Begin; once."""
        self._thread.start()

    @property
    def over(self) -> bool:
        """Whether it has ended, or never began."""
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Wait until it has ended, or until the deadline."""
        if not self.over:
            self._thread.join(max(0.0, self.deadline - monotonic()))

    def _run(self) -> None:
        try:
            for item in self._loop(self.stop):
                self._tell("came", item)
        except Exception as error:  # noqa: BLE001  the thread's last line of defence: it is told on the window's thread
            self._tell("failed", error)
        if monotonic() < self.deadline:
            self._say("finished", None)

    def _tell(self, what: str, item: object) -> None:
        if not self.stop.is_set():
            self._say(what, item)


class Workers:
    """Threads that do calls in their order; one is begun when there is a call that no other would do at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._turn = Condition()
        self._calls: deque[Callable[[], None]] = deque()
        self._threads = self._idle = 0
        self._closed = False
        self.deadline = _NEVER

    @property
    def over(self) -> bool:
        """Whether nobody is at work."""
        return not self._threads

    def give(self, call: Callable[[], None]) -> None:
        """Do this, unless no more is taken."""
        with self._turn:
            if self._closed:
                return
            self._calls.append(call)
            self._turn.notify_all()
            if len(self._calls) > self._idle and self._threads < self._most:
                self._threads += 1
                Thread(target=self._work, name="work", daemon=True).start()

    def close(self, *, forget: bool) -> None:
        """Take no more. forget: also do nothing of what still waits."""
        with self._turn:
            self._closed = True
            if forget:
                self._calls.clear()
            self._turn.notify_all()

    def wait(self) -> None:
        """Wait until all is done that was not forgotten, or until the deadline."""
        with self._turn:
            while not self.over and (left := self.deadline - monotonic()) > 0:
                self._turn.wait(min(left, _IDLE_S))

    def _work(self) -> None:
        while (call := self._next()) is not None:
            call()
            # What it holds on to is not kept while there is nothing to do.
            del call

    def _next(self) -> Callable[[], None] | None:
        with self._turn:
            self._idle += 1
            self._turn.wait_for(lambda: self._calls or self._closed, _IDLE_S)
            self._idle -= 1
            if self._calls:
                return self._calls.popleft()
            self._threads -= 1
            self._turn.notify_all()
            return None


def outcome_of(call: Callable[[], T]) -> Future[T]:
    """What comes of a call, its error included."""
    future: Future[T] = Future()
    try:
        future.set_result(call())
    except BaseException as error:  # noqa: BLE001  as an executor does: whoever asked is told
        future.set_exception(error)
    return future
