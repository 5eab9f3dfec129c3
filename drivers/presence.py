"""One presentation of a card is one event, however often the reader repeats its number. Pure; the clock is passed in.

An RDM6300 repeats its frame each 50 to 65 ms while the card rests (forum.hobbycomponents.com f=82 p=7544,
arduino12/rdm6300 a8ddb5f README), an ID-12 sends it once (bildr.org/2011/02/rfid-arduino). Readers that are asked
again and again say themselves that no card is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drivers.readings import Number, Text, Unread

# Without a frame for so long, the card has gone: 300 ms in arduino12/rdm6300 a8ddb5f src/rdm6300.h, plus the latency
# of USB bridges, which is a choice of ours. In seconds.
GONE_AFTER_S = 0.5
# Damage is told when no whole frame has mended it by then: four repetitions of an RDM6300. In seconds.
MENDED_WITHIN_S = 0.25
# So many answers in a row that no card is there, and it has gone; one alone may be a card that was not heard at once.
ABSENCES = 2
# A number that comes again within this time, another one having come in between, is no card that was swapped and
# swapped back, but one of several that lie there together: a choice of ours. In seconds.
TOGETHER_S = 1.0

TOGETHER = Unread(
    "More than one card lies on the reader, so it is not certain which one is meant.",
    "Take all cards off the reader, and tap one alone.",
)

Seen = Number | Text


@dataclass(frozen=True, slots=True)
class Came:
    """A card was presented."""

    card: Seen


@dataclass(frozen=True, slots=True)
class Left:
    """The card of the last `Came` is no longer heard of."""


Change = Came | Left | Unread


class Presence:
    """Turns a stream of repeated numbers into presentations. All times are seconds of one steady clock.

    sees_several: the reader is one that keeps answering with the card that it finds, now this one and now that one of
    several. Cards that lie there together are then told once, in words. The one that is left when the others were
    taken away is told as a card as soon as it has been alone for `TOGETHER_S`. Two numbers of two technologies are no
    trouble: that is what a reader of both tells of a dual-technology card. Each is told once, however seldom one of
    them is heard, until the presentation ends. Elsewhere every other number is another card: two EM cards together
    drown each other and give no number at all.

    gone_after_s: how long nothing at all may come before the card has gone. A reader that is asked says itself that
    it has gone, and needs longer than `GONE_AFTER_S` to make up for an answer that was lost.
    """

    def __init__(self, *, sees_several: bool = False, gone_after_s: float = GONE_AFTER_S) -> None:
        self._sees_several = sees_several
        self._gone_after_s = gone_after_s
        self._card: Seen | None = None
        # When each card of this presentation was heard last.
        self._heard: dict[Seen, float] = {}
        # When any of them was.
        self._last = 0.0
        self._together = False
        self._absences = 0
        self._damage: Unread | None = None
        self._damaged_since = 0.0
        self._damaged_at = 0.0
        self._told = False

    def heard(self, card: Seen, now: float) -> Iterator[Change]:
        """A whole number came: the same one within the silence is the same card, another is a new card at once."""
        yield from self.passed(now)
        self._damage = None
        self._absences = 0
        self._forget(card, now)
        again = card in self._heard
        self._heard[card] = self._last = now
        alone = len(self._heard) == 1
        if card == self._card or (self._together and not alone):
            return
        if again and not alone:
            if not _one_of_each(self._heard):
                yield from self._leave()
                self._together = True
                yield TOGETHER
            return
        yield from self._leave()
        self._card, self._together = card, False
        yield Came(card)

    def absent(self, now: float) -> Iterator[Change]:
        """The reader says that no card is there."""
        yield from self.passed(now)
        self._absences += 1
        if self._absences >= ABSENCES:
            yield from self.ended()

    def damaged(self, damage: Unread, now: float) -> Iterator[Change]:
        """Something came that is no number. Told once, and only if no number follows it soon."""
        yield from self.passed(now)
        self._absences = 0
        if self._heard and now - self._last < GONE_AFTER_S:
            return
        yield from self.ended()
        if self._damage is None:
            self._damage, self._damaged_since, self._told = damage, now, False
        self._damaged_at = now

    def passed(self, now: float) -> Iterator[Change]:
        """Time went by without a number."""
        if self._heard and now - self._last >= self._gone_after_s:
            yield from self.ended()
        if self._damage is None:
            return
        if not self._told and now - self._damaged_since >= MENDED_WITHIN_S:
            self._told = True
            yield self._damage
        if self._told and now - self._damaged_at >= GONE_AFTER_S:
            self._damage = None

    def ended(self) -> Iterator[Change]:
        """No card is there any more, or the line is closed."""
        self._heard, self._together = {}, False
        yield from self._leave()

    def _forget(self, card: Seen, now: float) -> None:
        """Drop what `card` shows to be no part of this presentation."""
        if _one_of_each({*self._heard, card}):
            return
        # A silence says nothing of the cards that were not heard in it.
        until = min(now, self._last + GONE_AFTER_S)
        self._heard = {
            other: at
            for other, at in self._heard.items()
            if (until - at <= TOGETHER_S if self._sees_several else other == card)
        }

    def _leave(self) -> Iterator[Change]:
        if self._card is not None:
            self._card = None
            yield Left()


def _one_of_each(cards: Iterable[Seen]) -> bool:
    """Whether the reader knows the technologies of all of these, and no two are the same."""
    technologies = [card.technology if isinstance(card, Number) else "" for card in cards]
    return all(technologies) and len(set(technologies)) == len(technologies)
