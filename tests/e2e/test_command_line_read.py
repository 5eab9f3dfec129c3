"""`read`: every card that is presented, once, with what it is; through a real smart-card service and a real tty."""

import time
from collections.abc import Callable
from pathlib import Path
from signal import Signals

import pytest

from tests.e2e.cli_frames import frame, tap
from tests.e2e.cli_program import Program, assert_sentences
from tests.e2e.cli_slots import take_away
from tests.hardware_doubles.pcscd import FIRST_READER, SECOND_READER, Pcscd
from tests.hardware_doubles.serial_pair import SerialPair
from tests.hardware_doubles.vpcd import CLASSIC_1K, DESFIRE, SECOND_SLOT, VirtualCard, desfire

pytest_plugins = ["tests.e2e.cli_fixtures"]

LayCard = Callable[[VirtualCard], VirtualCard]
CLASSIC_UID, OTHER_UID = bytes.fromhex("CAFEBABE"), bytes.fromhex("04A1B2C3")
EM, OTHER_EM = bytes.fromhex("00499602D2"), bytes.fromhex("0110185C5B")


@pytest.mark.parametrize(
    ("uid", "atr", "technology", "decimal", "refused"),
    [
        ("CAFEBABE", CLASSIC_1K, "mifare-classic", "3405691582", ""),
        ("04A1B2C3D4E5F6", DESFIRE, "mifare-desfire", "01303689068602870", ""),
        ("00000001", CLASSIC_1K, "mifare-classic", "0000000001", ""),
        ("04A1B2C3", DESFIRE, "unknown", "0077705923", "makes up a new number"),
        ("08A1B2C3", CLASSIC_1K, "mifare-classic", "0144814787", "makes up a new number"),
        ("88A1B2C3", CLASSIC_1K, "mifare-classic", "2292298435", "first half of a seven-byte number"),
    ],
)
def test_a_card_is_told_with_what_it_is(
    program: Program, lay: LayCard, uid: str, atr: bytes, technology: str, decimal: str, refused: str
) -> None:
    number = bytes.fromhex(uid)
    lay(desfire(number) if technology == "mifare-desfire" else VirtualCard(number, atr))
    done = program.json("read", "--reader", "pcsc:", "--timeout", "20")
    told = done.object
    assert done.code == 0
    assert int(decimal) == int(uid, 16)
    if refused:
        assert_sentences(told["refused"])
        assert refused in told["refused"]
    else:
        assert told["refused"] is None
    del told["refused"]
    assert told == {
        "reader": FIRST_READER,
        "uid": uid,
        "bits": len(uid) * 4,
        "technology": technology,
        "decimal": decimal,
        "hex": f"0x{uid.lower()}",
        "raw": uid,
        "warnings": [],
    }


def test_a_card_that_must_not_be_enrolled_is_refused_by_enroll(program: Program, lay: LayCard) -> None:
    lay(VirtualCard(OTHER_UID, DESFIRE))
    refused = program.json("enroll", "--reader", "pcsc:", "--first-name", "Åsa")
    refused.failed(2, "makes up a new number")
    assert program.rows() == []


def test_a_resting_card_is_told_once_and_again_when_it_is_laid_again(program: Program, lay: LayCard) -> None:
    with program.start("read", "--reader", "pcsc:", "--json", "--count", "3", "--timeout", "2") as running:
        card = lay(VirtualCard(CLASSIC_UID))
        told = [running.next()]
        take_away(card)
        card.insert()
        told.append(running.next())
        done = running.end()
    # It rests on and is not told a third time: the command runs out of patience.
    assert [one["uid"] for one in told] == ["CAFEBABE", "CAFEBABE"]
    assert (done.code, len(done.objects)) == (3, 3)
    done.failed(3, "No card was tapped in time.")


def test_both_readers_are_listened_to(program: Program, lay: LayCard) -> None:
    with program.start("read", "--reader", "pcsc:", "--json", "--count", "2", "--timeout", "20") as running:
        lay(VirtualCard(CLASSIC_UID))
        first = running.next()
        lay(VirtualCard(OTHER_UID, port=SECOND_SLOT))
        second = running.next()
        assert running.end().code == 0
    assert (first["reader"], first["uid"]) == (FIRST_READER, "CAFEBABE")
    assert (second["reader"], second["uid"]) == (SECOND_READER, "04A1B2C3")


