"""The desk's roles: which there are, in what order, and what each fills in."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.role_draft import End, RoleDraft, draft_of, role_of
from enroll_app.domain.roles import PinHabit, Role
from enroll_app.ui import theme
from enroll_app.ui.role_words import role_name
from enroll_app.ui.session import Session
from enroll_app.ui.settings.role_levels import RoleLevels
from enroll_app.ui.settings.rows import FixedNote, Pick, Text
from enroll_app.ui.settings.section import Found, Section
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.choice import Option
from enroll_app.ui.widgets.role_choice import KEYS

# So many are in sight.
_ROWS = 6
# What list and role need beside each other, in steps of the grid.
_WIDE = 70


class RolesSection(Section):
    """A list, and the role that is marked in it beside it."""

    live = False

    def __init__(self, session: Session) -> None:
        super().__init__(
            self.tr("Roles"),
            self.tr(
                "What a role fills in is seen and may be changed on every card. The first eight are chosen by {keys} "
                "too."
            ).format(keys=QLocale().createSeparatedList(KEYS)),
            session,
        )
        self._drafts: list[RoleDraft] = []
        self._changed = False
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Roles"))
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._fixed = FixedNote(self)
        self._name = Text("name", self.tr("&Name"))
        self._end = Pick("end", self.tr("Valid un&til"), self._ends())
        self._last = Text("last", self.tr("&Which day"))
        self._pin = Pick("pin", self.tr("&PIN"), self._pins())
        self._levels = RoleLevels(session, self)
        self._fields: tuple[Text | Pick, ...] = (self._name, self._end, self._last, self._pin)
        self._buttons = {
            "add": Button(self.tr("&Add"), self),
            "remove": Button(self.tr("Re&move"), self),
            "up": Button(self.tr("&Up"), self),
            "down": Button(self.tr("&Down"), self),
            "shipped": Button(self.tr("As they came with Enrol&l"), self),
        }
        self._lay_out()
        for field in self._fields:
            field.edited.connect(self._field_edited)
        self._levels.edited.connect(self._field_edited)
        self._list.currentRowChanged.connect(self._show_role)
        self._buttons["add"].clicked.connect(self._add)
        self._buttons["remove"].clicked.connect(self._remove)
        self._buttons["up"].clicked.connect(lambda: self._move(-1))
        self._buttons["down"].clicked.connect(lambda: self._move(1))
        self._buttons["shipped"].clicked.connect(lambda: self._write(()))

    def _ends(self) -> tuple[Option, ...]:
        return (
            Option(End.NEVER.value, self.tr("never expires")),
            Option(End.DAYS.value, self.tr("a number of days after today")),
            Option(End.UNTIL.value, self.tr("a fixed day")),
            Option(End.YEARLY.value, self.tr("the next of these days of the year")),
        )

    def _pins(self) -> tuple[Option, ...]:
        return (
            Option(PinHabit.KEEP.value, self.tr("as for the last card")),
            Option(PinHabit.NONE.value, self.tr("none")),
            Option(PinHabit.TYPED.value, self.tr("the person chooses one")),
            Option(PinHabit.RANDOM.value, self.tr("drawn at random")),
        )

    def _lay_out(self) -> None:
        step = theme.unit()
        order = QVBoxLayout()
        order.setSpacing(step)
        order.addWidget(self._list, 1_000)
        for pair in (("add", "remove"), ("up", "down")):
            row = QHBoxLayout()
            row.setSpacing(step)
            for name in pair:
                row.addWidget(self._buttons[name], 1)
            order.addLayout(row)
        order.addStretch(1)
        form = QVBoxLayout()
        form.setSpacing(step + step // 2)
        for field in self._fields:
            form.addWidget(field)
        for field in (self._end, self._pin):
            field.be_as_wide_as_lines()
        form.addWidget(self._levels, 1)
        self._both = both = QHBoxLayout()
        both.setSpacing(step * 3)
        both.addLayout(order, 2)
        both.addLayout(form, 3)
        self._list.setMinimumWidth(step * 18)
        self._list.setMinimumHeight(step * 4 * _ROWS)
        self._list.setMaximumHeight(step * 6 * _ROWS)
        # Before the rest: whatever is below it, it is why nothing there can be changed.
        self.body.addWidget(self._fixed)
        self.body.addLayout(both)
        self.body.addWidget(self._buttons["shipped"], 0, Qt.AlignmentFlag.AlignLeft)
        self.close_up()
        way = (self._list, *self._buttons.values(), *(field.control for field in self._fields), *self._levels.tab_stops)
        for here, there in pairwise((*way, self._buttons["shipped"])):
            self.setTabOrder(here, there)

    def show_settings(self, found: Found) -> None:
        """Show the roles as they are; what somebody is changing stays."""
        self._found = found
        setting = found.get("role")
        locked = setting is not None and setting.locked
        if setting:
            self._fixed.show_setting(setting)
        controls: tuple[QWidget, ...] = (*self._fields, self._levels.picker, *self._buttons.values())
        for control in controls:
            control.setEnabled(not locked)
        if not self._changed:
            self._drafts = [draft_of(role) for role in self.session.remembering.preferences.roles]
            self._fill(max(0, self._list.currentRow()))

    def _fill(self, at: int) -> None:
        self._list.blockSignals(True)  # noqa: FBT003  Qt's own parameter
        self._list.clear()
        self._list.addItems([self._words_of(draft) for draft in self._drafts])
        self._list.setCurrentRow(min(at, len(self._drafts) - 1))
        self._list.blockSignals(False)  # noqa: FBT003
        self._show_role(self._list.currentRow())

    def _words_of(self, draft: RoleDraft) -> str:
        return role_name(Role(draft.key, draft.name.strip())) or self.tr("New role")

    def _show_role(self, at: int) -> None:
        there = 0 <= at < len(self._drafts)
        self._levels.setVisible(there)
        for field in self._fields:
            field.setVisible(there)
            field.show_problem(None)
        self._buttons["remove"].setEnabled(there and self._free and len(self._drafts) > 1)
        self._buttons["up"].setEnabled(there and self._free and at > 0)
        self._buttons["down"].setEnabled(there and self._free and at < len(self._drafts) - 1)
        if there:
            draft = self._drafts[at]
            self._name.show_value(draft.name)
            self._name.line.setPlaceholderText(role_name(Role(draft.key)) if draft.key else "")
            self._end.show_value(draft.end.value)
            self._last.show_value(draft.last)
            self._pin.show_value(draft.pin.value)
            self._levels.picker.reset_search()
            self._levels.show_entries(draft.levels)
            self._show_last(draft.end)

    @property
    def _free(self) -> bool:
        return "role" not in self._found or not self._found["role"].locked

    def _show_last(self, end: End) -> None:
        self._last.setVisible(end is not End.NEVER)
        labels = {
            End.DAYS: (self.tr("Ho&w many days after today"), self.tr("0: today alone")),
            End.UNTIL: (self.tr("&Which day"), self.tr("as 2027-06-30")),
            End.YEARLY: (self.tr("&Which days of the year"), self.tr("as 01-20; 06-10, month and day")),
        }
        if end in labels:
            label, hint = labels[end]
            self._last.field.set_label(label)
            self._last.field.set_hint(hint)

    def _field_edited(self) -> None:
        at = self._list.currentRow()
        end = End(str(self._end.value))
        if end is not self._drafts[at].end:
            self._last.show_value("")
        self._drafts[at] = replace(
            self._drafts[at],
            name=self._name.field.text,
            end=end,
            last=self._last.field.text,
            levels=self._levels.entries,
            pin=PinHabit(str(self._pin.value)),
        )
        self._show_last(end)
        self._list.item(at).setText(self._words_of(self._drafts[at]))
        self._touched()

    def _touched(self) -> None:
        self._changed = True
        self.notice.hush()
        self.edited.emit()

    def _add(self) -> None:
        self._drafts.append(RoleDraft())
        self._fill(len(self._drafts) - 1)
        self._touched()
        self._name.line.setFocus()

    def _remove(self) -> None:
        at = self._list.currentRow()
        del self._drafts[at]
        self._fill(at)
        self._touched()
        self._list.setFocus()

    def _move(self, by: int) -> None:
        at = self._list.currentRow()
        self._drafts.insert(at + by, self._drafts.pop(at))
        self._fill(at + by)
        self._touched()

    @property
    def dirty(self) -> bool:
        """Whether something waits to be saved."""
        return self._changed

    def save(self) -> None:
        """Keep the roles, or go to the first that is none."""
        roles: list[Role] = []
        for at, draft in enumerate(self._drafts):
            try:
                roles.append(role_of(draft, [one.key for one in self._drafts] + [role.key for role in roles]))
            except InvalidInputError as error:
                self._list.setCurrentRow(at)
                for problem in error.problems:
                    self.show_at_field(problem)
                return
        self._write(tuple(roles))

    def _write(self, roles: tuple[Role, ...]) -> None:
        self.session.remembering.keep_roles(roles, self.written)

    def written(self, failure: Exception | None) -> None:
        """They are written, or refused."""
        if failure is None:
            self._changed = False
        super().written(failure)

    def show_at_field(self, problem: Problem) -> bool:
        """A role's fault at its field."""
        field = {one.name: one for one in self._fields}.get(problem.field.rpartition(".")[2])
        if field is None:
            return False
        field.show_problem(problem)
        field.control.setFocus()
        return True

    def fit(self, width: int) -> None:
        """Beside each other where there is room, else one below the other."""
        way = QBoxLayout.Direction.LeftToRight if width > theme.unit() * _WIDE else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)

    def focus_first(self) -> None:
        """The list."""
        self._list.setFocus()
