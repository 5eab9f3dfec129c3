"""Light and sound of ACS readers, with a virtual reader that bears their names; the buzzer on a service by hand."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.pcsc import PcscReader
from drivers.pcsc_codes import Code
from drivers.pcsc_signals import PATIENCE_S, Signal, signal
from drivers.reader import CardSeen
from drivers.scard import Context
from drivers.uri import PcscUri
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.pcscd import FIRST_READER, Pcscd, renamed
from tests.hardware_doubles.vpcd import GET_UID, OK, VirtualCard

UID = bytes.fromhex("11223344")
ACR122 = "ACS ACR122U PICC Interface 00 00"
# pokusew/nfc-pcsc f2284c0 examples/led.js: success; for an error the state is the same and the times are shorter.
GOOD, BAD = bytes.fromhex("FF00402E0401000101"), bytes.fromhex("FF00405D0401010201")


@pytest.fixture
def acr122(own_pcscd: Pcscd, tmp_path: Path) -> Iterator[str]:
    """A service whose virtual reader says that it is an ACR122U."""
    own_pcscd.stop()
    own_pcscd.start(renamed(tmp_path / "readers", "ACS ACR122U PICC Interface"))
    yield ACR122
    own_pcscd.stop()


def test_an_acr122_is_told_by_its_card(acr122: str) -> None:
    answers = {GET_UID: UID + OK, GOOD: b"\x90\x02", BAD: b"\x90\x01"}
    with VirtualCard(UID, answers=answers) as card, Listener(PcscReader(PcscUri())) as listener:
        assert listener.skip_to(CardSeen).reader == acr122
        before = len(card.asked)
        assert signal(acr122, Signal.GOOD)
        assert signal(acr122, Signal.BAD)
        assert card.asked[before:] == [GOOD, BAD]
        # The card was neither switched off nor taken for another one.
        assert listener.silent_for(1)


def test_a_reader_that_refuses_is_silent(acr122: str) -> None:
    assert not signal(acr122, Signal.GOOD), "no card lies there"
    with VirtualCard(UID) as card, Listener(PcscReader(PcscUri())) as listener:
        listener.skip_to(CardSeen)
        assert not signal(acr122, Signal.GOOD)
        assert GOOD in card.asked


def test_a_reader_that_hangs_holds_nobody_up(acr122: str) -> None:
    def answer(command: bytes) -> bytes:
        if command == GOOD:
            time.sleep(PATIENCE_S + 1)
        return UID + OK

    with VirtualCard(UID, answers=answer), Listener(PcscReader(PcscUri())) as listener:
        listener.skip_to(CardSeen)
        begun = time.monotonic()
        assert not signal(acr122, Signal.GOOD)
        assert time.monotonic() - begun < PATIENCE_S + 0.5


def test_a_driver_that_knows_no_escape_is_silent(own_pcscd: Pcscd, tmp_path: Path) -> None:
    own_pcscd.stop()
    own_pcscd.start(renamed(tmp_path / "readers", "ACS ACR1252 1S CL Reader"))
    assert not signal("ACS ACR1252 1S CL Reader 00 00", Signal.GOOD)
    assert not signal("ACS ACR1252 1S CL Reader 00 00", Signal.BAD)
    own_pcscd.stop()


def test_without_a_service_it_is_silent(own_pcscd: Pcscd) -> None:
    own_pcscd.stop()
    assert not signal(ACR122, Signal.GOOD)


def test_readers_of_others_are_left_alone(pcscd: Pcscd) -> None:
    with VirtualCard(UID) as card, Listener(PcscReader(PcscUri(FIRST_READER))) as listener:
        listener.skip_to(CardSeen)
        before = list(card.asked)
        assert not signal(FIRST_READER, Signal.GOOD)
        assert card.asked == before


class _Escapes(Context):
    """A context whose readers take escape commands, as no virtual one does."""

    def __init__(self, answers: list[tuple[int, bytes]]) -> None:
        self.asked: list[tuple[str, int, bytes]] = []
        self.answers = answers

    def control(self, reader: str, number: int, command: bytes) -> tuple[int, bytes]:
        self.asked.append((reader, number, command))
        return self.answers.pop(0)

    def release(self) -> None:
        """Nothing was established."""

    def establish(self) -> tuple[int, Context]:
        return Code.OK, self


DONE = (int(Code.OK), bytes.fromhex("E10000000100"))


@pytest.mark.parametrize("model", ["ACR1252", "ACR1255", "ACR1281", "ACR1283"])
def test_the_buzzer_of_a_newer_reader_sounds_once_for_good_and_twice_for_bad(model: str) -> None:
    reader = f"ACS {model} Dual Reader PICC 0"
    for sign, commands in ((Signal.GOOD, ["E00000280105"]), (Signal.BAD, ["E00000280114"] * 2)):
        context = _Escapes([DONE, DONE])
        assert signal(reader, sign, establish=context.establish)
        assert context.asked == [(reader, 3500, bytes.fromhex(command)) for command in commands]


@pytest.mark.parametrize("answer", [(Code.NOT_TRANSACTED, b""), (Code.OK, b""), (Code.OK, b"\x63\x00")])
def test_a_buzzer_that_is_forbidden_is_silent(answer: tuple[int, bytes]) -> None:
    context = _Escapes([answer])
    assert not signal("ACS ACR1252 Dual Reader PICC 0", Signal.BAD, establish=context.establish)
