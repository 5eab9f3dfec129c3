"""The access levels that a role names, and those that a service lists: which one is meant by what stands there."""

from collections.abc import Mapping, Sequence

from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.levels import AccessLevel, find_levels, folded
from enroll_app.domain.problems import InvalidInputError


class LevelNames:
    """What a service lists, looked up by what a role says: by the rules of `find_levels`, in a list of any size.

    levels: those that are listed; none where nobody knows.
    """

    def __init__(self, levels: Sequence[AccessLevel] = ()) -> None:
        self.levels = levels
        self._by_id = {str(one.level_id): one for one in levels}
        self._exact: dict[str, list[AccessLevel]] = {}
        for one in levels:
            for text in (one.name, one.full_name):
                self._exact.setdefault(text, []).append(one)
        # Made where nothing else helps: it takes its time.
        self._folded: dict[str, list[AccessLevel]] | None = None

    def __contains__(self, level_id: str) -> bool:
        """Whether a level of this id is listed."""
        return level_id in self._by_id

    def is_ambiguous(self, entry: str) -> bool:
        """Whether several levels are called so."""
        return len(self._near(entry)) > 1

    def meant(self, entry: str) -> AccessLevel | None:
        """The one level that is meant; None where none is listed, or several are."""
        try:
            [found] = find_levels((entry,), self._near(entry))
        except InvalidInputError:
            return None
        return found

    def _near(self, entry: str) -> Sequence[AccessLevel]:
        """Those of the levels that can be meant."""
        try:
            listed = self._by_id.get(str(parse_uuid(entry)))
        except ValueError:
            return self._exact.get(entry.strip()) or self._otherwise_written(entry)
        return [listed] if listed else []

    def _otherwise_written(self, entry: str) -> Sequence[AccessLevel]:
        if self._folded is None:
            self._folded = {}
            for one in self.levels:
                for text in (one.name, one.full_name):
                    self._folded.setdefault(folded(text), []).append(one)
        return self._folded.get(folded(entry), [])

    def chosen(self, entries: Sequence[str]) -> dict[str, str]:
        """The entries by the ids of their levels; by themselves where no level is meant by them."""
        found: dict[str, str] = {}
        for entry in entries:
            level = self.meant(entry)
            found.setdefault(str(level.level_id) if level else entry, entry)
        return found

    def entries(self, chosen: Sequence[str], before: Mapping[str, str]) -> tuple[str, ...]:
        """What a role says for these, which `chosen` gave or which were chosen from the list since.

        before: what stood there already stays as it was written.
        """
        return tuple(before.get(one) or self._entry(one) for one in chosen)

    def _entry(self, level_id: str) -> str:
        """The name and the system: for the eye, and for another desk; the id where that is no one level's."""
        level = self._by_id[level_id]
        return level.full_name if len(self._exact[level.full_name]) == 1 else level_id
