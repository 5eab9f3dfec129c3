"""A page's place: it scrolls where the screen is short, and is no wider than what the eye follows."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.widgets.button_bar import CONTENT_STEPS
from enroll_app.ui.widgets.middle import Middle


class Readable(QScrollArea):
    """Shows `page` in the middle; what gets the focus is scrolled into sight."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = theme.unit()
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(step * 3, step * 3, step * 3, step * 2)
        inner.addWidget(page)
        content.setMaximumWidth(step * CONTENT_STEPS)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(Middle(content, self))

    def show_soon(self, widget: QWidget) -> None:
        """Scroll a part of the page into sight, once it has been laid out."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(widget))
