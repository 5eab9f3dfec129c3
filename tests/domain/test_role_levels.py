"""What a role says of its levels, against what a service lists: meant is one level, or none."""

from uuid import UUID

import pytest

from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.role_levels import LevelNames

OFFICE, LAB, OTHER_LAB, TWIN_A, TWIN_B = (
    AccessLevel(UUID(int=at), name, system)
    for at, (name, system) in enumerate(
        [("Kontor", "s-1"), ("Lab", "s-1"), ("Lab", "s-2"), ("Twin", "s-1"), ("Twin", "s-1")]
    )
)
NAMES = LevelNames((OFFICE, LAB, OTHER_LAB, TWIN_A, TWIN_B))


@pytest.mark.parametrize(
    ("entry", "level"),
    [
        ("Kontor", OFFICE),
        (" kontor ", OFFICE),
        ("Lab (s-2)", OTHER_LAB),
        ("lab  (S-2)", OTHER_LAB),
        (str(LAB.level_id).upper(), LAB),
        ("Lab", None),
        ("Twin (s-1)", None),
        ("Källare", None),
        (str(UUID(int=99)), None),
    ],
)
def test_one_level_is_meant_or_none(entry: str, level: AccessLevel | None) -> None:
    assert NAMES.meant(entry) is level


def test_what_stands_there_stays_as_it_was_written_and_what_is_new_says_which_door_system() -> None:
    before = NAMES.chosen(["kontor", "Lab", "Källare"])
    assert list(before) == [str(OFFICE.level_id), "Lab", "Källare"]
    chosen = [*before, str(OTHER_LAB.level_id), str(TWIN_A.level_id)]
    entries = NAMES.entries(chosen, before)
    # Where two have the same name in one system, only the id tells which.
    assert entries == ("kontor", "Lab", "Källare", "Lab (s-2)", str(TWIN_A.level_id))
    assert [NAMES.is_ambiguous(one) for one in ("Lab", "Källare", "kontor")] == [True, False, False]


def test_while_nothing_is_listed_everything_stays() -> None:
    nobody_knows = LevelNames()
    before = nobody_knows.chosen(["kontor", "Lab"])
    assert nobody_knows.entries(tuple(before), before) == ("kontor", "Lab")
