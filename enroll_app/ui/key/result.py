"""What came of an act on a key: what the service answered, and what each door system made of it, as it happens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enroll_app.domain.operations import ANSWERED, WAITING
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.slip import slip_of
from enroll_app.ui import theme
from enroll_app.ui.key.done_words import said_now
from enroll_app.ui.laid_out import lay_out_now
from enroll_app.ui.outcome_words import goes_on_words, not_printed_words, printed_words, printing_words, unseen_words
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.pin_once import PinOnce
from enroll_app.ui.widgets.systems import Systems
from enroll_app.ui.words import told


class Result(QWidget):
    """Signals: pin_seen() when the drawn PIN was looked at; reopening() when a blocked card is to open again."""

    pin_seen = Signal()
    reopening = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._hand: KeyInHand | None = None
        self._state, self._behind, self._hint = Notice(self), Notice(self), Notice(self)
        self._pin, self._systems = PinOnce(self), Systems(self)
        self.reopen = Button(self.tr("Let it open a&gain"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit() * 2)
        for widget in (self._state, self._behind, self._hint, self._pin, self._systems):
            column.addWidget(widget)
        self.printing = Button(self.tr("Print a &slip"), self)
        for button in (self.reopen, self.printing):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.printing.clicked.connect(self._print)
        self._pin.seen.connect(self._seen)
        self.reopen.clicked.connect(self.reopening)

    def enter(self, hand: KeyInHand) -> None:
        """Begin with nothing known."""
        self._hand = hand
        for part in (self._hint, self._behind):
            part.hush()
        self._pin.forget()
        self.refresh()

    def _seen(self) -> None:
        assert self._hand is not None
        self._hand.pin_seen = True
        self._hint.hush()
        self.pin_seen.emit()

    def show_problems(self) -> None:
        """The drawn PIN was not looked at yet: say so, and go there."""
        self._hint.say(Tone.ATTENTION, *unseen_words())
        self.focus_pin()

    def focus_pin(self) -> None:
        """To what shows the drawn PIN."""
        self._pin.hold.setFocus()

    def refresh(self) -> None:
        """Show how it stands."""
        hand = self._hand
        if hand is None or hand.act is None:
            return
        outcome, status = hand.outcome, hand.status
        if status and status.systems:
            self._systems.show_status(status)
        self._systems.setVisible(bool(status and status.systems))
        pin = hand.draft.pin
        if isinstance(pin, Pin) and outcome is not None and outcome.state in ANSWERED | WAITING:
            self._pin.offer(pin, drawn=True)
        else:
            self._pin.forget()
        self.reopen.setVisible(hand.act is Act.BLOCK and outcome is not None and outcome.state in ANSWERED)
        said = said_now(hand, hand.act, self._session.desk)
        self._state.say(said.tone, said.title, said.text)
        self._say_behind(hand)
        self.printing.setVisible(self._has_slip(hand))
        if self._systems.isVisible():
            lay_out_now(self._systems)

    def _has_slip(self, hand: KeyInHand) -> bool:
        """A slip is for whoever gets a card, or digits: nobody else needs a paper."""
        gives = hand.act is Act.REPLACE or isinstance(hand.draft.pin, Pin)
        desk = self._session.desk
        return gives and slip_of(hand, hand.levels, desk.now(), desk.name) is not None

    def _print(self) -> None:
        from enroll_app.ui.slips.printing import print_shown

        if self._hand is not None:
            print_shown(self, self._hand, self._hand.levels, self._session.desk, self._printing, self._printed)

    def _printing(self) -> None:
        self._hint.say(Tone.WAITING, printing_words())

    def _printed(self, problem: Problem | None) -> None:
        if problem is not None:
            self._hint.say(Tone.ATTENTION, not_printed_words(), told(problem))
            return
        self._hint.say(Tone.DONE, printed_words())
        self.pin_seen.emit()

    def _say_behind(self, hand: KeyInHand) -> None:
        """What became of the lost card's key."""
        behind = hand.behind
        if behind is None:
            self._behind.hush()
        elif behind.state in ANSWERED:
            self._behind.say(Tone.DONE, self.tr("The key of the old card is removed"), told(behind.problem))
        elif behind.state in WAITING:
            said = (told(behind.problem), goes_on_words(hand.held, behind.problem))
            words = self.tr("The key of the old card is not removed yet: the old card may still open doors")
            self._behind.say(Tone.ATTENTION, words, "\n".join(one for one in said if one))
        else:
            words = self.tr("The key of the old card was not removed")
            self._behind.say(Tone.FAILURE, words, told(behind.problem))

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        for widget in (self._state, self._behind, self._hint):
            widget.paint_theme()
        self.refresh()
