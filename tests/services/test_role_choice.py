"""What a card begins with: the role of the settings, the levels remembered with it, and never over what was typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.memory import Memory
from enroll_app.domain.pin import Pin, PinOrder, PinRule
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.roles import PinHabit, Role
from enroll_app.services.role_choice import begin_card, remembered_after, role_of, use_role
from enroll_app.services.wizard import Wizard

TODAY = date(2026, 11, 22)
OFFICE, STORE = (AccessLevel(UUID(int=number), name, "abc123-001") for number, name in ((1, "Office"), (2, "Store")))
GUEST = Role("guest", "Guest", days=0, pin=PinHabit.RANDOM)
STAFF = Role("staff", "Staff", levels=("Office",))
ROLES = Preferences(roles=(GUEST, STAFF))


@pytest.fixture
def wizard() -> Wizard:
    made = Wizard(ZoneInfo("Europe/Stockholm"))
    made.know_levels((OFFICE, STORE))
    return made


def begin(wizard: Wizard, role: str, memory: Memory | None = None) -> None:
    draw: Callable[[int], int] = lambda _limit: 4071  # noqa: E731
    begin_card(wizard, replace(ROLES, role=role), memory or Memory(), TODAY, draw)


def test_a_new_card_begins_with_the_role_of_the_settings_and_what_goes_with_it(wizard: Wizard) -> None:
    begin(wizard, "guest", Memory().with_levels("guest", (str(STORE.level_id),)))
    assert wizard.role == "guest"
    assert wizard.draft.valid_to == "2026-11-22"
    assert wizard.draft.levels == (str(STORE.level_id),)
    assert wizard.draft.pin == Pin("4071")


def test_levels_that_a_role_names_go_before_those_that_are_remembered(wizard: Wizard) -> None:
    begin(wizard, "staff", Memory().with_levels("staff", (str(STORE.level_id),)))
    assert wizard.draft.levels == (str(OFFICE.level_id),)


def test_what_the_last_card_had_gives_way_to_the_role_of_the_settings(wizard: Wizard) -> None:
    wizard.draft = replace(wizard.draft, valid_from="2026-01-01", levels=(str(STORE.level_id),))
    wizard.next_card()
    assert wizard.kept
    begin(wizard, "guest")
    assert (wizard.draft.valid_from, wizard.draft.valid_to, wizard.draft.levels) == ("", "2026-11-22", ())
    assert not wizard.kept


def test_a_role_is_given_once_and_never_over_what_was_typed(wizard: Wizard) -> None:
    wizard.draft = replace(wizard.draft, valid_to="2027-01-01")
    begin(wizard, "guest")
    assert wizard.draft.valid_to == "2027-01-01"
    wizard.start_over()
    begin(wizard, "guest")
    wizard.role = ""
    wizard.draft = replace(wizard.draft, valid_to="")
    begin(wizard, "guest")
    assert (wizard.role, wizard.draft.valid_to) == ("", "")


@pytest.mark.parametrize("key", ["", "gone"])
def test_without_a_role_in_the_settings_the_next_card_has_what_the_last_one_had(wizard: Wizard, key: str) -> None:
    use_role(wizard, GUEST, Memory(), TODAY)
    wizard.next_card()
    begin(wizard, key)
    assert (wizard.role, wizard.draft.valid_to, wizard.kept) == ("guest", "2026-11-22", True)


@pytest.mark.parametrize(
    ("habit", "pin"), [(PinHabit.KEEP, PinRule.LEAVE), (PinHabit.NONE, PinRule.LEAVE), (PinHabit.TYPED, "")]
)
def test_a_roles_habit_is_what_the_pin_page_begins_with(wizard: Wizard, habit: PinHabit, pin: str | PinOrder) -> None:
    roles = Preferences(roles=(replace(GUEST, pin=habit),), role="guest")
    begin_card(wizard, roles, Memory(), TODAY, lambda _limit: 4071)
    assert wizard.draft.pin == pin


def test_a_pin_that_was_given_is_not_drawn_over(wizard: Wizard) -> None:
    wizard.draft = replace(wizard.draft, pin="0042")
    begin(wizard, "guest")
    assert wizard.draft.pin == "0042"


def test_what_was_chosen_with_a_role_is_remembered_with_it_alone(wizard: Wizard) -> None:
    use_role(wizard, GUEST, Memory(), TODAY)
    wizard.choose_levels((str(STORE.level_id),))
    memory = remembered_after(wizard, Memory(favourites=("x",)).with_levels("staff", ("y",)))
    assert memory.role == "guest"
    assert memory.levels_of == {"staff": ("y",), "guest": (str(STORE.level_id),)}
    assert memory.favourites == ("x",)
    wizard.start_over()
    assert remembered_after(wizard, memory) == replace(memory, role="")


def test_levels_that_vanished_are_counted_and_named_until_others_are_chosen(wizard: Wizard) -> None:
    wizard.choose_levels((str(OFFICE.level_id), str(STORE.level_id)))
    wizard.know_levels((OFFICE,))
    assert (wizard.vanished, wizard.vanished_names) == (1, ("Store (abc123-001)",))
    wizard.know_levels((OFFICE,))
    assert wizard.vanished == 1
    wizard.choose_levels((str(OFFICE.level_id),))
    assert (wizard.vanished, wizard.vanished_names) == (0, ())


def test_levels_that_are_remembered_wait_for_the_services_list() -> None:
    wizard = Wizard(ZoneInfo("Europe/Stockholm"))
    gone = str(UUID(int=9))
    begin(wizard, "guest", Memory().with_levels("guest", (str(STORE.level_id), gone)))
    wizard.know_levels((OFFICE, STORE))
    assert wizard.draft.levels == (str(STORE.level_id),)
    assert wizard.vanished == 1


def test_a_role_that_a_desk_no_longer_has_is_none() -> None:
    assert role_of("gone", ROLES.roles) is None
    assert role_of("staff", ROLES.roles) == STAFF
