"""How the service spells a card's number, and that no spelling ever names another card."""

from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enroll_app.domain.cards import Card, Technology
from enroll_app.domain.identification import (
    SIZES,
    SPECIFIERS,
    Identification,
    Spelling,
    decimal_digits,
    parse_code,
    parse_identification,
)
from enroll_app.domain.problems import InvalidInputError
from tests.domain.faults import codes_of, faults_of
from tests.domain.vectors import vectors

NUMBERS = st.sampled_from(SIZES).flatmap(lambda size: st.binary(min_size=size, max_size=size))
CARDS = st.lists(NUMBERS, min_size=1, max_size=5, unique_by=len).map(lambda parts: Identification(tuple(parts)))
NAMED_CARDS = st.lists(
    st.sampled_from((4, 5, 7)).flatmap(lambda size: st.binary(min_size=size, max_size=size)),
    min_size=1,
    max_size=3,
    unique_by=len,
).map(lambda parts: Identification(tuple(parts)))

SPELLINGS_OF_ONE = [
    "0x00499602d2",
    "0X00499602D2",
    "0001234567890",
    "EM:1234567890",
    "em:0001234567890",
    " EM:1234567890\n",
]


def one(text: str) -> Identification:
    return Identification((bytes.fromhex(text),))


@pytest.mark.parametrize(("uid", "expected"), vectors("api_hex"))
def test_the_hexadecimal_spelling_is_the_published_one_in_lower_case(uid: bytes, expected: str) -> None:
    assert Identification((uid,)).hex == expected.lower()
    assert parse_identification(expected) == Identification((uid,))


@pytest.mark.parametrize(
    ("uid", "expected"), [pair for pair in vectors("10H13D", "8H10D", "14H17D") if len(pair[0]) in (4, 5, 7)]
)
def test_the_decimal_spelling_is_the_published_one(uid: bytes, expected: str) -> None:
    assert Identification((uid,)).decimal == expected
    assert parse_identification(expected) == Identification((uid,))


def test_the_decimal_sizes_are_those_that_the_service_names() -> None:
    assert {size: decimal_digits(size) for size in SIZES} == {4: 10, 5: 13, 7: 17, 8: 20, 10: 25}


@pytest.mark.parametrize("text", SPELLINGS_OF_ONE)
def test_every_spelling_of_a_card_is_the_same_card(text: str) -> None:
    assert parse_identification(text) == one("00499602d2")
    assert hash(parse_identification(text)) == hash(one("00499602d2"))


def test_the_vendors_own_samples_are_spelled_as_the_vendor_does() -> None:
    card = one("00499602d2")
    assert (card.hex, card.decimal, card.specifier) == ("0x00499602d2", "0001234567890", "EM:1234567890")
    assert parse_identification("0001234567890|3405691582").decimal == "0001234567890|3405691582"


@given(CARDS)
def test_a_card_comes_back_from_each_of_its_spellings(card: Identification) -> None:
    assert parse_identification(card.hex) == card
    assert parse_identification(card.decimal) == card
    assert parse_identification(card.spelled(Spelling.HEX)) == parse_identification(card.spelled(Spelling.DECIMAL))


@given(NAMED_CARDS)
def test_a_card_comes_back_from_its_format_specifier(card: Identification) -> None:
    assert card.specifier is not None
    assert parse_identification(card.specifier) == card


@given(CARDS)
def test_a_spelling_has_the_fixed_size_of_its_card_and_no_capitals(card: Identification) -> None:
    for part, hexadecimal, decimal in zip(card.parts, card.hex.split("|"), card.decimal.split("|"), strict=True):
        assert len(hexadecimal) == 2 + 2 * len(part)
        assert len(decimal) == decimal_digits(len(part))
    assert card.hex == card.hex.lower()


