"""What is asked for an act on a key, and what it will do, said before it does it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.problems import Problem
from enroll_app.services.key_acts import Act
from enroll_app.services.key_checks import KEY_GONE
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.role_choice import role_of
from enroll_app.ui import theme
from enroll_app.ui.key.new_card import NewCard
from enroll_app.ui.key.words import sentence, unnamed_levels
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.breaking import breakable
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.level_picker import LevelPicker
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.pin_choice import PinChoice
from enroll_app.ui.widgets.validity_choice import ValidityChoice
from enroll_app.ui.words import told

# Nothing of what is typed can mend these: they are said before anything is.
_AT_ONCE = ("levels-not-loaded", "waits-already", "key-is-leaving", "waits-for-somebody")
# Those that say at their own fields what is wrong.
_AT_FIELDS = ("pin", "valid_from", "valid_to", "card", "person_id")


class Form(QWidget):
    """Signals: edited() when the person changed something."""

    edited = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        desk = session.desk
        self._hand: KeyInHand | None = None
        self._levels_asked = False
        self._failure, self._caution = Notice(self), Notice(self)
        self._card = NewCard(self)
        self._pin = PinChoice(self)
        self._no_copy = QLabel(
            self.tr("The PIN of the old card cannot be copied: if it had one, choose another."), self
        )
        self._no_copy.setWordWrap(True)
        self._validity = ValidityChoice(desk.zone, desk.now, self)
        self._levels = LevelPicker(self)
        self._levels.set_none_words(self.tr("No access level: the key opens no door."))
        self._person = Field(self.tr("Person &id"), self.tr("the access-control system shows it"), self)
        self._summary = _Summary(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit() * 2)
        parts = (self._failure, self._card, self._no_copy, self._pin, self._validity, self._person, self._levels)
        for widget in (*parts, self._caution, self._summary):
            column.addWidget(widget)
        column.addStretch(1)
        # The list takes all the room that is left, where there is one.
        column.setStretchFactor(self._levels, 1000)
        self._pin.edited.connect(self._pin_chosen)
        self._validity.edited.connect(self._dates_typed)
        self._validity.role_wanted.connect(self._use_role)
        self._levels.chosen_changed.connect(self._levels_chosen)
        self._levels.favourites_changed.connect(self._favourites_chosen)
        self._person.edited.connect(self._person_typed)

    def enter(self, hand: KeyInHand) -> None:
        """Begin with what the act begins with."""
        self._hand = hand
        act, draft = hand.act, hand.draft
        replacing = act is Act.REPLACE
        for widget in (self._card, self._no_copy):
            widget.setVisible(replacing)
        self._pin.setVisible(act is Act.PIN or replacing)
        self._pin.set_known(known=act is Act.PIN)
        self._pin.fill(draft.pin)
        self._show_dates(hand)
        self._validity.set_known(known=True)
        today = self._validity.today
        roles = self._session.remembering.preferences.roles
        self._validity.show_roles([one for one in roles if one.last_day(today)], among=roles)
        self._validity.fill(draft.valid_from, draft.valid_to)
        self._levels_asked = act is Act.LEVELS or (replacing and hand.expected.levels is None)
        self._levels.setVisible(self._levels_asked and bool(hand.levels))
        self._levels.reset_search()
        self._person.setVisible(replacing and hand.lacks_person_id)
        self._person.fill(draft.person_id)
        self.refresh()

    def refresh(self) -> None:
        """Something changed behind the form, or in it: say what is wrong, and what will happen."""
        hand = self._hand
        if hand is None or hand.act is None or hand.sent:
            return
        self._show_levels(hand)
        self._show_dates(hand)
        # The dates of before a block come late.
        self._validity.fill(hand.draft.valid_from, hand.draft.valid_to)
        if hand.failure is not None:
            self._failure.say(Tone.FAILURE, self.tr("Nothing was sent"), told(hand.failure))
        else:
            self._failure.hush()
        found = hand.problems()
        self._card.show_card(hand.new, [one for one in found if one.field == "card"], wanted=hand.tried)
        self._show_problems(found, tried=hand.tried)
        cautions = "\n".join(told(one) for one in hand.cautions())
        if cautions and not found:
            self._caution.say(Tone.ATTENTION, self.tr("Look at this before"), cautions)
        else:
            self._caution.hush()
        zone = self._session.desk.zone
        self._summary.show_lines([sentence(one, hand, zone) for one in hand.summary()])

    def _show_dates(self, hand: KeyInHand) -> None:
        """Where they are asked for; whether the new card has an end already is known late."""
        self._validity.setVisible(hand.act is Act.VALIDITY or (hand.act is Act.REPLACE and hand.asks_for_end))

    def _show_levels(self, hand: KeyInHand) -> None:
        """The levels to choose from, as soon as they are here, and those of the key."""
        if not self._levels_asked or not hand.levels:
            return
        late = self._levels.isHidden()
        gone = {str(one): self._gone_words(hand.former_names.get(one, "")) for one in hand.unoffered}
        self._levels.show_levels(hand.levels, self._session.remembering.memory.favourites)
        self._levels.show_chosen(hand.draft.levels, gone)
        self._levels.show()
        if late and self.isVisible() and hand.act is Act.LEVELS:
            self._go_to("levels")

    def _gone_words(self, name: str) -> str:
        return self.tr("{name}, no longer offered").format(name=name) if name else unnamed_levels(1)

    def _show_problems(self, found: tuple[Problem, ...], *, tried: bool) -> None:
        """What is wrong; what is merely missing only once the person wanted to go on."""
        missing = () if tried else ("nothing-to-change", "person-id-unknown", "old-key-ended", "levels-not-known")
        said = [one for one in found if one.code not in missing]
        self._pin.show_problems([one for one in said if one.field == "pin"], complete=tried)
        self._validity.show_problems(said)
        self._person.show_problems([one for one in said if one.field == "person_id"])
        rest = [one for one in said if one.field not in _AT_FIELDS or one.code == "pin-stays"]
        at_once = [one for one in rest if tried or one.code in _AT_ONCE]
        if KEY_GONE in found:
            self._failure.say(Tone.FAILURE, self.tr("Nothing was sent"), told(KEY_GONE))
        elif at_once:
            self._failure.say(Tone.ATTENTION, self.tr("Not yet"), "\n".join(told(one) for one in at_once))

    def show_problems(self) -> None:
        """The person wanted to go on and something is wrong: say it, and go there."""
        assert self._hand is not None
        self._hand.tried = True
        self.refresh()
        self._go_to(self._hand.problems()[0].field)

    def _go_to(self, field: str) -> None:
        ways: dict[str, Callable[[], None]] = {
            "pin": self._pin.focus_first,
            "levels": self._levels.focus_first,
            "person_id": self._person.line.setFocus,
            "valid_from": self._validity.focus_first,
            "valid_to": self._validity.focus_first,
        }
        if field in ways and not (field == "levels" and self._levels.isHidden()):
            ways[field]()

    def focus_first(self) -> bool:
        """Put the focus where the person begins; False where there is nothing to fill in."""
        assert self._hand is not None
        first = {Act.PIN: "pin", Act.REPLACE: "pin", Act.VALIDITY: "valid_to", Act.LEVELS: "levels"}
        field = first.get(self._hand.act) if self._hand.act else None
        if field == "levels" and self._levels.isHidden():
            return False
        if field:
            self._go_to(field)
        return field is not None

    def _pin_chosen(self) -> None:
        self._take(pin=self._pin.pin)

    def _dates_typed(self) -> None:
        self._take(valid_from=self._validity.start, valid_to=self._validity.end)

    def _use_role(self, key: str) -> None:
        role = role_of(key, self._session.remembering.preferences.roles)
        last = role.last_day(self._validity.today) if role else None
        if last is not None:
            self._validity.fill(self._validity.start, last.isoformat())
            self._dates_typed()

    def _levels_chosen(self) -> None:
        self._take(levels=self._levels.chosen)

    def _favourites_chosen(self) -> None:
        remembering = self._session.remembering
        remembering.remember(replace(remembering.memory, favourites=self._levels.favourites))

    def _person_typed(self, text: str) -> None:
        self._take(person_id=text)

    def _take(self, **typed: object) -> None:
        hand = self._hand
        if hand is not None and not hand.sent:
            hand.draft = replace(hand.draft, **typed)  # type: ignore[arg-type]  # the names are those of a draft
            hand.failure = None
            self.refresh()
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit typed with no line in focus begins a PIN."""
        if not (self._pin.isVisible() and self._pin.take_digit(event)):
            super().keyPressEvent(event)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        for widget in (self._failure, self._caution, self._card):
            widget.paint_theme()


class _Summary(QFrame):
    """What will happen, a line for each sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        title = QLabel(self.tr("What will happen"), self)
        title.setFont(theme.font(bold=True))
        self._lines = QLabel(self)
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        self._lines.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(step * 2, step + step // 2, step * 2, step + step // 2)
        column.setSpacing(step // 2)
        column.addWidget(title)
        column.addWidget(self._lines)

    def show_lines(self, lines: list[str]) -> None:
        """Say these; nothing to say hides it."""
        words = "\n".join(lines)
        self._lines.setText(breakable(words))
        self.setAccessibleName(self.tr("What will happen"))
        self.setAccessibleDescription(words)
        self.setVisible(bool(words))
