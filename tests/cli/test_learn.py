"""The command `learn`, for scripts and for people."""

import json
from pathlib import Path

import pytest

from enroll_app.main import run

PALINDROME = "AABBBBAA=0xAABBBBAA"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ENROLL_APP_HOME", str(tmp_path))
    return tmp_path


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_known_reader_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", "3808861522=0x529D06E3", "--json"]) == 0
    found = objects(capsys)
    assert found[0]["profile"] == "mifare-8h10d-reversed"
    assert (found[0]["format"], found[0]["technology"]) == ("dec-reversed", "mifare-classic")
    assert found[0]["usable"] is True
    assert found[0]["reason"] is None
    assert found[0]["finding"] == "one"


def test_a_reader_that_throws_bytes_away_ends_with_2_and_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", "0270031963=EM:4564999259", "0705040217=0xA02A060F59", "--json"]) == 2
    found = objects(capsys)
    assert found[0]["profile"] == "em-08h10d"
    assert all(one["usable"] is False and one["reason"] for one in found)
    assert found[0]["missing"] == [1]


def test_nothing_explains_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", "12345678=0x529D06E3", "--json"]) == 2
    [found] = objects(capsys)
    assert "No known way" in str(found["error"])


def test_a_person_is_told_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", "1EA68671=0x1EA68671"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("usable      mifare-8h  ")
    assert "Write profile=mifare-8h into the reader's address" in said.err

    assert run(["learn", PALINDROME]) == 0
    assert "Tap another card" in capsys.readouterr().err


def test_what_was_learned_is_saved_and_known_from_then_on(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    learned = ["learn", "#6F28AD3A=0x90D752C5", "--json"]
    assert run([*learned, "--save", "back-door"]) == 0
    [saved] = objects(capsys)
    assert saved["profile"] == "back-door"
    assert (home / "profiles" / "back-door.toml").is_file()
    assert run(learned) == 0
    [found] = objects(capsys)
    assert (found["profile"], found["made_up"]) == ("back-door", False)


@pytest.mark.parametrize("pair", [PALINDROME, "0270031963=0x0110185C5B"])
def test_only_the_one_new_explanation_can_be_saved(pair: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", pair, "--save", "back-door", "--json"]) == 2
    [said] = objects(capsys)
    assert said["error"]
    assert not (home / "profiles").exists()


def test_what_is_known_already_is_named_and_not_saved_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(["learn", "1EA68671=0x1EA68671", "--save", "back-door"]) == 0
        assert "Known already. Write profile=mifare-8h into" in capsys.readouterr().err
    assert not (home / "profiles").exists()


@pytest.mark.parametrize("text", ['title = "Ours"\nformat = "hex"\ntechnology = "em4100"\n', "title ="])
def test_a_file_that_somebody_wrote_is_never_overwritten(
    text: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "profiles").mkdir()
    file = home / "profiles" / "back-door.toml"
    file.write_text(text)
    assert run(["learn", "#6F28AD3A=0x90D752C5", "--save", "back-door"]) == 2
    assert "another name" in capsys.readouterr().err
    assert file.read_text() == text


def test_bytes_are_supplied_when_a_person_says_so(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    pairs = ["0270031963=0x0110185C5B", "0040856634=0x01026F6C3A"]
    assert run(["learn", *pairs, "--json"]) == 2
    assert any(one["assumption"] for one in objects(capsys))
    assert run(["learn", *pairs, "--assume", "--save", "site", "--json"]) == 0
    found = objects(capsys)[0]
    assert (found["profile"], found["supplied"], found["usable"]) == ("site", "01", True)
    assert (home / "profiles" / "site.toml").is_file()


@pytest.mark.parametrize("pair", ["1EA68671", "=0x1EA68671", "1EA68671=", "1EA68671=1EA68671", "1EA68671=0x1EA686"])
def test_a_pair_that_is_none(pair: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", pair, "--json"]) == 2
    [said] = objects(capsys)
    assert said["error"]


def test_characters_that_cannot_be_seen_are_refused_and_never_said_raw(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    for pair in ("\udcff529D06E3=0x529D06E3", "529D06E3\x07", "529D06E3=\x070x529D06E3", "\x071=0x529D06E3"):
        assert run(["learn", pair, "--save", "x"]) == 2
        said = capsys.readouterr()
        assert (said.out + said.err).replace("\n", "").isprintable()
    assert not (home / "profiles").exists()
    assert run(["learn", "6F28AD3A=0x90D752C5", "--save", "\x07"]) == 2
    assert "\x07" not in capsys.readouterr().err


def test_digits_beside_one_cards_number_are_not_saved(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    pair = "0004329479323 014,40091=0x01020E9C9B"
    assert run(["learn", pair, "--save", "x"]) == 2
    assert "Tap another card" in capsys.readouterr().err
    assert not (home / "profiles").exists()
