"""Which rows are shown: everything, or one of the groups that add up to it, each with its number."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from enroll_app.domain.operations import Group
from enroll_app.ui import theme


class Groups(QWidget):
    """Signals: chosen(Group | None) when other rows are wanted; None for all of them."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit())
        self._one = QButtonGroup(self)
        self.buttons: dict[Group | None, QPushButton] = {}
        for group in (None, *Group):
            button = QPushButton(self)
            button.setObjectName("preset")
            button.setCheckable(True)
            # One of several, also in the words of a screen reader.
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _checked=False, one=group: self.chosen.emit(one))
            self._one.addButton(button)
            self.buttons[group] = button
            row.addWidget(button)
        row.addStretch(1)
        self.buttons[None].setChecked(True)
        self.setAccessibleName(self.tr("Which rows are shown"))

    def show_counts(self, every: int, counts: Mapping[Group, int]) -> None:
        """Say how many there are of each."""
        words = {
            None: self.tr("&All {count}"),
            Group.WAITING: self.tr("&Waiting {count}"),
            Group.UNCONFIRMED: self.tr("Not con&firmed {count}"),
            Group.NEEDING: self.tr("Nee&ds you {count}"),
        }
        for group, button in self.buttons.items():
            count = every if group is None else counts[group]
            shown = words[group].format(count=QLocale().toString(count))
            button.setText(shown)
            button.setAccessibleName(shown.replace("&", ""))

    def sum_words(self, every: int, counts: Mapping[Group, int]) -> str:
        """How many there are of each, as a sentence."""
        words = self.tr("{all} in all: {waiting} waiting, {unconfirmed} not confirmed, {needing} for you to decide")
        locale = QLocale()
        return words.format(
            all=locale.toString(every),
            waiting=locale.toString(counts[Group.WAITING]),
            unconfirmed=locale.toString(counts[Group.UNCONFIRMED]),
            needing=locale.toString(counts[Group.NEEDING]),
        )
