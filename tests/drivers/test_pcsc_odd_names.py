"""Readers whose names pyscard cannot pass on, beside one with a plain name, on the real pcscd."""

import shutil
from pathlib import Path

import pytest

from drivers.opening import open_reader
from drivers.pcsc import find_pcsc
from drivers.pcsc_codes import Code
from drivers.pcsc_service import establish_context
from drivers.reader import CardSeen, ReaderInfo, ReadersChanged, State
from tests.hardware_doubles.listening import Listener
from tests.hardware_doubles.pcscd import Pcscd, listed, renamed
from tests.hardware_doubles.vpcd import CLASSIC_1K, VirtualCard

UID = bytes.fromhex("11223344")
# vpcd listens on the port that is its channel, and on the next one for its second slot.
PLAIN_PORT = 0x8D00


def beside_a_plain_one(directory: Path, name: bytes) -> Path:
    """A directory of settings with a reader of this name and one that is called Plain."""
    renamed(directory, "Plain")
    settings = (directory / "reader").read_text()
    driver = next(line.split()[1] for line in settings.splitlines() if line.startswith("LIBPATH"))
    # Loaded twice from one file, vpcd's driver takes its two readers for one.
    copied = shutil.copy(driver, directory.with_suffix(".so"))
    plain = settings.replace("0x8C7B", f"0x{PLAIN_PORT:X}").replace(driver, str(copied))
    (directory / "plain").write_text(plain)
    (directory / "reader").write_bytes(settings.encode().replace(b"Plain", name))
    return directory


def assert_only_the_odd_one_suffers(readers: list[ReaderInfo], odd: str) -> None:
    states = {info.name: info for info in readers}
    assert len(states) == 4
    assert [states[f"Plain {slot}"].state for slot in ("00 00", "00 01")] == [State.READY] * 2
    for slot in ("00 00", "00 01"):
        info = states[f"{odd} {slot}"]
        assert info.state is State.ABSENT
        assert info.hint.startswith("The reader's name has characters")


def check(own_pcscd: Pcscd, odd: str) -> None:
    assert_only_the_odd_one_suffers(find_pcsc(), odd)
    with Listener(open_reader("pcsc:")) as listener:
        while not all(info.hint for info in listener.next(ReadersChanged).readers if odd in info.name):
            pass
        with VirtualCard(UID, port=PLAIN_PORT):
            assert listener.skip_to(CardSeen) == CardSeen(UID, "Plain 00 00", CLASSIC_1K)
        assert listener.stopped_within(1)
    assert listener.raised is None


def test_a_name_that_is_not_ascii_keeps_no_other_reader_from_being_heard(own_pcscd: Pcscd, tmp_path: Path) -> None:
    own_pcscd.stop()
    own_pcscd.start(beside_a_plain_one(tmp_path / "conf", "Läser".encode()))
    check(own_pcscd, "Läser")
    own_pcscd.stop()


def test_a_name_that_is_not_utf_8_keeps_no_other_reader_from_being_heard(own_pcscd: Pcscd, tmp_path: Path) -> None:
    own_pcscd.stop()
    with pytest.raises(SystemError):
        # The double itself asks pyscard, as soon as the service answers.
        own_pcscd.start(beside_a_plain_one(tmp_path / "conf", b"L\xe4ser"))
    check(own_pcscd, "L\N{REPLACEMENT CHARACTER}ser")
    own_pcscd.stop()


@pytest.mark.parametrize("name", ["Läser", "\udcff", "a\0b"])
def test_no_name_makes_a_call_raise(pcscd: Pcscd, name: str) -> None:
    assert listed()
    code, context = establish_context()
    assert context is not None
    try:
        codes = [context.change(0, name, 0)[0], context.connect(name)[0], context.control(name, 1, b"")[0]]
    finally:
        context.release()
    assert code == Code.OK
    assert Code.OK not in codes[1:]
