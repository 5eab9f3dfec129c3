"""Every serial reader on the command line: what it sends, and the number that comes of it; through a real tty."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from signal import Signals

import pytest

from tests.drivers.frames_made import em_frame, frame_7941, idteck_frame, inditag_line
from tests.e2e.cli_frames import until_said, until_told
from tests.e2e.cli_program import Program, Running, assert_sentences
from tests.hardware_doubles.polled_line import Desk
from tests.hardware_doubles.polled_readers import (
    CLASSIC,
    DESFIRE,
    RANDOM_ID,
    SL032_TYPES,
    Acr122s,
    Acr1281s,
    Card,
    Pn532,
    Reader,
    StrongLink,
    Twn4,
)
from tests.hardware_doubles.polled_readers import EM as EM_CARD
from tests.hardware_doubles.serial_pair import SerialPair

pytest_plugins = ["tests.e2e.cli_fixtures"]

EM, OTHER_EM = bytes.fromhex("0110185C5B"), bytes.fromhex("1122334455")
MIFARE, OTHER_MIFARE = bytes.fromhex("CAFEBABE"), bytes.fromhex("90D752C5")
# Longer than any reader pauses within a presentation, so that what is laid then is laid again; in seconds.
AWAY_S = 0.7


def decimal(uid: bytes) -> bytes:
    return b"%0*d" % ({4: 10, 5: 13}[len(uid)], int.from_bytes(uid, "big"))


def hexadecimal(uid: bytes) -> bytes:
    return uid.hex().upper().encode()


def reversed_hex(uid: bytes) -> bytes:
    return hexadecimal(uid[::-1])


@dataclass(frozen=True)
class Line:
    """A reader: its address behind the port, its cards, and how it sends one of them."""

    settings: str
    cards: tuple[bytes, bytes]
    technology: str
    sends: Callable[[bytes], bytes]


ENDED: dict[str, Callable[[bytes], bytes]] = {
    "CR": lambda data: data + b"\r",
    "LF": lambda data: data + b"\n",
    "CRLF": lambda data: data + b"\r\n",
    "STX ETX": lambda data: b"\x02" + data + b"\x03",
}
_EMS, _MIFARES = (EM, OTHER_EM), (MIFARE, OTHER_MIFARE)


def ended_decimal(uid: bytes) -> bytes:
    return decimal(uid) + b"\r"


def idteck(uid: bytes) -> bytes:
    return idteck_frame(decimal(uid).decode())


def inditag(uid: bytes) -> bytes:
    return inditag_line(uid.hex().upper())


READERS = {
    "rdm6300": Line("protocol=rdm6300", _EMS, "em4100", em_frame),
    "rdm6300 by default": Line("", _EMS, "em4100", em_frame),
    "id12": Line("protocol=id12", _EMS, "em4100", lambda uid: em_frame(uid, crlf=True)),
    "7941 em": Line("protocol=7941", _EMS, "em4100", lambda uid: frame_7941(2, uid)),
    "7941 mifare": Line("protocol=7941", _MIFARES, "mifare-classic", lambda uid: frame_7941(1, uid)),
    **{
        f"line hex {name}": Line("profile=em-10h", _EMS, "em4100", lambda uid, end=end: end(hexadecimal(uid)))  # type: ignore[misc]
        for name, end in ENDED.items()
    },
    **{
        f"line dec {name}": Line("profile=em-10h13d", _EMS, "em4100", lambda uid, end=end: end(decimal(uid)))  # type: ignore[misc]
        for name, end in ENDED.items()
    },
    "line hex without an end": Line("profile=mifare-8h", _MIFARES, "mifare-classic", hexadecimal),
    "line dec without an end": Line("profile=mifare-8h10d", _MIFARES, "mifare-classic", decimal),
    "format and technology": Line(
        "protocol=line&format=dec&technology=mifare-classic", _MIFARES, "mifare-classic", ended_decimal
    ),
    "promag": Line("profile=promag-mf7", _MIFARES, "mifare-classic", reversed_hex),
    "promag msb": Line("profile=promag-mf7-msb", _MIFARES, "mifare-classic", hexadecimal),
    "idteck": Line("protocol=idteck&format=dec&technology=mifare-classic", _MIFARES, "mifare-classic", idteck),
    "inditag": Line("profile=inditag", _EMS, "em4100", inditag),
    "inditag mifare": Line(
        "protocol=inditag&format=hex&technology=mifare-classic",
        _MIFARES,
        "mifare-classic",
        inditag,
    ),
    "auto rdm6300": Line("protocol=auto", _EMS, "em4100", em_frame),
    "auto id12": Line("protocol=auto", _EMS, "em4100", lambda uid: em_frame(uid, crlf=True)),
    "auto 7941": Line("protocol=auto", _MIFARES, "mifare-classic", lambda uid: frame_7941(1, uid)),
    "auto inditag": Line("protocol=auto&profile=inditag", _EMS, "em4100", inditag),
    "auto idteck": Line("protocol=auto&format=dec&technology=mifare-classic", _MIFARES, "mifare-classic", idteck),
}
ASKED: dict[str, tuple[str, Callable[[], Reader], Card, str]] = {
    "twn4": ("twn4", Twn4, EM_CARD, "em4100"),
    "twn4 with checksums": ("twn4&crc=on", lambda: Twn4(crc=True), DESFIRE, "mifare-desfire"),
    "sl025": ("sl025", StrongLink, DESFIRE, "mifare-desfire"),
    "sl032": ("sl032", lambda: StrongLink(SL032_TYPES), CLASSIC, "mifare-classic"),
    "pn532": ("pn532", Pn532, DESFIRE, "mifare-desfire"),
    "acr122s": ("acs", Acr122s, CLASSIC, "mifare-classic"),
    "acr1281s": ("acs", Acr1281s, DESFIRE, "mifare-desfire"),
}


def reading(program: Program, reader: str, *more: str) -> Running:
    """`read` for a while at one reader."""
    return program.start("read", "--reader", reader, "--json", *more)


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A reader that has to be asked, on its line."""
    with Desk(ASKED[request.param][1](), tmp_path / "reader") as desk:
        yield desk


