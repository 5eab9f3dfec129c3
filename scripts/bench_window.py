#!/usr/bin/env python3
"""How long the window keeps anybody waiting: a heartbeat in its event loop while the rest of the program is at work.

stalls  the longest time between two beats, less that of an empty event loop in the same process: while everything is
        loaded behind the first paint, with ten taps a second, at a service that never answers, with 50,000 enrollments
        that wait and are sent, and scrolling through a million entries of the history. Each in a process of its own,
        twice; the better one counts, for what the machine does to a process does not come again.
tap     from the card at the reader to its number on the screen, at the 95th percentile.

Exit code 1 when a figure is above its bound.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from drivers.virtual import VirtualReader
from enroll_app.first_sight import FirstSight
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.ui.application import make_application, run_window
from enroll_app.ui.navigation import Place
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.number import Number
from enroll_app.ui.window import MainWindow
from tests.ui.heart import Heart

STALL_BOUND_MS, TAP_BOUND_MS = 50.0, 30.0
ROWS, ENTRIES, TAPS = 50_000, 1_000_000, 200
_UIDS = [(0x04_00_00_01 + number * 7).to_bytes(4, "big") for number in range(TAPS + 200)]
# How long each is looked at, and how long anything may take to come about, in seconds.
_LOOK_S, _PATIENCE_S = 5.0, 60.0
_TAP_MS, _SCROLL_MS = 100, 16
# With --where: a stall this long is looked into, in seconds.
_WHERE, _WITNESS_S = "ENROLL_BENCH_WHERE", 0.035


def _wait(seconds: float) -> None:
    """Let the event loop run for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _until(what: Callable[[], object], words: str) -> None:
    """Let the event loop run until something is so. Raises RuntimeError with these words when it does not come."""
    deadline = time.monotonic() + _PATIENCE_S
    while not what():
        if time.monotonic() > deadline:
            raise RuntimeError(words)
        _wait(0.01)


class _Witness(threading.Thread):
    """Writes down where the window's thread is while its heart does not beat."""

    def __init__(self, heart: Heart) -> None:
        super().__init__(daemon=True)
        self._heart, self._window = heart, threading.get_ident()
        self.start()

    def run(self) -> None:
        """The thread: one look for each stall."""
        seen = 0.0
        while True:
            time.sleep(0.005)
            beat = self._heart.last
            if beat != seen and time.monotonic() - beat > _WITNESS_S:
                seen = beat
                frames = sys._current_frames()  # noqa: SLF001  there is no other way
                stack = traceback.format_stack(frames.pop(self._window), limit=12)
                others = [traceback.format_stack(frame, limit=1)[0] for frame in frames.values()]
                sys.stderr.write(f"no beat for {_WITNESS_S * 1000:.0f} ms:\n{''.join([*stack, 'beside: ', *others])}\n")


def _beating() -> Heart:
    heart = Heart()
    if os.environ.get(_WHERE):
        _Witness(heart)
    return heart


def _longest(seconds: float = _LOOK_S) -> float:
    """The longest time between two beats from now on, in milliseconds."""
    heart = _beating()
    _wait(seconds)
    return heart.worst * 1000


@contextmanager
def _window(desk: Desk) -> Iterator[tuple[MainWindow, Session]]:
    """A window on a desk."""
    window, session = MainWindow(training=desk.training), Session(desk)
    window.resize(1280, 900)
    window.show()
    window.attach(session)
    session.start()
    yield window, session
    session.stop()


def _ready(session: Session) -> None:
    _until(lambda: not session.levels_loading and session.listening, "the desk was not ready in time")
    _wait(1.0)


def _start() -> float:
    """Everything that is loaded behind the first paint, in training mode."""
    from enroll_app.composition import training_desk

    hearts: list[Heart] = []

    def begin() -> None:
        hearts.append(_beating())
        QTimer.singleShot(round(_LOOK_S * 1000), QApplication.quit)

    # The first turn of the event loop, in which the window is on the screen and nothing else is there yet.
    QTimer.singleShot(0, begin)
    run_window(lambda _: training_desk(), FirstSight(), None, training=True, exit_when_ready=False)
    return hearts[0].worst * 1000


