"""From what a reader told to what is to be said of it: raw number → CSN → what will be sent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from drivers.reader import CardGone, CardSeen, CardUnreadable, NumberSeen, ReaderEvent, ReadersChanged
from enroll_app.domain.cards import CLASSIC_BYTES, Card, Technology, recognize
from enroll_app.domain.number_problems import shown
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.profile import Profile
from enroll_app.domain.tap import Tap, understand
from enroll_app.services.profiles import is_of_bytes

ProfileFor = Callable[[CardSeen | NumberSeen], Profile | None]


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a card at a reader.

    raw: the number as the reader gave it; bytes as hexadecimal digits. profile: what was done to it; None for
    nothing. tap: None where no CSN could be had, and then `problem` says why.
    """

    reader: str
    raw: str
    profile: Profile | None = None
    tap: Tap | None = None
    problem: Problem | None = None


Told = Read | CardGone | CardUnreadable | ReadersChanged


def understand_all(events: Iterable[ReaderEvent], profile_for: ProfileFor) -> Iterator[Told]:
    """Understand every card among the events of a reader; the other events pass as they are."""
    for event in events:
        yield understand_read(event, profile_for) if isinstance(event, CardSeen | NumberSeen) else event


def understand_read(seen: CardSeen | NumberSeen, profile_for: ProfileFor) -> Read:
    """Understand what a reader told. profile_for: its profile; it may raise InvalidInputError and StoreError."""
    raw = seen.text if isinstance(seen, NumberSeen) else seen.uid.hex().upper()
    try:
        profile = profile_for(seen)
    except InvalidInputError as error:
        return Read(seen.reader, raw, problem=error.problems[0])
    except StoreError as error:
        return Read(seen.reader, raw, problem=error.problem)
    if isinstance(seen, CardSeen):
        card = recognize(seen.uid, seen.atr, seen.technology, seen.reader, iso14443_4=seen.iso14443_4)
        if profile is None or not _speaks_of(profile, card):
            return Read(seen.reader, raw, tap=understand(card, raw))
    elif profile is None:
        return Read(seen.reader, raw, problem=_profile_missing(seen))
    return _through(profile, seen, raw)


def _through(profile: Profile, seen: CardSeen | NumberSeen, raw: str) -> Read:
    """The card behind a number that the reader's profile explains."""
    try:
        uid = _csn(profile, seen, raw)
    except InvalidInputError as error:
        return Read(seen.reader, raw, profile, problem=error.problems[0])
    technology = "" if profile.technology is Technology.UNKNOWN else profile.technology.value
    atr, speaks = (seen.atr, seen.iso14443_4) if isinstance(seen, CardSeen) else (b"", False)
    card = recognize(uid, atr, technology, seen.reader, iso14443_4=speaks)
    return Read(seen.reader, raw, profile, tap=understand(card, raw))


def _csn(profile: Profile, seen: CardSeen | NumberSeen, raw: str) -> bytes:
    """The serial number behind what the reader gave. Raises InvalidInputError."""
    if isinstance(seen, CardSeen) and not is_of_bytes(profile):
        raise InvalidInputError(_for_text_only(profile))
    uid = profile.csn(raw)
    if profile.technology is Technology.UNKNOWN and len(uid) == CLASSIC_BYTES:
        raise InvalidInputError(_technology_missing(raw))
    return uid


def _for_text_only(profile: Profile) -> Problem:
    return Problem(
        "profile-of-text",
        "The profile {name} is about a reader that writes its numbers as text; this reader gives the bytes themselves.",
        "Choose another profile for this reader, or none.",
        {"name": profile.name},
        "card",
    )


def _technology_missing(raw: str) -> Problem:
    return Problem(
        "technology-not-said",
        "“{raw}” may be the whole number of a Mifare Classic card, or a part of an EM card's.",
        "Write technology=mifare-classic into the reader's address if it reads such cards only, or choose its profile.",
        {"raw": shown(raw)},
        "card",
    )


def _speaks_of(profile: Profile, card: Card) -> bool:
    """Whether the profile is about cards like this one: it says nothing of other technologies at the same reader."""
    return profile.technology in (Technology.UNKNOWN, card.technology) or card.technology is Technology.UNKNOWN


def _profile_missing(seen: NumberSeen) -> Problem:
    return Problem(
        "reader-profile-unknown",
        "{reader} wrote “{text}”, and what that means is not known: a number is never guessed to be hexadecimal or "
        "decimal by its look.",
        "Choose the reader's profile on the Readers page, or learn it from a card whose number is known.",
        {"reader": seen.reader, "text": shown(seen.text)},
        "card",
    )
