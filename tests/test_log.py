"""The log: private, small, and never in the way."""

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from enroll_app.log import start_log


@pytest.fixture(autouse=True)
def root() -> Iterator[logging.Logger]:
    """The root logger, put back as it was."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield logger
    for handler in logger.handlers[:]:
        if handler not in handlers:
            logger.removeHandler(handler)
            handler.close()
    logger.setLevel(level)


def test_the_log_is_private_to_the_user_from_its_first_moment(tmp_path: Path) -> None:
    start_log(tmp_path / "home")
    log = tmp_path / "home" / "enroll.log"
    assert (stat.S_IMODE(log.parent.stat().st_mode), stat.S_IMODE(log.stat().st_mode)) == (0o700, 0o600)
    logging.getLogger("enroll_app.x").warning("it happened")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_warnings_are_logged_with_their_time_and_their_place_and_chatter_is_not(tmp_path: Path) -> None:
    start_log(tmp_path)
    logging.getLogger("enroll_app.x").warning("Åsa's %s", "card")
    logging.getLogger("enroll_app.x").info("chatter")
    [line] = (tmp_path / "enroll.log").read_text("utf-8").splitlines()
    assert line.endswith(" WARNING enroll_app.x Åsa's card")


def test_a_second_start_goes_on_in_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "enroll.log").write_text("before\n")
    start_log(tmp_path)
    logging.getLogger("enroll_app.x").error("after")
    first, second = (tmp_path / "enroll.log").read_text("utf-8").splitlines()
    assert first == "before"
    assert second.endswith("after")


def test_the_log_never_outgrows_four_small_files(tmp_path: Path) -> None:
    start_log(tmp_path)
    for _ in range(60):
        logging.getLogger("enroll_app.x").error("x" * 50_000)
    files = sorted(one.name for one in tmp_path.iterdir())
    assert files == ["enroll.log", "enroll.log.1", "enroll.log.2", "enroll.log.3"]
    assert sum(one.stat().st_size for one in tmp_path.iterdir()) <= 4 * 500_000


@pytest.mark.parametrize("inside", ["home", "home/desk"])
def test_a_desk_works_without_its_log(tmp_path: Path, inside: str, root: logging.Logger) -> None:
    (tmp_path / "home").write_text("a letter")
    start_log(tmp_path / inside)
    logging.getLogger("enroll_app.x").error("nowhere")
    assert isinstance(root.handlers[-1], logging.NullHandler)
    assert (tmp_path / "home").read_text() == "a letter"
