"""The history for a table, the latest first: a million rows whose number is known, loaded where somebody looks.

Unfiltered, a row's place tells its entry's number, so that any page can be loaded by itself. What was searched for
comes page after page, as far as somebody scrolls.
"""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon

from enroll_app.domain.history import Entry, Query
from enroll_app.services.desk import Desk
from enroll_app.ui.history.words import FIELDS, cells_of, heads, state_of
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.table import tone_icon

Index = QModelIndex | QPersistentModelIndex
PAGE = 64
"""Entries that are loaded at once, with their words: some 10 ms of another thread."""
# So many pages stay in memory, about 10 MB.
_KEPT = 180
STATE = 4
"""The column with the icon."""
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


class HistoryModel(QAbstractTableModel):
    """Signals: came() when rows that were asked for are there; failed(Exception) when they could not be had.

    query: what is searched for; None for everything.
    """

    came = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._heads = heads()
        self._icons: dict[Tone, QIcon] = {}
        self.query: Query | None = None
        self._first, self._last = 1, 0
        self._pages: OrderedDict[int, dict[int, Entry]] = OrderedDict()
        self._found: list[Entry] = []
        self._more = False
        self._cells: dict[int, tuple[str, ...]] = {}
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asking = 0
        self._loading = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._load)

    # -- what is shown ------------------------------------------------------------------------------------------

    def show_everything(self, first: int, last: int) -> None:
        """Show the entries of these numbers, both ends among them."""
        if self.query is not None:
            self._begin(None)
            self._first, self._last = first, last
            self.endResetModel()
        else:
            self._grow(first, last)

    def show_found(self, query: Query, entries: Sequence[Entry]) -> None:
        """Show what was found, of which these are the latest; the rest comes as somebody scrolls."""
        self._begin(query)
        self._found = list(entries)
        self._more = len(entries) == PAGE
        self.endResetModel()

    def _begin(self, query: Query | None) -> None:
        self.beginResetModel()
        self._asking += 1
        self.query = query
        self._found, self._more, self._loading = [], False, False
        self._pages.clear()
        self._cells.clear()
        self._wanted.clear()

    def _grow(self, first: int, last: int) -> None:
        """Entries were written at the top, or forgotten at the bottom."""
        if last < self._last or (self._last < self._first and last >= first):
            self.beginResetModel()
            self._first, self._last = first, last
            self._pages.clear()
            self.endResetModel()
            return
        if first > self._first and self._first <= self._last:
            count = self.rowCount()
            gone = min(first - self._first, count)
            self.beginRemoveRows(QModelIndex(), count - gone, count - 1)
            self._first = first
            self.endRemoveRows()
        if last > self._last:
            self.beginInsertRows(QModelIndex(), 0, last - self._last - 1)
            # The page that was not full yet has more now.
            self._pages.pop(_page_of(self._last), None)
            self._last = last
            self.endInsertRows()

    def entry(self, row: int) -> Entry | None:
        """What is in a row; None before it was loaded, which is asked for."""
        if self.query is not None:
            return self._found[row] if 0 <= row < len(self._found) else None
        seq = self.seq_at(row)
        if seq is None:
            return None
        page = self._pages.get(_page_of(seq))
        if page is None:
            self._want(_page_of(seq))
            return None
        return page.get(seq)

    def seq_at(self, row: int) -> int | None:
        """The number of the entry in a row; None where there is no such row."""
        if self.query is not None:
            return self._found[row].seq if 0 <= row < len(self._found) else None
        return self._last - row if 0 <= row <= self._last - self._first else None

    def row_of(self, seq: int) -> int:
        """Where an entry is; -1 where it is not shown."""
        if self.query is not None:
            return next((row for row, entry in enumerate(self._found) if entry.seq == seq), -1)
        return self._last - seq if self._first <= seq <= self._last else -1

    # -- loading ------------------------------------------------------------------------------------------------

    def _want(self, page: int) -> None:
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        if not self._later.isActive():
            self._later.start(0)

    def stop(self) -> None:
        """Load nothing any more."""
        self._later.stop()
        self._loading = True

    def _load(self) -> None:
        if self._loading or not self._wanted:
            return
        # The page that was asked for last is the one in sight; of the others a fast scroll has left most behind.
        page, _ = self._wanted.popitem()
        while len(self._wanted) > 1:
            self._wanted.popitem(last=False)
        if page in self._pages:
            self._later.start(0)
            return
        self._loading = True
        asking, query = self._asking, Query(below=(page + 1) * PAGE + 1)
        self._background.run(lambda: self._read(query), lambda done: self._loaded(asking, page, done))

    def _read(self, query: Query) -> "list[tuple[Entry, tuple[str, ...]]]":
        """On a worker: a page, and the words of its rows, which take their time."""
        zone = self._desk.zone
        return [(entry, cells_of(entry, zone)) for entry in self._desk.records().history.search(query, PAGE)]

    def _loaded(self, asking: int, page: int, future: "Future[list[tuple[Entry, tuple[str, ...]]]]") -> None:
        if asking != self._asking:
            return
        self._loading = False
        failure = future.exception()
        if failure is not None:
            self.failed.emit(failure)
            return
        found = [(entry, words) for entry, words in future.result() if _page_of(entry.seq) == page]
        self._pages[page] = {entry.seq: entry for entry, _ in found}
        self._cells.update((entry.seq, words) for entry, words in found)
        while len(self._pages) > _KEPT:
            for seq in self._pages.popitem(last=False)[1]:
                self._cells.pop(seq, None)
        top, bottom = self._last - ((page + 1) * PAGE), self._last - (page * PAGE + 1)
        rows = self.rowCount()
        if rows:
            first, last = max(0, top), min(rows - 1, bottom)
            if first <= last:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._heads) - 1))
        self.came.emit()
        if self._wanted:
            self._later.start(0)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  Qt's own name
        """Whether more was found than is loaded."""
        return not parent.isValid() and self._more and not self._loading

    def fetchMore(self, parent: Index) -> None:  # noqa: N802  Qt's own name
        """Load the next page of what was found."""
        if parent.isValid() or self.query is None or self._loading or not self._found:
            return
        self._loading = True
        asking, query = self._asking, replace(self.query, below=self._found[-1].seq)
        self._background.run(
            lambda: self._desk.records().history.search(query, PAGE), lambda done: self._fetched(asking, done)
        )

    def _fetched(self, asking: int, future: "Future[Sequence[Entry]]") -> None:
        if asking != self._asking:
            return
        self._loading = False
        failure = future.exception()
        if failure is not None:
            self._more = False
            self.failed.emit(failure)
            return
        entries = future.result()
        self._more = len(entries) == PAGE
        if entries:
            begin = len(self._found)
            self.beginInsertRows(QModelIndex(), begin, begin + len(entries) - 1)
            self._found.extend(entries)
            self.endInsertRows()
        self.came.emit()

    # -- what Qt asks -------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """A cell; Qt's own would ask here how many rows and columns there are, each time."""
        there = 0 <= row < self.rowCount() and 0 <= column < FIELDS
        return self.createIndex(row, column) if there and not (parent and parent.isValid()) else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802  Qt's own name
        """How many rows there are."""
        if parent is not None and parent.isValid():
            return 0
        return len(self._found) if self.query is not None else max(0, self._last - self._first + 1)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802  Qt's own name
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else FIELDS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802  Qt's own name
        """What a column is called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is in a cell, for whoever asks by roles: tool tips and assistive technology."""
        if role not in _ROLES:
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole and self.entry(row) is not None:
            words = self._words(row)
            return f"{self._heads[column]}: {words[column]}" if column else ", ".join(filter(None, words))
        return self.cell(row, column)[0]

    def cell(self, row: int, column: int) -> tuple[str, QIcon | None]:
        """The words of a cell and its icon; three dots for what is being loaded."""
        entry = self.entry(row)
        if entry is None:
            return ("…" if column == 0 else ""), None
        return self._words(row)[column], self._icon(state_of(entry)[0]) if column == STATE else None

    def _words(self, row: int) -> tuple[str, ...]:
        entry = self.entry(row)
        assert entry is not None
        cells = self._cells.get(entry.seq)
        if cells is None:
            cells = self._cells[entry.seq] = cells_of(entry, self._desk.zone)
        return cells

    def _icon(self, tone: Tone) -> QIcon:
        if tone not in self._icons:
            self._icons[tone] = tone_icon(tone)
        return self._icons[tone]

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self._icons.clear()


def _page_of(seq: int) -> int:
    """The page that an entry is on: the same however many are written after it."""
    return (seq - 1) // PAGE
