"""Numbers as lines of text. Sources: those of drivers/lines.py."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.lines import LONGEST_LINE, SILENCES_TORN, TOO_LONG, TORN, UNENDED, LineParser
from drivers.readings import Reading, Text, Unread
from tests.drivers.parsing import QUIET, any_cuts, cards, cut_at, read, split_everywhere

NUMBER = Text("1122334455")


def parsed(*chunks: bytes, digits: int = 0) -> list[Reading]:
    return read(LineParser(digits), *chunks)


def read_line(line: bytes, digits: int = 0) -> Reading:
    """What one line alone is read as."""
    (reading,) = parsed(QUIET, line + b"\r\n", digits=digits)
    return reading


def refused(line: bytes, digits: int = 0) -> str:
    """The words with which one line is refused."""
    reading = read_line(line, digits)
    assert isinstance(reading, Unread)
    assert reading.remedy.endswith(".")
    return reading.problem


@pytest.mark.parametrize("line", [b"%s\r", b"%s\n", b"%s\r\n", b"\x02%s\x03", b"\x02%s\r\n\x03", b" %s \r\n\r\n"])
def test_every_end_of_line_is_one(line: bytes) -> None:
    for pieces in split_everywhere(line % b"1122334455" * 2):
        assert parsed(QUIET, *pieces) == [NUMBER, NUMBER]


@pytest.mark.parametrize(
    "line",
    # Priority1 WIE232, S4A, Promag; a board that prints its bytes apart; one that puts words around the number.
    ["01E256", "0000123478", "90D752C5", "048a4aaaa62d80", "11:22:33:44:55", "UID: 90 D7 52 C5", "014,40091", "No.1~"],
)
def test_what_is_printable_is_handed_on_as_it_was_written(line: str) -> None:
    assert read_line(line.encode()) == Text(line)


@pytest.mark.parametrize(
    ("line", "shown"),
    [(b"11\x00\xff", r"11\x00\xff"), (b"\xb2" * 10, r"\xb2"), (b"1122334455\t", r"\t"), (b"1122\x7f", r"\x7f")],
)
def test_other_bytes_are_refused_and_shown(line: bytes, shown: str) -> None:
    assert shown in refused(line)


def test_a_long_line_is_shown_cut() -> None:
    assert "…" in refused(b"\xe9" * LONGEST_LINE)


@pytest.mark.parametrize("line", [b"0063E9AE", b"9291", b"001122334455", b"11:22:33:44", b"0"])
def test_where_the_digits_are_known_any_other_length_is_refused_with_the_remedy(line: bytes) -> None:
    for chunks in ([line + b"\r\n"], [line, *[QUIET] * SILENCES_TORN]):
        (reading,) = parsed(QUIET, *chunks, digits=10)
        assert isinstance(reading, Unread)
        assert f"has {len(line)} characters; a whole number has 10." in reading.problem
        assert "leading zeros" in reading.remedy


def test_digits_in_groups_are_counted_without_what_parts_them() -> None:
    assert read_line(b"11:22:33:44:55", digits=10) == Text("11:22:33:44:55")


def test_silence_ends_a_number_without_terminator() -> None:
    for pieces in split_everywhere(b"1122334455"):
        assert parsed(QUIET, *pieces, QUIET, *pieces, QUIET, digits=10) == [NUMBER, NUMBER]


def test_without_known_digits_only_an_end_of_line_ends_a_number() -> None:
    for number in ("11223344", "1122334455", "04112233445566"):
        line = number.encode()
        assert parsed(QUIET, line, *[QUIET] * (SILENCES_TORN - 1)) == []
        assert parsed(QUIET, line, *[QUIET] * SILENCES_TORN) == [UNENDED]
        for end in (b"\r", b"\n", b"\x03"):
            assert parsed(QUIET, line, QUIET, end) == [Text(number)]


def test_stx_begins_a_number_and_ends_none() -> None:
    assert parsed(QUIET, b"11223344\x021122334455\r") == [TORN, NUMBER]
    assert parsed(b"33445\x021122334455\r") == [NUMBER]


# How long the pause in a torn line may be, in silences: 200 ms, nearly the patience, the patience, and more.
PAUSES = (1, 4, SILENCES_TORN - 1, SILENCES_TORN, 3 * SILENCES_TORN)
WHOLE = ("04A1B2C3D4E5F6", "0100112233", "08112233", "01277953202072960", "0004564999259")


@pytest.mark.parametrize("before", [[], [QUIET]])
@pytest.mark.parametrize("pause", PAUSES)
@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("number", WHOLE)
def test_a_torn_number_never_becomes_another(number: str, known: bool, pause: int, before: list[bytes]) -> None:
    line, digits = number.encode(), len(number) if known else 0
    for cut in range(1, len(line)):
        for end in (b"\r\n", b""):
            silence = [QUIET] * SILENCES_TORN
            torn = [*before, line[:cut], *[QUIET] * pause, line[cut:] + end, *silence]
            for reading in parsed(*torn, digits=digits):
                assert isinstance(reading, Unread) or reading == Text(number)
            # Whatever was torn, the second number after it is read again.
            again = [*torn, line + b"\r\n", line + b"\r\n"]
            assert parsed(*again, digits=digits)[-1] == Text(number)


def test_a_torn_line_is_told_though_its_end_came() -> None:
    assert parsed(QUIET, b"04A1B2C3", *[QUIET] * 4, b"D4E5F6\r\n") == [TORN]
    assert parsed(QUIET, b"04A1B2", *[QUIET] * SILENCES_TORN, b"C3D4E5F6\r\n") == [UNENDED, TORN]
    assert parsed(b"04A1B2", QUIET, b"C3D4E5F6\r\n1122334455\r\n") == [TORN, NUMBER]


def test_a_torn_line_of_known_length_is_whole_only_with_its_end() -> None:
    pieces = [QUIET, b"00045649", QUIET, b"99259"]
    assert parsed(*pieces, b"\r\n", digits=13) == [Text("0004564999259")]
    assert parsed(*pieces, *[QUIET] * SILENCES_TORN, digits=13) == [TORN]


def test_a_piece_is_never_taken_for_the_whole_once_lines_have_ends() -> None:
    chunks = [QUIET, b"1122334455\r\n", b"11223", *[QUIET] * (SILENCES_TORN - 1), b"34455\r\n"]
    assert parsed(*chunks, digits=10) == [NUMBER, NUMBER]
    chunks = [QUIET, b"1122334455\r\n", b"11223", *[QUIET] * SILENCES_TORN, b"1122334455\r\n"]
    assert parsed(*chunks, digits=10) == [NUMBER, TORN, NUMBER]


def test_the_tail_of_a_number_that_began_before_is_not_one() -> None:
    assert parsed(b"34455\r\n1122334455\r\n") == [NUMBER]
    assert parsed(b"34455\r\n1122334455\r\n", digits=10) == [NUMBER]
    assert parsed(b"34455", QUIET, b"1122334455\r\n", digits=10) == [NUMBER]


def test_a_line_without_end_is_told_once() -> None:
    assert parsed(QUIET, *[b"1" * 50] * 20, b"\n", b"1122334455\n") == [TOO_LONG, NUMBER]
    assert parsed(QUIET, b"1" * (LONGEST_LINE + 1) + b"\n1122334455\n") == [TOO_LONG, NUMBER]


def test_blank_lines_say_nothing() -> None:
    assert parsed(QUIET, b"\r\n \r\n\x02\x03", b"  ", *[QUIET] * SILENCES_TORN) == []


@given(st.lists(st.from_regex(r"[!-~]([ -~]{0,40}[!-~])?", fullmatch=True)), any_cuts)
def test_any_lines_cut_any_way_are_read_as_written(lines: list[str], cuts: list[int]) -> None:
    assert parsed(QUIET, *cut_at("".join(f"{line}\r\n" for line in lines).encode(), cuts)) == [*map(Text, lines)]


@given(st.binary(max_size=300), any_cuts, st.sampled_from([0, 10]))
def test_the_pieces_in_which_bytes_come_change_nothing(data: bytes, cuts: list[int], digits: int) -> None:
    assert parsed(QUIET, *cut_at(data, cuts), digits=digits) == parsed(QUIET, data, digits=digits) or not data


@given(st.lists(st.binary(max_size=100)), st.sampled_from([0, 8, 10]))
def test_no_bytes_break_the_parser(chunks: list[bytes], digits: int) -> None:
    for card in cards(parsed(*chunks, digits=digits)):
        assert isinstance(card, Text)
        assert card.text.isascii()
        assert card.text.isprintable()
        assert len(card.text) == digits or (not digits and 0 < len(card.text) <= LONGEST_LINE)


def test_random_bytes_make_no_number_of_known_length() -> None:
    noise = random.Random(1).randbytes(50_000)
    assert cards(parsed(*(noise[at : at + 9] for at in range(0, len(noise), 9)), digits=10)) == []
