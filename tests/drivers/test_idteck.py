"""Frames of Idteck SR10 (SR10 manual p. 10) and lines of Elatec in IndiTag mode (TWN3 Mifare manual p. 25)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.framing import DAMAGED, SILENCES
from drivers.idteck import IdteckParser
from drivers.inditag import IndiTagParser
from drivers.readings import Parser, Reading, Text, Unread
from drivers.serial_port import PARSERS
from drivers.uri import Protocol, SerialUri
from tests.drivers.frames_made import idteck_frame, inditag_line
from tests.drivers.parsing import QUIET, any_cuts, cut_at, read, split_everywhere

# The example of the manual.
LINE = b":112233445501\r\n"
MADE: list[tuple[Callable[[], Parser], bytes, str]] = [
    (IdteckParser, idteck_frame("0006547886"), "0006547886"),
    (IdteckParser, idteck_frame("0000000000"), "0000000000"),
    (IdteckParser, idteck_frame("00304004"), "00304004"),
    (IndiTagParser, LINE, "1122334455"),
    (IndiTagParser, inditag_line("04a1b2c3d4e5f6"), "04a1b2c3d4e5f6"),
    (IndiTagParser, inditag_line("0000000000009291"), "0000000000009291"),
]
_TEXTS: dict[Callable[[], Parser], tuple[Callable[[str], bytes], str]] = {
    IdteckParser: (idteck_frame, r"([0-9]{8}|[0-9A-F]{10})"),
    IndiTagParser: (inditag_line, r"([0-9A-F]{2}){3,10}"),
}


def test_the_published_line_is_as_it_is_made_here() -> None:
    assert inditag_line("1122334455") == LINE


@pytest.mark.parametrize(("parser", "raw", "text"), MADE)
class TestEach:
    def test_it_may_be_cut_anywhere(self, parser: Callable[[], Parser], raw: bytes, text: str) -> None:
        for pieces in split_everywhere(raw):
            assert read(parser(), *pieces) == [Text(text)]

    def test_two_may_come_back_to_back(self, parser: Callable[[], Parser], raw: bytes, text: str) -> None:
        for pieces in split_everywhere(raw + raw):
            assert read(parser(), *pieces) == [Text(text)] * 2

    def test_noise_before_costs_nothing_of_it(self, parser: Callable[[], Parser], raw: bytes, text: str) -> None:
        for noise in (b"\xff\x00", b"\x02", b"\x02\x02\x02", b":", b"::00", b"0100", b"\x03", raw[:5], raw[-5:]):
            assert read(parser(), noise + raw) == [Text(text)]
            assert read(parser(), noise, raw) == [Text(text)]

    def test_a_damaged_byte_never_makes_another_number(
        self, parser: Callable[[], Parser], raw: bytes, text: str
    ) -> None:
        for place in range(len(raw)):
            for value in set(range(256)) - {raw[place]}:
                if bytes([raw[place], value]).isalpha() and raw[place] ^ value == 0x20 and parser is IndiTagParser:
                    # The same hexadecimal digit.
                    continue
                readings = read(parser(), raw[:place] + bytes([value]) + raw[place + 1 :], *[QUIET] * SILENCES, raw)
                assert readings in ([Text(text)], [DAMAGED, Text(text)])

    def test_a_long_silence_drops_what_was_torn(self, parser: Callable[[], Parser], raw: bytes, text: str) -> None:
        assert read(parser(), raw[:6], QUIET, raw[6:]) == [Text(text)]
        assert read(parser(), raw[:6], *[QUIET] * SILENCES, raw[6:], raw) == [Text(text)]


@pytest.mark.parametrize("line", [b":112233445502\r\n", b":11223344550\r\n", b":11223345501\r\n"])
def test_a_wrong_sum_is_told(line: bytes) -> None:
    assert read(IndiTagParser(), line) == [DAMAGED]


def test_a_wrong_lrc_is_told() -> None:
    assert read(IdteckParser(), idteck_frame("00304004")[:-1] + b"\x00") == [DAMAGED]


@pytest.mark.parametrize("text", ["0030400", "003040041", "00304004112", "0030-004"])
def test_an_idteck_frame_has_8_or_10_characters(text: str) -> None:
    assert read(IdteckParser(), idteck_frame(text)) == []


@given(st.data(), st.sampled_from(list(_TEXTS)), any_cuts)
def test_any_frames_cut_any_way_are_read(data: st.DataObject, parser: Callable[[], Parser], cuts: list[int]) -> None:
    made, alphabet = _TEXTS[parser]
    texts = data.draw(st.lists(st.from_regex(alphabet, fullmatch=True)))
    readings: list[Reading] = read(parser(), *cut_at(b"".join(made(text) for text in texts), cuts))
    assert readings == [Text(text) for text in texts]
    assert not any(isinstance(reading, Unread) for reading in readings)


@pytest.mark.parametrize("text", ["0006547886", "00304004"])
def test_a_frame_that_lost_two_equal_characters_is_no_number_where_its_length_is_known(text: str) -> None:
    assert read(IdteckParser(len(text)), idteck_frame(text)) == [Text(text)]
    assert read(IdteckParser(18 - len(text)), idteck_frame(text)) == [DAMAGED]


def test_the_known_length_of_a_line_is_that_of_its_number() -> None:
    assert read(IndiTagParser(10), LINE) == [Text("1122334455")]
    assert read(IndiTagParser(8), LINE) == [DAMAGED]


@pytest.mark.parametrize("protocol", [Protocol.IDTECK, Protocol.INDITAG])
def test_the_digits_of_an_address_are_heeded(protocol: Protocol) -> None:
    raw = idteck_frame("00304004") if protocol is Protocol.IDTECK else inditag_line("00304004")
    for digits, reading in ((0, Text("00304004")), (8, Text("00304004")), (10, DAMAGED)):
        assert read(PARSERS[protocol](SerialUri("COM3", protocol, digits=digits)), raw) == [reading]
