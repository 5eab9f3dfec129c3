"""The page that learns a reader's number format from a card whose number is known, by keyboard alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drivers.reader import ReaderInfo
from enroll_app.services.tapping import Read
from enroll_app.ui.question import ask
from enroll_app.ui.readers.lesson_page import LessonPage
from enroll_app.ui.readers.watch import Watch
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.button_bar import ButtonBar
from enroll_app.ui.widgets.readable import Readable


class LearnView(QWidget):
    """The page with its buttons at the same place as the wizard's. background: outlives it.

    Signals: left() when the person goes back; learned(str, Profile) when a reader's profile was found and is wanted.
    """

    left = Signal()
    learned = Signal(str, object)

    def __init__(
        self, info: ReaderInfo, session: Session, watch: Watch, background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.reader = info.name
        self.page = LessonPage(info, session, watch, background)
        self.use = Button(self.tr("&Use this format"), self)
        self.use.setObjectName("primary")
        self.again = Button(self.tr("&Start over"), self)
        self.back = Button(self.tr("&Back"), self)
        self._lay_out()
        self.use.clicked.connect(self._use)
        self.back.clicked.connect(self._leave)
        self.again.clicked.connect(self.page.start_over)
        self.page.edited.connect(self._refresh_buttons)
        self.page.found_out.connect(lambda: self._scroll.show_soon(self.page.findings))
        for keys in ("Alt+Left", "Esc"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._leave)
        self._refresh_buttons()

    def _lay_out(self) -> None:
        bar = ButtonBar([self.again], [self.back, self.use], self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = Readable(self.page, self)
        column.addWidget(self._scroll, 1)
        column.addWidget(bar)

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.page.title

    def stop(self) -> None:
        """The page goes away."""
        self.page.stop()

    def take(self, read: Read) -> None:
        """Take a card that some reader read."""
        self.page.take(read)

    def say_refused(self, words: str) -> None:
        """What was learned could not be kept."""
        self.page.say_refused(words)

    def refresh(self) -> None:
        """Show everything as it is now."""
        self.page.refresh()

    def focus_first(self) -> None:
        """The number: what is tapped needs no keyboard."""
        self.page.focus_first()

    def _leave(self) -> None:
        """Go back, but not without a word where a card was taught."""
        if not self.page.taught:
            self.left.emit()
            return
        ask(
            self,
            self.tr("Leave without using what was learned?"),
            self.tr("The cards that were held to this reader, and their numbers, are forgotten."),
            self.tr("&Leave"),
            self.tr("&Keep going"),
            self.left.emit,
        )

    def _refresh_buttons(self) -> None:
        self.use.setEnabled(self.page.found is not None)
        self.again.setVisible(self.page.begun)

    def _use(self) -> None:
        if self.page.found:
            self.learned.emit(self.reader, self.page.found)

    def _go_on(self) -> None:
        if self.page.found:
            self._use()
        else:
            self.page.show_problems()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no button took uses what was found."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._go_on()
        else:
            super().keyPressEvent(event)
