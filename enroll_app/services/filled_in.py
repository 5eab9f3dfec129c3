"""What was typed for one enrollment: the person, the PIN, validity and levels, and the order that is made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from typing import Any

from enroll_app.domain.draft import Draft, check
from enroll_app.domain.enrollment import Order
from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.levels import AccessLevel, find_levels, folded
from enroll_app.domain.memory import UNCHOSEN
from enroll_app.domain.person import Person
from enroll_app.domain.pin import PinOrder, PinRule
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.roles import Role
from enroll_app.services.people import KnownPerson
from enroll_app.services.shown_result import ShownResult


class FilledIn(ShownResult):
    """A part of the wizard.

    order: what was typed, checked; None before the review. levels: those that the service offers.
    role: the key of the role that validity and levels come from; empty for none.
    role_given: the role that a new card begins with was looked at already, so that no later choice is undone.
    kept: validity or levels are those of the last card. vanished: how many chosen levels the service no longer
    offers, until others are chosen; vanished_names: what those of them were called that were known here. ambiguous: the
    levels of which one was chosen by a name that they share, so that nobody knows which; as long as vanished.
    ticked_with: the role that held when a person last chose levels for this card, empty for none; None while nobody
    has (see `role_choice`).
    holder: the known person who was picked, with names for the eye; None for a new one. met: known people with names
    like the typed one, as they were found last.
    level_names: what levels were called once, by their ids, whether they are offered now or not.
    insisted: somebody wanted to go on from the present step, could not, and has changed nothing since: what is wrong is
    said in full.
    """

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self.zone = zone
        self._levels: tuple[AccessLevel, ...] = ()
        self._offered: dict[str, AccessLevel] = {}
        self.order: Order | None = None
        self.vanished = 0
        self.vanished_names: tuple[str, ...] = ()
        self.ambiguous: tuple[str, ...] = ()
        self.kept = False
        self.role = ""
        self.ticked_with: str | None = None
        self.holder: Person | None = None
        self.met: tuple[KnownPerson, ...] = ()
        self.role_given = self.insisted = False
        self.level_names: Mapping[str, str] = {}
        # What nobody chose for this card, by the fields of the draft, and whether it is put aside now.
        self._given: dict[str, Any] = {}
        self._given_role, self._given_kept, self._spared = "", False, False
        self._pin_was_lost = False
        self._typed_before_pick = ("", "")

    @property
    def levels(self) -> tuple[AccessLevel, ...]:
        """Those that the service offers; none as long as nobody has heard of any."""
        return self._levels

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

    def edited(self) -> None:
        """A person has changed something: what is missing may be on its way."""
        self.insisted = False

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
        order = check(self.draft, self._to_choose_from, self.zone)
        named = self.holder is not None and self.holder.person_id == order.person.person_id
        return replace(order, person=self.holder) if named and self.holder else order

    @property
    def _to_choose_from(self) -> tuple[AccessLevel, ...]:
        """Those of the levels that a check of the draft has to look at: of thousands, only the chosen ones."""
        chosen = [self._offered.get(one) for one in self.draft.levels]
        found = tuple(one for one in chosen if one is not None)
        return found if len(found) == len(chosen) else self._levels

    def know_levels(self, levels: tuple[AccessLevel, ...]) -> None:
        """Take over the list of levels; what was chosen before and is not in it any more is dropped, and counted.

        An empty list tells nothing: what was chosen stays, and waits for one.
        """
        before = self._names_of_offered() if levels else {}
        self._levels = levels
        self._offered = {str(level.level_id): level for level in levels}
        if levels:
            self._choose_offered(self.draft.levels, before)

    def _choose_offered(self, wanted: Iterable[str], before: Mapping[str, str]) -> None:
        """Choose these, ids or names, as far as they are offered. before: what some of them were called until now."""
        wanted = tuple(wanted)
        found = [self._id_of(one) for one in wanted]
        missing = [one for one, level_id in zip(wanted, found, strict=True) if not level_id]
        gone = self._without_ambiguous(missing) if missing else []
        if gone:
            self.vanished = len(gone)
            names = [before.get(one) or self._called(one) for one in gone]
            self.vanished_names = tuple(name for name in names if name)
        self.draft = replace(self.draft, levels=tuple(dict.fromkeys(one for one in found if one)))

    def _none_left_out(self) -> None:
        self.vanished, self.vanished_names, self.ambiguous = 0, (), ()

    def _without_ambiguous(self, missing: list[str]) -> list[str]:
        """What of it is not offered at all; of what several levels are called, these are noted."""
        names = {folded(one) for one in missing}
        shared = [level for level in self._levels if folded(level.name) in names]
        self.ambiguous = tuple(level.full_name for level in shared) or self.ambiguous
        found = {folded(level.name) for level in shared}
        return [one for one in missing if folded(one) not in found]

    @property
    def unlisted(self) -> dict[str, str]:
        """What is chosen while no level is listed, each with the name that it was given by; empty for an id."""
        return {} if self._levels else {one: self._called(one) for one in self.draft.levels}

    def _called(self, wanted: str) -> str:
        """A level as it was called once, or was given by name; empty for an id of which nothing is known."""
        return self.level_names.get(wanted, "" if _is_id(wanted) else wanted)

    def _names_of_offered(self) -> dict[str, str]:
        return {one: self._offered[one].full_name for one in self.draft.levels if one in self._offered}

    def _id_of(self, wanted: str) -> str:
        """The id of the level that is meant, where the service offers exactly one such; empty otherwise."""
        if wanted in self._offered:
            return wanted
        try:
            return str(find_levels((wanted,), self._levels)[0].level_id)
        except InvalidInputError:
            return ""

    def choose_levels(self, ids: tuple[str, ...]) -> None:
        """A person chose these levels: what vanished before has been seen to."""
        self.draft = replace(self.draft, levels=ids)
        self.ticked_with = self.role
        self._given.pop("levels", None)
        self._none_left_out()

    def choose_validity(self, start: str, end: str) -> None:
        """A person typed a validity: it is no role's any more."""
        self.role = ""
        self._given.pop("valid_from", None)
        self._given.pop("valid_to", None)
        self.draft = replace(self.draft, valid_from=start, valid_to=end)

    def choose_pin(self, pin: str | PinOrder) -> None:
        """A person chose this PIN, or none."""
        self._given.pop("pin", None)
        self.draft = replace(self.draft, pin=pin)

    def use_role(self, role: Role, today: date, remembered: tuple[str, ...]) -> None:
        """Fill in what goes with a role: its end, and its levels. remembered: the ids chosen with it last.

        Which levels that are is said in `role_choice`. Those that the service does not offer any more are left out,
        and counted.
        """
        last = role.last_day(today)
        wanted = role.levels or remembered
        stay = self.ticked_with == role.key or (self.ticked_with == "" and not wanted)
        levels = self.draft.levels if stay else tuple(wanted)
        start = "" if self.kept else self.draft.valid_from
        self.draft = replace(self.draft, valid_from=start, valid_to=last.isoformat() if last else "", levels=levels)
        self.role = role.key
        if not stay:
            self.ticked_with = None
        for name in ("valid_from", "valid_to", "levels"):
            self._given.pop(name, None)
        self._none_left_out()
        # While nobody knows what is offered, `know_levels` will tell.
        if self._levels:
            self._choose_offered(levels, {})
        self.kept = False

    def _keep(self, last: Draft, role: str) -> None:
        """Begin with validity and levels of the last card, as far as they are still offered."""
        self.draft = Draft(valid_from=last.valid_from, valid_to=last.valid_to, levels=last.levels)
        self.role = role
        if self._levels:
            self._choose_offered(last.levels, {})
        self.kept = bool(last.valid_from or last.valid_to or last.levels)
        if self.kept:
            self.nobody_chose("valid_from", "valid_to", "levels")

    def nobody_chose(self, *fields: str) -> None:
        """What stands in these fields of the draft now was given by the desk, or by the last card."""
        self._given |= {name: getattr(self.draft, name) for name in fields}
        self._given_role, self._given_kept = self.role, self.kept

    @property
    def unchosen(self) -> tuple[str, ...]:
        """The fields of the draft, but for its PIN, that hold now what nobody chose for this card."""
        return () if self._spared else tuple(name for name in self._given if name in UNCHOSEN)

    def spare_owner(self, *, owned: bool) -> bool:
        """Put aside what nobody chose, and bring it back; whether anything was.

        owned: the card is for who has it already, whose key must not be changed by what nobody chose.
        """
        if owned is self._spared or not self._given:
            return False
        self._spared = owned
        nothing = Draft()
        values = {name: getattr(nothing, name) if owned else value for name, value in self._given.items()}
        self.draft = replace(self.draft, **values)
        if "valid_to" in self._given:
            self.role, self.kept = ("", False) if owned else (self._given_role, self._given_kept)
        if "levels" in self._given:
            self._none_left_out()
            if self._levels:
                self._choose_offered(self.draft.levels, {})
        return True

    def _forget_typed(self) -> None:
        self.draft = Draft()
        self.kept = self._pin_was_lost = self.role_given = self.insisted = False
        self.role = ""
        self.ticked_with = None
        self._none_left_out()
        self.holder = None
        self.met = ()
        self._given, self._spared = {}, False
        self._typed_before_pick = ("", "")


def _is_id(text: str) -> bool:
    try:
        parse_uuid(text)
    except ValueError:
        return False
    return True
