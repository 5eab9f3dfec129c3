"""Readers by their input device. There is none here: a FIFO stands in, with the kernel's own structures written to it.

The grab alone is handed in, for a FIFO has none; opening, waiting, reading and vanishing are real.
"""

import errno
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import BadReaderUri
from drivers.evdev import EvdevReader, Typing, grab
from drivers.input_devices import refused_hint
from drivers.reader import CardGone, CardUnreadable, NumberSeen, ReaderInfo, ReadersChanged, State
from drivers.uri import KeyboardUri
from tests.hardware_doubles.listening import Listener

# input-event-codes.h
KEYS = {one: code for code, one in enumerate("1234567890", 2)} | {"a": 30, "b": 48, "c": 46, "d": 32, "e": 18, "f": 33}
KEYPAD = dict(zip("7894561230", (71, 72, 73, 75, 76, 77, 79, 80, 81, 82), strict=True))
ENTER, TAB, SHIFT, CAPS_LOCK, F1, LEFT_CTRL = 28, 15, 42, 58, 59, 29
NUMBER = "0004329479"


def event(kind: int, code: int, value: int) -> bytes:
    """A struct input_event at no time."""
    return struct.pack("@llHHi", 0, 0, kind, code, value)


def stroke(code: int) -> bytes:
    """A key going down and up, with the scan code before and the report after each, as the kernel tells them."""
    return b"".join(event(4, 4, 458782) + event(1, code, value) + event(0, 0, 0) for value in (1, 0))


def typed(text: str, end: int | None = ENTER, keys: dict[str, int] = KEYS) -> bytes:
    strokes = []
    for one in text:
        shift = one.isupper()
        strokes.append(
            (event(1, SHIFT, 1) if shift else b"") + stroke(keys[one.lower()]) + (event(1, SHIFT, 0) if shift else b"")
        )
    return b"".join(strokes) + (stroke(end) if end else b"")


def read_all(data: bytes) -> list[str | None]:
    typing = Typing()
    return [*typing.feed(data), *typing.silent()]


