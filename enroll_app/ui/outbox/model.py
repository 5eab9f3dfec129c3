"""The rows of the outbox for a table: their numbers are known, what is in them is loaded where somebody looks."""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QIcon

from enroll_app.domain.operations import Operation, credential_of
from enroll_app.services.desk import Desk
from enroll_app.ui.outbox.rows import Change
from enroll_app.ui.record_words import card_words, moment_words, person_words, purpose_words, row_state
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.table import tone_icon
from enroll_app.ui.words import told

Index = QModelIndex | QPersistentModelIndex
# So many rows are kept that were loaded; and so many are loaded at once, some milliseconds each dozen.
_KEPT, _AT_ONCE = 1_000, 64
STATE = 4
"""The column with the icon."""
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


class OutboxModel(QAbstractTableModel):
    """Rows in the order of their numbers. background: loads what is looked at, with one worker."""

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self.numbers: tuple[int, ...] = ()
        self._rows: OrderedDict[int, Operation] = OrderedDict()
        self._cells: dict[int, tuple[str, ...]] = {}
        self._wanted: dict[int, None] = {}
        self._loading = False
        self._icons: dict[Tone, QIcon] = {}
        self._heads = (
            self.tr("Number"),
            self.tr("Person"),
            self.tr("Card"),
            self.tr("What"),
            self.tr("State"),
            self.tr("Since"),
            self.tr("Tries"),
            self.tr("Why it waits"),
        )
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._load)

    # -- which rows there are -----------------------------------------------------------------------------------

    def take(self, change: Change) -> None:
        """The list is another now."""
        if change.whole:
            self.beginResetModel()
            self.numbers = change.numbers
            self.endResetModel()
            return
        numbers = list(self.numbers)
        for first, last in change.gone:
            self.beginRemoveRows(QModelIndex(), first, last)
            del numbers[first : last + 1]
            self.numbers = tuple(numbers)
            self.endRemoveRows()
        for first, last in change.come:
            self.beginInsertRows(QModelIndex(), first, last)
            numbers[first:first] = change.numbers[first : last + 1]
            self.numbers = tuple(numbers)
            self.endInsertRows()

    def row_of(self, number: int) -> int:
        """Where a number is; -1 where it is not."""
        at = bisect_left(self.numbers, number)
        return at if at < len(self.numbers) and self.numbers[at] == number else -1

    def number_at(self, row: int) -> int | None:
        """The number of a row; None where there is no such row."""
        return self.numbers[row] if 0 <= row < len(self.numbers) else None

    def operation(self, number: int | None) -> Operation | None:
        """What is in a row, as it was looked at last; None before it was."""
        return self._rows.get(number) if number is not None else None

    def look_again(self, numbers: Iterable[int]) -> None:
        """Load these anew: something may have happened to them. What is shown stays until it is known."""
        self._wanted = {**dict.fromkeys(numbers), **self._wanted}
        if not self._later.isActive():
            self._later.start(0)

    # -- loading ------------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Load nothing any more."""
        self._later.stop()
        self._loading = True

    def _load(self) -> None:
        if self._loading or not self._wanted:
            return
        # The latest that were asked for are what is in sight now.
        numbers = list(self._wanted)[-_AT_ONCE:]
        self._wanted = {}
        self._loading = True
        self._background.run(lambda: self._read(numbers), self._loaded)

    def _read(self, numbers: Sequence[int]) -> dict[int, Operation | None]:
        outbox = self._desk.records().outbox
        return {number: outbox.operation(number) for number in numbers}

    def _loaded(self, future: Future[dict[int, Operation | None]]) -> None:
        self._loading = False
        # Records that cannot be read now may be next time; the view says so at the next look.
        found = {} if future.exception() else future.result()
        news = [one for number, one in found.items() if one is not None and self._rows.get(number) != one]
        for operation in news:
            self._keep(operation)
        rows = [row for one in news if (row := self.row_of(one.number)) >= 0]
        if rows:
            # Told once: each time everything that is in sight is painted anew.
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(self._heads) - 1))
        if self._wanted:
            self._later.start(0)

    def _keep(self, operation: Operation) -> None:
        self._rows[operation.number] = operation
        self._rows.move_to_end(operation.number)
        self._cells.pop(operation.number, None)
        while len(self._rows) > _KEPT:
            self._cells.pop(self._rows.popitem(last=False)[0], None)

    # -- what Qt asks -------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """A cell; Qt's own would ask here how many rows and columns there are, each time."""
        there = (
            0 <= row < self.rowCount()
            and 0 <= column < len(self._heads)
            and not (parent is not None and parent.isValid())
        )
        return self.createIndex(row, column) if there else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802  Qt's own name
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.numbers)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802  Qt's own name
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

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
        operation = self._rows.get(self.numbers[row])
        if role == Qt.ItemDataRole.AccessibleTextRole and operation is not None:
            words = self._words_of(operation)
            return f"{self._heads[column]}: {words[column]}" if column else ", ".join(filter(None, words))
        return self.cell(row, column)[0]

    def cell(self, row: int, column: int) -> tuple[str, QIcon | None]:
        """The words of a cell and its icon; of what is being loaded, the number alone."""
        number = self.numbers[row]
        operation = self._rows.get(number)
        if operation is None:
            self.look_again((number,))
            return (str(number) if column == 0 else ""), None
        icon = self._icon(row_state(operation)[0]) if column == STATE else None
        return self._words_of(operation)[column], icon

    def _words_of(self, operation: Operation) -> tuple[str, ...]:
        cells = self._cells.get(operation.number)
        if cells is None:
            cells = self._cells[operation.number] = self._words(operation)
        return cells

    def _words(self, operation: Operation) -> tuple[str, ...]:
        return (
            str(operation.number),
            person_words(operation.intent.person),
            card_words(credential_of(operation.intent)),
            purpose_words(operation.purpose),
            row_state(operation)[1],
            moment_words(operation.created_at, self._desk.zone),
            str(operation.attempts or ""),
            told(operation.held or operation.problem),
        )

    def _icon(self, tone: Tone) -> QIcon:
        if tone not in self._icons:
            self._icons[tone] = tone_icon(tone)
        return self._icons[tone]

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self._icons.clear()
        if self.numbers:
            self.dataChanged.emit(self.index(0, STATE), self.index(len(self.numbers) - 1, STATE))
