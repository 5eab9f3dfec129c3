"""What holds a page's column in an area that scrolls."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget
from shiboken6 import isValid


class Middle(QWidget):
    """Holds a column in the middle of what scrolls, bar and all: the bar moves nothing when it comes or goes."""

    def __init__(self, column: QWidget, area: QScrollArea) -> None:
        super().__init__()
        self._content, self._bar = column, area.verticalScrollBar()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self._row.addWidget(column, 1000)
        self._row.addStretch(1)
        self._bar.rangeChanged.connect(self._balance)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the column needs all the room, it has it."""
        super().resizeEvent(event)
        self._balance()

    def _balance(self) -> None:
        """Leave as much room before the column as the bar takes behind it."""
        if not isValid(self._bar):
            # The area goes away, and its bar before what it holds.
            return
        bar = self._bar.sizeHint().width() if self._bar.maximum() else 0
        room = max(0, min(bar, self.width() - self._content.maximumWidth()))
        if self._row.contentsMargins().left() != room:
            self._row.setContentsMargins(room, 0, 0, 0)
