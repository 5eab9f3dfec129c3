"""The card page: a big calm target, who is listening, and what was read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from enroll_app.domain.tap import Tap
from enroll_app.services.wizard import Tapped
from enroll_app.ui import theme
from enroll_app.ui.page import Page
from enroll_app.ui.session import Condition, Session
from enroll_app.ui.technologies import technology_name
from enroll_app.ui.widgets.card_art import CardArt
from enroll_app.ui.widgets.notice import Notice, Tone, announce
from enroll_app.ui.widgets.number import Number


class CardPage(Page):
    """Asks for a card."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Hold the card to the reader"))
        self._unreadable = ""
        self._art = CardArt(self)
        self._reading = _Reading(self)
        self._notice = Notice(self)
        self._practice = QPushButton(self.tr("&Tap a training card"), self)
        self._practice.setAutoDefault(True)
        self._practice.setVisible(session.desk.training)
        if session.desk.practice_tap:
            self._practice.clicked.connect(session.desk.practice_tap)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title.setAlignment(centre)
        self._subtitle.setAlignment(centre)
        self.body.addStretch(1)
        self.body.addWidget(self._art, 4)
        self.body.addWidget(self._reading)
        self.body.addWidget(self._notice)
        self.body.addWidget(self._practice, 0, centre)
        self.body.addStretch(1)
        session.tapped.connect(self._tapped)
        session.unreadable.connect(self._say_unreadable)

    def _tapped(self, result: Tapped) -> None:
        self._unreadable = ""
        tap = self.wizard.tap
        if tap and result is Tapped.STARTED:
            announce(self, self.tr("Card read: {number}").format(number=tap.card.uid.hex(" ")))

    def _say_unreadable(self, words: str) -> None:
        self._unreadable = words
        self.refresh()

    def enter(self) -> None:
        """Show what is on the reader."""
        self._unreadable = ""
        self.refresh()

    def refresh(self) -> None:
        """Show the card, what is wrong with it, or who is listening."""
        tap = self.wizard.tap
        self._reading.setVisible(tap is not None)
        if tap:
            self._reading.show_tap(tap)
        self._say_state(tap)

    def _say_state(self, tap: Tap | None) -> None:
        reader, service = self.session.reader_health, self.session.service_health
        if self._unreadable:
            self._show(Tone.ATTENTION, self.tr("The card could not be read"), self._unreadable)
        elif tap and tap.verdict.refused:
            self._show(Tone.FAILURE, self.tr("This card must not be enrolled"), str(tap.verdict.refused))
        elif tap and tap.verdict.warnings:
            words = " ".join(str(warning) for warning in tap.verdict.warnings)
            self._show(Tone.ATTENTION, self.tr("Take a second look at this card"), words)
        elif tap:
            self._art.set_tone(Tone.DONE)
            self._notice.hush()
        elif reader.condition is Condition.ILL:
            self._show(Tone.ATTENTION, reader.words, reader.hint, art=Tone.WAITING)
        elif service.condition is Condition.ILL:
            self._show(Tone.ATTENTION, service.words, service.hint, art=Tone.WAITING)
        else:
            self._art.set_tone(Tone.WAITING)
            self._notice.hush()

    def _show(self, tone: Tone, title: str, words: str, art: Tone | None = None) -> None:
        self._art.set_tone(art or tone)
        self._notice.say(tone, title, words)

    def focus_first(self) -> None:
        """The practice card where there is one; else nothing needs the keyboard."""
        (self._practice if self._practice.isVisibleTo(self) else self).setFocus()


class _Reading(QFrame):
    """What was read: the technology and the number, hexadecimal and decimal side by side."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        grid = QGridLayout(self)
        grid.setContentsMargins(step * 3, step * 2, step * 3, step * 2)
        grid.setHorizontalSpacing(step * 3)
        grid.setVerticalSpacing(step // 2)
        self._technology = QLabel(self)
        self._technology.setFont(theme.font(bold=True))
        self._reader = QLabel(self)
        self._reader.setObjectName("muted")
        self._hex, self._decimal = Number(1.3, self), Number(1.3, self)
        names = (self.tr("Hexadecimal, as on the wire"), self.tr("Decimal"))
        grid.addWidget(self._technology, 0, 0)
        grid.addWidget(self._reader, 0, 1)
        for column, (name, number) in enumerate(zip(names, (self._hex, self._decimal), strict=True)):
            caption = QLabel(name, self)
            caption.setObjectName("muted")
            grid.addWidget(caption, 1, column)
            grid.addWidget(number, 2, column)
            grid.setColumnStretch(column, 1)

    def show_tap(self, tap: Tap) -> None:
        """Show this card."""
        self._technology.setText(technology_name(tap.card.technology))
        self._reader.setText(tap.card.reader)
        spelled = tap.identification
        self._hex.set_number(spelled.hex if spelled else tap.card.uid.hex())
        self._decimal.set_number(spelled.decimal if spelled else "")
