"""Which technology a card is of, by its ATR, by its length, or by the reader's word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.cards import Card, Technology, recognize
from enroll_app.domain.identification import SIZES, parse_identification
from enroll_app.domain.tap import understand, understand_number
from enroll_app.domain.traps import judge
from tests.domain.vectors import atr, atr_names

EM = bytes.fromhex("00499602d2")
CLASSIC = bytes.fromhex("529d06e3")
SEVEN = bytes.fromhex("048a4aaaa62d80")
EIGHT = bytes.fromhex("e004010012345678")
FELICA = bytes.fromhex("0114b34d5a6b7c8d")

BY_ATR = {
    "mifare_classic_1k": (CLASSIC, Technology.MIFARE_CLASSIC),
    "mifare_classic_4k": (CLASSIC, Technology.MIFARE_CLASSIC),
    "mifare_mini": (CLASSIC, Technology.MIFARE_CLASSIC),
    "mifare_plus_sl1_2k": (SEVEN, Technology.MIFARE_CLASSIC),
    "mifare_plus_sl1_4k": (SEVEN, Technology.MIFARE_CLASSIC),
    "mifare_plus_sl2_2k": (SEVEN, Technology.UNKNOWN),
    "mifare_plus_sl2_4k": (SEVEN, Technology.UNKNOWN),
    "mifare_ultralight": (SEVEN, Technology.MIFARE_ULTRALIGHT),
    "mifare_ultralight_c": (SEVEN, Technology.MIFARE_ULTRALIGHT),
    "mifare_ultralight_ev1": (SEVEN, Technology.MIFARE_ULTRALIGHT),
    "low_frequency_125k": (EM, Technology.EM4100),
    "felica": (FELICA, Technology.FELICA),
    "acs_unknown_sak20": (SEVEN, Technology.MIFARE_DESFIRE),
    "icode_sli": (EIGHT, Technology.ISO15693),
    "desfire": (SEVEN, Technology.MIFARE_DESFIRE),
}


def storage_atr(standard: int, name: int) -> bytes:
    """The ATR of a storage card (PC/SC part 3), built by its rule."""
    body = bytes.fromhex("8F8001804F0CA000000306") + bytes([standard]) + name.to_bytes(2, "big") + bytes(4)
    check = 0
    for byte in body:
        check ^= byte
    return b"\x3b" + body + bytes([check])


def test_every_atr_of_the_vectors_is_told() -> None:
    assert atr_names() == set(BY_ATR)


@pytest.mark.parametrize("name", BY_ATR)
def test_a_listed_atr_tells_the_technology(name: str) -> None:
    uid, technology = BY_ATR[name]
    assert recognize(uid, atr(name)) == Card(
        uid,
        technology,
        iso14443_4=name in ("desfire", "acs_unknown_sak20"),
        low_frequency=name == "low_frequency_125k",
    )


def test_the_test_builds_atrs_as_the_published_ones_are() -> None:
    assert storage_atr(0x03, 0x0001) == atr("mifare_classic_1k")
    assert storage_atr(0x0B, 0x0014) == atr("icode_sli")


@pytest.mark.parametrize(
    ("standard", "name", "uid", "technology"),
    [
        (0x0B, 0x0035, EIGHT, Technology.ISO15693),
        (0x09, 0x0000, EIGHT, Technology.ISO15693),
        (0x0C, 0x7777, EIGHT, Technology.ISO15693),
        (0x11, 0x0000, FELICA, Technology.FELICA),
        (0x11, 0xF011, FELICA, Technology.FELICA),
        (0x00, 0x0018, EIGHT, Technology.ICLASS),
        (0x0A, 0x0020, EIGHT, Technology.ICLASS),
        (0x00, 0x0021, EIGHT, Technology.UNKNOWN),
        (0x00, 0x0017, EIGHT, Technology.UNKNOWN),
        (0x03, 0x0000, CLASSIC, Technology.UNKNOWN),
        (0x40, 0x0000, CLASSIC, Technology.UNKNOWN),
        (0x40, 0x0001, EM, Technology.EM4100),
        (0x03, 0xFF20, CLASSIC, Technology.UNKNOWN),
        (0x03, 0xFF28, CLASSIC, Technology.UNKNOWN),
    ],
)
def test_a_storage_card_is_known_by_its_name_and_else_by_its_standard(
    standard: int, name: int, uid: bytes, technology: Technology
) -> None:
    assert recognize(uid, storage_atr(standard, name)).technology is technology


@pytest.mark.parametrize(
    ("uid", "technology"),
    [
        (EM, Technology.EM4100),
        (CLASSIC, Technology.MIFARE_CLASSIC),
        (SEVEN, Technology.MIFARE_DESFIRE),
        (EIGHT, Technology.ISO15693),
        (FELICA, Technology.UNKNOWN),
        (bytes(10), Technology.UNKNOWN),
        (b"", Technology.UNKNOWN),
    ],
)
def test_a_reader_that_gives_no_atr_leaves_it_to_the_length(uid: bytes, technology: Technology) -> None:
    assert recognize(uid).technology is technology


@pytest.mark.parametrize("technology", Technology)
def test_the_readers_own_word_counts_above_atr_and_length(technology: Technology) -> None:
    card = recognize(SEVEN, atr("mifare_ultralight"), technology.value, "desk")
    assert (card.technology, card.reader) == (technology, "desk")


def test_a_technology_that_is_not_of_the_contract_is_an_error_of_the_driver() -> None:
    with pytest.raises(ValueError, match="legic"):
        recognize(SEVEN, technology="legic")


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("3B8180018080", True),
        ("3B8880010000000080817100" + "79", True),
        ("3B80800101", True),
        ("3B800001", False),
        ("3B808001", False),
        ("3B8F8001804F0CA0000003060300010000000069", False),
        ("3F8180018080", False),
        ("3B9180018080", False),
        ("3B8180018180"[:8] + "0180", True),
        ("3B81800280", False),
        ("", False),
    ],
)
def test_only_the_atr_of_iso_14443_4_says_so(text: str, speaks: bool) -> None:
    assert recognize(CLASSIC, bytes.fromhex(text)).iso14443_4 is speaks


@pytest.mark.parametrize(
    ("standard", "name", "phone"),
    [
        (0x00, 0x0000, True),
        (0x03, 0xFF40, True),
        (0x00, 0xFF40, True),
        (0x03, 0x0000, False),
        (0x00, 0x0001, False),
        (0x03, 0xFF20, False),
    ],
)
def test_the_atrs_that_are_listed_for_phones_are_phones(standard: int, name: int, phone: bool) -> None:
    assert recognize(CLASSIC, storage_atr(standard, name)).phone is phone


def test_the_listed_atr_of_android_beam_is_a_phone() -> None:
    beam = bytes.fromhex("3B8F8001804F0CA0000003060000000000000068")
    assert storage_atr(0x00, 0x0000) == beam
    assert recognize(CLASSIC, beam).phone
    assert not recognize(CLASSIC, beam[:-1]).phone


@pytest.mark.parametrize("technology", ["", *(one.value for one in Technology)])
def test_the_atr_tells_low_frequency_whatever_the_number_and_the_readers_word(technology: str) -> None:
    for length in range(11):
        assert recognize(bytes(length), storage_atr(0x40, 0x0000), technology).low_frequency
        assert not recognize(bytes(length), storage_atr(0x03, 0x0001), technology).low_frequency


def test_a_bank_card_with_four_bytes_is_no_desfire_and_no_classic() -> None:
    assert recognize(CLASSIC, atr("desfire")).technology is Technology.UNKNOWN


@pytest.mark.parametrize("name", sorted(BY_ATR))
def test_a_truncated_atr_is_never_taken_for_a_whole_storage_card(name: str) -> None:
    whole = atr(name)
    if len(whole) != 20:
        return
    for length in range(1, 20):
        card = recognize(EM, whole[:length])
        assert card.technology is Technology.UNKNOWN


ATRS = st.one_of(
    st.binary(max_size=40),
    st.binary(max_size=36).map(lambda tail: bytes.fromhex("3B8F8001") + tail),
    st.binary(max_size=10).map(lambda tail: bytes.fromhex("3B8F8001804F0CA000000306") + tail),
)


@given(st.binary(max_size=16), ATRS, st.sampled_from(["", *(one.value for one in Technology)]))
def test_no_bytes_that_a_reader_may_send_break_the_desk(uid: bytes, answer: bytes, technology: str) -> None:
    card = recognize(uid, answer, technology)
    tap = understand(card)
    assert card.uid == uid
    assert tap.verdict == judge(card)
    assert (tap.identification is not None) is (len(uid) in SIZES)
    for problem in (tap.verdict.refused, *tap.verdict.warnings):
        assert problem is None or "{" not in str(problem)
    assert tap.identification is not None or tap.verdict.refused is not None


def test_a_typed_number_is_judged_part_by_part_like_a_card() -> None:
    em, random = understand_number(parse_identification("EM:1234567890|0x08123456"))
    assert em.card.technology is Technology.EM4100
    assert em.verdict.refused is None
    assert em.identification == parse_identification("EM:1234567890")
    assert random.verdict.refused is not None
