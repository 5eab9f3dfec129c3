"""From what a reader writes to the CSN, and nothing else than that."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enroll_app.domain.cards import Technology
from enroll_app.domain.formats import ALL_FORMATS
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.profile import CSN_BYTES, Profile
from tests.domain.shipped import SHIPPED, cards, named
from tests.domain.vectors import vectors

EM = Profile("own", "Own", "dec", Technology.EM4100)
CLASSIC = Profile("own", "Own", "hex", Technology.MIFARE_CLASSIC)
UID = bytes.fromhex("0110185C5B")

usable = st.sampled_from([profile for profile in SHIPPED if not profile.unusable])
# Nearly what readers write, and anything else.
foreign = st.text() | st.text("0123456789ABCDEFabcdef :-.,UIDCard\x02\x03\r\n٣０²", max_size=40)


def refusal(profile: Profile, text: str) -> str:
    """The code of the one problem that a text is refused with."""
    with pytest.raises(InvalidInputError) as caught:
        profile.csn(text)
    [problem] = caught.value.problems
    assert str(problem)
    return problem.code


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("em-10h", "10H"),
        ("em-10h12d", "10H12D"),
        ("em-10h13d", "10H13D"),
        ("em-10h14d", "10H14D(IK2)"),
        ("em-ik3", "bitrev_15D(IK3)"),
        ("em-zk20", "20D(ZK)"),
        ("em-unique-tag-id", "bitrev_per_byte_10H"),
        ("em-10h-reversed", "byte_reversed_10H"),
        ("mifare-8h", "8H"),
        ("mifare-8h-reversed", "8H_byte_reversed"),
        ("mifare-8h10d", "8H10D"),
        ("mifare-8h10d-reversed", "8H10D_byte_reversed"),
        ("promag-mf7", "8H_byte_reversed"),
        ("desfire-14h", "14H"),
        ("desfire-17d", "14H17D"),
        ("desfire-17d-reversed", "14H17D_byte_reversed"),
    ],
)
def test_shipped_profiles_read_the_golden_numbers(name: str, row: str) -> None:
    profile = named(name)
    for uid, text in vectors(row):
        # Of the twelve digits of 10H12D the largest numbers have thirteen.
        if profile.length == len(text):
            assert profile.csn(text) == uid


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("em-08h", "08H"),
        ("em-06h", "06H"),
        ("em-08h10d", "08H10D"),
        ("em-06h08d", "06H08D"),
        ("em-3.5a", "3.5A"),
        ("em-3.5b", "3.5B"),
        ("em-2h4h", "3.5C(2H4H,WG26)"),
        ("em-2h4h-joined", "3+5_nosep"),
        ("em-4h4h", "4H4H_5.5D"),
        ("em-paxton", "paxton"),
        ("wie232-em", "06H"),
        ("desfire-half", "truncated_first4_with_CT"),
    ],
)
def test_profiles_that_throw_bytes_away_are_known_and_refused(name: str, row: str) -> None:
    profile = named(name)
    for uid, text in vectors(row):
        assert profile.explains(text, uid)
        assert refusal(profile, text) == "profile-partial"
    assert profile.unusable is not None
    assert "throws bytes away" in str(profile.unusable)


@given(st.data(), usable)
def test_what_a_reader_writes_is_read_back(data: st.DataObject, profile: Profile) -> None:
    uid = data.draw(cards(profile))
    written = profile.write(uid)
    assert written is not None
    assert profile.csn(written) == uid
    assert profile.explains(written, uid)
    assert len(written) == profile.length or not profile.length


@given(st.sampled_from(SHIPPED), foreign)
def test_foreign_text_is_a_csn_or_refused_with_one_problem(profile: Profile, text: str) -> None:
    try:
        csn = profile.csn(text)
    except InvalidInputError as error:
        problems = error.problems
    else:
        assert len(csn) == profile.size
        problems = ()
    assert len(problems) <= 1
    assert all(map(str, problems))
    assert isinstance(profile.explains(text, bytes(profile.size)), bool)


@given(st.data(), usable)
def test_a_lost_character_is_never_another_card(data: st.DataObject, profile: Profile) -> None:
    # A reader that leaves zeros out has no length that would show it; its line has an end that does.
    assume(profile.leading_zeros)
    written = profile.write(data.draw(cards(profile)))
    assert written is not None
    at = data.draw(st.integers(0, len(written) - 1))
    assume(not written[at].isspace())
    refusal(profile, written[:at] + written[at + 1 :])


def test_leading_zeros_that_a_reader_leaves_out_are_put_back() -> None:
    profile = replace(EM, leading_zeros=False)
    assert profile.csn("4564999259") == UID
    assert profile.csn("0004564999259") == UID
    assert profile.write(UID) == "4564999259"
    assert replace(profile, number_format="hex").csn("110185C5B") == UID
    # Neither all of the zeros nor none: a piece of a number.
    assert refusal(profile, "04564999259") == "reader-number-length"
    assert profile.length == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pcprox-em-decimal", "3808861522"),  # a Mifare number
        ("pcprox-em-decimal", "4294967295"),
        ("pcprox-em-decimal", "37521"),
        ("pcprox-em-decimal", "0"),
        ("pcprox-em-hex", "8123456"),  # a phone's random number, 08123456
        ("pcprox-em-hex", "8804A3C6"),  # the first half of a seven-byte number
        ("pcprox-desfire-hex", "110185C5B"),  # an EM card's
        ("pcprox-desfire-decimal", "4564999259"),
        ("pcprox-mifare-hex", "1"),
        ("pcprox-mifare-decimal", "16777215"),
        ("omnikey-5427-desfire-decimal", "4564999259"),
        ("omnikey-5427-mifare-decimal", "0"),
    ],
)
def test_a_number_that_lacks_a_whole_byte_of_zeros_is_refused_with_the_remedy(name: str, text: str) -> None:
    profile = named(name)
    assert refusal(profile, text) == "reader-number-zeros"
    with pytest.raises(InvalidInputError, match="write leading zeros \\(a fixed length of"):
        profile.csn(text)
    assert not any(profile.explains(text, bytes(count) + bytes(profile.size - count)) for count in (1, profile.size))


@pytest.mark.parametrize(
    ("name", "text", "csn"),
    [
        ("pcprox-em-decimal", "4294967296", "0100000000"),
        ("pcprox-em-decimal", "0000000037521", "0000009291"),  # every digit is there
        ("pcprox-em-hex", "0000009291", "0000009291"),
        ("pcprox-em-hex", "100000000", "0100000000"),
        ("pcprox-mifare-hex", "1000000", "01000000"),
        ("pcprox-mifare-decimal", "16777216", "01000000"),
        ("pcprox-desfire-hex", "4A3C6CAE26180", "04A3C6CAE26180"),
    ],
)
def test_zeros_within_the_first_byte_are_put_back(name: str, text: str, csn: str) -> None:
    assert named(name).csn(text) == bytes.fromhex(csn)


@given(st.sampled_from([one for one in SHIPPED if not one.leading_zeros]), st.data())
def test_without_leading_zeros_no_number_of_fewer_bytes_passes(profile: Profile, data: st.DataObject) -> None:
    shorter = data.draw(st.binary(max_size=profile.size - 1))
    number = int.from_bytes(shorter, "big")
    refusal(profile, f"{number:X}" if profile.number_format == "hex" else str(number))
    assert profile.write(bytes(profile.size - len(shorter)) + shorter) is None


def test_a_reader_that_writes_all_zeros_has_a_length() -> None:
    assert EM.length == 13
    assert refusal(EM, "4564999259") == "reader-number-length"
    assert refusal(EM, "00004564999259") == "reader-number-length"
    assert replace(EM, digits=14).csn("00004564999259") == UID
    assert refusal(replace(EM, digits=14), "10004564999259") == "number-too-large"
    assert refusal(EM, "9999999999999") == "number-too-large"
    assert refusal(EM, "00045649992xx") == "number-not-decimal"


def test_what_stands_around_a_number() -> None:
    profile = named("arduino-rc522-mifare-uid")
    assert profile.csn("UID: 90 D7 52 C5\r\n") == bytes.fromhex("90D752C5")
    assert profile.csn("UID:90 d7 52 c5") == bytes.fromhex("90D752C5")
    assert profile.length == len("UID: 90 D7 52 C5")
    assert refusal(profile, "90 D7 52 C5") == "reader-number-frame"
    assert refusal(profile, "UID: ") == "reader-number-frame"
    assert refusal(profile, "UID: 90 D7 52 C") == "reader-number-length"
    assert refusal(profile, "UID: 90 D7 52") == "reader-number-length"
    assert refusal(profile, "UID: 90D752C5") == "reader-number-form"
    assert refusal(profile, "UID: 90 D 7 52 C5") == "reader-number-form"
    with pytest.raises(InvalidInputError, match="end with “#”"):
        replace(CLASSIC, suffix="#").csn("90D752C5")


def test_bytes_that_a_reader_adds_are_cut() -> None:
    uid, with_checksum = vectors("block0_first5")[0]
    profile = replace(CLASSIC, cut_last=1)
    assert profile.csn(with_checksum) == uid
    assert refusal(profile, with_checksum[:-2]) == "reader-number-length"
    reversed_ = replace(profile, number_format="hex-reversed")
    assert reversed_.csn(bytes.fromhex(with_checksum)[::-1].hex()) == uid


@pytest.mark.parametrize(
    ("number_format", "text", "missing_first"),
    [("08h10d", "0270031963", 0), ("hex", "10185C5B", 1), ("dec", "0270031963", 1)],
)
def test_missing_bytes_are_supplied_where_the_profile_has_them(
    number_format: str, text: str, missing_first: int
) -> None:
    without = Profile("own", "Own", number_format, Technology.EM4100, missing_first=missing_first)
    assert refusal(without, text) == "profile-partial"
    profile = replace(without, supply_first=b"\x01")
    assert profile.unusable is None
    assert profile.csn(text) == UID
    assert profile.write(UID) == text
    assert profile.write(b"\x02" + UID[1:]) is None
    assert not profile.explains(text, b"\x02" + UID[1:])


@pytest.mark.parametrize("number_format", ["5.5", "wiegand34", "08h10d"])
def test_a_format_that_loses_bytes_of_em_cards_may_carry_all_of_a_classic(number_format: str) -> None:
    profile = Profile("own", "Own", number_format, Technology.MIFARE_CLASSIC)
    assert profile.unusable is None
    uid = bytes.fromhex("529D06E3")
    written = profile.write(uid)
    assert written is not None
    assert profile.csn(written) == uid


def test_without_a_technology_the_count_of_digits_decides() -> None:
    profile = replace(CLASSIC, technology=Technology.UNKNOWN)
    assert profile.csn("0110185C5B") == UID
    assert profile.csn("529D06E3") == bytes.fromhex("529D06E3")
    assert profile.write(UID) == "0110185C5B"
    assert profile.length == 0
    assert refusal(profile, "529D06") == "number-digit-count"
    assert refusal(replace(profile, number_format="08h10d"), "0270031963") == "profile-technology-missing"


def test_hid_prox_has_no_serial_number() -> None:
    assert refusal(replace(CLASSIC, technology=Technology.HID_PROX), "0605025240") == "profile-no-csn"


@pytest.mark.parametrize(
    "wrong",
    [
        {"digits": -1},
        {"digits": 65},
        {"cut_first": 5},
        {"cut_first": 1, "technology": Technology.UNKNOWN},
        {"leading_zeros": False, "technology": Technology.UNKNOWN},
        {"leading_zeros": False, "number_format": "zk20"},
        {"cut_last": 1, "number_format": "08h10d"},
        {"missing_first": 2, "supply_first": b"\x01"},
        {"supply_first": b"\x01", "number_format": "3.5a"},
        {"missing_first": 3, "missing_last": 2},
        {"separator": " "},
        {"separator": "_", "number_format": "hex"},
        {"separator": " ", "number_format": "hex", "digits": 10},
        {"number_format": "hexadecimal"},
        {"digits": 10},
        {"digits": 11},
        {"digits": 8, "number_format": "hex"},
        {"digits": 8, "number_format": "08h10d"},
        {"digits": 12, "cut_last": 1, "technology": Technology.MIFARE_CLASSIC},
        {"digits": 13, "cut_first": 1},
        {"prefix": "\x1b[2J"},
        {"suffix": "\udcff"},
    ],
)
def test_a_profile_that_contradicts_itself_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        replace(EM, **wrong)
    assert str(caught.value)


def test_twelve_digits_of_an_em_card_are_whole_and_ten_only_with_a_byte_supplied() -> None:
    assert replace(EM, digits=12).csn("004564999259") == UID
    assert replace(EM, digits=10, supply_first=b"\x01").csn("0270031963") == UID


def test_a_format_in_capitals_is_the_same_format() -> None:
    profile = replace(CLASSIC, number_format="HEX", leading_zeros=False)
    assert profile.csn("1000000") == bytes.fromhex("01000000")
    assert profile == replace(CLASSIC, leading_zeros=False)


@given(st.sampled_from(ALL_FORMATS), st.sampled_from(sorted(CSN_BYTES, key=lambda kind: kind.value)), st.data())
def test_every_format_writes_what_it_reads(number_format: Any, technology: Technology, data: st.DataObject) -> None:
    profile = Profile("own", "Own", number_format.name, technology)
    uid = data.draw(st.binary(min_size=profile.size, max_size=profile.size))
    written = profile.write(uid)
    if written is None:
        return
    assert profile.explains(written, uid)
    if profile.unusable:
        assert profile.missing
    else:
        assert profile.csn(written) == uid
