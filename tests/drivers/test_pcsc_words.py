"""PC/SC's names, codes and answers, without a service."""

import sys

import pytest

from drivers.pcsc_card import reading_of
from drivers.pcsc_codes import NO_NUMBER, Code, service_silent, service_trouble, trouble, unread
from drivers.pcsc_names import matching
from drivers.reader import State
from drivers.readings import Number, Unread

# Names: sailro/ACRBuzzerControl README, LudovicRousseau/CCID 5de6a96 readers/*.txt, OpenSC/OpenSC#3185; the numbers
# after the OMNIKEY readers are ours.
PICC = "ACS ACR1252 Dual Reader PICC 0"
SAM = "ACS ACR1252 Dual Reader SAM 0"
HELLO = "Windows Hello for Business 1"
OMNI_CL = "OMNIKEY 5422CL Smartcard Reader [CCID] (1) 01 00"
OMNI = "OMNIKEY 5422 Smartcard Reader [CCID] (1) 00 00"
CONTACT = "Identiv SCR3500 A Contact Reader [CCID Interface] (54302212603350) 00 00"
BROADCOM = "Broadcom Corp 5880 [Contacted SmartCard] (0123456789ABCD) 00 00"
VIRTUAL, VIRTUAL_2 = "Virtual PCD 00 00", "Virtual PCD 00 01"
ALL = [PICC, SAM, HELLO, OMNI_CL, OMNI, CONTACT, BROADCOM, VIRTUAL, VIRTUAL_2]


def test_places_for_no_card_are_hidden() -> None:
    assert matching(ALL, "") == [PICC, OMNI_CL, VIRTUAL, VIRTUAL_2]


@pytest.mark.parametrize("name", ["Acme Contactless", "Acme Contact-less 0", "Acme Contact less", "PICC CONTACT-LESS"])
def test_a_place_without_contact_is_one_for_cards(name: str) -> None:
    assert matching([name], "") == [name]


@pytest.mark.parametrize("name", ["Acme Contact", "Acme Contact-Reader 0", "Acme [Contacted] 0", "Acme Contact Lesser"])
def test_a_slit_for_contact_cards_is_none(name: str) -> None:
    assert matching([name], "") == []


def test_they_can_be_brought_back() -> None:
    assert matching(ALL, "", all_slots=True) == ALL


def test_equal_readers_are_told_apart_by_their_serial_numbers() -> None:
    one, two = "ACS ACR1252 1S CL Reader (A1) 00 00", "ACS ACR1252 1S CL Reader (B2) 01 00"
    assert matching([one, two], "ACS ACR1252 1S CL Reader (B2) 00 00") == [two]
    assert matching([one], two) == []


def test_equal_readers_without_serial_numbers_are_meant_by_their_numbers_while_these_are_there() -> None:
    one, two = "ACS ACR122U PICC Interface 00 00", "ACS ACR122U PICC Interface 01 00"
    assert matching([one, two], two) == [two]
    # Replugged alone it has the other number, and nothing tells which of the two it is.
    assert matching([one], two) == [one]


@pytest.mark.parametrize("name", ALL)
def test_a_named_reader_is_never_hidden_and_means_itself(name: str) -> None:
    assert matching(ALL, name) == [name]
    assert matching(ALL, name.upper()) == [name]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("acs acr1252 dual reader picc", [PICC]),
        ("ACS ACR1252 Dual Reader PICC 3", [PICC]),
        ("OMNIKEY 5422CL Smartcard Reader [CCID] (1)", [OMNI_CL]),
        ("OMNIKEY 5422CL Smartcard Reader [CCID] (1) 07 00", [OMNI_CL]),
        ("OMNIKEY 5422CL Smartcard Reader [CCID] (1) 01 01", []),
        ("Virtual PCD", [VIRTUAL, VIRTUAL_2]),
        ("Virtual PCD 0A 01", [VIRTUAL_2]),
        ("Virtual", []),
    ],
)
def test_numbers_at_the_end_do_not_count(wanted: str, found: list[str]) -> None:
    assert matching(ALL, wanted) == found


@pytest.mark.parametrize("code", [*Code, 0x80100001, 0x12345678])
def test_every_code_has_words(code: int) -> None:
    words = unread(code)
    assert words.problem.endswith(".")
    assert words.remedy.endswith(".")


def test_an_unknown_code_is_named() -> None:
    assert "80100001" in unread(0x80100001).problem


def test_codes_that_are_the_readers_fault_give_it_a_state() -> None:
    busy, refused = trouble(Code.SHARING_VIOLATION), trouble(Code.SECURITY_VIOLATION)
    assert busy is not None
    assert busy[0] is State.BUSY
    assert refused is not None
    assert refused[0] is State.REFUSED
    assert "polkit" in refused[1]
    assert trouble(Code.UNRESPONSIVE_CARD) is None


def test_a_name_that_cannot_be_used_is_told_of_the_reader_or_the_list() -> None:
    bad = trouble(Code.BAD_NAME)
    assert bad is not None
    assert bad[0] is State.ABSENT
    assert "FRIENDLYNAME" in bad[1]
    assert "plain English letters" in service_trouble(Code.BAD_NAME)[1]


def test_a_refusal_of_the_service_is_told_as_one() -> None:
    assert service_trouble(Code.SECURITY_VIOLATION)[0] is State.REFUSED


@pytest.mark.parametrize(
    ("platform", "code", "word"),
    [
        ("linux", Code.NO_SERVICE, "pcscd"),
        ("linux", Code.SERVICE_STOPPED, "version"),
        ("win32", Code.NO_SERVICE, "Attach"),
        ("darwin", Code.NO_SERVICE, "restart"),
    ],
)
def test_a_missing_service_is_told_by_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, code: Code, word: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    state, hint = service_trouble(code)
    assert state is State.SERVICE_MISSING
    assert word in hint


@pytest.mark.parametrize(("platform", "word"), [("linux", "pcscd"), ("win32", "Smart Card"), ("darwin", "computer")])
def test_a_silent_service_is_told_by_system(monkeypatch: pytest.MonkeyPatch, platform: str, word: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert word in service_silent()[1]


@pytest.mark.parametrize("uid", ["11223344", "1122334455", "048A4AAAA62D80", "E004010203040506", "11" * 10])
def test_known_lengths_are_numbers(uid: str) -> None:
    assert reading_of(bytes.fromhex(uid + "9000")) == Number(bytes.fromhex(uid))
    assert reading_of(bytes.fromhex(uid + "6282")) == Number(bytes.fromhex(uid))


@pytest.mark.parametrize("answer", ["", "90", "9000", "6300", "6A81", "6C04", "112233446300"])
def test_other_answers_hold_no_number(answer: str) -> None:
    assert reading_of(bytes.fromhex(answer)) == NO_NUMBER


def test_an_odd_length_is_named() -> None:
    reading = reading_of(bytes.fromhex("1122339000"))
    assert isinstance(reading, Unread)
    assert "3 bytes" in reading.problem
