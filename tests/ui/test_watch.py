"""Looking at the readers when it goes wrong or takes long."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from drivers.errors import ReaderError
from drivers.reader import ReadersChanged
from enroll_app.services.desk import Desk
from enroll_app.ui.navigation import Place
from enroll_app.ui.readers.watch import Watch
from tests.ui.reader_bench import LINE, PORT, Bench


@pytest.fixture
def bench(qtbot: QtBot, make_desk: Callable[..., Desk]) -> Bench:
    """A window that listens to one reader, not open yet."""
    return Bench(qtbot, make_desk, LINE)


def test_an_error_that_nobody_foresaw_is_told_and_logged_once(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.found = OSError("x")
    with bench.hands:
        bench.to_readers()
        bench.says("Something went wrong in this program (OSError)")
        looks = bench.looks
        bench.hands.until(lambda: bench.looks > looks + 1)
        assert len([one for one in caplog.records if "a call behind the window failed" in one.message]) == 1
        bench.found = (LINE, PORT)
        bench.row(PORT)
        assert "Something went wrong" not in bench.hands.reads()


def test_closing_does_not_wait_for_a_slow_look(bench: Bench) -> None:
    bench.looking.clear()
    with bench.hands:
        bench.go(Place.READERS)
        bench.hands.until(lambda: bench.looks > 0)
        begun = time.monotonic()
        bench.hands.window.close()
        assert time.monotonic() - begun < 1.0
    bench.looking.set()


def test_a_loop_that_ended_is_told_with_its_cause_and_the_readers_of_the_settings_are_listed(
    qtbot: QtBot, make_desk: Callable[..., Desk]
) -> None:
    bench = Bench(qtbot, make_desk, LINE)
    bench.use(replace(bench.desk, readers=(LINE.uri,)))
    bench.found = ReaderError("It cannot be looked.", "Look later.")
    bench.reader.tell(ReadersChanged(()))
    bench.reader.tell(ReaderError("The library is broken.", "Install it anew."))
    with bench.hands:
        bench.to_readers()
        bench.says("The library is broken. Install it anew.")
        seen = bench.row(LINE)
        assert "Not attached" in seen.accessibleName()
        assert "add “" not in bench.hands.reads()


def test_each_broken_file_is_told_on_a_line_of_its_own(bench: Bench) -> None:
    own = bench.home / "profiles"
    own.mkdir()
    (own / "front.toml").write_text("number_format = 'x'\ntitle = 3\n")
    (own / "back.toml").write_text("=")
    with bench.hands:
        bench.to_readers()
        bench.says("front.toml")
        watch: Watch = bench.view.watch
        lines = watch.trouble.splitlines()
        assert len(lines) == 2
        assert ["back.toml" in lines[0], "front.toml" in lines[1]] == [True, True]
