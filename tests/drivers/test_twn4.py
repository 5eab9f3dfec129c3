"""Elatec TWN4: TWN4 Simple Protocol DocRev17 p. 9-11 and 21 (thenewwazoo/elatec-twn4-simple bd1599c)."""

import pytest

from drivers.readings import Absent, Number, Reading, Unread
from drivers.twn4 import Twn4Poller, crc
from tests.domain.vectors import vectors
from tests.drivers.parsing import cards, read, split_everywhere
from tests.hardware_doubles.polled_line import Conversation
from tests.hardware_doubles.polled_readers import CLASSIC, DESFIRE, EM, RANDOM_ID, ULTRALIGHT, Card, Twn4, twn4_crc

SEARCHES = [(uid, line, False) for uid, line in vectors("twn4_searchtag_response")] + [
    (uid, line, True) for uid, line in vectors("twn4_searchtag_response_with_crc")
]
VERSION = b"0004" + b"STD1".hex().encode() + b"\r"


def greeted() -> Twn4Poller:
    """A poller that has been told the version and has asked for a tag."""
    poller = Twn4Poller()
    assert poller.due(0) == b"0004FF\r"
    assert read(poller, VERSION) == []
    assert poller.due(0) == b"05000A\r"
    return poller


def told(poller: Twn4Poller, line: str, sak: str = "0000") -> list[Reading]:
    """What is told of the answers to a search, twice if it is asked twice, and to the SAK if that is asked for."""
    readings = read(poller, line.encode() + b"\r")
    while question := poller.due(0):
        readings += read(poller, (line if question == b"05000A\r" else sak).encode() + b"\r")
    return readings


@pytest.mark.parametrize(("data", "sum_"), [("0005", "15A7"), ("0001", "31E1")])
def test_the_checksums_of_the_sheet(data: str, sum_: str) -> None:
    assert crc(bytes.fromhex(data)).hex().upper() == sum_
    assert twn4_crc(bytes.fromhex(data)).hex().upper() == sum_


@pytest.mark.parametrize(("uid", "line", "summed"), SEARCHES)
def test_the_answers_of_the_sheet_are_read_in_their_order(uid: bytes, line: str, summed: bool) -> None:
    if summed:
        data = bytes.fromhex(line)
        assert crc(data[:-2]) == data[-2:]
        line = line[:-4]
    (number,) = told(greeted(), line)
    assert isinstance(number, Number)
    assert number.uid == uid


def test_an_answer_may_be_cut_anywhere_and_be_in_small_letters() -> None:
    line = b"000140280506008e6d5d\r\n"
    for pieces in split_everywhere(line):
        poller = greeted()
        assert read(poller, *pieces) == []
        assert poller.due(0) == b"05000A\r"
        assert read(poller, *pieces) == [Number(EM.uid, "em4100")]


def test_a_checksum_is_sent_and_asked_for() -> None:
    poller = Twn4Poller(crc=True)
    assert poller.due(0) == b"0004FF" + crc(bytes.fromhex("0004FF")).hex().upper().encode() + b"\r"
    talk = Conversation(poller, Twn4(crc=True))
    assert set(talk.go_on(1)) == {Absent()}


def test_a_reader_that_wants_checksums_and_gets_none_is_told_with_the_remedy() -> None:
    for poller, reader in ((Twn4Poller(), Twn4(crc=True)), (Twn4Poller(crc=True), Twn4())):
        (why,) = Conversation(poller, reader).go_on(10)
        assert isinstance(why, Unread)
        assert "crc=on" in why.remedy


def test_a_damaged_digit_makes_no_number_where_there_are_checksums() -> None:
    line = next(line for _, line, summed in SEARCHES if summed)
    for place in range(len(line)):
        for digit in "0123456789ABCDEF".replace(line[place], ""):
            talk = Conversation(poller := Twn4Poller(crc=True), Twn4(crc=True))
            talk.go_on(0.05)
            assert poller.due(talk.now + 0.1)
            assert read(poller, f"{line[:place]}{digit}{line[place + 1 :]}\r".encode()) == []


@pytest.mark.parametrize("line", ["0000", "00000000", "0000000000"])
def test_nothing_there_whatever_follows(line: str) -> None:
    assert told(greeted(), line) == [Absent()]


@pytest.mark.parametrize(
    ("line", "technology"),
    [
        ("0001402004018E6D5D", "unknown"),
        ("0001412004018E6D5D", "unknown"),
        ("0001812004018E6D5D", "unknown"),
        ("0001824008E004010012345678", "iso15693"),
        ("0001844008018E6D5D01020304", "iclass"),
        ("0001854008018E6D5D01020304", "felica"),
        ("0001491A0480800180", "hid-prox"),
    ],
)
def test_kinds_of_tags(line: str, technology: str) -> None:
    (number,) = told(greeted(), line)
    assert isinstance(number, Number)
    assert number.technology == technology


