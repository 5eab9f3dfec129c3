"""What a desk remembers and is set to without a file: for the training mode, where nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from enum import Enum

from enroll_app.domain.memory import Memory
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.roles import Role
from enroll_app.domain.settings_values import Origin, Setting, Value

_SECTION = "window"


class UnwrittenMemory:
    """The port MemoryStore; forgotten with the process."""

    def __init__(self) -> None:
        self._memory = Memory()

    def load(self) -> Memory:
        """What was remembered."""
        return self._memory

    def keep(self, memory: Memory) -> None:
        """Remember this instead."""
        self._memory = memory


class UnwrittenSettings:
    """The port SettingsBook, with what the window itself is set to; the rest of a desk is fixed in training."""

    def __init__(self, preferences: Preferences | None = None) -> None:
        self._preferences = preferences or Preferences()
        self._changed: set[str] = set()

    def settings(self) -> tuple[Setting, ...]:
        """The window's settings."""
        found = []
        for one in fields(Preferences):
            value = getattr(self._preferences, one.name)
            value = value.value if isinstance(value, Enum) else value
            if isinstance(value, str | int | bool) and one.name != "password":
                origin = Origin.USER if one.name in self._changed else Origin.DEFAULT
                section = "desk" if one.name == "role" else _SECTION
                found.append(Setting(f"{section}.{one.name}", value, origin))
        return tuple(found)

    def change(self, changes: Mapping[str, Value | None]) -> None:
        """Take these over; None goes back to the default."""
        for name, value in changes.items():
            own = name.rpartition(".")[2]
            default = getattr(Preferences(), own)
            kind = type(default)
            new = default if value is None else kind(value)
            self._preferences = replace(self._preferences, **{own: new})
            self._changed.add(own)

    def keep_roles(self, roles: Sequence[Role]) -> None:
        """These are the roles from now on."""
        self._preferences = replace(self._preferences, roles=tuple(roles))

    def preferences(self) -> Preferences:
        """How the window is to be."""
        return self._preferences
