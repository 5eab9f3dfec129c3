"""Everything about one row of the outbox: how it stands, why, and what a person decides about it."""

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from enroll_app.domain.enrollment import Order
from enroll_app.domain.operations import Operation, Removal, SecretState, credential_of
from enroll_app.domain.problems import Problem
from enroll_app.domain.touched import touched_by
from enroll_app.services.outbox_board import (
    GONE,
    Deed,
    deeds,
    in_conflict,
    is_about_code,
    lacks_digits,
    perhaps_done,
)
from enroll_app.ui.lists.deed_words import deed_words
from enroll_app.ui.lists.pane import Pane
from enroll_app.ui.pages.conflict import ConflictChoices
from enroll_app.ui.record_words import card_words, person_words, row_state, zoned_words
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.facts import Facts
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.words import pin_words, template_words, told, validity_words


class RowPane(Pane):
    """Nothing of what is typed here stays when another row is shown.

    Signals: chosen(Choice, str) how a conflict is to be settled, with the digits that were typed; given(str) the
    missing digits.
    operation: the row that it shows, and that whatever is done here is about; None where that is gone.
    """

    chosen = Signal(object, str)
    given = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.operation: Operation | None = None
        self.state, self.facts = Notice(self), Facts(self)
        self.digits = Field(self.tr("&Missing PIN"), parent=self, secret=True)
        self.digits.line.setMaxLength(20)
        self.digits.line.returnPressed.connect(self._give)
        self.give = Button(self.tr("&Give it and send"), self)
        self.give.clicked.connect(self._give)
        self.choices = ConflictChoices(self)
        self.choices.chosen.connect(lambda choice: self.chosen.emit(choice, self.digits.text))
        self.fill(self.state, self.digits, self.give, self.choices, self.facts)

    def show_row(self, operation: Operation) -> None:
        """Show this row as it is now; what was typed for it stays while it is the same."""
        if self.operation is None or self.operation.number != operation.number:
            self.digits.fill("")
            self.digits.show_problems([])
            self.to_top()
        elif self.operation == operation:
            return
        self.operation = operation
        tone, words = row_state(operation)
        self.state.say(tone, words, told(operation.held or operation.problem) or self._by_itself(operation))
        self.facts.show_facts(self._facts(operation))
        self.facts.show()
        self._offer(operation, restorable=False)

    def offer_restore(self, number: int, *, restorable: bool) -> None:
        """It is known by now whether the key of this row can be put back."""
        if self.operation is not None and self.operation.number == number:
            self._offer(self.operation, restorable=restorable)

    def show_problem(self, problem: Problem) -> None:
        """What was typed will not do."""
        self.digits.show_problems([problem])
        self.digits.line.setFocus()

    def forget(self) -> None:
        """No row is shown any more; what was typed is gone."""
        self.operation = None
        self.digits.fill("")
        self.digits.show_problems([])

    def show_gone(self, number: int, *, elsewhere: bool) -> None:
        """The row that was shown went: say so, and take away what could be done about it.

        elsewhere: it is among other rows than those that are listed.
        """
        self.forget()
        for part in (self.digits, self.give, self.choices, self.facts):
            part.hide()
        if elsewhere:
            title = self.tr("Number {number} is not among these any more").format(number=number)
            self.state.say(Tone.INFORMATION, title, self.tr("It stands otherwise by now; it is among all of them."))
        else:
            title = template_words(GONE.cause).format(number=number)
            self.state.say(Tone.INFORMATION, title, template_words(GONE.remedy))

    def show_first(self) -> None:
        """The focus goes where the person has to do something; to the way out where there is nothing."""
        wanted = [self.digits.line, *self.choices.buttons.values(), self.close_button]
        first = next(widget for widget in wanted if widget.isVisibleTo(self))
        first.setFocus()
        if first is not self.close_button:
            QTimer.singleShot(0, self, lambda: self.bring_into_sight(first))

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self.state.paint_theme()

    def _offer(self, operation: Operation, *, restorable: bool) -> None:
        deciding = Deed.DECIDE in deeds(operation)
        missing = lacks_digits(operation)
        # Putting a key back takes a new PIN: the old one is known to nobody.
        self.digits.setVisible(missing or (deciding and restorable))
        self.digits.set_label(self._digits_words(operation, missing=missing))
        self.give.setVisible(missing and not deciding)
        if deciding:
            self.choices.offer(in_conflict(operation), restorable=restorable)
        else:
            self.choices.hide()

    def _digits_words(self, operation: Operation, *, missing: bool) -> str:
        if not missing:
            return self.tr("New PIN, where the key is &put back")
        return self.tr("&Missing code") if is_about_code(operation) else self.tr("&Missing PIN")

    def _give(self) -> None:
        if self.give.isVisibleTo(self):
            self.given.emit(self.digits.text)

    def _by_itself(self, operation: Operation) -> str:
        if operation.wait_s >= 1:
            return self.tr("It is tried again by itself in %n second(s).", "", round(operation.wait_s))
        return self.tr("It is sent by itself when its turn comes.")

    def _facts(self, operation: Operation) -> list[tuple[str, str]]:
        intent, zone = operation.intent, self._session.desk.zone
        facts = [
            (self.tr("Number"), str(operation.number)),
            (self.tr("Person"), person_words(intent.person)),
            (self.tr("Card"), card_words(credential_of(intent))),
            (self.tr("What is to be done"), deed_words(operation.purpose, touched_by(intent))),
        ]
        if operation.owner is not None:
            facts.append((self.tr("Whose card it is"), person_words(operation.owner)))
        if not isinstance(intent, Removal):
            kept = not isinstance(intent, Order)
            facts.append((self.tr("Valid"), validity_words(intent.validity, zone, kept=kept)))
            facts.append((self.tr("PIN"), self._pin(operation)))
            if intent.levels is not None:
                facts.append((self.tr("Access levels"), self._levels(intent.levels)))
        facts += [
            (self.tr("Since"), zoned_words(operation.created_at, zone)),
            (self.tr("Tried"), self._tries(operation.attempts)),
            (self.tr("By"), operation.operator),
            (self.tr("Reader"), operation.reader),
        ]
        if perhaps_done(operation):
            facts.append((self.tr("Take care"), self.tr("It was sent without an answer: it may have been done.")))
        return facts

    def _tries(self, attempts: int) -> str:
        return self.tr("%n time(s)", "", attempts) if attempts else self.tr("not yet")

    def _pin(self, operation: Operation) -> str:
        intent = operation.intent
        if isinstance(intent, Removal):
            return ""
        if operation.secret in (SecretState.KEPT, SecretState.MISSING) and not is_about_code(operation):
            return self.tr("set (hidden)")
        return pin_words(intent.pin, kept=not isinstance(intent, Order))

    def _levels(self, wanted: tuple[UUID, ...]) -> str:
        names = {level.level_id: level.name for level in self._session.wizard.levels}
        known = [names[one] for one in wanted if one in names]
        unknown = len(wanted) - len(known)
        if unknown:
            known.append(self.tr("%n level(s) whose name is not known here", "", unknown))
        return ", ".join(known) or self.tr("none")
