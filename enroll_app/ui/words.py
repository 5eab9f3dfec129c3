"""Values in words for the screen: dates by the desk's clock, people, what a PIN order means."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from enroll_app.domain.pin import Pin, PinOrder, PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.validity import Validity, first_moment, last_moment, wire_date
from enroll_app.ui.said import CONTEXT, said


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)


def told(problem: Problem | None) -> str:
    """A problem in the window's language: the cause and the remedy, filled in; empty for none."""
    if problem is None:
        return ""
    facts = {name: _fact_words(fact) if isinstance(fact, str) else fact for name, fact in problem.facts.items()}
    sentences = (template_words(problem.cause), template_words(problem.remedy))
    return " ".join(one.format(**facts) for one in sentences if one)


def _fact_words(fact: str) -> str:
    """A fact in the window's language, where it is words of ours; it may be several of them."""
    words = said(fact)
    return words if words != fact else ", ".join(said(one) for one in fact.split(", "))


def told_all(error: InvalidInputError) -> str:
    """Everything that is wrong with what was given, in the window's language."""
    return " ".join(told(problem) for problem in error.problems)


def template_words(template: str) -> str:
    """A sentence of the layers below in the window's language, its `{fact}` fields still open."""
    words = QCoreApplication.translate(CONTEXT, template) if template else ""
    # A template may itself come with some of its words filled in.
    return words if words != template else said(template)


def local_time(moment: datetime, zone: tzinfo) -> str:
    """A moment by the desk's clock: the day in the language's own form, the time where it is not a whole day's."""
    local = moment.astimezone(zone)
    day = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
    if local == first_moment(local.date(), zone):
        return day
    if local == last_moment(local.date(), zone):
        return _tr("the end of {day}").format(day=day)
    return f"{day} {local:%H:%M:%S}" if local.second else f"{day} {local:%H:%M}"


def validity_words(validity: Validity, zone: tzinfo, *, kept: bool = False) -> str:
    """From when until when, by the desk's clock. kept: the card has a key already, and what is left out stays."""
    start, end = _tr("at once"), _tr("never expires")
    if kept:
        start, end = _tr("start left as it is"), _tr("end left as it is")
    if validity.start:
        start = _tr("from {when}").format(when=local_time(validity.start, zone))
    if validity.end:
        end = _tr("until {when}").format(when=local_time(validity.end, zone))
    return f"{start}, {end}"


def validity_sent(validity: Validity) -> str:
    """The same as the service gets it, in UTC; empty when it gets neither."""
    moments = [wire_date(moment) for moment in (validity.start, validity.end) if moment]
    return " – ".join(moments)


def pin_words(pin: PinOrder, *, kept: bool) -> str:
    """What happens to the PIN, without showing it. kept: the card has a key already, and maybe a PIN."""
    if isinstance(pin, Pin):
        return _tr("set (hidden)")
    if pin is PinRule.CLEAR:
        return _tr("taken away")
    return _tr("left as it is") if kept else _tr("none")
