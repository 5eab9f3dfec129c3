"""The settings for a face that shows and changes them: the port SettingsBook over the user's file."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from enroll_app.config.faults import fixed, policy_unreadable, unreadable
from enroll_app.config.reading import read_layer, understand
from enroll_app.config.settings import SETTINGS_FILE, Loaded, Settings, joined, load, policy_file
from enroll_app.config.values import KNOWN, ROLES
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import Role
from enroll_app.domain.settings_values import Setting, Value

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from enroll_app.config.writing import Edit

_NAMES = frozenset(one.name for one in KNOWN)


class SettingsFile:
    """Every change is read back, as the next start would read it, before it is written. From any thread."""

    def __init__(
        self,
        loaded: Loaded,
        environ: Mapping[str, str] = os.environ,
        policy: Path | None = None,
        readers: Sequence[str] = (),
    ) -> None:
        """loaded: the settings as they were read at the start. policy, readers: as `config.load` has them."""
        self._loaded = loaded
        self._environ, self._policy, self._readers = environ, policy or policy_file(), tuple(readers)
        self._path = loaded.settings.home / SETTINGS_FILE
        self._writing = Lock()

    def settings(self) -> tuple[Setting, ...]:
        """Every setting as it is now, with where it comes from. Raises InvalidInputError."""
        self._loaded = load(self._environ, self._policy, self._readers)
        return self._loaded.found

    def preferences(self) -> Preferences:
        """How the window is to be, as it was read or written last; blocks for nothing."""
        return self._loaded.settings.preferences

    def change(self, changes: Mapping[str, Value | None]) -> None:
        """As the port has it."""
        from enroll_app.config.writing import setting

        self._refuse([name for name in changes if name not in _NAMES], changes)
        self._edit(setting(self._path, changes))

    def would_be(self, changes: Mapping[str, Value | None]) -> Settings:
        """The settings as they would be with these changes; nothing is written. Raises InvalidInputError."""
        from enroll_app.config.writing import changed_text, setting

        self._refuse([name for name in changes if name not in _NAMES], changes)
        return self._understood(changed_text(self._path, setting(self._path, changes))).settings

    def keep_roles(self, roles: Sequence[Role]) -> None:
        """As the port has it; none of them brings back those that Enroll comes with."""
        from enroll_app.config.writing import setting, setting_roles

        self._refuse((), (ROLES,))
        first = self._loaded.settings.preferences.role
        drop = setting(self._path, {"desk.role": None} if first not in [role.key for role in roles] else {})
        keep = setting_roles(roles)

        def edit(document: "TOMLDocument") -> None:
            drop(document)
            keep(document)

        self._edit(edit)

    def _refuse(self, unknown: Sequence[str], names: Sequence[str] | Mapping[str, object]) -> None:
        """Refuse what is fixed elsewhere, and what is no setting."""
        found = {one.name: one for one in self.settings()}
        problems = [fixed(name, found[name].place) for name in names if name in found and found[name].locked]
        problems += [Problem("setting-unknown", "There is no setting {name}.", "", {"name": name}) for name in unknown]
        if problems:
            raise InvalidInputError(*problems)

    def _edit(self, edit: "Edit") -> None:
        from enroll_app.config.writing import edit_settings

        checked: list[Loaded] = []
        with self._writing:
            edit_settings(self._path, edit, lambda text: checked.append(self._understood(text)))
            self._loaded = checked[-1]

    def _understood(self, text: str) -> Loaded:
        policy = read_layer(self._policy, policy_unreadable)
        user = understand(self._path, text, unreadable)
        return joined(self._path.parent, user, policy, self._environ, self._readers)
