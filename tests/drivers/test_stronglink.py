"""StrongLink SL025M (user manual p. 5 and 7) and SL032 (V3.1 p. 8)."""

import pytest

from drivers.polling import TWO_CARDS
from drivers.readings import Absent, Number, Reading, Unread
from drivers.stronglink import OTHER_MODEL, Model, StrongLinkPoller, frame
from tests.domain.vectors import vectors
from tests.drivers.parsing import read, split_everywhere


def vector(name: str) -> bytes:
    """The worked frame of this name."""
    [(_, raw)] = vectors(f"sl025_{name}")
    return bytes.fromhex(raw)


REQUEST, NO_TAG = vector("select_request"), vector("no_tag_response")
CLASSIC_FRAME, CLASSIC = vector("select_response_type01"), Number(bytes.fromhex("11223344"), "mifare-classic")
DESFIRE_FRAME = vector("select_response_type06_desfire")
DESFIRE = Number(bytes.fromhex("048A4AAAA62D80"), "mifare-desfire", iso14443_4=True)
VERSION_FRAME = bytes.fromhex("BD 05 F0 00 31 34") + bytes([0xBD ^ 5 ^ 0xF0 ^ 0x31 ^ 0x34])


def asked(model: Model = "sl025") -> StrongLinkPoller:
    """A poller that has been told the version and has asked for a card."""
    poller = StrongLinkPoller(model=model)
    assert poller.due(0) == bytes.fromhex("BA 02 F0 48")
    assert read(poller, VERSION_FRAME) == []
    assert poller.due(0) == REQUEST
    return poller


def answer(status: int, data: str = "") -> bytes:
    """An answer to the command that selects a card."""
    return frame(0xBD, bytes([1, status]) + bytes.fromhex(data))


@pytest.mark.parametrize(
    ("raw", "reading"),
    [(CLASSIC_FRAME, CLASSIC), (DESFIRE_FRAME, DESFIRE), (NO_TAG, Absent())],
)
def test_worked_frames_may_be_cut_anywhere(raw: bytes, reading: Reading) -> None:
    for pieces in split_everywhere(raw):
        assert read(asked(), *pieces) == [reading]


def test_frames_are_made_as_the_manual_makes_them() -> None:
    assert frame(0xBA, b"\x01") == bytes.fromhex("BA0201B9")
    assert answer(0, "11223344 01") == CLASSIC_FRAME


@pytest.mark.parametrize(
    ("model", "data", "number"),
    [
        ("sl025", "11223344 04", CLASSIC),
        ("sl025", "04A3C6CAE26180 03", Number(bytes.fromhex("04A3C6CAE26180"), "mifare-ultralight")),
        ("sl025", "04A3C6CAE26180 02", Number(bytes.fromhex("04A3C6CAE26180"), "mifare-classic")),
        ("sl025", "11223344 0A", Number(bytes.fromhex("11223344"), "unknown")),
        ("sl025", "08223344 06", Number(bytes.fromhex("08223344"), "mifare-desfire", iso14443_4=True)),
        ("sl032", "11223344 03", CLASSIC),
        ("sl032", "048A4AAAA62D80 09", DESFIRE),
        ("sl032", "04A3C6CAE26180 07", Number(bytes.fromhex("04A3C6CAE26180"), "mifare-ultralight")),
        ("sl032", "11223344 21", Number(bytes.fromhex("11223344"), "unknown")),
        ("sl032", "11223344 31", Number(bytes.fromhex("11223344"), "unknown", iso14443_4=True)),
        ("sl032", "01020304050607080900 00", Number(bytes.fromhex("01020304050607080900"), "unknown")),
    ],
)
def test_the_codes_of_types_are_the_models_own(model: Model, data: str, number: Number) -> None:
    assert read(asked(model), answer(0, data)) == [number]


@pytest.mark.parametrize(("model", "data"), [("sl025", "11223344 05"), ("sl032", "048A4AAAA62D80 03")])
def test_a_code_of_the_other_model_is_told_with_the_remedy(model: Model, data: str) -> None:
    assert read(asked(model), answer(0, data)) == [OTHER_MODEL]


@pytest.mark.parametrize("data", ["", "01", "11223344", "1122334455 01", "1122334455667788 01"])
def test_a_number_of_a_size_that_no_card_has_is_none(data: str) -> None:
    assert read(asked(), answer(0, data)) == []


def test_two_cards_are_told_in_words() -> None:
    assert read(asked("sl032"), answer(0x0A)) == [TWO_CARDS]


def test_a_request_that_came_damaged_is_made_again() -> None:
    poller = asked()
    assert read(poller, answer(0xF0)) == []
    assert poller.due(0.2) == bytes.fromhex("BA 02 F0 48")


def test_another_status_is_told_once() -> None:
    poller = asked()
    (why,) = read(poller, answer(0x0D))
    assert isinstance(why, Unread)
    assert "0D" in why.problem
    assert poller.due(2)
    assert read(poller, answer(0x0D)) == []


def test_a_module_that_does_not_know_the_version_is_asked_for_a_card() -> None:
    for told in (frame(0xBD, b"\xf0\xf1"), b""):
        poller = StrongLinkPoller(model="sl032")
        poller.due(0)
        assert read(poller, told) == []
        assert REQUEST in {poller.due(0.05 * tick) for tick in range(40)}


@pytest.mark.parametrize("cut", range(1, len(CLASSIC_FRAME)))
def test_a_torn_answer_costs_the_next_one_nothing(cut: int) -> None:
    assert read(asked(), CLASSIC_FRAME[:cut], DESFIRE_FRAME, b"", b"", b"") == [DESFIRE]


def test_answers_back_to_back_are_one_answer() -> None:
    assert read(asked(), CLASSIC_FRAME + DESFIRE_FRAME) == [CLASSIC]
