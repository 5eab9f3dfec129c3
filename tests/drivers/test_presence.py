"""Presentations out of repetitions. Times are seconds of an invented clock."""

import pytest

from drivers.presence import (
    ABSENCES,
    GONE_AFTER_S,
    MENDED_WITHIN_S,
    TOGETHER,
    TOGETHER_S,
    Came,
    Change,
    Left,
    Presence,
)
from drivers.readings import Absent, Number, Text, Unread

CARD, OTHER = Number(b"\x01\x02\x03\x04\x05", "em4100"), Text("0504030201")
DAMAGE = Unread("The frame is damaged.", "Tap again.")
ABSENT = Absent()
# The periods of RDM6300 (hobbycomponents forum, arduino12/rdm6300 README), of readers that are asked, and one just
# within the silence. In seconds.
PERIODS = [0.05, 0.065, 0.15, GONE_AFTER_S - 0.01]

Move = tuple[float, Number | Text | Unread | Absent | None]


def play(*moves: Move, sees_several: bool = True, gone_after_s: float = GONE_AFTER_S) -> list[Change]:
    """What is told when these numbers, damages, absences and silences come at these times."""
    presence = Presence(sees_several=sees_several, gone_after_s=gone_after_s)
    told: list[Change] = []
    for now, move in moves:
        match move:
            case None:
                told += presence.passed(now)
            case Unread():
                told += presence.damaged(move, now)
            case Absent():
                told += presence.absent(now)
            case _:
                told += presence.heard(move, now)
    return told


@pytest.mark.parametrize("card", [CARD, OTHER])
@pytest.mark.parametrize("period", PERIODS)
def test_a_repeated_number_is_one_presentation(period: float, card: Number | Text) -> None:
    assert play(*((beat * period, card) for beat in range(200))) == [Came(card)]


def test_silence_ends_the_presentation() -> None:
    assert play((0, CARD), (0.4, None), (GONE_AFTER_S, None), (5, None)) == [Came(CARD), Left()]


def test_the_same_card_after_the_silence_is_new() -> None:
    assert play((0, CARD), (GONE_AFTER_S, CARD)) == [Came(CARD), Left(), Came(CARD)]


def test_another_card_is_new_at_once() -> None:
    assert play((0, CARD), (0.05, OTHER)) == [Came(CARD), Left(), Came(OTHER)]


def test_a_reader_that_says_so_twice_ends_the_presentation_at_once() -> None:
    assert play((0, CARD), (0.1, ABSENT), (0.2, ABSENT), (0.3, ABSENT)) == [Came(CARD), Left()]
    assert play((0, CARD), (0.1, ABSENT), (0.2, ABSENT), (0.3, CARD)) == [Came(CARD), Left(), Came(CARD)]


def test_a_card_that_one_question_missed_still_rests() -> None:
    assert play(*((beat / 10, CARD if beat % 2 == 0 else ABSENT) for beat in range(50))) == [Came(CARD)]
    assert ABSENCES == 2


def test_absence_alone_says_nothing() -> None:
    assert play(*((beat / 10, ABSENT) for beat in range(50))) == []


@pytest.mark.parametrize("period", PERIODS[:-1])
def test_two_cards_that_lie_together_are_told_once_and_are_no_stream_of_cards(period: float) -> None:
    both: list[Move] = [(beat * period, (CARD, OTHER)[beat % 2]) for beat in range(200)]
    assert play(*both) == [Came(CARD), Left(), Came(OTHER), Left(), TOGETHER]


def test_three_cards_that_lie_together_are_told_once() -> None:
    three: list[Move] = [(beat * 0.1, (CARD, OTHER, Text("3"))[beat % 3]) for beat in range(100)]
    assert play(*three)[-3:] == [Came(Text("3")), Left(), TOGETHER]


EM, CLASSIC = Number(bytes(5), "em4100"), Number(bytes(4), "mifare-classic")


@pytest.mark.parametrize("period", PERIODS[:-1])
def test_both_sides_of_a_dual_card_are_told_once(period: float) -> None:
    both: list[Move] = [(beat * period, (EM, CLASSIC)[beat % 2]) for beat in range(200)]
    assert play(*both) == [Came(EM), Left(), Came(CLASSIC)]
    assert play(*both, (200, None), (201, EM)) == [Came(EM), Left(), Came(CLASSIC), Left(), Came(EM)]


def test_two_cards_of_one_technology_are_no_dual_card() -> None:
    both: list[Move] = [(beat * 0.1, (EM, CARD)[beat % 2]) for beat in range(200)]
    assert play(*both)[-1] == TOGETHER


