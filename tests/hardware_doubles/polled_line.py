"""The line between a poller and a reader that it asks: on a clock of its own, or on a pseudo-terminal."""

import os
import select
import threading
import time
from collections.abc import Callable
from pathlib import Path

from drivers.readings import Poller, Reading
from tests.hardware_doubles.polled_readers import Card, Reader
from tests.hardware_doubles.serial_pair import SerialPair


class Conversation:
    """A poller and a reader talk as the serial loop lets them. `now`: a clock of their own, in seconds.

    mute: the reader's end hears nothing. held: what the reader sends waits on the line until it is False again, and
    comes then with the next answer. split: how an answer is torn into pieces. noise: comes before each answer.
    """

    def __init__(self, poller: Poller, reader: Reader) -> None:
        self.now = 100.0
        self.mute = self.held = False
        self.noise = b""
        self.split: Callable[[bytes], list[bytes]] = lambda data: [data]
        self.spoil: Callable[[bytes], bytes] = lambda data: data
        self._poller = poller
        self._reader = reader
        self._waiting = b""

    def go_on(self, seconds: float) -> list[Reading]:
        """What is told in this time."""
        end, told = self.now + seconds, list[Reading]()
        while self.now < end:
            for piece in self._pieces():
                told += self._poller.feed(piece)
        return told

    def _pieces(self) -> list[bytes]:
        """What the next reads bring: one with bytes returns at once, one without after its timeout."""
        question = self._poller.due(self.now)
        if question and not self.mute:
            self._waiting += self.noise + self.spoil(self._reader.answer(question))
        if self.held or not self._waiting:
            self.now += 0.05
            return [b""]
        answer, self._waiting = self._waiting, b""
        self.now += 0.001
        return self.split(answer)


class Desk(SerialPair):
    """A reader on a real pseudo-terminal: what is asked at `port` is answered on a thread."""

    def __init__(self, reader: Reader, link: Path | None = None) -> None:
        self.reader = reader
        self.mute = False
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        super().__init__(link)

    def plug_in(self) -> None:
        super().plug_in()
        self._stop.clear()
        self._thread = threading.Thread(target=self._serve, name="polled-reader", daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(5)
        super().unplug()

    def lay(self, *cards: Card) -> None:
        """These cards, and no others, lie on the reader."""
        self.reader.cards = list(cards)

    def take_away(self) -> None:
        """Nothing lies on the reader."""
        self.lay()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                if not select.select([self._reader_end], [], [], 0.05)[0]:
                    continue
                data = os.read(self._reader_end, 4096)
            except OSError:
                # Nobody has the port open.
                time.sleep(0.01)
                continue
            if not self.mute:
                self.send(self.reader.answer(data))
