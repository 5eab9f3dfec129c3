"""What the desk remembers by itself, in a small file of its own: `memory.json` of the station's home.

Nothing in it would be missed for long, so nothing about it is an error: what cannot be read is empty, and the log says
so. A file of a newer version is left as it is and not read.
"""

import json
import logging
from pathlib import Path

from enroll_app.domain.memory import Memory
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import Problem
from enroll_app.store.atomic_file import write_atomically

MEMORY_FILE = "memory.json"
_VERSION = 1
# Bytes; a choice of ours. Ids have 36 letters: some thousands of levels for each of eight roles fit in.
_MOST_BYTES = 4_000_000
_LOG = logging.getLogger(__name__)


class MemoryFile:
    """The port MemoryStore. home: the station's folder."""

    def __init__(self, home: Path) -> None:
        self._path = home / MEMORY_FILE

    def load(self) -> Memory:
        """What was remembered; nothing where the file is missing, damaged or of a newer version."""
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                raise ValueError(self._path.name)
            values = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return Memory()
        except (OSError, ValueError, RecursionError) as error:
            _LOG.warning("what the desk remembers could not be read: %s", type(error).__name__)
            return Memory()
        if not isinstance(values, dict) or values.get("version") != _VERSION:
            _LOG.warning("what the desk remembers is not of this version")
            return Memory()
        return _memory(values)

    def keep(self, memory: Memory) -> None:
        """Put this in its place; it is on disk when this returns. Raises StoreError."""
        values = {
            "version": _VERSION,
            "favourites": list(memory.favourites),
            "levels_of": {role: list(levels) for role, levels in memory.levels_of.items()},
            "role": memory.role,
            "geometry": memory.geometry,
            "place": memory.place,
            "level_names": dict(memory.level_names),
            "wrong_tries": memory.wrong_tries,
            "locked": memory.locked,
        }
        try:
            write_atomically(self._path, json.dumps(values, indent=1, ensure_ascii=False) + "\n")
        except OSError as error:
            raise StoreError(
                Problem(
                    "memory-not-written",
                    "{path} could not be written: {reason}.",
                    "See to it that the folder can be written to and that the disk is not full.",
                    {"path": str(self._path), "reason": error.strerror or type(error).__name__},
                )
            ) from error


def _memory(values: dict[str, object]) -> Memory:
    """What of the values is as it should be; the rest is as if it were not there."""
    by_role = values.get("levels_of")
    found = by_role.items() if isinstance(by_role, dict) else ()
    tries = values.get("wrong_tries")
    names = values.get("level_names")
    named = names.items() if isinstance(names, dict) else ()
    return Memory(
        favourites=_texts(values.get("favourites")),
        levels_of={role: _texts(levels) for role, levels in found},
        role=_text(values.get("role")),
        geometry=_text(values.get("geometry")),
        place=_text(values.get("place")),
        level_names={level_id: name for level_id, name in named if isinstance(name, str)},
        wrong_tries=max(0, tries) if type(tries) is int else 0,
        locked=values.get("locked") is True,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
