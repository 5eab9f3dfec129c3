"""The outbox in the window: what waits, is unconfirmed or needs a decision, and what can be done about it."""

from concurrent.futures import Future

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.operations import Group, Operation
from enroll_app.ui import theme
from enroll_app.ui.outbox.acts import acts_of
from enroll_app.ui.outbox.bar import Bar
from enroll_app.ui.outbox.doing import Doing
from enroll_app.ui.outbox.groups import Groups
from enroll_app.ui.outbox.help import Help
from enroll_app.ui.outbox.model import OutboxModel
from enroll_app.ui.outbox.pane import RowPane
from enroll_app.ui.outbox.rows import Change, Listing
from enroll_app.ui.outbox.watch import OutboxWatch
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.table import Column, Table
from enroll_app.ui.words import told

# Number, person, card, what, state, since, tries, why; widths in steps of the grid.
_COLUMNS = (
    Column(10),
    Column(17, share=3),
    Column(17, share=1, rank=2, number=True),
    Column(14, rank=3),
    Column(23, share=1),
    Column(19, rank=4),
    Column(7, rank=6),
    Column(20, share=6, rank=5),
)


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
        self._opening: int | None = None
        self._listing: Listing | None = None
        self._watch = OutboxWatch(session.desk, self._background, self._shown, self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.refresh()
        for part in (self.groups, self.table, self.bar, self._sum):
            part.hide()

    def _make_parts(self) -> None:
        self._title = QLabel(self.tr("Outbox"), self)
        self._title.setFont(theme.font(1.7, bold=True))
        self._sum = QLabel(self)
        self._sum.setObjectName("muted")
        self._sum.setWordWrap(True)
        self._pause, self._came, self._empty = Notice(self), Notice(self), Notice(self)
        self._go_on = Button(self.tr("Try e&verything now"), self)
        self.groups = Groups(self)
        self.table = Table(_COLUMNS, self.tr("What waits in the outbox"), self)
        self.table.setModel(self.model)
        self.pane = RowPane(self._session, self)
        self.bar = Bar(self)
        self.help = Help(self._session, self)
        self.doing = Doing(self.acts, self.model, self.pane, self)

    def _lay_out(self) -> None:
        step = theme.unit()
        head = QHBoxLayout()
        head.addWidget(self._pause, 1)
        head.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignVCenter)
        head.setSpacing(step)
        middle = QHBoxLayout()
        middle.setSpacing(step * 2)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.pane)
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
        content.addLayout(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(content, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self._watch.seen.connect(self._seen)
        self._watch.failed.connect(self._failed)
        self._session.stands.connect(self._watch.look_soon)
        self._session.changed.connect(self._watch.look_soon)
        self._session.changed.connect(self.refresh)
        self._session.stands.connect(self.refresh)
        self._go_on.clicked.connect(self._session.try_now)
        self.groups.chosen.connect(self._choose_group)
        self.table.moved.connect(self._show_row)
        self.table.opened.connect(self._open)
        self.model.dataChanged.connect(self._show_row)
        self.pane.closed.connect(self._close_pane)
        self.doing.missing.connect(self._open)
        self.pane.given.connect(self.doing.give)
        self.pane.chosen.connect(self.doing.decide)
        self.bar.wanted.connect(self.doing.do)
        self.bar.look.clicked.connect(self._open)
        self.bar.help.clicked.connect(lambda: self.help.call(self.operation()))
        self.acts.began.connect(self._began)
        self.acts.came.connect(self._came_of)

    # -- the place ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look."""
        super().showEvent(event)
        self._came.hush()
        self._watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while out of sight."""
        self._watch.rest()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the rows."""
        super().focusInEvent(event)
        if self.table.isVisible():
            self.table.setFocus()

    def stop(self) -> None:
        """It goes away; what a person wanted done is done all the same."""
        self._watch.rest()
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

    # -- the list -----------------------------------------------------------------------------------------------

    def _shown(self) -> tuple[tuple[int, ...], Group | None]:
        return self.model.numbers, self._group

    def _choose_group(self, group: Group | None) -> None:
        self._group = group
        self._watch.look()

    def _seen(self, listing: Listing, change: Change) -> None:
        news = listing != self._listing
        self._listing = listing
        number = self.model.number_at(self.table.row())
        first, _ = self.table.rows_in_sight()
        top = self.model.number_at(first) if first else None
        if change.numbers != self.model.numbers:
            self.model.take(change)
            self._keep_place(number, top)
        self._tell_if_gone()
        self._look_at_rows()
        if news:
            self._say_sum(listing)
            self.table.fit()
            self._show_row()

    def _keep_place(self, number: int | None, top: int | None) -> None:
        """The same rows stay in sight, and the same one chosen; where it is gone, none is."""
        if top is not None:
            at = self.model.row_of(top)
            if at >= 0:
                self.table.show_at_top(at)
        if number is None:
            return
        at = self.model.row_of(number)
        if at >= 0:
            self.table.choose(at)
        else:
            self.table.choose_none()
            self._opening = None

    def _tell_if_gone(self) -> None:
        """Whoever was about to do something about a row that is gone does it about no other one."""
        operation = self.pane.operation
        if operation is None or self.pane.isHidden() or self.model.row_of(operation.number) >= 0:
            return
        if self._has_keyboard(self.pane):
            # Before it is hidden: Qt would move the keyboard to the next button there is, whatever that does.
            self.table.take_keyboard()
        elsewhere = self._listing is not None and self._listing.has(operation.number)
        self.pane.show_gone(operation.number, elsewhere=elsewhere)

    def _has_keyboard(self, part: QWidget) -> bool:
        held: QWidget | None = self.window().focusWidget()
        return held is not None and part.isAncestorOf(held)

    def _look_at_rows(self) -> None:
        first, last = self.table.rows_in_sight()
        self.model.look_again(self.model.numbers[first : last + 1])

    def _say_sum(self, listing: Listing) -> None:
        counts = {group: listing.count(group) for group in Group}
        every = listing.count(None)
        self.groups.show_counts(every, counts)
        self.groups.setVisible(bool(every))
        self.table.setVisible(bool(self.model.numbers))
        if self.hasFocus():
            # It came before there was anything to choose from.
            self.table.setFocus()
        self.bar.setVisible(bool(every))
        if every:
            self._sum.setText(self.groups.sum_words(every, counts))
        self._sum.setVisible(bool(every))
        if not every:
            self._close_pane()
            title = self.tr("Nothing waits")
            self._empty.say(Tone.DONE, title, self.tr("Everything that was enrolled here has its answer."))
        elif not self.model.numbers:
            self._close_pane()
            self._empty.say(Tone.INFORMATION, self.tr("None of these at present"))
        else:
            self._empty.hush()

    def _failed(self, words: str) -> None:
        self._came.say(Tone.FAILURE, self.tr("The outbox cannot be looked at"), words)

    # -- one row ------------------------------------------------------------------------------------------------

    def operation(self) -> Operation | None:
        """The row that is chosen, as it was looked at last."""
        return self.model.operation(self.model.number_at(self.table.row()))

    @Slot()
    def _show_row(self) -> None:
        operation = self.operation()
        busy = operation is not None and operation.number in self.acts.busy
        acting = self._has_keyboard(self.bar)
        self.bar.offer(operation, busy=busy)
        if acting and not self._has_keyboard(self.bar):
            # Its button can do nothing now; the keyboard is not to be on whatever comes next.
            self.table.take_keyboard()
        if operation is not None and operation.number == self._opening:
            self._open()
        if self.pane.isHidden() or operation is None:
            return
        if operation != self.pane.operation:
            self.pane.show_row(operation)
            if operation.overwritten:
                self._ask_restorable(operation.number)

    def _ask_restorable(self, number: int) -> None:
        """Whether the owner of an overwritten key can be given back what was there before."""

        def done(future: Future[bool]) -> None:
            self.pane.offer_restore(number, restorable=future.exception() is None and future.result())

        records = self._session.desk.records
        self._background.run(lambda: records().outbox.restorable(number) is not None, done)

    @Slot()
    def _open(self) -> None:
        """Show everything about the row, and go to what there is to do about it."""
        number = self.model.number_at(self.table.row())
        operation = self.model.operation(number)
        if operation is None:
            # It is being loaded; see `_show_row`.
            self._opening = number
            return
        self._opening = None
        self.pane.show()
        self._show_row()
        self.pane.show_first()

    def _close_pane(self) -> None:
        here = self._has_keyboard(self.pane)
        self.pane.hide()
        self.pane.forget()
        if here:
            self.table.setFocus()

    def _began(self, number: int) -> None:
        self._came.say(Tone.WAITING, self.tr("Number {number}: waiting for the answer").format(number=number))
        self._show_row()

    def _came_of(self, number: int, tone: Tone, title: str, detail: str) -> None:
        self._came.say(tone, title, detail)
        self.model.look_again((number,))
        self._watch.look()
        self._show_row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the details."""
        if event.key() == Qt.Key.Key_Escape and not self.pane.isHidden():
            self._close_pane()
        else:
            super().keyPressEvent(event)
