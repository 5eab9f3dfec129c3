"""A list to choose from that changes nothing before the choice is made."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from enroll_app.ui import icons, theme
from enroll_app.ui.tones import Tone, tone_color

# Keys that open the list. On a closed list Qt's own would choose the next entry at once, and keep it.
_OPENING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4)
# So many letters are always in sight; the list itself is as wide as its longest words.
_LETTERS = 18


@dataclass(frozen=True, slots=True)
class Option:
    """One entry. value: what is chosen with it. tone: of the icon before it; None for no icon."""

    value: str
    words: str
    tone: Tone | None = None


class Choice(QComboBox):
    """Signals: wanted(str) with the value that the person chose; what is shown is for the receiver to settle."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(theme.unit() * 2, theme.unit() * 2))
        self.activated.connect(self._activated)

    def show_options(self, options: Sequence[Option], present: str) -> None:
        """Offer these; `present` is the value that holds now. An open list is not disturbed by the same options."""
        if tuple(options) != self._options:
            self._options = tuple(options)
            self.clear()
            for option in options:
                self.addItem(option.words, option.value)
            self.paint_theme()
        at = self.findData(present)
        if at != self.currentIndex() and not self.view().isVisible():
            self.setCurrentIndex(at)
        self.setToolTip(self.currentText())

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        pictures = {
            tone: QIcon(icons.pixmap(tone.value, tone_color(tone), theme.unit() * 2, self.devicePixelRatioF()))
            for tone in {option.tone for option in self._options}
            if tone
        }
        for at, option in enumerate(self._options):
            if option.tone:
                self.setItemIcon(at, pictures[option.tone])

    def showPopup(self) -> None:  # noqa: N802  Qt's own name
        """Open the list, wide enough for its words."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + theme.unit() * 4)
        super().showPopup()

    def _activated(self, at: int) -> None:
        self.wanted.emit(str(self.itemData(at)))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802  Qt's own name
        """Shorten words that are too long for the closed list with three dots, not in the middle of a letter."""
        super().initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        icon = 0 if option.currentIcon.isNull() else self.iconSize().width() + theme.unit()
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, field.width() - icon)
        option.currentText = text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list; no key changes a closed one."""
        if event.key() in _OPENING:
            if not event.isAutoRepeat():
                self.showPopup()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
