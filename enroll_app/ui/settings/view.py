"""The settings' place: its parts at the left, the one that is looked at beside them, and Save where Next is."""

from collections.abc import Callable
from concurrent.futures import Future
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from enroll_app.domain.settings_values import Setting
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.failures import words_of
from enroll_app.ui.session import Session
from enroll_app.ui.settings.roles import RolesSection
from enroll_app.ui.settings.safety import SafetySection
from enroll_app.ui.settings.section import Section
from enroll_app.ui.settings.sections import DeskSection, HistorySection, SoundSection, TrainingSection, WindowSection
from enroll_app.ui.settings.service import ServiceSection
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.page_stack import PageStack
from enroll_app.ui.widgets.readable import Readable

# Of the session, which outlives this view: which part was looked at, and which setting made the window anew.
_PART, _ROW = "settings_part", "settings_row"
# So long it is said that something was saved, in milliseconds: long enough to be read twice. A choice of ours.
_SAVED_MS = 4_000
_Maker = Callable[[], Section]


class SettingsView(QWidget):
    """A part is made when it is looked at first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = Background(self, workers=1)
        self._found: dict[str, Setting] = {}
        self._sections: dict[int, Section] = {}
        self._makers = self._parts()
        self._list = QListWidget(self)
        self._list.setObjectName("parts")
        self._list.setAccessibleName(self.tr("Parts of the settings"))
        self._list.addItems([words for words, _ in self._makers])
        self._trouble, self._reopen = Notice(self), _Reopen(self)
        self._stack = PageStack(self)
        self.save = Button(self.tr("Sa&ve"), self)
        self.save.setObjectName("primary")
        self._how = QLabel(self)
        self._how.setObjectName("muted")
        self._how.setWordWrap(True)
        self._just_saved = QTimer(self)
        self._just_saved.setSingleShot(True)
        self._just_saved.setInterval(_SAVED_MS)
        self._just_saved.timeout.connect(self._refresh_buttons)
        self._lay_out()
        self._list.currentRowChanged.connect(self._look_at)
        self.save.clicked.connect(self._save)
        self._reopen.now.clicked.connect(self._use_now)
        session.remembering.preferred.connect(self._read)

    def _parts(self) -> list[tuple[str, _Maker]]:
        session, connecting = self._session, self._session.desk.connecting
        parts: list[tuple[str, _Maker]] = [
            (self.tr("Window"), lambda: WindowSection(session)),
            (self.tr("Sounds"), lambda: SoundSection(session)),
            (self.tr("Roles"), lambda: RolesSection(session)),
            (self.tr("Desk"), lambda: DeskSection(session)),
            (self.tr("Safety"), lambda: SafetySection(session)),
        ]
        line = session.desk.practice_line
        if line is not None:
            parts.append((self.tr("Training"), lambda: TrainingSection(session, line)))
        if connecting is not None:
            parts += [
                (self.tr("Service"), lambda: ServiceSection(session, connecting)),
                (self.tr("History"), lambda: HistorySection(session)),
            ]
        return parts

    def _lay_out(self) -> None:
        step = theme.unit()
        widest = max(self._list.fontMetrics().horizontalAdvance(words) for words, _ in self._makers)
        # The style sheet comes to a list's entries only when they are shown, too late for their height.
        for at in range(self._list.count()):
            self._list.item(at).setSizeHint(QSize(widest + step * 4, step * 4))
        self._list.setFixedWidth(widest + step * 6)
        self._list.setMaximumHeight(self._list.count() * step * 4 + step)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(step * 2)
        for widget in (self._trouble, self._reopen, self._stack):
            inner.addWidget(widget)
        self._scroll = Readable(page, self)
        bar = QFrame(self)
        bar.setObjectName("bar")
        buttons = QHBoxLayout(bar)
        buttons.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        buttons.setSpacing(step)
        buttons.addWidget(self._how, 1)
        buttons.addWidget(self.save)
        self.save.setMinimumWidth(step * 18)
        # As high with the words alone as with the button: nothing jumps from part to part.
        room = self.save.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.save.setSizePolicy(room)
        left = QVBoxLayout()
        left.setContentsMargins(0, step * 3, 0, step * 2)
        # All of its room, up to its height; where there is less, it scrolls.
        left.addWidget(self._list, 1_000)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(step * 2, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(self._scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(bar)

    @property
    def section(self) -> Section | None:
        """The part that is looked at."""
        return self._sections.get(self._list.currentRow())

    def showEvent(self, event: QShowEvent) -> None:
        """Look again what is set: somebody may have edited the file."""
        super().showEvent(event)
        self._read()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to where the person begins."""
        super().focusInEvent(event)
        self._list.setFocus()

    def _read(self) -> None:
        self._background.run(self._session.desk.settings.settings, self._came)

    def _came(self, future: Future[tuple[Setting, ...]]) -> None:
        failure = future.exception()
        if failure is not None:
            # The file was spoiled while the desk was open: what was read before still holds.
            self._trouble.say(Tone.FAILURE, self.tr("The settings cannot be read"), words_of(failure))
            return
        self._trouble.hush()
        self._found = {one.name: one for one in future.result()}
        first = not self._sections
        if first:
            at = min(self._session.property(_PART) or 0, self._list.count() - 1)
            self._list.setCurrentRow(at)
            self._look_at(at)
        for section in self._sections.values():
            section.show_settings(self._found)
        if first and self.section and self._list.hasFocus():
            self.section.focus_row(self._session.property(_ROW) or "")
            self._session.setProperty(_ROW, "")

    def _look_at(self, at: int) -> None:
        if at < 0 or not self._found:
            # A list that gets the focus marks its first entry by itself.
            return
        if at not in self._sections:
            made = self._sections[at] = self._makers[at][1]()
            made.edited.connect(self._refresh_buttons)
            made.kept.connect(self._kept)
            made.spoke.connect(self._scroll.show_soon)
            made.restart_wanted.connect(self._reopen.offer)
            made.fit(self._scroll.viewport().width())
            self._stack.add(made)
            self._put_what_is_below_last()
            made.show_settings(self._found)
        section = self._sections[at]
        self._session.setProperty(_PART, at)
        self._just_saved.stop()
        self._stack.show_page(section)
        self._scroll.verticalScrollBar().setValue(0)
        self._refresh_buttons()

    def _put_what_is_below_last(self) -> None:
        """Tab comes to it after the part that was made just now, though that was made after it."""
        # A part comes to the end of the whole order, and this comes after it. To ask the part for its own order would
        # make one widget of it, for the binding, the parent of another, and at the end that of the window.
        last = QWidget(self)
        # Whoever takes no focus has no place in the order.
        last.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for one, after in pairwise((last, self._reopen.now, self.save)):
            QWidget.setTabOrder(one, after)
        last.deleteLater()

    def _refresh_buttons(self) -> None:
        section = self.section
        if section is None:
            return
        if section.dirty:
            self._just_saved.stop()
        if self.save.hasFocus() and not section.dirty:
            # A button that is of no use lets go of the keyboard, and whoever is next to it is not meant.
            self._list.setFocus()
        self.save.setVisible(not section.live)
        self.save.setEnabled(section.dirty)
        if self._just_saved.isActive():
            self._how.setText(self.tr("Saved"))
        elif section.live:
            self._how.setText(self.tr("A change here acts at once."))
        else:
            self._how.setText(self.tr("A change here is kept by Save."))

    def _save(self) -> None:
        if self.section:
            self.section.save()

    def _kept(self) -> None:
        self._read()
        self._just_saved.start()
        self._refresh_buttons()
        announce(self, self.tr("Saved"))

    def _use_now(self) -> None:
        self._session.reopening.emit(False)  # noqa: FBT003  not for training

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list goes into the part; Enter in a part saves it; Esc goes back to the list."""
        section = self.section
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and section and not event.isAutoRepeat():
            if self._list.hasFocus():
                section.focus_first()
            elif not section.live and self.save.isEnabled():
                section.save()
        elif event.key() == Qt.Key.Key_Escape:
            self._list.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Parts may lay themselves out otherwise where there is little room."""
        super().resizeEvent(event)
        for section in self._sections.values():
            section.fit(self._scroll.viewport().width())

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        for notice in self.findChildren(Notice):
            notice.paint_theme()
        for section in self._sections.values():
            section.refresh()

    def stop(self) -> None:
        """It goes away."""
        self._background.cancel()
        for section in self._sections.values():
            section.stop()


class _Reopen(QWidget):
    """Offers to use at once what only a desk that is opened anew knows of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._notice = Notice(self)
        self.now = Button(self.tr("&Use it now"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit())
        column.addWidget(self._notice)
        column.addWidget(self.now, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def offer(self) -> None:
        """Something was saved that is not used yet."""
        self._notice.say(
            Tone.INFORMATION,
            self.tr("Not everything is used yet"),
            self.tr("What was changed is used from the next start of Enroll on, or now."),
        )
        self.show()
