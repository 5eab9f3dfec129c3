"""Watches the smart-card service: which readers it has, over all of its restarts.

When a context dies a new one is made: pyscard's own monitors end for good there (LudovicRousseau/pyscard 4f46bf8
src/smartcard/ReaderMonitoring.py and CardMonitoring.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from drivers.pcsc_codes import Code

if TYPE_CHECKING:
    from drivers.scard import Context

# How often the readers are listed, in seconds. There is a pseudo-reader that wakes a wait when one comes or goes; but
# Apple's service does not know it (blog.apdu.fr 2015/12), a list costs no more than the end of such a wait, and before
# a card is told pcsc-lite wakes every client that waits, this one too: some 50 µs, measured.
LIST_S = 0.4
# One wait for changes, in milliseconds; whether to end is looked at between two of them.
WAIT_MS = 400
# Between two attempts at a service that does not answer, in seconds.
RETRY_S = 0.5
# After a round that brought nothing though it ended early, in seconds: some services return at once, again and again.
BREATH_S = 0.02

# PC/SC's code, and the context unless the code is a fault.
Establish = Callable[[], "tuple[int, Context | None]"]


class ContextLost(Exception):
    """The context died: a turn of a loop, not an error of its caller. `code`: what PC/SC said."""

    def __init__(self, code: int) -> None:
        super().__init__(f"{code:08X}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Listed:
    """Every reader that the service has now; told at every change, and after each restart."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The service answers `code` instead."""

    code: int


class ServiceWatch:
    """Lists the readers for as long as `run` runs. `up`: set while the service is heard, after its list was told."""

    def __init__(self, establish: Establish, post: Callable[[Listed | Failed], None]) -> None:
        self.up = Event()
        self._establish = establish
        self._post = post
        self._heard_at = monotonic()

    def silent_for(self, now: float) -> float:
        """For how many seconds the service has answered nothing at all. `now`: by `time.monotonic`."""
        return now - self._heard_at

    def run(self, stop: Event) -> None:
        """Post a `Listed` or a `Failed` at every change until `stop` is set."""
        while not stop.is_set():
            code, context = self._establish()
            self._heard_at = monotonic()
            if context is None:
                self._post(Failed(code))
                stop.wait(RETRY_S)
                continue
            try:
                self._rounds(context, stop)
            except ContextLost as lost:
                # Any other code is told when the next context cannot be had.
                if lost.code in (Code.SECURITY_VIOLATION, Code.BAD_NAME):
                    self._post(Failed(lost.code))
            finally:
                self.up.clear()
                context.release()
            stop.wait(RETRY_S)

    def _rounds(self, context: "Context", stop: Event) -> None:
        told: list[str] | None = None
        while not stop.is_set():
            names = listed(context)
            self._heard_at = monotonic()
            if names != told:
                self._post(Listed(tuple(names)))
                told = names
            self.up.set()
            stop.wait(LIST_S)


def establish_context() -> "tuple[int, Context | None]":
    """A new context of this computer's service. Blocks for as long as the service needs to start."""
    try:
        from drivers import scard
    except ImportError:
        # pyscard cannot be loaded where the system has no PC/SC library.
        return Code.NO_SERVICE, None
    code, context = scard.establish()
    return code, context if code == Code.OK else None


def listed(context: "Context") -> list[str]:
    """Every reader's name. Raises ContextLost."""
    code, names = context.readers()
    if code == Code.NO_READERS_AVAILABLE:
        return []
    if code != Code.OK:
        raise ContextLost(code)
    return names
