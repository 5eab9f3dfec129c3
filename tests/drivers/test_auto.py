"""`protocol=auto`: what is recognized, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.auto_frames import MANY_BYTES, UNEXPLAINED, AutoParser
from drivers.framing import DAMAGED, SILENCES, xor_of
from drivers.readings import Number, Reading, Text
from drivers.uri import Protocol
from tests.drivers.frames_made import em_frame, idteck_frame
from tests.drivers.parsing import QUIET, any_cuts, cards, cut_at, read, split_everywhere

# One published frame of each protocol; those of Mifare Classic and Idteck follow from the manuals' descriptions.
EM = Number(bytes.fromhex("010063E9AE"), "em4100")
KNOWN: list[tuple[Protocol, bytes, Reading]] = [
    (Protocol.RDM6300, b"\x02010063E9AE25\x03", EM),
    (Protocol.RDM6300, b"\x020C000621A58E\r\n\x03", Number(bytes.fromhex("0C000621A5"), "em4100")),
    (Protocol.SEVEN941, bytes.fromhex("020A0206008E6D5DB003"), Number(bytes.fromhex("06008E6D5D"), "em4100")),
    (Protocol.SEVEN941, bytes.fromhex("02090190D752C5D803"), Number(bytes.fromhex("90D752C5"), "mifare-classic")),
    (Protocol.INDITAG, b":112233445501\r\n", Text("1122334455")),
    (Protocol.IDTECK, b"\x020006547886\x03\x07", Text("0006547886")),
]
RDM6300 = KNOWN[0][1]
BROKEN = RDM6300.replace(b"25\x03", b"24\x03")
SILENCE = [QUIET] * SILENCES


@pytest.mark.parametrize(("protocol", "raw", "card"), KNOWN)
def test_a_whole_frame_is_recognized_at_once_however_it_is_cut(protocol: Protocol, raw: bytes, card: Reading) -> None:
    for pieces in split_everywhere(raw):
        parser = AutoParser()
        assert read(parser, *pieces) == [card]
        assert parser.protocol is protocol


@pytest.mark.parametrize(("protocol", "raw", "card"), KNOWN)
def test_it_stays_with_what_it_recognized(protocol: Protocol, raw: bytes, card: Reading) -> None:
    others = {known: other for known, other, _ in KNOWN if known is not protocol}
    parser = AutoParser()
    # One frame of another may fit by chance, and is no card.
    for other in others.values():
        assert read(parser, raw, other, *SILENCE) == [card, DAMAGED]
    assert read(parser, raw + raw) == [card] * 2
    assert parser.protocol is protocol


@pytest.mark.parametrize(
    "line", [b"1122334455\r\n", b"0004564999259\r", b"\x021122334455\x03", b"90D752C5", b"0006547886"]
)
def test_digits_alone_are_never_recognized_and_that_is_told_once(line: bytes) -> None:
    assert read(AutoParser(), *SILENCE, *[line, *SILENCE] * 50) == [UNEXPLAINED]


def test_the_tail_of_a_frame_that_began_before_is_not_told() -> None:
    assert read(AutoParser(), RDM6300[7:], *SILENCE, RDM6300) == [EM]


def test_the_noise_of_a_plug_is_not_told() -> None:
    assert read(AutoParser(), *SILENCE, b"\x00\xff", *SILENCE, RDM6300) == [EM]


def test_bytes_without_end_are_told_without_a_silence() -> None:
    assert read(AutoParser(), *[b"\xa5" * 100] * (MANY_BYTES // 100 + 5)) == [UNEXPLAINED]


def test_a_frame_that_fits_by_chance_after_others_that_did_not_is_no_card() -> None:
    """A reader of plain lines of 12 digits between STX and ETX: one in 256 has the checksum of an RDM6300."""
    parser = AutoParser()
    assert read(parser, *SILENCE, BROKEN, *SILENCE, RDM6300, *SILENCE, BROKEN) == [UNEXPLAINED, DAMAGED]
    assert parser.protocol is None


def test_after_damage_the_second_whole_frame_is_believed() -> None:
    assert read(AutoParser(), BROKEN + RDM6300 * 3) == [DAMAGED, EM, EM]


def test_the_address_may_say_what_the_cards_are() -> None:
    assert read(AutoParser("hid-prox"), RDM6300) == [Number(EM.uid, "hid-prox")]


@given(st.binary(max_size=300), any_cuts)
def test_the_pieces_in_which_bytes_come_change_no_card(noise: bytes, cuts: list[int]) -> None:
    data = noise + RDM6300
    assert cards(read(AutoParser(), *cut_at(data, cuts))) == cards(read(AutoParser(), data))


def test_what_was_recognized_by_chance_gives_way_to_two_frames_of_another_protocol() -> None:
    """A frame that lost two digits, and the beginning of the next one: it fits Idteck's checksum by chance."""
    torn = b"\x0201000000E9\x03"
    weak = xor_of(torn)
    parser = AutoParser()
    read(parser, torn + bytes([weak]))
    assert weak != 2
    assert recognized(parser) is Protocol.IDTECK
    assert read(parser, *SILENCE, RDM6300, *SILENCE, RDM6300, RDM6300) == [DAMAGED, EM, EM]
    assert recognized(parser) is Protocol.RDM6300


def recognized(parser: AutoParser) -> Protocol | None:
    """What a parser stays with now."""
    return parser.protocol


@pytest.mark.parametrize("pauses", [[], SILENCE])
def test_the_beginning_of_the_next_frame_is_no_checksum(pauses: list[bytes]) -> None:
    """RDM6300 frames whose first one lost two digits: what is left and the next STX look like Idteck's."""
    frame = em_frame(bytes.fromhex("0100630003"))
    torn = frame[:9] + frame[11:]
    assert xor_of(torn) == frame[0]
    parser = AutoParser()
    readings = read(parser, torn, *pauses, frame, *pauses, frame)
    assert cards(readings) == [Number(bytes.fromhex("0100630003"), "em4100")] * 2
    assert parser.protocol is Protocol.RDM6300


def test_an_idteck_reader_is_recognized_by_its_second_frame_where_the_first_is_weak() -> None:
    weak = b"\x020000000003\x03\x02"
    assert xor_of(weak) == 0
    assert read(AutoParser(), weak, *SILENCE, weak, *SILENCE, weak) == [DAMAGED, *[Text("0000000003")] * 2]
    assert cards(read(AutoParser(), weak, *SILENCE, idteck_frame("0006547886"))) == [Text("0006547886")]
