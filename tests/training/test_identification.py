"""The training server's own reading of card numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.training.identification import DIGITS_OF_SIZE, Code, parse_code, parse_proximity

SIZES = st.sampled_from(sorted(DIGITS_OF_SIZE))
SPECIFIERS = {5: "EM", 4: "MC", 7: "MD"}


@st.composite
def cards(draw: st.DrawFn) -> tuple[int, int]:
    """A size in bytes, and a number of that size."""
    size = draw(SIZES)
    return size, draw(st.integers(0, (1 << 8 * size) - 1))


def spellings(size: int, number: int) -> list[str]:
    """Every way to spell a card, made here by hand."""
    found = [f"0x{number:0{2 * size}x}", f"0x{number:0{2 * size}X}", str(number).rjust(DIGITS_OF_SIZE[size], "0")]
    if size in SPECIFIERS:
        found += [f"{SPECIFIERS[size]}:{number}", f"{SPECIFIERS[size]}:{str(number).rjust(DIGITS_OF_SIZE[size], '0')}"]
    return found


@given(cards())
def test_every_spelling_of_a_card_is_that_card(one: tuple[int, int]) -> None:
    assert len({parse_proximity(text).identity for text in spellings(*one)}) == 1


@given(cards(), cards())
def test_two_cards_are_never_one(one: tuple[int, int], other: tuple[int, int]) -> None:
    equal = parse_proximity(spellings(*one)[0]).identity == parse_proximity(spellings(*other)[2]).identity
    assert equal == (one == other)


@given(cards(), st.sampled_from(["other", "decimal", "same"]))
def test_an_answer_spells_the_card_that_was_sent(one: tuple[int, int], spelling: str) -> None:
    for text in spellings(*one):
        sent = parse_proximity(text)
        answered = sent.spelled(spelling)  # type: ignore[arg-type]  # drawn from the three
        assert parse_proximity(answered).identity == sent.identity
        if spelling == "other":
            assert answered.startswith("0x") != text.startswith("0x")


@given(st.lists(cards(), min_size=2, max_size=4, unique=True))
def test_a_composite_is_the_same_card_in_any_order(several: list[tuple[int, int]]) -> None:
    forward = parse_proximity("|".join(spellings(*one)[0] for one in several))
    backward = parse_proximity("|".join(spellings(*one)[2] for one in reversed(several)))
    assert forward.identity == backward.identity
    assert forward.identity != parse_proximity(spellings(*several[0])[0]).identity
    assert parse_proximity(forward.spelled("other")).identity == forward.identity


@pytest.mark.parametrize(
    "text",
    [
        "", "|", "0001234567890|", "12345", "1234567890123456", "0x", "0x499602d2f", "0X00499602d2", "00499602d2",
        "EM:", "EM:1099511627776", "EM:00000000000001", "MC:4294967296", "MD:72057594037927936", "em:1", "XX:1",
        "4294967296", "1099511627776", "EM:-1", "EM:+1", "EM:1_000", " 0001234567890", "0001234567890\n",
        "٠٠٠١٢٣٤٥٦٧٨٩٠", "EM:1|0x0000000001", "0001234567890||3405691582", "0x00499602d2" + "|0x00499602d2" * 40,
    ],
)  # fmt: skip
def test_what_is_no_card_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        parse_proximity(text)


@given(st.text(max_size=40))
def test_any_text_is_a_card_or_is_refused(text: str) -> None:
    try:
        found = parse_proximity(text)
    except ValueError:
        return
    assert parse_proximity(found.spelled("decimal")).identity == found.identity


def test_a_code_keeps_its_leading_zeros() -> None:
    assert parse_code("0042") == Code("0042")
    assert parse_code("0042").identity != parse_code("42").identity
    for text in ("", "12a", "٤٢", "1" * 21):
        with pytest.raises(ValueError, match="code"):
            parse_code(text)
