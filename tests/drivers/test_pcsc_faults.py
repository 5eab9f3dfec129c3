"""What pcscd on a test machine cannot be made to do: a service written by hand that can fail in every way."""

import threading
import time
from collections.abc import Iterator
from threading import Event

import pytest

from drivers.pcsc import SILENT_S, PcscReader, find_pcsc
from drivers.pcsc_card import GET_UID
from drivers.pcsc_codes import COUNTER_SHIFT, Bits, Code
from drivers.pcsc_slot import ATTEMPTS
from drivers.reader import CardGone, CardSeen, CardUnreadable, ReadersChanged, State
from drivers.scard import Card, Context
from drivers.uri import PcscUri
from tests.hardware_doubles.listening import PATIENCE_S, Listener

READER, OTHER = "Desk 00 00", "Desk 01 00"
UID = bytes.fromhex("11223344")
# Not a code: a mistake of the program itself.
OVERLOOKED = -1


class Service:
    """A smart-card service. states: by reader. faults: codes for the next calls of connect, transmit and so on."""

    def __init__(self) -> None:
        self.states: dict[str, int] = {READER: Bits.EMPTY}
        self.uid = UID
        self.faults: dict[str, list[int]] = {
            "establish": [],
            "readers": [],
            "changes": [],
            "connect": [],
            "transmit": [],
            "reset": [],
        }
        self.hanging: dict[str, Event] = {}
        self.bad_names: set[str] = set()
        self.bad_calls = 0
        self.calls = 0
        self.contexts = 0

    def establish(self) -> tuple[int, Context | None]:
        self.wait("establish")
        code = self.fault("establish")
        self.contexts += code == Code.OK
        return code, _Context(self) if code == Code.OK else None

    def fault(self, call: str) -> int:
        self.calls += 1
        return self.faults[call].pop(0) if self.faults[call] else Code.OK

    def hang(self, place: str) -> Event:
        """Let calls at a reader, or `establish`, not return before the event is set."""
        return self.hanging.setdefault(place, Event())

    def wait(self, place: str) -> None:
        if place in self.hanging:
            self.hanging[place].wait(PATIENCE_S)

    def move(self, bits: int, reader: str = READER, moves: int = 1) -> None:
        """Lay a card on the reader or take it away, which counts as `moves` insertions and removals."""
        counter = (self.states[reader] >> COUNTER_SHIFT) + moves
        self.states[reader] = counter << COUNTER_SHIFT | bits


class _Context(Context):
    def __init__(self, service: Service) -> None:
        self._service = service

    def release(self) -> None:
        self._service.contexts -= 1

    def readers(self) -> tuple[int, list[str]]:
        code = self._service.fault("readers")
        if code == OVERLOOKED:
            raise ArithmeticError
        if not code and not self._service.states:
            return Code.NO_READERS_AVAILABLE, []
        return code, list(self._service.states)

    def change(self, timeout_ms: int, reader: str, known: int) -> tuple[int, int, bytes]:
        assert timeout_ms <= 500, "stop is looked at between two waits"
        if reader in self._service.bad_names:
            self._service.bad_calls += 1
            return Code.BAD_NAME, 0, b""
        code = self._service.fault("changes")
        time.sleep(0.01)
        state = self._service.states.get(reader, Bits.UNKNOWN)
        return code or (Code.OK if state != known else Code.TIMEOUT), state | Bits.CHANGED, b"\x3b"

    def connect(self, reader: str) -> tuple[int, Card]:
        assert reader in self._service.states
        self._service.wait(reader)
        return self._service.fault("connect"), _Card(self._service)


class _Card(Card):
    def __init__(self, service: Service) -> None:
        self._service = service

    def reset(self) -> tuple[int, bytes]:
        return self._service.fault("reset"), b""

    def transmit(self, command: bytes) -> tuple[int, bytes]:
        assert command == GET_UID
        code = self._service.fault("transmit")
        if code == OVERLOOKED:
            raise ArithmeticError
        return code, self._service.uid + b"\x90\x00"

    def disconnect(self) -> None:
        """Nothing was connected."""


@pytest.fixture
def service() -> Service:
    """A service with one reader and no card."""
    return Service()


