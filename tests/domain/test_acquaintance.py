"""What a station's records say of a card."""

import pytest

from enroll_app.domain.acquaintance import Acquaintance, acquaint
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.person import Person

CARD = parse_identification("0x0110185c5b")


def test_the_card_itself_is_no_other_card() -> None:
    assert acquaint(CARD, None, [CARD]) == Acquaintance()


@pytest.mark.parametrize("known", ["0x0210185c5b", "0x01ff185c5b", "0xff185c5b", "0x00ff000000|0x11185c5b"])
def test_a_card_whose_number_ends_with_the_same_24_bits_is_named(known: str) -> None:
    other = parse_identification(known)
    acquaintance = acquaint(CARD, None, [other])
    assert acquaintance.alike == (other,)
    [caution] = acquaintance.cautions()
    assert caution.code == "looks-like-another"
    assert other.hex in str(caution)
    assert "Wiegand" in str(caution)


@pytest.mark.parametrize("known", ["0x0110185c5a", "0x5c5b0110", "0x0110195c5b"])
def test_a_card_that_differs_in_the_low_24_bits_is_not(known: str) -> None:
    assert acquaint(CARD, None, [parse_identification(known)]) == Acquaintance()


def test_one_side_of_a_card_known_with_two_is_told() -> None:
    both = parse_identification("0x0110185c5b|0xcafebabe")
    acquaintance = acquaint(CARD, Person("Bo"), [both])
    assert acquaintance == Acquaintance(Person("Bo"), both)
    [caution] = acquaintance.cautions()
    assert both.hex in str(caution)
    assert "other side" in str(caution)


def test_a_card_is_no_other_card_than_itself() -> None:
    both = parse_identification("0x0110185c5b|0xcafebabe")
    assert acquaint(both, None, [both]) == Acquaintance()


@pytest.mark.parametrize("known", ["0x0110185c5b", "0x0110185c5b|0x11223344"])
def test_two_sides_of_which_one_is_known_otherwise_may_be_two_cards(known: str) -> None:
    other = parse_identification(known)
    acquaintance = acquaint(parse_identification("0x0110185c5b|0xcafebabe"), None, [other])
    assert acquaintance.shared == (other,)
    [caution] = acquaintance.cautions()
    assert "one and the same card" in str(caution)
