"""`convert`, `formats` and `learn`: numbers of every known format, and readers that are learned and then used."""

import itertools
import json
import tomllib
from collections.abc import Mapping

import pytest

from enroll_app.domain.formats import FORMATS
from tests.domain.vector_formats import PARTIAL, WHOLE
from tests.domain.vectors import vectors
from tests.e2e.cli_frames import until_told
from tests.e2e.cli_program import Program, assert_sentences
from tests.hardware_doubles.serial_pair import SerialPair

pytest_plugins = ["tests.e2e.cli_fixtures"]

# The same on both ends: no order of bytes, bits or nibbles can be told from it.
PALINDROME = "AABBBBAA=0xAABBBBAA"


def by_format(kinds: Mapping[str, str]) -> dict[str, list[tuple[bytes, str]]]:
    """The golden numbers by the format that reads them."""
    names = sorted(set(kinds.values()))
    return {name: vectors(*(kind for kind in kinds if kinds[kind] == name)) for name in names}


def lines(texts: list[str]) -> bytes:
    return "".join(f"{text}\n" for text in texts).encode()


@pytest.mark.parametrize(("name", "pairs"), by_format(WHOLE).items())
def test_every_golden_number_of_a_whole_format_gives_its_csn_back(
    program: Program, name: str, pairs: list[tuple[bytes, str]]
) -> None:
    done = program.json("convert", "--format", name, "-", stdin=lines([text for _, text in pairs]))
    assert (done.code, done.err) == (0, "")
    assert [one["uid"] for one in done.objects] == [uid.hex().upper() for uid, _ in pairs]
    for (uid, _), one in zip(pairs, done.objects, strict=True):
        width = {4: 10, 5: 13, 7: 17}[len(uid)]
        number = int.from_bytes(uid, "big")
        assert (one["hex"], one["decimal"]) == (f"0x{uid.hex()}", f"{number:0{width}}")
        assert (one["bits"], one["specifier"].partition(":")[2]) == (8 * len(uid), str(number))


@pytest.mark.parametrize(("name", "pairs"), by_format(PARTIAL).items())
def test_every_golden_number_of_a_partial_format_is_refused_with_what_is_missing(
    program: Program, name: str, pairs: list[tuple[bytes, str]]
) -> None:
    done = program.json("convert", "--format", name, "-", stdin=lines([text for _, text in pairs]))
    assert (done.code, len(done.objects)) == (2, len(pairs))
    for one in done.objects:
        assert list(one) == ["error"]
        assert_sentences(one["error"])
        assert "missing" in one["error"]


def test_lines_that_are_no_numbers_do_not_stop_those_that_are(program: Program) -> None:
    hostile = [
        b"\x00\xff\xfe",
        b"",
        b"0110185C5B" * 100_000,
        b"\x1b[31m",
        "０１１０１８５Ｃ５Ｂ".encode(),
        b"0x0110185C5B",
    ]
    given = itertools.chain.from_iterable((one, b"0110185C5B") for one in hostile)
    done = program.json("convert", "--format", "hex", "-", stdin=b"\n".join(given))
    assert done.code == 2
    assert [one["uid"] for one in done.objects[1::2]] == ["0110185C5B"] * len(hostile)
    for one in done.objects[0:10:2]:
        assert_sentences(one["error"])
        assert len(one["error"]) < 500
        assert one["error"].isprintable()


def test_the_formats_are_listed(program: Program) -> None:
    listed = program.json("formats")
    assert listed.code == 0
    assert [one["name"] for one in listed.objects] == [form.name for form in FORMATS]
    assert {one["name"] for one in listed.objects if not one["partial"]} >= {"hex", "dec", "hex-reversed", "zk20"}


def test_a_reader_is_known_by_several_pairs(program: Program) -> None:
    pairs = [f"{text}=0x{uid.hex()}" for uid, text in vectors("8H10D_byte_reversed")]
    assert len(pairs) > 1
    done = program.json("learn", *pairs)
    assert done.code == 0
    assert next(one["profile"] for one in done.objects if one["usable"]) == "mifare-8h10d-reversed"
    assert {one["finding"] for one in done.objects} == {"one"}


def test_what_one_pair_leaves_open_is_told_and_another_settles_it(program: Program) -> None:
    open_still = program.json("learn", PALINDROME)
    usable = {one["format"] for one in open_still.objects if one["usable"]}
    assert open_still.code == 0
    assert {"hex", "hex-reversed"} <= usable
    assert "Tap another card" in open_still.err
    settled = program.json("learn", PALINDROME, "C552D790=0x90D752C5")
    assert settled.code == 0
    assert {one["format"] for one in settled.objects if one["usable"]} == {"hex-reversed"}


