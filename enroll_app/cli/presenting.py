"""Asking for a card at a reader: one card, with both of its sides where the site's cards have two."""

import time
from collections.abc import Sequence

from enroll_app.cli.context import Context
from enroll_app.cli.output import Output
from enroll_app.cli.taps import NoCardError, Taps
from enroll_app.domain.dual import DUAL_MOMENT_S, SECOND_SIDE_MISSING, are_sides, join
from enroll_app.domain.identification import Identification
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.tap import Tap
from enroll_app.services.tapping import Read

CARD_TIMEOUT_S = 60.0


def presented(context: Context, uris: Sequence[str], timeout_s: float) -> tuple[Identification, str]:
    """The card that is held to the reader, and the reader's name. Raises InvalidInputError, ReaderError."""
    desk = context.desk()
    with Taps(desk, uris, context.output) as cards:
        context.output.note("Hold the card to the reader.")
        tap = _understood(cards.next(timeout_s))
        if desk.dual:
            tap = _with_other_side(tap, cards, context.output)
    desk.signal(tap)
    context.output.problems(tap.verdict.warnings)
    if tap.verdict.refused:
        raise InvalidInputError(tap.verdict.refused)
    assert tap.identification is not None
    return tap.identification, tap.card.reader


def _understood(read: Read) -> Tap:
    """The card. Raises InvalidInputError with the reason where its serial number cannot be had from what was read."""
    if read.tap is None:
        raise InvalidInputError(*([read.problem] if read.problem else []))
    return read.tap


def _with_other_side(tap: Tap, cards: Taps, output: Output) -> Tap:
    """The card with its other side, where it is tapped within a moment; else the side that was read, and a note.

    Raises InvalidInputError where another card is tapped, for nobody can say which of the two is meant.
    """
    if tap.other_side or tap.verdict.refused:
        return tap
    output.note("Now the other side of the card.")
    end = time.monotonic() + DUAL_MOMENT_S
    other = tap
    while tap.has(other.card):
        try:
            other = _understood(cards.next(max(0.0, end - time.monotonic())))
        except NoCardError:
            output.problems([SECOND_SIDE_MISSING])
            return tap
    if other.verdict.refused:
        return other
    if not are_sides(tap, other):
        raise InvalidInputError(_two_cards(tap, other))
    return join(tap, other)


def _two_cards(one: Tap, other: Tap) -> Problem:
    return Problem(
        "two-cards",
        "Two cards were tapped, {one} and {other}, which are not the two sides of one card.",
        "Tap the two sides of one card, and no other card.",
        {"one": one.card.uid.hex().upper(), "other": other.card.uid.hex().upper()},
        "card",
    )
