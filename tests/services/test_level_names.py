"""What levels were called that are not offered any more."""

from uuid import UUID

from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.memory import Memory
from enroll_app.services.level_names import MOST_NAMES, by_id, met
from enroll_app.services.wizard import Wizard
from tests.services.test_wizard import STOCKHOLM

OFFICE, LAB = AccessLevel(UUID(int=1), "Office", "s-1"), AccessLevel(UUID(int=2), "Laboratory", "s-1")


def test_only_what_this_desk_had_to_do_with_is_remembered_by_its_latest_name() -> None:
    memory = met(Memory(level_names={str(OFFICE.level_id): "Bureau"}), [str(OFFICE.level_id)], [OFFICE, LAB])
    assert dict(memory.level_names) == {str(OFFICE.level_id): OFFICE.full_name}
    assert met(memory, [str(OFFICE.level_id)], [OFFICE]) is memory
    assert by_id(memory.level_names) == {OFFICE.level_id: OFFICE.full_name}


def test_what_is_not_listed_any_more_keeps_its_name() -> None:
    memory = met(Memory(), [str(OFFICE.level_id)], [OFFICE])
    assert met(memory, [str(OFFICE.level_id), str(LAB.level_id)], [LAB]).level_names == {
        str(OFFICE.level_id): OFFICE.full_name,
        str(LAB.level_id): LAB.full_name,
    }


def test_those_that_were_met_last_stay() -> None:
    many = [AccessLevel(UUID(int=at), f"Door {at}", "s-1") for at in range(1, MOST_NAMES + 2)]
    memory = met(met(Memory(), [str(many[0].level_id)], many), [str(one.level_id) for one in many[1:]], many)
    assert len(memory.level_names) == MOST_NAMES
    assert str(many[0].level_id) not in memory.level_names


def test_a_file_that_somebody_else_wrote_into_names_nothing_wrong() -> None:
    assert by_id({"no id": "Office"}) == {}


def test_a_chosen_level_that_went_away_before_this_run_is_called_by_its_name() -> None:
    wizard = Wizard(STOCKHOLM)
    wizard.level_names = {str(OFFICE.level_id): OFFICE.full_name}
    wizard.choose_levels((str(OFFICE.level_id),))
    assert wizard.unlisted == {str(OFFICE.level_id): OFFICE.full_name}
    wizard.know_levels((LAB,))
    assert (wizard.vanished, wizard.vanished_names) == (1, (OFFICE.full_name,))
