"""Readers that speak only when asked, through the product's own serial loop on real pseudo-terminals."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.opening import open_reader
from drivers.reader import CardGone, CardSeen, CardUnreadable, State
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.polled_line import Desk
from tests.hardware_doubles.polled_readers import (
    CLASSIC,
    DESFIRE,
    OTHER_CLASSIC,
    SL032_TYPES,
    Acr122s,
    Acr1281s,
    Pn532,
    Reader,
    StrongLink,
    Twn4,
)

READERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "twn4": ("twn4", Twn4),
    "twn4 with checksums": ("twn4&crc=on", lambda: Twn4(crc=True)),
    "sl025": ("sl025", StrongLink),
    "sl032": ("sl032", lambda: StrongLink(SL032_TYPES)),
    "pn532": ("pn532", Pn532),
    "acr122s": ("acs", Acr122s),
    "acr1281s": ("acs", Acr1281s),
}
TELL_TWO_CARDS = ["sl025", "pn532", "acr122s"]


@pytest.fixture(params=READERS)
def name(request: pytest.FixtureRequest) -> str:
    """Every reader in turn."""
    return str(request.param)


@pytest.fixture
def desk(name: str, tmp_path: Path) -> Iterator[Desk]:
    """The reader on its line."""
    with Desk(READERS[name][1](), tmp_path / "reader") as desk:
        yield desk


@pytest.fixture
def listener(name: str, desk: Desk) -> Iterator[Listener]:
    """Listens to the reader, and has heard that its port is open."""
    with Listener(open_reader(f"serial:{desk.port}?protocol={READERS[name][0]}")) as listener:
        listener.skip_to_state(State.READY)
        yield listener


def test_a_card_is_one_event_until_it_is_taken_away(desk: Desk, listener: Listener) -> None:
    assert listener.silent_for(0.5)
    desk.lay(CLASSIC)
    assert listener.next(CardSeen, 1).uid == CLASSIC.uid
    assert listener.silent_for(1)
    desk.take_away()
    listener.next(CardGone, 1)
    desk.lay(DESFIRE)
    seen = listener.next(CardSeen, 1)
    assert seen.uid == DESFIRE.uid
    assert seen.iso14443_4 or seen.technology == "mifare-desfire"


def test_a_card_that_lies_there_already_is_seen(desk: Desk, name: str) -> None:
    desk.lay(CLASSIC)
    with Listener(open_reader(f"serial:{desk.port}?protocol={READERS[name][0]}")) as listener:
        assert listener.skip_to(CardSeen, 2).uid == CLASSIC.uid


def test_another_card_in_its_place_is_seen(desk: Desk, listener: Listener) -> None:
    desk.lay(CLASSIC)
    assert listener.next(CardSeen, 1).uid == CLASSIC.uid
    desk.lay(OTHER_CLASSIC)
    listener.next(CardGone, 1)
    assert listener.next(CardSeen, 1).uid == OTHER_CLASSIC.uid


@pytest.mark.parametrize("name", TELL_TWO_CARDS, indirect=True)
def test_two_cards_are_told_in_words_and_the_one_that_is_left_is_seen(desk: Desk, listener: Listener) -> None:
    desk.lay(CLASSIC, OTHER_CLASSIC)
    assert "Two cards" in listener.next(CardUnreadable, 1).problem
    assert listener.silent_for(1)
    desk.lay(OTHER_CLASSIC)
    assert listener.next(CardSeen, 1).uid == OTHER_CLASSIC.uid


# On one reader, for the time it takes; on all of them by a clock of its own in test_polling.py.
@pytest.mark.parametrize("name", ["sl025"], indirect=True)
def test_a_reader_that_does_not_answer_is_told_once_and_heard_when_it_does(desk: Desk, listener: Listener) -> None:
    desk.mute = True
    assert "does not answer" in listener.next(CardUnreadable, 5).problem
    assert listener.silent_for(3)
    desk.mute = False
    desk.lay(CLASSIC)
    assert listener.next(CardSeen, 4).uid == CLASSIC.uid


@pytest.mark.parametrize("name", ["twn4", "sl025", "acr1281s"], indirect=True)
def test_a_resting_card_is_not_told_again_when_an_answer_is_lost(desk: Desk, listener: Listener) -> None:
    desk.lay(CLASSIC)
    assert listener.next(CardSeen, 1).uid == CLASSIC.uid
    desk.mute = True
    # Longer than a presence without any answer lasted before it was counted as the end of a presentation.
    assert listener.silent_for(0.7)
    desk.mute = False
    assert listener.silent_for(2.5)
    desk.take_away()
    listener.next(CardGone, 1)


def test_a_reader_that_is_unplugged_comes_back(desk: Desk, listener: Listener) -> None:
    desk.lay(CLASSIC)
    assert listener.next(CardSeen, 1).uid == CLASSIC.uid
    desk.unplug()
    listener.next(CardGone, 2)
    listener.skip_to_state(State.ABSENT, 2)
    desk.lay(OTHER_CLASSIC)
    desk.plug_in()
    listener.skip_to_state(State.READY, 3)
    assert listener.next(CardSeen, 2).uid == OTHER_CLASSIC.uid
