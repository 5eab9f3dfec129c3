"""People that this station has met: found in its history by parts of their names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enroll_app.domain.history import Happening, Query
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.name_words import wanted_words, words_of
from enroll_app.domain.operations import ANSWERED
from enroll_app.domain.person import Person
from enroll_app.domain.ports import HistoryStore, KeyRegister

# Fewer letters find half the site.
LEAST_LETTERS = 2
# As many as can be taken in at a glance, and how far back is looked for them: entries, a page at a time.
_MOST_PEOPLE = 6
_PAGE, _MOST_PAGES = 200, 5


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """person: with the id that the service gave. keys: those that this station knows of. last: when it last heard."""

    person: Person
    keys: tuple[KnownKey, ...]
    last: datetime


class People:
    """Finds people. Blocking; usable from any thread."""

    def __init__(self, history: HistoryStore, register: KeyRegister) -> None:
        self._history = history
        self._register = register

    def find(self, words: str) -> tuple[KnownPerson, ...]:
        """Whose names have a part beginning with each of the words, whatever case and accents; the latest first.

        Nobody is found by fewer than `LEAST_LETTERS` letters. Raises StoreError.
        """
        if sum(not letter.isspace() for letter in words) < LEAST_LETTERS:
            return ()
        found: dict[UUID, tuple[Person, datetime]] = {}
        keys: dict[UUID, dict[UUID, None]] = {}
        below = None
        for _ in range(_MOST_PAGES):
            entries = self._history.entries(Query(person=words, below=below), _PAGE)
            for entry in entries:
                for person in _people_of(entry.happening):
                    if not _is_meant(person, words):
                        continue
                    assert person.person_id is not None
                    found.setdefault(person.person_id, (person, entry.happening.at))
                    if entry.happening.key_id:
                        keys.setdefault(person.person_id, {})[entry.happening.key_id] = None
            if len(entries) < _PAGE or len(found) >= _MOST_PEOPLE:
                break
            below = entries[-1].seq
        return tuple(
            KnownPerson(person, self._keys_of(person_id, keys.get(person_id, {})), at)
            for person_id, (person, at) in list(found.items())[:_MOST_PEOPLE]
        )

    def _keys_of(self, person_id: UUID, key_ids: dict[UUID, None]) -> tuple[KnownKey, ...]:
        """The keys that are still this person's, as far as this station knows."""
        known = (self._register.by_id(key_id) for key_id in key_ids)
        return tuple(key for key in known if key is not None and key.owner.person_id == person_id)


def namesakes(people: Iterable[KnownPerson], typed: Person) -> tuple[KnownPerson, ...]:
    """Who among these has exactly the typed name, whatever its case and however its accents are composed."""
    return tuple(one for one in people if typed.is_surely(Person(one.person.first_name, one.person.last_name)))


def _people_of(happening: Happening) -> Iterator[Person]:
    """Who is named in an entry with an id.

    Where an answer gave no names, its owner has those of the order only if the order was fulfilled: in a conflict the
    owner is somebody else.
    """
    owner, meant = happening.owner, happening.person
    fulfilled = happening.state in ANSWERED and meant.person_id in (None, owner.person_id)
    if owner.person_id and owner.full_name:
        yield owner
    elif owner.person_id and meant.full_name and fulfilled:
        yield Person(meant.first_name, meant.last_name, owner.person_id)
    if meant.person_id and meant.full_name and meant.person_id != owner.person_id:
        yield meant


def _is_meant(person: Person, words: str) -> bool:
    """Whether it is this person's name that the words found: an entry may name two people."""
    own = words_of(person)
    return all(
        any(mine.startswith(whole) for mine in own)
        or (bool(parts) and all(any(mine.startswith(part) for mine in own) for part in parts))
        for whole, parts in wanted_words(words)
    )
