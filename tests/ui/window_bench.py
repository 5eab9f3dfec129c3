"""What scripts/bench_window.py plays in its window, each in a process of its own, and what it comes to."""

import os
import socket
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from drivers.virtual import VirtualReader
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.ui.application import run_window
from enroll_app.ui.navigation import Place
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.number import Number
from enroll_app.ui.window import MainWindow
from tests.ui.heart import Heart

ROWS, TAPS = 50_000, 200
# Set when it is to be told where the window's thread was in a stall this long, in seconds.
WHERE, _WITNESS_S = "ENROLL_BENCH_WHERE", 0.035
_UIDS = [(0x04_00_00_01 + number * 7).to_bytes(4, "big") for number in range(TAPS + 200)]
# How long each is looked at, and how long anything may take to come about, in seconds.
_LOOK_S, _PATIENCE_S = 5.0, 60.0
_TAP_MS, _SCROLL_MS = 100, 16
# Everything is loaded behind the first paint by then, which has a figure of its own, in seconds.
_LOADED_S = 3.0


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
                frames = sys._current_frames()
                stack = traceback.format_stack(frames.pop(self._window), limit=12)
                others = [traceback.format_stack(frame, limit=1)[0] for frame in frames.values()]
                sys.stderr.write(f"no beat for {_WITNESS_S * 1000:.0f} ms:\n{''.join([*stack, 'beside: ', *others])}\n")


def _beating() -> Heart:
    heart = Heart()
    if os.environ.get(WHERE):
        _Witness(heart)
    return heart


def longest(seconds: float = _LOOK_S) -> float:
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
    _wait(_LOADED_S)


def start() -> float:
    """Everything that is loaded behind the first paint, in training mode."""
    from enroll_app.composition import training_desk

    hearts: list[Heart] = []

    def begin() -> None:
        hearts.append(_beating())
        QTimer.singleShot(round(_LOOK_S * 1000), QApplication.quit)

    # The first turn of the event loop, in which the window is on the screen and nothing else is there yet.
    QTimer.singleShot(0, begin)
    run_window(lambda _: training_desk(), training=True)
    return hearts[0].worst * 1000


def taps() -> float:
    """Ten cards a second, in the middle of an enrollment and without one."""
    from enroll_app.composition import training_desk

    reader = VirtualReader()
    with _window(replace(training_desk(), open_readers=lambda _: reader, open_forgiving=lambda _: reader)) as parts:
        _ready(parts[1])
        uids = iter(_UIDS)
        timer = QTimer()
        timer.timeout.connect(lambda: reader.present(next(uids)))
        timer.start(_TAP_MS)
        return longest()


def silence() -> float:
    """A service that takes every request and answers none, and an enrollment that is sent to it."""
    from enroll_app.composition import make_desk

    with socket.create_server(("127.0.0.1", 0), backlog=64) as service:
        os.environ["ENROLL_APP_API_URL"] = f"http://127.0.0.1:{service.getsockname()[1]}/v1/"
        os.environ["ENROLL_APP_API_KEY"] = "key"
        with tempfile.TemporaryDirectory(prefix="enroll-bench-") as home:
            os.environ["ENROLL_APP_HOME"] = home
            with _window(make_desk((f"virtual:{_UIDS[0].hex()}",))) as (_, session):
                _until(lambda: session.wizard.step is Step.PERSON, "no card")
                _wait(_LOADED_S)
                heart = _beating()
                session.wizard.draft = replace(session.wizard.draft, first_name="Anna", last_name="Svensson")
                while session.wizard.step is not Step.REVIEW:
                    session.wizard.forward()
                    session.changed.emit()
                    _wait(0.3)
                session.submit()
                _wait(_LOOK_S)
                return heart.worst * 1000


def draining() -> float:
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
            _wait(_LOADED_S)
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


def history(entries: int) -> float:
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
            _wait(_LOADED_S)
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
        number = isinstance(watched, Number) and watched.accessibleName() == self.wanted
        if number and event.type() is QEvent.Type.Paint and not self.at:
            # The next turn: the painting is through by then, and on its way to the screen.
            QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        self.at = self.at or time.perf_counter()


def tap_to_paint() -> list[float]:
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
