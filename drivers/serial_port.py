"""Readers on a serial port: a thin loop that moves bytes between the port and a parser.

One loop serves readers that speak by themselves and those that have to be asked. The port may be missing, taken,
forbidden or a modem's, and may come and go: that is told as the reader's state and tried again each second. Latency:
one byte is waited for and the rest taken with it, so a number is told with its last byte.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, wait
from threading import Event, Thread
from typing import TYPE_CHECKING

from drivers.acs_serial import AcsPoller
from drivers.auto_frames import AutoParser
from drivers.errors import BadReaderUri
from drivers.frames import FrameParser
from drivers.frames_7941 import Parser7941
from drivers.idteck import IdteckParser
from drivers.inditag import IndiTagParser
from drivers.lines import LineParser
from drivers.modems import PortInfo
from drivers.pn532 import Pn532Poller
from drivers.polling import LONGEST_PATIENCE_S, MISSES
from drivers.ports import list_ports
from drivers.presence import GONE_AFTER_S, Came, Change, Left, Presence, Seen
from drivers.reader import (
    CardGone,
    CardSeen,
    CardUnreadable,
    NumberSeen,
    ReaderEvent,
    ReaderInfo,
    ReadersChanged,
    State,
)
from drivers.readings import Absent, Number, Parser, Poller, Reading, Unread
from drivers.serial_claim import claimed, taken
from drivers.serial_faults import faults_of_the_system, why_closed
from drivers.serial_network import notice_its_end
from drivers.stronglink import StrongLinkPoller
from drivers.twn4 import Twn4Poller
from drivers.uri import Protocol, SerialUri

if TYPE_CHECKING:
    from serial import Serial

# A read that brings nothing for so long is the silence that ends a message without terminator: a choice of ours.
# In seconds.
SILENCE_S = 0.05
# How long a port may take no bytes before it counts as broken, in seconds.
WRITE_S = 0.5
# How often a port that cannot be opened is tried, in seconds.
RETRY_S = 1.0
# After so long without any answer the card of a reader that is asked has gone. Before that a reader that answers says
# itself that no card is there, and of one that does not it is told. In seconds.
_UNANSWERED_S = MISSES * LONGEST_PATIENCE_S
# How often `stop` is looked at while a network port is being opened, in seconds.
_LOOK_S = 0.2

# Readers that speak by themselves.
LISTENERS: Mapping[Protocol, Callable[[SerialUri], Parser]] = {
    Protocol.AUTO: lambda address: AutoParser(address.technology),
    Protocol.RDM6300: lambda address: FrameParser(address.technology),
    Protocol.ID12: lambda address: FrameParser(address.technology),
    Protocol.SEVEN941: lambda _: Parser7941(),
    Protocol.LINE: lambda address: LineParser(address.digits),
    Protocol.IDTECK: lambda address: IdteckParser(address.digits),
    Protocol.INDITAG: lambda address: IndiTagParser(address.digits),
}
# Readers that have to be asked.
POLLERS: Mapping[Protocol, Callable[[SerialUri], Poller]] = {
    Protocol.TWN4: lambda address: Twn4Poller(crc=address.crc),
    Protocol.SL025: lambda _: StrongLinkPoller(model="sl025"),
    Protocol.SL032: lambda _: StrongLinkPoller(model="sl032"),
    Protocol.PN532: lambda _: Pn532Poller(),
    Protocol.ACS: lambda _: AcsPoller(),
}
PARSERS: Mapping[Protocol, Callable[[SerialUri], Parser]] = {**LISTENERS, **POLLERS}

_Due = Callable[[float], bytes]


class SerialReader:
    """One reader on one port.

    `CardGone` means that the reader has not repeated the number for a while: readers that send it only once tell it
    of a card that still rests, too. `clock` gives seconds that never go back; `ports` lists this computer's ports.
    """

    def __init__(
        self,
        address: SerialUri,
        *,
        clock: Callable[[], float] = time.monotonic,
        ports: "Callable[[], Iterable[PortInfo]] | None" = None,
    ) -> None:
        self._address = address
        self._clock = clock
        self._ports = ports or list_ports
        self._told: ReaderInfo | None = None

    @property
    def uri(self) -> str:
        """The address that this reader was opened with."""
        return str(self._address)

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        """Tell states and cards until `stop` is set. Raises BadReaderUri for settings that the port cannot have."""
        self._told = None
        while not stop.is_set():
            try:
                refusal = taken(self._address.port, self._ports())
                if refusal:
                    yield from self._tell(*refusal)
                    stop.wait(RETRY_S)
                    continue
                port = self._open(stop)
                if port is None:
                    return
                with port, claimed(port):
                    yield from self._listen(port, stop)
            # TypeError: pyserial reading a port that was closed under it, or listing one that just vanished.
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

        # pyserial's RFC 2217 client has no such limit; its network has one of its own.
        write_timeout = None if self._address.port.lower().startswith("rfc2217://") else WRITE_S
        try:
            # 8N1 is pyserial's default. `exclusive` is a lock on POSIX.
            with faults_of_the_system():
                port = serial.serial_for_url(
                    self._address.port,
                    self._address.speed,
                    timeout=SILENCE_S,
                    write_timeout=write_timeout,
                    exclusive=True,
                )
        except ValueError as exc:
            raise BadReaderUri(
                f"The port {self._address.port} cannot be used with these settings ({exc}).",
                "Correct the address of the reader.",
            ) from exc
        notice_its_end(port)
        return port

    def _listen(self, port: "Serial", stop: Event) -> Iterator[ReaderEvent]:
        parser, due = _parser(self._address)
        asked = self._address.protocol in POLLERS
        presence = Presence(sees_several=asked, gone_after_s=_UNANSWERED_S if asked else GONE_AFTER_S)
        try:
            while not stop.is_set():
                question = due(self._clock())
                if question:
                    port.write(question)
                chunk = port.read(1)
                yield from self._tell(State.READY)
                if chunk:
                    chunk += port.read(port.in_waiting)
                yield from self._understood(parser, presence, chunk)
        except (OSError, TypeError):
            yield from self._in_words(presence.ended())
            raise

    def _understood(self, parser: Parser, presence: Presence, chunk: bytes) -> Iterator[ReaderEvent]:
        for reading in parser.feed(chunk):
            yield from self._in_words(_noted(presence, reading, self._clock()))
        yield from self._in_words(presence.passed(self._clock()))

    def _in_words(self, changes: Iterator[Change]) -> Iterator[ReaderEvent]:
        for change in changes:
            match change:
                case Came(card):
                    yield self._seen(card)
                case Left():
                    yield CardGone(self._address.port)
                case Unread(problem, remedy):
                    yield CardUnreadable(self._address.port, problem, remedy)

    def _seen(self, card: Seen) -> CardSeen | NumberSeen:
        address = self._address
        if isinstance(card, Number):
            # What the reader says of the card goes before what the address says of all its cards.
            technology = card.technology or address.technology
            return CardSeen(
                card.uid,
                address.port,
                technology=technology,
                iso14443_4=card.iso14443_4,
                profile=address.profile,
            )
        return NumberSeen(card.text, address.port, address.profile, address.number_format, address.technology)

    def _tell(self, state: State, hint: str = "") -> Iterator[ReaderEvent]:
        info = ReaderInfo(self.uri, "serial", self._address.port, state, hint)
        if info != self._told:
            self._told = info
            yield ReadersChanged((info,))


def _parser(address: SerialUri) -> tuple[Parser, _Due]:
    """The parser of an address, and what asks the reader on its behalf."""
    if address.protocol in POLLERS:
        poller = POLLERS[address.protocol](address)
        return poller, poller.due
    return LISTENERS[address.protocol](address), lambda _: b""


def _noted(presence: Presence, reading: Reading, now: float) -> Iterator[Change]:
    match reading:
        case Unread():
            return presence.damaged(reading, now)
        case Absent():
            return presence.absent(now)
        case _:
            return presence.heard(reading, now)


def _close_late(opening: "Future[Serial]") -> None:
    """Close a port whose opening succeeded after nobody wanted it any more."""
    if opening.exception() is None:
        opening.result().close()