def _taps() -> float:
    """Ten cards a second, in the middle of an enrollment and without one."""
    from enroll_app.composition import training_desk

    reader = VirtualReader()
    with _window(replace(training_desk(), open_readers=lambda _: reader, open_forgiving=lambda _: reader)) as parts:
        _ready(parts[1])
        uids = iter(_UIDS)
        timer = QTimer()
        timer.timeout.connect(lambda: reader.present(next(uids)))
        timer.start(_TAP_MS)
        return _longest()


def _silence() -> float:
    """A service that takes every request and answers none, and an enrollment that is sent to it."""
    from enroll_app.composition import make_desk

    with socket.create_server(("127.0.0.1", 0), backlog=64) as service:
        os.environ["ENROLL_APP_API_URL"] = f"http://127.0.0.1:{service.getsockname()[1]}/v1/"
        os.environ["ENROLL_APP_API_KEY"] = "key"
        with tempfile.TemporaryDirectory(prefix="enroll-bench-") as home:
            os.environ["ENROLL_APP_HOME"] = home
            with _window(make_desk((f"virtual:{_UIDS[0].hex()}",))) as (_, session):
                heart = _beating()
                _until(lambda: session.wizard.step is Step.PERSON, "no card")
                session.wizard.draft = replace(session.wizard.draft, first_name="Anna", last_name="Svensson")
                while session.wizard.step is not Step.REVIEW:
                    session.wizard.forward()
                session.changed.emit()
                _wait(0.5)
                session.submit()
                _wait(_LOOK_S)
                return heart.worst * 1000


def _draining() -> float:
    """Many enrollments that wait, sent one after the other, with the outbox in sight."""
    from enroll_app.composition import make_desk
    from enroll_app.training.child import start_child
    from tests.ui.test_outbox_window import save

    child = start_child()
    os.environ["ENROLL_APP_API_URL"], os.environ["ENROLL_APP_API_KEY"] = child.url, child.key
    with tempfile.TemporaryDirectory(prefix="enroll-bench-") as home:
        os.environ["ENROLL_APP_HOME"] = home
        desk = make_desk(("virtual:",))
        save(desk, ROWS)
        with _window(desk) as (window, session):
            heart = _beating()
            _until(lambda: session.counts.unfinished > 0, "the outbox was not counted")
            before = session.counts.unfinished
            window.navigation.go_to(Place.OUTBOX)
            _wait(_LOOK_S)
            if session.counts.unfinished >= before:
                raise RuntimeError("nothing was sent meanwhile")
            worst = heart.worst * 1000
    child.stop()
    return worst


