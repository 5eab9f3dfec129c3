"""An error of ours ends a command with its kind alone; what it says goes into the log, without secrets."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from enroll_app.cli.app import run
from enroll_app.cli.exit_codes import Exit
from enroll_app.log import start_log
from enroll_app.services.checkup import Checkup
from enroll_app.services.desk import Desk

PIN = "8642"


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """The root logger, put back as it was."""
    logger = logging.getLogger()
    before, level = logger.handlers[:], logger.level
    yield
    for handler in logger.handlers[:]:
        if handler not in before:
            logger.removeHandler(handler)
            handler.close()
    logger.setLevel(level)


def broken() -> Desk:
    raise ValueError(f"'{PIN}' is not a valid PinRule")


def looked_over() -> Checkup:
    raise ValueError(f"'{PIN}'")


def tour(shots: Path | None) -> tuple[dict[str, object], str]:
    raise ValueError(f"'{PIN}' {shots}")


@pytest.mark.parametrize("arguments", [["levels"], ["levels", "--json"], ["outbox", "list", "--json"], ["tour"]])
def test_its_own_words_are_not_shown_and_are_logged_struck(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log(tmp_path)
    assert run(arguments, broken, tour, looked_over) == Exit.OUR_ERROR
    said = capsys.readouterr()
    assert "An error of ours: ValueError. Please report it, with what you did before." in said.err
    assert PIN not in said.out + said.err
    assert "Traceback" not in said.err
    log = (tmp_path / "enroll.log").read_text("utf-8")
    assert "CRITICAL enroll_app.cli.app an error of ours" in log
    assert "ValueError: '****'" in log


def test_before_the_log_was_started_nothing_is_written_anywhere(capfd: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    kept, root.handlers = root.handlers, []
    try:
        assert run(["doctor"], broken, tour, looked_over) == Exit.OUR_ERROR
    finally:
        root.handlers = kept
    said = capfd.readouterr()
    assert said.err == "An error of ours: ValueError. Please report it, with what you did before.\n"
