"""Whether anything may be missing of a number, or be added to it, by when its keys came. Pure; all times are passed in.

What was typed of a card's number while the rest was lost (to another window, to a key of a person in between, to a
program that was busy) is often a number as well, and another card's. Where no length tells, a pause before it does.
"""

from collections.abc import Sequence
from itertools import pairwise

# As long as nothing must have been typed before a number, for its first key to be the first indeed. In milliseconds;
# twice the silence after which a number without Enter counts as ended, and more than the 255 ms that readers can be
# set to wait between two keys (docs.baltech.de, KeypressDelay).
PAUSE_MS = 300
# How much longer one gap within a number may be than the others on average: readers keep their pace, and the systems
# add 25 ms at the most. A person's key before or within the number breaks the pace. A choice of ours.
_UNEVEN_MS = 40
# Clocks of window systems count milliseconds in 32 bits and begin anew after 49 days.
_CLOCK = 1 << 32


def gap(earlier: int, later: int) -> int:
    """The milliseconds between two times of a window system."""
    return (later - earlier) % _CLOCK


def even(times: Sequence[int]) -> bool:
    """Whether keys came at one pace, as a machine's do. times: of three keys or more."""
    gaps = [gap(earlier, later) for earlier, later in pairwise(times)]
    longest = max(gaps)
    return longest <= (sum(gaps) - longest) / (len(gaps) - 1) + _UNEVEN_MS


class Quiet:
    """Keeps in mind when the last key came, and whether keys may have gone elsewhere."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._settled = True
        self._before = True

    @property
    def before(self) -> bool:
        """Whether the number under way began after a pause, and nothing of it can have gone elsewhere since."""
        return self._before

    def begin(self, at: int) -> None:
        """A number may begin with the key of this time."""
        self._before = self._settled and (self._last is None or gap(self._last, at) >= PAUSE_MS)

    def pressed(self, at: int) -> None:
        """A key went down, whoever typed it and whatever became of it."""
        self._last = at

    def disturb(self) -> None:
        """Keys may have gone elsewhere until now."""
        self._settled = self._before = False

    def settle(self) -> None:
        """`PAUSE_MS` have passed since."""
        self._settled = True
