"""What a parser makes of bytes: a card's number, or the words for why there is none. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Unread:
    """Bytes came, or a card is there, and no number can be had. `problem`, `remedy`: sentences for a person."""

    problem: str
    remedy: str


Reading = bytes | Unread


class Parser(Protocol):
    """Takes a serial line's bytes in whatever pieces they come."""

    def feed(self, chunk: bytes) -> Iterator[Reading]:
        """Yield what `chunk` completes. An empty chunk says that the line was silent for one read timeout."""
        ...
