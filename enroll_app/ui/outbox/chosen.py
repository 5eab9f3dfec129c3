"""The row of the outbox that is chosen: what is offered about it, its details, and where the keyboard is meanwhile."""

from concurrent.futures import Future

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from enroll_app.domain.operations import Operation
from enroll_app.services.desk import Desk
from enroll_app.ui.lists.beside import ListAndDetails
from enroll_app.ui.outbox.acts import Acts
from enroll_app.ui.outbox.bar import Bar
from enroll_app.ui.outbox.model import OutboxModel
from enroll_app.ui.outbox.pane import RowPane
from enroll_app.ui.outbox.rows import Listing
from enroll_app.ui.threads import Background
from enroll_app.ui.widgets.table import Table


class Chosen(QObject):
    """Nobody does anything about another row than the one that was in sight when it was meant."""

    def __init__(
        self, desk: Desk, background: Background, model: OutboxModel, table: Table, pane: RowPane, bar: Bar, acts: Acts
    ) -> None:
        super().__init__(table)
        self._desk, self._background, self._model, self._acts = desk, background, model, acts
        self._table, self._pane, self._bar = table, pane, bar
        self._opening: int | None = None
        self.both = ListAndDetails(table, pane)
        table.moved.connect(self.show)
        table.opened.connect(self.open)
        model.dataChanged.connect(self.show)
        pane.closed.connect(self.close)
        bar.look.clicked.connect(self.open)

    def operation(self) -> Operation | None:
        """The row that is chosen, as it was looked at last."""
        return self._model.operation(self._model.id_at(self._table.row()))

    @Slot()
    def show(self) -> None:
        """Offer what can be done about it, and show its details where they are open."""
        operation = self.operation()
        busy = operation is not None and operation.number in self._acts.busy
        acting = self._has_keyboard(self._bar)
        self._bar.offer(operation, busy=busy)
        if acting and not self._has_keyboard(self._bar):
            # Its button can do nothing now; the keyboard is not to be on whatever comes next.
            self._take_keyboard()
        if operation is not None and operation.number == self._opening:
            self.open()
        if self._pane.isHidden() or operation is None:
            return
        if operation != self._pane.operation:
            self._pane.show_row(operation)
            if operation.overwritten:
                self._ask_restorable(operation.number)

    @Slot()
    def open(self) -> None:
        """Show everything about the row, and go to what there is to do about it."""
        number = self._model.id_at(self._table.row())
        operation = self._model.operation(number)
        if operation is None:
            # It is being loaded; see `show`.
            self._opening = number
            return
        self._opening = None
        self._pane.show()
        self.show()
        self._pane.show_first()

    @Slot()
    def close(self) -> None:
        """Show the list alone."""
        here = self._has_keyboard(self._pane)
        self._pane.hide()
        self._pane.forget()
        if here:
            self._table.setFocus()

    def tell_if_gone(self, listing: Listing) -> None:
        """Whoever was about to do something about a row that is gone does it about no other one."""
        if self._table.row() < 0:
            self._opening = None
        operation = self._pane.operation
        if operation is None or self._pane.isHidden() or self._model.row_of(operation.number) >= 0:
            return
        if self._has_keyboard(self._pane):
            # Before it is hidden: Qt would move the keyboard to the next button there is, whatever that does.
            self._take_keyboard()
        self._pane.show_gone(operation.number, elsewhere=listing.has(operation.number))

    def _take_keyboard(self) -> None:
        """To where no key does anything but look around."""
        if self.both.instead:
            self._pane.setFocus()
        else:
            self._table.take_keyboard()

    def _ask_restorable(self, number: int) -> None:
        """Whether the owner of an overwritten key can be given back what was there before."""

        def done(future: Future[bool]) -> None:
            self._pane.offer_restore(number, restorable=future.exception() is None and future.result())

        records = self._desk.records
        self._background.run(lambda: records().outbox.restorable(number) is not None, done)

    def _has_keyboard(self, part: QWidget) -> bool:
        held: QWidget | None = part.window().focusWidget()
        return held is not None and (held is part or part.isAncestorOf(held))
