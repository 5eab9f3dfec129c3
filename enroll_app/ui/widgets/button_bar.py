"""The bar below a page: what leads away at the left, what goes on at the right, the primary action last.

The buttons stand where the page's column ends, at the same place on every page, however wide the window is.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QWidget

from enroll_app.ui import theme

# Lines longer than this tire the eye; in steps of the grid, about 720 units.
CONTENT_STEPS = 88
# The primary button is at least so wide, in steps of the grid, so that its place is the same on every page.
_PRIMARY_STEPS = 18


class ButtonBar(QFrame):
    """Lays the buttons out. The last of `right` is the primary one."""

    def __init__(self, left: Sequence[QAbstractButton], right: Sequence[QAbstractButton], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        step = theme.unit()
        self._column = column = QWidget(self)
        self.set_steps(CONTENT_STEPS)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(column, 1000)
        across.addStretch(1)
        row = QHBoxLayout(column)
        row.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        row.setSpacing(step)
        for button in left:
            row.addWidget(button)
        row.addStretch(1)
        for button in right:
            row.addWidget(button)
        right[-1].setMinimumWidth(step * _PRIMARY_STEPS)

    def set_steps(self, steps: int) -> None:
        """Be at most so wide, in steps of the grid, as the page above it."""
        self._column.setMaximumWidth(theme.unit() * steps)
