"""What came of an act on a key: what the service answered, and what each door system made of it, as it happens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enroll_app.domain.enrollment import Propagation, State
from enroll_app.domain.operations import ANSWERED, WAITING
from enroll_app.domain.pin import Pin
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.ui import theme
from enroll_app.ui.key.words import not_yet_words
from enroll_app.ui.outcome_words import goes_on_words, not_known_words, pin_unseen_words
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

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hand: KeyInHand | None = None
        self._state, self._behind, self._hint = Notice(self), Notice(self), Notice(self)
        self._pin, self._systems = PinOnce(self), Systems(self)
        self.reopen = Button(self.tr("Let it open a&gain"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit() * 2)
        for widget in (self._state, self._behind, self._hint, self._pin, self._systems):
            column.addWidget(widget)
        column.addWidget(self.reopen, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
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
        self._hint.say(Tone.ATTENTION, *pin_unseen_words())
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
        self._systems.setVisible(bool(status and status.systems))
        if status and status.systems:
            self._systems.show_status(status)
        pin = hand.draft.pin
        if isinstance(pin, Pin) and outcome is not None and outcome.state in ANSWERED | WAITING:
            self._pin.offer(pin, drawn=True)
        else:
            self._pin.forget()
        self.reopen.setVisible(hand.act is Act.BLOCK and outcome is not None and outcome.state in ANSWERED)
        if outcome is None:
            self._state.say(Tone.WAITING, self.tr("Waiting for the service"))
        elif outcome.state in ANSWERED:
            self._say_done(hand, hand.act)
        else:
            self._say_not_done(hand, hand.act)
        self._say_behind(hand)

    def _say_not_done(self, hand: KeyInHand, act: Act) -> None:
        outcome = hand.outcome
        assert outcome is not None
        said = [told(outcome.problem)]
        if outcome.state in WAITING:
            if outcome.state is State.UNKNOWN:
                said.append(not_known_words())
            said.append(goes_on_words(hand.held, outcome.problem))
            tone, words = Tone.ATTENTION, not_yet_words(act)
        elif outcome.state is State.CONFLICT:
            number = self.tr("Number {number} stays in the outbox until somebody decides there.")
            said.append(number.format(number=outcome.outbox_id))
            tone, words = Tone.FAILURE, self.tr("Do not hand out the card")
        else:
            tone, words = Tone.FAILURE, self.tr("The key is as it was")
        self._state.say(tone, words, "\n".join(one for one in said if one))

    def _say_done(self, hand: KeyInHand, act: Act) -> None:
        outcome, status = hand.outcome, hand.status
        assert outcome is not None
        besides = "\n".join(one for one in (told(outcome.problem), told(hand.late)) if one)
        if act is Act.REMOVE:
            words = self.tr("The service has removed the key; the doors forget it as soon as they hear of it")
            self._state.say(Tone.DONE, words, besides)
        elif status is None or status.propagation in (Propagation.PENDING, Propagation.PARTLY_APPLIED):
            words = self.tr("The service has accepted it; it is on its way to the doors")
            self._state.say(Tone.WAITING, words, besides or (told(hand.systems_silent) if status is None else ""))
        elif status.propagation is Propagation.FAILED:
            words = self.tr("A door system would not take it: the key is there as it was before")
            self._state.say(Tone.FAILURE, words, besides)
        elif status.propagation is Propagation.NOT_APPLIED:
            words = self.tr("The service has it; the key has no access level and opens no door")
            self._state.say(Tone.ATTENTION, words, besides)
        else:
            self._state.say(Tone.DONE, self._open_words(act), besides)

    def _open_words(self, act: Act) -> str:
        """The door systems have it."""
        return {
            Act.PIN: self.tr("Done: the doors have it"),
            Act.VALIDITY: self.tr("Done: the doors have the new validity"),
            Act.LEVELS: self.tr("Done: the card opens these doors now"),
            Act.REPLACE: self.tr("Done: the new card opens its doors now"),
            Act.BLOCK: self.tr("Done: the card opens nothing any more"),
        }.get(act, self.tr("Done: the doors have it"))

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
