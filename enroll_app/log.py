"""The program's own log: one rotating file in the desk's folder, private to the user, without secrets.

Modules log names and codes, never requests, drafts or answers; and no frame's variables are ever captured.
"""

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES, _FILES = 500_000, 3


class _PrivateHandler(RotatingFileHandler):
    """Makes every file of the log, those after a rotation too, readable by its owner alone."""

    def _open(self) -> TextIOWrapper:
        opened = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return opened


def start_log(folder: Path) -> None:
    """Log to `enroll.log` in the folder; to nowhere when it cannot be written, for a desk works without its log."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateHandler(
            folder / "enroll.log", maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        logging.getLogger().addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