@pytest.mark.parametrize(
    ("card", "technology", "iso14443_4"),
    [
        (CLASSIC, "mifare-classic", False),
        (ULTRALIGHT, "mifare-ultralight", False),
        (DESFIRE, "", True),
        (RANDOM_ID, "", True),
    ],
)
def test_the_sak_tells_the_kinds_of_mifare_apart(card: Card, technology: str, iso14443_4: bool) -> None:
    talk = Conversation(Twn4Poller(), reader := Twn4())
    reader.cards = [card]
    assert set(talk.go_on(1)) == {Number(card.uid, technology, iso14443_4=iso14443_4)}


def test_a_reader_without_the_sak_leaves_the_kind_to_the_size() -> None:
    talk = Conversation(Twn4Poller(), reader := Twn4(sak=False))
    reader.cards = [CLASSIC]
    assert set(talk.go_on(1)) == {Number(CLASSIC.uid)}


def test_a_reader_that_says_nothing_to_the_sak_tells_the_card_all_the_same() -> None:
    poller = greeted()
    now, readings = 0.0, read(poller, b"000180200466CF4DC2\r")
    while not readings and now < 10:
        now += 0.05
        match poller.due(now):
            case b"0004FF\r":
                readings = read(poller, VERSION)
            case b"05000A\r":
                readings = read(poller, b"000180200466CF4DC2\r")
            case _:
                readings = read(poller, b"")
    assert readings == [Number(bytes.fromhex("66CF4DC2"))]


def test_a_card_that_is_laid_again_is_asked_again() -> None:
    poller = greeted()
    for at in (0.0, 1.0):
        assert read(poller, b"000180200466CF4DC2\r") == []
        assert poller.due(at) == b"05000A\r"
        assert read(poller, b"000180200466CF4DC2\r") == []
        assert poller.due(at) == b"1205\r"
        assert read(poller, b"000108\r") == []
        assert poller.due(at) == b"1205\r"
        assert read(poller, b"000108\r") == [Number(bytes.fromhex("66CF4DC2"), "mifare-classic")]
        poller.due(at + 0.5)
        assert read(poller, b"0000\r") == [Absent()]
        poller.due(at + 1)


def test_a_number_of_broken_bytes_is_told_in_words() -> None:
    for line in ("00014D1A0480800180", "0001801A0480800180"):
        (why,) = told(greeted(), line)
        assert isinstance(why, Unread)
        assert "26 bits" in why.problem


@pytest.mark.parametrize(
    "line",
    [
        "00018020 0466CF4D",
        "00018020 0466CF4DC2C2",
        "00018028 0466CF4DC2",
        "00018018 0466CF4DC2",
        "00018000 00",
        "00018020 04",
        "000180",
        "0001",
        "0001 80 58 0B 0102030405060708090A0B",
        "0001802004 66CF4DC",
        "0001802004 66CF4DGG",
        "no hexadecimal line",
    ],
)
def test_an_answer_that_does_not_hold_together_is_no_card_and_asked_again(line: str) -> None:
    poller = greeted()
    assert told(poller, line.replace(" ", "")) == []
    assert poller.due(0.2) == b"0004FF\r"


@pytest.mark.parametrize(("error", "word"), [(1, "unknown function"), (5, "not understood"), (9, "sheet")])
def test_an_error_is_told_once_and_asked_again_now_and_then(error: int, word: str) -> None:
    poller = greeted()
    (why,) = told(poller, f"{error:02X}")
    assert isinstance(why, Unread)
    assert word in why.problem
    assert poller.due(0.5) == b""
    assert poller.due(1.5) == b"05000A\r"
    assert told(poller, f"{error:02X}") == []


def test_the_echo_of_a_question_is_no_answer() -> None:
    assert read(greeted(), b"05000A\r0004FF\r") == []


def test_the_version_is_no_card_and_a_card_is_no_version() -> None:
    assert read(greeted(), VERSION) == []
    poller = Twn4Poller()
    poller.due(0)
    assert read(poller, b"000180200466CF4DC2\r0000\r") == []
    assert poller.due(0.5) == b""


@pytest.mark.parametrize("card", [EM, CLASSIC, DESFIRE])
def test_a_damaged_digit_makes_no_number_without_checksums_either(card: Card) -> None:
    whole = meet(card).go_on(0.6)
    assert len(set(whole)) == 1
    for answer in range(1, 6):
        for place in range(28):
            talk, sent = meet(card), list[bytes]()

            def spoiled(data: bytes, sent: list[bytes] = sent, at: int = answer, place: int = place) -> bytes:
                sent.append(data)
                if len(sent) != at + 1 or place >= len(data) - 1:
                    return data
                return data[:place] + (b"1" if data[place] != 0x31 else b"9") + data[place + 1 :]

            talk.spoil = spoiled
            readings = talk.go_on(4)
            assert set(cards(readings)) == set(whole), (answer, place)


def meet(card: Card) -> Conversation:
    """A reader without checksums, on which a card lies."""
    reader = Twn4()
    reader.cards = [card]
    return Conversation(Twn4Poller(), reader)


def test_the_second_question_costs_no_pause() -> None:
    assert cards(meet(CLASSIC).go_on(0.02))
