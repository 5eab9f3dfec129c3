"""A page's place: it scrolls where the screen is short, and is no wider than what the eye follows."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enroll_app.ui import theme

# Lines longer than this tire the eye; in steps of the grid, about 720 units.
_CONTENT_STEPS = 88


class Readable(QScrollArea):
    """Shows `page` in the middle; what gets the focus is scrolled into sight."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = theme.unit()
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(step * 3, step * 3, step * 3, step * 2)
        inner.addWidget(page)
        content.setMaximumWidth(step * _CONTENT_STEPS)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(middle)

    def show_soon(self, widget: QWidget) -> None:
        """Scroll a part of the page into sight, once it has been laid out."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(widget))