class Device:
    """An input device that is attached and detached."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._end = -1

    def __enter__(self) -> Self:
        self.attach()
        return self

    def __exit__(self, *_: object) -> None:
        self.detach()

    def attach(self) -> None:
        os.mkfifo(self.path)
        self._end = os.open(self.path, os.O_RDWR)

    def detach(self) -> None:
        if self._end >= 0:
            os.close(self._end)
            self._end = -1
            self.path.unlink()

    def send(self, data: bytes) -> None:
        os.write(self._end, data)


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    with Device(tmp_path / "usb-reader-event-kbd") as made:
        yield made


def free(_descriptor: int) -> None:
    """Take a device that nobody else has."""


def taken(_descriptor: int) -> None:
    """Take a device that another program has."""
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def reader(device: Device, take: Callable[[int], None] = free) -> EvdevReader:
    address = KeyboardUri(str(device.path), profile="p", number_format="dec", technology="em4100")
    return EvdevReader(address, take=take)


def test_a_number_is_told_once_and_the_card_goes(device: Device) -> None:
    with Listener(reader(device)) as listener:
        told = listener.next(ReadersChanged)
        name = str(device.path)
        uri = f"keyboard:{name}?format=dec&technology=em4100&profile=p"
        assert told.readers == (ReaderInfo(uri, "keyboard", name, State.READY),)
        device.send(typed(NUMBER))
        assert listener.next(NumberSeen, 0.3) == NumberSeen(NUMBER, name, "p", "dec", "em4100")
        assert listener.next(CardGone) == CardGone(name)
        assert listener.silent_for(0.6)


def test_silence_ends_a_number_too(device: Device) -> None:
    with Listener(reader(device)) as listener:
        listener.next(ReadersChanged)
        device.send(typed(NUMBER, end=None))
        assert listener.next(NumberSeen).text == NUMBER


def test_two_numbers_in_one_moment_are_two_cards(device: Device) -> None:
    with Listener(reader(device)) as listener:
        listener.next(ReadersChanged)
        device.send(typed("0123456789") + typed(NUMBER, TAB))
        assert [listener.skip_to(NumberSeen).text for _ in range(2)] == ["0123456789", NUMBER]


def test_a_reader_comes_and_goes(device: Device) -> None:
    with Listener(reader(device)) as listener:
        listener.skip_to_state(State.READY)
        for _ in range(3):
            device.send(typed(NUMBER))
            listener.next(NumberSeen)
            device.detach()
            listener.next(CardGone)
            absent = listener.skip_to_state(State.ABSENT)
            assert "Attach the reader" in absent.readers[0].hint
            device.attach()
            listener.skip_to_state(State.READY)


def test_a_reader_that_another_program_has(device: Device) -> None:
    with Listener(reader(device, taken)) as listener:
        assert "Another program has taken" in listener.skip_to_state(State.BUSY).readers[0].hint
        assert listener.silent_for(1.2), "the same state is told once"


def test_a_file_that_is_no_input_device_is_refused_by_the_system_itself(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with Listener(EvdevReader(KeyboardUri(str(path)), take=grab)) as listener:
        assert "is no input device" in listener.skip_to_state(State.ABSENT).readers[0].hint


def test_a_reader_that_this_account_may_not_read(device: Device) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    with Listener(reader(device, refuse)) as listener:
        hint = listener.skip_to_state(State.REFUSED).readers[0].hint
    assert 'TAG+="uaccess"' in hint
    assert "/etc/udev/rules.d/70-" in hint


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_have_no_such_devices(system: str) -> None:
    with pytest.raises(BadReaderUri, match="on Linux only"):
        EvdevReader(KeyboardUri("/dev/input/event3"), system=system)


@pytest.mark.parametrize("text", ["0110185C5B", "0110185c5b", "048A4AAAA62D80"])
def test_letters_are_read_with_their_shift(text: str) -> None:
    assert read_all(typed(text)) == [text]


def test_keypad_and_caps_lock_change_nothing() -> None:
    assert read_all(stroke(CAPS_LOCK) + typed(NUMBER, keys=KEYPAD) + stroke(CAPS_LOCK)) == [NUMBER]


def test_a_second_enter_is_no_number() -> None:
    assert read_all(typed(NUMBER) + stroke(ENTER) + stroke(TAB)) == [NUMBER]


@pytest.mark.parametrize(
    "spoil",
    [event(0, 3, 0), stroke(F1), event(1, LEFT_CTRL, 1) + stroke(KEYS["c"]) + event(1, LEFT_CTRL, 0)],
    ids=["events lost", "a key that writes nothing", "a command"],
)
@pytest.mark.parametrize("at", [0, 5, 10])
def test_a_number_is_never_told_shorter_than_it_was_typed(spoil: bytes, at: int) -> None:
    assert read_all(typed(NUMBER[:at], None) + spoil + typed(NUMBER[at:])) == [None]
    assert read_all(typed(NUMBER) + typed(NUMBER[:at], None) + spoil + stroke(ENTER) + typed(NUMBER)) == [
        NUMBER,
        None,
        NUMBER,
    ]


def test_what_is_spoilt_is_told_in_words(device: Device) -> None:
    with Listener(reader(device)) as listener:
        listener.next(ReadersChanged)
        device.send(stroke(F1) + typed(NUMBER))
        assert "not whole" in listener.next(CardUnreadable).problem


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 300), st.integers(-1, 2)), max_size=300))
def test_any_events_at_all_raise_nothing(events: list[tuple[int, int, int]]) -> None:
    for text in read_all(b"".join(event(*one) for one in events)):
        assert text is None or text


def test_the_rule_names_the_reader(tmp_path: Path) -> None:
    folder = tmp_path / "sys/class/input/event3/device/id"
    folder.mkdir(parents=True)
    (folder / "vendor").write_text("ffff\n")
    (folder / "product").write_text("0035\n")
    assert 'SUBSYSTEM=="input", ATTRS{idVendor}=="ffff", ATTRS{idProduct}=="0035", TAG+="uaccess"' in refused_hint(
        f"{tmp_path}/dev/input/event3", tmp_path
    )


@pytest.mark.parametrize("times", [1, 40])
def test_a_key_that_is_held_down_is_typed_once(times: int) -> None:
    held = event(1, KEYS["7"], 1) + event(1, KEYS["7"], 2) * times + event(1, KEYS["7"], 0)
    assert read_all(typed("12", None) + held + typed("34")) == ["12734"]
    enter = event(1, ENTER, 1) + event(1, ENTER, 2) * times + event(1, ENTER, 0)
    assert read_all(typed("12", None) + enter) == ["12"]
