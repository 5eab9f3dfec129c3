"""The acts on a key in words: what they are called, what they ask for, what they will do, and what they came to."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.door_words import event_words
from enroll_app.domain.enrollment import State
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Operation, Purpose, Removal
from enroll_app.domain.validity import Validity
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.key_summary import Fact, LevelNames, Sentence
from enroll_app.ui.words import local_time, template_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("key", text)


def holder(hand: KeyInHand) -> str:
    """Whose key it is, with a word for somebody of whom nothing is known."""
    return hand.owner or _tr("the holder")


def act_words(act: Act, *, ended: bool) -> str:
    """An act on its button. ended: the key opens nothing any more."""
    if act is Act.VALIDITY and ended:
        return _tr("Let it open a&gain")
    return {
        Act.PIN: _tr("Change &PIN"),
        Act.VALIDITY: _tr("E&xtend"),
        Act.LEVELS: _tr("Change access &levels"),
        Act.REPLACE: _tr("Replace a lost &card"),
        Act.HAND_OVER: _tr("Hand o&ver"),
        Act.BLOCK: _tr("Bloc&k now"),
        Act.REMOVE: _tr("Re&move"),
    }[act]


def title(act: Act) -> str:
    """What stands above an act's form, with `{owner}` open."""
    return {
        Act.PIN: _tr("Change the PIN of {owner}"),
        Act.VALIDITY: _tr("Until when is the card of {owner} valid?"),
        Act.LEVELS: _tr("Which doors does the card of {owner} open?"),
        Act.REPLACE: _tr("Give {owner} another card"),
        Act.HAND_OVER: _tr("Hand the card of {owner} over"),
        Act.BLOCK: _tr("Block the card of {owner}?"),
        Act.REMOVE: _tr("Remove the key of {owner}?"),
    }[act]


def do_it(act: Act) -> str:
    """What the button says that does it."""
    return {
        Act.PIN: _tr("Cha&nge the PIN"),
        Act.VALIDITY: _tr("Cha&nge the validity"),
        Act.LEVELS: _tr("Cha&nge the levels"),
        Act.REPLACE: _tr("Replace &now"),
        Act.HAND_OVER: _tr("Hand o&ver"),
        Act.BLOCK: _tr("Bloc&k now"),
        Act.REMOVE: _tr("Re&move the key"),
    }[act]


def not_yet_words(act: Act) -> str:
    """What that means at the doors while nobody has confirmed it."""
    return {
        Act.PIN: _tr("Not at the doors yet: count on the PIN of before"),
        Act.VALIDITY: _tr("Not at the doors yet: count on the validity of before"),
        Act.LEVELS: _tr("Not at the doors yet: count on the access levels of before"),
        Act.REPLACE: _tr("Do not hand out the new card yet; the old one may still open doors"),
        Act.HAND_OVER: "",
        Act.BLOCK: _tr("The card may still open doors"),
        Act.REMOVE: _tr("The card may still open doors"),
    }[act]


def loss_words(hand: KeyInHand) -> str:
    """What leaving the key now would lose."""
    if hand.under_way:
        return _tr("What was sent for the key in hand is on its way; what comes of it will not be seen here.")
    if hand.sent:
        return _tr("The PIN that was drawn has not been looked at; it is shown nowhere else.")
    return _tr("What was typed for the key in hand is lost; nothing was sent.")


def sentence(one: Sentence, hand: KeyInHand, zone: tzinfo) -> str:
    """A sentence of a summary, filled in."""
    facts = {name: _fact_words(fact, zone) for name, fact in one.facts.items()}
    if "owner" in facts:
        facts["owner"] = holder(hand)
    return template_words(one.template).format(**facts)


def _fact_words(fact: Fact, zone: tzinfo) -> str:
    if isinstance(fact, LevelNames):
        return ", ".join((*fact.names, *([unnamed_levels(fact.unknown)] if fact.unknown else [])))
    return local_time(fact, zone) if isinstance(fact, datetime) else fact


def unnamed_levels(count: int) -> str:
    """Levels that a key has, the service does not offer any more, and nobody here can name."""
    return QCoreApplication.translate("key", "%n access level(s) no longer offered", None, count)


