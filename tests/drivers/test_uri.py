"""Addresses of readers."""

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drivers.errors import BadReaderUri
from drivers.serial_port import PARSERS
from drivers.uri import (
    MOST_DIGITS,
    TECHNOLOGIES,
    TEXT_PROTOCOLS,
    AutoUri,
    KeyboardUri,
    PcscUri,
    Protocol,
    ReaderUri,
    SerialUri,
    VirtualUri,
    parse,
)

KNOWN = {
    "auto:": AutoUri(),
    "pcsc:": PcscUri(),
    "PCSC:ACS ACR122U [CCID] (1) 00 00": PcscUri("ACS ACR122U [CCID] (1) 00 00"),
    "pcsc:ACS%20ACR122U": PcscUri("ACS ACR122U"),
    "pcsc:?slots=all": PcscUri(all_slots=True),
    "pcsc:OMNIKEY 5427?slots=all&profile=reversed": PcscUri("OMNIKEY 5427", all_slots=True, profile="reversed"),
    "serial:COM3": SerialUri("COM3"),
    r"serial:\\.\COM12": SerialUri(r"\\.\COM12"),
    "serial:/dev/pts/3?protocol=id12": SerialUri("/dev/pts/3", Protocol.ID12),
    "serial:COM3?protocol=auto&baud=19200": SerialUri("COM3", Protocol.AUTO, 19200),
    "serial:COM3?protocol=auto&format=dec-reversed": SerialUri("COM3", Protocol.AUTO, number_format="dec-reversed"),
    "serial:COM3?protocol=7941": SerialUri("COM3", Protocol.SEVEN941),
    "serial:COM3?protocol=line": SerialUri("COM3", Protocol.LINE),
    "serial:COM3?profile=promag-mf7": SerialUri("COM3", Protocol.LINE, profile="promag-mf7"),
    "serial:COM3?Protocol=LINE&format=DEC&technology=em4100": SerialUri(
        "COM3", Protocol.LINE, number_format="dec", technology="em4100"
    ),
    "serial:COM3?protocol=line&format=3.5a&digits=9": SerialUri("COM3", Protocol.LINE, number_format="3.5a", digits=9),
    "serial:COM3?protocol=idteck&format=dec": SerialUri("COM3", Protocol.IDTECK, number_format="dec"),
    "serial:/dev/ttyACM0?protocol=twn4&crc=on": SerialUri("/dev/ttyACM0", Protocol.TWN4, crc=True),
    "serial:/dev/ttyACM0?protocol=twn4&crc=off": SerialUri("/dev/ttyACM0", Protocol.TWN4),
    "serial:COM3?protocol=sl025&technology=mifare-classic": SerialUri(
        "COM3", Protocol.SL025, technology="mifare-classic"
    ),
    "serial:socket://192.0.2.1:7000?protocol=rdm6300": SerialUri("socket://192.0.2.1:7000"),
    "serial:rfc2217://[::1]:7000?logging=debug?protocol=id12": SerialUri(
        "rfc2217://[::1]:7000?logging=debug", Protocol.ID12
    ),
    "serial:hwgrep://09D8:0420?protocol=twn4": SerialUri("hwgrep://09D8:0420", Protocol.TWN4),
    "keyboard:": KeyboardUri(),
    "keyboard:?profile=sycreader": KeyboardUri(profile="sycreader"),
    "keyboard:/dev/input/by-id/usb-Reader-event-kbd?format=dec&technology=em4100": KeyboardUri(
        "/dev/input/by-id/usb-Reader-event-kbd", number_format="dec", technology="em4100"
    ),
    "virtual:": VirtualUri(),
    "virtual:04a1b2c3, 0110185C5B": VirtualUri((bytes.fromhex("04A1B2C3"), bytes.fromhex("0110185C5B"))),
}


@pytest.mark.parametrize(("text", "uri"), KNOWN.items())
def test_an_address_is_understood_and_written_back(text: str, uri: ReaderUri) -> None:
    assert parse(text) == uri
    assert parse(str(uri)) == uri


