"""What takes as long as the history is long, and keeps no search waiting: a file of it, and whether it is whole."""

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QDate, QObject, Slot
from PySide6.QtWidgets import QWidget

from enroll_app.domain.history import Query, Verdict
from enroll_app.services.desk import Desk
from enroll_app.ui.choosing_files import choose_new
from enroll_app.ui.failures import problem_of
from enroll_app.ui.history.asking import Breath
from enroll_app.ui.history.verdict import verdict_words
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.words import told


class Errands(QObject):
    """notice: where it is said what comes of them. check: the button for the one that is run once at a time."""

    def __init__(self, desk: Desk, notice: Notice, check: Button, place: QWidget) -> None:
        super().__init__(place)
        self._desk, self._notice, self._check, self._place = desk, notice, check, place
        self._background = Background(self)
        check.clicked.connect(self.verify)

    def cancel(self) -> None:
        """Begin nothing new."""
        self._background.cancel()

    def ask_where(self, query: Query) -> None:
        """Ask for the name of a file, and write what matches into it."""
        name = f"enroll-history-{QDate.currentDate().toString('yyyy-MM-dd')}.csv"
        kinds = self.tr("Spreadsheet, CSV (*.csv);;Spreadsheet, Excel (*.xlsx)")
        choose_new(self._place, self.tr("Export the history"), name, kinds, lambda path: self.write(path, query))

    def write(self, path: str, query: Query) -> None:
        """Write every entry that matches into a new file."""
        words = self.tr("Go on working; it is said here when the file is there.")
        self._notice.say(Tone.WAITING, self.tr("Writing the file"), words)

        def done(future: Future[int]) -> None:
            failure = future.exception()
            if failure is not None:
                self._failed(failure)
                return
            title = self.tr("%Ln entry(s) written to {path}", "", future.result()).format(path=path)
            words = self.tr("Each step of what is listed has a line, the oldest first; there is no PIN in it.")
            self._notice.say(Tone.DONE, title, words)

        self._background.run(lambda: self._desk.records().history.export(Path(path), query, Breath()), done)

    @Slot()
    def verify(self) -> None:
        """Check every entry, and what searches rely on."""
        self._check.setEnabled(False)
        words = self.tr("A million entries take half a minute; go on working.")
        self._notice.say(Tone.WAITING, self.tr("Checking every entry"), words)

        def done(future: Future[Verdict]) -> None:
            self._check.setEnabled(True)
            failure = future.exception()
            if failure is None:
                self._notice.say(*verdict_words(future.result()))
            else:
                self._failed(failure)

        self._background.run(lambda: self._desk.records().history.verify(Breath()), done)

    def _failed(self, failure: BaseException) -> None:
        self._notice.say(Tone.FAILURE, self.tr("This could not be done"), told(problem_of(failure)))
