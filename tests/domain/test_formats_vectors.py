"""Every published and computed number of tests/data/vectors.json, through the number formats."""

from collections.abc import Callable
from functools import partial, reduce
from operator import xor

import pytest

from enroll_app.domain.formats import ALL_FORMATS, number_format
from enroll_app.domain.wiegand import H10301
from tests.domain.faults import codes_of, faults_of
from tests.domain.vector_formats import PARTIAL, WHOLE
from tests.domain.vectors import vector_formats, vectors

# Hexadecimal digits from which bytes were cut, or to which some were added.
CUT_HEX = ("08H", "06H", "2H.4H", "truncated_first4_with_CT", "cascade_level1", "cascade_level2", "block0_first5")

# Where the digits of the CSN stand within what a reader sends; the frames of text as text, all others in hexadecimal.
FRAMED: dict[str, Callable[[str], str]] = {
    "rdm6300_frame": lambda frame: bytes.fromhex(frame)[1:-3].decode(),
    "id12_frame": lambda frame: bytes.fromhex(frame)[1:-5].decode(),
    "7941_frame": lambda frame: frame[6:-4],
    "twn4_searchtag_response": lambda frame: frame[10:],
    "twn4_searchtag_response_with_crc": lambda frame: frame[10:-4],
    "inditag_ascii": lambda frame: frame[1:-2],
    "sl025_select_response_type01": lambda frame: frame[8:-4],
    "sl025_select_response_type06_desfire": lambda frame: frame[8:-4],
}
CHECK_BYTES = {"xor_checksum": slice(None), "bcc": slice(None), "bcc1": slice(3, None)}
EMPTY_FRAMES = ("sl025_select_request", "sl025_no_tag_response")
OTHERS = {
    "bcc0",
    "per_byte_decimal_concat",
    "s4a_converter_10_ascii_digits_CRLF",
    "wiegand34_truncates_to_low32",
    "omnikey_pacs_hex_with_leading_byte",
    "omnikey_pacs_dec_with_leading_byte",
    "twn4_crc_lsb_first",
    "nxp_nuid_4_byte (published only, not recomputed)",
}
# test_traps.py; the ATRs: test_cards.py.
ELSEWHERE = {"enrolment_rule"}


def every(names: dict[str, str]) -> list[tuple[str, str, bytes, str]]:
    return [(kind, name, uid, text) for kind, name in names.items() for uid, text in vectors(kind)]


def test_every_format_of_the_vectors_is_told() -> None:
    told = {*WHOLE, *PARTIAL, *CUT_HEX, *FRAMED, *CHECK_BYTES, *EMPTY_FRAMES, *OTHERS, *ELSEWHERE}
    assert {name for name in vector_formats() if not name.startswith("atr_")} == told


@pytest.mark.parametrize(("kind", "name", "uid", "text"), every(WHOLE))
def test_a_whole_number_gives_the_csn_back(kind: str, name: str, uid: bytes, text: str) -> None:
    form = number_format(name)
    assert form.read(text) == uid
    assert form.read(text, len(uid)) == uid
    assert form.read(text.lower(), len(uid)) == uid
    assert text.removeprefix("0x") in form.writings(uid)
    assert form.agrees(text, uid)


@pytest.mark.parametrize(("kind", "name", "uid", "text"), every(WHOLE))
def test_a_whole_number_is_none_of_another_size(kind: str, name: str, uid: bytes, text: str) -> None:
    for size in {4, 5, 7, 8, 10} - {len(uid)}:
        [code] = codes_of(partial(number_format(name).read, text, size))
        assert code in ("number-digit-count", "number-not-whole", "format-not-of-size")


@pytest.mark.parametrize(("kind", "name", "uid", "text"), every(PARTIAL))
def test_a_part_of_a_number_is_refused_with_the_reason(kind: str, name: str, uid: bytes, text: str) -> None:
    form = number_format(name)
    for size in (None, len(uid)):
        [problem] = faults_of(partial(form.read, text, size))
        assert (problem.code, problem.field) == ("number-partial", "card")
        missing = form.missing(size or 5)
        assert problem.facts.get("missing", "") == ", ".join(str(at + 1) for at in missing)


@pytest.mark.parametrize(("kind", "name", "uid", "text"), every(PARTIAL))
def test_a_part_of_a_number_is_what_a_reader_of_its_format_writes(kind: str, name: str, uid: bytes, text: str) -> None:
    form = number_format(name)
    assert text in form.writings(uid)
    assert form.agrees(text, uid)
    part = form.read_part(text, len(uid))
    assert part.value == bytes(uid[at] for at in part.positions)
    assert form.complete(text, len(uid), bytes(uid[at] for at in form.missing(len(uid)))) == uid


