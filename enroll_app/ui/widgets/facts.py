"""What is known of one thing, name by name: names muted, values that can be selected and copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from enroll_app.ui import theme
from enroll_app.ui.widgets.breaking import ZERO_WIDTH, breakable


class Facts(QWidget):
    """Names above their values, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.unit() // 4)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these, each a name and its value; what has no value is left out."""
        wanted = [(name, value) for name, value in facts if value]
        while len(self._labels) < len(wanted):
            self._labels.append(self._pair())
        for at, (name, value) in enumerate(self._labels):
            shown = at < len(wanted)
            if shown:
                name.setText(wanted[at][0])
                value.setText(breakable(wanted[at][1]))
                value.setAccessibleName(f"{wanted[at][0]}: {wanted[at][1]}")
            name.setVisible(shown)
            value.setVisible(shown)

    def words(self) -> str:
        """Everything that is shown, for assistive technology."""
        pairs = [(name.text(), value.text()) for name, value in self._labels if not value.isHidden()]
        return "\n".join(f"{name}: {value}" for name, value in pairs).replace(ZERO_WIDTH, "")

    def _pair(self) -> tuple[QLabel, QLabel]:
        name, value = QLabel(self), QLabel(self)
        name.setObjectName("muted")
        name.setTextFormat(Qt.TextFormat.PlainText)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        # Room for the ring of an Å, which stands higher than the line of letters.
        value.setContentsMargins(0, 1, 0, 0)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if self._labels:
            name.setContentsMargins(0, theme.unit() // 2, 0, 0)
        self._column.addWidget(name)
        self._column.addWidget(value)
        return name, value
