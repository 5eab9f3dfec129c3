"""What is shown once, as long as somebody wants to see it: a PIN that was drawn, a code that the service made."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from enroll_app.domain.pin import Pin
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.lent_clipboard import lend, take_back
from enroll_app.ui.widgets.button import Button

_HIDDEN = "•"
# So many digits are read at one glance.
_PIN_LIKE = 5


class Once(QFrame):
    """Digits: hidden, and shown as long as the button is held.

    Signals: seen() when they were shown, or taken along.
    """

    seen = Signal()

    def __init__(self, what: str, hold: str, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self.setAccessibleName(what)
        self._secret = ""
        self._digits = QLabel(self)
        self._digits.setFont(theme.font(1.7, bold=True, tabular=True))
        self._digits.setMinimumWidth(step * 9)
        self.hold = QPushButton(hold, self)
        self.hold.setAutoDefault(False)
        self.hold.pressed.connect(self._show)
        self.hold.released.connect(self._hide)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(step * 3, step, step * 3, step)
        self.row.setSpacing(step * 2)
        self.row.addWidget(QLabel(what, self))
        self.row.addWidget(self._digits)
        self.row.addStretch(1)
        self.row.addWidget(self.hold)
        self.hide()

    def _take(self, secret: str) -> None:
        if secret != self._secret:
            self._secret = secret
            self._hide()
        if not secret:
            self.hide()

    def forget(self) -> None:
        """Show nothing any more, and know nothing."""
        self._take("")

    def _show(self) -> None:
        if self._secret:
            self._digits.setText(_grouped(self._secret))
            announce(self, " ".join(self._secret))
            self.seen.emit()

    def _hide(self) -> None:
        self._digits.setText(_HIDDEN * len(self._secret))

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight: nobody holds the button any more, whatever it was told last."""
        super().hideEvent(event)
        self._let_go()

    def changeEvent(self, event: QEvent) -> None:
        """Another window came before this one: the button's release goes there."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._let_go()

    def _let_go(self) -> None:
        self.hold.setDown(False)
        self._hide()


class PinOnce(Once):
    """A PIN that was drawn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("PIN"), self.tr("Hold to sho&w the PIN"), parent)

    def offer(self, pin: Pin, *, drawn: bool) -> None:
        """Offer a drawn PIN; one that the person chose is known to them."""
        self._take(pin.digits)
        self.setVisible(drawn)


class CodeOnce(Once):
    """A code that the service made: opens doors by itself. It can be copied, for a minute at the most."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Code"), self.tr("Hold to show the &code"), parent)
        self._digits.setFont(theme.font(2.4, bold=True, tabular=True))
        self.copy = Button(self.tr("Ta&ke a copy for a minute"), self)
        self.copy.clicked.connect(self._copy)
        self.row.addWidget(self.copy)

    def offer(self, digits: str) -> None:
        """Offer the code; empty for none."""
        self._take(digits)
        self.setVisible(bool(digits))

    def _copy(self) -> None:
        lend(self._secret)
        announce(self, self.tr("Copied; the clipboard forgets it in a minute, or when this page is left."))
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The page was left; not where the whole window was made small, to get at where the code is to go."""
        super().hideEvent(event)
        if not event.spontaneous():
            take_back()


def _grouped(digits: str) -> str:
    """In threes from the left, as one reads a code out; a PIN's four stay together."""
    if len(digits) <= _PIN_LIKE:
        return digits
    return "\N{THIN SPACE}".join(digits[at : at + 3] for at in range(0, len(digits), 3))
