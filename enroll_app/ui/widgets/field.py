"""A line to type in, with its name above it and what is wrong with it below it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from enroll_app.domain.problems import Problem
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.widgets.secret_line import SecretLine
from enroll_app.ui.words import told


class Field(QWidget):
    """Label, line and message. The label's mnemonic leads to the line. secret: nobody is to read along.

    Signals: edited(str) when the person typed.
    """

    edited = Signal(str)

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None, *, secret: bool = False) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.line: QLineEdit = SecretLine(self) if secret else QLineEdit(self)
        self._label = QLabel(label, self)
        self._label.setBuddy(self.line)
        self._hint = QLabel(hint, self)
        self._hint.setObjectName("muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._error = QLabel(self)
        self._error.setObjectName("error")
        self._error.setWordWrap(True)
        self._error.hide()
        top = QHBoxLayout()
        top.addWidget(self._label)
        top.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step // 2)
        column.addLayout(top)
        column.addWidget(self.line)
        column.addWidget(self._error)
        self.line.setAccessibleName(label.replace("&", ""))
        self.line.textEdited.connect(self.edited)

    def put_beside(self, button: QWidget) -> None:
        """Show a button at the end of the line, for another way to fill it."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        at, row = column.indexOf(self.line), QHBoxLayout()
        row.setSpacing(theme.unit())
        row.addWidget(self.line, 1)
        row.addWidget(button)
        column.insertLayout(at, row)
        self.setTabOrder(self.line, button)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def fill(self, text: str) -> None:
        """Put a text in, without counting it as typed and without moving the cursor where nothing changes."""
        if text != self.line.text():
            self.line.setText(text)

    def set_label(self, label: str) -> None:
        """Call the field otherwise."""
        self._label.setText(label)
        self.line.setAccessibleName(label.replace("&", ""))

    def set_hint(self, text: str) -> None:
        """The remark at the right above the line, such as a counter."""
        self._hint.setText(text)

    def bring_hint_near(self) -> None:
        """Show the remark beside the label: for a line that ends long before the page does."""
        self._hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._hint.setContentsMargins(theme.unit(), 0, 0, 0)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say below the line what is wrong with it; nothing when nothing is."""
        text = " ".join(told(problem) for problem in problems)
        wrong = bool(text)
        if text and text != self._error.text():
            announce(self.line, text)
        self._error.setText(text)
        self._error.setVisible(wrong)
        self.line.setAccessibleDescription(text)
        if self.line.property("wrong") != wrong:
            self.line.setProperty("wrong", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
