"""The cards that doors saw lately: one of them is the card that was tapped at a door a moment ago."""

import logging
from concurrent.futures import Future
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from enroll_app.domain.door_events import DoorEvent
from enroll_app.services.desk import Desk
from enroll_app.ui import theme
from enroll_app.ui.failures import words_of
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice

# How far back a door's list is of use here: the card was tapped there just before.
_BACK = timedelta(minutes=30)
_NUMBER = Qt.ItemDataRole.UserRole
# So many rows are in sight.
_ROWS = 4
_LOG = logging.getLogger(__name__)


class DoorList(QWidget):
    """background: outlives this list, which may be left while the service is asked.

    Signals: chosen(str) with a card's number as the service spells it.
    """

    chosen = Signal(str)

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        # Counts the questions; an answer to any but the last one is for nobody.
        self._asked = 0
        self._waiting = False
        self._ask = Button(self.tr("Take it from a &door…"), self)
        self._help = QLabel(self.tr("Or hold it to a door first, and choose it from what the door saw:"), self)
        self._help.setObjectName("muted")
        self._help.setWordWrap(True)
        self._notice = Notice(self)
        self._list = _Events(self)
        self._list.setAccessibleName(self.tr("Cards that doors saw"))
        self._list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit())
        row = QHBoxLayout()
        row.setSpacing(theme.unit() * 2)
        row.addWidget(self._help, 1)
        row.addWidget(self._ask)
        column.addLayout(row)
        column.addWidget(self._notice)
        column.addWidget(self._list)
        self._ask.clicked.connect(self._look)
        self._list.taken.connect(self._choose)

    def stop(self) -> None:
        """The page goes away: what comes of a question under way is for nobody."""
        self._give_up()

    def _give_up(self) -> None:
        self._waiting = False
        self._asked += 1

    def _look(self) -> None:
        if self._waiting:
            return
        self._waiting = True
        self._asked += 1
        asked = self._asked
        self._notice.say(Tone.WAITING, self.tr("Asking the service what the doors saw"))
        since = self._desk.now() - _BACK
        self._background.run(lambda: tuple(self._desk.door_cards(since)), lambda future: self._came(asked, future))

    def _came(self, asked: int, future: Future[tuple[DoorEvent, ...]]) -> None:
        if asked != self._asked:
            return
        self._waiting = False
        failure = future.exception()
        if failure is not None:
            self._notice.say(Tone.ATTENTION, self.tr("The doors' list could not be had"), words_of(failure))
            return
        events = [event for event in future.result() if event.identification]
        self._fill(sorted(events, key=lambda event: event.time, reverse=True))

    def _fill(self, events: list[DoorEvent]) -> None:
        self._list.clear()
        for event in events:
            assert event.identification is not None
            words = f"{self._clock(event.time)}   ·   {event.door_name}   ·   {event.identification.hex}"
            item = QListWidgetItem(words)
            item.setData(_NUMBER, event.identification.hex)
            self._list.addItem(item)
        self._list.setVisible(bool(events))
        if not events:
            self._notice.say(
                Tone.INFORMATION,
                self.tr("No door saw a card in the last half hour"),
                self.tr("Hold the card to a door, then ask again."),
            )
            return
        self._notice.hush()
        rows = min(_ROWS, len(events))
        self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + theme.unit() * 2)
        self._list.setCurrentRow(0)
        if self._ask.hasFocus():
            # Whoever went on typing meanwhile is not interrupted.
            self._list.setFocus()

    def _clock(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._desk.zone):%H:%M:%S}"

    def _choose(self, item: QListWidgetItem) -> None:
        self.forget()
        self.chosen.emit(str(item.data(_NUMBER)))

    def forget(self) -> None:
        """Show no list any more, and none that is still to come."""
        self._give_up()
        self._list.hide()
        self._notice.hush()


class _Events(QListWidget):
    """Signals: taken(QListWidgetItem) by Enter or by a click."""

    taken = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.itemClicked.connect(lambda item: self.taken.emit(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take an event; Enter here is not Enter on the page, which would use what was learned before."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat() and self.currentRow() >= 0:
                self.taken.emit(self.currentItem())
        else:
            super().keyPressEvent(event)
