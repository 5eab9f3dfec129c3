"""ACS on a serial line: ACR122S V2.01, ACR122L V1.03 p. 9-10, 23 and 43, ACR1281S V1.01 p. 14-25."""

import pytest

from drivers.acs_serial import NO_NUMBER, AcsPoller, frame
from drivers.polling import TWO_CARDS
from drivers.readings import Absent, Number, Reading
from tests.drivers.parsing import read, split_everywhere
from tests.hardware_doubles.polled_line import Conversation
from tests.hardware_doubles.polled_readers import (
    CLASSIC,
    DESFIRE,
    OTHER_CLASSIC,
    OTHER_ISO14443_4,
    RANDOM_ID,
    ULTRALIGHT,
    Acr122s,
    Acr1281s,
    Card,
    Reader,
)

ACK = bytes.fromhex("02000003")
VERSION = bytes.fromhex("FF00480000")


def response(sequence: int, data: str, *, kind: int = 0x80, status: int = 0, error: int = 0) -> bytes:
    """An answer of the reader, after its confirmation."""
    body = bytearray(frame(kind, sequence, bytes.fromhex(data))[1:-2])
    body[7:9] = bytes([status, error])
    check = 0
    for byte in body:
        check ^= byte
    return ACK + b"\x02" + body + bytes([check, 3])


def listing() -> AcsPoller:
    """A poller that has found an ACR122S, set it up, and asked for cards with the sequence number 5."""
    poller = AcsPoller()
    assert poller.due(-0.1) == frame(0x6F, 1, VERSION)
    assert read(poller, response(1, b"ACR122S100".hex())) == []
    assert poller.due(-0.1) == frame(0x62, 2)
    assert read(poller, response(2, "3B2A00806524B0000200829000")) == []
    assert poller.due(-0.1) == frame(0x6F, 3, bytes.fromhex("FF00000006 D43205000102"))
    assert read(poller, response(3, "D5339000")) == []
    assert poller.due(-0.1) == frame(0x6F, 4, bytes.fromhex("FF00000004 D4320102"))
    assert read(poller, response(4, "D5339000")) == []
    assert poller.due(0) == frame(0x6F, 5, bytes.fromhex("FF00000004 D44A0200"))
    return poller


def slot() -> AcsPoller:
    """A poller that has found another model, and has asked for the status with the sequence number 2."""
    poller = AcsPoller()
    poller.due(0)
    assert read(poller, response(1, "6300", status=0x42)) == []
    assert poller.due(0) == frame(0x65, 2)
    return poller


def test_frames_are_made_as_in_the_manuals() -> None:
    assert frame(0x62, 0) == bytes.fromhex("0262000000000000000000 62 03")
    # ACR1281S p. 18 and 16, but for the slot and the sequence number, which are 0 here.
    assert frame(0x6F, 0, bytes.fromhex("80B2000000")) == bytes.fromhex("026F0500000000000000 00 80B2000000 58 03")
    power_on = response(0, "3B8B80014A434F5033313336 4744544C", error=0x81)
    assert power_on == ACK + bytes.fromhex("0280100000000000008100 3B8B80014A434F50333133364744544C 2A 03")


@pytest.mark.parametrize("kind", [0x80, 0x81])
def test_the_listing_of_the_manual_may_be_cut_anywhere(kind: int) -> None:
    # ACR122L p. 43, but for the sequence number.
    raw = response(5, "D54B 01 01 0002 18 04 F68E2A99 9000", kind=kind, status=1)
    for pieces in split_everywhere(raw):
        assert read(listing(), *pieces) == [Number(bytes.fromhex("F68E2A99"), "mifare-classic")]


def test_no_card_on_an_acr122s() -> None:
    assert read(listing(), response(5, "D54B 00 9000")) == [Absent()]


@pytest.mark.parametrize("data", ["6300", "", "9000", "D54B019000", "D5410190 00", "D54B 01 01 0002 18 04 F68E2A99"])
def test_an_answer_that_makes_no_sense_is_no_card_and_all_begins_anew(data: str) -> None:
    poller = listing()
    assert read(poller, response(5, data)) == []
    assert poller.due(0.2) == frame(0x6F, 6, VERSION)


