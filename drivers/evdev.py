"""A keyboard reader straight from Linux' input layer, taken from every other program while it is read.

With EVIOCGRAB nothing that the reader types reaches any window, and no keyboard layout is between it and the number
(libusb/hidapi#310). Latency: a number is told with its Enter; without one, after `SILENCE_S`.
"""

import errno
import os
import select
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from drivers.errors import BadReaderUri
from drivers.input_devices import refused_hint
from drivers.key_positions import COMMAND_KEYS, END_KEYS, LOCK_KEYS, SHIFT_KEYS, us_character
from drivers.reader import CardGone, CardUnreadable, NumberSeen, ReaderEvent, ReaderInfo, ReadersChanged, State
from drivers.uri import KeyboardUri

# torvalds/linux include/uapi/linux/input.h: struct input_event (a time of two longs, type, code, value), and
# EVIOCGRAB, _IOW('E', 0x90, int).
_EVENT = struct.Struct("@llHHi")
_EVIOCGRAB = 0x40044590
# input-event-codes.h: the types, the value of a key that goes down, and the note that events were lost.
_EV_SYN, _EV_KEY = 0, 1
_UP, _DOWN = 0, 1
_SYN_DROPPED = 3
# Silence that ends a number without Enter: the longest delay between two keys that readers can be set to is 255 ms
# (docs.baltech.de, KeypressDelay), and nobody else types here.
SILENCE_S = 0.35
# A reader types a number once: so long after it, the card counts as gone. A choice of ours.
_GONE_AFTER_S = 0.4
# How often a device that cannot be opened is tried, in seconds.
RETRY_S = 1.0
# How many events are read at once.
_AT_ONCE = 64
# More than any number has: a key that is stuck must not fill the memory.
_MOST = 200

_SPOILT = (
    "What the reader typed is not whole, or has keys that no number has.",
    "Tap the card again; if it stays so, set the reader to type the number alone and Enter after it.",
)


def grab(descriptor: int) -> None:
    """Take the device from every other program, until it is closed. Raises OSError: EBUSY when another has it."""
    import fcntl

    fcntl.ioctl(descriptor, _EVIOCGRAB, 1)


class EvdevReader:
    """One reader that types, at one input device. Raises BadReaderUri on a system that has none.

    take: takes the opened device from others, as `grab` does. system: as `sys.platform` names it.
    """

    def __init__(self, address: KeyboardUri, *, take: Callable[[int], None] = grab, system: str = sys.platform) -> None:
        if system != "linux":
            raise BadReaderUri(
                f"A keyboard reader can be taken by its device, “{address.device}”, on Linux only.",
                "Write “keyboard:” alone; what the reader types is then taken from the window.",
            )
        self._address = address
        self._name = address.device
        self._take = take
        self._told: ReaderInfo | None = None

    @property
    def uri(self) -> str:
        """The address that this reader was opened with."""
        return str(self._address)

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        """Tell states and numbers until `stop` is set."""
        self._told = None
        while not stop.is_set():
            try:
                descriptor = os.open(self._address.device, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
                try:
                    self._take(descriptor)
                    yield from self._drain(descriptor, stop)
                    yield from self._tell(State.READY)
                    yield from self._listen(descriptor, stop)
                finally:
                    os.close(descriptor)
            except OSError as error:
                yield from self._tell(*_why_closed(error, self._address.device))
                stop.wait(RETRY_S)

    def _drain(self, descriptor: int, stop: Event) -> Iterator[ReaderEvent]:
        """Wait until nothing is being typed: of a number under way the beginning went elsewhere."""
        drained = False
        while not stop.is_set() and _read(descriptor, SILENCE_S):
            drained = True
        if drained:
            yield self._seen(None)

    def _listen(self, descriptor: int, stop: Event) -> Iterator[ReaderEvent]:
        typing, present = Typing(), False
        while not stop.is_set():
            try:
                chunk = _read(descriptor, SILENCE_S if typing.under_way else _GONE_AFTER_S)
            except OSError:
                if present:
                    yield CardGone(self._name)
                raise
            found = list(typing.feed(chunk) if chunk else typing.silent())
            if present and (found or not chunk):
                present = False
                yield CardGone(self._name)
            for text in found:
                present = text is not None
                yield self._seen(text)

    def _seen(self, text: str | None) -> ReaderEvent:
        if text is None:
            return CardUnreadable(self._name, *_SPOILT)
        address = self._address
        return NumberSeen(text, self._name, address.profile, address.number_format, address.technology)

    def _tell(self, state: State, hint: str = "") -> Iterator[ReaderEvent]:
        info = ReaderInfo(self.uri, "keyboard", self._name, state, hint)
        if info != self._told:
            self._told = info
            yield ReadersChanged((info,))


def _read(descriptor: int, seconds: float) -> bytes:
    """The events of an input device, which come whole; empty when none came in time. Raises OSError: it has gone."""
    if not select.select([descriptor], [], [], seconds)[0]:
        return b""
    chunk = os.read(descriptor, _EVENT.size * _AT_ONCE)
    if not chunk or len(chunk) % _EVENT.size:
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
    return chunk


class Typing:
    """Turns the events of an input device into what was typed; None where it is spoilt. Holds no clock."""

    def __init__(self) -> None:
        self._text = ""
        self._spoilt = False
        self._ends = False
        self._down: set[int] = set()

    @property
    def under_way(self) -> bool:
        """Whether a number was begun and not ended."""
        return bool(self._text) or self._spoilt

    def feed(self, chunk: bytes) -> Iterator[str | None]:
        """Take whole events, and yield every number that they end."""
        for _, _, kind, code, value in _EVENT.iter_unpack(chunk):
            if kind == _EV_SYN and code == _SYN_DROPPED:
                self._spoilt = True
                self._down.clear()
            elif kind == _EV_KEY and value == _UP:
                self._down.discard(code)
            elif kind == _EV_KEY and value == _DOWN:
                self._down.add(code)
                yield from self._pressed(code)

    def silent(self) -> Iterator[str | None]:
        """Nothing was typed for so long that the number has ended; or stuck, where the reader ends it with a key."""
        self._spoilt = self._spoilt or (self._ends and self.under_way)
        yield from self._ended()

    def _ended(self) -> Iterator[str | None]:
        if self.under_way:
            yield None if self._spoilt else self._text
            self._text, self._spoilt = "", False

    def _pressed(self, code: int) -> Iterator[str | None]:
        if code in SHIFT_KEYS or code in LOCK_KEYS or code in COMMAND_KEYS:
            return
        if code in END_KEYS:
            self._ends = self._ends or self.under_way
            yield from self._ended()
            return
        character = us_character(code, shifted=bool(self._down & SHIFT_KEYS))
        if not character or self._down & COMMAND_KEYS or len(self._text) >= _MOST:
            self._spoilt = True
        else:
            self._text += character


def _why_closed(error: OSError, device: str) -> tuple[State, str]:
    """The state that an error puts the reader in, and a hint of one or two sentences."""
    match error.errno:
        case errno.EBUSY:
            return State.BUSY, f"Another program has taken {device}. Close it, and it will be tried again."
        case errno.EACCES | errno.EPERM:
            return State.REFUSED, refused_hint(device)
        case errno.ENOTTY | errno.EINVAL | errno.EISDIR:
            return State.ABSENT, f"{device} is no input device. Name one of those in {_DEVICES}."
        case _:
            return State.ABSENT, f"There is no {device} now. Attach the reader, or name another of those in {_DEVICES}."


_DEVICES = Path("/dev/input/by-id")
