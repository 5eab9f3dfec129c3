"""The access levels as rows: a heading for each door system, and below it its levels, each with a tick."""

from collections.abc import Collection

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from enroll_app.domain.levels import AccessLevel
from enroll_app.services.level_choice import Catalog, Shelf
from enroll_app.ui import theme

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LevelModel(QAbstractListModel):
    """Shows what a search found. However many rows there are, nothing is made for those out of sight.

    Signals: wanted(str) with the id of a level that is to be ticked, or not any more.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Shelf | AccessLevel] = []
        self._found: tuple[int, ...] = ()
        self._own_system: set[int] = set()
        self._chosen: frozenset[str] = frozenset()

    def show_found(self, catalog: Catalog, text: str, favourites: Collection[str]) -> None:
        """Show what the search finds, in place of what was shown."""
        self.beginResetModel()
        self._rows, self._own_system = [], set()
        for shelf in catalog.shelves(text, favourites):
            self._rows.append(shelf)
            if not shelf.system_id:
                self._own_system.update(range(len(self._rows), len(self._rows) + len(shelf.levels)))
            self._rows.extend(shelf.levels)
        self._found = tuple(at for at, row in enumerate(self._rows) if isinstance(row, AccessLevel))
        self.endResetModel()

    def show_chosen(self, chosen: Collection[str]) -> None:
        """These are ticked."""
        self._chosen = frozenset(chosen)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [Qt.ItemDataRole.CheckStateRole])

    def level(self, index: _Index) -> AccessLevel | None:
        """The level in a row; None for a heading, and for no row."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, AccessLevel) else None

    def found(self) -> tuple[int, ...]:
        """The rows that are levels."""
        return self._found

    def row_of(self, level: AccessLevel) -> int:
        """The row of a level; -1 where the search did not find it."""
        return next((at for at, row in enumerate(self._rows) if row is level), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802  Qt's own name
        """Levels and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading can neither be gone to nor ticked."""
        if self.level(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, Shelf):
            return self._heading(row, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.full_name if index.row() in self._own_system else row.name
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = str(row.level_id) in self._chosen
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.full_name
        return None

    def setData(self, index: _Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """A tick, as assistive technology sets it."""
        level = self.level(index)
        if level is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.wanted.emit(str(level.level_id))
        return True

    def _heading(self, shelf: Shelf, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            if not shelf.system_id:
                return self.tr("Favorites")
            return self.tr("Door system {system}").format(system=shelf.system_id)
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(0.9, bold=True)
        return None
