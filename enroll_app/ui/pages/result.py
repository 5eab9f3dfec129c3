"""The result page: what the service answered, and what each door system made of it, as it happens."""

import secrets

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import ANSWERED, WAITING, Outcome, Purpose, Removal
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.services.shown_result import holder_of
from enroll_app.services.slip import slip_of
from enroll_app.services.wizard import Tapped
from enroll_app.ui import theme
from enroll_app.ui.laid_out import lay_out_now
from enroll_app.ui.leaving import called
from enroll_app.ui.outcome_words import (
    goes_on_words,
    keep_it_words,
    not_known_words,
    not_printed_words,
    printed_words,
    printing_words,
    state_title,
    unseen_words,
    waiting_words,
)
from enroll_app.ui.page import Page
from enroll_app.ui.pages.conflict import Choice, ConflictChoices
from enroll_app.ui.pages.result_words import accepted_title, accepted_words, refused_title
from enroll_app.ui.question import ask
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.pin_once import CodeOnce, PinOnce
from enroll_app.ui.widgets.systems import Systems
from enroll_app.ui.widgets.theme_follower import ThemeFollower
from enroll_app.ui.words import told

# How much larger than other words the name of who got a key is: the largest that fits on one line. At the first, a
# capital is some 8 mm high on a usual screen, which is read from two metres.
_NAME_SCALES = (3.0, 2.6, 2.2)
_TITLE_SCALE = 1.7
# The width of the page in a small window, in steps of the grid.
_USUAL_STEPS = 72


