"""What a desk remembers by itself from one day to the next: no settings, and nothing that would be missed for long."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from enroll_app.domain.draft import Draft
from enroll_app.domain.person import Person
from enroll_app.domain.tap import Tap

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Memory:
    """What there is to begin with.

    favourites: ids of the access levels that are shown first. levels_of: the ids chosen last, by the key of the role.
    role: the key of the one that was used last. geometry: how the window stood, as Qt writes it (base64). place: the
    name of the place that was in sight. level_names: what the levels of keys were called that this desk had to do with,
    by their ids, the latest last: a level that the service does not list any more is still some key's. wrong_tries: how
    many wrong passwords were given since the last right one, for the wait after them. locked: whether the desk was
    locked, and has not been unlocked since.
    """

    favourites: tuple[str, ...] = ()
    levels_of: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    role: str = ""
    geometry: str = ""
    place: str = ""
    level_names: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES)
    wrong_tries: int = 0
    locked: bool = False

    def with_levels(self, role: str, levels: tuple[str, ...]) -> "Memory":
        """The same, with the levels that were chosen with a role."""
        return replace(self, levels_of={**self.levels_of, role: levels})


UNCHOSEN = ("valid_from", "valid_to", "levels")
"""The fields of a draft of which it is kept that nobody chose them: a PIN is never kept at all."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """An enrollment that was not finished: what a closed window, or a crash, leaves to be offered again.

    draft: without a PIN and without a code's digits, whatever was typed; had_pin says that there was one. tap: the card
    as it was read. role: the key of the role; empty for none. holder: a known person who was picked, with the names.
    handed_over: the card was to change hands, and this is the key that it had; None for a card that was to be nobody's.
    unchosen: the fields of the draft that nobody chose for this card. from_last: they are those of the last card.
    """

    draft: Draft
    tap: Tap | None
    at: datetime
    had_pin: bool = False
    role: str = ""
    holder: Person | None = field(default=None, repr=False)
    handed_over: UUID | None = None
    unchosen: tuple[str, ...] = ()
    from_last: bool = False
