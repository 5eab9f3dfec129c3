"""Several readers as one: a thread for each, and one queue."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic

from drivers.errors import AccessRefused
from drivers.reader import Reader, ReaderEvent, ReaderInfo, ReadersChanged, State

# How often `stop` is looked at, in seconds; the contract of `drivers.reader` asks for 0.5.
_LOOK_S = 0.2
# How long the first list waits for a reader that is slow to tell its state, in seconds.
_FIRST_LIST_S = 1.0
# How long a reader may take to end, in seconds: twice the contract's 0.5. Its thread is a daemon and cannot hold up
# the end of the program.
_END_S = 1.0

_Told = tuple[int, ReaderEvent | Exception]


class ManyReaders:
    """Listens to several readers at once. Their lists are told as one list, in the order of the readers."""

    def __init__(self, readers: Sequence[Reader], *, uri: str = "") -> None:
        self._readers = tuple(readers)
        self._uri = uri or " ".join(reader.uri for reader in self._readers)

    @property
    def uri(self) -> str:
        """The address that this was opened with, or every reader's own."""
        return self._uri

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        """Tell what all of them tell until `stop` is set.

        What one of them raises is told as its state, and the others go on; it is raised when no other is left.
        """
        queue: SimpleQueue[_Told] = SimpleQueue()
        ending = Event()
        threads = [
            Thread(target=_run, args=(number, reader, ending, queue), name=f"reader-{number}", daemon=True)
            for number, reader in enumerate(self._readers)
        ]
        for thread in threads:
            thread.start()
        try:
            yield from self._merged(queue, stop)
        finally:
            ending.set()
            for thread in threads:
                thread.join(_END_S)

    def _merged(self, queue: SimpleQueue[_Told], stop: Event) -> Iterator[ReaderEvent]:
        lists: dict[int, tuple[ReaderInfo, ...]] = {}
        early: list[ReaderEvent] = []
        deadline = monotonic() + _FIRST_LIST_S
        complete = False
        ended: set[int] = set()
        while not stop.is_set():
            number, told = _next(queue)
            if isinstance(told, Exception):
                ended.add(number)
                if len(ended) == len(self._readers):
                    raise told
                told = ReadersChanged(_failed(self._readers[number], lists.get(number, ()), told))
            if isinstance(told, ReadersChanged):
                lists[number] = told.readers
                told = _joined(lists)
            if complete and told is not None:
                yield told
            elif not complete:
                if told is not None and not isinstance(told, ReadersChanged):
                    early.append(told)
                complete = len(lists) == len(self._readers) or monotonic() >= deadline
                if complete:
                    yield from (_joined(lists), *early)


def _joined(lists: dict[int, tuple[ReaderInfo, ...]]) -> ReadersChanged:
    return ReadersChanged(tuple(info for number in sorted(lists) for info in lists[number]))


def _failed(reader: Reader, known: tuple[ReaderInfo, ...], exc: Exception) -> tuple[ReaderInfo, ...]:
    """How a reader that raised is listed: under the names it told, or else under its address."""
    state = State.REFUSED if isinstance(exc, AccessRefused) else State.ABSENT
    kind = reader.uri.partition(":")[0].replace("auto", "pcsc")
    listed = known or (ReaderInfo(reader.uri, kind, reader.uri, state),)
    hint = str(exc) or type(exc).__name__
    return tuple(replace(info, state=state, hint=hint) for info in listed)


def _next(queue: SimpleQueue[_Told]) -> tuple[int, ReaderEvent | Exception | None]:
    """What was told next, and by which reader; None when nothing was told for a while."""
    try:
        return queue.get(timeout=_LOOK_S)
    except Empty:
        return -1, None


def _run(number: int, reader: Reader, ending: Event, queue: SimpleQueue[_Told]) -> None:
    try:
        for event in reader.events(ending):
            queue.put((number, event))
    except Exception as exc:  # noqa: BLE001  the top of a thread: handed over, and told or raised there
        queue.put((number, exc))
