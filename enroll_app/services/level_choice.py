"""The access levels that there are to choose from, as a person looks for them: by door system, favourites first."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.name_words import plain

_Order = tuple[tuple[int, int, str], ...]
# So many levels are looked at without a pause: some milliseconds.
_AT_ONCE = 400
_NUMBER = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Levels under one heading. system_id: the door system that they belong to; empty for the favourites, of any."""

    system_id: str
    levels: tuple[AccessLevel, ...]


class Catalog:
    """The levels of a service. It is made once for a list, and then searched at every key that is typed."""

    def __init__(self, levels: Sequence[AccessLevel] = ()) -> None:
        self._by_id: dict[str, AccessLevel] = {}
        self._words: list[tuple[str, str, AccessLevel]] = []
        self._names: Counter[str] = Counter()
        for _ in self._take(levels):
            pass

    @classmethod
    def made_in_steps(cls, levels: Sequence[AccessLevel]) -> Iterator["Catalog | None"]:
        """None after each step, each shorter than a window may stand still, and at the end the catalog."""
        made = cls()
        for _ in made._take(levels):
            yield None
        yield made

    def _take(self, levels: Sequence[AccessLevel]) -> Iterator[None]:
        systems: dict[str, list[tuple[_Order, str, str, AccessLevel]]] = {}
        for count, level in enumerate(levels, 1):
            words = plain(f"{level.name} {level.system_id}")
            found = (_order(level.name), words, str(level.level_id), level)
            systems.setdefault(level.system_id, []).append(found)
            if count % _AT_ONCE == 0:
                yield
        for system_id in sorted(systems, key=_order):
            for _, words, level_id, level in sorted(systems[system_id], key=itemgetter(0)):
                self._by_id[level_id] = level
                self._words.append((words, level_id, level))
            if len(levels) > _AT_ONCE:
                yield
        self._names.update(level.name for level in levels)

    def __contains__(self, level_id: str) -> bool:
        return level_id in self._by_id

    def level(self, level_id: str) -> AccessLevel | None:
        """The level of this id; None where the service does not offer it."""
        return self._by_id.get(level_id)

    def short_name(self, level: AccessLevel) -> str:
        """Its name, together with its system where another level is called the same."""
        return level.name if self._names[level.name] == 1 else level.full_name

    def shelves(self, text: str = "", favourites: Collection[str] = ()) -> tuple[Shelf, ...]:
        """The levels of which name and system have every word that was typed, wherever it stands in them.

        favourites: ids of the levels that come first, and stand there alone. No shelf is empty.
        """
        wanted = plain(text).split()
        first = set(favourites)
        shelves: dict[str, list[AccessLevel]] = {"": []}
        for words, level_id, level in self._words:
            if all(word in words for word in wanted):
                shelf = "" if level_id in first else level.system_id
                shelves.setdefault(shelf, []).append(level)
        return tuple(Shelf(system_id, tuple(levels)) for system_id, levels in shelves.items() if levels)


def toggled(ids: Sequence[str], one: str) -> tuple[str, ...]:
    """The ids without this one where it is among them, and with it at the end where it is not."""
    return tuple(other for other in ids if other != one) if one in ids else (*ids, one)


def _order(text: str) -> _Order:
    """By letters, and by what numbers are worth: door 2 stands before door 10."""
    parts = _NUMBER.split(text.casefold()[:100])
    return tuple((0, int(part), part) if part.isdigit() else (1, 0, part) for part in parts if part)
