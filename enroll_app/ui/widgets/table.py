"""A long list in columns: whole rows by the arrow keys, Enter opens one, and the columns fit whatever room there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.tones import Tone, tone_color
from enroll_app.ui.widgets.row_painter import RowModel, RowPainter

# A row's height, in steps of the grid: a line with room for an icon and for the finger.
_ROW_STEPS = 4
_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Column:
    """least: its width where there is no more room, in steps of the grid. share: of the room that is left over.

    rank: 0 for what is always in sight; of the others the highest is hidden first where there is no room.
    number: what has no room is left out in the middle, for both ends of a number tell it from others.
    """

    least: int
    share: int = 0
    rank: int = 0
    number: bool = False


def tone_picture(tone: Tone) -> QPixmap:
    """The picture of a state in the colours of the present theme."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return icons.pixmap(tone.value, tone_color(tone), theme.unit() * 2 + 4, ratio)


class Table(QTableView):
    """Signals: opened(QModelIndex) when Enter or a double click wants to see a row; moved() when the row is another."""

    opened = Signal(QModelIndex)
    moved = Signal()

    def __init__(self, columns: Sequence[Column], name: str, parent: QWidget | None = None) -> None:
        """name: for assistive technology."""
        super().__init__(parent)
        self._columns = tuple(columns)
        # Where the keyboard goes on when the row that was chosen is gone.
        self._place, self._choosing = 0, True
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFont(theme.font(tabular=True))
        self._painter = RowPainter(theme.font(tabular=True), [column.number for column in self._columns])
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        # All alike, so that a million of them are placed without being looked at.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(theme.unit() * _ROW_STEPS)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setMinimumSectionSize(theme.unit() * 3)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        self.setMinimumWidth(theme.unit() * 30)
        # A head and a row: on a small screen the words above need their room first.
        self.setMinimumHeight(theme.unit() * _ROW_STEPS * 2)
        self.doubleClicked.connect(self.opened)

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802  Qt's own name
        """Show this model. Its heads are asked for once: Qt's header asks for them at every change, role by role."""
        super().setModel(model)
        if model is not None:
            across, role = Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole
            heads = QStandardItemModel(0, len(self._columns), self)
            names = [str(model.headerData(at, across, role)) for at in range(len(self._columns))]
            heads.setHorizontalHeaderLabels(names)
            self.horizontalHeader().setModel(heads)

    def least_width(self) -> int:
        """What the columns that are always in sight need, with the frame and the scroll bar."""
        least = sum(column.least for column in self._columns if not column.rank)
        return least * theme.unit() + self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()

    def row(self) -> int:
        """The row that is chosen; -1 for none."""
        index = self.currentIndex()
        return int(index.row()) if index.isValid() else -1

    def choose(self, row: int) -> None:
        """Choose a row, and bring it into sight; the column stays."""
        column = max(0, self.currentIndex().column())
        self.setCurrentIndex(self.model().index(row, column if not self.isColumnHidden(column) else 0))

    def rows_in_sight(self) -> tuple[int, int]:
        """The first and the last row that can be seen; (0, -1) where there is none."""
        count = self.model().rowCount()
        if not count:
            return 0, -1
        last = self.rowAt(self.viewport().height() - 1)
        return max(0, self.rowAt(0)), last if last >= 0 else count - 1

    def show_at_top(self, row: int) -> None:
        """Scroll so far that this row is the first in sight."""
        # Rows that have just come are not in the scroll bar's range yet.
        self.updateGeometries()
        self.verticalScrollBar().setValue(row)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802  Qt's own name
        """Tell when another row is chosen."""
        super().currentChanged(current, previous)
        if current.row() != previous.row() or current.isValid() is not previous.isValid():
            self.moved.emit()

    def rowsAboutToBeRemoved(self, parent: _Index, start: int, end: int) -> None:  # noqa: N802  Qt's own name
        """Where the row that is chosen goes, none is chosen: nobody acts on the next one without having chosen it."""
        if start <= self.row() <= end:
            self.choose_none()
        super().rowsAboutToBeRemoved(parent, start, end)

    def choose_none(self) -> None:
        """No row is chosen any more; the arrow keys go on from here."""
        self._place = max(0, self.row())
        self.setCurrentIndex(QModelIndex())

    def take_keyboard(self) -> None:
        """Have the keyboard, and no row chosen by that."""
        self._choosing = False
        self.setFocus()
        self._choosing = True

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  Qt's own name
        """Letters look for nothing here: of a million rows every one would be loaded."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Home and End go to the ends of the list, Ctrl+C copies the row."""
        count = self.model().rowCount()
        if event.key() in _ENTER:
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self.opened.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            self.choose(0 if event.key() == Qt.Key.Key_Home else count - 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and count and self.row() < 0:
            self.choose(min(self._place, count - 1))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row under the pointer."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mouseDoubleClickEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by the keyboard has a row chosen."""
        super().focusInEvent(event)
        if self._choosing and self.row() < 0 and self.model().rowCount():
            top, last = self.rows_in_sight()
            self.choose(self._place if top <= self._place <= last else top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight, whole rows at once."""
        model = self.model()
        columns = [
            (at, self.columnViewportPosition(at), self.columnWidth(at))
            for at in range(len(self._columns))
            if not self.isColumnHidden(at)
        ]
        area = event.rect()
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0 or not columns:
            return
        last = last if last >= 0 else model.rowCount() - 1
        rows = [(row, self.rowViewportPosition(row)) for row in range(first, last + 1)]
        painter = QPainter(self.viewport())
        self._painter.paint(painter, cast("RowModel", model), rows, columns, self.rowHeight(first), self.row())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give every column its room; hide the least important ones where there is none."""
        step, room = theme.unit(), self.viewport().width()
        shown = list(range(len(self._columns)))
        while sum(self._columns[at].least for at in shown) * step > room:
            last = max(shown, key=lambda at: (self._columns[at].rank, at))
            if not self._columns[last].rank:
                # What is left is always in sight, and may be scrolled sideways.
                break
            shown.remove(last)
        over = max(0, room - sum(self._columns[at].least for at in shown) * step)
        shares = sum(self._columns[at].share for at in shown) or 1
        for at, column in enumerate(self._columns):
            self.setColumnHidden(at, at not in shown)
            if at in shown:
                self.setColumnWidth(at, column.least * step + over * column.share // shares)

    def _copy(self) -> None:
        row = self.row()
        if row < 0:
            return
        columns = [at for at in range(self.model().columnCount()) if not self.isColumnHidden(at)]
        words = [str(self.model().index(row, at).data(Qt.ItemDataRole.DisplayRole) or "") for at in columns]
        QGuiApplication.clipboard().setText("\t".join(words))
