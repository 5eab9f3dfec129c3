"""The history in the window: what this station did, the latest first; searched, exported, checked."""

from pathlib import Path

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.history import Query, Verdict
from enroll_app.domain.history_query import parse_search
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.problems import InvalidInputError
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.failures import problem_of
from enroll_app.ui.history.asking import Asking, Found
from enroll_app.ui.history.details import Details
from enroll_app.ui.history.model import HistoryModel
from enroll_app.ui.history.search import Search
from enroll_app.ui.history.verdict import verdict_words
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.table import Column, Table
from enroll_app.ui.words import told

# When, person, card, what, what came of it, by, reader, note; widths in steps of the grid.
_COLUMNS = (
    Column(19),
    Column(18, share=3),
    Column(23, rank=2, number=True),
    Column(14, rank=3),
    Column(26, share=1),
    Column(12, share=1, rank=4),
    Column(14, share=1, rank=6),
    Column(16, share=3, rank=5),
)


class HistoryView(QWidget):
    """Looks at the history while it is in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = Background(self)
        self._asking = Asking(session.desk, self._background, self)
        self.model = HistoryModel(session.desk, self._background, self)
        self._query: Query | None = None
        self._total = -1
        self._opening: int | None = None
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self._title = QLabel(self.tr("History"), self)
        self._title.setFont(theme.font(1.7, bold=True))
        self.count = QLabel(self)
        self.count.setObjectName("muted")
        self.search = Search(self._session, self)
        self.notice, self._empty = Notice(self), Notice(self)
        self.table = Table(_COLUMNS, self.tr("What this station did, the latest first"), self)
        self.table.setModel(self.model)
        self.details = Details(self._session, self)
        self.export = Button(self.tr("E&xport…"), self)
        self.verify = Button(self.tr("&Check the history"), self)
        self.look = Button(self.tr("&Details"), self)
        self.key = Button(self.tr("Open the &key"), self)
        self.key.setObjectName("primary")
        self.key.setMinimumWidth(theme.unit() * 18)
        self.export.setEnabled(False)

    def _lay_out(self) -> None:
        step = theme.unit()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        middle = QHBoxLayout()
        middle.setSpacing(step * 2)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.details)
        content = QVBoxLayout()
        content.setContentsMargins(step * 3, step * 2, step * 3, step)
        content.setSpacing(step)
        content.addLayout(head)
        content.addWidget(self.search)
        content.addWidget(self.notice)
        content.addWidget(self._empty)
        content.addLayout(middle, 1)
        bar = QFrame(self)
        bar.setObjectName("bar")
        buttons = QHBoxLayout(bar)
        buttons.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        buttons.setSpacing(step)
        buttons.addWidget(self.export)
        buttons.addWidget(self.verify)
        buttons.addStretch(1)
        buttons.addWidget(self.look)
        buttons.addWidget(self.key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(content, 1)
        column.addWidget(bar)

    def _connect(self) -> None:
        asking = self._asking
        asking.bounds.connect(self._show_bounds)
        asking.found.connect(self._show_found)
        asking.failed.connect(self._failed)
        asking.written.connect(self._written)
        asking.verified.connect(self._verified)
        asking.key.connect(self._open_key)
        self._session.stands.connect(asking.look_soon)
        self._session.changed.connect(asking.look_soon)
        self.search.wanted.connect(self._search)
        self.search.unreadable.connect(self._unreadable)
        self.model.failed.connect(self._failed)
        self.model.came.connect(self._show_row)
        self.table.moved.connect(self._show_row)
        self.table.opened.connect(self._open_details)
        self.details.closed.connect(self._close_details)
        self.look.clicked.connect(self._open_details)
        self.key.clicked.connect(self._want_key)
        self.export.clicked.connect(self._ask_where)
        self.verify.clicked.connect(self._verify)

    # -- the place ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look."""
        super().showEvent(event)
        self._asking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while out of sight."""
        self._asking.rest()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes here looks for something."""
        super().focusInEvent(event)
        self.search.text.line.setFocus()

    def stop(self) -> None:
        """It goes away."""
        self._asking.cancel()
        self.search.stop()
        self.model.stop()
        self._background.cancel()

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        for notice in self.findChildren(Notice):
            notice.paint_theme()
        self.details.paint_theme()
        self.model.paint_theme()
        self.table.viewport().update()

    # -- what is shown ------------------------------------------------------------------------------------------

    @Slot(int, int)
    def _show_bounds(self, first: int, last: int) -> None:
        if self._query is not None or self.search.values != ("", "", ""):
            return
        at_top = self.table.verticalScrollBar().value() == 0
        top, chosen = self.model.seq_at(self.table.rows_in_sight()[0]), self.model.seq_at(self.table.row())
        reset = self.model.query is not None
        self.model.show_everything(first, last)
        if not at_top and top is not None and not reset:
            # What is new is above; what somebody reads stays where it is.
            self.table.show_at_top(self.model.row_of(top))
        if chosen is not None and reset and self.model.row_of(chosen) >= 0:
            self.table.choose(self.model.row_of(chosen))
        self._say_count(last - first + 1)

    @Slot()
    def _search(self) -> None:
        try:
            query = parse_search(*self.search.values, self._session.desk.zone)
        except InvalidInputError as error:
            self.search.show_problems(error.problems)
            return
        self.search.show_problems([])
        self.notice.hush()
        if query == Query():
            self._query = None
            self._asking.forget_search()
            self._asking.look()
        else:
            self._query = query
            self._asking.search(query)

    def _show_found(self, found: Found) -> None:
        if found.query != self._query:
            return
        self.model.show_found(found.query, found.entries)
        self.table.scrollToTop()
        if found.entries:
            self.table.choose(0)
        self._say_count(found.count)

    def _say_count(self, total: int) -> None:
        news = total != self._total
        self._total = total
        words = self.tr("%Ln entry(s)", "", total)
        self.count.setText(words)
        self.count.setVisible(bool(total))
        self.export.setEnabled(bool(total))
        self.table.setVisible(bool(total))
        if total:
            self._empty.hush()
        elif self._query is not None:
            hint = self.tr(
                "Names are found by their beginnings, whatever their accents; a card by any of its spellings."
            )
            self._empty.say(Tone.INFORMATION, self.tr("Nothing matches"), hint)
        else:
            self._empty.say(Tone.INFORMATION, self.tr("This station has done nothing yet"))
        if not total:
            self._close_details()
        if news:
            self.table.fit()
            if self._query is not None:
                announce(self, words)
        self._show_row()

    @Slot()
    def _show_row(self) -> None:
        entry = self.model.entry(self.table.row())
        what = entry.happening if entry else None
        self.look.setEnabled(entry is not None)
        self.key.setEnabled(what is not None and (what.key_id is not None or what.identification is not None))
        if entry is not None and entry.seq == self._opening:
            self._open_details()
        elif entry is not None and not self.details.isHidden():
            self.details.show_entry(entry)

    @Slot()
    def _open_details(self) -> None:
        row = self.table.row()
        # What is being loaded is opened as soon as it is there; see `_show_row`.
        self._opening = self.model.seq_at(row) if self.model.entry(row) is None else None
        if self.model.entry(row) is not None:
            self.details.show()
            self._show_row()
            announce(self.details, self.details.facts.words())

    def _close_details(self) -> None:
        held: QWidget | None = self.window().focusWidget()
        here = held is not None and self.details.isAncestorOf(held)
        self.details.hide()
        if here:
            self.table.setFocus()

    # -- what is asked of it ------------------------------------------------------------------------------------

    def _want_key(self) -> None:
        entry = self.model.entry(self.table.row())
        if entry is not None:
            self._asking.find_key(entry)

    @Slot(object)
    def _open_key(self, key: KnownKey | None) -> None:
        if key is None:
            title = self.tr("This station knows no such key any more")
            self.notice.say(Tone.INFORMATION, title, self.tr("It was removed, or never came to be."))
        else:
            self.notice.hush()
            self._session.holding.open(key)

    def _ask_where(self) -> None:
        name = f"enroll-history-{QDate.currentDate().toString('yyyy-MM-dd')}.csv"
        kinds = self.tr("Spreadsheet, CSV (*.csv);;Spreadsheet, Excel (*.xlsx)")
        dialog = QFileDialog(self, self.tr("Export the history"), str(Path.home() / name), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("xlsx" if "xlsx" in kind else "csv"))
        # A file that is there is refused in our own words: none is ever replaced.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self.write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: str) -> None:
        """Write what is shown into a new file."""
        title = self.tr("Writing %Ln entry(s)", "", self._total)
        self.notice.say(Tone.WAITING, title, self.tr("Go on working; it is said here when the file is there."))
        self._asking.export(path, self._query or Query())

    def _written(self, count: int, path: str) -> None:
        title = self.tr("%Ln entry(s) written to {path}", "", count).format(path=path)
        self.notice.say(Tone.DONE, title, self.tr("The oldest is first; there is no PIN in it."))

    def _verify(self) -> None:
        self.verify.setEnabled(False)
        words = self.tr("A million entries take half a minute; go on working.")
        self.notice.say(Tone.WAITING, self.tr("Checking every entry"), words)
        self._asking.verify()

    def _verified(self, verdict: Verdict) -> None:
        self.verify.setEnabled(True)
        self.notice.say(*verdict_words(verdict))

    def _failed(self, failure: Exception) -> None:
        self.verify.setEnabled(True)
        self.notice.say(Tone.FAILURE, self.tr("This could not be done"), told(problem_of(failure)))

    def _unreadable(self, words: str) -> None:
        self.notice.say(Tone.ATTENTION, self.tr("The card could not be read"), words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F looks for something; Esc closes the details, then clears the search; Down leads into the list."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.search.text.line.setFocus()
            self.search.text.line.selectAll()
        elif event.key() == Qt.Key.Key_Escape and not self.details.isHidden():
            self._close_details()
        elif event.key() == Qt.Key.Key_Escape and not self.search.empty:
            self.search.clear()
        elif event.key() == Qt.Key.Key_Down and self.search.has_focus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)