@pytest.mark.parametrize("uid", ["e004010012345678", "04" * 10, "00499602d2" + "00" * 3])
def test_a_size_that_the_service_documents_no_specifier_for_has_none(uid: str) -> None:
    assert one(uid).specifier is None
    assert parse_identification(f"0xcafebabe|0x{uid}").specifier is None


@given(CARDS, CARDS)
def test_two_cards_are_equal_only_when_their_bytes_are(one: Identification, other: Identification) -> None:
    assert (one == other) is (one.parts == other.parts) is (one.hex == other.hex)


def test_the_same_number_in_another_size_is_another_card() -> None:
    assert len({one("00000001"), one("0000000001"), one("00000000000001")}) == 3


@given(NUMBERS)
def test_a_dropped_or_an_added_digit_is_refused(number: bytes) -> None:
    decimal, hexadecimal = Identification((number,)).decimal, Identification((number,)).hex
    for text in (decimal[1:], decimal[:-1], "0" + decimal, decimal + "0"):
        assert codes_of(partial(parse_identification, text)) == ["card-number-unclear"]
    for text in ("0x" + hexadecimal[3:], hexadecimal[:-1], "0x0" + hexadecimal[2:], hexadecimal + "0"):
        assert codes_of(partial(parse_identification, text)) == ["card-number-hex-size"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0x499602d2f", "card-number-hex-size"),
        ("0x0499602d2", "card-number-hex-size"),
        ("0x", "card-number-hex-size"),
        ("0x00499602g2", "card-number-hex-size"),
        ("0x-0499602d2", "card-number-hex-size"),
        ("0x00_9602d2", "card-number-hex-size"),
        ("0x00 49 96 02 d2", "card-number-hex-size"),
        ("0x00499602d2\n1", "card-number-hex-size"),
        ("0x０0499602d2", "card-number-hex-size"),
        ("1234567890123456", "card-number-unclear"),
        ("001234567890", "card-number-unclear"),
        ("00001234567890", "card-number-unclear"),
        ("00499602d2", "card-number-unclear"),
        ("", "card-number-unclear"),
        ("|", "card-number-unclear"),
        ("0001234567890|", "card-number-unclear"),
        ("-001234567890", "card-number-unclear"),
        ("+001234567890", "card-number-unclear"),
        ("000123456789.", "card-number-unclear"),
        ("000_123_456_7", "card-number-unclear"),
        ("0001234567890\x00", "card-number-unclear"),
        ("4294967296", "card-number-too-large"),
        ("9999999999", "card-number-too-large"),
        ("1099511627776", "card-number-too-large"),
        ("72057594037927936", "card-number-too-large"),
        ("18446744073709551616", "card-number-too-large"),
        ("EM:1099511627776", "card-number-too-large"),
        ("MC:4294967296", "card-number-too-large"),
        ("MD:72057594037927936", "card-number-too-large"),
        ("EM:", "card-number-specifier"),
        (":1", "card-number-specifier"),
        ("XX:1", "card-number-specifier"),
        ("EM:0x1", "card-number-specifier"),
        ("EM:-1", "card-number-specifier"),
        ("EM: 1", "card-number-specifier"),
        ("EM:1:2", "card-number-specifier"),
        ("EM:00000001234567", "card-number-specifier"),
        ("MC:" + "9" * 5000, "card-number-specifier"),
        ("ＥＭ:1", "card-number-specifier"),
        ("0001234567890|0001234567891", "composite-same-size"),
        ("EM:1|0x0000000001", "composite-same-size"),
        ("MC:1|EM:1|MC:2", "composite-same-size"),
    ],
)
def test_what_is_no_whole_card_number_is_refused_with_its_reason(text: str, code: str) -> None:
    [problem] = faults_of(lambda: parse_identification(text))
    assert (problem.code, problem.field) == (code, "card")


@pytest.mark.parametrize("largest", ["4294967295", "1099511627775", "72057594037927935"])
def test_the_largest_number_of_a_size_is_still_taken(largest: str) -> None:
    card = parse_identification(largest)
    assert set(card.parts[0]) == {0xFF}


