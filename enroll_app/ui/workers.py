"""Threads that know nothing of windows: a loop, workers that do errands, and waiting for what was asked to end.

All of them are left behind where the program ends first: a driver that hangs does not keep it.

No thread of these lets go of what it was given: a call holds on to views, and a widget whose last name goes on another
thread is deleted there, in the middle of what the window does. So what was given stands in an `Errand` or a `Running`,
no frame of the thread names it once it is done, and `forget` empties it, on the window's thread alone.
"""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from threading import Condition, Event, Thread
from time import monotonic
from typing import Any, Protocol, TypeVar

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
    """A loop on its thread. say: told "came" with each value, "failed" with an error, "finished" and "over" at the end.

    stop: set to ask it to end; from then on nothing is said but its end, however late that comes. "over" is always the
    last word, for `forget`.
    """

    def __init__(self, loop: Loop, say: Callable[[str, object], None]) -> None:
        self._loop: Loop | None = loop
        self._say = say
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

    def forget(self) -> None:
        """Let go of the loop, once it is over; on the window's thread."""
        self._loop = None

    def _run(self) -> None:
        self._go_round()
        self._say("finished", None)
        self._say("over", self)

    def _go_round(self) -> None:
        if self._loop is None:
            return
        try:
            for item in self._loop(self.stop):
                self._tell("came", item)
        except Exception as error:  # noqa: BLE001  the thread's last line of defence: it is told on the window's thread
            self._tell("failed", error)

    def _tell(self, what: str, item: object) -> None:
        if not self.stop.is_set():
            self._say(what, item)


class Errand:
    """A call for a worker, and who gets what comes of it. hand_over: takes it back to the window's thread."""

    def __init__(
        self, call: Callable[[], Any], done: Callable[[Future[Any]], None], hand_over: "Callable[[Errand], None]"
    ) -> None:
        self.call: Callable[[], Any] | None = call
        self.done: Callable[[Future[Any]], None] | None = done
        self.outcome: Future[Any] | None = None
        self._hand_over = hand_over

    def run(self) -> None:
        """Do it, on a worker; an error is an outcome as well."""
        if self.call is not None:
            self.outcome = outcome_of(self.call)
        self._hand_over(self)

    def forget(self) -> None:
        """Let go of it all; on the window's thread."""
        self.call = self.done = self.outcome = None


class Workers:
    """Threads that do errands in their order; one is begun when there is one that no other would do at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._turn = Condition()
        self._errands: deque[Errand] = deque()
        self._threads = self._idle = 0
        self._closed = False
        self.deadline = _NEVER

    @property
    def over(self) -> bool:
        """Whether nobody is at work."""
        return not self._threads

    def give(self, errand: Errand) -> None:
        """Do this, unless no more is taken."""
        with self._turn:
            if self._closed:
                return
            self._errands.append(errand)
            self._turn.notify_all()
            if len(self._errands) > self._idle and self._threads < self._most:
                self._begin()

    def close(self, *, forget: bool) -> None:
        """Take no more. forget: also do nothing of what still waits."""
        with self._turn:
            self._closed = True
            if forget:
                self._errands.clear()
            self._turn.notify_all()

    def wait(self) -> None:
        """Wait until all is done that was not forgotten, or until the deadline."""
        with self._turn:
            while not self.over and (left := self.deadline - monotonic()) > 0:
                self._turn.wait(min(left, _IDLE_S))

    def _begin(self) -> None:
        try:
            Thread(target=self._work, name="work", daemon=True).start()
        except RuntimeError:
            # The system has no more threads to give: somebody else does it, or whoever gave it is told.
            if not self._threads:
                self._errands.pop()
                raise
        else:
            self._threads += 1

    def _work(self) -> None:
        while (errand := self._next()) is not None:
            errand.run()

    def _next(self) -> Errand | None:
        with self._turn:
            self._idle += 1
            self._turn.wait_for(lambda: self._errands or self._closed, _IDLE_S)
            self._idle -= 1
            if self._errands:
                return self._errands.popleft()
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