def test_the_answer_to_another_question_is_none() -> None:
    card = "D54B 01 01 0002 18 04 F68E2A99 9000"
    assert read(listing(), response(4, card), response(6, card)) == []
    assert read(listing(), response(4, card) + response(5, card)) == [
        Number(bytes.fromhex("F68E2A99"), "mifare-classic")
    ]


@pytest.mark.parametrize("status", ["FF", "FE", "FD", "FC", "FB", "99"])
def test_a_frame_that_the_reader_refuses_is_sent_again(status: str) -> None:
    poller = listing()
    assert read(poller, bytes.fromhex(f"02{status}{status}03")) == []
    assert poller.due(0.2) == frame(0x6F, 6, VERSION)


def test_a_frame_without_its_end_is_none() -> None:
    assert read(listing(), response(5, "D54B 00 9000")[:-1] + b"\x04", b"", b"", b"") == []


def test_what_the_reader_says_unasked_is_passed_over() -> None:
    notice = bytes.fromhex("02 50 03 53 03")
    assert read(listing(), notice + response(5, "D54B 00 9000")) == [Absent()]


def test_an_acr1281s_is_asked_for_the_number_and_once_for_the_atr() -> None:
    poller = slot()
    assert read(poller, response(2, "", kind=0x81)) == []
    assert poller.due(0) == frame(0x6F, 3, bytes.fromhex("FFCA000000"))
    assert read(poller, response(3, "048A4AAAA62D80 9000", error=0x81)) == []
    assert poller.due(0) == frame(0x62, 4)
    number = Number(DESFIRE.uid, "", iso14443_4=True)
    assert read(poller, response(4, "3B8180018080", error=0x81)) == [number]
    assert poller.due(0.1) == frame(0x65, 5)
    assert read(poller, response(5, "", kind=0x81)) == []
    poller.due(0.1)
    assert read(poller, response(6, "048A4AAAA62D80 9000")) == [number]


@pytest.mark.parametrize(
    ("data", "reading"), [("6300", Absent()), ("", Absent()), ("6A81", NO_NUMBER), ("112233 9000", NO_NUMBER)]
)
def test_no_number_from_an_acr1281s(data: str, reading: Reading) -> None:
    poller = slot()
    read(poller, response(2, "", kind=0x81))
    poller.due(0)
    assert read(poller, response(3, data)) == [reading]


@pytest.mark.parametrize(
    ("name", "technology", "iso14443_4"),
    [
        ("0002", "mifare-classic", False),
        ("003D", "mifare-ultralight", False),
        ("0038", "unknown", False),
        ("FF20", "", True),
    ],
)
def test_the_name_in_the_atr_of_a_storage_card(name: str, technology: str, iso14443_4: bool) -> None:
    poller = slot()
    read(poller, response(2, "", kind=0x81))
    poller.due(0)
    read(poller, response(3, "11223344 9000"))
    poller.due(0)
    assert read(poller, response(4, f"3B8F8001804F0CA000000306 03 {name} 00000000 00")) == [
        Number(bytes.fromhex("11223344"), technology, iso14443_4=iso14443_4)
    ]


@pytest.mark.parametrize(
    ("reader", "desfire", "other"), [(Acr122s, "mifare-desfire", "unknown"), (Acr1281s, "", "")], ids=["122s", "1281s"]
)
def test_cards_on_the_readers(reader: type[Acr122s | Acr1281s], desfire: str, other: str) -> None:
    for card, number in (
        (CLASSIC, Number(CLASSIC.uid, "mifare-classic")),
        (ULTRALIGHT, Number(ULTRALIGHT.uid, "mifare-ultralight")),
        (DESFIRE, Number(DESFIRE.uid, desfire, iso14443_4=True)),
        (OTHER_ISO14443_4, Number(OTHER_ISO14443_4.uid, other, iso14443_4=True)),
        (RANDOM_ID, Number(RANDOM_ID.uid, "", iso14443_4=True)),
    ):
        assert told(reader(), card) == {number}


def test_two_cards_on_an_acr122s() -> None:
    assert told(Acr122s(), CLASSIC, OTHER_CLASSIC) == {TWO_CARDS}


def told(reader: Reader, *cards: Card) -> set[Reading]:
    """What is told of cards on a reader."""
    reader.cards = list(cards)
    return set(Conversation(AcsPoller(), reader).go_on(1))