class ResultPage(Page):
    """Shows the outcome; a tap or the primary button starts the next card.

    Signals: pin_seen() when the drawn PIN, or the code that was made, was looked at or printed.
    """

    pin_seen = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Creating the access key"))
        self._shown: Outcome | None = None
        self._large = False
        self._state = _WideNotice(self)
        self._systems = Systems(self)
        self._pin = PinOnce(self)
        self._code = CodeOnce(self)
        self._hint = _WideNotice(self)
        self._choices = ConflictChoices(self)
        self._choices.chosen.connect(self._ask_before)
        self._key = QLabel(self)
        self._key.setObjectName("muted")
        self._key.setWordWrap(True)
        self._key.setTextFormat(Qt.TextFormat.PlainText)
        self._key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.printing = Button(self.tr("&Print a slip"), self)
        self.printing.clicked.connect(self._print)
        self.door = Button(self.tr("Hold it to a &door"), self)
        self.door.clicked.connect(self._practise_door)
        for widget in (self._state, self._hint, self._choices, self._code, self._pin, self._systems, self._last_row()):
            self.body.addWidget(widget)
        self.body.setSpacing(theme.unit() + theme.unit() // 2)
        self.body.addStretch(1)
        self._pin.seen.connect(self._pin_was_seen)
        self._code.seen.connect(self._code_was_seen)
        # Another look gives the title back the font that it had at first.
        ThemeFollower(self._title, self._fit_title)

    def _last_row(self) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.unit())
        across.addWidget(self._key, 1)
        across.addWidget(self.door)
        across.addWidget(self.printing)
        return row

    def attach(self, session: Session) -> None:
        """Show this session from now on."""
        super().attach(session)
        session.tapped.connect(self._tapped)

    def _tapped(self, result: Tapped) -> None:
        if result is Tapped.IGNORED and self.isVisible():
            self._hint.say(Tone.INFORMATION, self.tr("Tap the next card again once this one is finished"))

    def _pin_was_seen(self) -> None:
        self.wizard.pin_seen = True
        self._secret_was_seen()

    def _code_was_seen(self) -> None:
        self.wizard.code_seen = True
        self._secret_was_seen()

    def _secret_was_seen(self) -> None:
        self._hint.hush()
        self.pin_seen.emit()

    def enter(self) -> None:
        """Begin with nothing known."""
        self._pin.forget()
        self._code.forget()
        self._hint.hush()
        self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Show how the enrollment stands."""
        outcome, status = self.wizard.outcome, self.wizard.status
        if outcome is not self._shown:
            self._shown = outcome
            self._hint.hush()
        if status and status.systems:
            self._systems.show_status(status)
        self._systems.setVisible(bool(status and status.systems))
        self._key.setVisible(bool(outcome and outcome.record))
        self._choices.setVisible(outcome is not None and outcome.state is State.CONFLICT)
        self.printing.setVisible(slip_of(self.wizard, (), self.session.desk.now(), "") is not None)
        practising = self.session.desk.practice_door is not None and self.wizard.first_use is None
        self.door.setVisible(practising and not self.printing.isHidden())
        self._large = outcome is not None and outcome.state in ANSWERED
        self._code.offer(self.wizard.code)
        if outcome is None:
            self._pin.forget()
            self._say_waiting("")
        else:
            if outcome.record:
                self._key.setText(self.tr("Key {id}").format(id=outcome.record.key_id))
            self._offer_pin(outcome)
            self._say(outcome)
        self._fit_title()
        if self._systems.isVisible():
            lay_out_now(self._systems)

    def _offer_pin(self, outcome: Outcome) -> None:
        """Where the key has the PIN, or gets it by itself."""
        intent = outcome.intent
        if outcome.state in ANSWERED | WAITING and not isinstance(intent, Removal) and isinstance(intent.pin, Pin):
            self._pin.offer(intent.pin, drawn=self.wizard.pin_drawn)
        else:
            self._pin.forget()

    def _fit_title(self) -> None:
        """The name is as large as it can be on one line."""
        scale = _TITLE_SCALE
        if self._large:
            room = self.width()
            fitting = (one for one in _NAME_SCALES if _width(self.title, one) <= room)
            # Words do not fill two lines to their ends.
            on_two = _NAME_SCALES[-1] if _width(self.title, _NAME_SCALES[-1]) <= room * 1.7 else _TITLE_SCALE
            scale = next(fitting, on_two)
        self._title.setFont(theme.font(scale, bold=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name's room is another one."""
        super().resizeEvent(event)
        self._fit_title()

    def _say_waiting(self, words: str) -> None:
        self.set_title(self.tr("Creating the access key"))
        self._state.say(Tone.WAITING, waiting_words(), words)

    def show_problems(self) -> None:
        """What is shown only here was not looked at yet: say so, and go there."""
        code = self.wizard.code_owed
        self._hint.say(Tone.ATTENTION, *unseen_words(code=code))
        (self._code if code else self._pin).hold.setFocus()

    def _say(self, outcome: Outcome) -> None:
        name, problem = holder_of(outcome), told(outcome.problem)
        if outcome.state in ANSWERED:
            self.set_title(accepted_title(self.wizard, outcome))
            said = accepted_words(self.wizard, outcome, self.session.desk)
            self._state.say(said.tone, said.title, said.text)
            self._say_besides(outcome)
        elif outcome.state is State.SENDING:
            self._say_waiting(problem)
        elif outcome.state in WAITING:
            self.set_title(state_title(outcome.state, outcome.problem))
            sent = not_known_words() if outcome.state is State.UNKNOWN else ""
            self._say_hold_back(name, problem, sent, goes_on_words(self.wizard.held, outcome.problem))
        elif outcome.state is State.CONFLICT:
            self.set_title(state_title(outcome.state, outcome.problem))
            self._state.say(Tone.FAILURE, keep_it_words(), problem)
            self._choices.offer(outcome, restorable=self.session.restorable)
        else:
            self.set_title(state_title(outcome.state, outcome.problem))
            self._state.say(Tone.FAILURE, refused_title(self.wizard, name), problem)

    def _say_hold_back(self, name: str, *sentences: str) -> None:
        title = self.tr("Do not hand out the card of {name} yet").format(name=name)
        title = title if name else self.tr("Do not hand out the card yet")
        self._state.say(Tone.ATTENTION, title, "\n".join(one for one in sentences if one))

    def _say_besides(self, outcome: Outcome) -> None:
        """What else is to be known of a key that is made: what is odd about it, and how a conflict ended."""
        if outcome.problem:
            self._hint.say(Tone.ATTENTION, self.tr("Take a second look at this key"), told(outcome.problem))
        elif self.wizard.settled and not self._hint.isVisible():
            owner = called(self.wizard.conflict.owner if self.wizard.conflict else None) or self.tr("the owner")
            words = {
                Purpose.REASSIGN: self.tr("The key of {owner} was removed; the card has changed hands."),
                Purpose.CHANGE: self.tr("The card stays {owner}’s: give it back."),
                Purpose.RESTORE: self.tr("Give the card back to {owner}, and tell the new PIN."),
            }
            self._hint.say(Tone.INFORMATION, words[self.wizard.settled].format(owner=owner))

    def _ask_before(self, choice: Choice) -> None:
        """A conflict is settled only after it was said once more what that does."""
        outcome = self.wizard.outcome
        questions = {
            Choice.REASSIGN: (self.tr("Hand this card over?"), self.tr("Hand it o&ver"), self.session.reassign),
            Choice.KEEP: (self.tr("Change this person’s key?"), self.tr("&Change it"), self.session.keep),
            Choice.RESTORE: (self.tr("Put the key back?"), self.tr("&Put it back"), self._restore),
        }
        question, yes, act = questions[choice]

        def settle() -> None:
            # It may have been settled, or left, while the question stood there.
            if outcome is not None and self.wizard.outcome is outcome:
                self.setFocus()
                act()

        ask(self, question, self._choices.words(choice), yes, self.tr("&Not now"), settle)

    def _restore(self) -> None:
        self.session.restore(self.wizard.draw_replacement(secrets.randbelow))

    def _practise_door(self) -> None:
        self.session.practise_door()

    def _print(self) -> None:
        """A slip of this key; its PIN or code counts as looked at once it is on paper."""
        from enroll_app.ui.slips.printing import print_shown

        print_shown(self, self.wizard, self.wizard.levels, self.session.desk, self._printing, self._printed)

    def _printing(self) -> None:
        self._hint.say(Tone.WAITING, printing_words())

    def _printed(self, problem: Problem | None) -> None:
        if problem is not None:
            self._hint.say(Tone.ATTENTION, not_printed_words(), told(problem))
            return
        self._secret_was_seen()
        self._hint.say(Tone.DONE, printed_words())


class _WideNotice(Notice):
    """As high as its words need at the page's width, and not at the narrower one that labels guess: no scroll bar."""

    def sizeHint(self) -> QSize:
        """At the width that it has, or will have."""
        hint = super().sizeHint()
        width = max(hint.width(), self.width() if self.isVisible() else theme.unit() * _USUAL_STEPS)
        return QSize(hint.width(), self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words are broken otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _width(words: str, scale: float) -> float:
    return QFontMetricsF(theme.font(scale, bold=True)).horizontalAdvance(words)
