"""The bar below a page: what leads away at the left, what goes on at the right, the primary action last."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QWidget

from enroll_app.ui import theme

# The primary button is at least so wide, in steps of the grid, so that its place is the same on every page.
_PRIMARY_STEPS = 18


class ButtonBar(QFrame):
    """Lays the buttons out. The last of `right` is the primary one."""

    def __init__(self, left: Sequence[QAbstractButton], right: Sequence[QAbstractButton], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        step = theme.unit()
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        row.setSpacing(step)
        for button in left:
            row.addWidget(button)
        row.addStretch(1)
        for button in right:
            row.addWidget(button)
        right[-1].setMinimumWidth(step * _PRIMARY_STEPS)
