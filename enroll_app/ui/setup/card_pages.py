"""The pages of the first start that look at a card: whether the reader works, and gives the right number."""

from PySide6.QtCore import Qt, Signal

from drivers.reader import State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.profile import Profile
from enroll_app.services.confirming import confirms
from enroll_app.services.tapping import Read
from enroll_app.ui.page import Page
from enroll_app.ui.readers.words import profile_words
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.reading import Reading
from enroll_app.ui.words import told


class ReaderPage(Page):
    """The reader is found, and tried with any card."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            self.tr("Hold any card to the reader"), self.tr("It is only looked at; nothing is enrolled with it.")
        )
        self.attach(session)
        self.read: Read | None = None
        self._readers, self._seen = Notice(self), Notice(self)
        self._reading = Reading(self)
        self._reading.hide()
        for widget in (self._readers, self._reading, self._seen):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say which readers are there."""
        ready = [info.name for info in self.session.listening if info.state is State.READY]
        waiting = [info for info in self.session.listening if info.state is not State.READY]
        if ready:
            self._readers.say(Tone.DONE, self.tr("Found: {readers}").format(readers=", ".join(ready)))
        elif waiting:
            self._readers.say(Tone.ATTENTION, waiting[0].name, waiting[0].hint)
        else:
            self._readers.say(
                Tone.WAITING,
                self.tr("Attach a reader"),
                self.tr("It is found by itself within a few seconds. It can be attached later too."),
            )

    def take(self, read: Read) -> None:
        """Show this card."""
        if read.tap is None:
            self.read = read
            self._reading.hide()
            words = told(read.problem)
            if read.problem is not None and read.problem.code == "reader-profile-unknown":
                words = self.tr("It wrote {raw}. The next step teaches it, from a card whose number is known.")
                words = words.format(raw=read.raw)
            self._seen.say(Tone.ATTENTION, self.tr("The reader works, and needs its number format"), words)
        else:
            self.read = read
            self._reading.show_tap(read.tap)
            self._reading.show()
            self._seen.say(Tone.DONE, self.tr("The reader works"))
        self.edited.emit()


class NumberPage(Page):
    """Whether the reader gives the number that the access system knows, and the way to teach it where it does not.

    Signals: teaching_wanted(). confirmed: the number that was typed is the one that the reader gives. teachable: the
    reader can be taught another format.
    """

    teaching_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            self.tr("Is it the right number?"),
            self.tr(
                "Readers differ in how they give a number. Type the number that the access-control system shows for "
                "the card that was held to the reader; a wrong one would open no door. Where no card's number is known "
                "today, skip this: the Readers page asks the same."
            ),
        )
        self.attach(session)
        self.confirmed = False
        self._read: Read | None = None
        self._taught: Profile | None = None
        self.teachable = False
        self._insisted = ""
        self._reading = Reading(self)
        self._field = Field(self.tr("&Number in the access-control system"), parent=self)
        self._field.line.setPlaceholderText(self.tr("e.g. 0x0110185c5b or 0004564999259"))
        self._notice = Notice(self)
        self.teach = Button(self.tr("&Teach the reader from this card"), self)
        for widget in (self._reading, self._field, self._notice):
            self.body.addWidget(widget)
        self.body.addWidget(self.teach, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._field.edited.connect(self._typed)
        self._field.line.editingFinished.connect(self._compare)
        self.teach.clicked.connect(self.teaching_wanted)

    @property
    def number(self) -> str:
        """What was typed."""
        return self._field.text

    def take_number(self, number: str) -> None:
        """Take the card's number, which was typed elsewhere."""
        self._field.fill(number)

    def take(self, read: Read | None, taught: Profile | None, *, teachable: bool) -> None:
        """Show the card that is meant; None where none was read yet.

        taught: what its reader was taught, through which it is read. teachable: the reader can be taught.
        """
        self._read, self._taught, self.teachable = read, taught, teachable
        tap = read.tap if read else None
        self._reading.setVisible(tap is not None)
        self._field.setVisible(read is not None)
        if tap is not None:
            self._reading.show_tap(tap)
        if read is None:
            self.teach.hide()
            self._notice.say(
                Tone.INFORMATION,
                self.tr("No card was held to a reader yet"),
                self.tr("Hold one there now, or look at it later on the Readers page."),
            )
        self._compare()

    def _typed(self) -> None:
        self._field.show_problems(())
        self._look(live=True)

    def _compare(self) -> None:
        self._look(live=False)

    def _look(self, *, live: bool) -> None:
        """live: somebody is still typing, and what is not whole is no fault yet."""
        self.confirmed = False
        if self._read is None:
            return
        text, known = self._field.text.strip(), None
        try:
            known = parse_identification(text) if text else None
        except InvalidInputError as error:
            if not live:
                self._field.show_problems(error.problems)
        self.confirmed = known is not None and confirms(self._read, known)
        wrong = bool(text) and not self.confirmed and not live
        self.teach.setVisible(self.teachable and (wrong or self._read.tap is None))
        if self.confirmed:
            self._say_confirmed()
        elif self._read.tap is None:
            self._say_unknown()
        elif wrong and known is not None:
            self._say_different()
        else:
            self._notice.hush()
        self.edited.emit()

    def _say_confirmed(self) -> None:
        if self._taught is None:
            self._notice.say(Tone.DONE, self.tr("The numbers are the same: this reader can be used as it is"))
            return
        words = self.tr("It was taught: {format}. Finish keeps that.").format(format=profile_words(self._taught))
        self._notice.say(Tone.DONE, self.tr("The numbers are the same now"), words)

    def _say_unknown(self) -> None:
        title = self.tr("This reader's number format is not known yet")
        if self.teachable:
            words = self.tr("Type the card's number, and teach the reader from it.")
        else:
            words = self.tr("What to do about it is said on the Readers page.")
        self._notice.say(Tone.ATTENTION, title, words)

    def _say_different(self) -> None:
        if self.teachable:
            words = self.tr("Check what you typed. If it is right, teach the reader its number format from this card.")
        else:
            words = self.tr(
                "Check what you typed, and that it is this card's. This reader gives whole numbers, and cannot be "
                "taught another format."
            )
        self._notice.say(Tone.ATTENTION, self.tr("The reader gives another number"), words)

    def insist(self) -> bool:
        """A number that was typed, and is another one, is not gone past by the Enter that ended it."""
        text = self._field.text.strip()
        if self._read is None or not text or self.confirmed or text == self._insisted:
            return False
        self._insisted = text
        self._compare()
        if self.teach.isVisibleTo(self):
            self.teach.setFocus()
        return not self.confirmed

    def focus_first(self) -> None:
        """The number."""
        (self._field.line if self._field.isVisibleTo(self) else self).setFocus()
