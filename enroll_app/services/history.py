"""The history for a face: found, counted, exported, checked, and forgotten when its time is over."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from enroll_app.domain.history import Entry, Query, Verdict
from enroll_app.domain.ports import HistoryStore, StoreError
from enroll_app.domain.problems import Problem
from enroll_app.services.exporting import export_entries
from enroll_app.services.history_deeds import Deeds, caught_up, gather

_EVERYTHING = Query()
# A desk may rest for a summer. Nobody works for a week with a clock that is years ahead: no certificate is valid then.
_LATELY = timedelta(days=60)
_SETTLED = timedelta(days=7)
# So many entries of a card, the latest, are looked through for those of one deed.
_MOST_OF_A_CARD = 300


class HistoryBook:
    """What this station did. now: the present moment. zone: the desk's, in which exports give times."""

    def __init__(self, store: HistoryStore, now: Callable[[], datetime], zone: tzinfo) -> None:
        self._store = store
        self._now = now
        self._zone = zone

    def search(self, query: Query = _EVERYTHING, limit: int = 100) -> Sequence[Entry]:
        """The entries that match, the latest first. The next page: `below` the last one's seq. Raises StoreError."""
        return self._store.entries(query, limit)

    def count(self, query: Query = _EVERYTHING) -> int:
        """How many entries match. Raises StoreError."""
        return self._store.count(query)

    def deeds(self, query: Query, breathe: Callable[[], bool]) -> Iterator[Deeds]:
        """What was done, deed by deed, the latest first: ever more of it, at last all. Raises StoreError.

        breathe: called every now and then, by whoever has to let other threads have their turn; True to give up.
        """
        return gather(self._store, query, self.bounds(), breathe)

    def deeds_since(self, query: Query, known: Deeds) -> Deeds:
        """All the deeds that were known, with what was done since; the same ones for nothing. Raises StoreError."""
        bounds = self.bounds()
        if bounds == (known.first, known.last):
            return known
        if bounds[1] < known.last:
            # Another file was put in the place of this one.
            *_, anew = gather(self._store, query, bounds, lambda: False)
            return anew
        return caught_up(self._store, query, known, bounds)

    def at(self, seqs: Sequence[int]) -> Sequence[Entry]:
        """The entries in these places, the latest first. Raises StoreError."""
        return self._store.at(seqs)

    def course(self, entry: Entry) -> Sequence[Entry]:
        """All entries of the deed that this one is of, the oldest first; of those that are kept. Raises StoreError."""
        what = entry.happening
        by_name = Query(person=f"{what.person.first_name} {what.person.last_name}")
        query = Query(what.identification) if what.identification else Query(key_id=what.key_id)
        found = self._store.entries(query if query != _EVERYTHING else by_name, _MOST_OF_A_CARD)
        same = [one for one in found if what.number is not None and one.happening.number == what.number]
        return same[::-1] or [entry]

    def bounds(self) -> tuple[int, int]:
        """The first and the last entry's seq, between which every number is there; (1, 0) for an empty history.

        Raises StoreError.
        """
        last = self._store.entries(_EVERYTHING, 1)
        if not last:
            return 1, 0
        # Counted below the last one: an entry may be written between the two questions.
        return last[0].seq - self._store.count(Query(below=last[0].seq)), last[0].seq

    def export(self, path: Path, query: Query = _EVERYTHING, breathe: Callable[[], None] | None = None) -> int:
        """Write the entries that match to a new file, .csv or .xlsx, the oldest first; return how many.

        breathe: called after each entry, by whoever has to let other threads have their turn.

        Raises InvalidInputError ("export-exists", "export-kind", "export-unwritable") and StoreError; then nothing is
        left behind.
        """
        entries = self._store.all_entries(query)
        return export_entries(path, _breathing(entries, breathe) if breathe else entries, self._zone)

    def verify(self, breathe: Callable[[], None] | None = None) -> Verdict:
        """Check the whole chain, and what searches rely on; some 25 s for a million entries. Raises StoreError.

        breathe: called every few milliseconds, by whoever has to let other threads have their turn.
        """
        return self._store.verify(breathe)

    def rebuild(self) -> None:
        """Make what searches rely on anew from the entries; nobody can save meanwhile. Raises StoreError."""
        self._store.rebuild()

    def apply_retention(self, keep_days: int) -> int:
        """Forget what is older than so many days, 0 for nothing; return how many entries that were.

        What is forgotten is gone for good, so the clock must be borne out by the entries: this desk has to have worked
        under it, lately and for some days. Raises StoreError ("clock-doubtful" where it is not), and nothing was
        forgotten.
        """
        if keep_days <= 0:
            return 0
        now = self._now()
        try:
            moment = now - timedelta(days=keep_days)
        except OverflowError:  # longer than the calendar
            return 0
        if self._store.entries(Query(until=moment), 1) and not self._borne_out(now, keep_days):
            raise StoreError(_clock_doubtful(now, self._zone))
        return self._store.forget_before(moment, now)

    def _borne_out(self, now: datetime, keep_days: int) -> bool:
        """Whether the last entry is from the last weeks, and one of these from some days ago."""
        lately = now - _LATELY
        last = self._store.entries(_EVERYTHING, 1)
        settled = min(_SETTLED, timedelta(days=keep_days) / 2)
        return lately <= last[0].happening.at and bool(self._store.entries(Query(since=lately, until=now - settled), 1))

    def head(self) -> str:
        """The hash of the last entry, for an outside witness. Raises StoreError."""
        return self._store.head()


def _breathing(entries: Iterable[Entry], breathe: Callable[[], None]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        breathe()


def _clock_doubtful(now: datetime, zone: tzinfo) -> Problem:
    return Problem(
        "clock-doubtful",
        "This computer says that it is {today}, and the history has no entries that bear that out; so nothing old was "
        "forgotten.",
        "Set the clock where that day is wrong; where it is right, go on working, and what is too old is forgotten in "
        "a week.",
        {"today": f"{now.astimezone(zone):%Y-%m-%d}"},
    )