def test_one_reader_of_two_can_be_named(program: Program, lay: LayCard) -> None:
    lay(VirtualCard(CLASSIC_UID))
    lay(VirtualCard(OTHER_UID, port=SECOND_SLOT))
    done = program.json("read", "--reader", f"pcsc:{SECOND_READER}", "--timeout", "20")
    assert (done.code, done.object["reader"], done.object["uid"]) == (0, SECOND_READER, "04A1B2C3")


def test_a_restart_of_the_service_is_outlived(program: Program, own_pcscd: Pcscd, lay: LayCard) -> None:
    with program.start("read", "--reader", "pcsc:", "--json", "--count", "2", "--timeout", "30") as running:
        card = lay(VirtualCard(CLASSIC_UID))
        assert running.next()["uid"] == "CAFEBABE"
        own_pcscd.stop()
        running.says("The smart-card service is not running.")
        card.remove()
        own_pcscd.start()
        lay(VirtualCard(OTHER_UID))
        assert running.next()["uid"] == "04A1B2C3"
        assert running.end().code == 0


def test_twenty_restarts_of_the_service_lose_no_tap_and_leave_nothing(program: Program, own_pcscd: Pcscd) -> None:
    times = 20
    with program.start("read", "--reader", "pcsc:", "--json", "--count", str(times), "--timeout", "30") as running:
        held: list[tuple[int, int]] = []
        for number in range(times):
            own_pcscd.stop()
            own_pcscd.start()
            with VirtualCard(bytes([0x11, 0x22, 0x33, number])):
                assert running.next()["uid"] == f"112233{number:02X}"
            process = Path("/proc") / str(running._process.pid)
            if number < times - 1:
                held.append((len(list((process / "fd").iterdir())), len(list((process / "task").iterdir()))))
        assert running.end().code == 0
    # The last of so many restarts holds no more files and threads than the first ones did.
    assert held[-1] <= max(held[:5]), held


def test_without_the_service_it_is_said_what_to_do(program: Program, own_pcscd: Pcscd) -> None:
    own_pcscd.stop()
    program.json("read", "--reader", "pcsc:").failed(3, "The smart-card service is not running.", "start it")
    program.json("enroll", "--reader", "pcsc:").failed(3, "The smart-card service is not running.")
    assert program.rows() == []
    listed = program.json("readers")
    assert (listed.code, listed.objects[0]["state"]) == (0, "service-missing")
    assert_sentences(listed.objects[0]["hint"])


def test_the_readers_are_listed(program: Program, pcscd: Pcscd) -> None:
    listed = program.json("readers")
    found = [one for one in listed.objects if one["kind"] == "pcsc"]
    assert listed.code == 0
    assert found == [
        {"uri": f"pcsc:{name}", "kind": "pcsc", "name": name, "state": "ready", "hint": ""}
        for name in (FIRST_READER, SECOND_READER)
    ]
    words = program.run("readers")
    assert words.code == 0
    assert f"pcsc:{FIRST_READER}" in words.out


def test_a_frame_is_read_however_the_line_cuts_it(program: Program, serial_pair: SerialPair) -> None:
    reader = f"serial:{serial_pair.port}?protocol=rdm6300"
    whole = frame(OTHER_EM)
    count = 1 + 2 * len(whole)
    with program.start("read", "--reader", reader, "--json", "--count", str(count), "--timeout", "20") as running:
        told = [tap(serial_pair, EM, running)]
        for cut in range(1, len(whole) + 1):
            for one in (OTHER_EM, EM):
                # Cut in two, at the end byte by byte.
                pieces = [frame(one)[:cut], frame(one)[cut:]] if cut < len(whole) else [bytes([b]) for b in frame(one)]
                for piece in pieces:
                    serial_pair.send(piece)
                    time.sleep(0.005)
                told.append(running.next())
        assert running.end().code == 0
    assert [one["uid"] for one in told] == ["00499602D2", *["0110185C5B", "00499602D2"] * len(whole)]
    assert told[0] == {
        "reader": serial_pair.port,
        "raw": "00499602D2",
        "uid": "00499602D2",
        "bits": 40,
        "technology": "em4100",
        "decimal": "0001234567890",
        "hex": "0x00499602d2",
        "warnings": [],
        "refused": None,
    }


