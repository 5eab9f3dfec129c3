"""What a reader is, and what it tells.

A `Reader` is a source of events. Its `events` is an endless, blocking generator that runs on any one thread; it
looks at `stop` at least every 0.5 s and never raises for what comes back by itself (a reader unplugged, the
service stopped): that is told as a `ReadersChanged`, and the loop goes on. It raises a `drivers.errors.ReaderError`
only for what will not mend itself, such as an address that cannot be understood.

One presentation of a card is one `CardSeen` or `NumberSeen`, however long the card rests on the reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from threading import Event
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card, presented once.

    uid: the card's serial number (CSN), in the order in which the card sends it (ISO/IEC 14443-3).
    reader: the name of the reader, as `ReaderInfo.name` has it.
    atr: the answer to reset that a PC/SC reader made for it; empty where there is none.
    technology: the technology, spelled as in the command-line contract, where the reader itself knows it
        ("em4100" from an EM reader); empty where it has to be concluded from `atr` and `uid`.
    iso14443_4: the reader says that the card speaks ISO/IEC 14443-4 (bit 0x20 of its SAK), where no `atr` can.
    profile: the profile that the reader's address names; empty where it names none.
    """

    uid: bytes
    reader: str
    atr: bytes = b""
    technology: str = ""
    iso14443_4: bool = False
    profile: str = ""


@dataclass(frozen=True, slots=True)
class NumberSeen:
    """A card, presented once to a reader that writes numbers as text: a keyboard, or a serial line of digits.

    What the reader does to the card's serial number before it writes it is known to its profile alone, so that this
    is no CSN yet.

    text: the number as it was written, without the control characters around it. reader: as in `CardSeen`.
    profile, number_format, technology: what the reader's address says; empty where it says nothing.
    """

    text: str
    reader: str
    profile: str = ""
    number_format: str = ""
    technology: str = ""


@dataclass(frozen=True, slots=True)
class CardGone:
    """The card that was seen last has left the reader, as far as that can be told.

    Of a reader that sends a number only once (most serial ones) this is told a moment after `CardSeen`, though the
    card may still rest there.
    """

    reader: str


@dataclass(frozen=True, slots=True)
class CardUnreadable:
    """A card is there, or bytes arrived, and no number can be had from them. `problem`, `remedy`: sentences."""

    reader: str
    problem: str
    remedy: str


class State(Enum):
    """The state of a reader, as the contract's `readers` command spells it."""

    READY = "ready"
    ABSENT = "absent"
    BUSY = "busy"
    REFUSED = "refused"
    SERVICE_MISSING = "service-missing"


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """One reader as found now.

    uri: the address under which it can be opened again. kind: "pcsc", "serial", "virtual" or "keyboard".
    hint: what is wrong and what to do about it, one or two sentences; empty when all is well.
    """

    uri: str
    kind: str
    name: str
    state: State
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ReadersChanged:
    """What this source of events listens to now. Told first of all, and again at every change."""

    readers: tuple[ReaderInfo, ...]


ReaderEvent = CardSeen | NumberSeen | CardGone | CardUnreadable | ReadersChanged


class Reader(Protocol):
    """A source of cards. Blocking; knows nothing of threads or windows."""

    @property
    def uri(self) -> str:
        """The address that this reader was opened with."""
        ...

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        """Yield what happens until `stop` is set. See the module's text for what is raised and what is told."""
        ...
