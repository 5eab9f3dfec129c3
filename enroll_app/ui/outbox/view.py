"""The outbox in the window: what waits, is unconfirmed or needs a decision, and what can be done about it."""

from array import array

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.operations import Group, Operation
from enroll_app.ui import theme
from enroll_app.ui.lists import keeping
from enroll_app.ui.lists.changes import Change
from enroll_app.ui.outbox.acts import acts_of
from enroll_app.ui.outbox.bar import Bar
from enroll_app.ui.outbox.chosen import Chosen
from enroll_app.ui.outbox.doing import Doing
from enroll_app.ui.outbox.groups import Groups
from enroll_app.ui.outbox.help import Help
from enroll_app.ui.outbox.model import COLUMNS, OutboxModel
from enroll_app.ui.outbox.pane import RowPane
from enroll_app.ui.outbox.rows import Listing
from enroll_app.ui.outbox.watch import OutboxWatch
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.table import Table
from enroll_app.ui.words import told


class OutboxView(QWidget):
    """Looks at the outbox while it is in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # While nothing waits the keyboard is on the place itself.
        self.setAccessibleName(self.tr("Outbox"))
        self._session = session
        self._background = Background(self)
        self.acts = acts_of(session)
        self.model = OutboxModel(session.desk, self._background, self)
        self._group: Group | None = None
        self._listing: Listing | None = None
        self._watch = OutboxWatch(session.desk, self._background, self._shown, self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.refresh()
        for part in (self.groups, self.bar, self._sum):
            part.hide()

    def _make_parts(self) -> None:
        self._title = QLabel(self.tr("Outbox"), self)
        self._title.setFont(theme.font(1.7, bold=True))
        self._sum = QLabel(self)
        self._sum.setObjectName("muted")
        self._sum.setWordWrap(True)
        self._pause, self._came, self._empty = Notice(self), Notice(self), Notice(self)
        self._go_on = Button(self.tr("Try e&verything now"), self)
        self._go_on.setToolTip(self.tr("Whatever kept the outbox still was mended: begin to send again."))
        self._go_on.setAccessibleDescription(self._go_on.toolTip())
        self.groups = Groups(self)
        self.table = Table(COLUMNS, self.tr("What waits in the outbox"), self)
        self.table.setModel(self.model)
        self.pane = RowPane(self._session, self)
        self.bar = Bar(self)
        self.help = Help(self._session, self)
        self.chosen = Chosen(
            self._session.desk, self._background, self.model, self.table, self.pane, self.bar, self.acts
        )
        self.doing = Doing(self.acts, self.model, self.pane, self)

    def _lay_out(self) -> None:
        step = theme.unit()
        head = QHBoxLayout()
        head.addWidget(self._pause, 1)
        head.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignVCenter)
        head.setSpacing(step)
        content = QVBoxLayout()
        content.setContentsMargins(step * 3, step * 2, step * 3, step)
        content.setSpacing(step)
        content.addWidget(self._title)
        content.addWidget(self._sum)
        content.addLayout(head)
        content.addWidget(self._came)
        content.addWidget(self.help.notice)
        content.addWidget(self.groups)
        content.addWidget(self._empty)
        content.addWidget(self.chosen.both, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(content, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self._watch.seen.connect(self._seen)
        self._watch.failed.connect(self._failed)
        self._session.stands.connect(self._watch.glances.soon)
        self._session.changed.connect(self._watch.glances.soon)
        self._session.changed.connect(self.refresh)
        self._session.stands.connect(self.refresh)
        self._go_on.clicked.connect(self._session.try_now)
        self.groups.chosen.connect(self._choose_group)
        self.doing.missing.connect(self.chosen.open)
        self.pane.given.connect(self.doing.give)
        self.pane.chosen.connect(self.doing.decide)
        self.bar.wanted.connect(self.doing.do)
        self.bar.help.clicked.connect(lambda: self.help.call(self.operation()))
        self.acts.began.connect(self._began)
        self.acts.came.connect(self._came_of)

    # -- the place ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look."""
        super().showEvent(event)
        self._came.hush()
        self._watch.glances.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while out of sight."""
        self._watch.glances.rest()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the rows."""
        super().focusInEvent(event)
        if self.table.isVisible():
            self.table.setFocus()

    def stop(self) -> None:
        """It goes away; what a person wanted done is done all the same."""
        self._watch.glances.rest()
        self.model.stop()
        self._background.cancel()
        self.help.cancel()

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        for part in self.findChildren(Notice):
            part.paint_theme()
        self.model.paint_theme()

    @Slot()
    def refresh(self) -> None:
        """Show whether anything is sent at all."""
        pause = self._session.pause
        self._go_on.setVisible(pause is not None)
        if pause is None:
            self._pause.hush()
        else:
            self._pause.say(Tone.ATTENTION, self.tr("Nothing is sent at present"), told(pause))
        if self._listing is not None:
            self._say_none(self._listing)

    # -- the list -----------------------------------------------------------------------------------------------

    def _shown(self) -> "tuple[array[int], Group | None]":
        return self.model.ids, self._group

    def _choose_group(self, group: Group | None) -> None:
        self._group = group
        self._watch.look()

    def _seen(self, listing: Listing, change: Change) -> None:
        news = listing != self._listing
        self._listing = listing
        if change.whole or change.gone or change.come:
            keeping.take(self.table, self.model, change)
        self.chosen.tell_if_gone(listing)
        first, last = self.table.rows_in_sight()
        self.model.look_again(self.model.ids[first : last + 1])
        if news:
            self._say_sum(listing)
            self.chosen.show()

    def _say_sum(self, listing: Listing) -> None:
        counts = {group: listing.count(group) for group in Group}
        every = listing.count(None)
        self.groups.show_counts(every, counts)
        self.groups.setVisible(bool(every))
        self.chosen.both.show_list(wanted=bool(self.model.ids))
        if self.hasFocus():
            # It came before there was anything to choose from.
            self.table.setFocus()
        self.bar.setVisible(bool(every))
        if every:
            self._sum.setText(self.groups.sum_words(every, counts))
        self._sum.setVisible(bool(every))
        if not self.model.ids:
            self.chosen.close()
        self._say_none(listing)

    def _say_none(self, listing: Listing) -> None:
        if not listing.count(None) and self._session.counts.unfinished:
            # Those came since the list was looked at, which is looked at again in a moment.
            self._empty.hush()
        elif not listing.count(None):
            title = self.tr("Nothing waits")
            self._empty.say(Tone.DONE, title, self.tr("Everything that was enrolled here has its answer."))
        elif not self.model.ids:
            self._empty.say(Tone.INFORMATION, self.tr("None of these at present"))
        else:
            self._empty.hush()

    def _failed(self, words: str) -> None:
        self._came.say(Tone.FAILURE, self.tr("The outbox cannot be looked at"), words)

    def operation(self) -> Operation | None:
        """The row that is chosen, as it was looked at last."""
        return self.chosen.operation()

    def _began(self, number: int) -> None:
        self._came.say(Tone.WAITING, self.tr("Number {number}: waiting for the answer").format(number=number))
        self.chosen.show()

    def _came_of(self, number: int, tone: Tone, title: str, detail: str) -> None:
        self._came.say(tone, title, detail)
        self.model.look_again((number,))
        self._watch.look()
        self.chosen.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the details."""
        if event.key() == Qt.Key.Key_Escape and not self.pane.isHidden():
            self.chosen.close()
        else:
            super().keyPressEvent(event)
