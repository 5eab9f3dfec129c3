"""PN532 on a serial line: UM0701-02 chapters 6.2 and 7.3, nfc-tools/libnfc 3fa0751, jinmi8.com/doc/12721/11042."""

import pytest

from drivers.pn532 import FIELD_OFF, GET_VERSION, LIST, MAX_RETRIES, SAM_CONFIGURATION, Pn532Poller, frame
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
    Card,
    Pn532,
)

ACK = bytes.fromhex("0000FF00FF00")
PUBLISHED = bytes.fromhex("0000FF0CF4D54B010100040804FB0EE20BD800")
NUMBER = Number(bytes.fromhex("FB0EE20B"), "mifare-classic")


def to_chip(command: bytes) -> bytes:
    """The frame of a command."""
    return frame(b"\xd4" + command)


def listing(data: str) -> bytes:
    """The answer to a listing. data: from the count on."""
    return ACK + frame(b"\xd5\x4b" + bytes.fromhex(data))


def asked() -> Pn532Poller:
    """A poller that has woken the chip, set it up, and asked for cards."""
    poller = Pn532Poller()
    assert poller.due(-0.1) == b"\x55\x55" + bytes(14) + to_chip(SAM_CONFIGURATION)
    assert read(poller, ACK + frame(b"\xd5\x15")) == []
    assert poller.due(-0.1) == to_chip(MAX_RETRIES)
    assert read(poller, ACK + frame(b"\xd5\x33")) == []
    assert poller.due(-0.1) == to_chip(FIELD_OFF)
    assert read(poller, ACK + frame(b"\xd5\x33")) == []
    assert poller.due(0) == to_chip(LIST)
    return poller


def test_frames_are_made_as_published() -> None:
    assert frame(bytes.fromhex("D44A0100")) == bytes.fromhex("0000FF04FCD44A0100E100")
    assert to_chip(SAM_CONFIGURATION) == bytes.fromhex("0000FF03FDD414011700")


@pytest.mark.parametrize("before", [b"", ACK, b"\x00\x00" + ACK, b"\x00" * 9, b"\xff\x00\x00\xff"])
def test_the_published_answer_may_be_cut_anywhere(before: bytes) -> None:
    for pieces in split_everywhere(before + PUBLISHED):
        assert read(asked(), *pieces) == [NUMBER]


def test_no_card() -> None:
    poller = asked()
    assert read(poller, listing("00")) == [Absent()]
    assert poller.due(0.05) == b""
    assert poller.due(0.1) == to_chip(LIST)


def test_two_cards_are_told_in_words() -> None:
    assert read(asked(), listing("02 01 0004 08 04 FB0EE20B 02 0004 08 04 11223344")) == [TWO_CARDS]


@pytest.mark.parametrize(
    ("sak", "uid", "technology"),
    [
        ("08", "11223344", "mifare-classic"),
        ("18", "11223344", "mifare-classic"),
        ("09", "11223344", "mifare-classic"),
        ("88", "11223344", "mifare-classic"),
        ("08", "11223344556677", "mifare-classic"),
        ("00", "04A3C6CAE26180", "mifare-ultralight"),
        ("00", "11223344", "unknown"),
        ("10", "11223344", "unknown"),
        ("08", "01020304050607080900", "mifare-classic"),
    ],
)
def test_the_sak_tells_the_technology(sak: str, uid: str, technology: str) -> None:
    size = len(uid) // 2
    assert read(asked(), listing(f"01 01 0044 {sak} {size:02X} {uid}")) == [Number(bytes.fromhex(uid), technology)]


@pytest.mark.parametrize("ats", ["", "067577810280", "01"])
def test_four_bytes_of_a_card_of_part_4_say_so(ats: str) -> None:
    assert read(asked(), listing("01 01 0344 20 04 08A1B2C3" + ats)) == [
        Number(bytes.fromhex("08A1B2C3"), "", iso14443_4=True)
    ]
    assert read(asked(), listing("01 01 0004 28 04 11223344" + ats)) == [
        Number(bytes.fromhex("11223344"), "mifare-classic", iso14443_4=True)
    ]


@pytest.mark.parametrize(
    "data",
    [
        "",
        "01",
        "01 01 0004 08 04",
        "01 01 0004 08 04 FB0EE2",
        "01 01 0004 08 05 FB0EE20B01",
        "01 01 0004 08 04 FB0EE20B 07",
        "01 01 0344 20 04 08A1B2C3 0675778102",
        "01 01 0004 08 08 8804A3C6CAE26180",
    ],
)
def test_a_listing_that_does_not_hold_together_is_no_card_and_all_begins_anew(data: str) -> None:
    poller = asked()
    assert read(poller, listing(data)) == []
    assert poller.due(0.2).endswith(to_chip(SAM_CONFIGURATION))


def test_the_error_frame_is_no_card_and_all_begins_anew() -> None:
    poller = asked()
    assert read(poller, ACK + bytes.fromhex("0000FF01FF7F8100")) == []
    assert poller.due(0.2).endswith(to_chip(SAM_CONFIGURATION))


def told(*cards: Card) -> set[Reading]:
    """What is told of cards on a reader."""
    talk = Conversation(Pn532Poller(), reader := Pn532())
    reader.cards = list(cards)
    return set(talk.go_on(1))


def test_a_desfire_proves_what_it_is() -> None:
    assert told(DESFIRE) == {Number(DESFIRE.uid, "mifare-desfire", iso14443_4=True)}
    assert told(OTHER_ISO14443_4) == {Number(OTHER_ISO14443_4.uid, "unknown", iso14443_4=True)}
    assert told(RANDOM_ID) == {Number(RANDOM_ID.uid, "", iso14443_4=True)}


def test_a_card_that_cannot_be_asked_is_told_without_its_technology_and_always_alike() -> None:
    mute = Card(DESFIRE.uid, DESFIRE.sak, DESFIRE.ats)
    assert told(mute) == {Number(mute.uid, "", iso14443_4=True)}


def test_a_chip_that_says_nothing_of_the_card_tells_it_all_the_same() -> None:
    talk = Conversation(Pn532Poller(), reader := Pn532())
    reader.cards = [DESFIRE]
    talk.spoil = lambda data: b"" if b"\xd5\x41" in data else data
    assert set(talk.go_on(10)) == {Number(DESFIRE.uid, "", iso14443_4=True)}


@pytest.mark.parametrize("place", range(3, len(PUBLISHED)))
def test_a_damaged_byte_makes_no_number(place: int) -> None:
    for value in set(range(256)) - {PUBLISHED[place]}:
        assert read(asked(), PUBLISHED[:place] + bytes([value]) + PUBLISHED[place + 1 :]) == []


def test_a_card_is_read_out_and_the_field_switched_off() -> None:
    poller = asked()
    assert read(poller, listing("01 01 0344 20 07 048A4AAAA62D80 067577810280")) == []
    assert poller.due(0) == to_chip(GET_VERSION)
    assert read(poller, ACK, frame(bytes.fromhex("D541 00 04010101001805 91AF"))) == [
        Number(DESFIRE.uid, "mifare-desfire", iso14443_4=True)
    ]
    assert poller.due(0) == to_chip(FIELD_OFF)


@pytest.mark.parametrize("pair", [(CLASSIC, OTHER_CLASSIC), (CLASSIC, DESFIRE), (ULTRALIGHT, RANDOM_ID)])
def test_two_cards_on_the_reader(pair: tuple[Card, Card]) -> None:
    assert told(*pair) == {TWO_CARDS}
