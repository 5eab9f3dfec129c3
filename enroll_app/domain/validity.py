"""From when until when a key opens doors.

What a person says is a day, or a moment, by the clock on the desk's wall; what the service takes is ISO 8601 in UTC
with `Z` (IntServ Access API, "dates"). A first day begins with its first moment; a last day ends with its last
second, also on days that the change to or from summer time makes shorter or longer.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from enroll_app.domain.problems import InvalidInputError, Problem

_SECOND = timedelta(seconds=1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS_AHEAD = re.compile(r"\+ ?([0-9]{1,4})")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:?[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Validity:
    """Aware moments in UTC, whole seconds. No start: at once. No end: never expires."""

    start: datetime | None = None
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise InvalidInputError(
                Problem(
                    "expiry-before-start",
                    "The key would expire before it becomes valid.",
                    "Choose an end after the start.",
                    field="valid_to",
                )
            )


def wire_date(moment: datetime) -> str:
    """A moment as the service writes it: `2020-09-01T00:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def first_moment(day: date, zone: tzinfo) -> datetime:
    """The first moment of a day by the desk's clock, in UTC; later than 00:00 where that night skips midnight."""
    midnight = datetime.combine(day, time(), zone)
    moment = midnight.astimezone(UTC)
    # A midnight that does not exist comes back from UTC as another hour: the day then begins where the gap ends, at
    # which the clock had been put forward by just the gap's length.
    gap = _gap(midnight)
    return moment if gap is None else gap[1].astimezone(UTC)


def last_moment(day: date, zone: tzinfo) -> datetime:
    """The last second of a day by the desk's clock, in UTC."""
    next_day = day + timedelta(days=1)
    midnight = first_moment(next_day, zone)
    # Where the clocks are put back just after midnight (Newfoundland until 2011, at 00:01), the last minute before it
    # comes twice, and only the second time is the day over.
    again = datetime.combine(next_day, time(fold=1), zone).astimezone(UTC)
    over_again = again > midnight and (again - _SECOND).astimezone(zone).date() == day
    return (again if over_again else midnight) - _SECOND


def parse_start(text: str, zone: tzinfo) -> datetime:
    """Read the start of a validity: a day, or a moment by the desk's clock or with its own offset.

    Of a moment that the clock shows twice, the first one counts. Raises InvalidInputError.
    """
    parsed = _parse(text, "valid_from", zone)
    return first_moment(parsed, zone) if not isinstance(parsed, datetime) else parsed.astimezone(UTC)


def parse_end(text: str, zone: tzinfo) -> datetime:
    """Read the end of a validity; a day counts to its last second.

    Of a moment that the clock shows twice, the second one counts: nobody is locked out an hour early. Raises
    InvalidInputError.
    """
    parsed = _parse(text, "valid_to", zone)
    if not isinstance(parsed, datetime):
        return last_moment(parsed, zone)
    return parsed.replace(fold=1).astimezone(UTC) if parsed.tzinfo is zone else parsed.astimezone(UTC)


def spelled_out(text: str, today: date) -> str:
    """What was typed, with `+14` (in 14 days) as the day that it is; anything else as it is."""
    ahead = _DAYS_AHEAD.fullmatch(text.strip())
    return (today + timedelta(days=int(ahead[1]))).isoformat() if ahead else text


def comes_twice(text: str, zone: tzinfo) -> bool:
    """Whether this is a moment that the clock shows twice, on the night that ends summer time."""
    stripped = text.strip()
    if not _MOMENT.fullmatch(stripped):
        return False
    try:
        moment = datetime.fromisoformat(stripped)
        _within_reach(moment.date())
    except ValueError:
        return False
    if moment.tzinfo is not None:
        return False
    first, second = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and second < first


def _parse(text: str, field: str, zone: tzinfo) -> date | datetime:
    stripped = text.strip()
    try:
        if _DAY.fullmatch(stripped):
            return _within_reach(date.fromisoformat(stripped))
        if _MOMENT.fullmatch(stripped):
            moment = datetime.fromisoformat(stripped)
            _within_reach(moment.date())
        else:
            raise ValueError(stripped)
    except ValueError:
        raise InvalidInputError(
            Problem(
                "date-unreadable",
                "“{text}” is not a date that can be used.",
                "Write it as 2026-12-31, or with a time as 2026-12-31 18:00.",
                {"text": stripped[:40]},
                field,
            )
        ) from None
    if moment.tzinfo is not None:
        return moment
    local = moment.replace(tzinfo=zone)
    gap = _gap(local)
    if gap is not None:
        raise InvalidInputError(
            Problem(
                "time-skipped",
                "{text} does not exist: that night the clocks go from {before} to {after}.",
                "Choose a time before or after.",
                {"text": stripped, "before": f"{gap[0]:%H:%M}", "after": f"{gap[1]:%H:%M}"},
                field,
            )
        )
    return local


def _within_reach(day: date) -> date:
    """Keep clear of the years at which a shift to UTC or to the next day would leave the calendar."""
    if not 1970 <= day.year <= 9998:
        raise ValueError(day)
    return day


def _gap(local: datetime) -> tuple[datetime, datetime] | None:
    """The clock's jump that swallows this local time: what it shows just before, and just after; None without one."""
    before, after = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    if before is None or after is None or after <= before:
        return None
    # In a gap fold=0 carries the offset from before it, fold=1 the one from after it (PEP 495). The jump happens at
    # one moment: find its minute by asking which of the two offsets holds.
    zone = local.tzinfo
    low = (local.replace(fold=1)).astimezone(UTC)
    high = (local.replace(fold=0)).astimezone(UTC)
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    jump = high.replace(microsecond=0)
    return (jump.replace(tzinfo=None) + before).replace(tzinfo=zone), jump.astimezone(zone)
