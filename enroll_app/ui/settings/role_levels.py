"""The access levels of a role: chosen as on a card, and left as they are while the service cannot be asked."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.role_levels import LevelNames
from enroll_app.ui import theme
from enroll_app.ui.health import Condition
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.level_picker import LevelPicker
from enroll_app.ui.widgets.notice import Notice

# So much of an id tells it from others.
_ID_LETTERS = 8


class RoleLevels(QWidget):
    """entries: the levels as the role says them. Signals: edited() when the person chose, or took one away."""

    edited = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._names = LevelNames()
        self._entries: dict[str, str] = {}
        self.picker = LevelPicker(self)
        self.picker.search.set_label(self.tr("A&ccess levels"))
        self.picker.set_none_words(self.tr("None is chosen: those that were chosen with this role last."), beware=False)
        self.picker.set_how(self.tr("Space or Enter chooses, Ctrl+D makes a favorite, Ctrl+Enter saves."))
        self._state, self._unknown = Notice(self), Notice(self)
        self._again = Button(self.tr("As&k again"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit())
        for widget in (self._state, self._unknown):
            column.addWidget(widget)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.picker, 1)
        self.picker.chosen_changed.connect(self._chosen)
        self.picker.favourites_changed.connect(self._favourites)
        self._again.clicked.connect(session.load_levels)
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard goes here, in this order."""
        return self._again, self.picker.search.line, self.picker.list

    @property
    def entries(self) -> tuple[str, ...]:
        """The levels as the role says them."""
        return self._names.entries(self.picker.chosen, self._entries)

    def show_entries(self, entries: Sequence[str]) -> None:
        """Show those of a role."""
        self._entries = self._names.chosen(entries)
        unlisted = {one: self._words_of(one) for one in self._entries if one not in self._names}
        self.picker.show_chosen(tuple(self._entries), unlisted)
        self._say_unknown()

    def refresh(self) -> None:
        """Show what the service lists now, and whether it can be asked."""
        levels = self._session.wizard.levels
        if levels is not self._names.levels:
            entries = self.entries
            self._names = LevelNames(levels)
            self.show_entries(entries)
        self.picker.show_levels(levels, self._session.remembering.memory.favourites)
        self._say_state()

    def _unlisted(self) -> list[str]:
        """Those that the service does not list, as far as anybody knows."""
        return [one for one in self.picker.chosen if one not in self._names]

    def _words_of(self, entry: str) -> str:
        """What one is called that is not listed: by its name, where the role or this desk knows it."""
        try:
            level_id = str(parse_uuid(entry))
        except ValueError:
            return entry
        known = self._session.remembering.memory.level_names.get(level_id)
        return known or self.tr("level {id}…").format(id=entry[:_ID_LETTERS])

    def _chosen(self) -> None:
        self._say_unknown()
        self.edited.emit()

    def _favourites(self) -> None:
        remembering = self._session.remembering
        remembering.remember(replace(remembering.memory, favourites=self.picker.favourites))

    def _say_unknown(self) -> None:
        """Which of them the service does not have now. They may be there later, and are kept all the same."""
        unlisted = self._unlisted() if self._names.levels else []
        if not unlisted:
            self._unknown.hush()
            return
        missing = [self._words_of(one) for one in unlisted if not self._names.is_ambiguous(one)]
        several = [one for one in unlisted if self._names.is_ambiguous(one)]
        words = []
        if missing:
            told = self.tr("Not offered by the service now: {levels}. It is chosen for no card.", "", len(missing))
            words.append(told.format(levels=QLocale().createSeparatedList(missing)))
        if several:
            told = self.tr("In several door systems: {levels}. Choose which one is meant.", "", len(several))
            words.append(told.format(levels=QLocale().createSeparatedList(several)))
        title = self.tr("%n level(s) of this role cannot be given", "", len(unlisted))
        self._unknown.say(Tone.ATTENTION, title, "\n".join(words))

    def _say_state(self) -> None:
        health, session = self._session.service_health, self._session
        ill = health.condition is Condition.ILL
        if session.levels_loading and not self._names.levels:
            self._state.say(Tone.WAITING, self.tr("Asking the service for its access levels"))
        elif ill and self._names.levels:
            words = self.tr("These are the levels as the service last listed them. What is chosen stays as it is.")
            self._state.say(Tone.ATTENTION, health.words, words)
        elif ill:
            words = self.tr("What is chosen stays as it is; others can be chosen as soon as the service answers.")
            self._state.say(Tone.ATTENTION, health.words, words)
        else:
            self._state.hush()
        self._again.setVisible(ill and not session.levels_loading)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        for notice in (self._state, self._unknown):
            notice.paint_theme()
