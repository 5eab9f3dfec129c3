"""The two ways off the window's thread."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from threading import Event, Timer

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from pytestqt.qtbot import QtBot

from enroll_app.ui.threads import Background, LoopThread
from enroll_app.ui.workers import at_rest


class Catcher(QObject):
    """Keeps what came and the thread it came on."""

    def __init__(self) -> None:
        super().__init__()
        self.caught: list[tuple[object, int]] = []

    @Slot(object)
    def catch(self, thing: object) -> None:
        self.caught.append((thing, threading.get_ident()))


def test_what_a_loop_yields_arrives_on_the_windows_thread(qtbot: QtBot) -> None:
    def loop(stop: Event) -> Iterator[object]:
        yield "one"
        stop.wait()

    catcher, thread = Catcher(), LoopThread(loop)
    thread.came.connect(catcher.catch)
    thread.start()
    qtbot.waitUntil(lambda: bool(catcher.caught))
    thread.stop()
    assert catcher.caught == [("one", threading.get_ident())]
    assert thread.is_finished()


def test_a_loop_that_fails_says_why(qtbot: QtBot) -> None:
    failure = OSError("gone")

    def loop(_stop: Event) -> Iterator[object]:
        yield from ()
        raise failure

    catcher, thread = Catcher(), LoopThread(loop)
    thread.failed.connect(catcher.catch)
    thread.start()
    qtbot.waitUntil(lambda: bool(catcher.caught))
    thread.stop()
    assert catcher.caught[0][0] is failure


def test_a_call_runs_elsewhere_and_its_outcome_arrives_here(qtbot: QtBot) -> None:
    background, done = Background(), []

    def finished(future: Future[int]) -> None:
        done.append((future.result(), threading.get_ident()))

    background.run(threading.get_ident, finished)
    qtbot.waitUntil(lambda: bool(done))
    background.stop()
    worker, here = done[0]
    assert here == threading.get_ident()
    assert worker != here


def test_after_the_stop_nothing_is_delivered_any_more(qtbot: QtBot) -> None:
    background = Background()
    done: list[Future[bool]] = []
    background.run(lambda: background.pause(30), done.append)
    background.stop()
    qtbot.wait(50)
    assert done == []


def test_what_goes_away_while_its_calls_run_is_never_spoken_to(qtbot: QtBot) -> None:
    done: list[object] = []
    begun, go_on = Event(), Event()

    def call() -> None:
        begun.set()
        go_on.wait()

    owner = QObject()
    Background(owner).run(call, done.append)
    begun.wait()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go_on.set()
    qtbot.wait(50)
    assert done == []


def test_what_was_left_is_done_to_its_end_and_told_to_nobody(qtbot: QtBot) -> None:
    background = Background(workers=1)
    done: list[Future[None]] = []
    first, ran = Event(), Event()
    background.run(lambda: bool(first.wait()), lambda _: None)
    background.run(ran.set, done.append)
    background.leave()
    first.set()
    qtbot.waitUntil(ran.is_set)
    assert done == []


def test_a_driver_that_hangs_is_left_behind(qtbot: QtBot) -> None:
    go_on, came = Event(), Catcher()

    def hangs(_stop: Event) -> Iterator[object]:
        go_on.wait()
        yield "too late"

    thread = LoopThread(hangs)
    thread.came.connect(came.catch)
    thread.start()
    thread.end()
    qtbot.waitUntil(at_rest, timeout=8_000)
    thread.stop()
    assert not thread.is_finished()
    go_on.set()
    qtbot.waitUntil(thread.is_finished)
    assert came.caught == []


def test_a_loop_whose_owner_went_without_a_word_is_waited_for_all_the_same(qtbot: QtBot) -> None:
    driver = Event()

    def loop(_stop: Event) -> Iterator[object]:
        driver.wait()
        yield "late"

    running = LoopThread(loop)
    running.start()
    # As where the owner is destroyed.
    running._running.stop.set()
    Timer(0.1, driver.set).start()
    running.stop()
    assert running.is_finished()


def test_a_loop_that_ends_late_still_says_so(qtbot: QtBot) -> None:
    go_on, finished = Event(), Catcher()

    def late(_stop: Event) -> Iterator[object]:
        go_on.wait()
        yield from ()

    thread = LoopThread(late)
    thread.finished.connect(lambda: finished.catch("finished"))
    thread.start()
    thread.end()
    qtbot.waitUntil(at_rest, timeout=8_000)
    go_on.set()
    qtbot.waitUntil(lambda: bool(finished.caught))


def test_what_is_asked_for_on_the_windows_own_thread_may_ask_again(qtbot: QtBot) -> None:
    background, done = Background(), []
    background.tell(lambda: background.tell(lambda: done.append("both")))
    qtbot.waitUntil(lambda: done == ["both"])
    background.stop()


def test_where_the_system_has_no_thread_to_give_nothing_is_waited_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    background = Background(workers=1)
    done: list[object] = []

    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as poor:
        poor.setattr(threading.Thread, "start", refuse)
        with pytest.raises(RuntimeError):
            background.run(lambda: "never", done.append)
    background.run(lambda: "done", lambda future: done.append(future.result()))
    qtbot.waitUntil(lambda: done == ["done"])
    background.finish()
