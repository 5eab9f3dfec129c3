"""What to look for in the history: one field for names and numbers, and two for days. A tapped card is a number."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from enroll_app.domain.problems import Problem
from enroll_app.services.tapping import Read
from enroll_app.ui import theme
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.words import told

# Long enough to type the next letter, short enough to seem at once.
_PAUSE_MS = 250


class Search(QWidget):
    """Signals: wanted() when something else is to be looked for; accepted() when Enter is pressed on what was found.

    unreadable(str) when a tapped card could not be read.

    While the first field has the focus, tapped cards are put into it and nothing is enrolled.
    """

    wanted = Signal()
    accepted = Signal()
    unreadable = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.text = Field(self.tr("&Person or card number"), parent=self)
        self.since = Field(self.tr("&From"), parent=self)
        self.until = Field(self.tr("&Until"), parent=self)
        self.text.line.setPlaceholderText(self.tr("Type, or tap a card"))
        # Said to be one, for it looks like something that is looked for.
        day = f"{session.desk.now().astimezone(session.desk.zone):%Y-%m-%d}"
        example = self.tr("e.g. {day}").format(day=day)
        for field in (self.since, self.until):
            field.line.setPlaceholderText(example)
            field.setFixedWidth(theme.unit() * 20)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit() * 2)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.text, 1, top)
        row.addWidget(self.since, 0, top)
        row.addWidget(self.until, 0, top)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._now)
        self.text.edited.connect(self._pause.start)
        for field in (self.text, self.since, self.until):
            field.line.returnPressed.connect(self._enter)
            field.line.setClearButtonEnabled(True)
        for field in (self.since, self.until):
            # A day is looked for once it is written: half of it is no date.
            field.line.editingFinished.connect(self._now)
        self._asked = self.values
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    @property
    def values(self) -> tuple[str, str, str]:
        """What stands in the fields: the text, from when, until when."""
        return self.text.text, self.since.text, self.until.text

    @property
    def empty(self) -> bool:
        """Whether nothing is looked for."""
        return not any(value.strip() for value in self.values)

    def has_focus(self) -> bool:
        """Whether somebody is typing here."""
        return any(field.line.hasFocus() for field in (self.text, self.since, self.until))

    def clear(self) -> None:
        """Look for nothing any more."""
        for field in (self.text, self.since, self.until):
            field.fill("")
        self._now()

    def stop(self) -> None:
        """Look for nothing any more."""
        self._pause.stop()
        self._session.release_taps(self._take)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say at each field what is wrong with it."""
        fields = {"valid_from": self.since, "valid_to": self.until}
        for field in (self.text, *fields.values()):
            field.show_problems([one for one in problems if fields.get(one.field, self.text) is field])

    def _now(self) -> None:
        self._pause.stop()
        if self.values != self._asked:
            self._asked = self.values
            self.wanted.emit()

    def _enter(self) -> None:
        """Look for it at once; what was found already is opened."""
        if self.values == self._asked and self.text.line.hasFocus() and not self.empty:
            self.accepted.emit()
        else:
            self._now()

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Take the cards while the field has the focus, and give them back with it."""
        if new is self.text.line:
            self._session.claim_taps(self._take)
        elif old is self.text.line:
            self._session.release_taps(self._take)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight, cards are no numbers to look for."""
        self._session.release_taps(self._take)
        super().hideEvent(event)

    def _take(self, read: Read) -> None:
        if read.tap is None:
            self.unreadable.emit(told(read.problem))
            return
        if read.tap.identification is None:
            self.unreadable.emit(told(read.tap.verdict.refused))
            return
        self.text.fill(read.tap.identification.hex)
        self._now()
