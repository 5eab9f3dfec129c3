"""A PIN that was drawn, shown as long as somebody wants to see it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from enroll_app.domain.pin import Pin
from enroll_app.ui import theme

_HIDDEN_PIN = "••••"


class PinOnce(QFrame):
    """A PIN that was drawn: hidden, and shown as long as the button is held.

    Signals: seen() when it was shown.
    """

    seen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self._pin: Pin | None = None
        self._digits = QLabel(_HIDDEN_PIN, self)
        self._digits.setFont(theme.font(1.7, bold=True, tabular=True))
        self._digits.setMinimumWidth(step * 9)
        self.hold = QPushButton(self.tr("&Hold to show the PIN"), self)
        self.hold.setAutoDefault(False)
        self.hold.pressed.connect(self._show)
        self.hold.released.connect(self._hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 3, step, step * 3, step)
        row.setSpacing(step * 3)
        row.addWidget(QLabel(self.tr("PIN"), self))
        row.addWidget(self._digits)
        row.addStretch(1)
        row.addWidget(self.hold)

    def offer(self, pin: Pin, *, drawn: bool) -> None:
        """Offer a drawn PIN; one that the person chose is known to them."""
        self._pin = pin
        self.setVisible(drawn)

    def _show(self) -> None:
        if self._pin:
            self._digits.setText(self._pin.digits)
            self.seen.emit()

    def _hide(self) -> None:
        self._digits.setText(_HIDDEN_PIN)
