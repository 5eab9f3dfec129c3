"""Listens to a reader on a thread, as the product does, and hands the events to a test."""

import time
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Self, TypeVar

from drivers.reader import Reader, ReaderEvent, ReadersChanged, State

_Kind = TypeVar("_Kind", bound=ReaderEvent)
# Longer than anything that is waited for here, in seconds.
PATIENCE_S = 10.0


class Listener:
    """Runs `reader.events` from `with` to its end. `raised`: what the loop raised, if anything."""

    def __init__(self, reader: Reader) -> None:
        self.raised: Exception | None = None
        self.seen: list[ReaderEvent] = []
        self._reader = reader
        self._events: SimpleQueue[tuple[float, ReaderEvent]] = SimpleQueue()
        self._stop = Event()
        self._thread = Thread(target=self._run, name="listener", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.stopped_within(5), "the reader's loop did not stop"

    def stopped_within(self, seconds: float) -> bool:
        """Ask the loop to stop, and say whether it did in time."""
        self._stop.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def ended_within(self, seconds: float) -> bool:
        """Whether the loop ends by itself in this time, as it does when it raises."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def next(self, kind: type[_Kind], within_s: float = PATIENCE_S) -> _Kind:
        """The next event, which has to be of this kind."""
        event = self._next(within_s)
        assert isinstance(event, kind), f"{kind.__name__} was expected, {event} came"
        return event

    def skip_to(self, kind: type[_Kind], within_s: float = PATIENCE_S) -> _Kind:
        """The next event of this kind; others may come before it."""
        deadline = time.monotonic() + within_s
        while True:
            event = self._next(max(0.0, deadline - time.monotonic()))
            if isinstance(event, kind):
                return event

    def skip_to_state(self, state: State, within_s: float = PATIENCE_S) -> ReadersChanged:
        """The next list of readers in which every reader has this state; others may come before it."""
        deadline = time.monotonic() + within_s
        while True:
            event = self.skip_to(ReadersChanged, max(0.0, deadline - time.monotonic()))
            if event.readers and all(info.state is state for info in event.readers):
                return event

    def next_at(self, within_s: float = PATIENCE_S) -> tuple[float, ReaderEvent]:
        """The next event with the time of its arrival, by `time.monotonic`."""
        try:
            return self._events.get(timeout=within_s)
        except Empty:
            raise AssertionError(f"nothing came within {within_s} s; before: {self.seen}; {self.raised}") from None

    def silent_for(self, seconds: float) -> bool:
        """Whether nothing comes for so long."""
        try:
            self.seen.append(self._events.get(timeout=seconds)[1])
        except Empty:
            return True
        return False

    def _next(self, within_s: float) -> ReaderEvent:
        event = self.next_at(within_s)[1]
        self.seen.append(event)
        return event

    def _run(self) -> None:
        try:
            for event in self._reader.events(self._stop):
                self._events.put((time.monotonic(), event))
        except Exception as exc:  # noqa: BLE001  the top of a thread: kept for the test
            self.raised = exc
