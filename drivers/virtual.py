"""A reader in software, for the training mode, for tests and for trying things without hardware."""

from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event

from drivers.reader import CardGone, CardSeen, ReaderEvent, ReaderInfo, ReadersChanged, State
from drivers.uri import VirtualUri

NAME = "Virtual reader"
# How often `stop` is looked at, in seconds; the contract of `drivers.reader` asks for 0.5.
_LOOK_S = 0.2


class VirtualReader:
    """Presents the cards it was made with, one after the other, then those given to `present`.

    `present` and `remove` may be called on any thread. Each card is told once, by whichever `events` comes to it.
    """

    def __init__(self, uids: Iterable[bytes] = (), *, name: str = NAME) -> None:
        self._uri = VirtualUri(tuple(uids))
        self._name = name
        self._moves: SimpleQueue[CardSeen | None] = SimpleQueue()
        self._present = False
        for uid in self._uri.uids:
            self.present(uid)

    @property
    def uri(self) -> str:
        """The address that opens such a reader."""
        return str(self._uri)

    @property
    def info(self) -> ReaderInfo:
        """The reader as it is listed."""
        return ReaderInfo(self.uri, "virtual", self._name, State.READY)

    def present(self, uid: bytes, atr: bytes = b"", technology: str = "") -> None:
        """Lay a card on the reader; one that lies there is taken away first."""
        self._moves.put(CardSeen(uid, self._name, atr, technology))

    def remove(self) -> None:
        """Take away the card, if one lies there."""
        self._moves.put(None)

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        """Tell what `present` and `remove` did, until `stop` is set."""
        yield ReadersChanged((self.info,))
        while not stop.is_set():
            try:
                move = self._moves.get(timeout=_LOOK_S)
            except Empty:
                continue
            if self._present:
                self._present = False
                yield CardGone(self._name)
            if move is not None:
                self._present = True
                yield move
