"""Why what a reader typed is no card's number, in words."""

from collections.abc import Sequence
from enum import Enum


class Refusal(Enum):
    """The cause and the remedy, each one sentence; names in braces are filled in."""

    NO_PROFILE = (
        "A keyboard reader typed a number of {count} characters, and its profile is not chosen.",
        "Open Readers and choose how the keyboard reader writes its numbers, then tap the card again.",
    )
    OTHER_FORM = (
        "A keyboard reader typed {count} characters, and not as its profile expects{expected}.",
        "Tap the card again; if it stays so, open Readers and choose another profile for the keyboard reader.",
    )
    NO_END = (
        "A keyboard reader typed a number and no Enter after it, so that nobody can tell whether it is whole.",
        "Set the reader to type Enter after each number.",
    )
    TORN = (
        "Other keys or another window came in between while a keyboard reader typed, or just before or after it, so "
        "that nobody can tell whether its number is whole.",
        "Tap the card again, and press no key meanwhile.",
    )
    TWO_LAYOUTS = (
        "What a keyboard reader typed is one number by this computer's keyboard layout and another by a US keyboard.",
        "Set this computer's keyboard layout to English (US), then tap the card again.",
    )
    TWO_PROFILES = (
        "What a keyboard reader typed fits more than one profile: {names}.",
        "Open Readers and choose one profile for the keyboard readers at this desk.",
    )


def expected_words(lengths: Sequence[int]) -> str:
    """The lengths that would do, as a part of the sentence; empty where any length may."""
    return f" ({' or '.join(str(length) for length in lengths)} characters)" if lengths else ""
