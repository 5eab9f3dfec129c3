"""The details of a row of a list: what there is of them scrolls, and the way back to the list is always in sight."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.widgets.button import Button


class Pane(QFrame):
    """Hidden until somebody wants to see it.

    Signals: closed() when the person wants the list alone.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self.setAccessibleName(self.tr("Details"))
        self.close_button = Button(self.tr("Close detai&ls"), self)
        self.close_button.clicked.connect(self.closed)
        content = QWidget()
        self._parts = QVBoxLayout(content)
        self._parts.setContentsMargins(step * 2, step * 2, step * 2, step)
        self._parts.setSpacing(step + step // 2)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Whoever comes here by keyboard comes to what is in it.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        content.setAutoFillBackground(False)
        end = QHBoxLayout()
        end.setContentsMargins(step * 2, step, step * 2, step + step // 2)
        end.addStretch(1)
        end.addWidget(self.close_button)
        column = QVBoxLayout(self)
        # Within the frame's line.
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(end)
        self.hide()

    def fill(self, *parts: QWidget) -> None:
        """Put these in, one below the other; once."""
        for part in parts:
            self._parts.addWidget(part)
        self._parts.addStretch(1)

    def to_top(self) -> None:
        """Show the beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll so far that all of it can be seen."""
        self._scroll.ensureWidgetVisible(part, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