@pytest.mark.parametrize("name", READERS)
def test_a_resting_card_is_told_once_and_another_at_once(program: Program, serial_pair: SerialPair, name: str) -> None:
    line = READERS[name]
    reader = f"serial:{serial_pair.port}{'?' if line.settings else ''}{line.settings}"
    with reading(program, reader, "--count", "3", "--timeout", "20") as running:
        told = [until_told(serial_pair, line.sends(line.cards[0]), running)]
        for _ in range(6):
            serial_pair.send(line.sends(line.cards[0]))
            running.idle(0.06)
        # Such readers send nothing in the moment in which one card is taken for the other.
        running.idle(0.15)
        told.append(until_told(serial_pair, line.sends(line.cards[1]), running))
        running.idle(AWAY_S)
        told.append(until_told(serial_pair, line.sends(line.cards[1]), running))
        assert running.end().code == 0
    assert [one["uid"] for one in told] == [uid.hex().upper() for uid in (*line.cards, line.cards[1])]
    assert {one["technology"] for one in told} == {line.technology}
    assert {one["reader"] for one in told} == {serial_pair.port}
    sent = line.sends(line.cards[0])
    assert told[0]["raw"].encode() in sent or told[0]["raw"] == line.cards[0].hex().upper()
    assert all(one["refused"] is None for one in told)


@pytest.mark.parametrize(("desk", "name"), [(name, name) for name in ASKED], indirect=["desk"])
def test_a_reader_that_has_to_be_asked_tells_its_cards(program: Program, desk: Desk, name: str) -> None:
    protocol, _, card, technology = ASKED[name]
    with reading(program, f"serial:{desk.port}?protocol={protocol}", "--count", "2", "--timeout", "20") as running:
        desk.lay(card)
        told = running.next()
        running.idle(1)
        assert running.came() == 1
        desk.take_away()
        running.idle(AWAY_S)
        desk.lay(card)
        again = running.next()
        assert running.end().code == 0
    assert (told["uid"], told["raw"]) == (card.uid.hex().upper(), card.uid.hex().upper())
    assert (told["technology"], told["refused"]) == (technology, None)
    assert again == told


@pytest.mark.parametrize("desk", ["pn532"], indirect=True)
def test_a_card_that_makes_up_its_number_is_refused_on_a_serial_reader_too(program: Program, desk: Desk) -> None:
    desk.lay(RANDOM_ID)
    done = program.json("enroll", "--reader", f"serial:{desk.port}?protocol=pn532", "--first-name", "Åsa")
    done.failed(2, "makes up a new number")
    assert program.rows() == []


@pytest.mark.parametrize("name", ["7941 mifare", "promag"])
def test_a_port_that_goes_and_comes_while_cards_are_read(program: Program, tmp_path: Path, name: str) -> None:
    line = READERS[name]
    with SerialPair(tmp_path / "port") as pair:
        reader = f"serial:{pair.port}?{line.settings}"
        with reading(program, reader, "--count", "2", "--timeout", "20") as running:
            assert until_told(pair, line.sends(line.cards[0]), running)["uid"] == line.cards[0].hex().upper()
            # In the middle of a frame.
            pair.send(line.sends(line.cards[1])[:5])
            pair.unplug()
            running.says("There is no port")
            pair.plug_in()
            # The rest of it makes no card.
            pair.send(line.sends(line.cards[1])[5:])
            running.idle(AWAY_S)
            assert until_told(pair, line.sends(line.cards[1]), running)["uid"] == line.cards[1].hex().upper()
            assert running.end().code == 0


