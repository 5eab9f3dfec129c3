"""What a card begins with: the role of the settings, the levels remembered with it, and never over what was typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.memory import Memory
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinOrder, PinRule
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.roles import PinHabit, Role
from enroll_app.services.role_choice import begin_card, remembered_after, role_of, use_role
from enroll_app.services.steps import Step
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


def sent(wizard: Wizard) -> None:
    """The card was sent, and its result is left for the next one."""
    wizard.step = Step.RESULT
    wizard.next_card()


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
    sent(wizard)
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
    sent(wizard)
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


# -- nobody gets what was meant for somebody else -----------------------------------------------------------------


BOSS = Role("boss", "Boss")


def test_a_role_that_is_chosen_never_takes_over_the_last_cards_levels_nor_remembers_them(wizard: Wizard) -> None:
    use_role(wizard, BOSS, Memory(), TODAY)
    wizard.draft = replace(wizard.draft, valid_from="2026-01-01")
    wizard.choose_levels((str(STORE.level_id),))
    memory = remembered_after(wizard, Memory())
    sent(wizard)
    assert str(STORE.level_id) in wizard.draft.levels
    use_role(wizard, GUEST, memory, TODAY)
    assert not wizard.draft.levels
    assert (wizard.draft.valid_from, wizard.kept) == ("", False)
    assert remembered_after(wizard, memory).levels_of == {"boss": (str(STORE.level_id),)}


def test_a_role_pressed_by_mistake_leaves_none_of_its_levels_to_the_next_one(wizard: Wizard) -> None:
    memory = Memory().with_levels("boss", (str(STORE.level_id),))
    use_role(wizard, BOSS, memory, TODAY)
    wizard.choose_levels((str(STORE.level_id), str(OFFICE.level_id)))
    use_role(wizard, GUEST, memory, TODAY)
    assert wizard.draft.levels == ()
    assert remembered_after(wizard, memory).levels_of == memory.levels_of


def test_what_was_ticked_for_this_card_outlives_a_role_that_brings_none_and_the_same_role_again(
    wizard: Wizard,
) -> None:
    wizard.choose_levels((str(STORE.level_id),))
    use_role(wizard, GUEST, Memory(), TODAY)
    assert wizard.draft.levels == (str(STORE.level_id),)
    # It was not ticked with this role: the next guest does not get it.
    assert remembered_after(wizard, Memory()).levels_of == {}
    memory = Memory().with_levels("guest", (str(OFFICE.level_id),))
    use_role(wizard, GUEST, memory, TODAY)
    assert wizard.draft.levels == (str(OFFICE.level_id),)
    wizard.choose_levels((str(STORE.level_id),))
    use_role(wizard, GUEST, memory, TODAY)
    assert wizard.draft.levels == (str(STORE.level_id),)


def test_levels_that_are_not_listed_today_are_remembered_on(wizard: Wizard) -> None:
    memory = Memory().with_levels("guest", (str(STORE.level_id), str(UUID(int=9))))
    use_role(wizard, GUEST, memory, TODAY)
    assert (wizard.draft.levels, wizard.vanished) == ((str(STORE.level_id),), 1)
    assert remembered_after(wizard, memory).levels_of == memory.levels_of


def test_levels_that_a_role_names_wait_for_the_services_list_as_ids_do() -> None:
    wizard = Wizard(ZoneInfo("Europe/Stockholm"))
    use_role(wizard, STAFF, Memory(), TODAY)
    wizard.know_levels((OFFICE, STORE))
    assert (wizard.draft.levels, wizard.vanished) == ((str(OFFICE.level_id),), 0)


# -- what nobody chose is not applied to a key that exists ---------------------------------------------------------


def test_the_desks_role_is_not_given_to_the_key_that_its_owner_has(wizard: Wizard) -> None:
    wizard.draft = replace(wizard.draft, first_name="Anna", last_name="Berg")
    wizard.acquaintance = Acquaintance(Person("Anna", "Berg"))
    begin(wizard, "guest", Memory().with_levels("guest", (str(STORE.level_id),)))
    draft = wizard.draft
    assert (draft.pin, draft.valid_to, draft.levels, wizard.role) == (PinRule.LEAVE, "", (), "")
    # It was somebody else after all: a new key begins as every new one does.
    wizard.draft = replace(draft, last_name="Bergström")
    assert wizard.heed_owner()
    draft = wizard.draft
    assert (draft.pin, draft.valid_to, draft.levels) == (Pin("4071"), "2026-11-22", (str(STORE.level_id),))
    assert wizard.role == "guest"


def test_of_a_card_that_turns_out_to_be_its_owners_only_what_a_person_chose_is_left(wizard: Wizard) -> None:
    begin(wizard, "guest", Memory().with_levels("guest", (str(STORE.level_id),)))
    wizard.choose_validity("", "2027-01-01")
    wizard.draft = replace(wizard.draft, first_name="Anna", last_name="Berg")
    wizard.acquaintance = Acquaintance(Person("Anna", "Berg"))
    wizard.forward()
    draft = wizard.draft
    assert (draft.pin, draft.valid_to, draft.levels) == (PinRule.LEAVE, "2027-01-01", ())


def test_what_the_last_card_had_is_not_given_to_the_key_that_its_owner_has(wizard: Wizard) -> None:
    use_role(wizard, BOSS, Memory(), TODAY)
    wizard.choose_levels((str(STORE.level_id),))
    sent(wizard)
    wizard.draft = replace(wizard.draft, first_name="Anna", last_name="Berg")
    wizard.acquaintance = Acquaintance(Person("Anna", "Berg"))
    begin(wizard, "")
    assert (wizard.draft.levels, wizard.kept, wizard.role) == ((), False, "")


def test_a_level_that_a_role_names_and_nobody_offers_is_named(wizard: Wizard) -> None:
    use_role(wizard, Role("lost", levels=("Office", "Nowhere")), Memory(), TODAY)
    assert (wizard.draft.levels, wizard.vanished_names) == ((str(OFFICE.level_id),), ("Nowhere",))
