"""Frames of RDM6300 (Seeed 113020002 data sheet p. 3) and ID-12 (ID-2/12/20LA data sheet)."""

import random
from functools import reduce
from operator import xor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.frames import DAMAGED, SILENCES, payloads


def frame(uid: bytes, *, crlf: bool = False) -> bytes:
    """A frame as the readers' data sheets make it."""
    return b"\x02" + (uid + bytes([reduce(xor, uid)])).hex().upper().encode() + (b"\r\n" if crlf else b"") + b"\x03"


PUBLISHED = {
    "02303130303633453941453235 03": "010063E9AE",
    "02363245333038364345443038 03": "62E3086CED",
    "02313030303836463434343236 03": "100086F444",
    "02304330303036323141353845 0D0A03": "0C000621A5",
    "02303131303138354335423045 0D0A03": "0110185C5B",
}
FRAMES = [(bytes.fromhex(raw), bytes.fromhex(uid)) for raw, uid in PUBLISHED.items()]
RAW, UID = FRAMES[0]
RAW_12, UID_12 = FRAMES[3]

uids = st.binary(min_size=5, max_size=5)


@pytest.mark.parametrize(("raw", "uid"), FRAMES)
def test_published_frames_are_read_with_all_40_bits(raw: bytes, uid: bytes) -> None:
    assert list(payloads([raw])) == [uid]


@pytest.mark.parametrize(("raw", "uid"), FRAMES)
def test_a_frame_may_be_cut_anywhere(raw: bytes, uid: bytes) -> None:
    for cut in range(len(raw) + 1):
        assert list(payloads(piece for piece in (raw[:cut], raw[cut:]) if piece)) == [uid]
    assert list(payloads(bytes([byte]) for byte in raw)) == [uid]


def test_frames_may_come_back_to_back() -> None:
    assert list(payloads([RAW + RAW_12 + RAW])) == [UID, UID_12, UID]


def test_small_letters_are_read() -> None:
    assert list(payloads([RAW.lower()])) == [UID]


@pytest.mark.parametrize(
    "noise", [b"\xff\x00", b"\x02", b"\x02\x02\x02", b"0100", b"\x03", RAW[:7], RAW_12[:14], RAW[5:]]
)
def test_noise_before_a_frame_costs_nothing_of_it(noise: bytes) -> None:
    assert list(payloads([noise + RAW])) == [UID]
    assert list(payloads([noise, RAW])) == [UID]


def test_a_wrong_checksum_is_told_and_costs_one_frame() -> None:
    assert list(payloads([RAW.replace(b"25\x03", b"26\x03") + RAW])) == [DAMAGED, UID]


@pytest.mark.parametrize("place", range(len(RAW_12)))
def test_a_damaged_byte_never_makes_another_number(place: int) -> None:
    for value in (0x00, 0x02, 0x03, 0x0D, 0x30, 0x46, 0xFF):
        broken = RAW_12[:place] + bytes([value]) + RAW_12[place + 1 :]
        assert set(payloads([broken, RAW])) <= {UID_12, UID, DAMAGED}
        assert list(payloads([broken, RAW]))[-1] == UID


def test_a_short_pause_within_a_frame_is_bridged() -> None:
    assert list(payloads([RAW[:6], b"", RAW[6:]])) == [UID]


def test_a_long_silence_drops_a_torn_frame() -> None:
    assert list(payloads([RAW[:6], *[b""] * SILENCES, RAW[6:], RAW])) == [UID]


@given(st.lists(st.tuples(uids, st.booleans())), st.data())
def test_any_frames_cut_any_way_are_read(cards: list[tuple[bytes, bool]], data: st.DataObject) -> None:
    line = b"".join(frame(uid, crlf=crlf) for uid, crlf in cards)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(line)))))
    chunks = [line[start:end] for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True) if start < end]
    assert list(payloads(chunks)) == [uid for uid, _ in cards]


@given(st.lists(st.binary(max_size=40)), uids)
def test_a_frame_after_anything_is_read(noise: list[bytes], uid: bytes) -> None:
    assert list(payloads([*noise, frame(uid)]))[-1:] == [uid]


def test_random_bytes_say_nothing() -> None:
    noise = random.Random(6300).randbytes(50_000)
    assert list(payloads(noise[at : at + 7] for at in range(0, len(noise), 7))) == []


def test_random_hexadecimal_frames_are_believed_only_with_their_checksum() -> None:
    choice = random.Random(12)
    for _ in range(2_000):
        digits = "".join(choice.choices("0123456789ABCDEF", k=12))
        body = bytes.fromhex(digits)
        expected = body[:5] if reduce(xor, body) == 0 else DAMAGED
        assert list(payloads([b"\x02" + digits.encode() + b"\x03"])) == [expected]
