"""Waiting for cards on the command line."""

import time
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread

from drivers.errors import AccessRefused, ReaderBusy, ReaderError, ReaderNotFound, ServiceMissing
from drivers.reader import CardSeen, CardUnreadable, Reader, ReaderEvent, ReaderInfo, ReadersChanged, State
from enroll_app.cli.output import Output
from enroll_app.domain.tap import Tap
from enroll_app.services.tapping import tap_of

# What a reader's state amounts to for a command that needs it now.
_ERRORS: dict[State, type[ReaderError]] = {
    State.SERVICE_MISSING: ServiceMissing,
    State.BUSY: ReaderBusy,
    State.REFUSED: AccessRefused,
}

# Readers look twice a second whether they are to stop.
_GOODBYE_S = 1.0


class NoCardError(ReaderError):
    """No card came in time."""


def taps(reader: Reader, timeout_s: float | None, output: Output) -> Iterator[Tap]:
    """Yield each card as it is presented.

    timeout_s: how long to wait for the next card, in seconds; for the first one the opening of the reader counts in.
    None waits for ever. Raises NoCardError when none came, and a ReaderError when at the start no reader is there that
    could read one. A reader lost later is said on stderr and waited for.
    """
    deadline = _deadline(timeout_s)
    source = _Source(reader)
    try:
        _require_ready(_first_event(source, deadline))
        while True:
            yield _next_tap(source, deadline, output)
            deadline = _deadline(timeout_s)
    finally:
        source.stop()


def _deadline(timeout_s: float | None) -> float | None:
    return None if timeout_s is None else time.monotonic() + timeout_s


def _first_event(source: "_Source", deadline: float | None) -> ReaderEvent:
    try:
        return source.next(deadline)
    except NoCardError:
        raise NoCardError(
            "The reader could not be opened in time.", "Check its address, or give it longer with --timeout."
        ) from None


def _next_tap(source: "_Source", deadline: float | None, output: Output) -> Tap:
    while True:
        event = source.next(deadline)
        if isinstance(event, CardSeen):
            return tap_of(event)
        if isinstance(event, CardUnreadable):
            output.note(f"{event.reader}: {event.problem} {event.remedy}".strip())
        elif isinstance(event, ReadersChanged):
            for info in event.readers:
                if info.hint:
                    output.note(f"{info.name}: {info.hint}")
            if not event.readers:
                output.note("No reader is attached now; waiting for one.")


def _require_ready(first: ReaderEvent) -> None:
    if not isinstance(first, ReadersChanged) or any(info.state is State.READY for info in first.readers):
        return
    if not first.readers:
        raise ReaderNotFound("No card reader is attached.", "Attach one, or name another with --reader.")
    raise _error_of(first.readers[0])


def _error_of(info: ReaderInfo) -> ReaderError:
    return _ERRORS.get(info.state, ReaderNotFound)(f"{info.name}: {info.hint or 'it is not ready.'}")


class _Source:
    """Runs a reader's endless loop on a thread of its own, so that waiting can have an end."""

    def __init__(self, reader: Reader) -> None:
        self._events: SimpleQueue[ReaderEvent | Exception] = SimpleQueue()
        self._stop = Event()
        # A daemon: what hangs in the system's own call must not keep the program.
        self._thread = Thread(target=self._run, args=(reader,), name="reader", daemon=True)
        self._thread.start()

    def _run(self, reader: Reader) -> None:
        try:
            for event in reader.events(self._stop):
                self._events.put(event)
        except Exception as error:  # noqa: BLE001  the thread's last line of defence: it is raised again in `next`
            self._events.put(error)

    def next(self, deadline: float | None) -> ReaderEvent:
        """The next event; deadline is a moment of `time.monotonic`. Raises NoCardError, or what the loop raised."""
        try:
            wait = None if deadline is None else max(0.0, deadline - time.monotonic())
            event = self._events.get(timeout=wait)
        except Empty:
            raise NoCardError("No card was tapped in time.", "Hold the card to the reader and try again.") from None
        if isinstance(event, Exception):
            raise event
        return event

    def stop(self) -> None:
        """End the loop, and give its thread the time to let go of the reader."""
        self._stop.set()
        self._thread.join(_GOODBYE_S)
