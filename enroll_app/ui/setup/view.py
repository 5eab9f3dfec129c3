"""The first start, page after page, with the buttons where the wizard has them."""

from concurrent.futures import Future
from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from enroll_app.domain.settings_values import Setting
from enroll_app.services.connecting import Connecting
from enroll_app.services.tapping import Read
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.page import Page
from enroll_app.ui.question import ask
from enroll_app.ui.session import Session
from enroll_app.ui.settings.asking import ask_password
from enroll_app.ui.setup.card_pages import ReaderPage
from enroll_app.ui.setup.kept import Kept
from enroll_app.ui.setup.number_step import NumberStep
from enroll_app.ui.setup.pages import Begin, ConnectPage, FinishPage, WelcomePage
from enroll_app.ui.threads import Background
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.button_bar import ButtonBar
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.page_stack import PageStack
from enroll_app.ui.widgets.readable import Readable


class _Step(Enum):
    WELCOME = auto()
    CONNECT = auto()
    READER = auto()
    NUMBER = auto()
    FINISH = auto()


class SetupView(QWidget):
    """Takes the cards while it is in sight. Nothing is written before Finish.

    Signals: left() when it is put off; the desk is opened anew when it is done. spoken(str) when another language was
    chosen, on the first page.
    """

    left = Signal()
    spoken = Signal(str)

    def __init__(self, session: Session, connecting: Connecting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._connecting = session, connecting
        self._background = Background(self, workers=1)
        self._found: tuple[Setting, ...] = ()
        self._step = _Step.WELCOME
        self._welcome = WelcomePage(session)
        self._ways: dict[Begin, ConnectPage] = {}
        self._reader, self._finish = ReaderPage(session), FinishPage(session)
        self._numbers = NumberStep(session, self)
        self._kept = Kept(connecting, self._numbers, self)
        self._stack = PageStack(self)
        self._count = QLabel(self)
        self._count.setObjectName("muted")
        self.primary = Button("", self)
        self.primary.setObjectName("primary")
        self.back = Button(self.tr("&Back"), self)
        self.later = Button(self.tr("Set it up &later"), self)
        self._lay_out()
        for page in (self._welcome, self._reader, self._numbers.page, self._finish):
            self._take_in(page)
        self._kept.began.connect(self._began)
        self._kept.done.connect(self._done)
        self._kept.refused.connect(self._not_kept)
        self._numbers.shown.connect(self._show_number_step)
        self._numbers.edited.connect(self._refresh_buttons)
        self._numbers.spoke.connect(self._scroll.show_soon)
        self._welcome.spoken.connect(self.spoken)
        self.primary.clicked.connect(self.forward)
        self.back.clicked.connect(self.go_back)
        self.later.clicked.connect(self._put_off)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)
        self._show()
        self._background.run(session.desk.settings.settings, self._settings_came)

    def _settings_came(self, future: Future[tuple[Setting, ...]]) -> None:
        if future.exception() is None:  # Otherwise, keeping them will say so.
            self._found = future.result()
            self._welcome.show_settings(self._found)
            self._finish.show_settings(self._found)
            for page in self._ways.values():
                page.show_settings(self._found)

    def _lay_out(self) -> None:
        step = theme.unit()
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(step)
        inner.addWidget(self._count)
        inner.addWidget(self._stack, 1)
        self._scroll = Readable(page, self)
        bar = ButtonBar([self.later], [self.back, self.primary], self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(bar)

    def _take_in(self, page: Page) -> None:
        if isinstance(page, ConnectPage):
            page.form.spoke.connect(self._scroll.show_soon)
        page.edited.connect(self._refresh_buttons)
        self._stack.add(page)

    @property
    def page(self) -> Page:
        """The page that is in sight."""
        if self._step is _Step.CONNECT:
            return self._connect_page
        pages: dict[_Step, Page] = {
            _Step.WELCOME: self._welcome,
            _Step.READER: self._reader,
            _Step.NUMBER: self._numbers.present,
            _Step.FINISH: self._finish,
        }
        return pages[self._step]

    @property
    def _connect_page(self) -> ConnectPage:
        begin = self._welcome.begin
        if begin not in self._ways:
            page = self._ways[begin] = ConnectPage(self._session, self._connecting, begin)
            page.show_settings(self._found)
            self._take_in(page)
        return self._ways[begin]

    @property
    def begin(self) -> Begin:
        """What is chosen on the first page."""
        return self._welcome.begin

    def begin_with(self, begin: Begin) -> None:
        """Begin where one of another language was: at its first page, where the language was chosen."""
        self._welcome.choose(begin)
        self._refresh_buttons()
        self._welcome.language.control.setFocus()

    def _show(self) -> None:
        page = self.page
        self._stack.show_page(page)
        self._scroll.verticalScrollBar().setValue(0)
        words = self.tr("Step {number} of {count}")
        self._count.setText(words.format(number=self._step.value, count=len(_Step)))
        self._refresh_buttons()
        if self._step is _Step.FINISH:
            # Everything there has a usual value; on a list, Enter would open it.
            self.primary.setFocus()
        else:
            page.focus_first()
        announce(page, f"{self._count.text()}: {page.title}")

    def _refresh_buttons(self) -> None:
        self.primary.setText(self._primary_words())
        self.primary.setEnabled(not self._kept.busy)
        self.back.setVisible(self._step is not _Step.WELCOME)
        self.later.setVisible(self._step is not _Step.FINISH)

    def _primary_words(self) -> str:
        if self._step is _Step.WELCOME and self._welcome.begin is Begin.TRAINING:
            return self.tr("Ope&n the training mode")
        if self._step is _Step.CONNECT and not self._connect_page.works:
            return self.tr("&Connect")
        if self._step is _Step.FINISH:
            return self.tr("&Finish")
        if self._step is _Step.NUMBER and self._numbers.teaching:
            return self.tr("&Use this format")
        skips = (self._step is _Step.READER and self._reader.read is None) or (
            self._step is _Step.NUMBER and not self._numbers.page.confirmed
        )
        return self.tr("&Skip this") if skips else self.tr("Ne&xt")

    def forward(self) -> None:
        """The primary action of the page."""
        if self._kept.busy:
            return
        if self._step is _Step.WELCOME and self._welcome.begin is Begin.TRAINING:
            self._session.reopening.emit(True)  # noqa: FBT003  a signal's argument: the training mode
        elif self._step is _Step.CONNECT and not self._connect_page.works:
            self._connect_page.try_out()
        elif self._step is _Step.CONNECT and self._connect_page.form.needs_consent:
            self._connect_page.form.say_consent_missing()
        elif self._step is _Step.FINISH:
            ask_password(self, self._session, self.tr("Give the desk's password to connect this desk."), self._keep)
        elif self._step is not _Step.NUMBER or self._numbers.go_on():
            self._go(1)

    def go_back(self) -> None:
        """One page back; what was typed stays."""
        if self._kept.busy or (self._step is _Step.NUMBER and self._numbers.go_back()):
            return
        if self._step is not _Step.WELCOME:
            self._go(-1)

    def _go(self, by: int) -> None:
        self._step = _Step(self._step.value + by)
        if self._step is _Step.READER:
            self._numbers.look_ahead()
        elif self._step is _Step.NUMBER:
            self._numbers.enter(self._reader.read)
        elif self._step is _Step.FINISH:
            self._numbers.rest()
            self._finish.show_confirmed(confirmed=self._numbers.page.confirmed)
        self._show()

    def _show_number_step(self) -> None:
        if self._numbers.present is not self._numbers.page:
            self._stack.add(self._numbers.present)
        self._show()

    def _keep(self) -> None:
        self._kept.keep(self._connect_page.form, self._finish.changes)

    def _began(self) -> None:
        self._refresh_buttons()
        self._finish.say_keeping()

    def _not_kept(self, words: str) -> None:
        self._refresh_buttons()
        self._finish.say_failure(words)

    def _done(self) -> None:
        self._session.reopening.emit(False)  # noqa: FBT003  a signal's argument: not for training

    def _take(self, read: Read) -> None:
        """A card was held to a reader."""
        if self._step is _Step.READER:
            self._reader.take(self._numbers.through(read))
            self.primary.setFocus()
        elif self._step is _Step.NUMBER:
            self._reader.take(self._numbers.through(read))
            self._numbers.take(read)

    def _escape(self) -> None:
        """Back, and from the first page out; nothing was written."""
        if self._step is _Step.WELCOME:
            self._put_off()
        else:
            self.go_back()

    def _put_off(self) -> None:
        if self._kept.busy:
            return
        ask(
            self,
            self.tr("Set this desk up later?"),
            self.tr("Nothing is kept of what was typed here. It is asked again at the next start."),
            self.tr("Set it up &later"),
            self.tr("&Stay here"),
            self.left.emit,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Take the cards from now on."""
        super().showEvent(event)
        self._session.claim_taps(self._take)

    def hideEvent(self, event: QHideEvent) -> None:
        """A card that is held to the reader of a locked window is nothing to be looked at."""
        super().hideEvent(event)
        self._session.release_taps(self._take)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to where the person begins."""
        super().focusInEvent(event)
        self.page.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no button took goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.forward()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system from light to dark and back."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for notice in self.findChildren(Notice):
                notice.paint_theme()

    def stop(self) -> None:
        """It goes away."""
        self._session.release_taps(self._take)
        self._background.cancel()
        self._kept.stop()
        self._numbers.stop()
        for page in self._ways.values():
            page.form.stop()
