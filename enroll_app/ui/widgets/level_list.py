"""The list of access levels: Space and Enter tick, letters search, and Up from the first row leads to the search."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from enroll_app.ui import theme
from enroll_app.ui.widgets.level_model import LevelModel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class LevelList(QListView):
    """Its rows are headings and levels; only levels can be gone to.

    Signals: typed(QKeyEvent) for a key that belongs to the search; left_above() by Up from the first level;
    marked(str) with the id of a level that is to be a favorite, or not any more.
    """

    typed = Signal(object)
    left_above = Signal()
    marked = Signal(str)

    def __init__(self, model: LevelModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("levels")
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        # Every row is as high as any other, so that none has to be asked.
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.clicked.connect(self._tick)

    def sizeHint(self) -> QSize:
        """A few rows; it takes the height that is left."""
        return QSize(super().sizeHint().width(), theme.unit() * 18)

    def minimumSizeHint(self) -> QSize:
        """Three rows and a bit."""
        return QSize(theme.unit() * 16, theme.unit() * 12)

    def go_to_first(self) -> bool:
        """Make the first level the present one; whether there is any."""
        found = self._rows.found()
        self.setCurrentIndex(self._rows.index(found[0]) if found else QModelIndex())
        if found:
            # With the heading above it.
            self.scrollToTop()
        return bool(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, search, or move."""
        commanding = bool(event.modifiers() & _COMMANDING)
        key = event.key()
        if key in (*_ENTER, Qt.Key.Key_Space) and not commanding:
            if not event.isAutoRepeat():
                self._tick(self.currentIndex())
        elif key in _ENTER:
            # With Ctrl the page goes on.
            event.ignore()
        elif key == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.mark(self.currentIndex())
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= next(iter(self._rows.found()), 0):
            self.left_above.emit()
        elif key == Qt.Key.Key_Backspace or (event.text().isprintable() and event.text() and not commanding):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def mark(self, index: QModelIndex) -> None:
        """Make the level in this row a favorite, or not one any more."""
        level = self._rows.level(index)
        if level:
            self.marked.emit(str(level.level_id))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is a present row wherever the keyboard is here: Space ticks one that can be seen."""
        super().focusInEvent(event)
        if self._rows.level(self.currentIndex()) is None:
            self.go_to_first()

    def _tick(self, index: QModelIndex) -> None:
        level = self._rows.level(index)
        if level:
            self._rows.wanted.emit(str(level.level_id))


class _Delegate(QStyledItemDelegate):
    """The list itself knows what a click and a key do."""

    def editorEvent(
        self,
        _event: QEvent,
        _model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Nothing."""
        return False
