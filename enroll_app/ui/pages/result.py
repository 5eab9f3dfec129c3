"""The result page: what the service answered, and what each door system made of it, as it happens."""

import secrets

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from enroll_app.domain.enrollment import KeyStatus, Propagation, State
from enroll_app.domain.operations import ANSWERED, WAITING, Outcome, Purpose, Removal
from enroll_app.domain.pin import Pin
from enroll_app.domain.validity import Validity
from enroll_app.services.wizard import Tapped
from enroll_app.ui.leaving import called
from enroll_app.ui.page import Page
from enroll_app.ui.pages.conflict import Choice, ConflictChoices
from enroll_app.ui.question import ask
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.pin_once import PinOnce
from enroll_app.ui.widgets.systems import Systems
from enroll_app.ui.words import local_time

# Why nothing is sent any more that the service had no part in.
_NOT_THE_SERVICE = ("overtaken", "replaced-by-decision", "taken-out")


class ResultPage(Page):
    """Shows the outcome; a tap or the primary button starts the next card.

    Signals: pin_seen() when the drawn PIN was looked at.
    """

    pin_seen = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Creating the access key"))
        self._shown: Outcome | None = None
        self._state = Notice(self)
        self._systems = Systems(self)
        self._pin = PinOnce(self)
        self._key = QLabel(self)
        self._key.setObjectName("muted")
        self._key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hint = Notice(self)
        self._choices = ConflictChoices(self)
        self._choices.chosen.connect(self._ask_before)
        for widget in (self._state, self._hint, self._choices, self._systems, self._pin, self._key):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._pin.seen.connect(self._pin_was_seen)

    def attach(self, session: Session) -> None:
        """Show this session from now on."""
        super().attach(session)
        session.tapped.connect(self._tapped)

    def _tapped(self, result: Tapped) -> None:
        if result is Tapped.IGNORED and self.isVisible():
            self._hint.say(Tone.INFORMATION, self.tr("Tap the next card again once this one is finished"))

    def _pin_was_seen(self) -> None:
        self.wizard.pin_seen = True
        self._hint.hush()
        self.pin_seen.emit()

    def enter(self) -> None:
        """Begin with nothing known."""
        self._pin.hide()
        self._hint.hush()
        self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Show how the enrollment stands."""
        outcome, status = self.wizard.outcome, self.wizard.status
        if outcome is not self._shown:
            self._shown = outcome
            self._hint.hush()
        self._systems.setVisible(bool(status and status.systems))
        self._key.setVisible(bool(outcome and outcome.record))
        self._choices.setVisible(outcome is not None and outcome.state is State.CONFLICT)
        if outcome is None:
            self._say_waiting("")
            return
        if status and status.systems:
            self._systems.show_status(status)
        if outcome.record:
            self._key.setText(self.tr("Key {id}").format(id=outcome.record.key_id))
        self._offer_pin(outcome)
        self._say(outcome, status)

    def _offer_pin(self, outcome: Outcome) -> None:
        """Where the key has the PIN, or gets it by itself."""
        intent = outcome.intent
        if outcome.state in ANSWERED | WAITING and not isinstance(intent, Removal) and isinstance(intent.pin, Pin):
            self._pin.offer(intent.pin, drawn=self.wizard.pin_drawn)
        else:
            self._pin.hide()

    def _say_waiting(self, words: str) -> None:
        self.set_title(self.tr("Creating the access key"))
        self._state.say(Tone.WAITING, self.tr("Waiting for the service"), words)

    def show_problems(self) -> None:
        """The drawn PIN was not looked at yet: say so, and go there."""
        self._hint.say(
            Tone.ATTENTION,
            self.tr("The PIN has not been looked at yet"),
            self.tr("Hold the button, or the space bar, to show it; it is shown nowhere else."),
        )
        self._pin.hold.setFocus()

    def _say(self, outcome: Outcome, status: KeyStatus | None) -> None:
        name = _holder(outcome)
        if outcome.state in ANSWERED:
            self._say_accepted(name, status)
            self._say_besides(outcome)
        elif outcome.state is State.SENDING:
            self._say_waiting(str(outcome.problem or ""))
        elif outcome.state is State.SAVED:
            self.set_title(self.tr("Saved, not delivered yet"))
            self._say_hold_back(name, str(outcome.problem or ""), self._goes_on_words())
        elif outcome.state is State.UNKNOWN:
            self.set_title(self.tr("Not confirmed yet"))
            sent = self.tr("It was sent, and may or may not be active.")
            self._say_hold_back(name, str(outcome.problem or ""), sent, self._goes_on_words())
        elif outcome.state is State.CONFLICT:
            self.set_title(self.tr("This card is somebody else’s"))
            self._state.say(Tone.FAILURE, self.tr("Do not hand out the card"), str(outcome.problem))
            self._choices.offer(outcome, restorable=self.session.restorable)
        else:
            ours = outcome.problem is not None and outcome.problem.code in _NOT_THE_SERVICE
            self.set_title(self.tr("Not sent any more") if ours else self.tr("The service refused"))
            title = self.tr("No key was created for {name}").format(name=name)
            self._state.say(Tone.FAILURE, title, str(outcome.problem))

    def _goes_on_words(self) -> str:
        """What becomes of what is not delivered yet."""
        held = self.wizard.held
        if held is None:
            return self.tr("It is sent by itself, also while you go on to the next card.")
        shown = self.wizard.outcome.problem if self.wizard.outcome else None
        return "" if held == shown else str(held)

    def _say_hold_back(self, name: str, *sentences: str) -> None:
        title = self.tr("Do not hand out the card of {name} yet").format(name=name)
        self._state.say(Tone.ATTENTION, title, "\n".join(one for one in sentences if one))

    def _say_besides(self, outcome: Outcome) -> None:
        """What else is to be known of a key that is made: what is odd about it, and how a conflict ended."""
        if outcome.problem:
            self._hint.say(Tone.ATTENTION, self.tr("Take a second look at this key"), str(outcome.problem))
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
            Choice.REASSIGN: (self.tr("Hand this card over?"), self.tr("Hand it &over"), self.session.reassign),
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

    def _say_accepted(self, name: str, status: KeyStatus | None) -> None:
        reached = status.propagation if status else Propagation.PENDING
        self.set_title(self._accepted_title(name))
        if reached is Propagation.APPLIED:
            self._say_open()
        elif reached is Propagation.FAILED:
            self._state.say(Tone.FAILURE, self.tr("A door system would not take the key"), self._failures(status))
        elif reached is Propagation.NOT_APPLIED:
            self._state.say(
                Tone.ATTENTION,
                self.tr("The key is created and opens no door"),
                self.tr("It has no access level. Tap the card again and choose one."),
            )
        else:
            self._state.say(Tone.WAITING, self.tr("The service has accepted the key; it is on its way to the doors"))

    def _say_open(self) -> None:
        """The door systems have the key: from when on it opens them, and whether it still does."""
        outcome, desk = self.wizard.outcome, self.session.desk
        validity = outcome.intent.validity if outcome and not isinstance(outcome.intent, Removal) else Validity()
        if validity.end and validity.end <= desk.now():
            words = self.tr("The doors know the key, and it has ended: it opens nothing")
            self._state.say(Tone.ATTENTION, words, self.tr("Tap the card again and choose a later end."))
        elif validity.start and validity.start > desk.now():
            moment = local_time(validity.start, desk.zone)
            self._state.say(Tone.DONE, self.tr("Done: the card opens its doors from {moment} on").format(moment=moment))
        else:
            self._state.say(Tone.DONE, self.tr("Done: the card opens its doors now"))

    def _accepted_title(self, name: str) -> str:
        if not name:
            return self.tr("The key is made")
        if self.wizard.settled is Purpose.CHANGE:
            return self.tr("The key of {name} is changed").format(name=name)
        if self.wizard.settled is Purpose.RESTORE:
            return self.tr("The key of {name} is put back").format(name=name)
        return self.tr("{name} has a key").format(name=name)

    def _failures(self, status: KeyStatus | None) -> str:
        failed = [system for system in status.systems if system.error_type] if status else []
        return "\n".join(f"{system.system_id}: {system.error_type}" for system in failed)


def _holder(outcome: Outcome) -> str:
    """Whose key it is: once the service has answered that it did as asked, by its own word."""
    record = outcome.record
    if outcome.state is not State.CONFLICT and record and record.person and record.person.full_name:
        return record.person.full_name
    return outcome.intent.person.full_name
