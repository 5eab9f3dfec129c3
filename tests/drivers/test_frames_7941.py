"""Frames of 7941D/E/W readers (neweggbusiness.com item 9b-0yh-046v-00015; gutierrezps/gwiot7941e 68c9ea4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.frames_7941 import KINDS, Parser7941
from drivers.framing import DAMAGED, SILENCES
from drivers.readings import Number, Reading, Unread
from tests.drivers.frames_made import frame_7941
from tests.drivers.parsing import QUIET, any_cuts, cut_at, read, split_everywhere


def parsed(*chunks: bytes) -> list[Reading]:
    return read(Parser7941(), *chunks)


# The first is published, the second computed; that of Mifare Classic follows from the length that they have.
PUBLISHED = {
    "020A0206008E6D5DB003": Number(bytes.fromhex("06008E6D5D"), "em4100"),
    "020A020110185C5B0603": Number(bytes.fromhex("0110185C5B"), "em4100"),
    "02090190D752C5D803": Number(bytes.fromhex("90D752C5"), "mifare-classic"),
}
FRAMES = [(bytes.fromhex(raw), card) for raw, card in PUBLISHED.items()]
RAW, CARD = FRAMES[0]

# Any frame of a known type, and the card that it carries.
any_frames = st.sampled_from(list(KINDS)).flatmap(
    lambda type_: st.binary(min_size=KINDS[type_].size, max_size=KINDS[type_].size).map(
        lambda uid: (frame_7941(type_, uid), Number(uid, KINDS[type_].technology))
    )
)


@pytest.mark.parametrize(("raw", "card"), FRAMES)
def test_published_frames_are_read_however_they_are_cut(raw: bytes, card: Number) -> None:
    for pieces in split_everywhere(raw):
        assert parsed(*pieces) == [card]


def test_frames_may_come_back_to_back() -> None:
    for pieces in split_everywhere(b"".join(raw for raw, _ in FRAMES)):
        assert parsed(*pieces) == [card for _, card in FRAMES]


@pytest.mark.parametrize("uid", ["0203020302", "0A02060000", "0302030203", "020A020203"])
def test_the_data_may_hold_what_begins_and_ends_a_frame(uid: str) -> None:
    data = bytes.fromhex(uid)
    for pieces in split_everywhere(frame_7941(2, data)):
        assert parsed(*pieces) == [Number(data, "em4100")]


@pytest.mark.parametrize(
    "noise", [b"\xff\x00", b"\x02", b"\x02\x0f", b"\x02\x0a\x02", b"\x02\x02\x09", RAW[:7], RAW[5:]]
)
def test_a_false_start_hides_no_frame(noise: bytes) -> None:
    for pieces in ([noise + RAW], [noise, RAW]):
        assert parsed(*pieces) == [CARD]


@pytest.mark.parametrize("place", range(len(RAW)))
def test_a_damaged_byte_never_makes_another_number(place: int) -> None:
    for value in set(range(256)) - {RAW[place]}:
        broken = RAW[:place] + bytes([value]) + RAW[place + 1 :]
        readings = parsed(broken, *[QUIET] * SILENCES, RAW)
        assert readings[-1] == CARD
        assert all(isinstance(reading, Unread) for reading in readings[:-1])


def test_a_wrong_checksum_is_told() -> None:
    assert parsed(RAW[:-2] + b"\x00\x03") == [DAMAGED]


@pytest.mark.parametrize(("type_", "size"), [(3, 4), (1, 7), (2, 4), (0, 8), (255, 10)])
def test_an_unknown_kind_of_card_is_told_in_words(type_: int, size: int) -> None:
    (reading,) = parsed(frame_7941(type_, bytes(range(size))))
    assert isinstance(reading, Unread)
    assert f"{type_:02X} with {size} bytes" in reading.problem


def test_a_long_silence_drops_a_torn_frame() -> None:
    assert parsed(RAW[:6], QUIET, RAW[6:]) == [CARD]
    assert parsed(RAW[:6], *[QUIET] * SILENCES, RAW[6:], RAW) == [CARD]


@given(st.lists(any_frames), any_cuts)
def test_any_frames_cut_any_way_are_read(frames: list[tuple[bytes, Number]], cuts: list[int]) -> None:
    assert parsed(*cut_at(b"".join(raw for raw, _ in frames), cuts)) == [card for _, card in frames]


@given(st.binary(max_size=40), any_frames)
def test_a_frame_after_anything_and_a_silence_is_read(noise: bytes, made: tuple[bytes, Number]) -> None:
    raw, card = made
    assert parsed(noise, *[QUIET] * SILENCES, raw)[-1] == card
