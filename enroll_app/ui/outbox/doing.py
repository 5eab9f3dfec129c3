"""What a person wants done about a row of the outbox: checked, asked for where something would be lost, and begun.

Everything is bound to the number that it was offered for, and never to whatever row is chosen by then.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from enroll_app.domain.operations import Operation
from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import InvalidInputError
from enroll_app.services.outbox_board import Deed, deeds, given_digits, lacks_digits, perhaps_done
from enroll_app.ui.outbox.acts import Acts
from enroll_app.ui.outbox.model import OutboxModel
from enroll_app.ui.outbox.pane import RowPane
from enroll_app.ui.pages.conflict import Choice
from enroll_app.ui.question import ask
from enroll_app.ui.record_words import person_words, purpose_words


class Doing(QObject):
    """Signals: missing() when a row cannot be sent before its digits are given, which the details ask for."""

    missing = Signal()

    def __init__(self, acts: Acts, model: OutboxModel, pane: RowPane, place: QWidget) -> None:
        super().__init__(place)
        self._acts, self._model, self._pane, self._place = acts, model, pane, place

    def do(self, number: int, deed: Deed) -> None:
        """Do this about the row of that number, where it is still there and that can still be done about it."""
        operation = self._model.operation(number) if self._model.row_of(number) >= 0 else None
        if operation is None or deed not in deeds(operation):
            return
        if deed in (Deed.TRY, Deed.GO_ON):
            if lacks_digits(operation):
                self.missing.emit()
            else:
                self._acts.try_now(number)
        elif deed is Deed.SET_ASIDE:
            self._acts.set_aside(number)
        elif deed is Deed.DROP:
            self._ask_to_drop(operation)

    def give(self, text: str) -> None:
        """Send the row that the details show, with the digits that were typed for it."""
        operation = self._pane.operation
        if operation is None:
            return
        try:
            secret = given_digits(operation, text)
        except InvalidInputError as error:
            self._pane.show_problem(error.problems[0])
            return
        self._acts.try_now(operation.number, secret)

    def decide(self, choice: Choice, text: str) -> None:
        """Settle the conflict that the details show, once it was asked for again."""
        operation = self._pane.operation
        if operation is None:
            return
        number = operation.number
        try:
            if choice is Choice.RESTORE:
                pin = Pin(text.strip())
                question, act = self.tr("Put the key back?"), lambda: self._acts.restore(number, pin)
            else:
                secret = given_digits(operation, text)
                if choice is Choice.REASSIGN:
                    question, act = self.tr("Hand the card over?"), lambda: self._acts.reassign(number, secret)
                else:
                    question, act = self.tr("Leave the card to its owner?"), lambda: self._acts.keep(number, secret)
        except InvalidInputError as error:
            self._pane.show_problem(error.problems[0])
            return
        ask(self._place, question, self._pane.choices.words(choice), self.tr("&Do it"), self.tr("&Not now"), act)

    def _ask_to_drop(self, operation: Operation) -> None:
        facts = {
            "number": operation.number,
            "person": person_words(operation.intent.person),
            "what": purpose_words(operation.purpose),
        }
        said = [self.tr("{what}, {person}: this is not sent any more, nor what waits for it.").format(**facts)]
        if perhaps_done(operation):
            said.append(self.tr("It was sent without an answer, so that the service may have done it all the same."))
        said.append(self.tr("The history keeps what it was."))
        ask(
            self._place,
            self.tr("Take number {number} out of the outbox?").format(**facts),
            "\n".join(said),
            self.tr("&Take it out"),
            self.tr("&Leave it there"),
            lambda: self._acts.drop(operation.number),
        )
