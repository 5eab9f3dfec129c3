"""Two taps that are the two sides of one card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.cards import recognize
from enroll_app.domain.dual import are_sides, can_join, join
from enroll_app.domain.tap import Tap, understand


def tap(uid: str, technology: str = "") -> Tap:
    return understand(recognize(bytes.fromhex(uid), technology=technology, reader="desk"))


EM, CLASSIC, DESFIRE = tap("00499602D2"), tap("CAFEBABE"), tap("048A4AAAA62D80")
RANDOM, TEN_BYTES = tap("08123456"), tap("00112233445566778899")


def test_the_order_is_the_identifications_and_not_that_of_the_taps() -> None:
    # The composite of the vendor's sample: 1234567890 | 0xCAFEBABE.
    assert join(EM, CLASSIC).identification == join(CLASSIC, EM).identification
    joined = join(CLASSIC, EM)
    assert joined.identification is not None
    assert joined.identification.decimal == "0001234567890|3405691582"
    assert [side.uid for side in joined.sides] == [EM.card.uid, CLASSIC.card.uid]
    assert joined.raw == "00499602D2 | CAFEBABE"


def test_a_composite_is_known_again_by_either_side() -> None:
    joined = join(EM, DESFIRE)
    assert joined.has(EM.card)
    assert joined.has(DESFIRE.card)
    assert not joined.has(CLASSIC.card)


def test_a_card_with_a_side_that_must_not_be_enrolled_must_not_be_enrolled() -> None:
    assert join(EM, RANDOM).verdict.refused == RANDOM.verdict.refused is not None


def test_what_is_to_be_said_of_either_side_is_said_of_the_card() -> None:
    careful = tap("1F123456")
    assert careful.verdict.warnings
    assert join(EM, careful).verdict.warnings == careful.verdict.warnings


@pytest.mark.parametrize(
    ("one", "other"),
    [(EM, EM), (EM, tap("0110185C5B")), (CLASSIC, tap("11223344")), (join(EM, CLASSIC), DESFIRE), (EM, tap("112233"))],
)
def test_two_numbers_of_one_kind_a_third_side_and_a_number_without_spelling_are_no_two_sides(
    one: Tap, other: Tap
) -> None:
    assert not can_join(one, other)
    with pytest.raises(ValueError, match="Technology"):
        join(one, other)


@given(st.binary(min_size=1, max_size=12), st.binary(min_size=1, max_size=12))
def test_what_can_be_joined_has_both_numbers_whole(one: bytes, other: bytes) -> None:
    first, second = (understand(recognize(uid)) for uid in (one, other))
    if can_join(first, second):
        joined = join(first, second)
        assert joined.identification is not None
        assert set(joined.identification.parts) == {one, other}


def test_only_a_card_of_each_frequency_is_taken_for_one_card_without_a_question() -> None:
    assert are_sides(EM, CLASSIC)
    assert are_sides(DESFIRE, EM)
    # Two people's cards of 13.56 MHz, one after the other.
    assert can_join(DESFIRE, CLASSIC)
    assert not are_sides(DESFIRE, CLASSIC)
    assert not are_sides(EM, RANDOM)
    assert not are_sides(EM, EM)
