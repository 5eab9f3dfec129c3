"""What the window must know before its first paint: its language, its look, and where it stood.

Settings and memory are read properly a moment later, off the start; what is taken amiss here is put right then. Hence
no parser, whose loading would cost more than the whole of this, and no error.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# More than that is not settings, and not worth the start. Bytes; a choice of ours.
_MOST_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class FirstSight:
    """language, look: as `domain.preferences` spells them. geometry: as Qt writes it (base64); empty for none."""

    language: str = "system"
    look: str = "system"
    geometry: str = ""


def first_sight(home: Path, policy: Path) -> FirstSight:
    """Look into the files of a station. policy: the file that goes before the person's own settings."""
    said = _window_settings(_text(home / "settings.toml")) | _window_settings(_text(policy))
    return FirstSight(
        said.get("language", "system"), said.get("look", "system"), _value(_text(home / "memory.json"), "geometry")
    )


def likely_home(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of settings and data, where `config` will most likely find it."""
    if given := environ.get("ENROLL_APP_HOME", "").strip():
        return Path(os.path.expanduser(given))  # noqa: PTH111  never raises
    if sys.platform == "win32":
        data = environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        data = "~/Library/Application Support"
    else:
        data = environ.get("XDG_DATA_HOME", "").strip() or "~/.local/share"
    return Path(os.path.expanduser(data)) / "enroll-app"  # noqa: PTH111  never raises


def likely_policy(environ: Mapping[str, str] = os.environ) -> Path:
    """The file of the machine's policy, where `config` will most likely find it."""
    if sys.platform == "win32":
        return Path(environ.get("PROGRAMDATA", "")) / "enroll-app" / "policy.toml"
    folder = "/Library/Application Support" if sys.platform == "darwin" else "/etc"
    return Path(folder) / "enroll-app" / "policy.toml"


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def _window_settings(text: str) -> dict[str, str]:
    """The plain lines `name = "value"` below `[window]`."""
    found, inside = {}, False
    for line in text.splitlines():
        if line.lstrip().startswith("["):
            inside = line.partition("#")[0].strip() == "[window]"
        elif inside:
            name, equals, value = line.partition("=")
            quoted = value.strip()[1:].partition(value.strip()[:1] or '"')[0]
            if equals and quoted:
                found[name.strip()] = quoted
    return found


def _value(text: str, name: str) -> str:
    """The text of a name in JSON, which holds no quotation marks itself."""
    _, _, rest = text.partition(f'"{name}": "')
    return rest.partition('"')[0]
