"""The buttons below the outbox: what can be done about the row that is chosen, the most helpful at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from enroll_app.domain.operations import Operation
from enroll_app.services.outbox_board import Deed, deeds, lacks_digits
from enroll_app.ui import theme
from enroll_app.ui.widgets.button import Button


class Bar(QFrame):
    """Signals: wanted(Deed) for the row that is chosen. look: shows its details. help: asks somebody."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        step = theme.unit()
        self.help = Button(self.tr("&Call for help"), self)
        self.drop = Button(self.tr("&Take it out…"), self)
        self.aside = Button(self.tr("&Set aside"), self)
        self.look = Button(self.tr("&Look at it"), self)
        self.primary = Button(self.tr("Try it &now"), self)
        self.primary.setObjectName("primary")
        self.primary.setMinimumWidth(step * 18)
        self._deed = Deed.TRY
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        row.setSpacing(step)
        row.addWidget(self.help)
        row.addStretch(1)
        for button in (self.drop, self.aside, self.look, self.primary):
            row.addWidget(button)
        self.drop.clicked.connect(lambda: self.wanted.emit(Deed.DROP))
        self.aside.clicked.connect(lambda: self.wanted.emit(Deed.SET_ASIDE))
        self.primary.clicked.connect(lambda: self.wanted.emit(self._deed))

    def offer(self, operation: Operation | None, *, busy: bool) -> None:
        """Offer what can be done about this row now; nothing while something is being done about it."""
        possible = deeds(operation) if operation is not None and not busy else ()
        self.look.setEnabled(operation is not None)
        self.drop.setEnabled(Deed.DROP in possible)
        self.aside.setEnabled(Deed.SET_ASIDE in possible)
        self._deed = Deed.GO_ON if Deed.GO_ON in possible else Deed.TRY
        sends = self._deed in possible
        self.primary.setEnabled(sends)
        self.primary.setText(self.tr("Let it &go on") if self._deed is Deed.GO_ON else self.tr("Try it &now"))
        if operation is not None and lacks_digits(operation):
            self.primary.setEnabled(False)
