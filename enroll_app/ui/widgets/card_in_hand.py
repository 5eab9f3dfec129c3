"""The card in hand, in sight on every page, and the question when another one is tapped."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.tap import Tap
from enroll_app.ui import icons, theme
from enroll_app.ui.technologies import names_of
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.number import Number
from enroll_app.ui.words import told


class Strip(QFrame):
    """The card in hand, in sight on every page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self._icon = QLabel(self)
        self._technology = QLabel(self)
        self._technology.setFont(theme.font(bold=True))
        self._hex, self._decimal = Number(1.0, self), Number(1.0, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 2, step, step * 2, step)
        row.setSpacing(step * 2)
        for widget in (self._icon, self._technology, self._hex, self._decimal):
            row.addWidget(widget)
        row.insertStretch(2, 1)

    def show_card(self, tap: Tap | None) -> None:
        """Show this card; None shows none."""
        self.setVisible(tap is not None and tap.identification is not None)
        if tap is None or tap.identification is None:
            return
        self._icon.setPixmap(icons.pixmap("card", theme.colors().accent, theme.unit() * 3, self.devicePixelRatioF()))
        # One line for each side, beside its number.
        self._technology.setText(names_of(tap).replace(" + ", " +\n"))
        self._hex.set_number(tap.identification.hex)
        self._decimal.set_number(tap.identification.decimal)


class OtherCard(QFrame):
    """Another card was tapped in the middle: nothing happens before the person says which one it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self._notice = Notice(self)
        self.use = Button(self.tr("&Use this card instead"), self)
        self.stay = Button(self.tr("&Keep the first card"), self)
        self.join = Button(self.tr("It is the &other side of the first card"), self)
        # The longest of them below the others: side by side, they are wider than a small window in some languages.
        buttons = QGridLayout()
        buttons.setSpacing(step)
        buttons.addWidget(self.use, 0, 0)
        buttons.addWidget(self.stay, 0, 1)
        buttons.addWidget(self.join, 1, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        buttons.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addWidget(self._notice)
        column.addLayout(buttons)
        self.hide()

    def show_card(self, tap: Tap | None, *, may_be_side: bool = False, means: str = "") -> None:
        """Ask about this card; None asks nothing. may_be_side: it could be the other side of the card in hand.

        means: what it means to use it, where what was typed does not stay.
        """
        if tap is None:
            self.hide()
            return
        spelled = tap.identification
        number = f"{spelled.hex}  ·  {spelled.decimal}" if spelled else tap.card.uid.hex()
        refused = told(tap.verdict.refused)
        self.use.setEnabled(not refused)
        self.join.setVisible(may_be_side and not refused)
        title = self.tr("Another card was tapped: {number}").format(number=number)
        means = means or self.tr("What you typed stays, whichever you choose.")
        self._notice.say(Tone.ATTENTION, title, refused or means)
        self.show()