def test_a_reader_that_throws_bytes_away_is_refused_with_the_reason(program: Program) -> None:
    pairs = [f"{text}=0x{uid.hex()}" for uid, text in vectors("08H10D")]
    done = program.json("learn", *pairs)
    assert done.code == 2
    assert not any(one["usable"] for one in done.objects)
    for one in done.objects:
        assert_sentences(one["reason"])
    assert done.objects[0]["missing"] == [1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("12345678=0x529D06E3",), "No known way"),
        (("12345678",), "READING=KNOWN"),
        (("=0x529D06E3",), "READING=KNOWN"),
        (("3808861522=1386022627000",), "larger"),
        (("3808861522=hello",), "hello"),
        ((PALINDROME, "--save", "mine"), "Tap another card"),
        (("#6F28AD3A=0x90D752C5", "--save", "../../evil"), "../../evil"),
        (("#6F28AD3A=0x90D752C5", "--save", "mifare-8h"), "mifare-8h"),
        (("#6F28AD3A=0x90D752C5", "--save", ""), ""),
        (("#6F28AD3A=0x90D752C5", "--technology", "hid-prox"), "hid-prox"),
    ],
)
def test_what_cannot_be_learned_or_saved_is_told(program: Program, arguments: tuple[str, ...], words: str) -> None:
    done = program.json("learn", *arguments)
    assert done.code == 2, done
    assert words in done.objects[-1]["error"]
    assert not (program.home / "profiles").exists()


def test_a_learned_reader_reads_the_right_number(program: Program, serial_pair: SerialPair) -> None:
    # As it begins at a desk: a reader of which nobody knows what it writes, and a card that the system knows.
    with program.start("read", "--reader", f"serial:{serial_pair.port}?protocol=line", "--json") as running:
        told = until_told(serial_pair, b"#6F28AD3A\r\n", running)
        assert running.end().code == 0
    assert (told["raw"], told["uid"]) == ("#6F28AD3A", None)
    assert_sentences(told["refused"])
    assert "never guessed" in told["refused"]

    learned = program.json("learn", f"{told['raw']}=0x90D752C5", "--save", "back-door")
    assert (learned.code, learned.objects[0]["profile"]) == (0, "back-door")
    assert "profile=back-door" in learned.err
    saved = tomllib.loads((program.home / "profiles" / "back-door.toml").read_text("utf-8"))
    assert (saved["prefix"], saved["technology"]) == ("#", "mifare-classic")

    reader = f"serial:{serial_pair.port}?profile=back-door"
    with program.start("read", "--reader", reader, "--json", "--count", "2", "--timeout", "20") as running:
        first = until_told(serial_pair, b"#6F28AD3A\r\n", running)
        # Another card that the same reader would write so.
        second = until_told(serial_pair, b"#35014541\r\n", running)
        assert running.end().code == 0
    assert (first["uid"], first["raw"], first["technology"]) == ("90D752C5", "#6F28AD3A", "mifare-classic")
    assert second["uid"] == "CAFEBABE"


def test_bytes_that_a_whole_site_has_in_common_are_supplied_when_a_person_says_so(
    program: Program, serial_pair: SerialPair
) -> None:
    pairs = ("0270031963=0x0110185C5B", "0040856634=0x01026F6C3A")
    assert program.json("learn", *pairs, "--save", "site").code == 2
    assert program.json("learn", *pairs, "--assume", "--save", "site").code == 0
    reader = f"serial:{serial_pair.port}?profile=site"
    with program.start("read", "--reader", reader, "--json", "--timeout", "20") as running:
        told = until_told(serial_pair, b"0573785173\r\n", running)
        assert running.end().code == 0
    assert (told["raw"], told["uid"]) == ("0573785173", "0122334455")


def test_a_learned_profile_that_was_damaged_is_told_by_its_file(program: Program, serial_pair: SerialPair) -> None:
    assert program.json("learn", "#6F28AD3A=0x90D752C5", "--save", "back-door").code == 0
    file = program.home / "profiles" / "back-door.toml"
    file.write_text(file.read_text("utf-8").replace("mifare-classic", "mifare-clasic"), "utf-8")
    refused = program.json("read", "--reader", f"serial:{serial_pair.port}?profile=back-door", "--timeout", "5")
    refused.failed(2, "back-door.toml", "technology must be one of")
    # Who does not need it is not kept from working.
    assert program.json("read", "--reader", "virtual:CAFEBABE").code == 0
    assert json.loads(program.json("convert", "0xCAFEBABE").out)["uid"] == "CAFEBABE"
