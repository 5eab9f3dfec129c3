"""Cards with two technologies become one key, and a card that doors cannot tell from another is pointed out."""

from collections.abc import Iterator
from signal import Signals

import pytest

from enroll_app.training.server import TrainingServer
from tests.drivers.frames_made import em_frame, frame_7941
from tests.e2e.cli_program import PATIENCE_S, Program, Result, Running
from tests.hardware_doubles.serial_pair import SerialPair

pytest_plugins = ["tests.e2e.cli_fixtures"]

EM, MIFARE = bytes.fromhex("0110185C5B"), bytes.fromhex("90D752C5")
BOTH = "0x0110185c5b|0x90d752c5"
WHO = ("--first-name", "Åsa", "--last-name", "Öberg", "--no-wait", "--json")
NOTE_MISSING = "only one side of this one was read"
NOTE_KNOWN = "This card is known with two technologies"
NOTE_ALIKE = "Another card is known whose number ends with the same bits"


@pytest.fixture
def dual(program: Program) -> Program:
    """The program at a site whose cards have two technologies."""
    program.home.mkdir()
    (program.home / "settings.toml").write_text("[desk]\ndual_technology = true\n", "utf-8")
    return program


@pytest.fixture
def lines() -> Iterator[tuple[SerialPair, SerialPair]]:
    """An RDM6300 and a 7941 beside it."""
    with SerialPair() as one, SerialPair() as two:
        yield one, two


def readers(lines: tuple[SerialPair, SerialPair]) -> tuple[str, ...]:
    return (
        *("--reader", f"serial:{lines[0].port}?protocol=rdm6300"),
        *("--reader", f"serial:{lines[1].port}?protocol=7941"),
    )


def until_heard(pair: SerialPair, data: bytes, running: Running, words: str) -> None:
    """Let a card rest until the program says these words."""
    for _ in range(int(PATIENCE_S / 0.06)):
        pair.send(data)
        running.idle(0.06)
        if running.ended or running.said(words):
            return
    raise AssertionError(words)


def enrolled(program: Program, *arguments: str) -> Result:
    """Enroll a card, well."""
    done = program.json("enroll", *arguments, *WHO[:-1])
    assert done.code == 0, done
    return done


@pytest.mark.parametrize("first", ["em", "mifare"])
def test_the_two_sides_on_two_readers_become_one_key_with_em_first(
    dual: Program, server: TrainingServer, lines: tuple[SerialPair, SerialPair], first: str
) -> None:
    sides = [(lines[0], em_frame(EM)), (lines[1], frame_7941(1, MIFARE))]
    (one, its), (two, other) = sides if first == "em" else sides[::-1]
    with dual.start("enroll", *readers(lines), *WHO) as running:
        running.says("Hold the card")
        until_heard(one, its, running, "Now the other side")
        while not running.ended:
            two.send(other)
            running.idle(0.06)
        done = running.end()
    assert (done.code, done.object["identification"]) == (0, BOTH)
    assert NOTE_MISSING not in done.err
    assert server.training.state.key(BOTH) is not None
    assert [row["identification"] for row in dual.rows()] == [BOTH]
    assert len(server.training.state.keys) == 4


@pytest.mark.parametrize("given", ["0110185C5B,90D752C5", "90D752C5,0110185C5B"])
def test_the_two_sides_on_one_reader_become_one_key(dual: Program, server: TrainingServer, given: str) -> None:
    done = enrolled(dual, "--reader", f"virtual:{given}")
    assert done.object["identification"] == BOTH
    assert server.training.state.key(BOTH) is not None


def test_without_the_setting_a_card_has_one_side(program: Program, server: TrainingServer) -> None:
    done = enrolled(program, "--reader", "virtual:90D752C5,0110185C5B")
    assert done.object["identification"] == "0x90d752c5"
    assert "other side" not in done.err


def test_one_side_alone_is_enrolled_with_a_note(
    dual: Program, server: TrainingServer, lines: tuple[SerialPair, SerialPair]
) -> None:
    with dual.start("enroll", *readers(lines), *WHO) as running:
        running.says("Hold the card")
        while not running.ended:
            # It rests there all the time.
            lines[0].send(em_frame(EM))
            running.idle(0.06)
        done = running.end()
    assert (done.code, done.object["identification"]) == (0, "0x0110185c5b")
    assert NOTE_MISSING in done.err
    assert server.training.state.key("0x0110185c5b") is not None


