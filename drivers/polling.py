"""Talking to a reader that speaks only when it is asked: one question at a time, again and again. Pure.

A question without an answer is given up after its time, and the conversation begins anew with another question, whose
answer looks different: what is answered late finds nobody who waits for it. The clock is passed in; the bytes are what
subclasses know.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from drivers.readings import Reading, Unread

# How often a resting card is asked for: 100 to 200 ms are usual, two or three misses being its end. In seconds.
POLL_S = 0.1
# How long a reader may take to answer, where its sheet says nothing: a choice of ours. In seconds.
PATIENCE_S = 1.0
# What the slowest are granted; see twn4.py and acs_serial.py.
LONGEST_PATIENCE_S = 2.0
# Unanswered questions in a row before a person is told; one may be lost to a disturbance.
MISSES = 2
# Silences in a row (of one read timeout each) after which a begun frame is not waited for any longer.
SILENCES = 2

TWO_CARDS = Unread("Two cards lie on the reader.", "Take one of them away.")


def no_answer(name: str, hint: str) -> Unread:
    """The words for a reader that does not answer as one of `name` would. `hint`: what else to check."""
    return Unread(
        f"The reader at this port does not answer as {name} would.",
        f"Check that it has power, and the protocol and the speed (baud) in its address; {hint}.",
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent, and how long its answer is waited for, in seconds."""

    words: bytes
    patience: float = PATIENCE_S


class Asker(ABC):
    """Keeps the schedule of the questions; a `drivers.readings.Poller`.

    silent: what a person is told, once, when nothing that makes sense comes back.
    """

    def __init__(self, silent: Unread) -> None:
        self._silent = silent
        self._asked: Question | None = None
        self._asked_at = 0.0
        # None: at once.
        self._not_before: float | None = None
        self._missed = 0
        self._told: Unread | None = None
        self._untold: Unread | None = None

    def due(self, now: float) -> bytes:
        """What is to be sent now; see `drivers.readings.Poller`."""
        if self._asked is not None:
            if now < self._asked_at + self._asked.patience:
                return b""
            self._untold = self._miss() or self._untold
            self._not_before = None
            self._restart()
        if self._not_before is not None and now < self._not_before:
            return b""
        self._asked, self._asked_at = self._question(), now
        return self._asked.words

    def feed(self, chunk: bytes) -> Iterator[Reading]:
        """Yield what `chunk` tells; see `drivers.readings.Parser`. What nobody asked for is dropped."""
        if self._untold is not None:
            untold, self._untold = self._untold, None
            yield untold
        for frame in self._frames(chunk):
            if self._asked is not None:
                yield from self._hear(frame)

    @abstractmethod
    def _question(self) -> Question:
        """The question that comes next."""

    @abstractmethod
    def _restart(self) -> None:
        """The last question came to nothing: begin anew, so that its late answer is not taken for another's."""

    @abstractmethod
    def _frames(self, chunk: bytes) -> Iterator[bytes]:
        """Cut the stream. An empty chunk is a silence."""

    @abstractmethod
    def _hear(self, frame: bytes) -> Iterator[Reading]:
        """Yield what `frame` tells. Calls one of the three below if it is the answer to the present question."""

    def _answered(self, *, more: bool = False) -> None:
        """The present question is answered. `more`: the next one is asked at once."""
        self._missed, self._told = 0, None
        self._asked = None
        self._not_before = None if more else self._asked_at + POLL_S

    def _misunderstood(self) -> Iterator[Reading]:
        """What came makes no sense, or says that the question did not: begin anew."""
        untold = self._miss()
        self._not_before = self._asked_at + POLL_S
        self._restart()
        if untold is not None:
            yield untold

    def _refused(self, why: Unread) -> Iterator[Reading]:
        """The reader answers that it will not: tell it once, and ask again now and then."""
        self._asked = None
        self._not_before = self._asked_at + PATIENCE_S
        if why != self._told:
            self._told = why
            yield why

    def _miss(self) -> Unread | None:
        """Give up the present question. What a person is to be told of it."""
        self._asked = None
        self._missed += 1
        if self._missed < MISSES or self._told == self._silent:
            return None
        self._told = self._silent
        return self._silent


class Framer:
    """Cuts frames of a known beginning, length and checksum out of a stream. Noise costs nothing of what follows it.

    start: the first byte of every frame. longest: bytes that a frame has at most. measure: given bytes that begin with
    `start`, the length of the whole frame there; 0 when none can begin there; None when more bytes are needed to tell.
    """

    def __init__(self, start: int, longest: int, measure: Callable[[bytes], int | None]) -> None:
        self._start = start
        self._longest = longest
        self._measure = measure
        self._buffer = b""
        self._silences = 0

    def cut(self, chunk: bytes) -> Iterator[bytes]:
        """Yield each whole frame that `chunk` completes. An empty chunk is a silence."""
        self._silences = 0 if chunk else self._silences + 1
        # What has begun came to nothing, and may have been noise with a frame behind it.
        given_up = self._silences >= SILENCES
        self._buffer += chunk
        at = self._buffer.find(self._start)
        while at >= 0:
            size = self._measure(self._buffer[at : at + self._longest])
            if size is None and not given_up:
                break
            if size:
                yield self._buffer[at : at + size]
            at = self._buffer.find(self._start, at + (size or 1))
        self._buffer = self._buffer[at:] if at >= 0 else b""

    def clear(self) -> None:
        """Forget what has begun."""
        self._buffer = b""
