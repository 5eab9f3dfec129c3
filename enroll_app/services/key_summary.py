"""What an act on a key will do, in sentences: said before it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from enroll_app.domain.pin import Pin, PinRule
from enroll_app.services.key_acts import Act, Meant, holder_name, unoffered


@dataclass(frozen=True, slots=True)
class LevelNames:
    """Levels as a person knows them. unknown: how many are not offered any more, and called nobody knows how."""

    names: tuple[str, ...]
    unknown: int = 0


Fact = str | datetime | LevelNames
_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sentence:
    """What will happen, for a person. template: with `{fact}` fields. facts: a moment is told by the desk's clock."""

    template: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)


def summary(meant: Meant) -> tuple[Sentence, ...]:
    """What the act will do. For what `problems` finds nothing wrong with."""
    tellers = {
        Act.PIN: _tell_pin,
        Act.VALIDITY: _tell_validity,
        Act.LEVELS: _tell_levels,
        Act.REPLACE: _tell_replacing,
        Act.BLOCK: _tell_block,
        Act.REMOVE: _tell_removal,
    }
    teller = tellers.get(meant.act)
    return tuple(teller(meant)) if teller else ()


def _tell_pin(meant: Meant) -> list[Sentence]:
    pin = meant.draft.pin
    if pin is PinRule.CLEAR:
        said = [Sentence("The PIN is taken away: doors that ask for one do not open for this card any more.")]
    else:
        said = [Sentence("The new PIN goes with the card from the moment that a door system has it; the old one ends.")]
        if isinstance(pin, Pin):
            said.append(Sentence("It is drawn already, and shown once the service has it; it is shown nowhere else."))
    return [*said, Sentence("Validity and access levels stay as they are.")]


def _tell_validity(meant: Meant) -> list[Sentence]:
    wanted, before = meant.validity, meant.key.validity
    said = []
    if wanted.start:
        said.append(Sentence("The key is valid from {start} on.", {"start": wanted.start}))
    if wanted.end and meant.ended and wanted.end > meant.now and before.end:
        said.append(
            Sentence(
                "The key has ended ({before}); it opens its doors again until {end}.",
                {"before": before.end, "end": wanted.end},
            )
        )
    elif wanted.end and before.end:
        said.append(
            Sentence(
                "The key is valid until {end}; before, it was until {before}.",
                {"before": before.end, "end": wanted.end},
            )
        )
    elif wanted.end:
        said.append(Sentence("The key is valid until {end}; so far no end is known here.", {"end": wanted.end}))
    if wanted.end and wanted.end <= meant.now:
        said.append(Sentence("That is over: no door opens for the card any more."))
    return [*said, Sentence("PIN and access levels stay as they are.")]


def _tell_levels(meant: Meant) -> list[Sentence]:
    chosen, had = meant.level_ids, meant.key.levels
    said = []
    if not chosen:
        said.append(
            Sentence(
                "The key loses every access level: {levels}. It opens no door any more.",
                {"levels": names(had or (), meant)},
            )
        )
    elif had is None:
        said.append(Sentence("The key has these access levels alone: {levels}.", {"levels": names(chosen, meant)}))
        said.append(Sentence("Which ones it has now is not known here; they are replaced."))
    else:
        added = [one for one in chosen if one not in had]
        gone = [one for one in had if one not in chosen]
        if added:
            said.append(Sentence("The key gets {levels}.", {"levels": names(added, meant)}))
        if gone:
            said.append(Sentence("The key loses {levels}.", {"levels": names(gone, meant)}))
        stays = [one for one in unoffered(meant.key, meant.levels) if one in chosen]
        if stays:
            said.append(
                Sentence("The key keeps what is not offered any more: {levels}.", {"levels": names(stays, meant)})
            )
    return [*said, Sentence("PIN and validity stay as they are.")]


def _tell_replacing(meant: Meant) -> list[Sentence]:
    number = meant.new.identification.hex if meant.new and meant.new.identification else ""
    levels = meant.replaced_levels or ()
    said = [Sentence("{owner} gets a key for the new card {number}.", {"owner": _owner(meant), "number": number})]
    if levels:
        said.append(Sentence("Its access levels: {levels}.", {"levels": names(levels, meant)}))
    else:
        said.append(Sentence("It has no access level, like the old one: it opens no door."))
    if meant.own_key is not None:
        said.append(Sentence("The card has a key already: it becomes this one, and nothing of it stays."))
    validity = meant.new_order.validity
    start, end = validity.start, validity.end
    if start and start > meant.now:
        said.append(Sentence("It is valid from {start} on, and opens nothing before.", {"start": start}))
    if end:
        said.append(Sentence("It is valid until {end}.", {"end": end}))
    else:
        said.append(Sentence("It never expires, as far as is known here."))
    if meant.draft.pin is PinRule.LEAVE:
        said.append(Sentence("It has no PIN: that of the old card cannot be copied."))
    else:
        said.append(Sentence("It gets a new PIN: that of the old card cannot be copied."))
    said.append(Sentence("Then the key of the old card is removed: whoever has found it opens nothing with it."))
    return said


def _tell_block(_meant: Meant) -> list[Sentence]:
    return [
        Sentence("The key ends now: no door opens for it from the moment that its door system has heard of it."),
        Sentence("Its end is put far back, so that no clock that goes wrong leaves it open."),
        Sentence("Access levels and PIN stay, so that a later end lets it open again."),
    ]


def _tell_removal(meant: Meant) -> list[Sentence]:
    return [
        Sentence("The key of {owner} is removed, at the service and in every door system.", {"owner": _owner(meant)}),
        Sentence("It cannot be brought back; the card can be enrolled anew, for anybody."),
    ]


def names(ids: Sequence[UUID], meant: Meant) -> LevelNames:
    """What levels are called, and how many of them nobody can name."""
    known = dict(meant.former_names) | {one.level_id: one.full_name for one in meant.levels}
    found = tuple(known[one] for one in ids if one in known)
    return LevelNames(found, len(ids) - len(found))


def _owner(meant: Meant) -> str:
    """Empty for somebody of whom nothing is known; a face has a word for that."""
    return holder_name(meant.key)
