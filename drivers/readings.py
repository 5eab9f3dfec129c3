"""What a parser makes of bytes: a card's number, the words for why there is none, or that no card is there. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Number:
    """A card's serial number, in the order in which the card sends it.

    technology: as the contract spells it, where the reader knows it. iso14443_4: as in `drivers.reader.CardSeen`.
    """

    uid: bytes
    technology: str = ""
    iso14443_4: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A number as a reader wrote it; what it means is a matter of the reader's profile."""

    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Bytes came, or a card is there, and no number can be had. `problem`, `remedy`: sentences for a person."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Absent:
    """The reader was asked, and says that no card is there."""


Reading = Number | Text | Unread | Absent


class Parser(Protocol):
    """Takes a serial line's bytes in whatever pieces they come. Holds no clock and no port."""

    def feed(self, chunk: bytes) -> Iterator[Reading]:
        """Yield what `chunk` completes. An empty chunk says that the line was silent for one read timeout."""
        ...


class Poller(Parser, Protocol):
    """A parser for a reader that speaks only when it is asked."""

    def due(self, now: float) -> bytes:
        """What is to be sent now, empty for nothing. Asked before every read; `now`: seconds of one steady clock."""
        ...
