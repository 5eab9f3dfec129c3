"""The two ways off the window's thread. Nothing else in the window starts a thread.

Qt delivers what a worker emits on the thread of the receiving QObject, as long as the signal is connected to a bound
method of it.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

T = TypeVar("T")
Loop = Callable[[Event], Iterable[object]]
# A loop looks at its Event every half second; a thread destroyed while it runs aborts the process.
_STOP_MS = 2_000


class LoopThread(QThread):
    """Runs one endless loop off the window's thread and emits what it yields.

    Signals: came(object) for each value; failed(Exception) when the loop ended by an error.
    """

    came = Signal(object)
    failed = Signal(object)

    def __init__(self, loop: Loop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = loop
        self._stop = Event()

    def run(self) -> None:
        """Qt's entry point of the thread."""
        try:
            for item in self._loop(self._stop):
                self.came.emit(item)
        except Exception as error:  # noqa: BLE001  the thread's last line of defence: it is told on the window's thread
            self.failed.emit(error)

    def end(self) -> None:
        """Ask the loop to end, and do not wait; `finished` tells when its thread has."""
        self._stop.set()

    def stop(self) -> None:
        """End the loop and wait for its thread."""
        self.end()
        self.wait(_STOP_MS)


class Background(QObject):
    """Runs a blocking call on a worker and hands its Future back on the window's thread.

    workers: how many at once; with one, calls are run in their order.
    """

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None, *, workers: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="work")
        self._stop = Event()
        self._finished.connect(self._deliver)

    def run(self, call: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        """Run `call` on a worker; `done` gets its Future on the window's thread, unless it was stopped before."""
        future = self._pool.submit(call)
        future.add_done_callback(lambda finished: self._finished.emit(done, finished))

    def pause(self, seconds: float) -> bool:
        """For a call that runs on a worker: wait, and return True as soon as it should give up."""
        return self._stop.wait(seconds)

    @Slot(object, object)
    def _deliver(self, done: Callable[[Future[Any]], None], future: Future[Any]) -> None:
        if not self._stop.is_set():
            done(future)

    def cancel(self) -> None:
        """Begin nothing new and deliver nothing any more; what runs goes on."""
        self._stop.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def finish(self) -> None:
        """Run what was begun to its end, also what still waits for a worker; deliver nothing any more."""
        self._stop.set()
        self._pool.shutdown(wait=True)

    def stop(self) -> None:
        """Cancel, and wait for what runs; it ends by its own deadlines."""
        self.cancel()
        self._pool.shutdown(wait=True)
