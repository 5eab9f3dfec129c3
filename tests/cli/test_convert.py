"""The commands `convert` and `formats`."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from enroll_app.domain.formats import FORMATS
from enroll_app.main import run
from tests.domain.vector_formats import PARTIAL, WHOLE
from tests.domain.vectors import vectors

EM = {
    "uid": "0110185C5B",
    "bits": 40,
    "decimal": "0004564999259",
    "hex": "0x0110185c5b",
    "specifier": "EM:4564999259",
}
CLASSIC = {
    "uid": "CAFEBABE",
    "bits": 32,
    "decimal": "3405691582",
    "hex": "0xcafebabe",
    "specifier": "MC:3405691582",
}


def converted(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code and the objects of `convert --json`."""
    code = run(["convert", "--json", *arguments])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def error_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Why the only number is refused."""
    code, [told] = converted(capsys, *arguments)
    assert code == 2
    return str(told["error"])


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """What stands in standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw := io.BytesIO(), "ascii"))
    return raw


def put(typed: io.BytesIO, content: bytes) -> None:
    typed.write(content)
    typed.seek(0)


@pytest.mark.parametrize("kind", WHOLE)
def test_every_reversible_vector_gives_its_csn_back(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    pairs = vectors(kind)
    code, told = converted(capsys, "--format", WHOLE[kind], *(text for _, text in pairs))
    assert code == 0
    assert [values["uid"] for values in told] == [uid.hex().upper() for uid, _ in pairs]
    assert [values["bits"] for values in told] == [8 * len(uid) for uid, _ in pairs]
    assert all(int(values["decimal"]) == int(values["hex"], 16) == int(values["uid"], 16) for values in told)


@pytest.mark.parametrize("kind", PARTIAL)
def test_every_partial_vector_is_refused_with_what_is_missing(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    texts = [text for _, text in vectors(kind)]
    for technology in ((), ("--technology", "em4100")):
        code, told = converted(capsys, "--format", PARTIAL[kind], *technology, *texts)
        assert code == 2
        assert [list(values) for values in told] == [["error"]] * len(texts)
        assert all("missing" in values["error"] for values in told)


@pytest.mark.parametrize("text", ["0x0110185C5B", "0004564999259", "EM:4564999259", " em:4564999259 "])
def test_a_number_that_carries_its_size_needs_no_format(capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert converted(capsys, text) == (0, [EM])
    assert converted(capsys, text, "--technology", "em4100") == (0, [EM])


def test_a_size_without_a_specifier_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    code, [told] = converted(capsys, "0xE004010012345678", "--technology", "iso15693")
    assert (code, told["specifier"], told["bits"]) == (0, None, 64)


def test_a_card_that_no_desk_would_enroll_is_still_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = converted(capsys, "0x08123456", "0x8804A3C6", "0xFFFFFFFFFF")
    assert (code, [values["uid"] for values in told]) == (0, ["08123456", "8804A3C6", "FFFFFFFFFF"])


def test_what_cannot_be_converted_is_told_in_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = converted(capsys, "0xCAFEBABE", "cafebabe", "0x0110185C5B", "")
    assert code == 2
    assert (told[0], told[2]) == (CLASSIC, EM)
    assert [("error" in values) for values in told] == [False, True, False, True]


def test_a_number_without_a_size_is_refused_with_the_way_to_name_its_format(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "--format" in error_of(capsys, "10185C5B")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--technology", "em4100", "0xCAFEBABE"), "32 bits; that of a card of the technology em4100 has 40"),
        (("--technology", "mifare-desfire", "EM:1"), "40 bits; that of a card of the technology mifare-desfire has 56"),
        (("--technology", "em4100", "--format", "dec", "0270031963"), "the first of its five bytes is missing"),
        (("--technology", "mifare-classic", "--format", "hex", "0110185C5B"), "a card number of 4 bytes has 8"),
        (("--technology", "mifare-ultralight", "--format", "dec", "0270031963"), "a card number of 7 bytes has 17"),
        (("--format", "dec", "27003196"), "10, 12, 13, 14, 15, 17, 20 or 25"),
        (("EM:1|MC:1",), "Give each side on its own."),
        (("--format", "hex", "0110185C5B|CAFEBABE"), "Give each side on its own."),
        (("--format", "hexx", "0110185C5B"), "no number format “hexx”"),
        (("--technology", "mifare", "0110185C5B"), "'mifare' is not one of"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert words in error_of(capsys, *arguments)


def test_without_a_number_the_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "NUMBER" in error_of(capsys)


def test_a_technology_of_no_fixed_size_leaves_it_to_the_digits(capsys: pytest.CaptureFixture[str]) -> None:
    assert converted(capsys, "--technology", "unknown", "--format", "HEX", "cafebabe") == (0, [CLASSIC])


@pytest.mark.parametrize("number", ["0605025240", "0x0605025240"])
def test_hid_prox_has_no_number_to_be_converted(capsys: pytest.CaptureFixture[str], number: str) -> None:
    assert "no serial number" in error_of(capsys, "--technology", "hid-prox", "--format", "hex", number)
    assert "no serial number" in error_of(capsys, "--technology", "hid-prox", number)


@pytest.mark.parametrize("number", ["\x1b]0;x\x07y", "0x\x07", "EM:\x08\x08", "\udcff", "EM:1|MC:2|\x07"])
@pytest.mark.parametrize("options", [[], ["--format", "hex"], ["--format", "zk20"], ["--format", "\x07"]])
def test_what_a_terminal_would_obey_is_not_said(
    capsys: pytest.CaptureFixture[str], options: list[str], number: str
) -> None:
    assert run(["convert", *options, number]) == 2
    said = capsys.readouterr()
    assert (said.out + said.err).replace("\n", "").isprintable()


def test_for_people_there_is_a_line_each_and_the_reason_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", "0x0110185C5B", "0xE004010012345678", "x"]) == 2
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "0110185C5B  40 bits  0x0110185c5b  0004564999259  EM:4564999259",
        "E004010012345678  64 bits  0xe004010012345678  16142028064219747960",
    ]
    assert said.err.startswith("“x” is not a card number in a spelling that carries its size. ")


def test_lines_of_standard_input_stay_aligned(capsys: pytest.CaptureFixture[str], typed: io.BytesIO) -> None:
    put(typed, b"\xef\xbb\xbf0xCAFEBABE\r\n\n0x0110185C5B\n\xff\xfe\n0xCAFEBABE")
    code, told = converted(capsys, "EM:4564999259", "-", "EM:4564999259")
    assert code == 2
    assert [values.get("uid") for values in told] == [
        EM["uid"],
        CLASSIC["uid"],
        None,
        EM["uid"],
        None,
        CLASSIC["uid"],
        EM["uid"],
    ]


def test_a_line_that_is_far_too_long_is_one_refusal_and_not_cut_into_a_number(
    capsys: pytest.CaptureFixture[str], typed: io.BytesIO
) -> None:
    put(typed, b"0xCAFEBABE" + b" " * 5000 + b"1\n" + b"0x0110185C5B\n" + b"0xCAFEBABE" + b" " * 2000)
    code, told = converted(capsys, "-")
    assert (code, [values.get("uid") for values in told]) == (2, [None, EM["uid"], None])


def test_nothing_in_standard_input_is_nothing_to_do(
    capsys: pytest.CaptureFixture[str], typed: io.BytesIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert converted(capsys, "-") == (0, [])
    monkeypatch.setattr(sys, "stdin", None)
    assert converted(capsys, "-") == (0, [])


def test_each_line_is_answered_before_the_next_one_comes() -> None:
    command = [sys.executable, "-m", "enroll_app", "convert", "-", "--format", "dec-bitrev", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdin.write("000549891619546\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == EM
        process.stdin.close()
        assert process.wait(60) == 0


def test_the_formats_are_listed_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["formats", "--json"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(values["name"], values["partial"]) for values in listed] == [(form.name, form.partial) for form in FORMATS]
    assert all(values["words"] and values["example"] for values in listed)


def test_the_example_of_every_whole_format_is_converted_back(capsys: pytest.CaptureFixture[str]) -> None:
    run(["formats", "--json"])
    for values in [json.loads(line) for line in capsys.readouterr().out.splitlines()]:
        code, [told] = converted(capsys, "--format", values["name"], values["example"])
        assert (code, told.get("uid")) == ((2, None) if values["partial"] else (0, EM["uid"]))


def test_the_formats_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["formats"]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == len(FORMATS)
    assert "zk20" in said.out
    assert "-reversed" in said.err
