"""Which addresses are opened when several of them lead to one reader."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.distinct import Distinct, distinct
from drivers.opening import open_readers
from drivers.pcsc import PcscReader
from drivers.pcsc_codes import Bits
from drivers.reader import CardSeen, ReadersChanged, State
from drivers.uri import PcscUri
from tests.drivers.test_pcsc_faults import OTHER, READER, UID, Service
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.serial_pair import SerialPair


@pytest.mark.parametrize(
    ("uris", "opened"),
    [
        (["pcsc:", "auto:"], ["pcsc:"]),
        (["auto:", "pcsc:", "pcsc:"], ["auto:"]),
        (["auto:", "pcsc:?slots=all"], ["pcsc:?slots=all"]),
        (["pcsc:?slots=all", "pcsc:?profile=swapped"], ["pcsc:?slots=all&profile=swapped"]),
        (["pcsc:A 00 00", "PCSC:a 00 00"], ["pcsc:A 00 00"]),
        (["pcsc:A 00 00", "pcsc:A 00 00?profile=swapped"], ["pcsc:A 00 00?profile=swapped"]),
        (["serial:COM3", "serial:COM4"], ["serial:COM3", "serial:COM4"]),
        (["serial:socket://a:1", "serial:socket://a:1?protocol=line"], ["serial:socket://a:1"]),
        (["serial:/dev/ttyUSB0", "serial:/dev/../dev/ttyUSB0?protocol=line"], ["serial:/dev/ttyUSB0"]),
        (["keyboard:", "keyboard:", "keyboard:/dev/none"], ["keyboard:", "keyboard:/dev/none"]),
        (["virtual:04A1B2C3", "virtual:04a1b2c3", "virtual:"], ["virtual:04A1B2C3", "virtual:"]),
        (["nonsense", "nonsense", "serial:"], ["nonsense", "serial:"]),
        ([], []),
    ],
)
def test_each_reader_is_opened_once(uris: list[str], opened: list[str]) -> None:
    assert [one.uri for one in distinct(uris)] == opened


def test_an_address_leaves_to_others_what_they_mean_more_closely() -> None:
    assert distinct(["pcsc:", "pcsc:A", "pcsc:A 01 00?profile=swapped", "pcsc:A 00 00", "serial:COM3"]) == [
        Distinct("pcsc:", ("A 01 00", "A 00 00", "A")),
        Distinct("pcsc:A", ("A 01 00", "A 00 00")),
        Distinct("pcsc:A 01 00?profile=swapped"),
        Distinct("pcsc:A 00 00", ("A 01 00",)),
        Distinct("serial:COM3"),
    ]


def test_a_port_and_a_link_to_it_are_one(tmp_path: Path) -> None:
    link = tmp_path / "by-id"
    with SerialPair(link) as pair:
        real = str(link.resolve())
        assert distinct([f"serial:{real}", f"serial:{link}"]) == [Distinct(f"serial:{real}")]
        with Listener(open_readers([f"serial:{link}", f"serial:{real}"])) as listener:
            assert len(listener.skip_to_state(State.READY).readers) == 1
            pair.send(b"\x02010063E9AE25\x03")
            listener.skip_to(CardSeen)


def test_a_port_of_windows_is_one_in_any_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert distinct(["serial:COM12", r"serial:\\.\com12"]) == [Distinct("serial:COM12")]


addresses = st.sampled_from(["auto:", "pcsc:", "pcsc:?slots=all", "pcsc:A", "pcsc:A 00 00", "pcsc:A 01 00", "x"])


@given(st.lists(addresses))
def test_what_is_distinct_stays_as_it_is(uris: list[str]) -> None:
    once = distinct(uris)
    assert distinct([one.uri for one in once]) == once
    assert bool(once) is bool(uris)


def test_a_reader_that_is_left_to_another_address_is_heard_there_alone() -> None:
    service = Service()
    service.states[OTHER] = Bits.EMPTY
    with Listener(PcscReader(PcscUri(), but_not=[READER], establish=service.establish)) as listener:
        assert [info.name for info in listener.next(ReadersChanged).readers] == [OTHER]
        service.move(Bits.PRESENT)
        assert listener.silent_for(0.3)
        service.move(Bits.PRESENT, OTHER)
        assert listener.next(CardSeen) == CardSeen(UID, OTHER, b"\x3b")


def test_a_name_of_which_every_reader_is_left_to_others_is_not_told_as_absent() -> None:
    service = Service()
    with Listener(PcscReader(PcscUri("Desk"), but_not=[READER], establish=service.establish)) as listener:
        assert listener.next(ReadersChanged).readers == ()
        service.states.clear()
        assert listener.next(ReadersChanged).readers[0].state is State.ABSENT
