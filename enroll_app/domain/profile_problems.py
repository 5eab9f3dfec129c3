"""What can be wrong with a reader's profile, or with a number that is to be read through one."""

from collections.abc import Sequence

from enroll_app.domain.cards import Technology
from enroll_app.domain.number_problems import shown
from enroll_app.domain.problems import InvalidInputError, Problem

_FIELD = "card"
_CHECK_PROFILE = (
    "Tap the card again; if it stays so, choose another profile for the reader, or learn it from a known card."
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def contradiction(name: str, what: str) -> Problem:
    """A profile that cannot be meant."""
    return Problem(
        "profile-invalid", "The reader profile “{name}” cannot be used: {what}.", "", {"name": name, "what": what}
    )


def wrong_length(text: str, expected: str) -> InvalidInputError:
    """A number with too many or too few characters. expected: such as `13`, or `at most 13`."""
    return InvalidInputError(
        Problem(
            "reader-number-length",
            "The reader wrote “{text}”, a number of {count} characters; by its profile a whole one has {expected}.",
            _CHECK_PROFILE,
            {"text": shown(text), "count": len(text), "expected": expected},
            _FIELD,
        )
    )


def lost_zeros(text: str, width: int) -> InvalidInputError:
    """A number without its leading zeros that lacks a whole byte. width: the characters of a whole one."""
    return InvalidInputError(
        Problem(
            "reader-number-zeros",
            "The reader wrote “{text}” and leaves leading zeros out: a number as short as this may be that of a card "
            "that begins with 00, as EM cards often do, or a part of a number, or that of another kind of card.",
            "Set the reader to write leading zeros (a fixed length of {width} characters) and choose a profile for "
            "that, or tap the card at another reader, one that writes every digit.",
            {"text": shown(text), "width": width},
            _FIELD,
        )
    )


def wrong_separator(text: str, separator: str) -> InvalidInputError:
    """Bytes that are not separated as the profile says."""
    return InvalidInputError(
        Problem(
            "reader-number-form",
            "The reader wrote “{text}”; by its profile it writes bytes with “{separator}” between them.",
            _CHECK_PROFILE,
            {"text": shown(text), "separator": separator},
            _FIELD,
        )
    )


def wrong_frame(text: str, prefix: str, suffix: str) -> InvalidInputError:
    """The characters that should stand around the number do not."""
    around = " and ".join(
        said for said in (f"begin with “{prefix}”" if prefix else "", f"end with “{suffix}”" if suffix else "") if said
    )
    return InvalidInputError(
        Problem(
            "reader-number-frame",
            "The reader wrote “{text}”; by its profile a number would {around}.",
            _CHECK_PROFILE,
            {"text": shown(text), "around": around},
            _FIELD,
        )
    )


def no_csn() -> Problem:
    """HID Prox (OMNIKEY 5x27 keyboard wedge guide rev. D.0 p. 10)."""
    return Problem(
        "profile-no-csn",
        "HID Prox cards have no serial number of their own besides the number that was programmed into them.",
        "Enroll another side of the card, or another kind of card.",
        field=_FIELD,
    )


def technology_missing() -> Problem:
    """A partial format of cards of which nobody says how many bytes their numbers have."""
    return Problem(
        "profile-technology-missing",
        "This number format does not carry whole numbers, and it is not said of which kind of card it is.",
        "Name the technology in the reader's profile or address.",
        field=_FIELD,
    )


def partial(technology: Technology, lost: Sequence[int], size: int) -> Problem:
    """A reader that throws bytes away. lost: their places in the CSN."""
    return Problem(
        "profile-partial",
        "This reader throws bytes away: of the {size} bytes of a card's number ({technology}) it leaves out the "
        "{lost}, so it cannot be used for this technology.",
        "Set the reader to write the whole number, or use another reader; only if every card of the site has the same "
        "bytes there can a profile supply them.",
        {"size": size, "technology": technology.value, "lost": places(lost)},
        _FIELD,
    )


def places(at: Sequence[int]) -> str:
    """The places of bytes in words, such as `first and second`."""
    *rest, last = [_ORDINALS[place] for place in at]
    return f"{', '.join(rest)} and {last}" if rest else last