@pytest.mark.parametrize(
    "digits",
    [
        "".join(chr(ord("０") + int(digit)) for digit in "0001234567890"),
        "".join(chr(ord("٠") + int(digit)) for digit in "0001234567890"),
        "".join(chr(ord("०") + int(digit)) for digit in "0001234567890"),
        "000123456789²",
        "000123456789①",
        "000123456789½",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "EM:{}", "0x{}", "3405691582|{}"])
def test_digits_of_other_scripts_are_never_taken_for_a_number(digits: str, frame: str) -> None:
    [code] = codes_of(lambda: parse_identification(frame.format(digits)))
    assert code in ("card-number-unclear", "card-number-specifier", "card-number-hex-size")


@given(st.text(max_size=40) | st.text(alphabet="0123456789abcdefxEMCD:| ", max_size=40))
@example("0x" + "0" * 8)
def test_any_text_is_a_card_or_refused_in_words(text: str) -> None:
    try:
        card = parse_identification(text)
    except InvalidInputError as error:
        refused = [problem.field for problem in error.problems]
    else:
        refused = []
        assert parse_identification(card.hex) == card
    assert refused in ([], ["card"])


def test_the_refusal_shows_a_long_text_cut_short() -> None:
    [problem] = faults_of(lambda: parse_identification("9" * 100_000))
    assert len(str(problem)) < 400


@given(st.permutations([b"\x00\x49\x96\x02\xd2", b"\xca\xfe\xba\xbe", b"\x04" * 7]))
def test_a_composite_is_the_same_card_in_whatever_order_its_sides_were_read(parts: list[bytes]) -> None:
    composite = Identification(tuple(parts))
    assert composite.hex == "0x00499602d2|0xcafebabe|0x04040404040404"
    assert composite.decimal.startswith("0001234567890|3405691582|")
    assert parse_identification("|".join(f"0x{part.hex()}" for part in parts)) == composite


def test_a_composite_names_em_first_even_beside_other_sizes() -> None:
    parts = (b"\x04" * 10, b"\xe0" * 8, b"\x01" * 7, b"\x02" * 4, b"\x03" * 5)
    assert [len(part) for part in Identification(parts).parts] == [5, 4, 7, 8, 10]
    assert Identification(parts[:2]).parts == (b"\xe0" * 8, b"\x04" * 10)


def test_a_composite_forgives_spaces_around_its_bar() -> None:
    assert parse_identification("0001234567890 | 3405691582") == parse_identification("3405691582|EM:1234567890")


@pytest.mark.parametrize("sizes", [(), (0,), (3,), (6,), (9,), (11,), (4, 4), (5, 4, 5)])
def test_bytes_of_a_size_without_a_spelling_make_no_identification(sizes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"\[|composite"):
        Identification(tuple(bytes(size) for size in sizes))


def test_the_two_sides_of_a_card_that_was_read_twice_make_a_composite() -> None:
    em = Card(bytes.fromhex("00499602d2"), Technology.EM4100)
    classic = Card(bytes.fromhex("cafebabe"), Technology.MIFARE_CLASSIC)
    assert Identification.of(classic, em).decimal == "0001234567890|3405691582"


def test_each_specifier_names_the_size_of_its_technology() -> None:
    assert SPECIFIERS == {"EM": 5, "MC": 4, "MD": 7}


@pytest.mark.parametrize("text", ["0", "0042", "1" * 20])
def test_a_door_code_keeps_its_leading_zeros(text: str) -> None:
    assert parse_code(text) == text


@pytest.mark.parametrize("text", ["", " ", "12a", "1" * 21, "-1", "1\n", "１２３４", "١٢٣٤", "12²", "0x12", " 12"])
def test_what_no_keypad_can_type_is_no_code(text: str) -> None:
    [problem] = faults_of(lambda: parse_code(text))
    assert (problem.code, problem.field) == ("code-not-digits", "code")
