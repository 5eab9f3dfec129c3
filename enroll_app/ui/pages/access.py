"""The page of validity and access: from when until when, and which doors."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem

from enroll_app.domain.draft import check_validity
from enroll_app.domain.problems import InvalidInputError
from enroll_app.ui import theme
from enroll_app.ui.health import Condition
from enroll_app.ui.page import Page
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.words import validity_words

_LEVEL_ID = Qt.ItemDataRole.UserRole


class LevelList(QListWidget):
    """Takes the height that is left, and asks for no more than a few rows."""

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(super().sizeHint().width(), theme.unit() * 14)

    def minimumSizeHint(self) -> QSize:
        """Three rows and a bit."""
        return QSize(0, theme.unit() * 11)


class AccessPage(Page):
    """Asks for the validity and the access levels."""

    def __init__(self) -> None:
        super().__init__(self.tr("Which doors, and for how long?"))
        step = theme.unit()
        self._start = Field(self.tr("Valid &from"), self.tr("empty: at once"), self)
        self._end = Field(self.tr("Valid &until"), self.tr("empty: never expires"), self)
        self._start.line.setPlaceholderText("2026-12-31 08:00")
        self._end.line.setPlaceholderText("2026-12-31")
        self._fields = {"valid_from": self._start, "valid_to": self._end}
        self._meaning = QLabel(self)
        self._meaning.setObjectName("muted")
        self._meaning.setWordWrap(True)
        self._filter = Field(self.tr("&Access levels"), parent=self)
        self._filter.line.setPlaceholderText(self.tr("Type to search"))
        self._filter.line.setClearButtonEnabled(True)
        self._list = LevelList(self)
        self._chosen = QLabel(self)
        self._chosen.setObjectName("muted")
        self._chosen.setTextFormat(Qt.TextFormat.PlainText)
        self._chosen.setWordWrap(True)
        self._list.setAccessibleName(self.tr("Access levels"))
        self._notice = Notice(self)
        self._again = Button(self.tr("As&k again"), self)
        self._lay_out(step)
        for field in self._fields.values():
            field.edited.connect(self._typed)
        self._filter.edited.connect(self._search)
        self._filter.line.installEventFilter(self)
        self._list.itemChanged.connect(self._checked)
        self._shown: tuple[object, ...] = ()

    def attach(self, session: Session) -> None:
        """Show this session from now on."""
        super().attach(session)
        self._again.clicked.connect(session.load_levels)

    def _lay_out(self, step: int) -> None:
        dates = QHBoxLayout()
        dates.setSpacing(step * 3)
        for field in self._fields.values():
            dates.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        presets = QHBoxLayout()
        presets.setSpacing(step)
        buttons = [self._preset(key, name, days) for key, name, days in self._presets()]
        for button in buttons:
            presets.addWidget(button)
        presets.addStretch(1)
        # The keyboard goes where the eye goes.
        way = [self._start.line, self._end.line, *buttons, self._again, self._filter.line, self._list]
        for here, there in pairwise(way):
            self.setTabOrder(here, there)
        self.body.setSpacing(step + step // 2)
        self.body.addLayout(dates)
        self.body.addLayout(presets)
        self.body.addWidget(self._meaning)
        self.body.addWidget(self._notice)
        self.body.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._filter)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._chosen)

    def _presets(self) -> tuple[tuple[str, str, int | None], ...]:
        return (
            ("F2", self.tr("Today"), 0),
            ("F3", self.tr("One week"), 7),
            ("F4", self.tr("30 days"), 30),
            ("F6", self.tr("One year"), 365),
            ("F7", self.tr("No end"), None),
        )

    def _preset(self, key: str, name: str, days: int | None) -> Button:
        button = Button(f"{name}  {key}", self)
        button.setObjectName("preset")
        use = self._use_preset(days)
        button.clicked.connect(use)
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(use)
        return button

    def _use_preset(self, days: int | None) -> Callable[[], None]:
        def use() -> None:
            last = "" if days is None else (self._today() + timedelta(days=days)).isoformat()
            self._end.fill(last)
            self._typed()

        return use

    def _today(self) -> date:
        return self.session.desk.now().astimezone(self.session.desk.zone).date()

    def enter(self) -> None:
        """Take over the dates and the levels."""
        self._start.fill(self.wizard.draft.valid_from)
        self._end.fill(self.wizard.draft.valid_to)
        self._filter.fill("")
        self._shown = ()
        self._check()
        self.refresh()

    def refresh(self) -> None:
        """Show the levels as they are known now."""
        if self._shown != self.wizard.levels:
            self._shown = self.wizard.levels
            self._fill_list()
            self._check()
        health = self.session.service_health
        if self.session.levels_loading and not self.wizard.levels:
            self._notice.say(Tone.WAITING, self.tr("Asking the service for its access levels"))
        elif health.condition is Condition.ILL:
            known = self.tr("These are the levels as the service last listed them.") if self.wizard.levels else ""
            self._notice.say(Tone.ATTENTION, health.words, f"{health.hint} {known}".strip())
        elif self.wizard.kept:
            self._notice.say(
                Tone.INFORMATION, self.tr("As for the last card"), self.tr("Look whether it fits this person too.")
            )
        elif self.wizard.vanished:
            self._notice.say(
                Tone.ATTENTION, self.tr("%n chosen level(s) are no longer offered", "", self.wizard.vanished)
            )
        else:
            self._notice.hush()
        self._again.setVisible(health.condition is Condition.ILL and not self.session.levels_loading)

    def _fill_list(self) -> None:
        chosen = set(self.wizard.draft.levels)
        self._list.blockSignals(True)  # noqa: FBT003  Qt's own parameter
        self._list.clear()
        for level in sorted(self.wizard.levels, key=lambda one: (one.system_id, one.name.casefold())):
            item = QListWidgetItem(f"{level.name}   ·   {level.system_id}")
            item.setData(_LEVEL_ID, str(level.level_id))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            checked = str(level.level_id) in chosen
            item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.blockSignals(False)  # noqa: FBT003
        self._search(self._filter.text)
        if self._list.count():
            self._list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the search leads to what was found; it does not go on to the next page."""
        searching = watched is self._filter.line and isinstance(event, QKeyEvent) and _is_enter(event)
        if searching and self._first_found() >= 0:
            self._list.setCurrentRow(self._first_found())
            self._list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        wanted = text.casefold().strip()
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(wanted not in item.text().casefold())
        row = self._list.currentRow()
        if row < 0 or self._list.item(row).isHidden():
            # The space bar ticks the current row: it must be one that can be seen.
            self._list.setCurrentRow(self._first_found())

    def _first_found(self) -> int:
        """The first row in sight; -1 when there is none."""
        return next((row for row in range(self._list.count()) if not self._list.item(row).isHidden()), -1)

    def _checked(self, _item: QListWidgetItem) -> None:
        items = (self._list.item(row) for row in range(self._list.count()))
        levels = tuple(str(one.data(_LEVEL_ID)) for one in items if one.checkState() is Qt.CheckState.Checked)
        self.wizard.draft = replace(self.wizard.draft, levels=levels)
        self._check()
        self.edited.emit()

    def _typed(self) -> None:
        self.wizard.draft = replace(self.wizard.draft, valid_from=self._start.text, valid_to=self._end.text)
        self._check()
        self.edited.emit()

    def _check(self) -> None:
        problems = self.wizard.problems()
        for name, field in self._fields.items():
            field.show_problems([one for one in problems if one.field == name])
        self._meaning.setText(self._in_words())
        names = [level.full_name for level in self.wizard.levels if str(level.level_id) in self.wizard.draft.levels]
        self._chosen.setText(self.tr("Chosen: {names}").format(names=", ".join(names)) if names else "")
        self._chosen.setVisible(bool(names))

    def _in_words(self) -> str:
        zone = self.session.desk.zone
        try:
            validity = check_validity(self.wizard.draft, zone)
        except InvalidInputError:
            return ""
        return self.tr("Valid {span} ({zone})").format(span=validity_words(validity, zone), zone=zone)

    def show_problems(self) -> None:
        """Go to what is wrong."""
        self._check()
        wrong = next((one.field for one in self.wizard.problems() if one.field in self._fields), "")
        if wrong:
            self._fields[wrong].line.setFocus()
        for problem in self.wizard.problems():
            if problem.field == "levels":
                self._notice.say(Tone.FAILURE, str(problem))

    def focus_first(self) -> None:
        """The end of the validity: the one thing here that differs from card to card."""
        self._end.line.setFocus()
        self._end.line.selectAll()


def _is_enter(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
