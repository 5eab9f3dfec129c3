"""Readers on a serial port: a thin loop that moves bytes from the port into a parser.

The port may be missing, taken or forbidden, and may come and go: that is told as the reader's state and tried again
each second. Latency: one byte is waited for and the rest taken with it, so a number is told with its last byte.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, wait
from threading import Event, Thread
from typing import TYPE_CHECKING

from drivers.errors import BadReaderUri
from drivers.frames import FrameParser
from drivers.lines import LineParser
from drivers.presence import Came, Change, Left, Presence
from drivers.reader import CardGone, CardSeen, CardUnreadable, ReaderEvent, ReaderInfo, ReadersChanged, State
from drivers.readings import Parser, Unread
from drivers.serial_faults import why_closed
from drivers.uri import Protocol, SerialUri

if TYPE_CHECKING:
    from serial import Serial

# A read that brings nothing for so long is the silence that ends a message without terminator: a choice of ours.
# In seconds.
SILENCE_S = 0.05
# How often a port that cannot be opened is tried, in seconds.
RETRY_S = 1.0
# How often `stop` is looked at while a network port is being opened, in seconds.
_LOOK_S = 0.2
# What the frames of RDM6300 and ID-12 come from (ID-2/12/20LA data sheet: EM4001 or compatible; RDM6300: deduced).
_FRAME_TECHNOLOGY = "em4100"


def _frames(_: SerialUri) -> Parser:
    return FrameParser()


def _lines(address: SerialUri) -> Parser:
    assert address.number_format is not None, "SerialUri sees to it"
    return LineParser(address.number_format, address.technology)


PARSERS: Mapping[Protocol, Callable[[SerialUri], Parser]] = {
    # Only the checksummed frames can be told by their look.
    Protocol.AUTO: _frames,
    Protocol.RDM6300: _frames,
    Protocol.ID12: _frames,
    Protocol.LINE: _lines,
}


class SerialReader:
    """One reader on one port.

    `CardGone` means that the reader has not repeated the number for a while: readers that send it only once tell it
    of a card that still rests, too. `clock` gives seconds that never go back.
    """

    def __init__(self, address: SerialUri, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._clock = clock
        self._told: ReaderInfo | None = None
        framed = address.protocol is not Protocol.LINE
        self._technology = address.technology or (_FRAME_TECHNOLOGY if framed else "")

    @property
    def uri(self) -> str:
        """The address that this reader was opened with."""
        return str(self._address)

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        """Tell states and cards until `stop` is set. Raises BadReaderUri for settings that the port cannot have."""
        self._told = None
        while not stop.is_set():
            try:
                port = self._open(stop)
                if port is None:
                    return
                with port:
                    yield from self._listen(port, stop)
            # TypeError: pyserial reading a port that was closed under it.
            except (OSError, TypeError) as exc:
                yield from self._tell(*why_closed(exc, self._address.port))
                stop.wait(RETRY_S)

    def _open(self, stop: Event) -> "Serial | None":
        """The opened port, or None when `stop` came first; a network port may need seconds to answer or fail."""
        if "://" not in self._address.port:
            return self._connect()
        opening: Future[Serial] = Future()
        Thread(target=self._connect_into, args=(opening,), name="serial-opening", daemon=True).start()
        while not stop.is_set():
            if wait([opening], _LOOK_S).done:
                return opening.result()
        opening.add_done_callback(_close_late)
        return None

    def _connect_into(self, opening: "Future[Serial]") -> None:
        try:
            opening.set_result(self._connect())
        except Exception as exc:  # noqa: BLE001  the top of a thread: handed to the loop, which raises it
            opening.set_exception(exc)

    def _connect(self) -> "Serial":
        # Late, for the start of the window (a choice of ours).
        import serial

        try:
            # 8N1 is pyserial's default. `exclusive` is a lock on POSIX; Windows always opens exclusively.
            return serial.serial_for_url(self._address.port, self._address.baud, timeout=SILENCE_S, exclusive=True)
        except ValueError as exc:
            raise BadReaderUri(
                f"The port {self._address.port} cannot be used with these settings ({exc}).",
                "Correct the address of the reader.",
            ) from exc

    def _listen(self, port: "Serial", stop: Event) -> Iterator[ReaderEvent]:
        parser = PARSERS[self._address.protocol](self._address)
        presence = Presence()
        try:
            chunk = port.read(1)
            yield from self._tell(State.READY)
            while not stop.is_set():
                if chunk:
                    chunk += port.read(port.in_waiting)
                yield from self._understood(parser, presence, chunk)
                chunk = port.read(1)
        except (OSError, TypeError):
            yield from self._in_words(presence.ended())
            raise

    def _understood(self, parser: Parser, presence: Presence, chunk: bytes) -> Iterator[ReaderEvent]:
        for reading in parser.feed(chunk):
            if isinstance(reading, Unread):
                yield from self._in_words(presence.damaged(reading, self._clock()))
            else:
                yield from self._in_words(presence.heard(reading, self._clock()))
        yield from self._in_words(presence.passed(self._clock()))

    def _in_words(self, changes: Iterator[Change]) -> Iterator[ReaderEvent]:
        for change in changes:
            match change:
                case Came(uid):
                    yield CardSeen(uid, self._address.port, technology=self._technology)
                case Left():
                    yield CardGone(self._address.port)
                case Unread(problem, remedy):
                    yield CardUnreadable(self._address.port, problem, remedy)

    def _tell(self, state: State, hint: str = "") -> Iterator[ReaderEvent]:
        info = ReaderInfo(self.uri, "serial", self._address.port, state, hint)
        if info != self._told:
            self._told = info
            yield ReadersChanged((info,))


def _close_late(opening: "Future[Serial]") -> None:
    """Close a port whose opening succeeded after nobody wanted it any more."""
    if opening.exception() is None:
        opening.result().close()
