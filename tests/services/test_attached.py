"""The readers that are there, joined with those of the settings."""

import pytest

from drivers.reader import ReaderInfo, State
from enroll_app.services.attached import attached

PORT = ReaderInfo("serial:COM3?protocol=rdm6300", "serial", "COM3", State.READY, "Choose its protocol.")
TAKEN = ReaderInfo("serial:COM4?protocol=rdm6300", "serial", "COM4", State.BUSY, "Another program is using COM4.")
PCSC = ReaderInfo("pcsc:ACS ACR122U 00 00", "pcsc", "ACS ACR122U 00 00", State.READY)


def test_what_was_found_stays_where_nothing_is_set() -> None:
    assert attached([PCSC, PORT], ["auto:", "pcsc:"]) == (PCSC, PORT)


def test_a_port_has_the_address_of_the_settings_and_no_question_any_more() -> None:
    uri = "serial:COM3?protocol=twn4"
    assert attached([PORT], [uri]) == (ReaderInfo(uri, "serial", "COM3", State.READY),)


def test_what_is_wrong_with_a_port_is_told_all_the_same() -> None:
    [info] = attached([TAKEN], ["serial:COM4?protocol=twn4"])
    assert (info.uri, info.state, info.hint) == ("serial:COM4?protocol=twn4", State.BUSY, TAKEN.hint)


@pytest.mark.parametrize("uri", ["serial:COM9?protocol=twn4", "pcsc:OMNIKEY 5427", "pcsc:ACS ACR122U 00 01"])
def test_a_reader_that_is_set_and_not_there_is_listed_as_absent(uri: str) -> None:
    first, second = attached([PCSC], [uri])
    assert first == PCSC
    assert (second.uri, second.state) == (uri, State.ABSENT)
    assert second.hint


def test_a_reader_is_known_again_without_the_numbers_of_the_system() -> None:
    assert attached([PCSC], ["pcsc:ACS ACR122U"]) == (PCSC,)


def test_a_keyboard_and_a_port_on_the_network_are_listed_as_they_are_set() -> None:
    uris = ["keyboard:?profile=em-10h", "serial:socket://desk:7000?protocol=twn4"]
    assert [(info.uri, info.state) for info in attached([], uris)] == [(uri, State.READY) for uri in uris]


def test_an_address_that_cannot_be_understood_is_told_and_hides_no_other() -> None:
    first, second = attached([PCSC], ["nonsense"])
    assert first == PCSC
    assert "nonsense" in second.hint
