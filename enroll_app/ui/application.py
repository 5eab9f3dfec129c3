"""The window's program: from nothing to the first painted page, and only then everything else."""

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from enroll_app.services.desk import Desk
from enroll_app.ui import icons, theme
from enroll_app.ui.session import Session
from enroll_app.ui.window import MainWindow

_LOG = logging.getLogger(__name__)


def make_application() -> QApplication:
    """The one QApplication, in the product's look."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Enroll")
    qInstallMessageHandler(_log_qt)
    application.setStyle("Fusion")
    theme.apply(application)
    application.styleHints().colorSchemeChanged.connect(lambda: theme.apply(application))
    return application


def run_window(desk: Desk, *, exit_when_ready: bool) -> int:
    """Show the window until it is closed; return the exit code.

    exit_when_ready: leave with 0 once the first page is painted and takes input.
    """
    sys.excepthook = _log_uncaught
    application = make_application()
    session = Session(desk)
    window = MainWindow(session)

    def ready() -> None:
        if exit_when_ready:
            application.quit()
            return
        QGuiApplication.setWindowIcon(icons.application_icon())
        session.start()

    # The turn of the event loop after the first paint is the first in which a key would be heard.
    window.painted.connect(lambda: QTimer.singleShot(0, ready))
    window.show()
    code = application.exec()
    session.stop()
    return code


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's own messages belong in the log, not on the standard error of a desk."""
    # The offscreen platform says so at every window; it has no window manager to tell.
    if "propagateSizeHints" not in message and kind is not QtMsgType.QtDebugMsg:
        _LOG.warning("Qt: %s", message)


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error of ours in a slot: write it down and go on; what the person typed is still there."""
    _LOG.critical("an error of ours", exc_info=(kind, error, trace))
