"""What a desk remembers and is set to without a file: for the training mode, where nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from enum import Enum

from enroll_app.domain.memory import Memory
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import Role
from enroll_app.domain.settings_values import Origin, Setting, Value

_SECTION, _PASSWORD = "window", "password"
# What nobody could end without a password.
_WITH_PASSWORD = ("kiosk", "lock_minutes")


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

    def __init__(self, preferences: Preferences | None = None, fixed: Sequence[Setting] = ()) -> None:
        """preferences: what it begins with. fixed: what may not be changed here, as a policy has it."""
        self._preferences = preferences or Preferences()
        self._fixed = {one.name: one for one in fixed}
        self._changed: set[str] = set()

    def settings(self) -> tuple[Setting, ...]:
        """The window's settings; of a password, whether there is one."""
        found = []
        for one in fields(Preferences):
            name = _name(one.name)
            value = getattr(self._preferences, one.name)
            value = value.value if isinstance(value, Enum) else value
            if not isinstance(value, str | int | bool):
                continue
            if one.name == _PASSWORD:
                value = "set" if value else ""
            origin = Origin.USER if one.name in self._changed else Origin.DEFAULT
            found.append(self._fixed.get(name) or Setting(name, value, origin))
        return tuple(found)

    def change(self, changes: Mapping[str, Value | None]) -> None:
        """Take these over; None goes back to the default. Raises InvalidInputError, and changes nothing then."""
        problems = [_fixed(self._fixed[name]) for name in changes if name in self._fixed]
        new, usual = {}, Preferences()
        for name, value in changes.items():
            own = name.rpartition(".")[2]
            default = getattr(usual, own)
            new[own] = default if value is None else type(default)(value)
        preferences = replace(self._preferences, **new)
        if not problems and not preferences.password:
            problems = [_needs_password(_name(own)) for own in _WITH_PASSWORD if getattr(preferences, own)]
        if problems:
            raise InvalidInputError(*problems)
        self._preferences = preferences
        self._changed |= new.keys()

    def keep_roles(self, roles: Sequence[Role]) -> None:
        """These are the roles from now on."""
        self._preferences = replace(self._preferences, roles=tuple(roles))

    def preferences(self) -> Preferences:
        """How the window is to be."""
        return self._preferences


def _name(own: str) -> str:
    return f"desk.{own}" if own == "role" else f"{_SECTION}.{own}"


def _fixed(setting: Setting) -> Problem:
    return Problem(
        "setting-fixed",
        "The setting {name} is fixed in {place}.",
        "Ask whoever looks after this computer to change it there.",
        {"name": setting.name, "place": setting.place},
        field=setting.name,
    )


def _needs_password(name: str) -> Problem:
    return Problem(
        "password-missing", "There is no password yet.", "Set one too: anybody could go on without it.", field=name
    )
