"""Which rows the outbox has now, and what of the list is another than before; made off the window's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from enroll_app.domain.operations import Group

# From so many separate places on, the list is told anew as a whole: each place costs the window a turn.
_MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class Listing:
    """The outbox at one moment: the numbers of each group, ascending."""

    groups: Mapping[Group, Sequence[int]]

    def numbers(self, only: Group | None) -> tuple[int, ...]:
        """The numbers of a group, ascending; of all of them with None."""
        if only is not None:
            return tuple(self.groups[only])
        return tuple(sorted(chain.from_iterable(self.groups.values())))

    def has(self, number: int) -> bool:
        """Whether this number is in any group."""
        return any(number in numbers for numbers in self.groups.values())

    def count(self, only: Group | None) -> int:
        """How many there are; the groups add up to all of them, for they were seen at the same moment."""
        return sum(map(len, self.groups.values())) if only is None else len(self.groups[only])


@dataclass(frozen=True, slots=True)
class Change:
    """From one list of numbers to the next.

    gone: first and last places that are taken out, from the end to the beginning. come: places in the new list, first
    and last, from the beginning. whole: too much is different to be told place by place.
    """

    numbers: tuple[int, ...]
    gone: tuple[tuple[int, int], ...] = ()
    come: tuple[tuple[int, int], ...] = ()
    whole: bool = False


def change(old: Sequence[int], new: tuple[int, ...]) -> Change:
    """What makes the old list the new one; both ascend."""
    if tuple(old) == new:
        return Change(new)
    before, after = set(old), set(new)
    gone = _runs([at for at, number in enumerate(old) if number not in after])
    come = _runs([at for at, number in enumerate(new) if number not in before])
    if len(gone) + len(come) > _MOST_PLACES:
        return Change(new, whole=True)
    return Change(new, tuple(reversed(gone)), tuple(come))


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Places that follow one another, as first and last."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] + 1 == at:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
