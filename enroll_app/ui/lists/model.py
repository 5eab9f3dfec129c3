"""A long list for a table: the ids of its rows are known, what is in them is loaded where somebody looks."""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPixmap

from enroll_app.ui.lists.changes import Change
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.table import tone_picture

Index = QModelIndex | QPersistentModelIndex
# So many rows are kept that were loaded, some MB, and so many are loaded at once: some milliseconds each dozen.
_KEPT, _AT_ONCE = 1_000, 64
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """What is in a row: the thing itself, its words column by column, and how it stands."""

    item: object
    words: tuple[str, ...]
    tone: Tone


class ListModel(QAbstractTableModel):
    """Signals: came() when rows that were asked for are there; failed(Exception) when they could not be had.

    ids: of the rows, ascending or descending. state: the column with the icon. read: makes rows of ids, those that
    are still there, on a worker; their words too, which take their time. background: runs it. pending: what stands in
    the first column of a row meanwhile.
    """

    came = Signal()
    failed = Signal(object)

    def __init__(
        self,
        heads: Sequence[str],
        state: int,
        read: Callable[[Sequence[int]], Mapping[int, Row]],
        background: Background,
        parent: QObject | None = None,
        *,
        pending: Callable[[int], str] = lambda _: "…",
    ) -> None:
        super().__init__(parent)
        self._heads, self._state = tuple(heads), state
        self._read, self._background, self._pending = read, background, pending
        self.ids = array("q")
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._wanted: dict[int, None] = {}
        self._loading = False
        self._pictures: dict[Tone, QPixmap] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._load)

    # -- which rows there are -----------------------------------------------------------------------------------

    def take(self, change: Change) -> None:
        """The list is another now."""
        if change.whole:
            self.beginResetModel()
            self.ids = change.ids
            self.endResetModel()
            return
        self.ids = self.ids[:]
        for first, last in change.gone:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.ids[first : last + 1]
            self.endRemoveRows()
        for first, last in change.come:
            self.beginInsertRows(QModelIndex(), first, last)
            self.ids[first:first] = change.ids[first : last + 1]
            self.endInsertRows()

    def row_of(self, number: int) -> int:
        """Where an id is; -1 where it is not."""
        if len(self.ids) > 1 and self.ids[0] > self.ids[-1]:
            at = bisect_left(self.ids, -number, key=lambda one: -one)
        else:
            at = bisect_left(self.ids, number)
        return at if at < len(self.ids) and self.ids[at] == number else -1

    def id_at(self, row: int) -> int | None:
        """The id of a row; None where there is no such row."""
        return self.ids[row] if 0 <= row < len(self.ids) else None

    def item(self, number: int | None) -> object:
        """What is in a row, as it was looked at last; None before it was."""
        row = self._rows.get(number) if number is not None else None
        return row.item if row is not None else None

    # -- loading ------------------------------------------------------------------------------------------------

    def look_again(self, numbers: Iterable[int]) -> None:
        """Load these anew: something may have happened to them. What is shown stays until it is known."""
        self._wanted = {**dict.fromkeys(numbers), **self._wanted}
        if not self._later.isActive():
            self._later.start(0)

    def stop(self) -> None:
        """Load nothing any more."""
        self._later.stop()
        self._loading = True

    def _load(self) -> None:
        if self._loading or not self._wanted:
            return
        # The latest that were asked for are what is in sight now; a fast scroll has left the others behind.
        numbers = list(self._wanted)[-_AT_ONCE:]
        if any(number not in self._rows for number in numbers):
            numbers += self._next(numbers)
        self._wanted = {}
        self._loading = True
        self._background.run(lambda: self._read(numbers), self._loaded)

    def _next(self, numbers: Sequence[int]) -> Sequence[int]:
        """What comes below these and is not loaded, as many as are loaded at once: it is scrolled to before long."""
        last = max(map(self.row_of, numbers))
        below = self.ids[last + 1 : last + 1 + _AT_ONCE - len(numbers)]
        return [number for number in below if number not in self._rows]

    def _loaded(self, future: "Future[Mapping[int, Row]]") -> None:
        self._loading = False
        failure = future.exception()
        if failure is not None:
            # Whatever is painted next asks anew.
            self._wanted = {}
            self.failed.emit(failure)
            return
        news = {number: row for number, row in future.result().items() if self._rows.get(number) != row}
        for number, row in news.items():
            self._rows[number] = row
            self._rows.move_to_end(number)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        places = [at for number in news if (at := self.row_of(number)) >= 0]
        if places:
            # Told once: each time everything that is in sight is painted anew.
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), len(self._heads) - 1))
        self.came.emit()
        if self._wanted:
            self._later.start(0)

    # -- what is painted ----------------------------------------------------------------------------------------

    def words_at(self, row: int) -> Sequence[str]:
        """The words of a row, column by column; of what is being loaded, its first word alone."""
        number = self.ids[row]
        found = self._rows.get(number)
        if found is not None:
            return found.words
        if number not in self._wanted:
            self._wanted[number] = None
            if not self._later.isActive():
                self._later.start(0)
        return (self._pending(number), *[""] * (len(self._heads) - 1))

    def picture_at(self, row: int) -> tuple[int, QPixmap] | None:
        """The column with a picture before its words, and that picture."""
        found = self._rows.get(self.ids[row])
        if found is None:
            return None
        if found.tone not in self._pictures:
            self._pictures[found.tone] = tone_picture(found.tone)
        return self._state, self._pictures[found.tone]

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self._pictures.clear()

    # -- what Qt asks -------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """A cell; Qt's own would ask here how many rows and columns there are, each time."""
        there = 0 <= row < len(self.ids) and 0 <= column < len(self._heads)
        return self.createIndex(row, column) if there and not (parent and parent.isValid()) else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802  Qt's own name
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802  Qt's own name
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802  Qt's own name
        """What a column is called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is in a cell, for whoever asks by roles: tool tips, assistive technology, and the clipboard."""
        if role == Qt.ItemDataRole.DecorationRole:
            picture = self.picture_at(index.row())
            return QIcon(picture[1]) if picture is not None and picture[0] == index.column() else None
        if role not in _ROLES:
            return None
        column, words = index.column(), self.words_at(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and self.ids[index.row()] in self._rows:
            return f"{self._heads[column]}: {words[column]}" if column else ", ".join(filter(None, words))
        return words[column]
