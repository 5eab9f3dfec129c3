"""The state of an address, told without opening what is behind it."""

import os
from dataclasses import replace
from pathlib import Path

from drivers.pcsc import SERVICE_NAME, reader_info
from drivers.reader import ReaderInfo, State
from drivers.reader_state import state_of
from drivers.uri import PcscUri, parse
from tests.hardware_doubles.serial_pair import SerialPair


def test_the_state_of_an_address_is_told_without_opening_it(tmp_path: Path) -> None:
    link = tmp_path / "by-id"
    with SerialPair(link) as pair:
        real = os.path.realpath(pair.port)
        found = [ReaderInfo(f"serial:{real}", "serial", real, State.BUSY, "Held.")]
        info = state_of(parse(f"serial:{link}?protocol=line&format=dec"), found)
        assert (info.state, info.hint) == (State.BUSY, "Held.")
        assert info.uri == f"serial:{link}?protocol=line&format=dec"
        assert state_of(parse(f"serial:{link}"), []).state is State.READY
    assert state_of(parse(f"serial:{link}"), []).state is State.ABSENT
    for uri in ("virtual:04A1B2C3", "keyboard:", "serial:socket://desk:7000"):
        assert state_of(parse(uri), []).state is State.READY
    gone = "keyboard:/dev/input/by-id/none"
    assert state_of(parse(gone), []).state is State.ABSENT
    refused = ReaderInfo(gone, "keyboard", "A reader", State.REFUSED, "Forbidden.")
    assert state_of(parse(f"{gone}?profile=x"), [refused]) == replace(refused, uri=f"{gone}?profile=x")


def test_a_ready_reader_counts_before_one_that_is_held() -> None:
    held = reader_info("A 00 00", (State.BUSY, "It is held."))

    def find(address: PcscUri) -> list[ReaderInfo]:
        return [held, reader_info("B 00 00")] if not address.name else [held] if address.name == "A" else []

    for uri in ("auto:", "pcsc:", "pcsc:?slots=all"):
        info = state_of(parse(uri), [], find)
        assert (info.uri, info.name, info.state) == (uri, "B 00 00", State.READY)
    assert state_of(parse("pcsc:A"), [], find).hint == "It is held."
    assert state_of(parse("pcsc:C"), [], find).hint.startswith("C is not attached.")
    assert state_of(parse("auto:"), [], lambda _: []).hint.startswith("No smart-card reader is attached")


def test_the_cause_that_was_looked_up_for_the_service_is_told() -> None:
    silent = ReaderInfo("pcsc:", "pcsc", SERVICE_NAME, State.SERVICE_MISSING, "It does not answer.")
    info = state_of(parse("auto:"), [replace(silent, hint="It is not installed.")], lambda _: [silent])
    assert (info.uri, info.state, info.hint) == ("auto:", State.SERVICE_MISSING, "It is not installed.")
