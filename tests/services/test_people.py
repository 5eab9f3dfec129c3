"""Known people: found in a real history by parts of their names."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.person import Person
from enroll_app.services.people import KnownPerson, People, namesakes
from enroll_app.store.register import SqlRegister
from tests.store.history_support import AT, Shelf, happening

ASA = Person("Åsa", "Öberg", UUID(int=1))
OTHER_ASA = Person("Åsa", "Öberg", UUID(int=2))
BO = Person("Bo", "Ek", UUID(int=3))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    opened = Shelf(tmp_path / "enroll.sqlite3")
    yield opened
    opened.database.close()


@pytest.fixture
def people(shelf: Shelf) -> People:
    return People(shelf.history, SqlRegister(shelf.database))


def met(shelf: Shelf, owner: Person, key: int, days: int = 0, meant: Person | None = None) -> None:
    """An enrollment was answered with this owner, and its key is known."""
    at = AT + timedelta(days=days)
    person = meant or Person(owner.first_name, owner.last_name)
    shelf.add(happening(at=at, owner=owner, person=person, key_id=UUID(int=key)))
    card = parse_identification(f"EM:{key}")
    SqlRegister(shelf.database).heard(KnownKey(UUID(int=key), card, owner), at)


def names(found: tuple[KnownPerson, ...]) -> list[str]:
    return [one.person.full_name for one in found]


def test_a_person_is_found_by_the_beginnings_of_their_names_whatever_accents_and_order(
    shelf: Shelf, people: People
) -> None:
    met(shelf, ASA, 10)
    met(shelf, BO, 11)
    for words in ("asa", "ÅS", "obe as", "Öberg"):
        assert names(people.find(words)) == ["Åsa Öberg"], words
    assert people.find("åsb") == ()


def test_one_letter_finds_nobody(shelf: Shelf, people: People) -> None:
    met(shelf, BO, 11)
    assert people.find(" b ") == ()


def test_a_person_stands_there_once_with_all_their_keys_and_when_they_were_last_heard_of(
    shelf: Shelf, people: People
) -> None:
    met(shelf, ASA, 10)
    met(shelf, ASA, 12, days=3)
    (found,) = people.find("asa")
    assert found.person == ASA
    assert {key.key_id for key in found.keys} == {UUID(int=10), UUID(int=12)}
    assert found.last == AT + timedelta(days=3)


def test_a_key_that_went_to_somebody_else_is_not_counted(shelf: Shelf, people: People) -> None:
    met(shelf, ASA, 10)
    SqlRegister(shelf.database).heard(KnownKey(UUID(int=10), parse_identification("EM:10"), BO), AT + timedelta(days=1))
    (found,) = people.find("asa")
    assert found.keys == ()


def test_two_people_of_one_name_are_two_and_the_latest_comes_first(shelf: Shelf, people: People) -> None:
    met(shelf, ASA, 10)
    met(shelf, OTHER_ASA, 11, days=1)
    assert [one.person.person_id for one in people.find("öberg")] == [UUID(int=2), UUID(int=1)]
    assert len(namesakes(people.find("asa oberg"), Person("åsa", "öberg"))) == 2


def test_a_namesake_has_both_names_in_full(shelf: Shelf, people: People) -> None:
    met(shelf, ASA, 10)
    found = people.find("åsa")
    assert namesakes(found, Person("ÅSA", "Öberg")) == found
    assert namesakes(found, Person("Åsa", "Öber")) == ()
    assert namesakes(found, Person("Åsa", "")) == ()


def test_who_shares_an_entry_with_the_one_that_was_looked_for_is_not_offered(shelf: Shelf, people: People) -> None:
    """A conflict names two people: the one who was meant, and the one who has the card."""
    met(shelf, ASA, 10, meant=BO)
    assert names(people.find("ek")) == ["Bo Ek"]
    assert names(people.find("oberg")) == ["Åsa Öberg"]


def test_who_has_no_id_at_the_service_cannot_be_picked(shelf: Shelf, people: People) -> None:
    shelf.add(happening(owner=Person(), person=Person("Cia", "Dahl"), key_id=None))
    assert people.find("cia") == ()


def test_many_entries_of_one_person_hide_nobody(shelf: Shelf, people: People) -> None:
    met(shelf, Person("Anna", "Berg", UUID(int=5)), 20)
    shelf.add(*(happening(owner=Person("Anna", "Dal", UUID(int=6)), key_id=UUID(int=21)) for _ in range(250)))
    assert sorted(names(people.find("anna"))) == ["Anna Berg", "Anna Dal"]


def test_the_owner_in_a_conflict_is_never_called_what_was_typed_for_somebody_else(shelf: Shelf, people: People) -> None:
    nameless = Person(person_id=BO.person_id)
    shelf.add(happening(owner=nameless, person=Person("Anna", "Berg"), state=State.CONFLICT))
    assert people.find("anna") == ()
    # A later page that the order was fulfilled for is another matter.
    shelf.add(happening(at=AT + timedelta(days=1), owner=nameless, person=Person("Anna", "Berg")))
    assert names(people.find("anna")) == ["Anna Berg"]
