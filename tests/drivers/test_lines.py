"""Numbers as lines of text. Sources: those of drivers/lines.py."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.lines import LONGEST_LINE, SILENCES_TORN, TOO_LONG, TORN, UNENDED, numbers
from drivers.readings import Unread
from drivers.uri import NumberFormat

HEX, DEC = NumberFormat.HEX, NumberFormat.DEC
UID = bytes.fromhex("1122334455")
# The line was silent before: from here on it is in step.
QUIET = b""


def read(line: bytes, number_format: NumberFormat, technology: str = "") -> bytes | Unread:
    """What one line alone is read as."""
    (reading,) = numbers([QUIET, line + b"\r\n"], number_format, technology)
    return reading


def refused(line: bytes, number_format: NumberFormat, technology: str = "") -> str:
    """The words with which one line is refused."""
    reading = read(line, number_format, technology)
    assert isinstance(reading, Unread)
    assert reading.remedy.endswith(".")
    return reading.problem


@pytest.mark.parametrize("line", [b"%s\r", b"%s\n", b"%s\r\n", b"\x02%s\x03", b"\x02%s\r\n\x03", b" %s \r\n\r\n"])
def test_every_end_of_line_is_one(line: bytes) -> None:
    assert list(numbers([QUIET, line % b"1122334455" * 2], HEX)) == [UID, UID]


@pytest.mark.parametrize("line", [b"1122334455", b"11 22 33 44 55", b"11:22:33:44:55", b"11-22-33-44-55"])
def test_hexadecimal_bytes_may_stand_apart(line: bytes) -> None:
    assert read(line, HEX) == UID


@pytest.mark.parametrize(
    ("line", "number_format", "uid"),
    [
        (b"90D752C5", HEX, "90D752C5"),
        (b"048a4aaaa62d80", HEX, "048A4AAAA62D80"),
        (b"0073588229205", DEC, "1122334455"),
        (b"1386022627", DEC, "529D06E3"),
        (b"01277953202072960", DEC, "048A4AAAA62D80"),
        (b"0000000000", DEC, "00000000"),
    ],
)
def test_without_technology_the_digits_tell_the_size(line: bytes, number_format: NumberFormat, uid: str) -> None:
    assert read(line, number_format) == bytes.fromhex(uid)


@pytest.mark.parametrize(
    ("line", "number_format", "technology", "uid"),
    [
        (b"0000009291", HEX, "em4100", "0000009291"),
        (b"0000000037521", DEC, "em4100", "0000009291"),
        (b"00000123", HEX, "mifare-classic", "00000123"),
        (b"1386022627", DEC, "mifare-classic", "529D06E3"),
        (b"01277953202072960", DEC, "mifare-desfire", "048A4AAAA62D80"),
        (b"01277953202072960", DEC, "mifare-ultralight", "048A4AAAA62D80"),
        (b"16142028064219747960", DEC, "iso15693", "E004010012345678"),
        (b"E0:04:01:00:12:34:56:78", HEX, "iso15693", "E004010012345678"),
    ],
)
def test_with_a_technology_a_whole_number_is_read(
    line: bytes, number_format: NumberFormat, technology: str, uid: str
) -> None:
    assert read(line, number_format, technology) == bytes.fromhex(uid)


@pytest.mark.parametrize(
    ("line", "number_format", "technology", "came", "whole"),
    [
        # 010063E9AE without its top byte (forum.arduino.cc 251993), hexadecimal and as printed (08H10D).
        (b"0063E9AE", HEX, "em4100", 8, 10),
        (b"0006547886", DEC, "em4100", 10, 13),
        (b"9291", HEX, "em4100", 4, 10),
        (b"37521", DEC, "em4100", 5, 13),
        # A random number and half a number, which zeros in front would hide.
        (b"08112233", HEX, "mifare-desfire", 8, 14),
        (b"88048A4A", HEX, "mifare-ultralight", 8, 14),
        (b"123", HEX, "mifare-classic", 3, 8),
        (b"1122334455", HEX, "mifare-classic", 10, 8),
        (b"001122334455", HEX, "em4100", 12, 10),
        (b"00000001386022627", DEC, "mifare-classic", 17, 10),
        (b"1277953202072960", DEC, "mifare-desfire", 16, 17),
        (b"1" * 19, DEC, "iso15693", 19, 20),
    ],
)
def test_with_a_technology_any_other_length_is_refused_with_the_digits_and_the_remedy(
    line: bytes, number_format: NumberFormat, technology: str, came: int, whole: int
) -> None:
    for chunks in ([line + b"\r\n"], [line, *[QUIET] * SILENCES_TORN]):
        (reading,) = numbers([QUIET, *chunks], number_format, technology)
        assert isinstance(reading, Unread)
        assert f"{came} " in reading.problem
        assert reading.problem.endswith(f"a whole number of {technology} has {whole}.")
        assert "leading zeros" in reading.remedy


@pytest.mark.parametrize(
    ("line", "technology"),
    [
        (b"4294967296", "mifare-classic"),
        (b"1099511627776", "em4100"),
        (b"72057594037927936", "mifare-desfire"),
        (b"4294967296", ""),
    ],
)
def test_a_number_too_large_is_never_cut(line: bytes, technology: str) -> None:
    assert "more than" in refused(line, DEC, technology)


@pytest.mark.parametrize(("line", "number_format"), [(b"112233445", HEX), (b"37521", DEC), (b"112233", HEX)])
def test_an_unknown_size_is_refused(line: bytes, number_format: NumberFormat) -> None:
    assert "digits" in refused(line, number_format)


@pytest.mark.parametrize(
    ("line", "number_format", "shown"),
    [
        (b"11223344GG", HEX, "11223344GG"),
        (b"11,22,33,44", HEX, "11,22"),
        (b"12 34 56 78 90", DEC, "12 34"),
        (b"11\x00\xff", HEX, r"11\x00\xff"),
        (b"-1122334455", HEX, "-11"),
        (b"\xb2" * 10, DEC, r"\xb2"),
    ],
)
def test_other_bytes_are_refused_and_shown(line: bytes, number_format: NumberFormat, shown: str) -> None:
    assert shown in refused(line, number_format)


def test_a_long_line_is_shown_cut() -> None:
    assert "…" in refused(b"Z" * LONGEST_LINE, HEX)


def test_a_number_may_be_cut_anywhere() -> None:
    line = b"\x021122334455\r\n"
    for cut in range(len(line) + 1):
        pieces = [piece for piece in (line[:cut], line[cut:]) if piece]
        assert list(numbers([QUIET, *pieces], HEX)) == [UID]


def test_silence_ends_a_number_without_terminator() -> None:
    assert list(numbers([QUIET, b"1122", b"334455", QUIET, b"1122334455", QUIET], HEX, "em4100")) == [UID, UID]


def test_without_technology_only_an_end_of_line_ends_a_number() -> None:
    for digits in (b"11223344", b"1122334455", b"04112233445566"):
        assert list(numbers([QUIET, digits, *[QUIET] * (SILENCES_TORN - 1)], HEX)) == []
        assert list(numbers([QUIET, digits, *[QUIET] * SILENCES_TORN], HEX)) == [UNENDED]
        for end in (b"\r", b"\n", b"\x03"):
            assert list(numbers([QUIET, digits, QUIET, end], HEX)) == [bytes.fromhex(digits.decode())]


def test_stx_begins_a_number_and_ends_none() -> None:
    assert list(numbers([QUIET, b"11223344\x021122334455\r"], HEX)) == [TORN, UID]
    assert list(numbers([b"33445\x021122334455\r"], HEX)) == [UID]


# How long the pause in a torn line may be, in silences: 200 ms, nearly the patience, the patience, and more.
PAUSES = (1, 4, SILENCES_TORN - 1, SILENCES_TORN, 3 * SILENCES_TORN)
WHOLE = {
    (HEX, ""): (b"04A1B2C3D4E5F6", b"0100112233", b"08112233"),
    (DEC, ""): (b"01277953202072960", b"0004564999259", b"1386022627"),
    (HEX, "em4100"): (b"010063E9AE",),
    (DEC, "em4100"): (b"0004564999259",),
    (HEX, "mifare-desfire"): (b"04A1B2C3D4E5F6",),
    (DEC, "mifare-desfire"): (b"01277953202072960",),
}


@pytest.mark.parametrize("before", [[], [QUIET]])
@pytest.mark.parametrize("pause", PAUSES)
@pytest.mark.parametrize(("number_format", "technology"), WHOLE)
def test_a_torn_number_never_becomes_another(
    number_format: NumberFormat, technology: str, pause: int, before: list[bytes]
) -> None:
    for line in WHOLE[number_format, technology]:
        uid = read(line, number_format, technology)
        for cut in range(1, len(line)):
            for end in (b"\r\n", b""):
                silence = [QUIET] * SILENCES_TORN
                torn = [*before, line[:cut], *[QUIET] * pause, line[cut:] + end, *silence]
                for reading in numbers(torn, number_format, technology):
                    assert isinstance(reading, Unread) or reading == uid
                # Whatever was torn, the second number after it is read again.
                again = [*torn, line + b"\r\n", line + b"\r\n"]
                assert list(numbers(again, number_format, technology))[-1] == uid


def test_a_torn_line_without_technology_is_told_though_its_end_came() -> None:
    assert list(numbers([QUIET, b"04A1B2C3", *[QUIET] * 4, b"D4E5F6\r\n"], HEX)) == [TORN]
    assert list(numbers([QUIET, b"04A1B2", *[QUIET] * SILENCES_TORN, b"C3D4E5F6\r\n"], HEX)) == [UNENDED, TORN]
    assert list(numbers([b"04A1B2", QUIET, b"C3D4E5F6\r\n1122334455\r\n"], HEX)) == [TORN, UID]


def test_a_torn_line_with_technology_is_whole_only_with_its_end() -> None:
    pieces = [QUIET, b"00045649", QUIET, b"99259"]
    whole = (4564999259).to_bytes(5, "big")
    assert list(numbers([*pieces, b"\r\n"], DEC, "em4100")) == [whole]
    assert list(numbers([*pieces, *[QUIET] * SILENCES_TORN], DEC, "em4100")) == [TORN]


def test_a_piece_is_never_taken_for_the_whole_once_lines_have_ends() -> None:
    chunks = [QUIET, b"1122334455\r\n", b"11223", *[QUIET] * (SILENCES_TORN - 1), b"34455\r\n"]
    assert list(numbers(chunks, HEX, "em4100")) == [UID, UID]
    chunks = [QUIET, b"1122334455\r\n", b"11223", *[QUIET] * SILENCES_TORN, b"1122334455\r\n"]
    assert list(numbers(chunks, HEX, "em4100")) == [UID, TORN, UID]


def test_the_tail_of_a_number_that_began_before_is_not_one() -> None:
    assert list(numbers([b"34455\r\n1122334455\r\n"], HEX, "em4100")) == [UID]
    assert list(numbers([b"34455", QUIET, b"1122334455\r\n"], HEX, "em4100")) == [UID]


def test_a_line_without_end_is_told_once() -> None:
    chunks = [QUIET, *[b"1" * 50] * 20, b"\n", b"1122334455\n"]
    assert list(numbers(chunks, HEX)) == [TOO_LONG, UID]
    assert list(numbers([QUIET, b"1" * (LONGEST_LINE + 1) + b"\n1122334455\n"], HEX)) == [TOO_LONG, UID]


def test_blank_lines_say_nothing() -> None:
    assert list(numbers([QUIET, b"\r\n \r\n\x02\x03", b"  ", *[QUIET] * SILENCES_TORN], HEX)) == []


@given(st.binary(min_size=5, max_size=5), st.sampled_from(NumberFormat))
def test_what_is_written_whole_is_read_back(uid: bytes, number_format: NumberFormat) -> None:
    text = uid.hex() if number_format is HEX else f"{int.from_bytes(uid, 'big'):013d}"
    assert read(text.encode(), number_format) == uid
    assert read(text.encode(), number_format, "em4100") == uid
    assert isinstance(read(text[1:].encode(), number_format, "em4100"), Unread)


@given(st.lists(st.binary(max_size=100)), st.sampled_from(NumberFormat), st.sampled_from(["", "em4100", "felica"]))
def test_no_bytes_break_the_parser(chunks: list[bytes], number_format: NumberFormat, technology: str) -> None:
    for reading in numbers(chunks, number_format, technology):
        assert isinstance(reading, Unread) or len(reading) in (4, 5, 7)


def test_random_bytes_are_never_numbers() -> None:
    noise = random.Random(1).randbytes(50_000)
    readings = numbers((noise[at : at + 9] for at in range(0, len(noise), 9)), HEX)
    assert [reading for reading in readings if isinstance(reading, bytes)] == []
