"""Addresses of readers."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.errors import BadReaderUri
from drivers.serial_port import PARSERS
from drivers.uri import (
    TECHNOLOGIES,
    AutoUri,
    NumberFormat,
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
    "serial:COM3": SerialUri("COM3"),
    r"serial:\\.\COM12": SerialUri(r"\\.\COM12"),
    "serial:/dev/pts/3?protocol=id12": SerialUri("/dev/pts/3", Protocol.ID12),
    "serial:COM3?protocol=auto&baud=19200": SerialUri("COM3", Protocol.AUTO, 19200),
    "serial:COM3?protocol=line&format=hex": SerialUri("COM3", Protocol.LINE, number_format=NumberFormat.HEX),
    "serial:COM3?Protocol=LINE&format=dec&technology=em4100": SerialUri(
        "COM3", Protocol.LINE, number_format=NumberFormat.DEC, technology="em4100"
    ),
    "serial:socket://192.0.2.1:7000?protocol=rdm6300": SerialUri("socket://192.0.2.1:7000"),
    "serial:rfc2217://[::1]:7000?logging=debug?protocol=id12": SerialUri(
        "rfc2217://[::1]:7000?logging=debug", Protocol.ID12
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
        "keyboard:",
        "auto:x",
        "serial:",
        "serial:?protocol=line",
        "serial:COM3?protocol=wiegand",
        "serial:COM3?speed=9600",
        "serial:COM3?baud=fast",
        "serial:COM3?baud=0",
        "serial:COM3?baud=9600&baud=9600",
        "serial:COM3?protocol=line",
        "serial:COM3?protocol=line&format=octal",
        "serial:COM3?format=hex",
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


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_any_name_survives_writing_and_reading(name: str) -> None:
    assert parse(str(PcscUri(name))) == PcscUri(name)


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    for scheme in ("", "pcsc:", "serial:", "serial:COM3?", "serial:socket://", "virtual:"):
        try:
            uri = parse(scheme + text)
        except BadReaderUri:
            continue
        assert parse(str(uri)) == uri


@given(
    st.builds(
        SerialUri,
        st.sampled_from(["COM3", "/dev/ttyUSB0", "/dev/50%/a?b&c"]),
        st.just(Protocol.LINE),
        st.integers(50, 115200),
        st.sampled_from(NumberFormat),
        st.sampled_from(["", *TECHNOLOGIES]),
    )
)
def test_serial_settings_survive_writing_and_reading(uri: SerialUri) -> None:
    assert parse(str(uri)) == uri


def test_every_protocol_has_a_parser() -> None:
    assert set(PARSERS) == set(Protocol)


def test_addresses_cost_no_vendor_library() -> None:
    names = "drivers.reader, drivers.uri, drivers.errors, drivers.opening, drivers.virtual, drivers.many"
    program = (
        f"import sys, {names}; sys.exit(any(name.partition('.')[0] in ('serial', 'smartcard') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
