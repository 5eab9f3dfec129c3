"""Presentations out of repetitions. Times are seconds of an invented clock."""

import pytest

from drivers.presence import GONE_AFTER_S, MENDED_WITHIN_S, Came, Change, Left, Presence
from drivers.readings import Unread

CARD, OTHER = b"\x01\x02\x03\x04\x05", b"\x05\x04\x03\x02\x01"
DAMAGE = Unread("The frame is damaged.", "Tap again.")
# The periods of RDM6300 (hobbycomponents forum, arduino12/rdm6300 README), and one just within the silence. In seconds.
PERIODS = [0.05, 0.065, GONE_AFTER_S - 0.01]


def play(*moves: tuple[float, bytes | Unread | None]) -> list[Change]:
    """What is told when these numbers, damages and silences come at these times."""
    presence = Presence()
    told: list[Change] = []
    for now, move in moves:
        if move is None:
            told += presence.passed(now)
        elif isinstance(move, Unread):
            told += presence.damaged(move, now)
        else:
            told += presence.heard(move, now)
    return told


@pytest.mark.parametrize("period", PERIODS)
def test_a_repeated_number_is_one_presentation(period: float) -> None:
    assert play(*((beat * period, CARD) for beat in range(200))) == [Came(CARD)]


def test_silence_ends_the_presentation() -> None:
    assert play((0, CARD), (0.4, None), (GONE_AFTER_S, None), (5, None)) == [Came(CARD), Left()]


def test_the_same_card_after_the_silence_is_new() -> None:
    assert play((0, CARD), (GONE_AFTER_S, CARD)) == [Came(CARD), Left(), Came(CARD)]


def test_another_card_is_new_at_once() -> None:
    assert play((0, CARD), (0.05, OTHER)) == [Came(CARD), Left(), Came(OTHER)]


def test_damage_alone_is_told_once() -> None:
    assert play((0, DAMAGE), (0.2, None), (MENDED_WITHIN_S, None), (0.4, None)) == [DAMAGE]


def test_lasting_damage_is_no_storm() -> None:
    assert play(*((beat * 0.05, DAMAGE) for beat in range(1000))) == [DAMAGE]


def test_damage_at_another_time_is_told_again() -> None:
    assert play((0, DAMAGE), (1, None), (2, DAMAGE), (3, None)) == [DAMAGE, DAMAGE]


def test_damage_among_good_frames_is_not_told() -> None:
    assert play((0, CARD), (0.05, DAMAGE), (0.1, CARD), (0.3, None)) == [Came(CARD)]
    assert play((0, CARD), (0.05, DAMAGE), (0.4, None), (1, None)) == [Came(CARD), Left()]


def test_damage_before_a_good_frame_is_not_told() -> None:
    assert play((0, DAMAGE), (0.05, CARD), (0.4, None)) == [Came(CARD)]


def test_damage_long_before_a_card_is_told_before_it() -> None:
    assert play((0, DAMAGE), (0.3, CARD)) == [DAMAGE, Came(CARD)]


def test_the_end_of_the_line_ends_the_presentation() -> None:
    presence = Presence()
    assert list(presence.ended()) == []
    assert list(presence.heard(CARD, 0)) == [Came(CARD)]
    assert list(presence.ended()) == [Left()]
    assert list(presence.ended()) == []