def test_repeated_damaged_and_noisy_frames_never_make_another_card(program: Program, serial_pair: SerialPair) -> None:
    reader = f"serial:{serial_pair.port}?protocol=rdm6300"
    damaged = frame(EM).replace(b"D2", b"D3")
    with program.start("read", "--reader", reader, "--json", "--count", "5", "--timeout", "20") as running:
        told = [tap(serial_pair, EM, running)]
        for _ in range(10):
            serial_pair.send(frame(EM))
            time.sleep(0.05)
        told.append(tap(serial_pair, OTHER_EM, running))
        # Noise around and within, then a whole frame; what is whole is the only thing that counts.
        serial_pair.send(b"\xff\x00\x02\x02" + frame(OTHER_EM)[:7] + b"\x03\x7f" + damaged + frame(EM))
        told.append(running.next())
        # The card is taken away; then nothing but damage arrives.
        time.sleep(0.7)
        for _ in range(6):
            serial_pair.send(damaged)
            time.sleep(0.06)
        running.says("The reader sent a damaged frame, so the card's number is not certain. Tap the card again.")
        told.append(tap(serial_pair, OTHER_EM, running))
        time.sleep(0.7)
        # The same card, taken away and laid again, is a second presentation.
        told.append(tap(serial_pair, OTHER_EM, running))
        assert running.end().code == 0
    names = {"00499602D2": "EM", "0110185C5B": "other"}
    assert [names[one["uid"]] for one in told] == ["EM", "other", "EM", "other", "other"]


def test_a_cable_that_is_pulled_and_plugged_in_again(program: Program, tmp_path: Path) -> None:
    with SerialPair(tmp_path / "port") as pair:
        arguments = ("read", "--reader", f"serial:{pair.port}", "--json", "--count", "3", "--timeout", "3")
        with program.start(*arguments) as running:
            assert tap(pair, EM, running)["uid"] == "00499602D2"
            pair.unplug()
            running.says("There is no port")
            pair.plug_in()
            assert tap(pair, OTHER_EM, running)["uid"] == "0110185C5B"
            pair.unplug()
            done = running.end()
    done.failed(3, "No card was tapped in time.")


def test_the_port_gone_while_enroll_waits_sends_nothing(program: Program, tmp_path: Path) -> None:
    pair = SerialPair(tmp_path / "port")
    # Counted from the start, the opening included; a broken connection is looked at again after a second.
    reader = ("--reader", f"serial:{pair.port}", "--timeout", "3")
    with pair, program.start("enroll", *reader, "--json") as running:
        running.says("Hold the card")
        running.idle(0.5)
        pair.unplug()
        done = running.end()
    done.failed(3, "No card was tapped in time.")
    assert "There is no port" in done.err
    assert program.rows() == []


def test_several_readers_at_once(program: Program, serial_pair: SerialPair, lay: LayCard) -> None:
    readers = ("--reader", "pcsc:", "--reader", f"serial:{serial_pair.port}?protocol=id12")
    with program.start("read", *readers, "--json", "--count", "2", "--timeout", "20") as running:
        assert tap(serial_pair, EM, running)["technology"] == "em4100"
        lay(VirtualCard(CLASSIC_UID))
        assert running.next()["technology"] == "mifare-classic"
        assert running.end().code == 0


@pytest.mark.parametrize("command", ["read", "enroll"])
def test_ctrl_c_while_waiting_for_a_card_is_quiet(program: Program, serial_pair: SerialPair, command: str) -> None:
    reader = ("--reader", f"serial:{serial_pair.port}", "--json")
    with program.start(command, *reader, *(["--count", "5"] if command == "read" else [])) as running:
        if command == "read":
            tap(serial_pair, EM, running)
        else:
            running.says("Hold the card")
            running.idle(0.5)
        running.signal(Signals.SIGINT)
        done = running.end(5)
    assert done.code == 130
    assert len(done.objects) == (command == "read")
