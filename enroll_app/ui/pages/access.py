"""The page of validity and access: from when until when, and which doors."""

import secrets
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout

from enroll_app.services.role_choice import begin_card, role_of, use_role
from enroll_app.services.steps import Step
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.health import Condition
from enroll_app.ui.page import Page
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.level_picker import LevelPicker
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.validity_choice import ValidityChoice
from enroll_app.ui.words import told

# In steps of the grid: below this the two halves do not stand side by side without cut words.
_SIDE_BY_SIDE = 68
# What is between the two halves, in steps of the grid: two buttons of roles have room beside each other in one.
BETWEEN = 3


class AccessPage(Page):
    """Asks for the validity and the access levels, side by side where there is room."""

    _validity: ValidityChoice

    def __init__(self) -> None:
        super().__init__(self.tr("Which doors, and for how long?"))
        self._levels = LevelPicker(self)
        self._notice = Notice(self)
        # Not in the subtitle, which a part of another page has none of.
        self._kept = QLabel(self.tr("As for the last card: look whether it fits this person too."), self)
        self._kept.setWordWrap(True)
        self._again = Button(self.tr("As&k again"), self)
        self._levels.chosen_changed.connect(self._levels_chosen)
        self._levels.favourites_changed.connect(self._favourites_chosen)

    def attach(self, session: Session) -> None:
        """Show this session from now on."""
        super().attach(session)
        desk = session.desk
        self._validity = ValidityChoice(desk.zone, desk.now, self)
        self._validity.edited.connect(self._typed)
        self._validity.role_wanted.connect(self._use_role)
        self._again.clicked.connect(session.load_levels)
        session.remembering.preferred.connect(self._show_roles)
        self._lay_out(theme.unit())

    def _lay_out(self, step: int) -> None:
        left = QVBoxLayout()
        left.setSpacing(step)
        left.addWidget(self._kept)
        left.addWidget(self._validity)
        left.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(step * BETWEEN)
        self._halves.addLayout(left, 1)
        self._halves.addWidget(self._levels, 1)
        self.body.setSpacing(step + step // 2)
        self.body.addWidget(self._notice)
        self.body.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._halves, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one below the other."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.unit() * _SIDE_BY_SIDE
        across = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() is not across:
            self._halves.setDirection(across)

    def enter(self) -> None:
        """Take over the dates and the levels."""
        remembering = self.session.remembering
        begin_card(self.wizard, remembering.preferences, remembering.memory, self._validity.today, secrets.randbelow)
        self._levels.reset_search()
        self._take_over()
        self.refresh()
        if self.wizard.kept:
            announce(self, self._kept.text())

    def _take_over(self) -> None:
        draft = self.wizard.draft
        self._show_roles()
        self._validity.fill(draft.valid_from, draft.valid_to)
        self._levels.show_chosen(draft.levels, self._unlisted())
        self._kept.setVisible(self.wizard.kept)
        self._check()

    def _unlisted(self) -> dict[str, str]:
        """Words for what is chosen while the service has listed nothing."""
        return {one: name or self.tr("level not listed yet") for one, name in self.wizard.unlisted.items()}

    def refresh(self) -> None:
        """Show the levels as they are known now."""
        known = self.wizard.for_owner
        self._validity.set_known(known=known)
        self._levels.set_none_words(
            self.tr("No level is chosen: its doors stay as they are.")
            if known
            else self.tr("No level is chosen: this card opens no door.")
        )
        self._levels.show_levels(self.wizard.levels, self.session.remembering.memory.favourites)
        draft, shown = self.wizard.draft, self._validity
        if (self._levels.chosen, shown.start, shown.end) != (draft.levels, draft.valid_from, draft.valid_to):
            self._take_over()
        self._say_state()

    def _say_state(self) -> None:
        health = self.session.service_health
        wrong = [one for one in self.wizard.problems(Step.ACCESS) if one.field == "levels"]
        if wrong and self.wizard.insisted:
            self._notice.say(Tone.FAILURE, " ".join(told(problem) for problem in wrong))
        elif self.session.levels_loading and not self.wizard.levels:
            self._notice.say(Tone.WAITING, self.tr("Asking the service for its access levels"))
        elif health.condition is Condition.ILL:
            known = self.tr("These are the levels as the service last listed them.") if self.wizard.levels else ""
            self._notice.say(Tone.ATTENTION, health.words, f"{health.hint} {known}".strip())
        elif self.wizard.vanished:
            self._notice.say(
                Tone.ATTENTION,
                self.tr("%n chosen level(s) are no longer offered", "", self.wizard.vanished),
                ", ".join(self.wizard.vanished_names),
            )
        elif self.wizard.ambiguous:
            title = self.tr("A level was chosen by a name that several have")
            words = self.tr("Choose the one that is meant: {names}.")
            self._notice.say(Tone.ATTENTION, title, words.format(names=", ".join(self.wizard.ambiguous)))
        else:
            self._notice.hush()
        self._again.setVisible(health.condition is Condition.ILL and not self.session.levels_loading)

    def _show_roles(self) -> None:
        self._validity.show_roles(self.session.remembering.preferences.roles, self.wizard.role)
        way = [*self._validity.tab_stops, self._again, self._levels.search.line, self._levels.list]
        for here, there in pairwise(way):
            self.setTabOrder(here, there)

    def _use_role(self, key: str) -> None:
        remembering = self.session.remembering
        role = role_of(key, remembering.preferences.roles)
        if role:
            use_role(self.wizard, role, remembering.memory, self._validity.today)
            self._take_over()
            self.edited.emit()
            self._say_state()

    def _typed(self) -> None:
        self.wizard.choose_validity(self._validity.start, self._validity.end)
        self._show_roles()
        self._check()
        self.edited.emit()
        self._say_state()

    def _levels_chosen(self) -> None:
        self.wizard.choose_levels(self._levels.chosen)
        self._check()
        self.edited.emit()
        self._say_state()

    def _favourites_chosen(self) -> None:
        remembering = self.session.remembering
        remembering.remember(replace(remembering.memory, favourites=self._levels.favourites))

    def _check(self) -> None:
        self._validity.show_problems(self.wizard.problems())

    def show_problems(self) -> None:
        """Go to what is wrong."""
        self._check()
        self._say_state()
        self._validity.focus_problem(self.wizard.problems())

    def focus_first(self) -> None:
        """The end of the validity: the one thing here that differs from card to card."""
        self._validity.focus_first()
