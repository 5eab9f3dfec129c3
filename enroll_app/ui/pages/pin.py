"""The PIN page: none, typed, or drawn."""

import secrets
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QRadioButton

from enroll_app.domain.pin import PIN_LENGTH, Pin, PinRule, random_pin
from enroll_app.domain.problems import InvalidInputError
from enroll_app.ui import theme
from enroll_app.ui.page import Page
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.notice import Notice


class PinPage(Page):
    """Asks for the PIN, which is never shown as it is typed."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Does the card need a PIN?"),
            self.tr("Doors that ask for one take it together with the card."),
        )
        self._none = QRadioButton(self.tr("N&o PIN"), self)
        self._typed = QRadioButton(self.tr("The person &chooses one"), self)
        self._drawn = QRadioButton(self.tr("&Draw one at random; it is shown once, after the key is created"), self)
        self._field = Field(self.tr("&PIN, four digits"), parent=self)
        line = self._field.line
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhDigitsOnly
        )
        line.setFont(theme.font(1.4, tabular=True))
        line.setMaximumWidth(theme.unit() * 24)
        self._weak = Notice(self)
        for choice in (self._none, self._typed, self._drawn):
            choice.clicked.connect(self._chosen)
            self.body.addWidget(choice)
            if choice is self._typed:
                self.body.addWidget(self._field)
        self._field.edited.connect(self._digits_typed)
        self.body.addWidget(self._weak)
        self.body.addStretch(1)

    def enter(self) -> None:
        """Take over the choice."""
        pin = self.wizard.draft.pin
        self._none.setChecked(isinstance(pin, PinRule))
        self._typed.setChecked(isinstance(pin, str))
        self._drawn.setChecked(isinstance(pin, Pin))
        self._field.fill(pin if isinstance(pin, str) else "")
        self._show_choice(live=True)

    def _chosen(self) -> None:
        pin: str | Pin | PinRule
        if self._typed.isChecked():
            pin = self._field.text
        elif self._drawn.isChecked():
            pin = random_pin(secrets.randbelow)
        else:
            pin = PinRule.LEAVE
        self.wizard.draft = replace(self.wizard.draft, pin=pin)
        self._show_choice(live=True)
        if self._typed.isChecked():
            self._field.line.setFocus()
        self.edited.emit()

    def _digits_typed(self, text: str) -> None:
        self.wizard.draft = replace(self.wizard.draft, pin=text)
        self._show_choice(live=True)
        self.edited.emit()

    def _show_choice(self, *, live: bool) -> None:
        self._field.setVisible(self._typed.isChecked())
        count = len(self._field.text)
        self._field.set_hint(f"{count} / {PIN_LENGTH}")
        # Digits that are still missing are no fault while they are being typed.
        problems = [
            one
            for one in self.wizard.problems()
            if one.field == "pin" and not (live and one.code == "pin-not-four-digits" and count < PIN_LENGTH)
        ]
        self._field.show_problems(problems)
        if self._typed.isChecked() and _weak(self._field.text):
            self._weak.say(Tone.ATTENTION, self.tr("This PIN is among the first that anybody would try."))
        else:
            self._weak.hush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit typed with no line in focus begins a PIN: the choice follows the hands."""
        digit = event.text()
        if digit.isascii() and digit.isdigit() and not self._typed.isChecked():
            self._typed.setChecked(True)
            self._field.fill(digit)
            self._chosen()
            self._field.line.end(False)  # noqa: FBT003  Qt's own parameter: without marking
        else:
            super().keyPressEvent(event)

    def show_problems(self) -> None:
        """Say what is wrong with the PIN and go there."""
        self._show_choice(live=False)
        self._field.line.setFocus()

    def focus_first(self) -> None:
        """The choice that is made, or the digits where they are typed."""
        if self._typed.isChecked():
            self._field.line.setFocus()
        else:
            (self._drawn if self._drawn.isChecked() else self._none).setFocus()


def _weak(digits: str) -> bool:
    try:
        return Pin(digits).weak
    except InvalidInputError:
        return False
