"""What the window must know before its first paint: its language, its look, and where it stood.

Settings and memory are read properly a moment later, off the start; what is taken amiss here is put right then. Hence
no parser, whose loading would cost more than the whole of this, and no error.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

# More than that is not settings, and not worth the start. Bytes; a choice of ours.
_MOST_BYTES = 65_536


class FirstSight(NamedTuple):
    """language, look: as `domain.preferences` spells them. geometry: as Qt writes it (base64); empty for none.

    kiosk: whether the window is to fill the screen, and to be closed by password alone.
    """

    language: str = "system"
    look: str = "system"
    geometry: str = ""
    kiosk: bool = False


def first_sight(home: Path, policy: Path) -> FirstSight:
    """Look into the files of a station. policy: the file that goes before the person's own settings."""
    said = _window_settings(_text(home / "settings.toml")) | _window_settings(_text(policy))
    return FirstSight(
        said.get("language", "system"),
        said.get("look", "system"),
        _value(_text(home / "memory.json"), "geometry"),
        kiosk=said.get("kiosk") == "true" and bool(said.get("password")),
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
            return file.read(_MOST_BYTES).decode("utf-8", "replace").removeprefix("\ufeff")
    except (OSError, ValueError):
        return ""


def _window_settings(text: str) -> dict[str, str]:
    """The plain lines `name = "value"` below `[window]`, and those above all sections as `window.name = "value"`."""
    found, section = {}, ""
    for line in text.splitlines():
        if line.lstrip().startswith("["):
            section = line.partition("#")[0].strip().strip("[]").strip()
            continue
        name, equals, value = line.partition("=")
        whole = f"{section}.{name.strip()}".lstrip(".")
        if equals and whole.startswith("window."):
            found[whole.removeprefix("window.")] = _plain(value.strip())
    return {name: value for name, value in found.items() if value}


def _plain(value: str) -> str:
    """What stands in quotation marks, or the word before a comment."""
    quote = value[:1]
    return value[1:].partition(quote)[0] if quote in ("'", '"') else value.partition("#")[0].strip()


def _value(text: str, name: str) -> str:
    """The text of a name in JSON, which holds no quotation marks itself."""
    _, _, rest = text.partition(f'"{name}": "')
    return rest.partition('"')[0]
