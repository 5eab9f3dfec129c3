"""Learning what a reader does to numbers from cards whose numbers are known.

Every profile that is offered makes the known number of every reading. What they leave open is said, not decided: a
number that reads the same from both ends, for one, does not tell in which order the reader writes bytes.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from enroll_app.domain import learning_words as words
from enroll_app.domain.bit_orders import BitOrder
from enroll_app.domain.cards import CLASSIC_BYTES, DESFIRE_BYTES, EM_BYTES, Technology
from enroll_app.domain.formats import number_format
from enroll_app.domain.identification import Identification
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.profile import AROUND, CSN_BYTES, Profile
from enroll_app.domain.profile_names import described
from enroll_app.domain.profile_search import Reading, profiles_for

# What a number is taken to be of where no technology is named: the service's sizes, and ISO/IEC 15693-3.
_BY_SIZE = {
    EM_BYTES: Technology.EM4100,
    CLASSIC_BYTES: Technology.MIFARE_CLASSIC,
    DESFIRE_BYTES: Technology.MIFARE_DESFIRE,
    8: Technology.ISO15693,
}
# Decimal digits of the low bytes: the same as `dec` with the first bytes missing.
_LOW_DECIMALS = ("08h10d", "06h08d")
# Two names of the same bits.
_SAME_BITS = {"h10304": "h10302"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A reading, as the reader wrote it, and the number that the access system knows the card by.

    Of a card with two technologies the reader reads one side; `known` may have both.
    """

    reading: str
    known: Identification


@dataclass(frozen=True, slots=True)
class Explanation:
    """A profile that makes every reading its known number.

    made_up: it is none of the known profiles, and has to be saved before a reader can have it. reason: why no card can
    be enrolled through it; None when it can. assumption: what has to be true of every card besides, which nobody can
    know from the cards that were tapped; None when nothing has.
    """

    profile: Profile
    made_up: bool
    reason: Problem | None = None
    assumption: Problem | None = None

    @property
    def usable(self) -> bool:
        """Whether cards can be enrolled through it."""
        return self.reason is None


class Finding(Enum):
    """What came of it: one profile (or several that never differ), not yet one, only such that lose bytes, none."""

    ONE = "one"
    SEVERAL = "several"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lesson:
    """explanations: in the order of preference, the usable ones first. verdict: what came of it, in words."""

    finding: Finding
    explanations: tuple[Explanation, ...]
    verdict: Problem

    @property
    def usable(self) -> tuple[Explanation, ...]:
        """Those through which cards can be enrolled."""
        return tuple(one for one in self.explanations if one.usable)


def learn(
    pairs: Sequence[Pair],
    profiles: Iterable[Profile],
    technology: Technology | None = None,
    *,
    assume: bool = False,
) -> Lesson:
    """Find the profiles that explain the pairs.

    profiles: the known ones. technology: of the cards; None to conclude it from the size of the known numbers.
    assume: take for granted that bytes which the reader leaves out, and which all of these cards have in common, are
    the same on every card. Raises InvalidInputError where a pair cannot be looked at.
    """
    if unreadable := next((pair.reading for pair in pairs if not pair.reading.strip(AROUND).isprintable()), None):
        raise InvalidInputError(words.unprintable(unreadable))
    known = tuple(profiles)
    found = [one for kind in _technologies(pairs, technology) for one in _explain(pairs, known, kind, assume=assume)]
    found.sort(key=_preference)
    usable = [one for one in found if one.usable]
    if not found:
        return Lesson(Finding.NONE, (), words.nothing(len(pairs), zeros=_begins_with_zeros(pairs)))
    if not usable:
        return Lesson(Finding.PARTIAL, tuple(found), words.partial(found[0].profile, _supply(found)))
    # Whoever says that missing bytes are the same everywhere has decided against the profiles that lose them.
    rivals = _firsts(usable if any(one.assumption for one in usable) else found)
    if usable[0].made_up and len({pair.known for pair in pairs}) == 1 and _has_digits_around(usable[0].profile):
        return Lesson(Finding.SEVERAL, tuple(found), words.digits_around(usable[0].profile))
    if len(rivals) > 1:
        return Lesson(Finding.SEVERAL, tuple(found), words.several(rivals, len(set(pairs))))
    return Lesson(
        Finding.ONE, tuple(found), words.one(usable[0].profile, made_up=usable[0].made_up, others=len(usable) - 1)
    )


def meaning(profile: Profile) -> Hashable:
    """What a profile makes of a number. Two with the same meaning never make two different CSNs of one reading."""
    chosen = number_format(profile.number_format)
    base = chosen.name.partition("-")[0]
    supplied = (profile.supply_first, profile.supply_last)
    if base not in ("hex", "dec", *_LOW_DECIMALS):
        return profile.technology, _SAME_BITS.get(base, base), chosen.orders, supplied
    # Which byte of the number, counted from its last, each byte of the CSN comes from.
    carried = [at for at in range(profile.size) if at not in profile.missing]
    width = profile.cut_first + len(carried) + profile.cut_last
    places = [profile.cut_first + at for at in range(len(carried))]
    if BitOrder.REVERSED not in chosen.orders:
        places = [width - 1 - place for place in places]
    within = tuple(order for order in chosen.orders if order is not BitOrder.REVERSED)
    sources = tuple(zip(carried, places, strict=True))
    return profile.technology, "hex" if base == "hex" else "dec", sources, within, supplied