@pytest.mark.parametrize("sees_several", [True, False])
def test_a_dual_card_one_side_of_which_is_seldom_heard_is_told_once(sees_several: bool) -> None:
    moves: list[Move] = [(beat * 0.065, EM) for beat in range(100)]
    moves += [(beat * 0.065 + 0.03, CLASSIC) for beat in (3, 40, 41, 90)]
    moves.sort(key=lambda move: move[0])
    assert play(*moves, sees_several=sees_several) == [Came(EM), Left(), Came(CLASSIC)]
    again = play(*moves, (8, EM), (8.1, CLASSIC), sees_several=sees_several)[3:]
    assert again == [Left(), Came(EM), Left(), Came(CLASSIC)]


def test_another_card_begins_anew_with_what_was_told_of_the_one_before() -> None:
    third = Number(b"\x09\x02\x03\x04\x05", "em4100")
    told = play((0, CARD), (0.1, CLASSIC), (0.2, third), (0.3, CLASSIC), (0.4, third), sees_several=False)
    assert [one.card for one in told if isinstance(one, Came)] == [CARD, CLASSIC, third, CLASSIC]


def asked(*moves: Move) -> list[Change]:
    """As `play`, of a reader that is asked and may need four seconds to make up for an answer that was lost."""
    return play(*moves, gone_after_s=4)


def test_an_answer_that_was_lost_ends_nothing() -> None:
    silence: list[Move] = [(0.1 + beat * 0.05, None) for beat in range(44)]
    assert asked((0, CARD), *silence, (2.3, CARD), (2.4, ABSENT), (2.5, CARD)) == [Came(CARD)]
    assert asked((0, CARD), *silence, (2.3, OTHER)) == [Came(CARD), Left(), Came(OTHER)]
    both: list[Move] = [(-1 + beat * 0.1, (CARD, OTHER)[beat % 2]) for beat in range(10)]
    assert asked(*both, *silence, (2.3, OTHER), (2.4, CARD))[-1] == TOGETHER


def test_what_a_reader_says_in_place_of_the_card_ends_its_presentation() -> None:
    assert asked((0, CARD), (3, DAMAGE), (3.3, None)) == [Came(CARD), Left(), DAMAGE]
    assert asked((0, CARD), (0.3, DAMAGE), (0.6, DAMAGE), (0.9, DAMAGE)) == [Came(CARD), Left(), DAMAGE]
    assert asked((0, CARD), (0.1, DAMAGE), (0.2, CARD)) == [Came(CARD)]
    assert asked((0, CARD), (4, None)) == [Came(CARD), Left()]


def test_the_card_that_is_left_alone_is_told_after_a_moment() -> None:
    both: list[Move] = [(beat * 0.05, (CARD, OTHER)[beat % 2]) for beat in range(20)]
    alone: list[Move] = [(1 + beat * 0.05, CARD) for beat in range(60)]
    assert play(*both, *alone)[4:] == [TOGETHER, Came(CARD)]
    assert play(*both, *alone[:18])[4:] == [TOGETHER]


def test_two_cards_taken_away_together_end_it() -> None:
    both: list[Move] = [(beat * 0.05, (CARD, OTHER)[beat % 2]) for beat in range(20)]
    told = play(*both, (1 + GONE_AFTER_S, None), (3, CARD), (3.1, CARD))
    assert told[4:] == [TOGETHER, Came(CARD)]
    assert play(*both, (1, ABSENT), (1.1, ABSENT), (1.2, OTHER))[4:] == [TOGETHER, Came(OTHER)]


def test_a_person_who_swaps_cards_quickly_is_served() -> None:
    there_and_back: list[Move] = [(0, CARD), (0.4, OTHER), (0.8, OTHER), (0.01 + TOGETHER_S, CARD)]
    assert play(*there_and_back) == [Came(CARD), Left(), Came(OTHER), Left(), Came(CARD)]
    # A reader that is asked says that each was taken away.
    swapped: list[Move] = [(0, CARD), (0.1, ABSENT), (0.2, ABSENT), (0.3, OTHER), (0.4, ABSENT), (0.5, ABSENT)]
    assert play(*swapped, (0.6, CARD))[-3:] == [Came(OTHER), Left(), Came(CARD)]


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


@pytest.mark.parametrize("period", PERIODS)
def test_a_reader_that_speaks_by_itself_tells_every_other_number_as_another_card(period: float) -> None:
    moves = [(beat * period, (CARD, OTHER)[beat % 2]) for beat in range(20)]
    told = play(*moves, sees_several=False)
    assert [one.card for one in told if isinstance(one, Came)] == [CARD, OTHER] * 10
    assert not [one for one in told if isinstance(one, Unread)]


def test_both_sides_of_a_dual_card_are_told_once_by_a_reader_that_speaks_by_itself() -> None:
    other = Number(b"\xca\xfe\xba\xbe", "mifare-classic")
    moves = [(beat * 0.1, (CARD, other)[beat % 2]) for beat in range(40)]
    assert [one.card for one in play(*moves, sees_several=False) if isinstance(one, Came)] == [CARD, other]
