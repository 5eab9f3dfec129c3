"""The history in the window: what this station did, a line for each deed, the latest first; searched, looked into."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.history import Entry, Query
from enroll_app.domain.history_query import parse_search
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.problems import InvalidInputError
from enroll_app.services.history_deeds import Deeds
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.failures import problem_of
from enroll_app.ui.history.asking import Asking, Found
from enroll_app.ui.history.details import Details
from enroll_app.ui.history.errands import Errands
from enroll_app.ui.history.model import COLUMNS, HistoryModel
from enroll_app.ui.history.search import Search
from enroll_app.ui.lists import keeping
from enroll_app.ui.lists.beside import ListAndDetails
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.table import Table
from enroll_app.ui.words import told


class HistoryView(QWidget):
    """Looks at the history while it is in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = Background(self)
        self._asking = Asking(session.desk, self)
        self.model = HistoryModel(session.desk, self._background, self)
        self._query = Query()
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
        self.table = Table(COLUMNS, self.tr("What this station did, the latest first"), self)
        self.table.setModel(self.model)
        self.details = Details(self._session, self)
        self.both = ListAndDetails(self.table, self.details, self)
        self.export = self._button(self.tr("E&xport…"), self.tr("Writes what is listed into a file, without PINs."))
        checks = self.tr("Checks whether every entry is as it was written, and none is missing.")
        self.verify = self._button(self.tr("&Check the history"), checks)
        self.errands = Errands(self._session.desk, self.notice, self.verify, self)
        self.look = self._button(self.tr("&Details"), self.tr("Shows how it went, and what was asked for."))
        self.key = self._button(self.tr("Open the &key"), self.tr("Shows the key that this is about, to change it."))
        self.key.setObjectName("primary")
        self.key.setMinimumWidth(theme.unit() * 18)
        self.export.setEnabled(False)

    def _button(self, words: str, meaning: str) -> Button:
        button = Button(words, self)
        button.setToolTip(meaning)
        button.setAccessibleDescription(meaning)
        return button

    def _lay_out(self) -> None:
        step = theme.unit()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        content = QVBoxLayout()
        content.setContentsMargins(step * 3, step * 2, step * 3, step)
        content.setSpacing(step)
        content.addLayout(head)
        content.addWidget(self.search)
        content.addWidget(self.notice)
        content.addWidget(self._empty)
        content.addWidget(self.both, 1)
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
        asking.found.connect(self._show_found)
        asking.course.connect(self._show_course)
        asking.failed.connect(self._failed)
        asking.key.connect(self._open_key)
        self._session.stands.connect(asking.glances.soon)
        self._session.changed.connect(asking.glances.soon)
        self.search.wanted.connect(self._search)
        self.search.accepted.connect(self._open_details)
        self.search.unreadable.connect(self._unreadable)
        self.model.failed.connect(self._failed)
        self.model.came.connect(self._show_row)
        self.table.moved.connect(self._show_row)
        self.table.opened.connect(self._open_details)
        self.details.closed.connect(self._close_details)
        self.look.clicked.connect(self._open_details)
        self.key.clicked.connect(self._want_key)
        self.export.clicked.connect(lambda: self.errands.ask_where(self._query))

    # -- the place ----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look."""
        super().showEvent(event)
        self._asking.glances.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while out of sight."""
        self._asking.glances.rest()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes here looks for something."""
        super().focusInEvent(event)
        self.search.text.line.setFocus()

    def stop(self) -> None:
        """It goes away."""
        self._asking.cancel()
        self.errands.cancel()
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

    @Slot()
    def _search(self) -> None:
        try:
            query = parse_search(*self.search.values, self._session.desk.zone)
        except InvalidInputError as error:
            self.search.show_problems(error.problems)
            return
        self.search.show_problems([])
        self.notice.hush()
        self._query = query
        self._asking.search(query)

    def _show_found(self, found: Found) -> None:
        if found.anew:
            chosen = self._entry()
            self.model.take(found.change)
            self.table.scrollToTop()
            at = self.model.row_of(chosen.seq) if chosen is not None and found.query == Query() else -1
            if found.deeds.seqs and (at >= 0 or found.query != Query()):
                # What was looked at stays chosen where everything is listed again; else the best match is.
                self.table.choose(max(at, 0))
        else:
            self._take(found)
        self._say_count(found.deeds)

    def _take(self, found: Found) -> None:
        """Take what is new; a deed that went on stays chosen, with how it stands now."""
        chosen = self._entry()
        keeping.take(self.table, self.model, found.change)
        number = chosen.happening.number if chosen is not None else None
        if number is not None and self.table.row() < 0 and number in found.deeds.numbers:
            self.table.choose(found.deeds.numbers.index(number))

    def _say_count(self, deeds: Deeds) -> None:
        total = len(deeds.seqs)
        news = total != self._total
        self._total = total
        words = self.tr("%Ln action(s)", "", total) if deeds.whole else self.tr("more than %Ln action(s)", "", total)
        self.count.setText(words)
        self.count.setVisible(bool(total))
        self.export.setEnabled(bool(total))
        self.both.show_list(wanted=bool(total))
        if total:
            self._empty.hush()
        elif self._query != Query():
            hint = self.tr(
                "Names are found by their beginnings, whatever their accents; a card by any of its spellings."
            )
            self._empty.say(Tone.INFORMATION, self.tr("Nothing matches"), hint)
        else:
            self._empty.say(Tone.INFORMATION, self.tr("This station has done nothing yet"))
        if not total:
            self._close_details()
        if news and deeds.whole and self._query != Query():
            announce(self, words)
        self._show_row()

    def _entry(self) -> Entry | None:
        """What is chosen; None where nothing is, or before it was loaded."""
        return self.model.entry(self.table.row())

    @Slot()
    def _show_row(self) -> None:
        entry = self._entry()
        what = entry.happening if entry else None
        self.look.setEnabled(entry is not None)
        self.key.setEnabled(what is not None and (what.key_id is not None or what.identification is not None))
        if entry is not None and entry.seq == self._opening:
            self._open_details()
        elif entry is not None and not self.details.isHidden() and entry != self.details.entry:
            self._show_details(entry)

    def _show_details(self, entry: Entry) -> None:
        self.details.show_entry(entry)
        self._asking.find_course(entry)

    def _show_course(self, course: tuple[Entry, ...]) -> None:
        entry = self.details.entry
        if entry is not None and entry in course and not self.details.isHidden():
            self.details.show_entry(entry, course)

    @Slot()
    def _open_details(self) -> None:
        entry = self._entry()
        # What is being loaded is opened as soon as it is there; see `_show_row`.
        self._opening = self.model.id_at(self.table.row()) if entry is None else None
        if entry is None:
            return
        self._show_details(entry)
        self.details.show()
        if self.both.instead:
            self.details.close_button.setFocus()
        announce(self.details, self.details.facts.words())

    @Slot()
    def _close_details(self) -> None:
        held: QWidget | None = self.window().focusWidget()
        here = held is not None and self.details.isAncestorOf(held)
        self.details.hide()
        if here:
            self.table.setFocus()

    # -- what is asked of it ------------------------------------------------------------------------------------

    def _want_key(self) -> None:
        entry = self._entry()
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

    def _failed(self, failure: Exception) -> None:
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
