"""What learning says to people."""

from collections.abc import Sequence

from enroll_app.domain.bit_orders import BitOrder
from enroll_app.domain.cards import Technology
from enroll_app.domain.formats import number_format
from enroll_app.domain.number_problems import shown
from enroll_app.domain.problems import Problem
from enroll_app.domain.profile import Profile
from enroll_app.domain.profile_problems import places

_FIELD = "known"


def one(profile: Profile, *, made_up: bool, others: int) -> Problem:
    """One explanation. others: how many other profiles do the same."""
    remedy = "Write profile={name} into the reader's address, or choose it on the Readers page."
    if others:
        remedy += " The others that are listed do the same to these cards."
    if made_up:
        remedy = "Save it under a name (--save NAME), and write profile=NAME into the reader's address."
    return Problem(
        "learned", "One way of writing explains it: {title}.", remedy, {"name": profile.name, "title": profile.title}
    )


def several(profiles: Sequence[Profile], pairs: int) -> Problem:
    """Several explanations. profiles: the first of each."""
    cause = "{count} ways of writing explain this card's number, and it cannot tell them apart."
    if pairs > 1:
        cause = "{count} ways of writing explain these cards' numbers, and they cannot tell them apart."
    return Problem("learn-ambiguous", cause, _which_card(profiles), {"count": len(profiles)})


def _which_card(profiles: Sequence[Profile]) -> str:
    losing = [profile for profile in profiles if profile.unusable]
    if losing:
        return (
            f"Tap another card as well, one whose number does not {_edges(losing)}: the reader may throw these bytes "
            "away, and write zeros for them on every card."
        )
    orders = {frozenset(number_format(profile.number_format).orders) for profile in profiles}
    if len(orders) > 1 and len({found - {BitOrder.REVERSED} for found in orders}) == 1:
        return "Tap another card as well, one whose number is not the same when its bytes are read backwards."
    return "Tap another card as well, best one whose number has bytes that all differ."


def _edges(losing: Sequence[Profile]) -> str:
    """What the numbers of the cards have in common that these profiles leave out, such as `begin with 00`."""
    found = []
    for profile in losing:
        value = "FF" if BitOrder.INVERTED in number_format(profile.number_format).orders else "00"
        ends = (profile.size - 1 in profile.missing, f"end with {value}")
        sides = [words for at, words in ((0 in profile.missing, f"begin with {value}"), ends) if at]
        found += sides or [f"have {value} in it"]
    return " or ".join(dict.fromkeys(found))


def digits_around(profile: Profile) -> Problem:
    """One explanation of one card, by which digits beside the number would be the same on every card."""
    return Problem(
        "learn-digits-around",
        "{title}: that explains this card's number, but the digits beside it may be a second number, which is another "
        "one on every card.",
        "Tap another card as well.",
        {"title": profile.title},
    )


def partial(profile: Profile, supplying: Profile | None) -> Problem:
    """Only explanations that lose bytes. supplying: one that would supply them, if every card had the same."""
    remedy = (
        "Set the reader to write the whole number (hexadecimal, or all digits), or use another reader for these cards."
    )
    if supplying:
        remedy += " These cards have the same bytes there; only if every card of the site has them, use --assume."
    return Problem(
        "learn-partial",
        "This reader throws bytes away: it cannot be used for this technology. Of the {size} bytes of a card's number "
        "({technology}) it leaves out the {lost}.",
        remedy,
        {"size": profile.size, "technology": profile.technology.value, "lost": places(profile.missing)},
    )


def nothing(pairs: int, *, zeros: bool) -> Problem:
    """No explanation. zeros: a card's number begins or ends with 00."""
    remedy = (
        "Check that each reading and number are of the same card, that the number is typed as the access system spells "
        "it, and that the reader reads the side of the card that it names."
    )
    if zeros:
        remedy += (
            " If the reader leaves leading zeros out, learn from cards whose numbers do not begin with 00, or set it "
            "to write leading zeros (a fixed length)."
        )
    return Problem(
        "learn-nothing",
        "No known way of writing numbers makes the known number of this reading."
        if pairs == 1
        else "No known way of writing numbers makes the known numbers of all of these readings.",
        remedy,
    )


def unprintable(reading: str) -> Problem:
    """A reading with characters in it that belong to no number, and that a terminal may obey."""
    return Problem(
        "learn-unprintable",
        "The reading “{reading}” has characters in it that cannot be seen, which no reader writes within a number.",
        "Tap the card again, and copy nothing but what the reader wrote.",
        {"reading": shown(reading)},
        "reading",
    )


def assumption(profile: Profile) -> Problem:
    """What a profile that supplies bytes takes for granted."""
    return Problem(
        "learn-assumption",
        "This holds only if the {lost} of every card of this site {are} {bytes}, as of these cards.",
        "",
        _supplied(profile),
    )


def only_assumed(profile: Profile) -> Problem:
    """Why a profile that supplies bytes is not taken without being told to."""
    return Problem(
        "profile-assumed",
        "The reader leaves out the {lost}, and that it is {bytes} on every card of this site is an assumption.",
        "If it is known to be so, say it with --assume.",
        _supplied(profile),
    )


def _supplied(profile: Profile) -> dict[str, str | int]:
    missing = profile.missing
    value = (profile.supply_first + profile.supply_last).hex(" ").upper()
    noun = "byte" if len(missing) == 1 else "bytes"
    return {"lost": f"{places(missing)} {noun}", "are": "is" if len(missing) == 1 else "are", "bytes": value}


def no_common_technology() -> Problem:
    """Pairs whose known numbers have no size in common that a technology has."""
    return Problem(
        "learn-no-technology",
        "The known numbers are not of one kind of card.",
        "Learn from cards of one technology, and name it if it is none of EM, Mifare Classic and DESFire.",
        field=_FIELD,
    )


def no_such_numbers(technology: Technology) -> Problem:
    """A technology whose cards have no CSN, or none of a known size."""
    return Problem(
        "learn-no-csn",
        "Cards of the technology {technology} have no serial number of a known size, so that nothing can be learned.",
        "Name another technology, or leave it out.",
        {"technology": technology.value},
        "technology",
    )


def wrong_size(technology: Technology, size: int) -> Problem:
    """A known number that is not of the named technology."""
    return Problem(
        "learn-wrong-size",
        "A number of {technology} has {size} bytes, and not every known number has one of that size.",
        "Check the numbers, or name the technology of these cards.",
        {"technology": technology.value, "size": size},
        "technology",
    )
