"""What a desk remembers by itself from one day to the next: no settings, and nothing that would be missed for long."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from enroll_app.domain.draft import Draft
from enroll_app.domain.person import Person
from enroll_app.domain.tap import Tap

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Memory:
    """What there is to begin with.

    favourites: ids of the access levels that are shown first. levels_of: the ids chosen last, by the key of the role.
    role: the key of the one that was used last. geometry: how the window stood, as Qt writes it (base64). place: the
    name of the place that was in sight.
    """

    favourites: tuple[str, ...] = ()
    levels_of: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    role: str = ""
    geometry: str = ""
    place: str = ""

    def with_levels(self, role: str, levels: tuple[str, ...]) -> "Memory":
        """The same, with the levels that were chosen with a role."""
        return replace(self, levels_of={**self.levels_of, role: levels})


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """An enrollment that was not finished: what a closed window, or a crash, leaves to be offered again.

    draft: without a PIN and without a code's digits, whatever was typed; had_pin says that there was one. tap: the card
    as it was read. role: the key of the role; empty for none. holder: a known person who was picked, with the names.
    """

    draft: Draft
    tap: Tap | None
    at: datetime
    had_pin: bool = False
    role: str = ""
    holder: Person | None = field(default=None, repr=False)
