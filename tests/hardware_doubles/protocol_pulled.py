"""pulled:// for pyserial: a port whose cable is pulled between opening it and setting it up."""

import os
import termios

import serial


class Serial(serial.SerialBase):
    """Does as pyserial's own port does, on a pseudo-terminal whose other end has just gone."""

    def open(self) -> None:
        reader_end, program_end = os.openpty()
        os.close(reader_end)
        try:
            termios.tcflush(program_end, termios.TCIFLUSH)
        finally:
            os.close(program_end)

    # What pyserial sets as soon as a port has a name.
    def _reconfigure_port(self) -> None:
        """Nothing can be set here."""