@pytest.fixture
def listener(service: Service) -> Iterator[Listener]:
    """Listens to every reader of the service, and has heard its first list."""
    with Listener(PcscReader(PcscUri(), establish=service.establish)) as listener:
        assert len(listener.next(ReadersChanged).readers) == 1
        yield listener
    assert service.contexts == 0


PASSING = [
    Code.RESET_CARD,
    Code.SHARING_VIOLATION,
    Code.COMM_ERROR,
    Code.COMM_DATA_LOST,
    Code.NOT_TRANSACTED,
    Code.UNPOWERED_CARD,
    Code.UNRESPONSIVE_CARD,
    Code.PROTO_MISMATCH,
]


@pytest.mark.parametrize(("call", "code"), [("transmit", Code.RESET_CARD), *(("connect", code) for code in PASSING)])
def test_a_passing_fault_is_tried_again_and_told_only_when_it_lasts(
    service: Service, listener: Listener, call: str, code: Code
) -> None:
    service.faults[call] = [code] * (ATTEMPTS - 1)
    service.move(Bits.PRESENT)
    assert listener.next(CardSeen).uid == UID
    service.move(Bits.EMPTY)
    listener.next(CardGone)
    service.faults[call] = [code] * ATTEMPTS
    service.move(Bits.PRESENT)
    assert listener.next(CardUnreadable).reader == READER


@pytest.mark.parametrize("code", [Code.UNSUPPORTED_CARD, 0x80100001])
def test_a_lasting_fault_is_told_at_once(service: Service, listener: Listener, code: int) -> None:
    service.faults["connect"] = [code]
    service.move(Bits.PRESENT)
    listener.next(CardUnreadable, 1)


def test_a_refusal_at_the_card_is_told_of_the_reader(service: Service, listener: Listener) -> None:
    service.faults["connect"] = [Code.SECURITY_VIOLATION]
    service.move(Bits.PRESENT)
    assert "account" in listener.next(CardUnreadable).problem
    assert listener.next(ReadersChanged).readers[0].state is State.REFUSED
    service.move(Bits.EMPTY)
    listener.next(CardGone)
    assert listener.next(ReadersChanged).readers[0].state is State.READY


LEFT = [Code.NO_SMARTCARD, Code.REMOVED_CARD, Code.UNKNOWN_READER, Code.READER_UNAVAILABLE]


@pytest.mark.parametrize("code", LEFT)
def test_a_card_or_reader_that_left_meanwhile_is_not_told(service: Service, listener: Listener, code: Code) -> None:
    service.faults["connect"] = [code] * ATTEMPTS
    service.move(Bits.PRESENT)
    assert listener.silent_for(1)
    service.move(Bits.EMPTY)
    service.move(Bits.PRESENT)
    assert listener.next(CardSeen).uid == UID


@pytest.mark.parametrize("code", LEFT)
def test_what_was_said_to_have_left_and_is_there_is_read(service: Service, listener: Listener, code: Code) -> None:
    service.faults["connect"] = [code]
    service.move(Bits.PRESENT)
    assert listener.next(CardSeen, 1).uid == UID


def test_a_call_that_hangs_at_one_reader_keeps_no_other_from_being_heard(service: Service, listener: Listener) -> None:
    service.states[OTHER] = Bits.EMPTY
    listener.next(ReadersChanged)
    release = service.hang(READER)
    service.move(Bits.PRESENT)
    assert listener.silent_for(0.2)
    service.move(Bits.PRESENT, OTHER)
    assert listener.next(CardSeen, 0.5).reader == OTHER
    release.set()
    assert listener.next(CardSeen, 0.5).reader == READER


def test_a_service_that_hangs_is_told_and_ends_nothing() -> None:
    service = Service()
    release = service.hang("establish")
    reader = PcscReader(PcscUri(), establish=service.establish)
    with Listener(reader) as listener:
        (info,) = listener.next(ReadersChanged, SILENT_S + 1).readers
        assert info.state is State.SERVICE_MISSING
        assert "hangs" in info.hint
        (found,) = find_pcsc(establish=service.establish)
        assert found == info
        release.set()
        assert listener.next(ReadersChanged, 1).readers[0].state is State.READY
    service.hanging.clear()
    release = service.hang("establish")
    with Listener(reader) as listener:
        assert listener.stopped_within(1.5)
        release.set()


