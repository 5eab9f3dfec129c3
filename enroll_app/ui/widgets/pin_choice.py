"""Choosing a PIN: none, typed, or drawn; and with a key that exists, left as it is or taken away."""

import secrets
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from enroll_app.domain.pin import PIN_LENGTH, Pin, PinOrder, PinRule, random_pin
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.ui import theme
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.secret_line import SecretLine
from enroll_app.ui.widgets.theme_follower import ThemeFollower

# The letter that is marked on the button, in every language.
_SHOW_KEY = Qt.Key.Key_W


class PinChoice(QWidget):
    """pin: what is chosen: digits as they are typed, a drawn PIN, or a rule.

    Signals: edited() by the person's hand.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.pin: str | PinOrder = PinRule.LEAVE
        self._none = QRadioButton(self)
        self._typed = QRadioButton(self.tr("The person &chooses one"), self)
        self._drawn = QRadioButton(self.tr("&Draw one at random"), self)
        self._clear = QRadioButton(self.tr("&Take the PIN away"), self)
        self._field = Field(self.tr("&PIN, four digits"), parent=self, secret=True)
        self._hold = _Hold(self.tr("Sho&w while held"), self)
        self._once = QLabel(self.tr("It is shown once, after the key is created."), self)
        self._once.setObjectName("muted")
        self._once.setWordWrap(True)
        self._once.setContentsMargins(step * 3, 0, 0, 0)
        self._entry = QWidget(self)
        self._weak = Notice(self)
        self._lay_out(step)
        self.set_known(known=False)
        for choice in self._choices():
            choice.clicked.connect(self._choose)
        self._field.edited.connect(self._digits_typed)
        self._field.line.installEventFilter(self)
        self._hold.pressed.connect(self._show_digits)
        self._hold.released.connect(self._hide_digits)
        self._hold.left.connect(self._hide_digits)
        ThemeFollower(self, self._weak.paint_theme)

    @property
    def _line(self) -> SecretLine:
        assert isinstance(self._field.line, SecretLine)
        return self._field.line

    def _choices(self) -> tuple[QRadioButton, ...]:
        return self._none, self._typed, self._drawn, self._clear

    def _lay_out(self, step: int) -> None:
        line = self._field.line
        line.setFont(theme.font(1.4, tabular=True))
        line.setMinimumWidth(step * 32)
        self._hide_digits()
        row = QHBoxLayout(self._entry)
        # Set in under the words of its choice.
        row.setContentsMargins(step * 3, 0, 0, 0)
        row.setSpacing(step * 2)
        row.addWidget(self._field, 0, Qt.AlignmentFlag.AlignTop)
        # Beside the line, whatever is said below that.
        beside = QVBoxLayout()
        beside.addSpacing(self.fontMetrics().height() + step // 2)
        beside.addWidget(self._hold)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step + step // 2)
        for choice in self._choices():
            column.addWidget(choice)
            if choice is self._typed:
                column.addWidget(self._entry)
                column.addWidget(self._weak)
            elif choice is self._drawn:
                column.addWidget(self._once)

    def set_known(self, *, known: bool) -> None:
        """known: the card has a key already, and maybe a PIN, which may also be left or taken away."""
        self._none.setText(self.tr("Leave the PIN &as it is") if known else self.tr("N&o PIN"))
        self._clear.setVisible(known or self._clear.isChecked())

    def fill(self, pin: str | PinOrder) -> None:
        """Show that this is chosen now."""
        self.pin = pin
        self._none.setChecked(pin in (PinRule.LEAVE, PinRule.SEALED))
        self._typed.setChecked(isinstance(pin, str))
        self._drawn.setChecked(isinstance(pin, Pin))
        self._clear.setChecked(pin is PinRule.CLEAR)
        if pin is PinRule.CLEAR:
            self._clear.show()
        self._field.fill(pin if isinstance(pin, str) else "")
        self._hide_digits()
        self._show_choice()

    def _choose(self) -> None:
        if self._typed.isChecked():
            self.pin = self._field.text
        elif self._drawn.isChecked():
            self.pin = random_pin(secrets.randbelow)
        else:
            self.pin = PinRule.CLEAR if self._clear.isChecked() else PinRule.LEAVE
        self._show_choice()
        if self._typed.isChecked():
            self._field.line.setFocus()
        self.edited.emit()

    def _digits_typed(self, text: str) -> None:
        self.pin = text
        self._show_choice()
        self.edited.emit()

    def _show_choice(self) -> None:
        self._entry.setVisible(self._typed.isChecked())
        self._once.setVisible(self._drawn.isChecked())
        self._field.set_hint(f"{len(self._field.text)} / {PIN_LENGTH}")
        if isinstance(self.pin, str) and _weak(self.pin):
            self._weak.say(
                Tone.ATTENTION,
                self.tr("This PIN is among the first that anybody would try."),
                self.tr("It can be used all the same; better ask for another one, or draw one."),
            )
        else:
            self._weak.hush()

    def show_problems(self, problems: Sequence[Problem], *, complete: bool) -> None:
        """Say what is wrong with the digits. complete: not while digits are still to come."""
        count = len(self._field.text)
        missing = "pin-not-four-digits"
        told = [one for one in problems if complete or one.code != missing or count >= PIN_LENGTH]
        self._field.show_problems(told if self._typed.isChecked() else ())

    def take_digit(self, event: QKeyEvent) -> bool:
        """A digit typed with no line in focus begins a PIN: the choice follows the hands. Whether it was one."""
        digit = event.text()
        if not (digit.isascii() and digit.isdigit()):
            return False
        # The arrow keys choose without going to the line: what is typed then goes on with what stands there.
        self._field.fill(self._field.text + digit if self._typed.isChecked() else digit)
        self._typed.setChecked(True)
        self._choose()
        self._field.line.end(False)  # noqa: FBT003  Qt's own parameter: without marking
        return True

    def focus_first(self) -> None:
        """The choice that is made, or the digits where they are typed."""
        if self._typed.isChecked():
            self._field.line.setFocus()
        else:
            next((one for one in self._choices() if one.isChecked()), self._none).setFocus()

    def _show_digits(self) -> None:
        self._line.show_letters(shown=True)

    def _hide_digits(self) -> None:
        self._line.show_letters(shown=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight, nothing is left shown."""
        self._hide_digits()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the line, the button's own letter shows the digits as long as it is held."""
        if event.type() is QEvent.Type.FocusOut:
            self._hide_digits()
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyRelease and not event.isAutoRepeat():
            # Whichever of the two keys is let go first.
            if event.key() in (_SHOW_KEY, Qt.Key.Key_Alt):
                self._hide_digits()
        elif event.key() == _SHOW_KEY and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            if event.type() is QEvent.Type.KeyPress:
                self._show_digits()
            event.accept()
            return True
        return super().eventFilter(watched, event)


class _Hold(Button):
    """Signals: left() when the keyboard goes elsewhere, held or not."""

    left = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Held again, it shows again."""
        self.mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key that is let go in another window is not heard here."""
        super().focusOutEvent(event)
        self.setDown(False)
        self.left.emit()


def _weak(digits: str) -> bool:
    try:
        return Pin(digits).weak
    except InvalidInputError:
        return False
