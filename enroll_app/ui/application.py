"""The window's program: from nothing to the first painted page, and only then everything else."""

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from enroll_app.ui import theme
from enroll_app.ui.language import SPOKEN, resolved, speak
from enroll_app.ui.window import MainWindow

if TYPE_CHECKING:
    from concurrent.futures import Future
    from logging import Logger
    from pathlib import Path

    from enroll_app.first_sight import FirstSight
    from enroll_app.services.desk import Desk
    from enroll_app.ui.closing import Closing
    from enroll_app.ui.session import Session
    from enroll_app.ui.threads import Background

# The contract's exit code for invalid input.
_INVALID = 2
# How often it is looked whether the old desk has ended, in milliseconds.
_REST_MS = 10


def make_application(sight: "FirstSight | None" = None, *, until_painted: bool = False) -> QApplication:
    """The one QApplication, in the product's look and language.

    sight: what is known of them already. until_painted: the window takes its language once more when it is painted.
    """
    existing = QApplication.instance()
    # Named as on a command line: no other style is made first, and no name of Qt's for styles before the first paint.
    application = existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("Enroll")
    qInstallMessageHandler(_log_qt)
    theme.apply(application, dark=theme.DARKNESS.get(sight.look) if sight else None)
    language = sight.language if sight else "system"
    # Of English only the forms of numbers are translated, and the first page has none.
    if not until_painted or resolved(language) != SPOKEN[0]:
        speak(application, language)
    application.styleHints().colorSchemeChanged.connect(lambda: theme.take_look(application))
    return application