def test_who_asks_again_and_again_while_the_service_hangs_adds_no_threads() -> None:
    service = Service()
    release = service.hang("establish")
    for _ in range(3):
        (info,) = find_pcsc(establish=service.establish)
        assert (info.state, "hangs" in info.hint) == (State.SERVICE_MISSING, True)
    assert [thread.name for thread in threading.enumerate()].count("pcsc-finding") == 1
    release.set()
    assert [info.name for info in find_pcsc(establish=service.establish)] == [READER]
    assert service.contexts == 0


def test_a_mistake_while_finding_is_raised_where_it_was_asked_and_only_there() -> None:
    service = Service()
    service.faults["readers"] = [OVERLOOKED]
    began = time.monotonic()
    with pytest.raises(ArithmeticError):
        find_pcsc(establish=service.establish)
    assert time.monotonic() - began < SILENT_S
    assert [info.name for info in find_pcsc(establish=service.establish)] == [READER]


def test_a_reader_with_a_name_that_cannot_be_used_is_told_and_left_alone(service: Service) -> None:
    service.states[OTHER] = Bits.PRESENT
    service.bad_names.add(READER)
    bad, good = find_pcsc(establish=service.establish)
    assert (bad.name, bad.state, good.state) == (READER, State.ABSENT, State.READY)
    with Listener(PcscReader(PcscUri(), establish=service.establish)) as listener:
        listener.skip_to(CardSeen)
        calls = service.bad_calls
        assert listener.silent_for(1.2) or listener.seen[-1] == ReadersChanged((bad, good))
        assert service.bad_calls <= calls + 1
        assert listener.stopped_within(0.5)


def test_a_list_that_cannot_be_had_for_a_name_is_told_as_that(service: Service) -> None:
    service.faults["readers"] = [Code.BAD_NAME] * 2
    with Listener(PcscReader(PcscUri(), establish=service.establish)) as listener:
        assert "plain English letters" in listener.next(ReadersChanged).readers[0].hint
        assert listener.next(ReadersChanged, 3).readers[0].state is State.READY


def test_a_mistake_in_a_thread_is_raised_where_the_events_are_asked_for(service: Service) -> None:
    service.move(Bits.PRESENT)
    service.faults["transmit"] = [OVERLOOKED]
    with Listener(PcscReader(PcscUri(), establish=service.establish)) as listener:
        assert listener.ended_within(2)
    assert isinstance(listener.raised, ArithmeticError)


def test_what_the_address_says_goes_with_the_card(service: Service) -> None:
    service.states = {"ACS SAM 0": Bits.PRESENT}
    with Listener(PcscReader(PcscUri(profile="swapped"), establish=service.establish)) as listener:
        assert listener.next(ReadersChanged).readers == ()
    with Listener(PcscReader(PcscUri(all_slots=True, profile="swapped"), establish=service.establish)) as listener:
        assert listener.next(ReadersChanged).readers[0].uri == "pcsc:ACS SAM 0?profile=swapped"
        assert listener.next(CardSeen).profile == "swapped"


def test_removal_and_insertion_between_two_looks_are_a_new_presentation(service: Service, listener: Listener) -> None:
    service.move(Bits.PRESENT)
    listener.next(CardSeen)
    service.move(Bits.PRESENT, moves=2)
    listener.next(CardGone)
    assert listener.next(CardSeen).uid == UID


def test_another_program_using_the_card_is_no_new_presentation(service: Service, listener: Listener) -> None:
    service.move(Bits.PRESENT)
    listener.next(CardSeen)
    service.move(Bits.PRESENT | Bits.INUSE, moves=0)
    service.move(Bits.PRESENT, moves=0)
    assert listener.silent_for(0.3)


def test_the_counter_may_overflow(service: Service, listener: Listener) -> None:
    service.states[READER] = 0xFFFF << COUNTER_SHIFT | Bits.PRESENT
    listener.next(CardSeen)
    service.states[READER] = 0x0001 << COUNTER_SHIFT | Bits.PRESENT
    listener.next(CardGone)
    listener.next(CardSeen)


LOST = [
    Code.INVALID_HANDLE,
    Code.NO_SERVICE,
    Code.SERVICE_STOPPED,
    Code.SYSTEM_CANCELLED,
    Code.CANCELLED,
    Code.NO_MEMORY,
    Code.SERVER_TOO_BUSY,
    0x80100001,
]


