"""What this station did, deed by deed: of the entries that tell of one, the last stands for all of them.

A deed is what one number of the outbox was about, from its saving to its last answer: three entries as a rule, more
where it waited. The chain of entries stays as it is. A million of them are looked through a page at a time, the latest
first, so that whoever looks has the top at once, and the end some seconds later.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from enroll_app.domain.history import Query
from enroll_app.domain.ports import HistoryStore

# How many entries are looked through at once, and before anything is told: a screenful, then ever more, for each
# telling costs whoever shows it.
_FIRST_PAGE, _MORE, _LARGEST_PAGE = 256, 8, 20_000
# Between so many entries others have their turn: some tenths of a millisecond.
_AT_A_BREATH = 200


@dataclass(frozen=True, slots=True)
class Deeds:
    """Deeds that match, the latest first.

    seqs: the last entry of each. numbers: theirs in the outbox; 0 for what was never in it. first, last: between which
    entries was looked. whole: nothing older is missing.
    """

    seqs: "array[int]"
    numbers: "array[int]"
    first: int
    last: int
    whole: bool = False


def gather(
    store: HistoryStore, query: Query, bounds: tuple[int, int], breathe: Callable[[], bool], above: int = 0
) -> Iterator[Deeds]:
    """Look through the entries between the bounds: ever more of the deeds, at last all of them.

    above: only entries with a higher seq. breathe: called every now and then; True to give up. Raises StoreError.
    """
    seqs, numbers, seen = array("q"), array("q"), set[int]()
    below, page, looked, tell_at = bounds[1] + 1, _FIRST_PAGE, 0, _FIRST_PAGE
    while True:
        places = store.places(replace(query, below=below), page)
        whole = len(places) < page or places[-1][0] <= above
        for at, (seq, number) in enumerate(places):
            if at % _AT_A_BREATH == 0 and breathe():
                return
            if seq > above and (number is None or number not in seen):
                seqs.append(seq)
                numbers.append(number or 0)
                seen.add(number or 0)
        looked += len(places)
        if whole or looked >= tell_at:
            tell_at = looked * _MORE
            yield Deeds(seqs[:], numbers[:], *bounds, whole)
        if whole:
            return
        below, page = places[-1][0], min(page * _MORE, _LARGEST_PAGE)


def caught_up(store: HistoryStore, query: Query, known: Deeds, bounds: tuple[int, int]) -> Deeds:
    """All the deeds that were known, with what was written since, and without what was forgotten. Raises StoreError."""
    *_, fresh = gather(store, query, bounds, lambda: False, above=known.last)
    # The latest first, so that what was forgotten is at the end.
    kept = bisect_left(known.seqs, 1 - bounds[0], key=lambda seq: -seq)
    seqs, numbers = known.seqs[:kept], known.numbers[:kept]
    again = set(fresh.numbers) - {0}
    for at in reversed([at for at, number in enumerate(numbers) if number in again] if again else []):
        del seqs[at], numbers[at]
    return Deeds(fresh.seqs + seqs, fresh.numbers + numbers, *bounds, whole=True)