def waiting_words(row: Operation) -> str:
    """Something about the key that is not done yet: what, how it stands, and where it is."""
    if row.state is State.CONFLICT:
        words = _tr("{what}: waits for a decision in the outbox (number {number})")
    elif row.held is not None:
        words = _tr("{what}: kept back in the outbox (number {number})")
    elif row.state is State.UNKNOWN:
        words = _tr("{what}: sent, and not confirmed yet (number {number})")
    else:
        words = _tr("{what}: saved, not sent yet (number {number})")
    return words.format(what=_purpose_words(row), number=row.number)


def _purpose_words(row: Operation) -> str:
    intent = row.intent
    if row.purpose is Purpose.REPLACE and isinstance(intent, Removal):
        return _tr("Removal of the lost card’s key")
    if row.purpose is Purpose.CHANGE and isinstance(intent, Change):
        dates, levels = intent.validity != Validity(), intent.levels is not None
        if dates != levels:
            return _tr("Change of the validity") if dates else _tr("Change of the access levels")
        if not dates:
            return _tr("Change of the PIN")
    return {
        Purpose.BLOCK: _tr("Block"),
        Purpose.REMOVE: _tr("Removal"),
        Purpose.REPLACE: _tr("Replacement of a lost card"),
        Purpose.REASSIGN: _tr("Handing over"),
        Purpose.ENROLL: _tr("Enrollment"),
    }.get(row.purpose, _tr("Change"))


def undone_words(act: Act) -> str:
    """Said where a person goes back from an act that takes something away: nothing of it was done."""
    return {
        Act.REPLACE: _tr("Nothing was replaced: the card stays as it is"),
        Act.BLOCK: _tr("Not blocked: the card stays as it is"),
        Act.REMOVE: _tr("Not removed: the key stays as it is"),
    }.get(act, "")


def since_words(key: KnownKey, zone: tzinfo) -> str:
    """Since when this station knows the key, and when it last heard of it."""
    if key.since is None:
        return ""
    words = _tr("Known at this desk since {since}").format(since=to_minute(key.since, zone))
    if key.changed_at is None or key.changed_at == key.since:
        return words
    heard = _tr("{known}; last heard of {changed}")
    return heard.format(known=words, changed=to_minute(key.changed_at, zone))


def to_minute(moment: datetime, zone: tzinfo) -> str:
    """A moment by the desk's clock, without its seconds."""
    return local_time(moment.replace(second=0, microsecond=0), zone)


def valid_words(key: KnownKey, zone: tzinfo) -> str:
    """From when until when, as far as is known: a start that is left out is not worth a word by now."""
    start, end = key.validity.start, key.validity.end
    if start and end:
        span = _tr("from {start} until {end}")
        return span.format(start=local_time(start, zone), end=local_time(end, zone))
    if start:
        return _tr("from {start}; never expires").format(start=local_time(start, zone))
    return _tr("until {end}").format(end=local_time(end, zone)) if end else _tr("never expires")


def level_words(hand: KeyInHand) -> str:
    """The levels by door system, a line each; of those that are not offered any more, what is known of them."""
    key, levels = hand.key, hand.levels
    if key.levels is None:
        return _tr("Not known here: the service has not told them.")
    if not key.levels:
        return _tr("None: the key opens no door.")
    known = {one.level_id: one for one in levels}
    lines: dict[str, list[str]] = {}
    for one in key.levels:
        if one in known:
            lines.setdefault(known[one].system_id, []).append(known[one].name)
    told = [f"{system}: {', '.join(sorted(names))}" for system, names in sorted(lines.items())]
    gone = [one for one in key.levels if one not in known]
    named = [hand.former_names[one] for one in gone if one in hand.former_names]
    if not levels:
        # Which ones are offered, and what the others are called, is told once the service has listed its levels.
        rest = len(gone) - len(named)
        words = QCoreApplication.translate("key", "%n access level(s); their names are not here yet", None, rest)
        return "\n".join([*sorted(named), *([words] if rest else [])])
    if named:
        told.append(_tr("No longer offered: {levels}").format(levels=", ".join(named)))
    if len(gone) > len(named):
        told.append(unnamed_levels(len(gone) - len(named)))
    return "\n".join(told)


def event_line(event: DoorEvent, zone: tzinfo) -> str:
    """When, at which door, and what happened there."""
    what = template_words(event_words(event.kind)).format(kind=event.kind)
    return f"{to_minute(event.time, zone)}  ·  {event.door_name or event.system_id}: {what}"
