"""Writing a file so that a crash or a power cut leaves either the old content or the new one, never a part."""

import os
import tempfile
from pathlib import Path

_PRIVATE_FOLDER = 0o700


def write_atomically(path: Path, text: str) -> None:
    """Put the text in place of the file's content; it is on disk when this returns. Raises OSError.

    The new content is written beside the file, synced, and renamed over it; then the folder is synced. The file is
    private to the user (mkstemp's mode).
    """
    path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".tmp", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the rename last. Windows cannot open a folder, and needs no such thing: its journal keeps the order."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
