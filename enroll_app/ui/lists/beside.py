"""A list with the details of its row: beside it where both have room, in its place where they have not."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.lists.pane import Pane
from enroll_app.ui.widgets.table import Table

# As wide as a line that the eye follows beside a list, and as narrow as it can be, in steps of the grid.
_STEPS = 46


class ListAndDetails(QWidget):
    """Lays the two out; which of them are wanted is said by `show_list`, and by showing and hiding the details."""

    def __init__(self, table: Table, pane: Pane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._pane = table, pane
        self._wanted = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit() * 2)
        row.addWidget(table, 1)
        row.addWidget(pane)
        table.hide()
        pane.installEventFilter(self)

    def show_list(self, *, wanted: bool) -> None:
        """Whether there is anything to list."""
        self._wanted = wanted
        self._fit()

    @property
    def instead(self) -> bool:
        """Whether the details stand where the list was."""
        return not self._pane.isHidden() and self._wanted and not self._have_both_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The details came or went."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._fit()

    def _have_both_room(self) -> bool:
        step = theme.unit()
        return self.width() >= self._table.least_width() + step * (2 + _STEPS)

    def _fit(self) -> None:
        instead = self.instead
        wide = 16_777_215 if instead or not self._wanted else theme.unit() * _STEPS  # Qt's own for no bound
        self._pane.setMinimumWidth(0 if wide > theme.unit() * _STEPS else wide)
        self._pane.setMaximumWidth(wide)
        self._table.setVisible(self._wanted and not instead)
