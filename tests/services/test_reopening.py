"""A reader that cannot be opened keeps no other from being heard, and comes back."""

from threading import Event

import pytest

from drivers.errors import BadReaderUri
from drivers.opening import as_one, open_reader
from drivers.reader import CardSeen, Reader, ReadersChanged, State
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.services.reopening import ReopeningReader
from tests.hardware_doubles.listening import Listener

LOST = Problem("profile-unknown", "There is no reader profile “lost”.", "Choose another.")


def failing(error: Exception) -> Reader:
    raise error


@pytest.mark.parametrize("error", [BadReaderUri("Wrong.", "Right."), InvalidInputError(LOST), StoreError(LOST)])
def test_the_others_are_heard_and_this_one_says_what_is_wrong(error: Exception) -> None:
    lost = ReopeningReader("serial:COM9?profile=lost", lambda _: failing(error))
    with Listener(as_one([lost, open_reader("virtual:0110185C5B")])) as listener:
        listed = listener.next(ReadersChanged).readers
        assert [(info.name, info.state) for info in listed] == [
            ("COM9", State.ABSENT),
            ("Virtual reader", State.READY),
        ]
        assert listed[0].hint == str(error)
        assert listener.skip_to(CardSeen).uid == bytes.fromhex("0110185C5B")


def test_it_is_heard_as_soon_as_it_can_be_opened() -> None:
    mended = Event()

    def open_when_mended(uri: str) -> Reader:
        return open_reader(uri) if mended.is_set() else failing(InvalidInputError(LOST))

    with Listener(ReopeningReader("virtual:0110185C5B", open_when_mended)) as listener:
        assert listener.next(ReadersChanged).readers[0].state is State.ABSENT
        mended.set()
        listener.skip_to_state(State.READY)
        assert listener.next(CardSeen).uid == bytes.fromhex("0110185C5B")


def test_an_address_that_nobody_understands_is_listed_as_it_was_written() -> None:
    with Listener(ReopeningReader("serial:", open_reader)) as listener:
        [info] = listener.next(ReadersChanged).readers
        assert (info.name, info.kind, info.state) == ("serial:", "serial", State.ABSENT)
        assert "port is missing" in info.hint
