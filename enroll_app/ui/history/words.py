"""An entry of the history in words: its cells in the list, and everything that is known of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QLocale

from enroll_app.domain.enrollment import NOBODY_NAMED
from enroll_app.domain.history import Entry
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.touched import touched_then
from enroll_app.ui.lists.deed_words import deed_words
from enroll_app.ui.record_words import (
    card_words,
    entry_state,
    moment_words,
    person_words,
    zoned_words,
)
from enroll_app.ui.tones import Tone
from enroll_app.ui.words import local_time, template_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("history", text)


def heads() -> tuple[str, ...]:
    """What the columns are called."""
    return (
        _tr("When"),
        _tr("What"),
        _tr("Person"),
        _tr("What came of it"),
        _tr("Card"),
        _tr("By"),
        _tr("Note"),
        _tr("Reader"),
    )


def state_of(entry: Entry) -> tuple[Tone, str]:
    """What came of it."""
    return entry_state(entry.happening)


def cells_of(entry: Entry, zone: tzinfo) -> tuple[str, ...]:
    """What stands in the columns."""
    what = entry.happening
    if what.purpose is Purpose.FORGET:
        forgotten = _tr("{count} entries").format(count=_count(what.meant.get("entries")))
        who, card = forgotten, ""
    else:
        who = person_words(what.person)
        card = card_words(what.identification) if what.identification else ""
    return (
        moment_words(what.at, zone),
        _deed(entry),
        who,
        state_of(entry)[1],
        card,
        what.operator,
        template_words(what.note),
        what.reader,
    )


def _deed(entry: Entry) -> str:
    return deed_words(entry.happening.purpose, touched_then(entry.happening.meant))


def course_of(entries: Sequence[Entry], zone: tzinfo) -> str:
    """How a deed went, a line for each entry, the oldest first."""
    return "\n".join(
        _tr("{when}: {state}").format(when=zoned_words(entry.happening.at, zone), state=state_of(entry)[1])
        for entry in entries
    )


def _count(value: object) -> str:
    return QLocale().toString(value) if isinstance(value, int) else str(value or "?")


def facts_of(entry: Entry, course: Sequence[Entry], zone: tzinfo, levels: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """Everything that is known of it, name by name. levels: the names of access levels, as far as known.

    course: every entry of the same deed, the oldest first, as far as known.
    """
    what = entry.happening
    facts = [
        (_tr("What"), _deed(entry)),
        (_tr("How it went"), course_of(course, zone)),
    ]
    if what.purpose is Purpose.FORGET:
        facts.append((_tr("Forgotten"), _tr("{count} entries").format(count=_count(what.meant.get("entries")))))
    else:
        facts += [
            (_tr("Person"), person_words(what.person)),
            (_tr("Whose the key is"), _other(what.owner, what.person)),
            (_tr("Card"), card_words(what.identification) if what.identification else ""),
            (_tr("In decimal digits"), what.identification.decimal if what.identification else ""),
            (_tr("What was asked for"), _values(what.meant, zone, levels)),
            (_tr("What the service answered"), _values(what.answered, zone, levels)),
        ]
    return [
        *facts,
        (_tr("Note"), template_words(what.note)),
        (_tr("By"), _by(what.operator, what.desk)),
        (_tr("Reader"), what.reader),
        (_tr("Number in the outbox"), str(what.number or "")),
        (_tr("Key"), str(what.key_id or "")),
        (_tr("Entry"), QLocale().toString(entry.seq)),
    ]


def _by(operator: str, desk: str) -> str:
    if operator and desk:
        return _tr("{who} at {desk}").format(who=operator, desk=desk)
    return operator or desk


def _other(owner: Person, person: Person) -> str:
    """Whose the key is, where that is not as it was meant."""
    return "" if owner == NOBODY_NAMED or person.may_be(owner) else person_words(owner)


def _values(values: Mapping[str, object], zone: tzinfo, levels: Mapping[UUID, str]) -> str:
    """What was meant or answered, one line for each; names as on the wire are no words for people."""
    lines = []
    start, end = _moment(values.get("valid_from_date"), zone), _moment(values.get("valid_to_date"), zone)
    if start:
        lines.append(_tr("valid from {when}").format(when=start))
    if end:
        lines.append(_tr("valid until {when}").format(when=end))
    if "pin" in values:
        lines.append(_tr("PIN taken away") if values["pin"] == "clear" else _tr("PIN set (hidden)"))
    wanted = values.get("access_levels")
    if isinstance(wanted, list):
        lines.append(_levels([str(one) for one in wanted], levels))
    person = values.get("person")
    if isinstance(person, Mapping):
        name = f"{person.get('first_name', '')} {person.get('last_name', '')}".strip()
        if name:
            lines.append(_tr("person: {name}").format(name=name))
    return "\n".join(lines)


def _levels(wanted: list[str], levels: Mapping[UUID, str]) -> str:
    if not wanted:
        return _tr("no access levels")
    known = {str(level): name for level, name in levels.items()}
    names = [known[one] for one in wanted if one in known]
    unknown = len(wanted) - len(names)
    if unknown:
        words = QCoreApplication.translate("history", "%n level(s) whose name is not known here", None, unknown)
        names.append(words)
    return _tr("access levels: {names}").format(names=", ".join(names))


def _moment(value: object, zone: tzinfo) -> str:
    try:
        return local_time(datetime.fromisoformat(str(value)), zone) if value else ""
    except ValueError:
        return str(value)
