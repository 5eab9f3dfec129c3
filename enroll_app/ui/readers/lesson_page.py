"""Step by step on one page: a card whose number is known, its number, and what explains the two."""

from PySide6.QtCore import QTimer, Signal

from drivers.reader import ReaderInfo
from enroll_app.domain.cards import Technology
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.learning import Lesson, learn
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.profile import CSN_BYTES, Profile
from enroll_app.services.tapping import Read
from enroll_app.ui.page import Page
from enroll_app.ui.readers.cards import Cards, Known
from enroll_app.ui.readers.door_list import DoorList
from enroll_app.ui.readers.findings import Findings, certain
from enroll_app.ui.readers.tap_step import SettledCards, TapStep
from enroll_app.ui.readers.watch import Watch
from enroll_app.ui.readers.words import problem_words, reader_name
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.notice import Notice

# Who has typed nothing for so long has typed the whole number.
_PAUSE_MS = 1_000


class LessonPage(Page):
    """Asks for known cards and shows what they teach. It decides nothing but which card is meant.

    background: asks the doors; it outlives the page. Signals: found_out() when there is something new in `findings`.
    """

    found_out = Signal()

    def __init__(self, info: ReaderInfo, session: Session, watch: Watch, background: Background) -> None:
        super().__init__(self.tr("Teach the number format"), reader_name(info))
        self.attach(session)
        self._info, self._watch = info, watch
        self._cards = Cards()
        self._lesson: Lesson | None = None
        self._technology: Technology | None = None
        self._unfit = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_lesson)
        self._settled = SettledCards(self)
        self._tap = TapStep(self)
        self._practice = Button(self.tr("&Tap a training card"), self)
        self._practice.setVisible(session.desk.training)
        self._number = Field(self.tr("2.  Its &number, as the access system shows it"), parent=self)
        self._number.line.setPlaceholderText(self.tr("e.g. 0x0110185c5b or 0004564999259"))
        self._doors = DoorList(session.desk, background, self)
        self.findings = Findings(self)
        self._refused = Notice(self)
        self._tap.row.addWidget(self._practice)
        for widget in (self._settled, self._tap, self._number, self._doors, self.findings, self._refused):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._practice.clicked.connect(self._practice_tap)
        self._number.edited.connect(self._typed)
        self._number.line.editingFinished.connect(self._typed_whole)
        self._doors.chosen.connect(self._take_number)
        self.findings.assumed.connect(self._learn)

    def stop(self) -> None:
        """The page goes away."""
        self._doors.stop()

    @property
    def found(self) -> Profile | None:
        """The one profile that explains every card; None as long as it is not certain.

        Where several never differ, one that is for this kind of reader.
        """
        if self._lesson is None or not certain(self._lesson, self._cards.pairs):
            return None
        usable = [one.profile for one in self._lesson.usable]
        return next((one for one in usable if one.kind in ("", self._info.kind)), usable[0])

    @property
    def taught(self) -> bool:
        """Whether leaving would lose a card with its number."""
        return bool(self._cards.settled) or self._cards.present.whole

    @property
    def begun(self) -> bool:
        """Whether there is something to start over from."""
        return bool(self._cards.settled) or self._cards.present != Known() or bool(self._number.text)

    def _practice_tap(self) -> None:
        if self.session.desk.practice_tap:
            self.session.desk.practice_tap()

    @property
    def number(self) -> str:
        """What is typed for the card at hand."""
        return self._number.text

    def without_doors(self) -> None:
        """There is no service yet that could tell what its doors saw."""
        self._doors.hide()

    def begin_with(self, read: Read, number: str) -> None:
        """Take a card that was held to this reader before, and what was typed for it."""
        self._number.fill(number)
        self._typed(number)
        self.take(read)
        self._typed_whole()

    def take(self, read: Read) -> None:
        """Take a card that was held to this reader; say so where it was another one."""
        if read.reader != self._info.name or not read.raw:
            words = self.tr("That was another reader: {reader}").format(reader=read.reader)
            self._tap.say_other(words if read.raw else problem_words(read.problem) if read.problem else "")
            return
        explained = self._lesson is not None and bool(self._lesson.explanations)
        settled = len(self._cards.settled)
        self._cards = self._cards.tapped(read.raw, explained=explained)
        self._technology = read.tap.card.technology if read.tap and read.profile is None else None
        if len(self._cards.settled) > settled:
            self._number.fill("")
            self._number.line.setFocus()
        self._tap.show_raw(read.raw)
        self._learn()

    def _typed(self, text: str) -> None:
        try:
            known = parse_identification(text)
        except InvalidInputError:
            # While the person is still typing, what is not whole yet is no fault.
            known = None
        self._number.show_problems(())
        self._cards = self._cards.numbered(known)
        self._pause.start()
        self._learn()

    def _take_number(self, number: str) -> None:
        self._number.fill(number)
        self._typed(number)
        self._typed_whole()
        self._number.line.setFocus()

    def _typed_whole(self) -> None:
        """The person has stopped typing: what is there is the number."""
        if self._pause.isActive():
            self._pause.stop()
            self._show_lesson()

    def _learn(self) -> None:
        """Look at all that is known so far."""
        self._refused.hush()
        self._lesson, self._unfit = None, ""
        if self._cards.present.whole:
            try:
                self._lesson = learn(
                    self._cards.pairs, self._watch.profiles, self._kind(), assume=self.findings.assuming
                )
            except InvalidInputError as error:
                self._unfit = " ".join(problem_words(problem) for problem in error.problems)
        self._show_lesson()
        self._settled.show_cards(self._cards.settled)
        self.edited.emit()

    def _show_lesson(self) -> None:
        """Show what came of it; while the number is being typed, only what no further digit would change."""
        if self._pause.isActive() and self.found is None:
            self.findings.show_lesson(None)
        elif self._unfit:
            self.findings.say_unfit(self._unfit)
        else:
            self.findings.show_lesson(self._lesson, self._cards.pairs, self.found)
        if self.findings.speaks:
            self.found_out.emit()

    def _kind(self) -> Technology | None:
        """The technology of the card at hand, where the reader told it and the number that is typed is of its size."""
        number = self._cards.present.number
        sizes = [len(part) for part in number.parts] if number else []
        return self._technology if self._technology and CSN_BYTES.get(self._technology) in sizes else None

    def show_problems(self) -> None:
        """The person wanted to go on: say what is missing, and go there."""
        self._typed_whole()
        try:
            parse_identification(self._number.text)
        except InvalidInputError as error:
            self._number.show_problems(error.problems)
            self._number.line.setFocus()
        if not self._cards.present.raw:
            self._tap.say_missing()

    def start_over(self) -> None:
        """Forget every card."""
        self._cards, self._technology = Cards(), None
        self.findings.forget()
        self._doors.forget()
        self._number.fill("")
        self._number.show_problems(())
        self._pause.stop()
        self._tap.wait()
        self._learn()
        self.focus_first()

    def say_refused(self, words: str) -> None:
        """What was learned could not be kept."""
        self._refused.say(Tone.FAILURE, self.tr("It could not be kept"), words)

    def refresh(self) -> None:
        """Show everything in the present theme."""
        self._tap.paint_theme()
        if self._lesson and not self._pause.isActive():
            self.findings.show_lesson(self._lesson, self._cards.pairs, self.found)

    def focus_first(self) -> None:
        """The number: holding a card there needs no keyboard."""
        self._number.line.setFocus()
