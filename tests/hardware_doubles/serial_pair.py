"""A serial line without hardware: a pair of pseudo-terminals. What `send` writes arrives at `port`."""

import os
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self


class SerialPair:
    """The reader's end of a line; the program under test opens `port`.

    With `link` the port is a symbolic link, which stays the same when the line is plugged in again.
    """

    def __init__(self, link: Path | None = None) -> None:
        self._link = link
        self._reader_end = -1
        self._device = ""
        self.plug_in()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()

    @property
    def port(self) -> str:
        """The path to open."""
        return str(self._link or self._device)

    def plug_in(self) -> None:
        """Make the port appear."""
        self._reader_end, program_end = os.openpty()
        tty.setraw(program_end)
        self._device = os.ttyname(program_end)
        os.close(program_end)
        if self._link:
            self._link.symlink_to(self._device)

    def unplug(self) -> None:
        """Make the port disappear, as a pulled cable does."""
        if self._reader_end < 0:
            return
        os.close(self._reader_end)
        self._reader_end = -1
        if self._link:
            self._link.unlink()

    def send(self, data: bytes) -> None:
        """Write what the reader sends."""
        os.write(self._reader_end, data)

    @contextmanager
    def clogged(self) -> Iterator[None]:
        """Nothing that the program writes goes through: the line is full, and nobody reads it."""
        line = os.open(self.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            full_since = time.monotonic()
            # The kernel moves bytes on for a moment after the first refusal.
            while time.monotonic() < full_since + 0.1:
                try:
                    os.write(line, bytes(4096))
                    full_since = time.monotonic()
                except BlockingIOError:
                    time.sleep(0.01)
            yield
        finally:
            os.close(line)
