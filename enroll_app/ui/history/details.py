"""Everything about one entry of the history, beside the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enroll_app.domain.history import Entry
from enroll_app.ui import theme
from enroll_app.ui.history.words import facts_of, state_of
from enroll_app.ui.session import Session
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.facts import Facts
from enroll_app.ui.widgets.status import Status

# As wide as a line that the eye follows beside a list, in steps of the grid.
_STEPS = 46


class Details(QScrollArea):
    """Signals: closed() when the person wants the list alone."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entry: Entry | None = None
        step = theme.unit()
        self.state = Status(self)
        self.facts = Facts(self)
        self._close = Button(self.tr("Close detai&ls"), self)
        self._close.clicked.connect(self.closed)
        content = QFrame(self)
        content.setObjectName("surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(step * 2, step * 2, step * 2, step * 2)
        column.setSpacing(step)
        column.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.facts)
        column.addStretch(1)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(self._close)
        column.addLayout(end)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.setFixedWidth(step * _STEPS)
        self.setAccessibleName(self.tr("Details"))
        self.hide()

    def show_entry(self, entry: Entry) -> None:
        """Show this entry."""
        if entry == self._entry:
            return
        self._entry = entry
        self.state.say(*state_of(entry))
        levels = {level.level_id: level.full_name for level in self._session.wizard.levels}
        self.facts.show_facts(facts_of(entry, self._session.desk.zone, levels))
        self.facts.setAccessibleDescription(self.facts.words())
        self.verticalScrollBar().setValue(0)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self.state.paint_theme()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
