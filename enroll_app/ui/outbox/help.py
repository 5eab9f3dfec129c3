"""A call for help: a few lines for the clipboard, and the bundle for whoever looks after this computer."""

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QDate, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from enroll_app.domain.operations import Operation
from enroll_app.services.support import call_for_help, save_bundle
from enroll_app.ui.choosing_files import choose_new
from enroll_app.ui.failures import problem_of
from enroll_app.ui.question import ask, tell
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.words import told


class Help(QObject):
    """notice: where it is said what came of it; for the place to lay out."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._place = parent
        self._background = Background(self, workers=1)
        self.notice = Notice(parent)

    def cancel(self) -> None:
        """Begin nothing new."""
        self._background.cancel()

    def call(self, operation: Operation | None) -> None:
        """Copy the lines, and offer the bundle where this is a real desk."""
        session = self._session
        lines = call_for_help(session.desk.now(), session.counts, session.pause, operation)
        QGuiApplication.clipboard().setText(lines)
        copied = self.tr("This was copied, to be sent or read out to whoever helps; it names nobody and no card:")
        if session.desk.checkup is None:
            tell(self._place, self.tr("Call for help"), f"{copied}\n\n{lines}")
            return
        offered = self.tr("A bundle for support tells more: settings and log, without secrets, names and card numbers.")
        ask(
            self._place,
            self.tr("Call for help"),
            f"{copied}\n\n{lines}\n\n{offered}",
            self.tr("&Save a bundle…"),
            self.tr("&Close"),
            self._ask_where,
        )

    def _ask_where(self) -> None:
        name = f"enroll-support-{QDate.currentDate().toString('yyyy-MM-dd')}.zip"
        choose_new(self._place, self.tr("Save the bundle"), name, "ZIP (*.zip)", self.save)

    def save(self, path: str) -> None:
        """Look the desk over and write the bundle there."""
        make = self._session.desk.checkup
        assert make is not None
        title = self.tr("Looking this computer over for the bundle")
        self.notice.say(Tone.WAITING, title, self.tr("This takes up to a quarter of a minute; go on working."))

        def done(future: Future[tuple[str, ...]]) -> None:
            failure = future.exception()
            if failure is None:
                words = self.tr("Look at it before you send it; nothing is sent by itself.")
                self.notice.say(Tone.DONE, self.tr("The bundle was written to {path}").format(path=path), words)
            else:
                self.notice.say(Tone.FAILURE, self.tr("The bundle was not written"), told(problem_of(failure)))

        self._background.run(lambda: save_bundle(make, Path(path)), done)
