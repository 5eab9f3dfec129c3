"""What was read: the technology and the number, hexadecimal and decimal side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from enroll_app.domain.tap import Tap
from enroll_app.ui import theme
from enroll_app.ui.said import said
from enroll_app.ui.technologies import names_of
from enroll_app.ui.widgets.elided import Elided
from enroll_app.ui.widgets.number import Number


class Reading(QFrame):
    """Shows a card; its number as it will be sent stands out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        grid = QGridLayout(self)
        grid.setContentsMargins(step * 3, step * 2, step * 3, step * 2)
        grid.setHorizontalSpacing(step * 3)
        grid.setVerticalSpacing(step // 2)
        self._technology = QLabel(self)
        self._technology.setFont(theme.font(bold=True))
        self._reader = Elided(parent=self)
        self._reader.setTextFormat(Qt.TextFormat.PlainText)
        self._reader.setObjectName("muted")
        self._hex, self._decimal = Number(1.3, self), Number(1.3, self)
        names = (self.tr("Hexadecimal"), self.tr("Decimal"))
        grid.addWidget(self._technology, 0, 0)
        grid.addWidget(self._reader, 0, 1)
        for column, (name, number) in enumerate(zip(names, (self._hex, self._decimal), strict=True)):
            caption = QLabel(name, self)
            caption.setObjectName("muted")
            grid.addWidget(caption, 1, column)
            grid.addWidget(number, 2, column)
            grid.setColumnStretch(column, 1)

    def show_tap(self, tap: Tap) -> None:
        """Show this card."""
        self._technology.setText(names_of(tap))
        self._reader.set_words(said(tap.card.reader))
        spelled = tap.identification
        self._hex.set_number(spelled.hex if spelled else tap.card.uid.hex())
        self._decimal.set_number(spelled.decimal if spelled else "")
