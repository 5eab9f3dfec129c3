"""The window's program: from nothing to the first painted page, and only then everything else."""

import gc
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from enroll_app.ui import theme
from enroll_app.ui.window import MainWindow

if TYPE_CHECKING:
    from logging import Logger

    from enroll_app.domain.problems import InvalidInputError
    from enroll_app.services.desk import Desk
    from enroll_app.ui.session import Session

# The contract's exit code for invalid input.
_INVALID = 2
# How often signals are looked at, in milliseconds.
_SIGNALS_MS = 300


def make_application() -> QApplication:
    """The one QApplication, in the product's look."""
    # Named before there is an application, so that no other style is made first.
    QApplication.setStyle("Fusion")
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Enroll")
    qInstallMessageHandler(_log_qt)
    theme.apply(application)
    application.styleHints().colorSchemeChanged.connect(lambda: theme.apply(application))
    return application


def run_window(make_desk: Callable[[], "Desk"], *, training: bool, exit_when_ready: bool) -> int:
    """Show the window until it is closed; return the exit code.

    make_desk: called once the first page is on the screen; may raise InvalidInputError, which is said to the person.
    exit_when_ready: leave with 0 once the first page is painted and takes input.
    """
    application = make_application()
    window = MainWindow(training=training)
    program = _Program(window, make_desk, exit_when_ready=exit_when_ready)
    # The turn of the event loop after the first paint is the first in which a key would be heard.
    window.painted.connect(lambda: QTimer.singleShot(0, program.ready))
    window.show()
    code = application.exec()
    program.stop()
    return code


class _Program:
    """What is loaded and started behind the painted window."""

    def __init__(self, window: MainWindow, make_desk: Callable[[], "Desk"], *, exit_when_ready: bool) -> None:
        self._window = window
        self._make_desk = make_desk
        self._exit_when_ready = exit_when_ready
        self._session: Session | None = None

    def ready(self) -> None:
        gc.enable()
        if self._exit_when_ready:
            QApplication.quit()
            return
        from enroll_app.domain.problems import InvalidInputError
        from enroll_app.log import start_log
        from enroll_app.ui import icons
        from enroll_app.ui.session import Session

        sys.excepthook = _log_uncaught
        _quit_on_signals(self._window)
        QGuiApplication.setWindowIcon(icons.application_icon())
        try:
            desk = self._make_desk()
        except InvalidInputError as error:
            self._refuse(error)
            return
        start_log(desk.home)
        self._session = Session(desk)
        self._window.attach(self._session)
        self._session.start()

    def _refuse(self, error: "InvalidInputError") -> None:
        """The settings do not do: say so, on the screen and to whoever started the program, and leave."""
        from PySide6.QtWidgets import QMessageBox

        sys.stderr.write(f"{error}\n")
        box = QMessageBox(
            QMessageBox.Icon.Warning, "Enroll", str(error), QMessageBox.StandardButton.Close, self._window
        )
        box.finished.connect(lambda: QApplication.exit(_INVALID))
        box.open()

    def stop(self) -> None:
        if self._session:
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
