"""What can be done with a card that is somebody else's: each choice says what it will do before it does it."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.enrollment import Order
from enroll_app.domain.operations import Outcome
from enroll_app.ui import theme
from enroll_app.ui.leaving import called
from enroll_app.ui.widgets.button import Button

# So much of a name is on a button, in steps of the grid.
_NAME_STEPS = 16


class Choice(Enum):
    """How a conflict is settled.

    KEEP: the card stays whose it is, with what was typed. REASSIGN: it changes hands. RESTORE: what was changed by
    mistake is put back, with a new PIN.
    """

    KEEP = auto()
    REASSIGN = auto()
    RESTORE = auto()


class ConflictChoices(QFrame):
    """One button for each choice, and what it will do below it. Signals: chosen(Choice)."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(step * 3, step * 2, step * 3, step * 2)
        column.setSpacing(step // 2)
        self.buttons: dict[Choice, Button] = {}
        self._words: dict[Choice, QLabel] = {}
        for choice in (Choice.REASSIGN, Choice.KEEP, Choice.RESTORE):
            button, words = Button("", self), QLabel(self)
            button.clicked.connect(lambda _checked=False, one=choice: self.chosen.emit(one))
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setObjectName("muted")
            if self.buttons:
                column.addSpacing(step)
            # Below it, with the page's whole width: a name of 32 letters has no place to be broken at.
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(words)
            self.buttons[choice], self._words[choice] = button, words
        self.hide()

    def offer(self, outcome: Outcome, *, restorable: bool) -> None:
        """Offer what can be done with this conflict. restorable: what the owner had before is known here."""
        owner = called(outcome.owner) or self.tr("somebody else")
        meant = called(outcome.intent.person) or self.tr("the new holder")
        self._show(
            Choice.REASSIGN,
            self.tr("Hand it o&ver"),
            self.tr("Takes the key away from {owner}, then gives the card to {meant}."),
            owner,
            meant,
        )
        kept = (
            self.tr("The card stays {owner}’s, with the PIN, validity and levels that were just sent.")
            if outcome.overwritten
            else self.tr("The card stays {owner}’s, and gets the PIN, validity and levels that were typed.")
        )
        self._show(Choice.KEEP, self.tr("It bel&ongs to {owner}"), kept, owner, meant)
        restored = self.tr("Gives {owner} the levels and dates of before, and a new PIN: the old one cannot be had.")
        self._show(Choice.RESTORE, self.tr("&Put it back"), restored, owner, meant)
        # A change of a key that exists hands nothing over, and there is nothing before it to go back to.
        enrolling = isinstance(outcome.intent, Order)
        self._offer_only(Choice.REASSIGN, enrolling)
        self._offer_only(Choice.RESTORE, enrolling and outcome.overwritten and restorable)
        self.show()

    def words(self, choice: Choice) -> str:
        """What a choice will do."""
        return self._words[choice].text()

    def _show(self, choice: Choice, title: str, words: str, owner: str, meant: str) -> None:
        button = self.buttons[choice]
        # A long name has no place on a button; it is in the words below it.
        room = theme.unit() * _NAME_STEPS
        short = button.fontMetrics().elidedText(owner, Qt.TextElideMode.ElideRight, room)
        button.setText(title.format(owner=short.replace("&", "&&")))
        button.setAccessibleName(title.replace("&", "").format(owner=owner))
        words = words.format(owner=owner, meant=meant)
        button.setAccessibleDescription(words)
        self._words[choice].setText(words)

    def _offer_only(self, choice: Choice, where: bool) -> None:  # noqa: FBT001  the one thing that it sets
        for widget in (self.buttons[choice], self._words[choice]):
            widget.setVisible(where)