def run_window(
    make_desk: Callable[[bool], "Desk"],
    sight: "FirstSight | None" = None,
    home: "Path | None" = None,
    *,
    training: bool = False,
    exit_when_ready: bool = False,
    alone: bool = True,
) -> int:
    """Show the window until it is closed; return the exit code.

    make_desk: given whether it is for training; called once the first page is on the screen, and each time the desk is
    opened anew; may raise InvalidInputError, which is said to the person.
    sight: what is known of the look already. home: where other starts look for this window; None where none does.
    alone: whether no other window of this home is there.
    exit_when_ready: leave with 0 once the first page is painted and takes input.
    """
    application = make_application(sight, until_painted=True)
    kiosk = sight is not None and sight.kiosk
    window = MainWindow(training=training, kiosk=kiosk)
    if sight and sight.geometry:
        window.take_geometry(sight.geometry)
    program = Program(window, make_desk, home, training=training, exit_when_ready=exit_when_ready, alone=alone)
    # The turn of the event loop after the first paint is the first in which a key would be heard.
    window.painted.connect(lambda: QTimer.singleShot(0, program.ready))
    if kiosk:
        window.showFullScreen()
    else:
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
        home: "Path | None",
        *,
        training: bool,
        exit_when_ready: bool,
        alone: bool = True,
    ) -> None:
        super().__init__(window)
        self._home, self._alone = home, alone
        self._window = window
        self._make_desk = make_desk
        self._training = training
        self._exit_when_ready = exit_when_ready
        self._session: Session | None = None
        self._making: Background | None = None

    def ready(self) -> None:
        """The window is painted: load and start everything else."""
        if self._exit_when_ready:
            QApplication.quit()
            return
        from enroll_app.ui.quitting import quit_on_signals

        sys.excepthook = _log_uncaught
        quit_on_signals(self._window)
        if self._home:
            from enroll_app.ui.single_instance import Alone

            Alone(self._home, self._window, alone=self._alone)
        self._window.reopening.connect(self._reopen_soon)
        self._make(self._training, self._begin)

    def _make(self, training: bool, then: "Callable[[Future[Desk]], None]") -> None:  # noqa: FBT001  as above
        """Load and make a desk behind the window; `then` gets it, or why there is none."""
        from enroll_app.ui import loading
        from enroll_app.ui.threads import Background

        def make() -> "Desk":
            loading.load(loading.FIRST)
            return self._make_desk(training)

        self._making = self._making or Background(self, workers=1)
        self._making.run(make, then)

    def _begin(self, future: "Future[Desk]") -> None:
        from enroll_app.ui import icons

        QGuiApplication.setWindowIcon(icons.application_icon())
        try:
            self._open(future.result())
        except Exception as error:  # noqa: BLE001  the last line of defence: nobody would know why nothing works
            self._refuse(error)

    def _open(self, desk: "Desk") -> None:
        from enroll_app.log import start_log
        from enroll_app.ui.session import Session

        start_log(desk.home)
        session = self._session = Session(desk)
        self._window.attach(session)
        # What was done meanwhile has its turn first.
        QTimer.singleShot(0, session, lambda: self._start(session))

    def _start(self, session: "Session") -> None:
        from enroll_app.ui.setup.offer import SetupOffer

        session.start()
        SetupOffer(self._window, session)

    @Slot(bool)
    def _reopen_soon(self, training: bool) -> None:  # noqa: FBT001  a signal's argument
        """In a turn of its own: whoever asks for it goes away by it."""
        QTimer.singleShot(0, self, lambda: self.reopen(training=training))

    def reopen(self, *, training: bool = False) -> None:
        """Open the desk anew, as it is set now."""
        from enroll_app.ui.closing import Closing

        if self._session is None:
            return
        closing = Closing(self._session)
        closing.ask_before_reopening(self._window, lambda: self._reopen(training, closing))

    def _reopen(self, training: bool, closing: "Closing") -> None:  # noqa: FBT001  as above
        asked = closing.at_stake

        def made(future: "Future[Desk]") -> None:
            if future.exception() is None and closing.at_stake not in ((), asked):
                # Something was begun, or came to light, that nobody was asked about.
                future.result().close()
                self.reopen(training=training)
            else:
                self._change_to(training, future)

        self._make(training, made)

    def _change_to(self, training: bool, future: "Future[Desk]") -> None:  # noqa: FBT001  as above
        from enroll_app.ui.question import tell

        failure = future.exception()
        if isinstance(failure, Exception):
            # As at the start; the old desk goes on.
            title = self.tr("The desk goes on as it was: its new settings cannot be used.")
            tell(self._window, title, self._words_of(failure))
            return
        assert self._session is not None
        self._window.remember()
        # Nothing is to be done with the old desk any more, but for the moment in which it ends.
        self._window.setEnabled(False)
        self._session.end()
        self._when_at_rest(lambda: self._show(future.result(), training=training))

    def _when_at_rest(self, then: Callable[[], None]) -> None:
        """A driver that hangs is waited for, and not longer than two seconds."""
        from enroll_app.ui.workers import at_rest

        if at_rest():
            then()
        else:
            QTimer.singleShot(_REST_MS, self, lambda: self._when_at_rest(then))

    def _show(self, desk: "Desk", *, training: bool) -> None:
        old, self._session, self._training = self._session, None, training
        assert old is not None
        old.stop()
        self._window.setEnabled(True)
        try:
            self._open(desk)
        except Exception as error:  # noqa: BLE001  as at the start
            self._refuse(error)
        old.deleteLater()

    def _refuse(self, error: Exception) -> None:
        """It does not do: say so, on the screen and to whoever started the program, and leave."""
        from PySide6.QtWidgets import QMessageBox

        sys.stderr.write(f"{error}\n")
        words = self._words_of(error)
        box = QMessageBox(QMessageBox.Icon.Warning, "Enroll", words, QMessageBox.StandardButton.Close, self._window)
        box.finished.connect(lambda: QApplication.exit(_INVALID))
        box.open()

    def _words_of(self, error: Exception) -> str:
        """What is wrong, in words; what nobody foresaw is written down besides."""
        from enroll_app.domain.problems import InvalidInputError
        from enroll_app.ui.words import told

        if isinstance(error, InvalidInputError):
            return "\n".join(told(problem) for problem in error.problems)
        _write_down(error)
        what = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        words = self.tr("Enroll cannot open the desk: {what}. If it stays so, send the log to whoever supports Enroll.")
        return words.format(what=what)

    def stop(self) -> None:
        """The window was closed, or the system ends the program."""
        if self._making is None and self._session is None:
            # Nothing was begun: there is nothing to be waited for.
            return
        from enroll_app.ui.workers import wait_for_rest

        if self._making:
            self._making.cancel()
        if self._session:
            self._window.remember()
            # Nobody looks at a window that stands still while a driver is waited for.
            self._window.hide()
            self._window.keeper.stop()
            self._session.stop()
        wait_for_rest()


def _log() -> "Logger":
    # Loaded with the first thing to log, which is not before the first paint.
    import logging

    return logging.getLogger(__name__)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's own messages belong in the log, not on the standard error of a desk."""
    # The offscreen platform says so at every window; it has no window manager to tell.
    if "propagateSizeHints" not in message and kind is not QtMsgType.QtDebugMsg:
        _log().warning("Qt: %s", message)


def _write_down(error: Exception) -> None:
    """Into the log of the station, which may not have been begun yet."""
    from enroll_app.first_sight import likely_home
    from enroll_app.log import start_log

    start_log(likely_home())
    _log().critical("the desk could not be opened", exc_info=error)


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error of ours in a slot: write it down and go on; what the person typed is still there."""
    _log().critical("an error of ours", exc_info=(kind, error, trace))
