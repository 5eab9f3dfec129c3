"""A million random bytes through the parser of each protocol: no exception, and no card where there is a checksum."""

import random
from typing import Protocol as Shape
from typing import runtime_checkable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.serial_port import LISTENERS, PARSERS
from drivers.uri import Protocol, SerialUri
from tests.drivers.frames_made import em_frame, frame_7941, idteck_frame, inditag_line
from tests.drivers.parsing import QUIET, any_cuts, cards, cut_at, read

# Text without a checksum: whatever is printable is a line; and TWN4, whose checksum is a choice.
UNCHECKED = {Protocol.LINE, Protocol.TWN4}
ADDRESSES = [
    *(SerialUri("COM3", protocol) for protocol in Protocol),
    SerialUri("COM3", Protocol.TWN4, crc=True),
    SerialUri("COM3", Protocol.LINE, digits=10),
]
# Bytes to choose from, and how many: all, and those that frames are made of, which come further than the first byte.
ALPHABETS = {
    "any byte": (bytes(range(256)), 1_000_000),
    "text": (b"0123456789ABCDEF\r\n\x02\x03: ", 100_000),
    "frames": (bytes.fromhex("00FF0002030A090B0C0405060708BDBABDD5D44B0101020380E0556B"), 100_000),
}


@runtime_checkable
class Asked(Shape):
    """A parser that wants to know the time."""

    def due(self, now: float) -> bytes: ...


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_no_noise_breaks_a_parser_or_makes_a_card(address: SerialUri) -> None:
    chance = random.Random(str(address))
    parser = PARSERS[address.protocol](address)
    due = parser.due if isinstance(parser, Asked) else None
    checked = address.crc or address.protocol not in UNCHECKED
    for alphabet, size in ALPHABETS.values():
        noise = bytes(chance.choices(alphabet, k=size))
        at, now = 0, 0.0
        while at < len(noise):
            now += 0.05
            if due is not None:
                due(now)
            step = chance.choice((0, 1, 3, 14, 60, 300))
            seen = cards(parser.feed(noise[at : at + step]))
            # Noise that is made of what frames are made of fits a checksum of 8 bits now and then.
            assert not (seen and checked and len(alphabet) == 256), seen
            at += step


@given(st.lists(st.binary(max_size=60)), any_cuts, st.sampled_from(ADDRESSES))
def test_no_bytes_break_a_parser(chunks: list[bytes], cuts: list[int], address: SerialUri) -> None:
    parser = PARSERS[address.protocol](address)
    read(parser, *chunks, QUIET, *cut_at(b"".join(chunks), cuts))


# Noise, pieces of frames, and whole ones.
pieces = st.one_of(
    st.binary(max_size=20),
    st.sampled_from([b"\x02", b"\x02\x0a", b"\x03", b":", b"\r\n", b"1122334455\r\n", b"\x021122334455\x03"]),
    st.binary(min_size=5, max_size=5).map(em_frame),
    st.binary(min_size=5, max_size=5).map(lambda uid: frame_7941(2, uid)),
    st.from_regex(r"[0-9]{8}([0-9]{2})?", fullmatch=True).map(idteck_frame),
    st.from_regex(r"([0-9A-F]{2}){4,7}", fullmatch=True).map(inditag_line),
)


@given(
    st.lists(pieces, max_size=40), any_cuts, st.sampled_from(ADDRESSES).filter(lambda one: one.protocol in LISTENERS)
)
def test_the_pieces_in_which_bytes_come_change_nothing(made: list[bytes], cuts: list[int], address: SerialUri) -> None:
    data = b"".join(made)
    whole, cut = LISTENERS[address.protocol](address), LISTENERS[address.protocol](address)
    assert read(cut, *cut_at(data, cuts)) == (read(whole, data) if data else [])
