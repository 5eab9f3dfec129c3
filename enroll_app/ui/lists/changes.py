"""What of a long list is another than before; found out off the window's thread."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# From so many separate places on, the list is told anew as a whole: each place costs the window a turn.
_MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class Change:
    """From one list of ids to the next.

    gone: first and last places that are taken out, from the end to the beginning. come: places in the new list, first
    and last, from the beginning. whole: too much is different to be told place by place.
    """

    ids: "array[int]"
    gone: tuple[tuple[int, int], ...] = ()
    come: tuple[tuple[int, int], ...] = ()
    whole: bool = False


def change(old: "array[int]", new: "array[int]") -> Change:
    """What makes the old list the new one; both are in the same order, and neither has an id twice."""
    head = _alike(min(len(old), len(new)), lambda count: old[:count] == new[:count])
    tail = _alike(min(len(old), len(new)) - head, lambda count: old[len(old) - count :] == new[len(new) - count :])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    stay = set(before).intersection(after)
    gone = _runs([at for at, number in enumerate(before, head) if number not in stay])
    come = _runs([at for at, number in enumerate(after, head) if number not in stay])
    if len(gone) + len(come) > _MOST_PLACES:
        return Change(new, whole=True)
    return Change(new, tuple(reversed(gone)), tuple(come))


def _alike(most: int, are: Callable[[int], bool]) -> int:
    """How many at an end are the same in both, by halving: of a long list nearly all are, most of the time."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if are(middle):
            least = middle
        else:
            most = middle - 1
    return least


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Places that follow one another, as first and last."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] + 1 == at:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
