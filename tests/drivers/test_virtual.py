"""The reader in software, and several readers as one."""

from collections.abc import Iterator
from threading import Event

import pytest

from drivers.errors import AccessRefused, BadReaderUri, ReaderNotFound
from drivers.finding import find_readers, port_info
from drivers.many import ManyReaders
from drivers.opening import open_reader, open_readers
from drivers.reader import CardGone, CardSeen, ReaderEvent, ReaderInfo, ReadersChanged, State
from drivers.virtual import NAME, VirtualReader
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.serial_pair import SerialPair

ONE, TWO = bytes.fromhex("04A1B2C3"), bytes.fromhex("0110185C5B")


def test_cards_of_the_address_come_one_after_the_other() -> None:
    with Listener(open_reader("virtual:04A1B2C3,0110185C5B")) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert info == ReaderInfo("virtual:04A1B2C3,0110185C5B", "virtual", NAME, State.READY)
        assert listener.next(CardSeen).uid == ONE
        assert listener.next(CardGone).reader == NAME
        assert listener.next(CardSeen).uid == TWO
        assert listener.silent_for(0.5)
        assert listener.stopped_within(0.5)


def test_a_card_can_be_presented_and_removed_at_any_time() -> None:
    reader = VirtualReader(name="Training")
    with Listener(reader) as listener:
        listener.next(ReadersChanged)
        reader.present(ONE, b"\x3b", "mifare-classic")
        assert listener.next(CardSeen) == CardSeen(ONE, "Training", b"\x3b", "mifare-classic")
        reader.present(ONE)
        listener.next(CardGone)
        listener.next(CardSeen)
        reader.remove()
        assert listener.next(CardGone) == CardGone("Training")
        reader.remove()
        assert listener.silent_for(0.3)


def test_a_card_is_told_once_though_the_reader_is_listened_to_again() -> None:
    reader = VirtualReader([ONE])
    with Listener(reader) as listener:
        listener.skip_to(CardSeen)
    with Listener(reader) as listener:
        listener.next(ReadersChanged)
        assert listener.silent_for(0.3)


def test_several_readers_are_one_list_and_one_stream(serial_pair: SerialPair) -> None:
    with Listener(open_readers([f"serial:{serial_pair.port}", "virtual:04A1B2C3"])) as listener:
        kinds = [info.kind for info in listener.next(ReadersChanged).readers]
        assert kinds == ["serial", "virtual"]
        assert listener.next(CardSeen).uid == ONE
        serial_pair.send(b"\x02010063E9AE25\x03")
        assert listener.next(CardSeen).reader == serial_pair.port
        serial_pair.unplug()
        assert [info.state for info in listener.skip_to(ReadersChanged).readers] == [State.ABSENT, State.READY]
        assert listener.stopped_within(1)


def test_a_reader_that_tells_nothing_does_not_hold_up_the_others() -> None:
    with Listener(ManyReaders([_Silent(), VirtualReader([ONE])])) as listener:
        assert len(listener.next(ReadersChanged).readers) == 1
        assert listener.next(CardSeen).uid == ONE


def test_the_end_waits_for_readers_that_need_a_moment_to_let_go() -> None:
    slow = _Slow()
    with Listener(ManyReaders([slow, VirtualReader()])) as listener:
        listener.next(ReadersChanged)
        assert listener.stopped_within(5)
        assert slow.let_go


def test_what_one_of_several_raises_is_its_state_and_the_others_go_on() -> None:
    virtual = VirtualReader()
    with Listener(ManyReaders([_Failing(ReaderNotFound("The reader left.", "Attach it.")), virtual])) as listener:
        assert listener.next(ReadersChanged).readers == (virtual.info,)
        assert listener.next(ReadersChanged).readers == (
            ReaderInfo("failing:", "failing", "failing:", State.ABSENT, "The reader left. Attach it."),
            virtual.info,
        )
        virtual.present(ONE)
        assert listener.next(CardSeen).uid == ONE
        assert listener.stopped_within(1)
    assert listener.raised is None


def test_a_reader_that_raised_keeps_the_name_it_told() -> None:
    told = ReaderInfo("auto:", "pcsc", "Desk", State.READY)
    with Listener(ManyReaders([_Failing(AccessRefused("Forbidden."), told), VirtualReader()])) as listener:
        assert listener.next(ReadersChanged).readers[0] == told
        failed = listener.next(ReadersChanged).readers[0]
    assert failed == ReaderInfo("auto:", "pcsc", "Desk", State.REFUSED, "Forbidden.")


def test_a_reader_that_raises_at_once_is_in_the_first_list() -> None:
    with Listener(ManyReaders([_Broken(), VirtualReader()])) as listener:
        first = listener.next(ReadersChanged).readers
    assert [info.state for info in first] == [State.ABSENT, State.READY]
    assert (first[0].kind, first[0].hint) == ("pcsc", "OSError")


@pytest.mark.parametrize("count", [1, 2])
def test_it_is_raised_when_no_other_reader_is_left(count: int) -> None:
    failing = [_Failing(ReaderNotFound("The reader left.")) for _ in range(count)]
    with Listener(ManyReaders(failing, uri="auto:")) as listener:
        assert listener.ended_within(5)
    assert isinstance(listener.raised, ReaderNotFound)
    assert ManyReaders([VirtualReader(), *failing[:1]]).uri == "virtual: failing:"


def test_one_of_one_is_itself() -> None:
    assert isinstance(open_readers(["virtual:"]), VirtualReader)


def test_a_bad_address_fails_at_once() -> None:
    with pytest.raises(BadReaderUri):
        open_readers(["virtual:", "nonsense"])


def test_a_reader_keeps_its_address() -> None:
    for uri in ("auto:", "pcsc:", "pcsc:X 00 00", "serial:COM3?protocol=id12", "virtual:04A1B2C3"):
        assert open_reader(uri).uri == uri


def test_a_port_without_a_device_is_not_listed() -> None:
    assert not [info for info in find_readers() if info.name == "/dev/ttyS0"]


def test_a_listed_port_opens_with_its_address(serial_pair: SerialPair) -> None:
    info = port_info(serial_pair.port, "USB Serial")
    assert (info.kind, info.state) == ("serial", State.READY)
    assert "USB Serial" in info.hint
    with Listener(open_reader(info.uri)) as listener:
        listener.skip_to_state(State.READY)


def test_a_forbidden_port_is_listed_with_the_remedy() -> None:
    assert "dialout" in port_info("/dev/no-such-port", "").hint


class _Silent:
    uri = "silent:"

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        stop.wait(5)
        yield from ()


class _Slow:
    """Needs as long to close its port as the contract allows it."""

    uri = "slow:"

    def __init__(self) -> None:
        self.let_go = False

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        yield ReadersChanged(())
        stop.wait()
        Event().wait(0.5)
        self.let_go = True


class _Failing:
    uri = "failing:"

    def __init__(self, exc: Exception, *told: ReaderInfo) -> None:
        self._exc, self._told = exc, told

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        yield ReadersChanged(self._told)
        stop.wait(0.1)
        raise self._exc


class _Broken:
    uri = "auto:"

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        stop.wait(0)
        yield from ()
        raise OSError
