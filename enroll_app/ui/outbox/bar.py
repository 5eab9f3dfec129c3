"""The buttons below the outbox: what can be done about the row that is chosen, the most helpful at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from enroll_app.domain.operations import Operation
from enroll_app.services.outbox_board import Deed, deeds, is_about_code, lacks_digits
from enroll_app.ui import theme
from enroll_app.ui.widgets.button import Button


class Bar(QFrame):
    """Signals: wanted(int, Deed) with the number of the row that it was offered for. look: shows its details.

    help: asks somebody.
    """

    wanted = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        step = theme.unit()
        self.help = Button(self.tr("&Call for help"), self)
        self.drop = Button(self.tr("&Take it out…"), self)
        self.aside = Button(self.tr("&Set aside"), self)
        self.look = Button(self.tr("Loo&k at it"), self)
        self.primary = Button(self.tr("Try it &now"), self)
        self.primary.setObjectName("primary")
        self._explain()
        self.primary.setMinimumWidth(step * 18)
        self._number, self._deed = 0, Deed.TRY
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        row.setSpacing(step)
        row.addWidget(self.help)
        row.addStretch(1)
        for button in (self.drop, self.aside, self.look, self.primary):
            row.addWidget(button)
        self.drop.clicked.connect(lambda: self.wanted.emit(self._number, Deed.DROP))
        self.aside.clicked.connect(lambda: self.wanted.emit(self._number, Deed.SET_ASIDE))
        self.primary.clicked.connect(lambda: self.wanted.emit(self._number, self._deed))

    def offer(self, operation: Operation | None, *, busy: bool) -> None:
        """Offer what can be done about this row now; nothing while something is being done about it."""
        self._number = operation.number if operation is not None else 0
        possible = deeds(operation) if operation is not None and not busy else ()
        self.look.setEnabled(operation is not None)
        self.drop.setEnabled(Deed.DROP in possible)
        self.aside.setEnabled(Deed.SET_ASIDE in possible)
        self._deed = Deed.GO_ON if Deed.GO_ON in possible else Deed.TRY
        self.primary.setEnabled(self._deed in possible)
        self.primary.setText(self._primary_words(operation))
        _tell(self.primary, self._primary_meaning(operation))

    def _explain(self) -> None:
        """Say of each what it does: the words on them are short."""
        _tell(self.help, self.tr("Copies a few lines for whoever helps, without names; more can be saved with them."))
        _tell(self.drop, self.tr("Takes it out for good: it is never sent. You are asked before that."))
        _tell(self.aside, self.tr("It stays here, and is not sent before somebody lets it go on."))
        _tell(self.look, self.tr("Shows everything about it, and what there is to decide."))

    def _primary_meaning(self, operation: Operation | None) -> str:
        if operation is not None and lacks_digits(operation):
            return self.tr("It cannot be sent without these digits, which are kept nowhere.")
        if self._deed is Deed.GO_ON:
            return self.tr("It waits for somebody’s word; this sends it at once.")
        return self.tr("Sends it at once, and not when its turn comes.")

    def _primary_words(self, operation: Operation | None) -> str:
        if operation is not None and lacks_digits(operation):
            # Asked for in the details.
            return self.tr("&Enter its code…") if is_about_code(operation) else self.tr("&Enter its PIN…")
        return self.tr("Let it &go on") if self._deed is Deed.GO_ON else self.tr("Try it &now")


def _tell(button: Button, meaning: str) -> None:
    button.setToolTip(meaning)
    button.setAccessibleDescription(meaning)
