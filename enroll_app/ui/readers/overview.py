"""The first page of the readers' place: the last card, and every reader."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from drivers.reader import ReaderInfo
from enroll_app.services.tapping import Read
from enroll_app.ui import theme
from enroll_app.ui.health import Condition
from enroll_app.ui.page import Page
from enroll_app.ui.question import ask
from enroll_app.ui.readers.live_view import LiveView
from enroll_app.ui.readers.reader_row import ReaderRow
from enroll_app.ui.readers.watch import Attached, Watch
from enroll_app.ui.readers.words import problem_words, profile_words, unusable_words
from enroll_app.ui.said import said
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.notice import Notice

# How long rows are made at a stretch, in seconds; one of them takes a few milliseconds.
_SLICE_S = 0.015


class Overview(Page):
    """Shows what `watch` found.

    Signals: learning_wanted(ReaderInfo); spoke(QWidget) when a reader has something to say that should be in sight.
    """

    learning_wanted = Signal(object)
    spoke = Signal(QWidget)

    def __init__(self, session: Session, watch: Watch) -> None:
        super().__init__(self.tr("Readers"), self.tr("A card is only looked at here; nothing is enrolled."))
        self.attach(session)
        self._watch = watch
        self.rows: dict[str, ReaderRow] = {}
        self._live = LiveView(session.desk.spelling, self)
        self._practice = Button(self.tr("&Tap a training card"), self)
        self._practice.setVisible(session.desk.training)
        self._practice.clicked.connect(self._practice_tap)
        self._trouble, self._empty = Notice(self), Notice(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.unit() + theme.unit() // 2)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._live)
        self.body.addWidget(self._practice, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        watch.changed.connect(self.refresh)

    def _practice_tap(self) -> None:
        if self.session.desk.practice_tap:
            self.session.desk.practice_tap()

    def show_read(self, read: Read) -> None:
        """Show this card."""
        self._hush()
        self._live.show_read(read)
        self.spoke.emit(self._live)

    def refresh(self) -> None:
        """Show the readers as they are now."""
        here = self._has_focus()
        self._live.refresh()
        self._say_trouble(self._watch.trouble)
        readers = self._watch.readers
        self._say_empty(readers)
        names = [one.info.name for one in readers]
        for gone in [name for name in self.rows if name not in names]:
            self._drop(self.rows.pop(gone))
        begun = monotonic()
        for at, one in enumerate(readers):
            if at and monotonic() - begun > _SLICE_S:
                # The rest in the next idle turn: many readers must not hold up the keyboard.
                self._later.start()
                break
            row = self.rows.get(one.info.name) or self._make_row(one.info.name)
            if self._list.indexOf(row) != at:
                self._list.insertWidget(at, row)
                # Now, not when the layout comes to it: the focus may have to go there before.
                row.show()
            row.show_reader(one, self._watch.profiles)
        self._order_focus()
        if here and not self._has_focus():
            # What had it is hidden with its reader, and Qt sent it on to whatever came next in the window.
            self.setFocus()

    def _has_focus(self) -> bool:
        held = QApplication.focusWidget()
        return held is not None and (held is self or self.isAncestorOf(held))

    def _drop(self, row: ReaderRow) -> None:
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _order_focus(self) -> None:
        """The keyboard goes where the eye goes, in whatever order the readers came."""
        last: QWidget = self._practice
        for row in [self.rows[name] for one in self._watch.readers if (name := one.info.name) in self.rows]:
            self.setTabOrder(last, row.profile)
            self.setTabOrder(row.profile, row.learn)
            last = row.learn

    def _make_row(self, name: str) -> ReaderRow:
        row = self.rows[name] = ReaderRow(self)
        row.profile_wanted.connect(lambda profile: self._choose(name, profile))
        row.learning_wanted.connect(lambda: self._learn(name))
        return row

    def _say_trouble(self, words: str) -> None:
        if words:
            self._trouble.say(Tone.FAILURE, self.tr("Not everything could be read"), said(words))
        else:
            self._trouble.hush()

    def _say_empty(self, readers: tuple[Attached, ...]) -> None:
        health = self.session.reader_health
        hints = [said(info.hint) for info in self.session.listening if info.hint]
        if health.condition is Condition.ILL and not any(hint in health.hint for hint in hints):
            # What is wrong is wrong with no reader that is listened to, so that no row below says it.
            self._empty.say(Tone.ATTENTION, health.words, health.hint)
        elif readers:
            self._empty.hush()
        elif self._watch.looked:
            self._empty.say(
                Tone.INFORMATION,
                self.tr("Attach a reader"),
                self.tr("It is found by itself within three seconds; nothing has to be started anew."),
            )
        else:
            self._empty.say(Tone.WAITING, self.tr("Looking for readers"))

    def _info(self, name: str) -> ReaderInfo | None:
        return next((one.info for one in self._watch.readers if one.info.name == name), None)

    def _learn(self, name: str) -> None:
        info = self._info(name)
        if info:
            self._hush()
            self.learning_wanted.emit(info)

    def _hush(self) -> None:
        for row in self.rows.values():
            row.hush()

    def _choose(self, reader: str, name: str) -> None:
        self._hush()
        profile = next((one for one in self._watch.profiles if one.name == name), None)
        if profile is None or profile.unusable is None:
            self._keep(reader, name)
            return
        question = self.tr("{problem}. Choose “{title}” all the same?")
        ask(
            self,
            question.format(problem=unusable_words(profile), title=profile_words(profile)),
            problem_words(profile.unusable),
            self.tr("&Choose it"),
            self.tr("&Leave it as it is"),
            lambda: self._keep(reader, name),
        )

    def _keep(self, reader: str, name: str) -> None:
        self._watch.choose(reader, name or None, lambda: self.say_remembered(reader), self._refusal(reader))

    def _refusal(self, reader: str) -> Callable[[str], None]:
        def refused(words: str) -> None:
            if reader in self.rows:
                self.rows[reader].say_refused(words)
                self.spoke.emit(self.rows[reader])

        return refused

    def say_remembered(self, reader: str) -> None:
        """Say at the reader that its profile is on disk now."""
        if reader in self.rows:
            self.rows[reader].say_remembered()
            self.spoke.emit(self.rows[reader])

    def focus_reader(self, reader: str) -> None:
        """Back to the reader that something was learned for."""
        if reader in self.rows:
            self.rows[reader].profile.setFocus()
        else:
            self.focus_first()

    def focus_first(self) -> None:
        """The practice card where there is one; else the first reader's number format."""
        first = next((row.profile for row in self.rows.values() if row.profile.isVisibleTo(self)), None)
        if self._practice.isVisibleTo(self):
            self._practice.setFocus()
        elif first:
            first.setFocus()
        else:
            self.setFocus()