def _history(entries: int) -> float:
    """Scrolling through a long history, from its first page to its last and back."""
    from bench_history import fill

    from enroll_app.composition import make_desk
    from enroll_app.domain.uptime import Instant
    from enroll_app.store.database import Database

    os.environ["ENROLL_APP_API_URL"], os.environ["ENROLL_APP_API_KEY"] = "http://127.0.0.1:9/v1/", "key"
    with tempfile.TemporaryDirectory(prefix="enroll-bench-") as home:
        os.environ["ENROLL_APP_HOME"] = home
        database = Database(Path(home) / "enroll.sqlite3", uptime=lambda: Instant("bench", time.monotonic()))
        fill(database, entries)
        database.close()
        with _window(make_desk(("virtual:",))) as (window, session):
            _until(lambda: not session.levels_loading, "the desk was not ready in time")
            heart = _beating()
            window.navigation.go_to(Place.HISTORY)
            _wait(1.0)
            bars = [area.verticalScrollBar() for area in window.findChildren(QAbstractScrollArea) if area.isVisible()]
            bar = max(bars, key=lambda one: one.maximum())
            if bar.maximum() < entries // 100:
                raise RuntimeError(f"the history does not scroll: {bar.maximum()}")
            steps = round(_LOOK_S * 1000 / _SCROLL_MS)
            path = [bar.maximum() * (at if at < steps // 2 else steps - at) // (steps // 2) for at in range(steps)]
            # A notch of the wheel each time, and at last the whole way.
            ways = iter([3 * at for at in range(steps)] + path)
            timer = QTimer()
            timer.timeout.connect(lambda: bar.setValue(next(ways, 0)))
            timer.start(_SCROLL_MS)
            _wait(2 * _LOOK_S)
            return heart.worst * 1000


class _Painted(QObject):
    """Notes when a number was painted. wanted: the number. at: when, in seconds of the clock; 0 before."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted, self.at = "", 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's own name."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, Number) and not self.at:
            if watched.accessibleName() == self.wanted:
                # The next turn: the painting is through by then, and on its way to the screen.
                QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        self.at = self.at or time.perf_counter()


def _tap_to_paint() -> list[float]:
    """Milliseconds from each tap to its number on the screen."""
    from enroll_app.composition import training_desk

    application = QApplication.instance()
    assert application is not None
    reader, painted, took = VirtualReader(), _Painted(), []
    application.installEventFilter(painted)
    with _window(replace(training_desk(), open_readers=lambda _: reader, open_forgiving=lambda _: reader)) as parts:
        _ready(parts[1])
        for uid in _UIDS[:TAPS]:
            painted.wanted, painted.at = f"0x{uid.hex()}", 0.0
            begun = time.perf_counter()
            reader.present(uid)
            _until(lambda: painted.at, "the number was not painted")
            took.append((painted.at - begun) * 1000)
            parts[1].next_card()
            _wait(0.02)
    return took[1:]


def _one(name: str, entries: int) -> None:
    """Play one scenario and print its figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    baseline = _longest(2.0)
    plays: dict[str, Callable[[], float | list[float]]] = {
        "start": _start,
        "taps": _taps,
        "silence": _silence,
        "draining": _draining,
        "history": lambda: _history(entries),
        "tap": _tap_to_paint,
    }
    say(json.dumps([baseline, plays[name]()]))
    # Whatever still waits for an answer that never comes is not waited for.
    sys.stdout.flush()
    os._exit(0)


def _played(name: str, entries: int) -> tuple[float, float | list[float]]:
    command = [sys.executable, __file__, "--one", name, "--entries", str(entries)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=600)  # noqa: S603  our own
    baseline, figure = json.loads(done.stdout.splitlines()[-1])
    return baseline, figure


def stalls(name: str, words: str, entries: int) -> bool:
    """Print the longest stall of a scenario, and return whether it is within its bound."""
    runs = [_played(name, entries) for _ in range(2)]
    baseline, longest = min(runs, key=lambda run: float(run[1] if isinstance(run[1], float) else 0) - run[0])
    assert isinstance(longest, float)
    held = longest - baseline <= STALL_BOUND_MS
    say(f"  {words}: {longest:.0f} ms; an empty loop {baseline:.0f} ms{'' if held else ' TOO LONG'}")
    return held


def tap() -> bool:
    """Print how long a number takes to the screen, and return whether it is within its bound."""
    baseline, took = _played("tap", 0)
    assert isinstance(took, list)
    late = statistics.quantiles(took, n=20)[-1]
    say(f"tap, {len(took)} cards: painted within {late:.1f} ms at the 95th percentile (bound {TAP_BOUND_MS:.0f} ms)")
    say(f"  median {statistics.median(took):.1f} ms, the slowest {max(took):.1f} ms; an empty loop {baseline:.0f} ms")
    return late <= TAP_BOUND_MS


def main() -> int:
    """Print the figures and say whether they hold."""
    parser = argparse.ArgumentParser(description="Measure how long the window keeps anybody waiting.")
    parser.add_argument("--entries", type=int, default=ENTRIES, help=f"how long the history is ({ENTRIES})")
    parser.add_argument("--where", action="store_true", help="tell where the window's thread was in each stall")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.where:
        os.environ[_WHERE] = "1"
    if given.one:
        _one(given.one, given.entries)
    say(f"stalls, longest beat of the window's event loop (bound {STALL_BOUND_MS:.0f} ms beyond an empty loop's)")
    held = [
        stalls("start", "loading behind the first paint", given.entries),
        stalls("taps", "ten taps a second", given.entries),
        stalls("silence", "a service that never answers", given.entries),
        stalls("draining", f"{ROWS} that wait and are sent", given.entries),
        stalls("history", f"scrolling through {given.entries} entries", given.entries),
        tap(),
    ]
    return 0 if all(held) else 1


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
