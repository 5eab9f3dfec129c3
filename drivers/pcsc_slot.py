"""Watches one PC/SC reader: what lies on it, and what that says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from drivers.pcsc_codes import (
    CARD_LEFT,
    CONTEXT_LOST,
    COUNTER_MASK,
    COUNTER_SHIFT,
    PASSING,
    READER_LEFT,
    Bits,
    Code,
    trouble,
    unread,
)
from drivers.pcsc_service import BREATH_S, RETRY_S, WAIT_MS, ContextLost, Establish
from drivers.reader import CardGone, CardSeen, CardUnreadable
from drivers.readings import Number, Unread

if TYPE_CHECKING:
    from drivers.scard import Context

# Attempts at a card that moves or that another program holds, and the seconds between them: a choice of ours.
ATTEMPTS, PAUSE_S = 4, 0.2
# Plain numbers for what stands between a card and its being told: members of an enum are looked up slowly.
_OK, _PRESENT, _WITHOUT_CHANGED = int(Code.OK), int(Bits.PRESENT), ~int(Bits.CHANGED)
# How often it is looked at whether the service is there again, in seconds.
_LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the reader, not its card, could not read a card for; `Code.OK` when all is well again."""

    code: int


SlotEvent = CardSeen | CardGone | CardUnreadable | Trouble


class SlotWatch:
    """Watches the reader `name` until `stop` is set, and gives what happens to `post`, with itself.

    up: set while the service is there. profile: as in `CardSeen`.
    """

    def __init__(
        self,
        name: str,
        establish: Establish,
        up: Event,
        post: "Callable[[SlotWatch, SlotEvent], None]",
        *,
        profile: str = "",
    ) -> None:
        self.name = name
        self.stop = Event()
        self._establish = establish
        self._up = up
        self._post = post
        self._profile = profile
        # The state to wait for a change from; 0 when nothing is known.
        self._known = 0
        self._atr = b""
        self._present = False
        self._number: bytes | None = None
        self._trouble = _OK
        self._attempts = 0
        self._due: float | None = None
        self._unseen = False
        self._told = False

    def run(self) -> None:
        """Watch. A context that dies is replaced when the service is heard again."""
        # Loaded before the first card comes, which would else wait for it.
        from drivers import pcsc_card

        self._read = pcsc_card.read_card
        while not self.stop.is_set():
            if not self._up.wait(_LOOK_S):
                continue
            _, context = self._establish()
            if context is None:
                self.stop.wait(RETRY_S)
                continue
            try:
                while not self.stop.is_set():
                    self._round(context)
            except ContextLost:
                self._known, self._due = 0, None
                self.stop.wait(RETRY_S)
            finally:
                context.release()

    def _round(self, context: "Context") -> None:
        self._told = False
        code, state, atr = context.change(self._timeout_ms(), self.name, self._known)
        if code == _OK:
            before, self._known, self._atr = self._known, state & _WITHOUT_CHANGED, atr
            self._look(context, before, self._known)
        elif code in READER_LEFT:
            # The service's list will say so, unless the reader is back by then.
            self._known = 0
            self.stop.wait(_LOOK_S)
            return
        elif code == Code.BAD_NAME:
            # Nothing can be had from it for as long as it has this name.
            self._troubled(code)
            self.stop.wait()
            return
        elif code != Code.TIMEOUT:
            raise ContextLost(code)
        if self._due is not None and monotonic() >= self._due and not self.stop.is_set():
            self._attempt(context)
        if code == _OK and not self._told:
            self.stop.wait(BREATH_S)

    def _timeout_ms(self) -> int:
        if self._due is None:
            return WAIT_MS
        return max(0, min(WAIT_MS, round((self._due - monotonic()) * 1000)))

    def _look(self, context: "Context", before: int, after: int) -> None:
        """Compare the reader's state with the one before, which is 0 where nothing was known."""
        if not after & _PRESENT:
            self._left()
            self._troubled(Code.READER_UNAVAILABLE if after & Bits.UNAVAILABLE else Code.OK)
            return
        if before and _moves(before, after) > (1 if self._present else 0):
            # Taken away and laid down again between two looks; or what is being tried is another card by now.
            self._left()
            self._troubled(_OK)
        if self._due is not None and not _freed(before, after):
            return
        freed = self._trouble and not after & Bits.EXCLUSIVE and after != before
        if not self._present or not before or freed:
            # A card that lay there before this loop looked may be another one than the service believes: when two are
            # swapped between two of its own looks it goes on telling the first one's ATR (pcsc-lite 1.9.9, seen).
            # Then the card is asked again, unless another program is talking to it.
            self._unseen = not before and not after & Bits.INUSE
            self._attempts = 0
            self._attempt(context)

    def _attempt(self, context: "Context") -> None:
        """Read the card once; a fault that may pass makes another attempt due."""
        # What failed at first may have been another card, whose answer to reset the service goes on telling.
        doubtful = self._unseen or self._attempts > 0
        self._attempts, self._due = self._attempts + 1, None
        code = self._read(context, self.name, self._atr, self._tell, doubtful=doubtful)
        if code == _OK:
            return
        if code in CONTEXT_LOST:
            raise ContextLost(code)
        # What is said to have left may have come back between two looks of the service.
        left = code in CARD_LEFT or code in READER_LEFT
        if (left or code in PASSING) and self._attempts < ATTEMPTS:
            self._due = monotonic() + PAUSE_S
        elif not left:
            self._unreadable(unread(code), code)

    def _tell(self, reading: Number | Unread, atr: bytes) -> None:
        """A card answered. Called while it is still being held, so that nobody waits for the letting go."""
        if isinstance(reading, Unread):
            self._unreadable(reading, _OK)
            return
        if reading.uid != self._number:
            if self._number is not None:
                self._say(CardGone(self.name))
            self._present, self._number = True, reading.uid
            self._say(CardSeen(reading.uid, self.name, atr, technology=reading.technology, profile=self._profile))
        self._troubled(_OK)

    def _unreadable(self, words: Unread, code: int) -> None:
        rested, self._present = self._present, True
        if not rested:
            self._say(CardUnreadable(self.name, words.problem, words.remedy))
        self._troubled(code if trouble(code) else Code.OK)

    def _left(self) -> None:
        if self._present:
            self._say(CardGone(self.name))
        self._present, self._number, self._due = False, None, None

    def _troubled(self, code: int) -> None:
        if code != self._trouble:
            self._trouble = code
            self._say(Trouble(code))

    def _say(self, event: SlotEvent) -> None:
        self._told = True
        self._post(self, event)


def _moves(before: int, after: int) -> int:
    """How many insertions and removals lie between two states."""
    return ((after >> COUNTER_SHIFT) - (before >> COUNTER_SHIFT)) & COUNTER_MASK


def _freed(before: int, after: int) -> bool:
    return bool(before & Bits.EXCLUSIVE) and not after & Bits.EXCLUSIVE
