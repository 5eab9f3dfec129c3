"""The acts on a key in words: what they are called, what they ask for, what they will do, and what they came to."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.door_words import event_words
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.key_summary import Sentence
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


def done_title(act: Act) -> str:
    """What to say at the top once the service did it, with `{owner}` open."""
    return {
        Act.PIN: _tr("The PIN of {owner} is changed"),
        Act.VALIDITY: _tr("The validity of {owner}’s key is changed"),
        Act.LEVELS: _tr("The access levels of {owner} are changed"),
        Act.REPLACE: _tr("{owner} has a new card"),
        Act.HAND_OVER: _tr("The card is handed over"),
        Act.BLOCK: _tr("The card of {owner} is blocked"),
        Act.REMOVE: _tr("The key of {owner} is removed"),
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
    if hand.sent:
        return _tr("The PIN that was drawn has not been looked at; it is shown nowhere else.")
    return _tr("What was typed for the key in hand is lost; nothing was sent.")


def sentence(one: Sentence, hand: KeyInHand, zone: tzinfo) -> str:
    """A sentence of a summary, filled in."""
    facts = {name: local_time(fact, zone) if isinstance(fact, datetime) else fact for name, fact in one.facts.items()}
    if "owner" in facts:
        facts["owner"] = holder(hand)
    return template_words(one.template).format(**facts)


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


def level_words(key: KnownKey, levels: tuple[AccessLevel, ...]) -> str:
    """The levels by door system, a line each."""
    if key.levels is None:
        return _tr("Not known here: the service has not told them.")
    if not key.levels:
        return _tr("None: the key opens no door.")
    known = {one.level_id: one for one in levels}
    lines: dict[str, list[str]] = {}
    for one in key.levels:
        level = known.get(one)
        lines.setdefault(level.system_id if level else "", []).append(level.name if level else str(one))
    told = [f"{system}: {', '.join(sorted(names))}" for system, names in sorted(lines.items()) if system]
    if "" in lines:
        told.append(_tr("No longer offered: {levels}").format(levels=", ".join(lines[""])))
    return "\n".join(told)


def event_line(event: DoorEvent, zone: tzinfo) -> str:
    """When, at which door, and what happened there."""
    what = template_words(event_words(event.kind)).format(kind=event.kind)
    return f"{to_minute(event.time, zone)}  ·  {event.door_name or event.system_id}: {what}"
