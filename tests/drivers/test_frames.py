"""Frames of RDM6300 (Seeed 113020002 data sheet p. 3) and ID-12 (ID-2/12/20LA data sheet)."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.frames import FrameParser
from drivers.framing import DAMAGED, SILENCES, xor_of
from drivers.readings import Number, Reading
from tests.drivers.frames_made import em_frame
from tests.drivers.parsing import QUIET, any_cuts, cut_at, read, split_everywhere


def em(uid: str) -> Number:
    return Number(bytes.fromhex(uid), "em4100")


def parsed(*chunks: bytes) -> list[Reading]:
    return read(FrameParser(), *chunks)


PUBLISHED = {
    "02303130303633453941453235 03": "010063E9AE",
    "02363245333038364345443038 03": "62E3086CED",
    "02313030303836463434343236 03": "100086F444",
    "02304330303036323141353845 0D0A03": "0C000621A5",
    "02303131303138354335423045 0D0A03": "0110185C5B",
}
FRAMES = [(bytes.fromhex(raw), em(uid)) for raw, uid in PUBLISHED.items()]
RAW, CARD = FRAMES[0]
RAW_12, CARD_12 = FRAMES[3]

uids = st.binary(min_size=5, max_size=5)


@pytest.mark.parametrize(("raw", "card"), FRAMES)
def test_published_frames_are_read_with_all_40_bits_however_they_are_cut(raw: bytes, card: Number) -> None:
    for pieces in split_everywhere(raw):
        assert parsed(*pieces) == [card]


def test_frames_may_come_back_to_back() -> None:
    for pieces in split_everywhere(RAW + RAW_12 + RAW):
        assert parsed(*pieces) == [CARD, CARD_12, CARD]


def test_a_frame_is_told_with_its_last_byte() -> None:
    for raw, card in FRAMES:
        parser = FrameParser()
        assert read(parser, raw[:-1]) == []
        assert read(parser, raw[-1:]) == [card]


def test_small_letters_are_read() -> None:
    assert parsed(RAW.lower()) == [CARD]


def test_the_address_may_say_what_the_cards_are() -> None:
    assert read(FrameParser("hid-prox"), RAW) == [Number(CARD.uid, "hid-prox")]


@pytest.mark.parametrize(
    "noise", [b"\xff\x00", b"\x02", b"\x02\x02\x02", b"0100", b"\x03", RAW[:7], RAW_12[:14], RAW[5:]]
)
def test_noise_before_a_frame_costs_nothing_of_it(noise: bytes) -> None:
    assert parsed(noise + RAW) == [CARD]
    assert parsed(noise, RAW) == [CARD]


def test_a_wrong_checksum_is_told_and_costs_one_frame() -> None:
    assert parsed(RAW.replace(b"25\x03", b"26\x03") + RAW) == [DAMAGED, CARD]


@pytest.mark.parametrize("place", range(len(RAW_12)))
def test_a_damaged_byte_never_makes_another_number(place: int) -> None:
    for value in (0x00, 0x02, 0x03, 0x0D, 0x30, 0x46, 0xFF):
        broken = RAW_12[:place] + bytes([value]) + RAW_12[place + 1 :]
        assert set(parsed(broken, RAW)) <= {CARD_12, CARD, DAMAGED}
        assert parsed(broken, RAW)[-1] == CARD


def test_a_short_pause_within_a_frame_is_bridged() -> None:
    assert parsed(RAW[:6], QUIET, RAW[6:]) == [CARD]


def test_a_long_silence_drops_a_torn_frame() -> None:
    assert parsed(RAW[:6], *[QUIET] * SILENCES, RAW[6:], RAW) == [CARD]


@given(st.lists(st.tuples(uids, st.booleans())), any_cuts)
def test_any_frames_cut_any_way_are_read(cards: list[tuple[bytes, bool]], cuts: list[int]) -> None:
    line = b"".join(em_frame(uid, crlf=crlf) for uid, crlf in cards)
    assert parsed(*cut_at(line, cuts)) == [Number(uid, "em4100") for uid, _ in cards]


@given(st.lists(st.binary(max_size=40)), uids)
def test_a_frame_after_anything_is_read(noise: list[bytes], uid: bytes) -> None:
    assert parsed(*noise, em_frame(uid))[-1:] == [Number(uid, "em4100")]


def test_random_hexadecimal_frames_are_believed_only_with_their_checksum() -> None:
    choice = random.Random(12)
    for _ in range(2_000):
        digits = "".join(choice.choices("0123456789ABCDEF", k=12))
        body = bytes.fromhex(digits)
        expected = Number(body[:5], "em4100") if xor_of(body) == 0 else DAMAGED
        assert parsed(b"\x02" + digits.encode() + b"\x03") == [expected]
