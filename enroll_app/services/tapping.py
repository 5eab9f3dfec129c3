"""From what a reader saw to what is to be said of it."""

from drivers.reader import CardSeen
from enroll_app.domain.cards import recognize
from enroll_app.domain.tap import Tap, understand


def tap_of(seen: CardSeen) -> Tap:
    """Understand what a reader saw."""
    return understand(recognize(seen.uid, seen.atr, seen.technology, seen.reader))
