"""The readers' place: the overview, and behind each reader the page that learns its number format."""

from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drivers.reader import ReaderInfo
from enroll_app.domain.profile import Profile
from enroll_app.services.tapping import Read
from enroll_app.ui.announcing import announce
from enroll_app.ui.readers.learn import LearnView
from enroll_app.ui.readers.overview import Overview
from enroll_app.ui.readers.watch import Watch
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background
from enroll_app.ui.widgets.choice import Choice
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.readable import Readable
from enroll_app.ui.widgets.status import Status


class ReadersView(QWidget):
    """Looks at the readers while it is in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.watch = Watch(session, self)
        self.overview = Overview(session, self.watch)
        self._session = session
        # Asking the service takes its time, and must never keep the readers from being looked at.
        self._background = Background(self)
        self._scroll = Readable(self.overview, self)
        self.learning: LearnView | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._scroll)
        self.overview.learning_wanted.connect(self._learn)
        self.overview.spoke.connect(self._scroll.show_soon)
        session.read.connect(self._read)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look."""
        super().showEvent(event)
        self.watch.start()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while out of sight."""
        self.watch.rest()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to where the person begins."""
        super().focusInEvent(event)
        (self.learning or self.overview).focus_first()

    def stop(self) -> None:
        """The window is closing."""
        self._background.cancel()
        self.watch.stop()

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        parts: list[Notice | Status | Choice] = [*self.findChildren(Notice), *self.findChildren(Status)]
        for part in [*parts, *self.findChildren(Choice)]:
            part.paint_theme()
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        self.overview.refresh()
        if self.learning:
            self.learning.refresh()

    def _read(self, read: Read) -> None:
        if not self.isVisible():
            # A card that was enrolled is no news when somebody comes here, nor is one that a locked desk was shown.
            return
        if self.learning:
            self.learning.take(read)
        else:
            self.overview.show_read(read)

    def _learn(self, info: ReaderInfo) -> None:
        self.learning = LearnView(info, self._session, self.watch, self._background, self)
        self.learning.left.connect(self._back)
        self.learning.learned.connect(self._learned)
        self._column.addWidget(self.learning)
        self._scroll.hide()
        self.learning.show()
        self.learning.focus_first()
        announce(self, self.learning.title)

    def _back(self) -> None:
        if self.learning is None:
            return
        reader = self.learning.reader
        self.learning.stop()
        self._column.removeWidget(self.learning)
        self.learning.hide()
        self.learning.deleteLater()
        self.learning = None
        self._scroll.show()
        self.overview.focus_reader(reader)

    def _learned(self, reader: str, profile: Profile) -> None:
        def kept() -> None:
            self._back()
            self.overview.say_remembered(reader)

        def refused(words: str) -> None:
            if self.learning:
                self.learning.say_refused(words)

        self.watch.keep(reader, profile, kept, refused)