@pytest.mark.parametrize(("kind", "uid", "text"), [(kind, *pair) for kind in CUT_HEX for pair in vectors(kind)])
def test_hexadecimal_digits_with_bytes_cut_or_added_are_no_number_of_the_card(kind: str, uid: bytes, text: str) -> None:
    [code] = codes_of(partial(number_format("hex").read, text, len(uid)))
    assert code in ("number-not-whole", "number-digit-count", "number-not-hex")


@pytest.mark.parametrize(("uid", "text"), [*vectors("08H"), *vectors("06H")])
def test_the_bytes_that_an_em_reader_threw_away_are_named(uid: bytes, text: str) -> None:
    [problem] = faults_of(partial(number_format("hex").read, text, 5))
    assert problem.code == "number-not-whole"
    assert ("the first of its five bytes is missing" in str(problem)) is (len(text) == 8)
    assert number_format("hex").read(text, len(text) // 2) == uid[-len(text) // 2 :]


@pytest.mark.parametrize("pair", vectors("08H10D", "06H08D", "3+5_nosep"))
def test_the_digits_that_an_em_reader_threw_away_are_named(pair: tuple[bytes, str]) -> None:
    _, text = pair
    [problem] = faults_of(partial(number_format("dec").read, text, 5))
    assert problem.code == "number-not-whole"
    assert ("08H10D" in str(problem)) is (len(text) == 10)


@pytest.mark.parametrize(("kind", "uid", "frame"), [(kind, *pair) for kind in FRAMED for pair in vectors(kind)])
def test_the_number_within_a_frame_is_the_csn(kind: str, uid: bytes, frame: str) -> None:
    assert number_format("hex").read(FRAMED[kind](frame)) == uid


@pytest.mark.parametrize(("kind", "uid", "text"), [(kind, *pair) for kind in CHECK_BYTES for pair in vectors(kind)])
def test_the_check_byte_is_the_exclusive_or_of_the_bytes(kind: str, uid: bytes, text: str) -> None:
    assert reduce(xor, uid[CHECK_BYTES[kind]]) == int(text, 16)


@pytest.mark.parametrize(("uid", "text"), vectors("bcc0"))
def test_the_first_check_byte_of_a_long_uid_covers_the_cascade_tag(uid: bytes, text: str) -> None:
    assert reduce(xor, uid[:3], 0x88) == int(text, 16)


@pytest.mark.parametrize("kind", EMPTY_FRAMES)
def test_a_frame_without_a_card_is_sound_and_holds_no_number(kind: str) -> None:
    [(uid, frame)] = vectors(kind)
    assert reduce(xor, bytes.fromhex(frame)) == 0
    assert uid == b""


@pytest.mark.parametrize(("uid", "text"), vectors("per_byte_decimal_concat"))
def test_bytes_written_as_decimals_one_after_another_fit_no_format(uid: bytes, text: str) -> None:
    assert [form.name for form in ALL_FORMATS if form.agrees(text, uid)] == []


def test_a_wiegand_converter_writes_the_low_bits_in_ten_digits() -> None:
    [(uid, sent)] = vectors("s4a_converter_10_ascii_digits_CRLF")
    text = bytes.fromhex(sent).decode()
    assert text == f"{number_format('08h10d').write(uid.rjust(4, bytes(1)))}\r\n"
    assert codes_of(lambda: number_format("08h10d").read(text)) == ["number-partial"]


def test_a_34_bit_line_carries_the_last_four_bytes_of_a_longer_number() -> None:
    [(uid, low)] = vectors("wiegand34_truncates_to_low32")
    line = number_format("wiegand34").write(uid)
    assert line is not None
    assert number_format("wiegand34").read_part(line, len(uid)).value == bytes.fromhex(low)


def test_the_pacs_output_of_an_omnikey_holds_the_wiegand_message_and_no_csn() -> None:
    [(uid, hexadecimal)] = vectors("omnikey_pacs_hex_with_leading_byte")
    [(_, decimal)] = vectors("omnikey_pacs_dec_with_leading_byte")
    assert int(hexadecimal, 16) == int(decimal)
    filler, bits = int(hexadecimal[:2], 16), f"{int(hexadecimal[2:], 16):032b}"
    assert bits[:-filler] == number_format("wiegand26").write(uid) == H10301.pack(int.from_bytes(uid, "big"))
    assert codes_of(lambda: number_format("dec").read(decimal)) == ["number-digit-count"]


def test_the_checksum_of_a_twn4_answer() -> None:
    [(data, expected)] = vectors("twn4_crc_lsb_first")
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x8408 if crc & 1 else 0)
    assert crc.to_bytes(2, "little").hex().upper() == expected


def test_a_number_derived_from_a_long_uid_is_not_that_uid() -> None:
    [(uid, derived)] = vectors("nxp_nuid_4_byte (published only, not recomputed)")
    assert codes_of(lambda: number_format("hex").read(derived, len(uid))) == ["number-digit-count"]
    assert not any(form.agrees(derived, uid) for form in ALL_FORMATS)
