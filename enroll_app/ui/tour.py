"""Plays the whole wizard by itself in training mode, through the same keys that a person presses."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from enroll_app.domain.enrollment import State
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.ui import theme
from enroll_app.ui.application import make_application
from enroll_app.ui.health import Condition
from enroll_app.ui.navigation import Place
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.level_picker import LevelPicker
from enroll_app.ui.window import MainWindow

_LOOK_MS = 30
# How long one step of the tour may take, in seconds: starting the training server is the longest.
_STEP_S = 30.0

Ready = Callable[[], bool]


class TourFailed(RuntimeError):
    """The tour could not go on; that is an error of ours."""


def play(desk: Desk, shots: Path | None) -> tuple[dict[str, object], str]:
    """Play the tour and return what it did, as values and as words. Raises TourFailed."""
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    application = make_application()
    # A tour presses its keys faster than anybody who could mean none of them (`presses.Presses`).
    QApplication.setDoubleClickInterval(0)
    session = Session(desk)
    window = MainWindow(training=True)
    tour = _Tour(window, session, shots)
    # An error in a slot must end the tour, not leave it waiting.
    sys.excepthook = tour.fail
    window.painted.connect(lambda: QTimer.singleShot(0, tour.start))
    if application.platformName() == "offscreen":
        # No screen sets a limit here: a size that shows every page whole.
        window.resize(theme.unit() * 120, theme.unit() * 88)
    window.show()
    application.exec()
    sys.excepthook = sys.__excepthook__
    session.stop()
    window.deleteLater()
    if tour.failure:
        raise TourFailed(tour.failure)
    return tour.result()


class _Tour(QObject):
    """Runs the script step by step in the window's own event loop."""

    def __init__(self, window: MainWindow, session: Session, shots: Path | None) -> None:
        super().__init__()
        self.failure = ""
        self._window, self._session, self._shots = window, session, shots
        self._wizard = session.wizard
        self._pictures: list[str] = []
        self._script = self._play()
        self._waits_for: Ready = lambda: True
        self._deadline = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        self._window.attach(self._session)
        self._session.start()
        self._deadline = monotonic() + _STEP_S
        self._timer.start()

    def fail(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """End the tour because of this."""
        self.failure = f"{type(error).__name__}: {error}"
        self._timer.stop()
        QApplication.quit()

    def _look(self) -> None:
        if self._waits_for():
            try:
                self._waits_for = next(self._script)
                self._deadline = monotonic() + _STEP_S
                return
            except StopIteration:
                pass
        elif monotonic() < self._deadline:
            return
        else:
            self.failure = f"the tour came to a halt on the page {self._wizard.step.name}"
        self._timer.stop()
        QApplication.quit()

    def _play(self) -> Iterator[Ready]:
        yield lambda: self._session.service_health.condition is Condition.WELL
        self._shoot("card")
        self._session.desk.practice_tap()  # type: ignore[misc]  # a tour has a practice reader
        yield self._at(Step.PERSON)
        self._window.view.go_back()
        yield self._at(Step.CARD)
        self._shoot("card-read")
        self._enter()
        yield self._at(Step.PERSON)
        self._type("Åsa")
        self._key(Qt.Key.Key_Tab)
        self._type("Lindström")
        self._shoot("person")
        self._enter()
        yield self._at(Step.PIN)
        self._type("4071")
        self._shoot("pin")
        self._enter()
        yield self._at(Step.ACCESS)
        self._key(Qt.Key.Key_F6)
        self._choose_levels("office", "forrad")
        yield self._at(Step.ACCESS)
        self._shoot("access")
        self._enter()
        yield self._at(Step.REVIEW)
        self._shoot("review")
        self._enter()
        yield lambda: self._wizard.outcome is not None
        if self._wizard.outcome is None or self._wizard.outcome.state is not State.ACCEPTED:
            raise TourFailed(f"the training server did not accept the key: {self._wizard.outcome}")
        yield lambda: self._wizard.status is not None
        self._shoot("result-on-its-way")
        yield lambda: self._wizard.status is not None and self._wizard.status.settled
        self._shoot("result")
        yield from self._show_readers()

    def _show_readers(self) -> Iterator[Ready]:
        """A card at the Readers page, where it is only looked at."""
        seen: list[object] = []
        self._window.navigation.go_to(Place.READERS)
        self._session.read.connect(seen.append)
        # The first look at what is attached has to be through.
        yield lambda: bool(self._session.listening)
        self._session.desk.practice_tap()  # type: ignore[misc]  # a tour has a practice reader
        yield lambda: bool(seen)
        yield self._later()
        self._shoot("readers")

    def _at(self, step: Step) -> Ready:
        # One look later than the step itself: the page has been laid out by then.
        later = self._later()
        return lambda: self._wizard.step is step and later()

    def _later(self) -> Ready:
        looks = iter((False,))
        return lambda: next(looks, True)

    def _choose_levels(self, *searched: str) -> None:
        """Each is the only one that has these letters: Enter chooses it."""
        picker = self._window.findChild(LevelPicker)
        assert isinstance(picker, LevelPicker)
        picker.focus_first()
        for letters in searched:
            self._type(letters)
            self._enter()

    def _type(self, text: str) -> None:
        # QTest's own keyClicks knows no letters beyond ASCII.
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def _key(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focus(), key)

    def _enter(self) -> None:
        self._key(Qt.Key.Key_Return)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _shoot(self, name: str) -> None:
        if not self._shots:
            return
        path = self._shots / f"{len(self._pictures) + 1:02}-{name}.png"
        if not self._window.grab().save(str(path)):
            raise TourFailed(f"the picture {path} could not be written")
        self._pictures.append(str(path))

    def result(self) -> tuple[dict[str, object], str]:
        outcome, status = self._wizard.outcome, self._wizard.status
        assert outcome is not None
        assert outcome.record is not None
        state = status.state if status else outcome.state
        values: dict[str, object] = {
            "state": state.value,
            "key_id": str(outcome.record.key_id),
            "identification": outcome.record.identification,
            "person": outcome.intent.person.full_name,
            "shots": self._pictures,
        }
        words = f"{state.value}: {values['person']}, {values['identification']}\n  key {values['key_id']}"
        return values, "\n".join([words, *(f"  {path}" for path in self._pictures)])
