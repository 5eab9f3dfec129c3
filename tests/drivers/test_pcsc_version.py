"""What a card's answers to GetVersion say of it, without a service. The card is scripted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.pcsc_codes import Code
from drivers.pcsc_version import has_version, with_version
from drivers.readings import Number, Unread
from drivers.scard import Card

# The first frame and the number: example-a.com/answer/15381838. The last frame's other bytes are ours.
UID = bytes.fromhex("048A4AAAA62D80")
FIRST, SECOND = bytes.fromhex("0401010100180591AF"), bytes.fromhex("0401010104180591AF")
LAST = UID + bytes.fromhex("BA3456789016139100")
# LudovicRousseau/pcsc-tools 3e819c6 smartcard_list.txt
DESFIRE = bytes.fromhex("3B8180018080")
EV3_STORAGE = bytes.fromhex("3B8F8001804F0CA00000030603FF2000000000B4")
CLASSIC = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")
# What bank cards, passports and others answer (ISO 7816-4).
ERRORS = ["6700", "6F00", "6985", "6881", "6400", "6C10", "6A82", "6FFF"]


class Scripted(Card):
    """Gives these answers in turn; a number among them is PC/SC's code for a fault."""

    def __init__(self, *answers: bytes | int) -> None:
        self._answers = list(answers)

    def transmit(self, command: bytes) -> tuple[int, bytes]:
        assert len(command) == 5
        answer = self._answers.pop(0)
        return (answer, b"") if isinstance(answer, int) else (Code.OK, answer)


def technology(*answers: bytes | int) -> str:
    _, reading = with_version(Scripted(*answers), Number(UID))
    assert isinstance(reading, Number)
    assert reading.uid == UID
    return reading.technology


@pytest.mark.parametrize("kind", [0x01, 0x08, 0x81, 0x83, 0x91, 0xA1])
def test_every_kind_of_desfire_is_one(kind: int) -> None:
    assert technology(b"\x04" + bytes([kind]) + FIRST[2:], SECOND, LAST) == "mifare-desfire"


# Plus, Ultralight, NTAG 424 (proxmark3 1c8c3b7 getCardType); another maker; a frame too short.
@pytest.mark.parametrize("frame", ["0402", "0403", "0404", "0501", "0411"])
def test_other_types_and_makers_are_none(frame: str) -> None:
    assert technology(bytes.fromhex(frame) + FIRST[2:], SECOND, LAST) == "unknown"
    assert technology(bytes.fromhex(frame) + b"\x91\xaf", SECOND, LAST) == "unknown"


@pytest.mark.parametrize("answer", ["6D00", "6E00", "911C", "9000", "9100", "01029000", *ERRORS])
def test_a_card_that_refuses_is_none(answer: str) -> None:
    assert technology(bytes.fromhex(answer)) == "unknown"


@pytest.mark.parametrize("answer", ["6300", "6A81", "63C0", "6FFF6300", "016F00", "", "90", "6F"])
def test_a_reader_that_cannot_pass_it_on_leaves_it_open(answer: str) -> None:
    assert technology(bytes.fromhex(answer)) == ""


@pytest.mark.parametrize("before", [(), (FIRST,), (FIRST, SECOND)])
def test_a_fault_on_the_way_leaves_it_open_and_is_told(before: tuple[bytes, ...]) -> None:
    for fault in (Code.NOT_TRANSACTED, Code.REMOVED_CARD):
        assert with_version(Scripted(*before, fault), Number(UID)) == (fault, Number(UID))


def test_answers_that_break_off_leave_it_open() -> None:
    assert technology(FIRST, b"\x91\xae") == ""
    assert technology(FIRST, SECOND, b"\x91\xaf") == ""


def test_a_hidden_number_is_not_the_one_that_was_read() -> None:
    assert technology(FIRST, SECOND, bytes(7) + LAST[7:]) == "unknown"


def test_two_numbers_are_refused() -> None:
    code, reading = with_version(Scripted(FIRST, SECOND, UID[::-1] + LAST[7:]), Number(UID))
    assert code == Code.OK
    assert isinstance(reading, Unread)


@given(st.lists(st.binary(max_size=20), min_size=3, max_size=3))
def test_no_other_answer_makes_a_desfire(answers: list[bytes]) -> None:
    _, reading = with_version(Scripted(*answers), Number(UID))
    assert not isinstance(reading, Number) or reading.technology != "mifare-desfire" or answers[2].startswith(UID)


def test_only_a_card_that_can_be_a_desfire_is_asked() -> None:
    assert has_version(DESFIRE, UID)
    assert has_version(EV3_STORAGE, UID)
    assert has_version(bytes.fromhex("3B8C80015068616E746F6D2D7465737441"), UID)
    assert not has_version(DESFIRE, UID[:4])
    assert not has_version(CLASSIC, UID)
    assert not has_version(b"", UID)
    assert not has_version(b"\x3b\x81\x80\x01", UID)
