"""The window's program: from nothing to the first painted page, and only then everything else."""

import gc
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from enroll_app.first_sight import FirstSight
from enroll_app.ui import theme
from enroll_app.ui.language import speak
from enroll_app.ui.window import MainWindow

if TYPE_CHECKING:
    from logging import Logger
    from pathlib import Path

    from enroll_app.domain.problems import InvalidInputError
    from enroll_app.services.desk import Desk
    from enroll_app.ui.session import Session

# The contract's exit code for invalid input.
_INVALID = 2
# How often signals are looked at, in milliseconds.
_SIGNALS_MS = 300


def make_application(sight: FirstSight | None = None) -> QApplication:
    """The one QApplication, in the product's look and language. sight: what is known of them already."""
    sight = sight or FirstSight()
    # Named before there is an application, so that no other style is made first.
    QApplication.setStyle("Fusion")
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Enroll")
    qInstallMessageHandler(_log_qt)
    theme.apply(application, dark=theme.DARKNESS.get(sight.look))
    speak(application, sight.language)
    application.styleHints().colorSchemeChanged.connect(lambda: theme.take_look(application))
    return application


def run_window(
    make_desk: Callable[[bool], "Desk"],
    sight: FirstSight,
    door: "Path | None",
    *,
    training: bool,
    exit_when_ready: bool,
) -> int:
    """Show the window until it is closed; return the exit code.

    make_desk: given whether it is for training; called once the first page is on the screen, and each time the desk is
    opened anew; may raise InvalidInputError, which is said to the person.
    exit_when_ready: leave with 0 once the first page is painted and takes input.
    """
    application = make_application(sight)
    window = MainWindow(training=training)
    if sight.geometry:
        window.take_geometry(sight.geometry)
    program = Program(window, make_desk, door, training=training, exit_when_ready=exit_when_ready)
    # The turn of the event loop after the first paint is the first in which a key would be heard.
    window.painted.connect(lambda: QTimer.singleShot(0, program.ready))
    window.show()
    code = application.exec()
    program.stop()
    return code


class Program(QObject):
    """What is loaded and started behind the painted window, and opened anew when its settings are other ones.

    Whoever changed what a desk is made of (service, readers, time zone, number format, the first settings of all) emits
    `session.reopening(training)`; the session ends and the window shows a new one over a new desk, without being left.
    Where the settings do not do, that is said and the old desk goes on. What was typed is offered again, as after a
    restart; where it would be lost, the person is asked before.
    """

    def __init__(
        self,
        window: MainWindow,
        make_desk: Callable[[bool], "Desk"],
        door: "Path | None",
        *,
        training: bool,
        exit_when_ready: bool,
    ) -> None:
        super().__init__(window)
        self._door = door
        self._window = window
        self._make_desk = make_desk
        self._training = training
        self._exit_when_ready = exit_when_ready
        self._session: Session | None = None

    def ready(self) -> None:
        """The window is painted: load and start everything else."""
        gc.enable()
        if self._exit_when_ready:
            QApplication.quit()
            return
        from enroll_app.domain.problems import InvalidInputError
        from enroll_app.ui import icons

        sys.excepthook = _log_uncaught
        _quit_on_signals(self._window)
        if self._door:
            from enroll_app.ui.single_instance import FrontDoor

            FrontDoor(self._door, self._window)
        QGuiApplication.setWindowIcon(icons.application_icon())
        try:
            desk = self._make_desk(self._training)
        except InvalidInputError as error:
            self._refuse(error)
            return
        self._window.reopening.connect(self._reopen_soon)
        self._open(desk)

    def _open(self, desk: "Desk") -> None:
        from enroll_app.log import start_log
        from enroll_app.ui.session import Session
        from enroll_app.ui.setup.offer import SetupOffer

        start_log(desk.home)
        self._session = Session(desk)
        self._window.attach(self._session)
        self._session.start()
        SetupOffer(self._window, self._session)

    @Slot(bool)
    def _reopen_soon(self, training: bool) -> None:  # noqa: FBT001  a signal's argument
        """In a turn of its own: whoever asks for it goes away by it."""
        QTimer.singleShot(0, self, lambda: self.reopen(training=training))

    def reopen(self, *, training: bool = False) -> None:
        """Open the desk anew, as it is set now."""
        from enroll_app.ui.closing import Closing
        from enroll_app.ui.question import ask

        if self._session is None:
            return
        closing = Closing(self._session, self)
        if not closing.loses:
            self._reopen(training)
            return
        question, yes, no = self.tr("Open the desk anew now?"), self.tr("&Open it anew"), self.tr("&Not now")
        ask(self._window, question, closing.left_behind(), yes, no, lambda: self._reopen(training))

    def _reopen(self, training: bool) -> None:  # noqa: FBT001  as above
        from enroll_app.domain.problems import InvalidInputError
        from enroll_app.ui.question import tell
        from enroll_app.ui.words import told

        try:
            desk = self._make_desk(training)
        except InvalidInputError as error:
            words = "\n".join(told(problem) for problem in error.problems)
            tell(self._window, self.tr("The desk goes on as it was: its new settings cannot be used."), words)
            return
        old, self._session, self._training = self._session, None, training
        assert old is not None
        self._window.remember()
        old.stop()
        self._open(desk)
        old.deleteLater()

    def _refuse(self, error: "InvalidInputError") -> None:
        """The settings do not do: say so, on the screen and to whoever started the program, and leave."""
        from PySide6.QtWidgets import QMessageBox

        from enroll_app.ui.words import told

        sys.stderr.write(f"{error}\n")
        words = "\n".join(told(problem) for problem in error.problems)
        box = QMessageBox(QMessageBox.Icon.Warning, "Enroll", words, QMessageBox.StandardButton.Close, self._window)
        box.finished.connect(lambda: QApplication.exit(_INVALID))
        box.open()

    def stop(self) -> None:
        """The window was closed, or the system ends the program."""
        if self._session:
            self._window.remember()
            self._window.keeper.stop()
            self._session.stop()


def _quit_on_signals(window: MainWindow) -> None:
    """Ctrl-C and the system's request to end close the program in order, with its threads and its files."""
    import signal

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _frame: QApplication.exit(128 + got))
    # Python looks at signals between its own steps only; Qt's loop is one long step without this.
    timer = QTimer(window)
    timer.timeout.connect(lambda: None)
    timer.start(_SIGNALS_MS)


def _log() -> "Logger":
    # Loaded with the first thing to log, which is not before the first paint.
    import logging

    return logging.getLogger(__name__)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's own messages belong in the log, not on the standard error of a desk."""
    # The offscreen platform says so at every window; it has no window manager to tell.
    if "propagateSizeHints" not in message and kind is not QtMsgType.QtDebugMsg:
        _log().warning("Qt: %s", message)


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error of ours in a slot: write it down and go on; what the person typed is still there."""
    _log().critical("an error of ours", exc_info=(kind, error, trace))
