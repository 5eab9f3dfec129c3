"""What was typed for one enrollment: the person, the PIN, validity and levels, and the order that is made of them."""

from dataclasses import replace
from datetime import date, tzinfo

from enroll_app.domain.draft import Draft, check
from enroll_app.domain.enrollment import Order
from enroll_app.domain.levels import AccessLevel, find_levels
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.roles import Role
from enroll_app.services.shown_result import ShownResult


class FilledIn(ShownResult):
    """A part of the wizard.

    order: what was typed, checked; None before the review. levels: those that the service offers.
    role: the key of the role that validity and levels come from; empty for none.
    role_given: the role that a new card begins with was looked at already, so that no later choice is undone.
    kept: validity or levels are those of the last card. vanished: how many chosen levels the service no longer
    offers, until others are chosen; vanished_names: what those of them were called that were known here.
    holder: the known person who was picked, with names for the eye; None for a new one.
    """

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self.zone = zone
        self.levels: tuple[AccessLevel, ...] = ()
        self.order: Order | None = None
        self.vanished = 0
        self.vanished_names: tuple[str, ...] = ()
        self.kept = False
        self.role = ""
        self.holder: Person | None = None
        self.role_given = False
        self._pin_was_lost = False
        self._typed_before_pick = ("", "")

    @property
    def typed(self) -> bool:
        """Whether a person gave anything for this card: a name, or digits of a PIN. What a role brings is no typing."""
        draft = self.draft
        digits = isinstance(draft.pin, str) and bool(draft.pin)
        return bool(draft.first_name or draft.last_name or draft.person_id or digits)

    @property
    def pin_lost(self) -> bool:
        """Whether a PIN was given that could not be kept, and none was since."""
        return self._pin_was_lost and isinstance(self.draft.pin, PinRule)

    def pick(self, person: Person) -> None:
        """It is this known person; what was typed is put aside. person: with the id that the service gave."""
        assert person.person_id is not None
        if self.holder is None:
            self._typed_before_pick = self.draft.first_name, self.draft.last_name
        self.holder = person
        self.draft = replace(self.draft, first_name="", last_name="", person_id=str(person.person_id))

    def unpick(self) -> None:
        """It is not the person who was picked: what was typed before is there again."""
        first, last = self._typed_before_pick
        self.holder = None
        self.draft = replace(self.draft, first_name=first, last_name=last, person_id="")

    def _ordered(self) -> Order:
        """The order as it is typed, with the names of a person who was picked. Raises InvalidInputError."""
        order = check(self.draft, self.levels, self.zone)
        named = self.holder is not None and self.holder.person_id == order.person.person_id
        return replace(order, person=self.holder) if named and self.holder else order

    def know_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        """Take over the list of levels; what was chosen before and is not in it any more is dropped, and counted."""
        names = {str(level.level_id): level.full_name for level in self.levels}
        self.levels = levels
        offered = {str(level.level_id) for level in levels}
        kept = tuple(one for one in self.draft.levels if one in offered)
        gone = [one for one in self.draft.levels if one not in offered]
        if gone:
            self.vanished = len(gone)
            self.vanished_names = tuple(names[one] for one in gone if one in names)
        self.draft = replace(self.draft, levels=kept)

    def choose_levels(self, ids: tuple[str, ...]) -> None:
        """A person chose these levels: what vanished before has been seen to."""
        self.draft = replace(self.draft, levels=ids)
        self.vanished, self.vanished_names = 0, ()

    def use_role(self, role: Role, today: date, remembered: tuple[str, ...]) -> None:
        """Fill in what goes with a role: its end, and its levels. remembered: the ids chosen with it last.

        Levels that the service does not offer any more are left out, and counted; where the role brings none, those
        that are chosen already stay.
        """
        self.role = role.key
        last = role.last_day(today)
        self.draft = replace(self.draft, valid_to=last.isoformat() if last else "", levels=self.draft.levels)
        wanted = role.levels or remembered
        self.vanished, self.vanished_names = 0, ()
        if wanted and not self.levels:
            # Nobody knows yet what is offered: `know_levels` will tell.
            self.draft = replace(self.draft, levels=tuple(wanted))
        elif wanted:
            found = [_offered(one, self.levels) for one in wanted]
            self.draft = replace(self.draft, levels=tuple(dict.fromkeys(one for one in found if one)))
            self.vanished = sum(not one for one in found)
        self.kept = False

    def _forget_typed(self) -> None:
        self.draft = Draft()
        self.kept = self._pin_was_lost = self.role_given = False
        self.role = ""
        self.vanished, self.vanished_names = 0, ()
        self.holder = None
        self._typed_before_pick = ("", "")


def _offered(wanted: str, levels: tuple[AccessLevel, ...]) -> str:
    """The id of the level that is meant, where the service offers exactly one such; empty otherwise."""
    try:
        return str(find_levels((wanted,), levels)[0].level_id)
    except InvalidInputError:
        return ""
