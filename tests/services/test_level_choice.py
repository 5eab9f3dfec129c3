"""Looking for access levels: every word typed, without accents, by door system, favorites first."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.levels import AccessLevel
from enroll_app.services.level_choice import Catalog, Shelf, toggled

NAMES = ["Entré", "Förråd", "Office 2", "Office 10", "Göteborg lager", "Entrance", "Łódź", "Besök & gäster"]
SYSTEMS = ["abc123-001", "abc123-002", "abc123-003"]


def level(number: int, name: str, system: str = "abc123-001") -> AccessLevel:
    return AccessLevel(UUID(int=number), name, system)


LEVELS = tuple(level(at, name, SYSTEMS[at % 3]) for at, name in enumerate(NAMES))
MADE = st.lists(
    st.builds(level, st.integers(0, 1_000), st.sampled_from(NAMES) | st.text(max_size=8), st.sampled_from(SYSTEMS)),
    unique_by=lambda one: one.level_id,
    max_size=20,
)


def names(shelves: tuple[Shelf, ...]) -> list[str]:
    return [one.name for shelf in shelves for one in shelf.levels]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("forrad", ["Förråd"]),
        ("FÖRRÅD", ["Förråd"]),
        ("fo\u0308rra\u030ad", ["Förråd"]),
        ("lodz", ["Łódź"]),
        ("entre", ["Entré"]),
        ("entr", ["Entré", "Entrance"]),
        ("lager gote", ["Göteborg lager"]),
        ("  office\t10 ", ["Office 10"]),
        ("gast &", ["Besök & gäster"]),
        ("office 003", ["Office 2"]),
        ("nothing", []),
    ],
)
def test_a_level_is_found_by_words_of_its_name_and_system(text: str, found: list[str]) -> None:
    assert sorted(names(Catalog(LEVELS).shelves(text))) == sorted(found)


def test_levels_stand_by_door_system_and_by_what_their_numbers_are_worth() -> None:
    levels = (level(1, "Door 10"), level(2, "door 2"), level(3, "A", "abc123-002"), level(4, "A", "abc123-1"))
    shelves = Catalog(levels).shelves()
    assert [(shelf.system_id, [one.name for one in shelf.levels]) for shelf in shelves] == [
        ("abc123-001", ["door 2", "Door 10"]),
        ("abc123-1", ["A"]),
        ("abc123-002", ["A"]),
    ]


def test_favorites_come_first_and_nowhere_else_and_those_that_are_gone_leave_no_trace() -> None:
    shelves = Catalog(LEVELS).shelves("", [str(UUID(int=5)), str(UUID(int=999)), str(UUID(int=0))])
    assert shelves[0] == Shelf("", (LEVELS[0], LEVELS[5]))
    assert sorted(names(shelves)) == sorted(NAMES)


@given(MADE, st.text(max_size=8), st.sets(st.integers(0, 1_000)))
def test_a_search_shows_each_level_once_and_no_empty_shelf(made: list[AccessLevel], text: str, first: set[int]) -> None:
    catalog, favorites = Catalog(made), {str(UUID(int=one)) for one in first}
    shelves = catalog.shelves(text, favorites)
    found = [one for shelf in shelves for one in shelf.levels]
    assert all(shelf.levels for shelf in shelves)
    assert len(set(found)) == len(found)
    assert set(found) <= set(made)
    for shelf in shelves:
        kinds = {(str(one.level_id) in favorites) or one.system_id for one in shelf.levels}
        assert kinds == {shelf.system_id or True}


@given(MADE)
def test_a_level_is_found_by_its_own_name_whatever_is_in_it(made: list[AccessLevel]) -> None:
    catalog = Catalog(made)
    for one in made:
        assert one in [found for shelf in catalog.shelves(one.name) for found in shelf.levels]
        assert catalog.level(str(one.level_id)) == one


def test_a_name_that_two_systems_have_is_told_with_its_system() -> None:
    catalog = Catalog((level(1, "Entrance"), level(2, "Entrance", "abc123-002"), level(3, "Office")))
    short = [catalog.short_name(one) for shelf in catalog.shelves() for one in shelf.levels]
    assert short == ["Entrance (abc123-001)", "Office", "Entrance (abc123-002)"]


@given(st.lists(st.text(), unique=True), st.text())
def test_a_choice_taken_twice_is_no_choice(ids: list[str], one: str) -> None:
    once = toggled(ids, one)
    assert (one in once) is (one not in ids)
    assert sorted(toggled(once, one)) == sorted(ids)
