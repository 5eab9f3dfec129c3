"""Cards that must not be enrolled, and those to be careful with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.cards import Card, Technology, recognize
from enroll_app.domain.traps import judge
from tests.domain.vectors import atr, vectors

T = Technology


def verdict_of(uid: str, technology: Technology | None = None, *, iso14443_4: bool = False) -> tuple[str, list[str]]:
    """The code of the refusal (empty without one) and those of the warnings."""
    raw = bytes.fromhex(uid)
    kind = recognize(raw).technology if technology is None else technology
    verdict = judge(Card(raw, kind, "", iso14443_4))
    problems = [verdict.refused] if verdict.refused else []
    for problem in (*problems, *verdict.warnings):
        assert problem.field == "card"
        assert problem.remedy
    return verdict.refused.code if verdict.refused else "", [warning.code for warning in verdict.warnings]


@pytest.mark.parametrize(("uid", "rule"), vectors("enrolment_rule"))
def test_the_published_rules_are_kept(uid: bytes, rule: str) -> None:
    verdict = judge(recognize(uid))
    if rule.startswith("refuse:"):
        assert verdict.refused is not None
    else:
        assert verdict.refused is None
        assert len(verdict.warnings) == 1


def test_each_published_rule_is_told_in_its_own_words() -> None:
    assert {uid.hex(): verdict_of(uid.hex()) for uid, _ in vectors("enrolment_rule")} == {
        "08123456": ("random-number", []),
        "8804a3c6": ("half-number", []),
        "f8123456": ("", ["reserved-first-byte"]),
        "01020304": ("", ["shared-phone-number"]),
        "ffffffffff": ("empty-number", []),
    }


@pytest.mark.parametrize(("uid", "half"), vectors("truncated_first4_with_CT", "cascade_level1"))
def test_the_first_half_of_a_seven_byte_number_is_refused(uid: bytes, half: str) -> None:
    assert verdict_of(uid.hex()) == ("", [])
    assert verdict_of(half)[0] == "half-number"


@pytest.mark.parametrize(
    ("uid", "technology", "code"),
    [
        ("00499602d2", T.HID_PROX, "no-serial-number"),
        ("", T.HID_PROX, "no-serial-number"),
        ("499602d2", T.EM4100, "em-not-whole"),
        ("9602d2", T.EM4100, "em-not-whole"),
        ("", T.EM4100, "em-not-whole"),
        ("", T.UNKNOWN, "size-unknown-to-service"),
        ("0102", T.UNKNOWN, "size-unknown-to-service"),
        ("04" * 10, T.UNKNOWN, "size-unknown-to-service"),
        ("00" * 10, T.UNKNOWN, "size-unknown-to-service"),
        ("00000000", T.MIFARE_CLASSIC, "empty-number"),
        ("ffffffff", T.MIFARE_CLASSIC, "empty-number"),
        ("00" * 5, T.EM4100, "empty-number"),
        ("ff" * 7, T.MIFARE_DESFIRE, "empty-number"),
        ("00" * 8, T.ISO15693, "empty-number"),
        ("ff" * 7, T.MIFARE_CLASSIC, "empty-number"),
        ("08ffffff", T.MIFARE_CLASSIC, "random-number"),
        ("11223344", T.MIFARE_DESFIRE, "random-number"),
        ("88223344", T.MIFARE_DESFIRE, "random-number"),
        ("88223344", T.MIFARE_CLASSIC, "half-number"),
        ("04112233445566", T.MIFARE_CLASSIC, "classic-seven-bytes"),
        ("08112233445566", T.MIFARE_CLASSIC, "classic-seven-bytes"),
    ],
)
def test_a_card_that_would_open_nothing_or_anothers_doors_is_refused(
    uid: str, technology: Technology, code: str
) -> None:
    assert verdict_of(uid, technology) == (code, [])


@pytest.mark.parametrize("uid", ["11223344", "08112233", "88112233", "f8112233", "1f112233", "01020304"])
def test_a_four_byte_number_of_a_card_that_speaks_iso_14443_4_is_random_whatever_it_begins_with(uid: str) -> None:
    assert verdict_of(uid, T.UNKNOWN, iso14443_4=True) == ("random-number", [])
    assert judge(recognize(bytes.fromhex(uid), atr("acs_unknown_sak20"))).refused


BEAM = bytes.fromhex("3B8F8001804F0CA0000003060000000000000068")


@pytest.mark.parametrize("answer", [BEAM, bytes.fromhex("3B8F8001804F0CA00000030603FF4000000000D4")])
@pytest.mark.parametrize("uid", ["11223344", "08112233", "88112233", "01020304"])
def test_a_four_byte_number_of_a_phone_is_random_whatever_it_begins_with(uid: str, answer: bytes) -> None:
    refused = judge(recognize(bytes.fromhex(uid), answer)).refused
    assert refused is not None
    assert refused.code == "random-number"


@pytest.mark.parametrize("uid", ["", "9602d2", "499602d2", "08112233", "0000499602d2", "00000000499602d2"])
def test_a_low_frequency_card_whose_number_is_not_five_bytes_is_refused(uid: str) -> None:
    raw = bytes.fromhex(uid)
    verdict = judge(recognize(raw, atr("low_frequency_125k")))
    assert verdict.refused is not None
    assert verdict.refused.code == "low-frequency-not-whole"
    assert f"{len(raw)} bytes" in str(verdict.refused)
    assert verdict.warnings == ()


@pytest.mark.parametrize("uid", ["00499602d2", "0605025240"])
def test_a_low_frequency_card_with_five_bytes_is_taken_but_to_be_tried_at_a_door(uid: str) -> None:
    card = recognize(bytes.fromhex(uid), atr("low_frequency_125k"))
    verdict = judge(card)
    assert card.technology is T.EM4100
    assert verdict.refused is None
    assert [warning.code for warning in verdict.warnings] == ["low-frequency-number"]
    assert "at a door" in str(verdict.warnings[0])


def test_an_hid_prox_card_is_refused_as_such_though_it_is_low_frequency() -> None:
    refused = judge(recognize(bytes.fromhex("0605025240"), atr("low_frequency_125k"), "hid-prox")).refused
    assert refused is not None
    assert refused.code == "no-serial-number"


@pytest.mark.parametrize(
    ("uid", "technology", "warnings"),
    [
        ("01020304", T.UNKNOWN, ["shared-phone-number"]),
        ("f8112233", T.MIFARE_CLASSIC, ["reserved-first-byte"]),
        ("0f112233", T.MIFARE_CLASSIC, ["number-not-unique"]),
        ("ff112233", T.MIFARE_CLASSIC, ["number-not-unique"]),
        ("8f430fef", T.MIFARE_CLASSIC, ["number-not-unique"]),
        ("4f505d7d", T.MIFARE_CLASSIC, ["number-not-unique"]),
        ("e004010012345678", T.ISO15693, ["size-not-documented"]),
        ("0f14b34d5a6b7c8d", T.FELICA, ["size-not-documented"]),
        ("11223344", T.MIFARE_CLASSIC, []),
        ("f0112233", T.MIFARE_CLASSIC, []),
        ("80112233", T.MIFARE_CLASSIC, []),
        ("0102030405", T.EM4100, []),
        ("0f49960203", T.EM4100, []),
        ("f849960203", T.EM4100, []),
        ("0849960203", T.EM4100, []),
        ("8849960203", T.EM4100, []),
        ("08112233445566", T.MIFARE_DESFIRE, []),
        ("0f112233445566", T.MIFARE_DESFIRE, []),
        ("048a4aaaa62d80", T.MIFARE_ULTRALIGHT, []),
    ],
)
def test_a_card_to_be_careful_with_is_taken_with_a_warning(
    uid: str, technology: Technology, warnings: list[str]
) -> None:
    assert verdict_of(uid, technology) == ("", warnings)


def test_a_desfire_with_its_own_number_is_taken_although_it_speaks_iso_14443_4() -> None:
    assert verdict_of("048a4aaaa62d80", T.MIFARE_DESFIRE, iso14443_4=True) == ("", [])


@pytest.mark.parametrize("first", range(256))
def test_the_first_byte_of_four_is_tested_in_the_published_order(first: int) -> None:
    """proxmark3, cmdhf14a.c get_uid_type: 08, then xF, then 88, then F8."""
    refused, warnings = verdict_of(f"{first:02x}112233", T.MIFARE_CLASSIC)
    expected: tuple[str, list[str]]
    if first == 0x08:
        expected = ("random-number", [])
    elif first & 0x0F == 0x0F:
        expected = ("", ["number-not-unique"])
    elif first == 0x88:
        expected = ("half-number", [])
    elif first == 0xF8:
        expected = ("", ["reserved-first-byte"])
    else:
        expected = ("", [])
    assert (refused, warnings) == expected


@pytest.mark.parametrize(("uid", "word"), [("00" * 4, "zeros"), ("ff" * 4, "ones")])
def test_an_empty_number_is_named_for_what_it_is_made_of(uid: str, word: str) -> None:
    refused = judge(recognize(bytes.fromhex(uid))).refused
    assert refused is not None
    assert word in str(refused)


def test_a_torn_em_number_is_told_with_its_length() -> None:
    refused = judge(Card(bytes(3), T.EM4100)).refused
    assert refused is not None
    assert "3 of the five bytes" in str(refused)


@given(st.binary(max_size=12), st.sampled_from(T), st.booleans(), st.booleans(), st.booleans())
def test_a_refused_card_has_no_warnings_beside_the_refusal(
    uid: bytes, technology: Technology, speaks: bool, phone: bool, low: bool
) -> None:
    verdict = judge(Card(uid, technology, "", speaks, phone, low))
    assert not (verdict.refused and verdict.warnings)
