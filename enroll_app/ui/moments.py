"""Moments in the past as one speaks of them: today at 09:14, or the day."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def _tr(text: str) -> str:
    return QCoreApplication.translate("moments", text)


def day_words(moment: datetime, zone: tzinfo) -> str:
    """The day, by the desk's clock, with the month by its name."""
    local = moment.astimezone(zone)
    # The month by its name: 4/5 is two days, one for each half of the world.
    return QLocale().toString(QDate(local.year, local.month, local.day), "d MMM yyyy")


def begun_words(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """When something was begun: the time alone where that was today."""
    local = moment.astimezone(zone)
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    if local.date() == now.astimezone(zone).date():
        return _tr("Begun today at {time}.").format(time=time)
    return _tr("Begun on {day} at {time}.").format(day=day_words(moment, zone), time=time)
