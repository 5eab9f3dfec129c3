"""A part of the settings: its rows, and how what is changed in them is kept."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.settings_values import Setting, Value
from enroll_app.ui.failures import words_of
from enroll_app.ui.page import Page
from enroll_app.ui.session import Session
from enroll_app.ui.settings.asking import ask_password
from enroll_app.ui.settings.rows import Row
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.words import told

Found = Mapping[str, Setting]


class Section(Page):
    """live: a change acts at once; otherwise it waits for `save`.

    guarded: what is saved here is for whoever has the desk's password, where there is one.

    Signals: kept() when something was written; restart_wanted() when that is used only by a desk that is opened anew;
    spoke(QWidget) when there is something to be read that should be in sight.
    """

    kept = Signal()
    restart_wanted = Signal()
    spoke = Signal(QWidget)
    live = True
    guarded = False
    needs_reopening = False

    def __init__(self, title: str, subtitle: str, session: Session) -> None:
        super().__init__(title, subtitle)
        self.attach(session)
        self._rows: dict[str, Row] = {}
        self._edited: set[str] = set()
        self._found: Found = {}
        self.notice = Notice(self)

    def take_in(self, *rows: Row) -> None:
        """Show these rows, in their order."""
        for row in rows:
            self._rows[row.name] = row
            self.body.addWidget(row)
            row.edited.connect(self._row_edited)

    def close_up(self, *below: QWidget) -> None:
        """Everything is taken in: what is below the rows, and what is said of them."""
        for widget in below:
            self.body.addWidget(widget)
        self.body.addWidget(self.notice)
        self.body.addStretch(1)

    def show_settings(self, found: Found) -> None:
        """Show what is set now; what somebody is typing stays."""
        self._found = found
        for name, row in self._rows.items():
            row.setVisible(name in found)
            if name in found and name not in self._edited:
                row.show_setting(found[name])

    @property
    def dirty(self) -> bool:
        """Whether something waits to be saved."""
        return bool(self._edited)

    def _row_edited(self) -> None:
        row = self.sender()
        assert isinstance(row, Row)
        self._edited.add(row.name)
        self.notice.hush()
        if self.live and self.guards(row.name):
            changes = {row.name: row.value}
            # As it was, until the password was given.
            self._edited.discard(row.name)
            row.show_setting(self._found[row.name])
            self.ask_before(lambda: self.write(changes))
        elif self.live:
            self.session.setProperty("settings_row", row.name)
            self.write({row.name: row.value})
        else:
            self.edited.emit()

    def guards(self, name: str) -> bool:  # noqa: ARG002  for parts that know better
        """Whether this one setting, which acts at once, is for whoever has the desk's password."""
        return False

    def save(self) -> None:
        """Keep what was changed, once whoever wants it has given the desk's password, where that is asked for."""
        if self.guarded:
            self.ask_before(self.keep)
        else:
            self.keep()

    def keep(self) -> None:
        """Keep what was changed."""
        self.write({name: self._rows[name].value for name in self._edited})

    def ask_before(self, act: Callable[[], None]) -> None:
        """Do it, once the desk's password was given; wrong ones count as they do at a locked window."""
        ask_password(self, self.session, self.tr("Give the desk's password to change this."), act)

    def write(self, changes: Mapping[str, Value | None]) -> None:
        """Write these; say what is wrong where it is."""
        self.session.remembering.change(changes, self.written)

    def written(self, failure: Exception | None) -> None:
        """It is written, or refused."""
        # Another language, and this page is another one by now.
        if not isValid(self):
            return
        if failure is not None:
            self.say_failure(failure)
            return
        self._edited.clear()
        for row in self._rows.values():
            row.show_problem(None)
        self.edited.emit()
        self.kept.emit()
        if self.needs_reopening:
            self.restart_wanted.emit()

    def say_failure(self, failure: Exception) -> None:
        """Say what is wrong, at its field where it has one."""
        problems = failure.problems if isinstance(failure, InvalidInputError) else ()
        rest = [problem for problem in problems if not self.show_at_field(problem)]
        words = " ".join(told(problem) for problem in rest) if problems else words_of(failure)
        if words:
            self.notice.say(Tone.FAILURE, self.tr("Nothing was changed"), words)
            self.spoke.emit(self.notice)

    def show_at_field(self, problem: Problem) -> bool:
        """Say a problem at its field; whether there is such a field."""
        row = self._rows.get(problem.field)
        if row is None or row.isHidden():
            return False
        row.show_problem(problem)
        row.control.setFocus()
        return True

    def refresh(self) -> None:
        """Show everything in the present theme."""
        self.notice.paint_theme()
        for name, row in self._rows.items():
            if name in self._found and name not in self._edited:
                row.show_setting(self._found[name])

    def focus_first(self) -> None:
        """The first row that may be changed."""
        controls: Sequence[QWidget] = [row.control for row in self._rows.values() if not row.isHidden()]
        next((one for one in controls if one.isEnabled()), self).setFocus()

    def focus_row(self, name: str) -> None:
        """To this setting, where it is here."""
        if name in self._rows:
            self._rows[name].control.setFocus()

    def fit(self, width: int) -> None:
        """There is so much room, in pixels."""

    def stop(self) -> None:
        """The page goes away."""