@pytest.mark.parametrize("desk", ["sl025"], indirect=True)
def test_a_reader_that_is_asked_goes_and_comes(program: Program, desk: Desk) -> None:
    with reading(program, f"serial:{desk.port}?protocol=sl025", "--count", "2", "--timeout", "20") as running:
        desk.lay(CLASSIC)
        assert running.next()["uid"] == CLASSIC.uid.hex().upper()
        desk.unplug()
        running.says("There is no port")
        desk.lay(DESFIRE)
        desk.plug_in()
        assert running.next()["uid"] == DESFIRE.uid.hex().upper()
        assert running.end().code == 0


def test_the_readers_of_the_settings_are_listened_to_and_listed(program: Program, tmp_path: Path) -> None:
    with SerialPair(tmp_path / "one") as one, SerialPair(tmp_path / "two") as two:
        promag, em = f"serial:{one.port}?profile=promag-mf7", f"serial:{two.port}?protocol=line&profile=em-10h13d"
        gone = f"serial:{tmp_path}/gone?protocol=rdm6300"
        settings(program, f'readers = ["{promag}", "{em}", "{gone}"]')
        with program.start("read", "--json", "--count", "2", "--timeout", "20") as running:
            told = [until_told(one, reversed_hex(MIFARE), running), until_told(two, decimal(EM) + b"\r", running)]
            assert running.end().code == 0
        assert [(card["reader"], card["uid"]) for card in told] == [(one.port, "CAFEBABE"), (two.port, "0110185C5B")]

    listed = program.json("readers")
    assert listed.code == 0
    by_name = {found["name"]: found for found in listed.objects}
    assert set(by_name) >= {one.port, two.port, f"{tmp_path}/gone"}
    for name in (one.port, two.port, f"{tmp_path}/gone"):
        found = by_name[name]
        assert list(found) == ["uri", "kind", "name", "state", "hint"]
        assert (found["kind"], found["state"]) == ("serial", "absent")
        assert_sentences(found["hint"])
    assert "profile=promag-mf7" in by_name[one.port]["uri"]


def test_what_was_chosen_for_a_reader_of_text_is_not_done_to_the_bytes_of_another_at_its_port(
    program: Program, serial_pair: SerialPair
) -> None:
    program.home.mkdir()
    (program.home / "readers.toml").write_text(f'[profiles]\n"{serial_pair.port}" = "promag-mf7"\n', "utf-8")
    for name, settings in (("promag", "protocol=line"), ("7941 mifare", "protocol=7941")):
        with reading(program, f"serial:{serial_pair.port}?{settings}", "--timeout", "20") as running:
            told = until_told(serial_pair, READERS[name].sends(MIFARE), running)
            assert running.end().code == 0
        assert told["uid"] == "CAFEBABE"


def test_a_reader_of_the_settings_that_types_into_the_window_keeps_no_other_from_being_read(
    program: Program, serial_pair: SerialPair
) -> None:
    settings(program, f'readers = ["keyboard:?profile=em-10h13d", "serial:{serial_pair.port}?profile=em-10h"]')
    with program.start("read", "--json", "--timeout", "20") as running:
        assert until_told(serial_pair, b"0110185C5B\r", running)["uid"] == "0110185C5B"
        done = running.end()
    assert (done.code, done.err.count("keyboard:?profile=em-10h13d types into the window")) == (0, 1)
    settings(program, 'readers = ["keyboard:?profile=em-10h13d"]')
    program.json("read", "--timeout", "5").failed(2, "Open the window")


def test_a_port_of_the_settings_that_is_there_is_ready_by_each_of_its_names(program: Program, tmp_path: Path) -> None:
    with SerialPair(tmp_path / "by-id") as pair:
        for port in (pair.port, str(Path(pair.port).resolve())):
            settings(program, f'readers = ["serial:{port}?profile=promag-mf7"]')
            listed = program.json("readers")
            [found] = [one for one in listed.objects if one["name"] == port]
            assert (listed.code, found["state"], found["hint"]) == (0, "ready", "")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("?profile=nonsense", ("no reader profile “nonsense”",)),
        ("?protocol=line&format=nonsense", ("no number format “nonsense”", "enroll-app formats")),
        ("?protocol=line&technology=nonsense", ("“nonsense” is not a known technology",)),
        ("?profile=../../etc/passwd", ("cannot be the name of a profile",)),
        ("?profile=", ("cannot be the name of a profile",)),
        ("?protocol=rdm6300&digits=8", ("always sends whole serial numbers",)),
        ("?protocol=rdm6300&technology=mifare-classic", ("which mifare-classic has not",)),
        ("?protocol=line&crc=on", ("no checksum to be chosen",)),
        ("?protocol=line&protocol=line", ("given twice",)),
        ("?protocol=line&digits=0", ("is no number of digits",)),
        ("?baud=1e3", ("is not a speed",)),
    ],
)
@pytest.mark.parametrize("command", ["read", "enroll"])
def test_an_address_that_cannot_be_meant_is_told_before_anything_is_opened(
    program: Program, serial_pair: SerialPair, command: str, settings: str, words: tuple[str, ...]
) -> None:
    refused = program.json(command, "--reader", f"serial:{serial_pair.port}{settings}", "--timeout", "5")
    refused.failed(2, *words)
    assert "Hold the card" not in refused.err


