"""Choosing a validity: a role's end, or days and moments as they are typed or taken from a calendar."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from enroll_app.domain.draft import Draft, check_validity
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import Role
from enroll_app.domain.validity import spelled_out
from enroll_app.ui import theme, validity_told
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.date_field import DateField
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.role_choice import RoleChoice
from enroll_app.ui.widgets.theme_follower import ThemeFollower


class ValidityChoice(QWidget):
    """start, end: as a draft has them; empty for at once, and for never (or as it is; see `set_known`).

    zone, now: the desk's clock.
    Signals: edited() by the person's hand; role_wanted(str) with the key of a role, whose end is then to be filled in
    by whoever listens.
    """

    edited = Signal()
    role_wanted = Signal(str)

    def __init__(self, zone: tzinfo, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = theme.unit()
        self._zone, self._now = zone, now
        self._kept = False
        self._start = DateField(self.tr("Valid &from"), "", self._day, self)
        self._end = DateField(self.tr("Valid &until"), "", self._day, self)
        self._start.line.setPlaceholderText(self.tr("e.g. 2026-12-31 08:00"))
        self._end.line.setPlaceholderText(self.tr("e.g. 2026-12-31 or +14 days"))
        self._fields = {"valid_from": self._start, "valid_to": self._end}
        self._roles = RoleChoice(self)
        self._meaning = QLabel(self)
        self._meaning.setTextFormat(Qt.TextFormat.PlainText)
        self._meaning.setObjectName("muted")
        self._meaning.setWordWrap(True)
        self._beware = Notice(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step + step // 2)
        for widget in (self._roles, self._start, self._end, self._meaning, self._beware):
            column.addWidget(widget)
        self.set_known(known=False)
        self._roles.wanted.connect(self.role_wanted)
        for field in self._fields.values():
            field.edited.connect(self._typed)
            field.line.editingFinished.connect(self._spell_out)
        ThemeFollower(self, self._beware.paint_theme)

    @property
    def start(self) -> str:
        """The start, with days ahead as a day."""
        return spelled_out(self._start.text, self.today)

    @property
    def end(self) -> str:
        """The end, with days ahead as a day."""
        return spelled_out(self._end.text, self.today)

    @property
    def today(self) -> date:
        """The day by the desk's clock."""
        return self._now().astimezone(self._zone).date()

    def _day(self) -> date:
        return self.today

    def set_known(self, *, known: bool) -> None:
        """known: the card has a key already, and what is left out stays as it is."""
        other, self._kept = known is not self._kept, known
        self._start.set_hint(self.tr("empty: as it is") if known else self.tr("empty: at once"))
        self._end.set_hint(self.tr("empty: as it is") if known else self.tr("empty: never expires"))
        if other:
            self._show_meaning()

    def show_roles(self, roles: Sequence[Role], chosen: str = "", among: Sequence[Role] = ()) -> None:
        """Offer these roles; chosen: the key of the one that holds, empty for none. among: see `RoleChoice`."""
        self._roles.show_roles(roles, chosen, among)
        self._roles.setVisible(bool(roles))
        # The keyboard goes where the eye goes; the buttons may have been made just now, after the lines.
        for here, there in pairwise(self.tab_stops):
            self.setTabOrder(here, there)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in its order."""
        return *self._roles.widgets, self._start.line, self._end.line

    def fill(self, start: str, end: str) -> None:
        """These hold now, as a draft has them."""
        for field, text in ((self._start, start), (self._end, end)):
            # What stands for the same day may stay as it was typed.
            if spelled_out(field.text, self.today) != text:
                field.fill(text)
        self._show_meaning()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say at each end what is wrong with it."""
        for name, field in self._fields.items():
            field.show_problems([one for one in problems if one.field == name])

    def focus_problem(self, problems: Sequence[Problem]) -> None:
        """Go to the first end that something is wrong with."""
        wrong = next((one.field for one in problems if one.field in self._fields), "")
        if wrong:
            self._fields[wrong].line.setFocus()

    def focus_first(self) -> None:
        """The end: the one thing here that differs from card to card."""
        self._end.line.setFocus()
        self._end.line.selectAll()

    def _typed(self) -> None:
        self._show_meaning()
        self.edited.emit()

    def _spell_out(self) -> None:
        for field in self._fields.values():
            field.fill(spelled_out(field.text, self.today))

    def _show_meaning(self) -> None:
        try:
            validity = check_validity(Draft(valid_from=self.start, valid_to=self.end), self._zone)
        except InvalidInputError:
            self._meaning.setText("")
            self._beware.hush()
            return
        now = self._now()
        self._meaning.setText(validity_told.meaning(validity, self._zone, now, kept=self._kept))
        twice = validity_told.repeated(self.start, self.end, validity, self._zone)
        if validity.end and validity.end <= now:
            self._beware.say(Tone.ATTENTION, self.tr("The end lies in the past: this card would open nothing."))
        elif twice:
            self._beware.say(Tone.INFORMATION, self.tr("The clocks are put back that night"), twice)
        else:
            self._beware.hush()
