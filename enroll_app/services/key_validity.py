"""When a key was valid before it was blocked, so that it opens again just as it did."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from uuid import UUID

from enroll_app.domain.history import Happening, Query
from enroll_app.domain.operations import ANSWERED, Purpose
from enroll_app.domain.validity import Validity, comes_twice, first_moment, last_moment
from enroll_app.services.history import HistoryBook

# So many entries about a key are looked at; each operation writes some three. A choice of ours.
_MOST_ENTRIES = 100


def former_validity(history: HistoryBook, key_id: UUID) -> Validity | None:
    """When a key was valid before this station blocked it; None where it did not, or where that is not known.

    The answer before the block tells. Raises StoreError.
    """
    blocked = False
    for entry in history.search(Query(key_id=key_id), _MOST_ENTRIES):
        what = entry.happening
        if what.state not in ANSWERED or not what.answered:
            continue
        if what.purpose is not Purpose.BLOCK:
            return _answered(what) if blocked else None
        blocked = True
    return None


def _answered(what: Happening) -> Validity | None:
    start, end = (_moment(what.answered.get(name)) for name in ("valid_from_date", "valid_to_date"))
    # An answer that tells neither leaves it open whether there are none.
    return Validity(start, end) if start or end else None


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC) if value else None
    except ValueError:
        return None


def typed_again(former: Validity, now: datetime, zone: tzinfo) -> tuple[str, str]:
    """Start and end of before, as a person types them by the desk's clock; empty for what has passed by now."""
    start = _typed(former.start, first_moment, zone) if former.start and former.start > now else ""
    return start, _typed(former.end, last_moment, zone) if former.end and former.end > now else ""


def _typed(moment: datetime, whole: Callable[[date, tzinfo], datetime], zone: tzinfo) -> str:
    """The day, where it is that day's first or last moment; with its offset where the clock shows it twice."""
    local = moment.astimezone(zone)
    if whole(local.date(), zone) == moment:
        return local.date().isoformat()
    words = f"{local:%Y-%m-%d %H:%M:%S}"
    return f"{words}{local:%z}" if comes_twice(words, zone) else words