def test_a_keyboard_without_a_device_is_nothing_for_a_command(program: Program) -> None:
    for command in ("read", "enroll"):
        program.json(command, "--reader", "keyboard:", "--timeout", "5").failed(2, "Open the window")


@pytest.mark.parametrize(
    ("profile", "sent", "words"),
    [
        ("em-08h10d", b"0270031963\r\n", "leaves out the first, so"),
        ("em-2h4h", b"024,23643\r\n", "leaves out the first and second, so"),
        ("wie232-em", b"185C5B\r", "leaves out the first and second, so"),
        ("", b"0270031963\r\n", "never guessed"),
        ("mifare-8h10d", b"9999999999\r\n", "larger"),
    ],
)
def test_a_number_that_is_not_whole_is_no_card(
    program: Program, serial_pair: SerialPair, profile: str, sent: bytes, words: str
) -> None:
    reader = f"serial:{serial_pair.port}?protocol=line" + (f"&profile={profile}" if profile else "")
    with reading(program, reader, "--timeout", "20") as running:
        told = until_told(serial_pair, sent, running)
        assert running.end().code == 0
    assert (told["raw"].encode(), told["uid"], told["hex"], told["decimal"]) == (sent.rstrip(), None, None, None)
    assert_sentences(told["refused"])
    assert words in told["refused"]

    with program.start("enroll", "--reader", reader, "--first-name", "Åsa", "--timeout", "20", "--json") as running:
        until_said(serial_pair, sent, running)
        running.end().failed(2, words)
    assert program.rows() == []


def test_noise_makes_no_card_and_no_harm(program: Program, serial_pair: SerialPair) -> None:
    noise = bytes((at * 197 + at // 251) % 256 for at in range(1 << 20))
    with reading(program, f"serial:{serial_pair.port}?profile=em-10h", "--timeout", "60") as running:
        running.idle(0.5)
        begun = time.monotonic()
        serial_pair.send(noise)
        for end in (b"", b"\n", b"\x00", b"\x02"):
            serial_pair.send(b"0110185C5B" * 200 + end)
        running.idle(1.5)
        assert running.came() == 0
        told = until_told(serial_pair, b"\r0110185C5B\r", running)
        assert time.monotonic() - begun < 20
        done = running.end()
    assert (done.code, told["uid"]) == (0, "0110185C5B")
    # What was told of the noise is told in moderation, and in characters that can be shown.
    assert len(done.err.splitlines()) < 200
    assert done.err.replace("\n", "").isprintable()


def test_two_programs_on_one_port(program: Program, serial_pair: SerialPair) -> None:
    reader = f"serial:{serial_pair.port}?profile=em-10h"
    with reading(program, reader, "--timeout", "30") as first:
        # Until it has the port open.
        first.idle(1.5)
        second = program.json("read", "--reader", reader, "--timeout", "5")
        second.failed(3, "is using", serial_pair.port)
        assert until_told(serial_pair, b"0110185C5B\r", first)["uid"] == "0110185C5B"
        assert first.end().code == 0
    with reading(program, reader, "--timeout", "20") as third:
        assert until_told(serial_pair, b"0110185C5B\r", third)["uid"] == "0110185C5B"
        assert third.end().code == 0


@pytest.mark.parametrize("desk", ["pn532"], indirect=True)
def test_ctrl_c_while_a_reader_is_asked_is_quiet(program: Program, desk: Desk) -> None:
    with reading(program, f"serial:{desk.port}?protocol=pn532", "--count", "5") as running:
        desk.lay(CLASSIC)
        running.next()
        running.idle(0.5)
        running.signal(Signals.SIGINT)
        done = running.end(5)
    assert (done.code, len(done.objects)) == (130, 1)
    assert done.err.strip() == ""


def settings(program: Program, desk: str) -> None:
    """Write the section [desk] of the settings."""
    program.home.mkdir(exist_ok=True)
    (program.home / "settings.toml").write_text(f"[desk]\n{desk}\n", "utf-8")
