"""Waiting for cards on the command line."""

import time
from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Self

from drivers.errors import AccessRefused, ReaderBusy, ReaderError, ReaderNotFound, ServiceMissing
from drivers.reader import CardUnreadable, ReaderInfo, ReadersChanged, State
from enroll_app.cli.output import Output
from enroll_app.services.desk import Desk
from enroll_app.services.tapping import Read, Told

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


class Taps:
    """The cards that are presented to the readers at these addresses, from `with` to its end.

    A reader lost on the way is said on stderr and waited for; so is a card that cannot be read. Raises BadReaderUri,
    and InvalidInputError when an address names what is not known.
    """

    def __init__(self, desk: Desk, uris: Sequence[str], output: Output) -> None:
        self._source = _Source(lambda stop: desk.listen(uris, stop))
        self._output = output
        self._begun = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.stop()

    def next(self, timeout_s: float | None) -> Read:
        """Wait for the next card, of which perhaps no serial number can be had.

        timeout_s: how long, in seconds; for the first card the opening of the readers counts in. None waits for ever.
        Raises NoCardError when none came, and at the first card a ReaderError when no reader is there that could read
        one.
        """
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        if not self._begun:
            self._begun = True
            _require_ready(self._first(deadline))
        while True:
            told = self._source.next(deadline)
            if isinstance(told, Read):
                return told
            self._say(told)

    def _first(self, deadline: float | None) -> Told:
        try:
            return self._source.next(deadline)
        except NoCardError:
            raise NoCardError(
                "The reader could not be opened in time.", "Check its address, or give it longer with --timeout."
            ) from None

    def _say(self, told: Told) -> None:
        if isinstance(told, CardUnreadable):
            self._output.note(f"{told.reader}: {told.problem} {told.remedy}".strip())
        elif isinstance(told, ReadersChanged):
            for info in told.readers:
                if info.hint:
                    self._output.note(f"{info.name}: {info.hint}")
            if not told.readers:
                self._output.note("No reader is attached now; waiting for one.")


def _require_ready(first: Told) -> None:
    if not isinstance(first, ReadersChanged) or any(info.state is State.READY for info in first.readers):
        return
    if not first.readers:
        raise ReaderNotFound("No card reader is attached.", "Attach one, or name another with --reader.")
    raise _error_of(first.readers[0])


def _error_of(info: ReaderInfo) -> ReaderError:
    return _ERRORS.get(info.state, ReaderNotFound)(f"{info.name}: {info.hint or 'it is not ready.'}")


class _Source:
    """Runs a reader's endless loop on a thread of its own, so that waiting can have an end."""

    def __init__(self, listen: Callable[[Event], Iterable[Told]]) -> None:
        self._told: SimpleQueue[Told | Exception] = SimpleQueue()
        self._stop = Event()
        # Addresses are understood here, at once; the reader itself is touched on the thread.
        all_told = listen(self._stop)
        # A daemon: what hangs in the system's own call must not keep the program.
        self._thread = Thread(target=self._run, args=(all_told,), name="reader", daemon=True)
        self._thread.start()

    def _run(self, all_told: Iterable[Told]) -> None:
        try:
            for told in all_told:
                self._told.put(told)
        except Exception as error:  # noqa: BLE001  the thread's last line of defence: it is raised again in `next`
            self._told.put(error)

    def next(self, deadline: float | None) -> Told:
        """What is told next; deadline is a moment of `time.monotonic`. Raises NoCardError, or what the loop raised."""
        try:
            wait = None if deadline is None else max(0.0, deadline - time.monotonic())
            told = self._told.get(timeout=wait)
        except Empty:
            raise NoCardError("No card was tapped in time.", "Hold the card to the reader and try again.") from None
        if isinstance(told, Exception):
            raise told
        return told

    def stop(self) -> None:
        """End the loop, and give its thread the time to let go of the reader."""
        self._stop.set()
        self._thread.join(_GOODBYE_S)