@pytest.mark.parametrize(
    "text",
    [
        "",
        "COM3",
        "usb:1",
        "keyboard",
        "keyboard:?baud=9600",
        "keyboard:?technology=paper",
        "keyboard:?profile=",
        "pcsc:?slots=some",
        "pcsc:?profile=../../etc",
        "auto:x",
        "serial:",
        "serial:?protocol=line",
        "serial:%20",
        "serial:COM3?protocol=wiegand",
        "serial:COM3?speed=9600",
        "serial:COM3?baud=fast",
        "serial:COM3?baud=0",
        "serial:COM3?baud=9600&baud=9600",
        "serial:COM3?protocol=line&format=",
        "serial:COM3?protocol=line&format=hex/dec",
        "serial:COM3?protocol=line&digits=0",
        "serial:COM3?protocol=line&digits=41",
        "serial:COM3?protocol=line&digits=ten",
        "serial:COM3?protocol=auto&digits=10",
        "serial:COM3?protocol=7941&digits=10",
        "serial:COM3?protocol=twn4&crc=yes",
        "serial:COM3?protocol=sl025&crc=on",
        "serial:COM3?protocol=rdm6300&format=hex",
        "serial:COM3?technology=paper",
        "serial:COM3?technology=mifare-classic",
        "serial:socket://192.0.2.1",
        "serial:socket://:7000",
        "serial:socket://a:b",
        "serial:spy:///dev/ttyUSB0",
        "virtual:04A",
        "virtual:XY",
        "virtual:04A1B2C3,",
        "virtual:" + "00" * 11,
    ],
)
def test_a_bad_address_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadReaderUri) as refused:
        parse(text)
    assert refused.value.problem.endswith(".")
    assert refused.value.remedy.endswith(".")


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("  Läser 00 00")
@example(" \t")
@example("COM3 ")
def test_any_name_survives_writing_and_reading(name: str) -> None:
    assert parse(str(PcscUri(name))) == PcscUri(name)
    assert parse(str(PcscUri(name, profile="swapped"))) == PcscUri(name, profile="swapped")


def test_blanks_around_a_name_by_mistake_do_not_count() -> None:
    assert parse(" pcsc: ACS ACR122U ?profile=swapped") == PcscUri("ACS ACR122U", profile="swapped")


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    for scheme in ("", "pcsc:", "pcsc:?", "serial:", "serial:COM3?", "serial:socket://", "keyboard:", "virtual:"):
        try:
            uri = parse(scheme + text)
        except BadReaderUri:
            continue
        assert parse(str(uri)) == uri


names = st.from_regex(r"[a-z0-9][a-z0-9._+-]{0,20}", fullmatch=True)
ports = st.sampled_from(["COM3", "/dev/ttyUSB0", "/dev/50%/a?b&c"])
technologies = st.sampled_from(["", *TECHNOLOGIES])


@given(
    st.builds(
        SerialUri,
        ports,
        st.sampled_from(sorted(TEXT_PROTOCOLS)),
        st.integers(50, 115200),
        names,
        technologies,
        names,
        st.integers(0, MOST_DIGITS),
    )
)
def test_serial_settings_survive_writing_and_reading(uri: SerialUri) -> None:
    assert parse(str(uri)) == uri


@given(st.builds(KeyboardUri, st.sampled_from(["", "/dev/input/event3", "/dev/50%/a?b&c"]), names, technologies, names))
def test_keyboard_settings_survive_writing_and_reading(uri: KeyboardUri) -> None:
    assert parse(str(uri)) == uri


@pytest.mark.parametrize(
    ("settings", "speed"),
    [
        ("protocol=rdm6300", 9600),
        ("protocol=line", 9600),
        ("protocol=twn4", 9600),
        ("protocol=acs", 9600),
        ("protocol=sl025", 115200),
        ("protocol=sl032", 115200),
        ("protocol=pn532", 115200),
        ("protocol=pn532&baud=9600", 9600),
        ("protocol=line&baud=19200", 19200),
    ],
)
def test_each_protocol_has_its_speed_unless_the_address_says_another(settings: str, speed: int) -> None:
    uri = parse(f"serial:COM3?{settings}")
    assert isinstance(uri, SerialUri)
    assert uri.speed == speed


def test_every_protocol_has_a_parser() -> None:
    assert set(PARSERS) == set(Protocol)


def test_addresses_cost_no_vendor_library() -> None:
    names = "drivers.reader, drivers.uri, drivers.errors, drivers.opening, drivers.virtual, drivers.many"
    program = (
        f"import sys, {names}; sys.exit(any(name.partition('.')[0] in ('serial', 'smartcard') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
