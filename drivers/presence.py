"""One presentation of a card is one event, however often the reader repeats its number. Pure; the clock is passed in.

An RDM6300 repeats its frame each 50 to 65 ms while the card rests (forum.hobbycomponents.com f=82 p=7544,
arduino12/rdm6300 a8ddb5f README), an ID-12 sends it once (bildr.org/2011/02/rfid-arduino).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from drivers.readings import Unread

# Without a frame for so long, the card has gone: 300 ms in arduino12/rdm6300 a8ddb5f src/rdm6300.h, plus the latency
# of USB bridges, which is a choice of ours. In seconds.
GONE_AFTER_S = 0.5
# Damage is told when no whole frame has mended it by then: four repetitions of an RDM6300. In seconds.
MENDED_WITHIN_S = 0.25


@dataclass(frozen=True, slots=True)
class Came:
    """A card was presented."""

    uid: bytes


@dataclass(frozen=True, slots=True)
class Left:
    """The card of the last `Came` is no longer heard of."""


Change = Came | Left | Unread


class Presence:
    """Turns a stream of repeated numbers into presentations. All times are seconds of one steady clock."""

    def __init__(self) -> None:
        self._uid: bytes | None = None
        self._heard_at = 0.0
        self._damage: Unread | None = None
        self._damaged_since = 0.0
        self._damaged_at = 0.0
        self._told = False

    def heard(self, uid: bytes, now: float) -> Iterator[Change]:
        """A whole number came: the same one within the silence is the same card, another is a new card at once."""
        yield from self.passed(now)
        self._damage = None
        self._heard_at = now
        if uid != self._uid:
            yield from self.ended()
            self._uid = uid
            yield Came(uid)

    def damaged(self, damage: Unread, now: float) -> Iterator[Change]:
        """Something came that is no number. Told once, and only if no number follows it soon."""
        yield from self.passed(now)
        if self._uid is not None:
            return
        if self._damage is None:
            self._damage, self._damaged_since, self._told = damage, now, False
        self._damaged_at = now

    def passed(self, now: float) -> Iterator[Change]:
        """Time went by without a number."""
        if self._uid is not None and now - self._heard_at >= GONE_AFTER_S:
            yield from self.ended()
        if self._damage is None:
            return
        if not self._told and now - self._damaged_since >= MENDED_WITHIN_S:
            self._told = True
            yield self._damage
        if self._told and now - self._damaged_at >= GONE_AFTER_S:
            self._damage = None

    def ended(self) -> Iterator[Change]:
        """The line is closed, or another card took the place."""
        if self._uid is not None:
            self._uid = None
            yield Left()
