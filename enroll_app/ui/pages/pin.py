"""The PIN page: none, typed, or drawn; for a card that has a key, also left as it is or taken away."""

import secrets

from PySide6.QtGui import QKeyEvent

from enroll_app.services.role_choice import begin_card
from enroll_app.ui.page import Page
from enroll_app.ui.widgets.pin_choice import PinChoice


class PinPage(Page):
    """Asks for the PIN, which is not shown as it is typed."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Does the card need a PIN?"),
            self.tr("Doors that ask for one take it together with the card."),
        )
        self._choice = PinChoice(self)
        self._choice.edited.connect(self._chosen)
        self.body.addWidget(self._choice)
        self.body.addStretch(1)

    def enter(self) -> None:
        """Take over the choice."""
        desk, remembering = self.session.desk, self.session.remembering
        today = desk.now().astimezone(desk.zone).date()
        begin_card(self.wizard, remembering.preferences, remembering.memory, today, secrets.randbelow)
        self._choice.fill(self.wizard.draft.pin)
        self.refresh()
        self._say_problems(complete=self.wizard.insisted)

    def refresh(self) -> None:
        """What is known of the card may have come to light only now."""
        # A card that changes hands, or that somebody else has, gets a new key: there is no PIN to be left.
        self._choice.set_known(known=self.wizard.for_owner)
        if self._choice.pin != self.wizard.draft.pin:
            self._choice.fill(self.wizard.draft.pin)

    def _chosen(self) -> None:
        self.wizard.choose_pin(self._choice.pin)
        self._say_problems(complete=False)
        self.edited.emit()

    def _say_problems(self, *, complete: bool) -> None:
        # Digits that are still missing are no fault while they are being typed.
        problems = [one for one in self.wizard.problems() if one.field == "pin"]
        self._choice.show_problems(problems, complete=complete)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit typed with no line in focus begins a PIN."""
        if not self._choice.take_digit(event):
            super().keyPressEvent(event)

    def show_problems(self) -> None:
        """Say what is wrong with the PIN and go there."""
        self._say_problems(complete=True)
        self._choice.focus_first()

    def focus_first(self) -> None:
        """The choice that is made, or the digits where they are typed."""
        self._choice.focus_first()
