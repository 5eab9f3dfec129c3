"""Numbers of which the input device of a keyboard reader told only a part: they are told as unreadable."""

from pathlib import Path

from drivers.evdev import SILENCE_S, EvdevReader, Typing
from drivers.reader import CardUnreadable, NumberSeen, ReadersChanged
from drivers.uri import KeyboardUri
from tests.drivers.test_evdev import NUMBER, Device, typed
from tests.hardware_doubles.listening import Listener


def test_a_number_that_was_under_way_when_the_device_was_taken_is_not_told(tmp_path: Path) -> None:
    with Device(tmp_path / "usb-reader-event-kbd") as device:

        def take(_descriptor: int) -> None:
            """The rest of a number, of which the first keys went to another program."""
            device.send(typed(NUMBER[3:]))

        with Listener(EvdevReader(KeyboardUri(str(device.path)), take=take)) as listener:
            assert "not whole" in listener.next(CardUnreadable).problem
            listener.next(ReadersChanged)
            device.send(typed(NUMBER))
            assert listener.next(NumberSeen).text == NUMBER


def test_a_number_that_stops_in_the_middle_is_not_told_where_the_reader_types_enter(tmp_path: Path) -> None:
    path = tmp_path / "usb-reader-event-kbd"
    reader = EvdevReader(KeyboardUri(str(path)), take=lambda _: None)
    with Device(path) as device, Listener(reader) as listener:
        listener.next(ReadersChanged)
        device.send(typed(NUMBER))
        listener.skip_to(NumberSeen)
        device.send(typed(NUMBER[:7], end=None))
        assert "not whole" in listener.skip_to(CardUnreadable, 3 * SILENCE_S).problem


def test_the_rest_of_a_number_that_stopped_is_not_told_either() -> None:
    typing = Typing()
    assert [*typing.feed(typed(NUMBER))] == [NUMBER]
    assert [*typing.feed(typed(NUMBER[:7], end=None)), *typing.silent(), *typing.silent()] == [None]
