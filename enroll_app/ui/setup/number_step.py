"""The step of the first start that confirms the reader's numbers: by a card, or in a lesson that teaches them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from drivers.reader import ReaderInfo
from enroll_app.services.confirming import Taught, through
from enroll_app.services.tapping import Read
from enroll_app.ui.letting_go import let_go
from enroll_app.ui.page import Page
from enroll_app.ui.readers.lesson_page import LessonPage
from enroll_app.ui.readers.offers import offer
from enroll_app.ui.readers.watch import Refused, Then, Watch
from enroll_app.ui.session import Session
from enroll_app.ui.setup.card_pages import NumberPage
from enroll_app.ui.threads import Background


class NumberStep(QObject):
    """page: asks for the number. present: what is in sight, that page or the lesson. Nothing is kept before `keep`.

    Signals: shown() when the other of the two is in sight; edited(); spoke(QWidget) as the form's.
    """

    shown = Signal()
    edited = Signal()
    spoke = Signal(QWidget)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._watch = Watch(session, self)
        self._background = Background(self, workers=1)
        self.page = NumberPage(session)
        self.present: Page = self.page
        self._lesson: LessonPage | None = None
        self._learner = ""
        self._read: Read | None = None
        self._taught: Taught | None = None
        self.page.teaching_wanted.connect(self._teach)
        self._watch.changed.connect(self._looked)

    def look_ahead(self) -> None:
        """Find out which number formats are known, before anybody asks."""
        self._watch.start()

    def rest(self) -> None:
        """Nobody asks any more."""
        self._watch.rest()

    def enter(self, read: Read | None) -> None:
        """The step comes into sight. read: the last card that was held to a reader."""
        self.look_ahead()
        self._leave_lesson()
        self._show(read)

    def _show(self, read: Read | None) -> None:
        self._read = read
        taught = self._taught.profile if self._taught and read and read.reader == self._taught.reader else None
        shown = through(read, self._taught) if read else None
        self.page.take(shown, taught, teachable=self._teachable() is not None)

    def _looked(self) -> None:
        if self.present is self.page and (self._teachable() is not None) is not self.page.teachable:
            self._show(self._read)

    def _teachable(self) -> ReaderInfo | None:
        """The reader that the card was held to, where its format is its own to be taught."""
        read = self._read
        if read is None or not read.raw:
            return None
        info = next((one for one in self._session.listening if one.name == read.reader), None)
        if info is None or offer(info, self._watch.profiles, read.profile).settled:
            return None
        return info

    def through(self, read: Read) -> Read:
        """A card as it is read with what its reader was taught."""
        return through(read, self._taught)

    def take(self, read: Read) -> None:
        """A card was held to a reader while the step is in sight."""
        if self._lesson is None:
            self._show(read)
            return
        self._lesson.take(read)
        if read.reader == self._learner and read.raw:
            self._read = read

    def _teach(self) -> None:
        info, read = self._teachable(), self._read
        if info is None or read is None:
            return
        lesson = self._lesson = LessonPage(info, self._session, self._watch, self._background)
        lesson.without_doors()
        lesson.edited.connect(self.edited)
        lesson.found_out.connect(self._found_out)
        self._learner, self.present = info.name, lesson
        self.shown.emit()
        lesson.begin_with(read, self.page.number)

    def _found_out(self) -> None:
        if self._lesson is not None:
            self.spoke.emit(self._lesson.findings)

    def _leave_lesson(self) -> None:
        lesson, self._lesson, self.present = self._lesson, None, self.page
        if lesson is not None:
            self.page.take_number(lesson.number)
            lesson.stop()
            let_go(lesson)

    @property
    def teaching(self) -> bool:
        """Whether the lesson is in sight."""
        return self._lesson is not None

    def go_on(self) -> bool:
        """Use what was learned, or say what is to be heeded; whether the step is over."""
        if self._lesson is None:
            return not self.page.insist()
        found = self._lesson.found
        if found is None:
            self._lesson.show_problems()
            return False
        self._taught = Taught(self._learner, found)
        self._back()
        return False

    def go_back(self) -> bool:
        """From the lesson to the number; whether that was it."""
        if self._lesson is None:
            return False
        self._back()
        return True

    def _back(self) -> None:
        self._leave_lesson()
        self._show(self._read)
        self.shown.emit()

    def keep(self, then: Then, refused: Refused) -> None:
        """Keep what was taught, where a card's number has borne it out; as `Watch.keep`."""
        if self._taught is None or not self.page.confirmed:
            then()
        else:
            self._watch.keep(self._taught.reader, self._taught.profile, then, refused)

    def stop(self) -> None:
        """It goes away."""
        if self._lesson is not None:
            self._lesson.stop()
        self._background.cancel()
        self._watch.stop()
