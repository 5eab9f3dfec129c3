"""Which rows the outbox has at one moment; found out off the window's thread."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from enroll_app.domain.operations import Group


@dataclass(frozen=True, slots=True)
class Listing:
    """The outbox at one moment: the numbers of each group, ascending."""

    groups: Mapping[Group, Sequence[int]]

    def numbers(self, only: Group | None) -> "array[int]":
        """The numbers of a group, ascending; of all of them with None."""
        if only is not None:
            return array("q", self.groups[only])
        return array("q", sorted(chain.from_iterable(self.groups.values())))

    def has(self, number: int) -> bool:
        """Whether this number is in any group."""
        return any(number in numbers for numbers in self.groups.values())

    def count(self, only: Group | None) -> int:
        """How many there are; the groups add up to all of them, for they were seen at the same moment."""
        return sum(map(len, self.groups.values())) if only is None else len(self.groups[only])
