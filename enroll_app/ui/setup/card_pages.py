"""The pages of the first start that look at a card: whether the reader works, and gives the right number."""

from drivers.reader import State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.problems import InvalidInputError
from enroll_app.services.tapping import Read
from enroll_app.ui.page import Page
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
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
            self._seen.say(Tone.ATTENTION, self.tr("The reader works, and needs its number format"), words)
        else:
            self.read = read
            self._reading.show_tap(read.tap)
            self._reading.show()
            self._seen.say(Tone.DONE, self.tr("The reader works"))
        self.edited.emit()


class NumberPage(Page):
    """Whether the reader gives the number that the access system knows."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            self.tr("Is it the right number?"),
            self.tr(
                "Readers differ in how they give a number. Type the number that the access-control system shows for "
                "the card that was held to the reader; a wrong one would open no door."
            ),
        )
        self.attach(session)
        self._read: Read | None = None
        self._reading = Reading(self)
        self._field = Field(self.tr("&Number in the access-control system"), parent=self)
        self._field.line.setPlaceholderText(self.tr("0x0110185c5b or 0004564999259"))
        self._notice = Notice(self)
        for widget in (self._reading, self._field, self._notice):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._field.edited.connect(self._typed)
        self._field.line.editingFinished.connect(self._compare)
        self.confirmed = False

    def take(self, read: Read | None) -> None:
        """Show the card that is meant; None where none was read yet."""
        self._read = read
        tap = read.tap if read else None
        self._reading.setVisible(tap is not None)
        self._field.setVisible(tap is not None)
        if tap is not None:
            self._reading.show_tap(tap)
            self._compare()
        elif read is not None:
            self._notice.say(
                Tone.ATTENTION,
                self.tr("This reader's number format is not known yet"),
                self.tr("Teach it on the Readers page, from a card whose number is known."),
            )
        else:
            self._notice.say(
                Tone.INFORMATION,
                self.tr("No card was held to a reader yet"),
                self.tr("Hold one there now, or look at it later on the Readers page."),
            )

    def _typed(self) -> None:
        self._field.show_problems(())
        self._look(live=True)

    def _compare(self) -> None:
        self._look(live=False)

    def _look(self, *, live: bool) -> None:
        """live: somebody is still typing, and what is not whole is no fault yet."""
        self.confirmed = False
        tap = self._read.tap if self._read else None
        if tap is None:
            return
        self._notice.hush()
        if self._field.text.strip():
            try:
                known = parse_identification(self._field.text)
            except InvalidInputError as error:
                if not live:
                    self._field.show_problems(error.problems)
                self.edited.emit()
                return
            self.confirmed = known == tap.identification
            self._say(live=live)
        self.edited.emit()

    def _say(self, *, live: bool) -> None:
        if self.confirmed:
            self._notice.say(Tone.DONE, self.tr("The numbers are the same: this reader can be used as it is"))
        elif not live:
            self._notice.say(
                Tone.ATTENTION,
                self.tr("The reader gives another number"),
                self.tr(
                    "Check what you typed. If it is right, finish here, and teach the reader its number format on the "
                    "Readers page, from this card."
                ),
            )

    def focus_first(self) -> None:
        """The number."""
        (self._field.line if self._field.isVisibleTo(self) else self).setFocus()