def test_two_cards_of_the_same_technology_are_not_two_sides(dual: Program, server: TrainingServer) -> None:
    refused = dual.json("enroll", "--reader", "virtual:0110185C5B,1122334455", *WHO[:-1])
    refused.failed(2, "0110185C5B", "1122334455", "not the two sides of one card")
    assert len(server.training.state.keys) == 3
    assert dual.rows() == []


def test_the_first_side_tapped_again_is_not_the_other_one(
    dual: Program, server: TrainingServer, lines: tuple[SerialPair, SerialPair]
) -> None:
    with dual.start("enroll", *readers(lines), *WHO) as running:
        running.says("Hold the card")
        until_heard(lines[0], em_frame(EM), running, "Now the other side")
        running.idle(0.7)
        lines[0].send(em_frame(EM))
        running.idle(0.7)
        while not running.ended:
            lines[1].send(frame_7941(1, MIFARE))
            running.idle(0.06)
        done = running.end()
    assert (done.code, done.object["identification"]) == (0, BOTH)


def test_a_side_that_must_not_be_enrolled_keeps_the_whole_card_out(dual: Program, server: TrainingServer) -> None:
    for sides in ("0110185C5B,08A1B2C3", "08A1B2C3,0110185C5B"):
        dual.json("enroll", "--reader", f"virtual:{sides}", *WHO[:-1]).failed(2, "makes up a new number")
    assert len(server.training.state.keys) == 3
    assert dual.rows() == []


def test_a_second_reader_that_throws_bytes_away_keeps_the_whole_card_out(dual: Program) -> None:
    with SerialPair() as one, SerialPair() as two:
        both = ("--reader", f"serial:{one.port}", "--reader", f"serial:{two.port}?profile=mifare-06h08d")
        with dual.start("enroll", *both, *WHO) as running:
            running.says("Hold the card")
            until_heard(one, em_frame(EM), running, "Now the other side")
            while not running.ended:
                two.send(b"01596507\r")
                running.idle(0.06)
            running.end().failed(2, "leaves out the first, so")
    assert dual.rows() == []


def test_ctrl_c_between_the_two_sides_sends_nothing(dual: Program, serial_pair: SerialPair) -> None:
    with dual.start("enroll", "--reader", f"serial:{serial_pair.port}", *WHO) as running:
        running.says("Hold the card")
        until_heard(serial_pair, em_frame(EM), running, "Now the other side")
        running.signal(Signals.SIGINT)
        assert running.end(5).code == 130
    assert dual.rows() == []


def test_a_side_of_a_card_that_is_known_with_two_is_pointed_out(program: Program) -> None:
    enrolled(program, "--card", BOTH)
    for side in ("0x0110185c5b", "0x90d752c5"):
        done = enrolled(program, "--card", side)
        assert NOTE_KNOWN in done.err
        assert BOTH in done.err
    whole = enrolled(program, "--card", BOTH)
    assert NOTE_KNOWN not in whole.err


def test_a_card_that_doors_over_wiegand_cannot_tell_from_another_is_pointed_out(program: Program) -> None:
    enrolled(program, "--card", "0x0110185c5b")
    assert NOTE_ALIKE not in enrolled(program, "--card", "0x0110185c5b").err
    assert NOTE_ALIKE not in enrolled(program, "--card", "0x0110185c5c").err
    for alike in ("0x0210185c5b", "0x0211185c5b", "0xaa185c5b"):
        done = enrolled(program, "--card", alike)
        assert NOTE_ALIKE in done.err
        assert "0x0110185c5b" in done.err
    read = enrolled(program, "--reader", "virtual:0310185C5B")
    assert NOTE_ALIKE in read.err


def test_a_card_that_was_never_at_the_service_looks_like_no_other(program: Program, server: TrainingServer) -> None:
    server.training.faults.plan("/v1/accesskeys/add", "status", status=400)
    assert program.json("enroll", "--card", "0x0110185c5b", *WHO[:-1]).code == 4
    assert NOTE_ALIKE not in enrolled(program, "--card", "0x0210185c5b").err
