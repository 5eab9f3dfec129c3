"""The history for a face: found, counted, exported, checked, and forgotten when its time is over."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from enroll_app.domain.history import Entry, Query, Verdict
from enroll_app.domain.ports import HistoryStore
from enroll_app.services.exporting import export_entries

_EVERYTHING = Query()


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

    def export(self, path: Path, query: Query = _EVERYTHING) -> int:
        """Write the entries that match to a new file, .csv or .xlsx, the oldest first; return how many.

        Raises InvalidInputError ("export-exists", "export-kind", "export-unwritable") and StoreError; then nothing is
        left behind.
        """
        return export_entries(path, self._store.all_entries(query), self._zone)

    def verify(self) -> Verdict:
        """Check the whole chain; some 15 s for a million entries. Raises StoreError."""
        return self._store.verify()

    def apply_retention(self, keep_days: int) -> int:
        """Forget what is older than so many days, 0 for nothing; return how many entries that were."""
        if keep_days <= 0:
            return 0
        now = self._now()
        try:
            moment = now - timedelta(days=keep_days)
        except OverflowError:  # longer than the calendar
            return 0
        return self._store.forget_before(moment, now)

    def head(self) -> str:
        """The hash of the last entry, for an outside witness. Raises StoreError."""
        return self._store.head()
