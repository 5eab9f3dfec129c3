"""late:// for pyserial: a port that opens when it is let. Whoever uses it imports it by its full name."""

from threading import Event
from typing import ClassVar

from serial.urlhandler import protocol_loop


class Serial(protocol_loop.Serial):
    """loop:// otherwise. made: all of them, which keeps them from being closed by being forgotten."""

    let = Event()
    made: ClassVar[list["Serial"]] = []
    was_open = False

    def open(self) -> None:
        self.made.append(self)
        self.let.wait(10)
        super().open()
        self.was_open = True

    def from_url(self, url: str) -> None:
        """There is nothing to choose."""
