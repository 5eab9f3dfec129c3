"""What a validity means, in sentences: from when until when, by which clock, and what a night of change does to it."""

from datetime import datetime, timedelta, timezone, tzinfo

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.validity import Validity, comes_twice
from enroll_app.ui.words import validity_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("validity", text)


def meaning(validity: Validity, zone: tzinfo, now: datetime, *, kept: bool = False) -> str:
    """Both ends and the clock. kept: the card has a key already, and what is left out stays."""
    valid = _tr("Valid {span}.").format(span=validity_words(validity, zone, kept=kept))
    return f"{valid} {clock(validity, zone, now)}"


def clock(validity: Validity, zone: tzinfo, now: datetime) -> str:
    """The desk's time zone, with its distance from UTC at the moments that are meant."""
    last = offset(validity.end or validity.start or now, zone)
    first = offset(validity.start, zone) if validity.start else last
    if first == last:
        return _tr("By the clock of {zone} ({offset}).").format(zone=zone, offset=first)
    return _tr("By the clock of {zone} ({first} at the start, {last} at the end).").format(
        zone=zone, first=first, last=last
    )


def offset(moment: datetime, zone: tzinfo) -> str:
    """How far the zone's clock is from UTC at a moment: `UTC+01:00`."""
    return str(timezone(moment.astimezone(zone).utcoffset() or timedelta()))


def repeated(start: str, end: str, validity: Validity, zone: tzinfo) -> str:
    """Which of two hours with the same name is meant, where the clocks are put back that night; empty otherwise.

    start, end: as they were typed.
    """
    said = []
    if validity.start and comes_twice(start, zone):
        said.append(
            _tr("The start comes twice; the first time is meant ({offset}).").format(
                offset=offset(validity.start, zone)
            )
        )
    if validity.end and comes_twice(end, zone):
        said.append(
            _tr("The end comes twice; the second time is meant ({offset}).").format(offset=offset(validity.end, zone))
        )
    return " ".join(said)