def _technologies(pairs: Sequence[Pair], technology: Technology | None) -> list[Technology]:
    """The technologies of which every pair has a number."""
    sizes = [{len(part) for part in pair.known.parts} for pair in pairs]
    common = set.intersection(*sizes) if sizes else set()
    if technology is None:
        found = [kind for size, kind in _BY_SIZE.items() if size in common]
        if not found:
            raise InvalidInputError(words.no_common_technology())
        return found
    if technology not in CSN_BYTES:
        raise InvalidInputError(words.no_such_numbers(technology))
    if CSN_BYTES[technology] not in common:
        raise InvalidInputError(words.wrong_size(technology, CSN_BYTES[technology]))
    return [technology]


def _explain(
    pairs: Sequence[Pair], known: Sequence[Profile], technology: Technology, *, assume: bool
) -> list[Explanation]:
    readings = _readings(pairs, CSN_BYTES[technology])
    fitting = [
        Explanation(profile, made_up=False, reason=profile.unusable)
        for profile in (_for_cards_of(technology, one) for one in known)
        if profile.technology is technology and _explains(profile, readings)
    ]
    made_up = [
        Explanation(profile, made_up=True, reason=profile.unusable)
        for profile in profiles_for(readings, technology)
        if _explains(profile, readings)
    ]
    found = _without_doubles([*fitting, *sorted(made_up, key=_preference)])
    whole = [one for one in found if one.usable]
    losing = [one for one in found if not one.usable]
    if whole:
        # Where every card has zeros at an edge, the reader may as well lose the bytes there and write zeros for them.
        return [*whole, *(one for one in losing if _loses_zeros(one.profile, readings))]
    losing = _without_intricate(losing)
    return [*losing, *_assuming(losing, readings, assume=assume)]


def _loses_zeros(profile: Profile, readings: Iterable[Reading]) -> bool:
    """Whether all that the profile leaves out is written as zeros."""
    zero = 0xFF if BitOrder.INVERTED in number_format(profile.number_format).orders else 0
    return all(csn[at] == zero for _, csn in readings for at in profile.missing)


def _begins_with_zeros(pairs: Sequence[Pair]) -> bool:
    """Whether a card's number begins with 00, in either order of bytes."""
    return any(0 in (part[0], part[-1]) for pair in pairs for part in pair.known.parts)


def _has_digits_around(profile: Profile) -> bool:
    """Whether what it takes for constant may be a number as well."""
    return any(character.isdigit() for character in profile.prefix + profile.suffix)


def _for_cards_of(technology: Technology, profile: Profile) -> Profile:
    """The profile, about cards of this technology if it does not say of which."""
    if profile.technology is not Technology.UNKNOWN:
        return profile
    return replace(profile, technology=technology)


def _without_intricate(losing: list[Explanation]) -> list[Explanation]:
    """Leave out the profiles that add bytes as well where others explain the same by bytes left out alone."""
    plain = [one for one in losing if not one.profile.cut_first + one.profile.cut_last]
    return plain or losing


def _readings(pairs: Sequence[Pair], size: int) -> list[Reading]:
    """The different readings, with the CSN of this size behind each."""
    return list(
        dict.fromkeys(
            (pair.reading.strip(AROUND), part) for pair in pairs for part in pair.known.parts if len(part) == size
        )
    )


def _explains(profile: Profile, readings: Iterable[Reading]) -> bool:
    return all(profile.explains(text, csn) for text, csn in readings)


def _without_doubles(found: Iterable[Explanation]) -> list[Explanation]:
    """Every known profile, and of the made-up ones the first of each meaning that no known one has."""
    seen: set[Hashable] = set()
    kept = []
    for one in found:
        what = meaning(one.profile)
        if not one.made_up or what not in seen:
            kept.append(one)
        seen.add(what)
    return kept


def _assuming(losing: Iterable[Explanation], readings: Sequence[Reading], *, assume: bool) -> list[Explanation]:
    """The same profiles with the missing bytes supplied, where two or more cards have the same ones."""
    csns = list(dict.fromkeys(csn for _, csn in readings))
    found: dict[Hashable, Explanation] = {}
    for one in losing:
        profile, missing = one.profile, one.profile.missing
        values = {bytes(csn[at] for at in missing) for csn in csns}
        if len(csns) < 2 or len(values) > 1:
            continue
        [value] = values
        first = sum(at == place for place, at in enumerate(missing))
        try:
            supplying = replace(profile, name="", own=True, supply_first=value[:first], supply_last=value[first:])
        except InvalidInputError:
            continue  # bytes in the middle are missing
        assumption = words.assumption(supplying)
        reason = None if assume else words.only_assumed(supplying)
        offered = Explanation(described(supplying), made_up=True, reason=reason, assumption=assumption)
        found.setdefault(meaning(supplying), offered)
    return list(found.values())


def _supply(found: Iterable[Explanation]) -> Profile | None:
    return next((one.profile for one in found if one.assumption), None)


def _firsts(found: Iterable[Explanation]) -> list[Profile]:
    """The first profile of each meaning."""
    return list({meaning(one.profile): one.profile for one in reversed(list(found))}.values())[::-1]


def _preference(one: Explanation) -> tuple[int, ...]:
    """Usable before not, certain before assumed, known before made up, simple before intricate, any maker's first."""
    profile = one.profile
    return (
        not one.usable,
        one.assumption is not None,
        one.made_up,
        len(profile.missing),
        number_format(profile.number_format).partial is one.usable,
        len(number_format(profile.number_format).orders),
        profile.cut_first + profile.cut_last,
        len(profile.prefix) + len(profile.suffix),
        not profile.leading_zeros,
        profile.digits,
        bool(profile.kind),
    )