@pytest.mark.parametrize(
    ("call", "code"),
    [("readers", Code.INVALID_HANDLE), ("readers", Code.NO_SERVICE), *(("changes", code) for code in LOST)],
)
def test_a_dead_context_is_replaced_and_the_resting_card_not_told_again(
    service: Service, listener: Listener, call: str, code: int
) -> None:
    service.move(Bits.PRESENT)
    listener.next(CardSeen)
    service.faults[call] = [code]
    assert listener.silent_for(0.7)
    service.move(Bits.EMPTY)
    listener.next(CardGone, 1)


def test_a_context_that_dies_at_the_card_is_replaced_and_the_card_read(service: Service, listener: Listener) -> None:
    service.faults["transmit"] = [Code.SERVICE_STOPPED]
    service.move(Bits.PRESENT)
    assert listener.next(CardSeen, 2).uid == UID


def test_another_card_after_a_dead_context_is_told(service: Service, listener: Listener) -> None:
    service.move(Bits.PRESENT)
    listener.next(CardSeen)
    service.faults["changes"] = [Code.NO_SERVICE]
    service.uid = UID[::-1]
    listener.next(CardGone)
    assert listener.next(CardSeen).uid == UID[::-1]


def test_a_missing_service_is_told_once_and_tried_each_second(service: Service, listener: Listener) -> None:
    service.faults["establish"] = [Code.NO_SERVICE] * 3
    service.faults["readers"] = [Code.NO_SERVICE]
    assert listener.next(ReadersChanged).readers[0].state is State.SERVICE_MISSING
    assert listener.next(ReadersChanged, 3).readers[0].state is State.READY


@pytest.mark.parametrize("call", ["establish", "readers"])
def test_a_refusal_of_the_service_is_told(call: str) -> None:
    service = Service()
    service.faults[call] = [Code.SECURITY_VIOLATION] * 2
    with Listener(PcscReader(PcscUri(), establish=service.establish)) as listener:
        (info,) = listener.next(ReadersChanged).readers
        assert info.state is State.REFUSED
        assert "polkit" in info.hint
        assert listener.next(ReadersChanged, 3).readers[0].state is State.READY


def test_a_reader_that_is_listed_and_dead_is_told(service: Service, listener: Listener) -> None:
    """So it is with a serial reader of pcscd whose cable was pulled."""
    service.move(Bits.PRESENT)
    listener.next(CardSeen)
    service.move(Bits.UNKNOWN | Bits.UNAVAILABLE)
    listener.next(CardGone)
    assert listener.next(ReadersChanged).readers[0].state is State.ABSENT
    service.move(Bits.PRESENT)
    assert listener.next(ReadersChanged).readers[0].state is State.READY
    assert listener.next(CardSeen).uid == UID


def test_readers_that_come_and_go_are_told(service: Service, listener: Listener) -> None:
    service.states[OTHER] = Bits.PRESENT
    assert [info.name for info in listener.next(ReadersChanged, 3).readers] == [READER, OTHER]
    assert listener.next(CardSeen).reader == OTHER
    del service.states[OTHER]
    assert listener.next(CardGone, 3).reader == OTHER
    assert [info.name for info in listener.next(ReadersChanged).readers] == [READER]
    service.states.clear()
    assert listener.next(ReadersChanged, 3).readers == ()


@pytest.mark.parametrize("code", [Code.UNKNOWN_READER, Code.READER_UNAVAILABLE])
def test_a_reader_that_leaves_during_the_wait_is_no_fault(service: Service, listener: Listener, code: Code) -> None:
    service.faults["changes"] = [code]
    service.move(Bits.PRESENT)
    listener.next(CardSeen)


def test_without_readers_the_loop_rests() -> None:
    service = Service()
    service.states = {}
    with Listener(PcscReader(PcscUri(), establish=service.establish)) as listener:
        assert listener.next(ReadersChanged).readers == ()
        before = service.calls
        assert listener.silent_for(1)
        assert service.calls - before < 10
        service.states[READER] = Bits.PRESENT
        assert listener.next(ReadersChanged, 3).readers[0].name == READER
        listener.next(CardSeen)


def test_stopping_does_not_wait_for_the_attempts_at_a_card(service: Service, listener: Listener) -> None:
    service.faults["connect"] = [Code.SHARING_VIOLATION] * ATTEMPTS
    service.move(Bits.PRESENT)
    assert listener.silent_for(0.2)
    assert listener.stopped_within(0.5)
